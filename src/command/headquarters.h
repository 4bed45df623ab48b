// Headquarters as queues: conditions of the plans, decisions that take time, messages that travel,
// tasks that reach units and are passed down; reports that go up to the side's picture.
// Implements docs/methods/command.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::command {

// Proposes order phases, decisions and messages under way, tasks that arrive now, and tracks from
// the reports that arrive now. Runs at every step for what falls due and once a minute for the
// plans.
void run_headquarters(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                      const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::command
