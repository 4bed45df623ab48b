// Near misses and bursts drive men to cover: a leaky accumulator of doses S, of which the share
// 1 - exp(-S) of the men is suppressed. This file gives the doses; the leak is exact and stands in
// state::apply(), the effects in the mechanisms that men under fire do worse.
// Implements docs/methods/suppression.md. The reference mechanism: copy it to make another.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Reads the shots and bursts proposed in this step and proposes doses.
void suppress(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
              const state::Tick& tick, state::Effects& effects);

// Dose q of one burst that passes or bursts at distance `r_m`, when one at `radius_m` suppresses
// half the men: q = -ln(1 - 2^-(r/R)^n), at most kDoseMax. radius_m > 0.
double dose_at(double r_m, double radius_m, double exponent);
inline constexpr double kDoseMax = 3.0;  // 95 % of the men: more adds nothing (models: section 3)

// Distance at which one shell of that weight suppresses half the men, m.
double shell_radius_m(const scenario::ParamValues& params, double shell_kg);

// Dose of one burst of small arms that falls anywhere on a front of `front_m` > 0: -ln of the share
// of the men that it leaves alone.
double dose_over_front(double front_m, double radius_m);

// What cover leaves of a dose, 0..1.
double cover_against_doses(const scenario::ParamValues& params, state::Posture posture);

}  // namespace khasan::combat
