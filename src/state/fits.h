// Whether a state that came from outside, such as from a file, can be one of a run of a battle.
#pragma once

#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::state {

// It has as many rows as the battle has things, its ids and enumerators exist, its numbers are
// finite. It may still be one that no run would reach.
bool fits(const scenario::Scenario& scenario, const State& state);

}  // namespace khasan::state
