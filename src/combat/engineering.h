// Cover that grows with hours of work.
// Implements docs/methods/engineering.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes digging progress and the posture that it earns.
void dig(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
         const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
