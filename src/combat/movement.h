// Where elements go and how fast: ground, stance, load, night, fire, wire.
// Implements docs/methods/movement.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes moves, postures that follow from moving, halts and work on wire.
void move(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
          const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
