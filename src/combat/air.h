// Flights: take-off, way, weather over the target, bombs, strafing, losses, return. Implements
// docs/methods/air.md. Where bombs burst and whom they hit: bursts.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// One standard deviation, on each axis, of the mean point of impact of a formation's salvo: the
// mean circular error of peace, 1.25 sigma, times what combat makes of it (models: section 6).
double salvo_error_m(const scenario::ParamValues& params, double altitude_m);

// Proposes what flights do next: those whose time has come, and those that wait for a task.
void fly(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
         const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
