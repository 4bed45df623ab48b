// Ammunition from dump to company to element.
// Implements docs/methods/supply.md.
#pragma once

#include <cstddef>

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Whether an element that spares its rounds may still fire from that slot today. Rounds that are to
// last for days are released day by day from the element's arrival; what was saved may be spent
// later. Always where they are not rationed.
bool has_ration(const scenario::Scenario& scenario, const state::State& state, ElementId element,
                std::size_t slot);

// Proposes transfers of rounds.
void resupply(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
              const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
