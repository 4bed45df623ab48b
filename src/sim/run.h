// A whole run: from the start of the battle to its end, counted as it goes.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "scenario/scenario.h"
#include "sim/ledger.h"
#include "sim/play.h"
#include "state/event.h"
#include "state/state.h"

namespace khasan::sim {

// Watches a run: called at the start and after every step, with the events of that step.
class Watcher {
 public:
  virtual ~Watcher() = default;
  // Before anything is seen: the run that will be, valid until its end.
  virtual void begin(Play& /*play*/) {}
  // After everything was seen.
  virtual void end(Play& /*play*/) {}
  virtual void see(const scenario::Scenario& scenario, const state::State& state,
                   const state::EventLog& events) = 0;
};

// Several watchers of the same run.
class Watchers : public Watcher {
 public:
  explicit Watchers(std::vector<Watcher*> all) : all_(std::move(all)) {}
  void begin(Play& play) override {
    for (Watcher* watcher : all_) watcher->begin(play);
  }
  void end(Play& play) override {
    for (Watcher* watcher : all_) watcher->end(play);
  }
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override {
    for (Watcher* watcher : all_) watcher->see(scenario, state, events);
  }

 private:
  std::vector<Watcher*> all_;
};

struct Outcome {
  std::vector<double> measures;  // by position in scenario.measures; NaN: did not happen
  LedgerValues ledger;           // what was lost, fired and held (ledger.h)
  uint64_t hash = 0;             // of the final state
  uint64_t element_steps = 0;    // elements really advanced
  uint64_t steps = 0;
  state::EventLog log;  // kept only if asked for
};

enum class KeepLog : uint8_t { kNo, kYes };
// Plays on to the end.
Outcome finish(Play& play, Watcher* watcher = nullptr, KeepLog keep = KeepLog::kNo);
// From the start to the end.
Outcome run(const scenario::Scenario& scenario, const RunPlan& plan, Watcher* watcher = nullptr,
            KeepLog keep = KeepLog::kNo);
}  // namespace khasan::sim
