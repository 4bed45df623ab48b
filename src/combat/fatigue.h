// Hours awake and what they cost.
// Implements docs/methods/fatigue.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes hours awake.
void tire(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
          const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
