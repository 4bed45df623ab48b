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
  int story = 0;                            // number of the run that is told and played
  std::string study;                        // file: the run is one of this study
  int point = 0, rep = 0;                   // which one
  uint64_t first = 0;                       // replication of run 0
  bool draw_terrain = false;                // play that one run on ground drawn within its doubt
  bool full_story = false;                  // every line, however long the battle
  std::vector<std::string> without;         // names of phases
  std::vector<std::string> roe;             // changes to rules of engagement: "frontier=off"
  std::vector<std::string> what_if;         // files, or names of those that the battle ships
  std::string mode = "historical";          // or "free": the crisis decides
  std::vector<std::string> crisis_what_if;  // of a free run: changes to its crisis
  bool draw_parameters = false;
  std::string evidence = "best";  // "best", "drawn" or a profile of the battle
  bool evidence_table = false;
  bool json = false, quiet = false;
  std::string report;     // file; empty: none
  std::string record;     // file for the run that is told; empty: none
  int snapshots_min = 0;  // minutes of the battle between snapshots; 0: some thirty in all
  std::string command;    // as typed
};

// What the verbs about records take, each what it needs.
struct RecordOptions {
  std::string file, other;  // records
  std::string battle;       // folder; empty: as it was recorded
  std::string from, to;     // moments; empty: beginning, end
  bool full_story = false;
  bool json = false;
};

struct PlayOptions {
  std::string battle;
  std::string side;          // id of the side that is led
  std::string orders;        // file
  std::string headquarters;  // where the player sits; empty: the highest above each unit
  uint64_t seed = 1;
  uint64_t replication = 0;
  std::vector<std::string> what_if, roe;
  std::string record;  // file; empty: none
  bool json = false;
  std::string command;  // as typed
};

struct DebriefOptions {
  std::string file;    // record
  std::string battle;  // folder; empty: as it was recorded
  std::string output = "debrief.html";
  int explain = 1;  // turning points
  int futures = 8;  // of each explanation
  int threads = 1;
};

struct ContestOptions {
  std::string battle;
  std::vector<std::string> lead;  // "side=leader"
  uint64_t seed = 1;
  int replications = 20;
  int threads = 1;
  std::vector<std::string> what_if, roe;
  bool json = false;
};

struct ForkOptions {
  std::string file;                                // record
  std::string at;                                  // moment
  std::string battle;                              // folder; empty: as it was recorded
  std::vector<std::string> without, roe, what_if;  // changes from then on, as of `khasan run`
  int replications = 40;
  int threads = 1;
  std::string record;  // file for the future with the chance of the record; empty: none
  bool json = false;
  std::string command;  // as typed
};

struct CompareOptions {
  std::string battle;
  std::vector<std::string> without, roe, what_if;  // what is otherwise in the second run of a pair
  std::vector<std::string> crisis_what_if;         // in its crisis: pairs of free runs
  uint64_t seed = 1;
  int pairs = 40;  // at most
  int threads = 1;
  std::string until_width;  // "T029=20": stop when the interval of that measure is so narrow
  bool draw_parameters = false;
  std::string evidence = "best";
  int ripples = -1;         // the pair that is followed; -1: none
  std::string ripples_csv;  // file for what differs in it; empty: none
  std::string report;       // file; empty: none. Shows the changed run of the pair that is followed
  std::string command;      // as typed
  bool json = false;
};

struct StudyOptions {
  std::string file;  // of the study
  std::string out;   // folder of the results; empty: NAME.results
  bool resume = false;
  int threads = 0;  // 0: all processors, or one a rank
  bool json = false;
  std::string command;  // as typed
};

struct ExplainOptions {
  std::string file;                 // record
  std::string why;                  // "PLACE.control.SIDE at TIME"
  std::string from;                 // moment; empty: where the record begins
  std::string battle;               // folder; empty: as it was recorded
  std::vector<std::string> causes;  // ids; empty: all
  int futures = 20;
  int group = 5;  // causes that get shares, at most
  int threads = 1;
  bool json = false;
};

struct CrisisOptions {
  std::string battle;                // folder with crisis.yaml
  std::vector<std::string> what_if;  // files, or names of those that the battle ships
  uint64_t seed = 1;
  int runs = 200'000;     // in all
  int sets = 200;         // of numbers, where they are drawn
  bool drawn = false;     // draw sets even where matched ones are shipped
  std::string sets_file;  // table of sets; empty: the shipped ones
  int threads = 1;
  int story = -1;      // run that is told instead, or on the page; -1: none
  std::string then;    // folder of the next crisis, into which the lessons are carried; empty: none
  std::string report;  // page that is written; empty: none
  std::string command;  // as typed, for repeating it
  bool json = false;
};

struct CrisisMatchOptions {
  std::string battle;
  std::string out = "matched.csv";
  uint64_t seed = 1;
  int wanted = 200, waves = 30, candidates = 1000, runs = 1000;
  int threads = 1;
};

struct FitSurrogateOptions {
  std::string battle;
  std::string out;  // file for the fitted numbers as a what-if; empty: none
  uint64_t seed = 1;
  int runs = 20;
  int epoch_h = 2;  // from one look at the fighting to the next
  int threads = 1;
};

struct ServeOptions {
  std::string battle;  // folder that is shown first; empty: none
  int port = 8338;     // 0: any that is free
  std::string listen = "127.0.0.1";
  std::string token;       // that visitors need; empty: made where others can reach the server
  std::string token_file;  // in which it stands instead, so that no list of processes shows it
  std::string results = "khasan-results";  // folder in which runs are kept
  int threads = 1;                         // jobs at the same time
  bool open = false;                       // a browser
};

int command_crisis(const CrisisOptions& options);
int command_fit_surrogate(const FitSurrogateOptions& options);
int command_crisis_match(const CrisisMatchOptions& options);
int command_run(const RunOptions& options);
int command_serve(const ServeOptions& options);
int command_study(const StudyOptions& options);
int command_compare(const CompareOptions& options);
int command_verify(const RecordOptions& options);
int command_replay(const RecordOptions& options);
int command_diff(const RecordOptions& options);
int command_play(const PlayOptions& options);
int command_contest(const ContestOptions& options);
int command_debrief(const DebriefOptions& options);
int command_fork(const ForkOptions& options);
int command_explain(const ExplainOptions& options);
int command_check(const std::string& battle, const std::vector<std::string>& what_ifs, bool json);
int command_phases(bool json);
int command_new(const std::string& name);

// Errors to standard error, one a line; returns kBadInput.
int fail(const Errors& errors);

}  // namespace khasan::cli
