// Who sees or hears whom: light, weather, concealment, cues, persistent thresholds, sounds; and who
// lights flares. Geometry stands in terrain/line_of_sight.h, light and cues in visibility.h; what
// becomes of sightings in the contacts of units is settled by state::apply().
// Implements docs/methods/sense.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes sightings by the due elements, and flares where a side may light the night.
void sense(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
           const state::Tick& tick, state::Effects& effects);

// Share of men seen in the long run at x = cycles on them / cycles at which half are seen; 0 below
// the fixed threshold (ACQUIRE target transfer function; models: sections 0b and 1).
double share_seen(const scenario::ParamValues& params, double x);

// The x at which a man whose threshold is u in (0, 1) comes into sight: share_seen(x) = u, at least
// the fixed threshold.
double threshold_x(const scenario::ParamValues& params, double u);

}  // namespace khasan::combat
