// Vehicles come back: crews mend stoppages and dig their tanks out, workshops repair in the field,
// and what lies before the enemy is towed away by night, to the workshop or for good. Implements
// docs/methods/armour.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Treats every vehicle over the minute that has passed; proposes mendings.
void recover_tanks(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                   const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
