// Target choice and aimed fire of rifles and machine guns, round by round: who fires, at whom, how
// many bursts, how many men they hit. Guns and dischargers belong to indirect_fire.h, the fear that
// the same rounds cause to suppression.h. Implements docs/methods/direct_fire.md.
#pragma once

#include "base/rng.h"
#include "forces/weapon.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Proposes shots, and hits (at most one victim a burst) from the frozen state.
void fire_directly(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                   const state::Tick& tick, state::Effects& effects);

// Chance that one round on the range hits a man of that area: 1 - exp(-A/(2 pi s^2 R^2)) with s in
// mil and R in km (models: section 2). r_m > 0, dispersion_mil > 0.
double hit_chance(double area_m2, double dispersion_mil, double r_m);

// Hits of a badly laid burst on a man of that area over those on a standing man, 0..1. The middle
// of the burst lies anywhere over a ground that is wide against the group; with q rounds on the man
// where he stands in the middle, it hits from an area of the middle in proportion to
// Ein(q) = int_0^q (1 - e^-t)/t dt, here ln(1 + q): ratios of the two agree
// to a fifth for areas down to a twentieth of the larger. All areas > 0, r_m > 0.
double size_factor(const forces::Weapon& weapon, double area_m2, double standing_m2, double r_m);

// Share of that accuracy which is left to men under fire, 0..1.
double degradation(const scenario::ParamValues& params, const forces::Weapon& weapon);

// Rounds a minute of one weapon at that range when it fires without haste.
double rate_per_min(const scenario::ParamValues& params, const forces::Weapon& weapon, double r_m);

}  // namespace khasan::combat
