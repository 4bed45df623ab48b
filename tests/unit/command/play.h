// A small loop for the tests of this folder: headquarters and conduct, apply, and men who walk
// straight to their goals. It stands in for the step so that commands are tested alone.
#pragma once

#include <algorithm>

#include "command/conduct.h"
#include "command/headquarters.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::command {

struct Play {
  const scenario::Scenario& scenario;
  Rng rng;
  state::State state;
  state::EventLog log;
  double speed_mps = 1.0;

  explicit Play(const scenario::Scenario& battle, uint64_t replication = 0)
      : scenario(battle), rng(7, replication), state(state::start(battle, rng, {})) {}

  // One step of `dt`; a whole minute passes when `now` becomes one.
  void step(Time dt) {
    state.now += dt;
    state::Tick tick = support::tick_of_all(scenario, state, dt);
    tick.minute = state.now.ms % minutes(1).ms == 0;
    while (!state.queue.empty() && state.queue.front().at <= state.now) {
      tick.popped.push_back(state.queue.front());
      state.queue.erase(state.queue.begin());
    }
    state::Effects effects;
    run_headquarters(scenario, state, rng, tick, effects);
    state::apply(scenario, effects, state, &log);
    conduct_tasks(scenario, state, rng, tick, effects);
    state::apply(scenario, effects, state, &log);
    for (const ElementId e : tick.due) walk(e, dt);
  }

  void run_until(Time end, Time dt = seconds(20)) {
    while (state.now < end) step(dt);
  }

  // Until the order is in that phase or later; kNever if that does not happen before `end`.
  Time when(OrderId order, state::OrderPhase phase, Time end, Time dt = seconds(20)) {
    while (state.now < end) {
      step(dt);
      if (state.orders[order.index()].phase >= phase) return state.now;
    }
    return kNever;
  }

  void walk(ElementId e, Time dt) {
    const state::Intent& intent = state.intent[e.index()];
    terrain::Point& at = state.at[e.index()];
    const double left_m = terrain::distance_m(at, intent.goal);
    if (!intent.move || left_m <= 0) return;
    const double share = std::min(1.0, speed_mps * dt.seconds() / left_m);
    at.x_m += (intent.goal.x_m - at.x_m) * share;
    at.y_m += (intent.goal.y_m - at.y_m) * share;
  }

  // The unit believes in that enemy where he stands.
  void reveal(UnitId unit, ElementId enemy) {
    state.contacts[unit.index()][0] = {enemy, state::Knowledge::kRecognised,
                                       state.at[enemy.index()], 5, state.now};
  }
};

}  // namespace khasan::command
