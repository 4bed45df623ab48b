// Who of the men hit is killed, wounded, lightly wounded or missing.
// Implements docs/methods/casualties.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Reads the hits proposed in this step and proposes losses.
void split_casualties(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                      const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
