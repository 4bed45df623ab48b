// Ammunition from dump to company to element.
// Implements docs/methods/supply.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes transfers of rounds.
void resupply(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
              const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
