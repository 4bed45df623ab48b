// Whether units break, go to ground, withdraw, run or surrender, and when they rally.
// Implements docs/methods/morale.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes changes of morale of the units in tick.due_units and rallies that fall due.
void test_morale(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                 const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
