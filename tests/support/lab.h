// A battle that is stepped phase by phase, held open for looking: the same as sim::step, which
// tests/property proves.
#pragma once

#include <utility>

#include "sim/phases.h"
#include "sim/schedule.h"
#include "sim/step.h"
#include "state/apply.h"

namespace khasan::support {

struct Lab {
  explicit Lab(scenario::Scenario battle, uint64_t seed)
      : scenario(std::move(battle)), rng(seed, 0), state(state::start(scenario, rng, {})) {}

  scenario::Scenario scenario;
  Rng rng;
  state::State state;
  state::Tick tick;
  state::Effects effects;
  state::EventLog log;

  void begin_step(const sim::StepOptions& options = {}) {
    tick.before = state.now;
    state::advance(state, sim::next_moment(state, options), tick.popped);
    tick.near.rebuild(scenario, state);  // always: sim::step does so only when somebody moved
    sim::fill_tick(scenario, state, tick);
  }
  bool runs(const sim::Phase& phase) const {
    return phase.period == sim::Period::kStep || tick.minute;
  }
  // What the phase adds to the effects proposed so far in its group.
  void propose(const sim::Phase& phase) {
    if (runs(phase)) phase.run(scenario, state, rng, tick, effects);
  }
  void settle(const sim::Phase& phase) {
    if (phase.then == sim::Then::kApply) state::apply(scenario, effects, state, &log);
  }
  void end_step(const sim::StepOptions& options = {}) {
    sim::schedule_again(scenario, state, options.times, tick);
  }
};

}  // namespace khasan::support
