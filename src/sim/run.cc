#include "sim/run.h"

namespace khasan::sim {

Outcome finish(Play& play, Watcher* watcher, KeepLog keep) {
  Outcome outcome;
  if (watcher != nullptr) {
    watcher->begin(play);
    watcher->see(play.scenario(), play.state(), play.events());
  }
  while (!play.is_over()) {
    play.step();
    const state::EventLog& events = play.events();
    if (watcher != nullptr) watcher->see(play.scenario(), play.state(), events);
    if (keep == KeepLog::kYes) {
      outcome.log.insert(outcome.log.end(), events.begin(), events.end());
    }
  }
  if (watcher != nullptr) watcher->end(play);
  outcome.steps = play.steps();
  outcome.element_steps = play.element_steps();
  outcome.measures = play.measures();
  outcome.ledger = play.ledger();
  outcome.hash = state::hash(play.state());
  return outcome;
}

Outcome run(const scenario::Scenario& scenario, const RunPlan& plan, Watcher* watcher,
            KeepLog keep) {
  Play play(scenario, plan);
  return finish(play, watcher, keep);
}

}  // namespace khasan::sim
