// Which side holds each cell of each place (design.md, section 5).
// Implements docs/methods/control.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes new owners of cells once a minute.
void take_control(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                  const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
