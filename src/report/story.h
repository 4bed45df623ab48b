// The log of events as a chronicle in plain words: what a reader of the battle would write down.
// Small things of one company within ten minutes become one line. Only reads; times are those of
// the events, the clock is the first side's.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "scenario/scenario.h"
#include "sim/run.h"
#include "state/event.h"

namespace khasan::report {

struct StoryLine {
  Time at{};
  std::string kind;    // of the event: "casualties"
  int side = -1;       // index of the side it is about; -1: none
  UnitId unit{};       // may be none
  PlaceId place{};     // may be none
  std::string text;    // one sentence
  int importance = 1;  // 0 detail … 3 headline
  bool has_where = false;
  terrain::Point where{};
};

// What the teller remembers from window to window.
struct StoryMemory {
  // When something of this kind was last told of a company (and another thing, such as its enemy).
  std::map<std::tuple<state::EventKind, UnitId, uint32_t>, Time> told;
  std::map<UnitId, int> lost;      // men of a company until now
  std::map<PlaceId, Side> holder;  // who took a place last
};

// Tells events as they come. Lines come in order of time, a window of ten minutes at a time.
class StoryTeller {
 public:
  explicit StoryTeller(const scenario::Scenario& scenario) : scenario_(scenario) {}
  // Takes the next events; returns the lines of all windows that are over by `now`.
  std::vector<StoryLine> tell(const state::EventLog& events, Time now);

 private:
  std::vector<StoryLine> lines_of(const state::Event* begin, const state::Event* end);

  const scenario::Scenario& scenario_;
  state::EventLog waiting_;  // events of windows that are not over
  StoryMemory memory_;
};

// The whole story of a finished run.
std::vector<StoryLine> story_of(const scenario::Scenario& scenario, const state::EventLog& log);

// "29 Jul 14:40  text", wrapped at `columns` with the text aligned.
std::string to_text(const scenario::Scenario& scenario, const StoryLine& line, int columns = 100);

// Watches a run and hands on each line as it comes.
class StoryWatcher : public sim::Watcher {
 public:
  using Listener = std::function<void(const StoryLine&)>;
  StoryWatcher(const scenario::Scenario& scenario, Listener listener)
      : teller_(scenario), listener_(std::move(listener)) {}
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;

 private:
  StoryTeller teller_;
  Listener listener_;
};

}  // namespace khasan::report
