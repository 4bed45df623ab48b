// Shells: fire missions of guns, mortars and dischargers, observed or by the map; bursts and hits.
// Implements docs/methods/indirect_fire.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes missions, volleys on their way, and the bursts and hits of volleys that land now.
void fire_indirectly(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                     const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
