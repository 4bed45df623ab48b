#include "sim/run.h"

#include <algorithm>

namespace khasan::sim {

Outcome run(const scenario::Scenario& scenario, const RunPlan& plan, Watcher* watcher,
            KeepLog keep) {
  const Rng rng(plan.seed, plan.replication);
  state::State state = state::start(scenario, rng, plan.start);
  StepOptions options = plan.step;
  options.until = std::min(options.until, scenario.end);

  Workspace workspace;
  Outcome outcome;
  if (watcher != nullptr) watcher->see(scenario, state, outcome.log);
  while (state.now < options.until) {
    step(scenario, state, rng, options, workspace, &outcome.log);
    outcome.steps++;
    outcome.element_steps += workspace.tick.due.size();
    if (watcher != nullptr) watcher->see(scenario, state, outcome.log);
  }

  for (const scenario::Measure& what : scenario.measures) {
    outcome.measures.push_back(measure(scenario, what, state, outcome.log));
  }
  outcome.hash = state::hash(state);
  if (keep == KeepLog::kNo) outcome.log.clear();
  return outcome;
}

}  // namespace khasan::sim
