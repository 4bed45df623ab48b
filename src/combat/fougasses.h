// Charges under stones before a position: who sets them off and whom they hit.
// Implements docs/methods/fougasses.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes charges that go off or fail, hits and doses of suppression.
void fire_fougasses(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                    const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
