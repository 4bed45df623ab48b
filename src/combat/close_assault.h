// Grenades, the nerve test on contact and hand-to-hand fighting.
// Implements docs/methods/close_assault.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes grenades, bursts, hits, nerve tests and shocks between enemies in touch.
void assault_closely(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                     const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
