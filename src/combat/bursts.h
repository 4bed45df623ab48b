// Where the shells of a volley burst and whom they hit: the landing half of indirect fire
// (docs/methods/indirect_fire.md). Which volleys are fired is the business of indirect_fire.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Expected share of the men of an element hit by one burst at distance d (Carleton's kernel
// exp(-r2/R2) with R2 = area/pi over men scattered with sigma on each axis; models: section 5):
// R2/(R2 + 2 sigma2) exp(-d2/(R2 + 2 sigma2)). area_m2: lethal area in the men's posture.
double burst_share(double distance_m, double area_m2, double scatter_m);

// Proposes the bursts and hits of all volleys of shells among tick.popped, and men who drop prone.
void land_shells(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                 const state::Tick& tick, state::Effects& effects);

// The same of bombs: along the track they fall evenly over the stick (spread_range_m), and all of a
// salvo find the men as they were before, so that an element escapes with the product of its
// chances.
void land_bombs(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
