// How a unit goes about its task from moment to moment: what each of its elements is to do now,
// from what the unit itself knows. Implements docs/methods/conduct.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::command {

// Proposes intents for the due elements, and tasks that are done.
void conduct_tasks(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                   const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::command
