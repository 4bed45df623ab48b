// What the sky does: the story's lines about weather and light.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::sim {

// Proposes events for a new entry of the weather (`a`: its index) and for first light, sunrise,
// sunset and dusk (`a`: 0, 1, 2, 3) between tick.before and now.
void observe_sky(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                 const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::sim
