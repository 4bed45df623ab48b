// Rain on earth roads: how much of it they hold. What that means for wheels is state::road_share().
// Implements docs/methods/roads.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes the rain that the roads hold after this minute, and tells when they are cut or open.
void soak_roads(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
