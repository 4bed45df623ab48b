// Rounds of guns that are meant for days. Implements docs/methods/indirect_fire.md, Rationing.
#pragma once

#include <cstddef>

#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::combat {

// Whether an element that spares its rounds may still fire from that slot today. Rounds that are to
// last for days are released day by day from the element's arrival; what was saved may be spent
// later. Always where they are not rationed.
bool has_ration(const scenario::Scenario& scenario, const state::State& state, ElementId element,
                std::size_t slot);

}  // namespace khasan::combat
