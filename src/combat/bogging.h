// What the ground and wear do to vehicles that drive: they stick in marsh, and they break down.
// Not how fast they go (pace.h). Implements docs/methods/armour.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Hazard of sticking, per metre of marsh in that weather.
double bogging_per_m(const scenario::ParamValues& params, const forces::Vehicle& vehicle,
                     double wetness);

// Reads the moves proposed in this step and proposes what stops vehicles.
void bog_down(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
              const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
