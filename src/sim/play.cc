#include "sim/play.h"

#include <algorithm>
#include <utility>

#include "state/apply.h"

namespace khasan::sim {

Play::Play(const scenario::Scenario& scenario, const RunPlan& plan)
    : scenario_(scenario),
      rng_(plan.seed, plan.replication),
      options_(plan.step),
      campaign_(plan.campaign),
      state_(state::start(scenario, rng_, plan.start)),
      tally_(scenario) {
  options_.until = std::min(options_.until, scenario.end_of_fighting(state_.releases));
}

Play::Play(const scenario::Scenario& scenario, const RunPlan& plan, SavedPlay saved)
    : scenario_(scenario),
      rng_(plan.seed, plan.replication),
      options_(plan.step),
      campaign_(plan.campaign),
      state_(std::move(saved.state)),
      tally_(scenario),
      steps_(saved.steps),
      element_steps_(saved.element_steps) {
  options_.until = std::min(options_.until, scenario.end_of_fighting(state_.releases));
  Archive archive(std::move(saved.counts));
  tally_.keep(archive);
  continued_ = archive.is_used_up();
}

void Play::take_decisions() {
  decide(campaign_, scenario_, state_, workspace_.effects);
  if (workspace_.effects.empty()) return;
  state::apply(scenario_, workspace_.effects, state_, &events_);
  workspace_.others_changed = true;
  options_.until = std::min(options_.until, scenario_.end_of_fighting(state_.releases));
}

void Play::step() {
  events_.clear();
  take_decisions();
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
