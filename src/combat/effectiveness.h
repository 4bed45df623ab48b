// What tired men are still worth: one number for detection, fire, decisions and speed, and the hour
// of the day that goes into it. A query that other mechanisms may read; the hours awake themselves
// are counted in fatigue.cc. Implements docs/methods/fatigue.md.
#pragma once

#include "base/ids.h"
#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::combat {

// Hour on the clock of a side, 0 <= h < 24.
double local_hour(const scenario::Scenario& scenario, Side side, Time at);

// Effectiveness after so many hours awake at that hour of the day, effectiveness_min..1.
double effectiveness_after(const scenario::ParamValues& params, double awake_h, double hour);

// The same of an element at state.now.
double effectiveness(const scenario::Scenario& scenario, const state::State& state,
                     ElementId element);

}  // namespace khasan::combat
