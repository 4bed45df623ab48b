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
      words_(plan.words),
      state_(state::start(scenario, rng_, plan.start)),
      tally_(scenario) {
  options_.until = std::min(options_.until, scenario.end_of_fighting(state_.releases));
}

Play::Play(const scenario::Scenario& scenario, const RunPlan& plan, SavedPlay saved)
    : scenario_(scenario),
      rng_(plan.seed, plan.replication),
      options_(plan.step),
      campaign_(plan.campaign),
      words_(plan.words),
      state_(std::move(saved.state)),
      tally_(scenario),
      steps_(saved.steps),
      element_steps_(saved.element_steps) {
  options_.until = std::min(options_.until, scenario.end_of_fighting(state_.releases));
  Archive archive(std::move(saved.counts));
  tally_.keep(archive);
  continued_ = archive.is_used_up();
}

void Play::hear_player() {
  std::size_t known = state_.orders.size();
  for (const TimedWord& word : words_) {
    if (word.at > state_.now) continue;
    const std::size_t i = word.order.index();
    const bool is_new = i == known;
    const bool is_heeded =
        word.recalled &&
        (i < state_.orders.size() ? state::is_recallable(state_, word.order) : i < known);
    if (word.recalled ? !is_heeded : !is_new) continue;
    workspace_.effects.words.push_back({word.order, word.recalled});
    known += word.recalled ? 0 : 1;
  }
}

void Play::take_decisions() {
  decide(campaign_, scenario_, state_, workspace_.effects);
  hear_player();
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
