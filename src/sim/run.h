// A whole run: from the start of the battle to its end, with the measures taken from its events.
#pragma once

#include <cstdint>
#include <vector>

#include "scenario/scenario.h"
#include "sim/step.h"
#include "state/event.h"
#include "state/state.h"

namespace khasan::sim {

struct RunPlan {
  uint64_t seed = 1;
  uint64_t replication = 0;
  state::StartOptions start;
  StepOptions step;
};

// Watches a run: called at the start and after every step. `log` has every event so far.
class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void see(const scenario::Scenario& scenario, const state::State& state,
                   const state::EventLog& log) = 0;
};

struct Outcome {
  std::vector<double> measures;  // by position in scenario.measures; NaN: did not happen
  uint64_t hash = 0;             // of the final state
  uint64_t element_steps = 0;    // elements really advanced
  uint64_t steps = 0;
  state::EventLog log;  // kept only if asked for
};

enum class KeepLog : uint8_t { kNo, kYes };
Outcome run(const scenario::Scenario& scenario, const RunPlan& plan, Watcher* watcher = nullptr,
            KeepLog keep = KeepLog::kNo);

// One measure from the events of a run and its final state; NaN if it did not happen.
double measure(const scenario::Scenario& scenario, const scenario::Measure& what,
               const state::State& last, const state::EventLog& log);

}  // namespace khasan::sim
