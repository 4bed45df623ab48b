#include "sim/play.h"

#include <algorithm>
#include <utility>

namespace khasan::sim {

Play::Play(const scenario::Scenario& scenario, const RunPlan& plan)
    : scenario_(scenario),
      rng_(plan.seed, plan.replication),
      options_(plan.step),
      state_(state::start(scenario, rng_, plan.start)),
      tally_(scenario) {
  options_.until = std::min(options_.until, scenario.end);
}

Play::Play(const scenario::Scenario& scenario, const RunPlan& plan, SavedPlay saved)
    : scenario_(scenario),
      rng_(plan.seed, plan.replication),
      options_(plan.step),
      state_(std::move(saved.state)),
      tally_(scenario),
      steps_(saved.steps),
      element_steps_(saved.element_steps) {
  options_.until = std::min(options_.until, scenario.end);
  Archive archive(std::move(saved.counts));
  tally_.keep(archive);
  continued_ = archive.is_used_up();
}

void Play::step() {
  events_.clear();
  sim::step(scenario_, state_, rng_, options_, workspace_, &events_);
  steps_++;
  element_steps_ += workspace_.tick.due.size();
  tally_.count(state_, events_);
}

SavedPlay Play::save() {
  Archive archive;
  tally_.keep(archive);
  return {state_, archive.take(), steps_, element_steps_};
}

}  // namespace khasan::sim
