// The verbs of the program, one function each. Data goes to standard output, everything else to
// standard error. What they return is the exit code.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace khasan::cli {

inline constexpr int kDone = 0, kCheckFailed = 1, kBadInput = 2, kInterrupted = 130;

struct RunOptions {
  std::string battle;
  uint64_t seed = 1;
  int replications = 40;
  int threads = 1;
  int story = 0;                     // number of the run that is told and played
  bool full_story = false;           // every line, however long the battle
  std::vector<std::string> without;  // names of phases
  std::vector<std::string> roe;      // changes to rules of engagement: "frontier=off"
  bool draw_parameters = false;
  std::string evidence = "best";  // "best", "drawn" or a profile of the battle
  bool evidence_table = false;
  bool json = false, quiet = false;
  std::string report;   // file; empty: none
  std::string command;  // as typed
};

int command_run(const RunOptions& options);
int command_check(const std::string& battle, bool json);
int command_phases(bool json);
int command_new(const std::string& name);

// Errors to standard error, one a line; returns kBadInput.
int fail(const Errors& errors);

}  // namespace khasan::cli
