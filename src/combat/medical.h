// Lightly wounded men who come back to the ranks; bearers who carry the others to the aid post.
// Implements docs/methods/medical.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes lightly wounded men back in the ranks, bearers who leave and bearers who are done.
void tend_wounded(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                  const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
