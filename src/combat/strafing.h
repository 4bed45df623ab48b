// One pass of a flight over men on the ground, with the guns of its aircraft. A piece of the air
// mechanism (docs/methods/air.md).
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Each aircraft that finds anybody takes one element of the enemy in the place or near it, rather
// one with many men in the open, and fires at it and at those beside it. Takes the rounds off
// flight.aboard; returns how many were fired.
int strafe(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
           const state::Tick& tick, ElementId by, state::Flight& flight, terrain::Point place,
           double place_radius_m, state::Effects& effects);

}  // namespace khasan::combat
