// How far a study is: a bar that moves on a terminal, a line every few seconds in a pipe.
#pragma once

#include <chrono>
#include <string>

namespace khasan::cli {

class Progress {
 public:
  Progress(int all, bool quiet);
  ~Progress() { finish(); }
  void show(int done);
  // Wipes the bar.
  void finish();

 private:
  std::string text(int done, double elapsed_s) const;

  int all_;
  bool quiet_, terminal_, drawn_ = false;
  std::chrono::steady_clock::time_point started_, told_;
};

}  // namespace khasan::cli
