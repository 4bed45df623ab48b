// How far a study is: a bar that moves on a terminal, a line every few seconds in a pipe.
#pragma once

#include <chrono>
#include <string>
#include <utility>

namespace khasan::cli {

class Progress {
 public:
  // `what`: runs, or what else there are so many of.
  Progress(int all, bool quiet, std::string what = "runs");
  ~Progress() { finish(); }
  void show(int done);
  // Wipes the bar.
  void finish();

 private:
  std::string text(int done, double elapsed_s) const;

  int all_;
  std::string what_;
  bool quiet_, terminal_, drawn_ = false;
  std::chrono::steady_clock::time_point started_, told_;
};

}  // namespace khasan::cli
