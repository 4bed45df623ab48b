#include "sim/run.h"

#include <algorithm>

#include "sim/tally.h"

namespace khasan::sim {

Outcome run(const scenario::Scenario& scenario, const RunPlan& plan, Watcher* watcher,
            KeepLog keep) {
  const Rng rng(plan.seed, plan.replication);
  state::State state = state::start(scenario, rng, plan.start);
  StepOptions options = plan.step;
  options.until = std::min(options.until, scenario.end);

  Workspace workspace;
  Outcome outcome;
  Tally tally(scenario);
  state::EventLog events;  // of the step
  if (watcher != nullptr) watcher->see(scenario, state, events);
  while (state.now < options.until) {
    events.clear();
    step(scenario, state, rng, options, workspace, &events);
    outcome.steps++;
    outcome.element_steps += workspace.tick.due.size();
    tally.count(state, events);
    if (watcher != nullptr) watcher->see(scenario, state, events);
    if (keep == KeepLog::kYes) {
      outcome.log.insert(outcome.log.end(), events.begin(), events.end());
    }
  }

  outcome.measures = tally.measures(state);
  outcome.ledger = tally.ledger(state);
  outcome.hash = state::hash(state);
  return outcome;
}

}  // namespace khasan::sim
