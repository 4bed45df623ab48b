// How far men can be seen: light with flares, the range at which half of all men are seen, the cues
// that stretch or shrink it, and the lines of sight between two elements. Shared words of sensing
// and direct fire; who really notices whom is the business of sense.h (docs/methods/sense.md).
#pragma once

#include <array>
#include <cstdint>

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Light of named conditions, lux on the ground (any handbook of photometry): they say what the
// words of the parameters mean, exact to their figures, and are no free constants.
inline constexpr double kOvercastNight_lux = 1e-4;
inline constexpr double kStarlight_lux = 1e-3;
inline constexpr double kFullMoon_lux = 0.25;
using scenario::kDaylight_lux;

// Light at a point, lux: sun, moon, stars through the cloud, and burning flares.
double light_lux(const scenario::Scenario& scenario, const state::State& state, terrain::Point at);

// Range in clear air at which half the standing men who do not move are seen, by the light: that of
// the named lights, straight on log-log axes between them.
class SeeingRange {
 public:
  explicit SeeingRange(const scenario::ParamValues& params);
  double at_m(double lux) const;

 private:
  struct Stretch {
    double to_lux, exponent, log_m;  // ln range = log_m + exponent * ln lux
  };
  double day_m_, overcast_m_;
  std::array<Stretch, 3> stretches_;
};
double seeing_range_m(const scenario::ParamValues& params, double lux);

// What haze leaves of the range at distance r_m, 0..1 (Koschmieder 1924).
double haze_factor(const scenario::ParamValues& params, double visibility_m, double r_m);
// How fast haze takes contrast, 1/m; exact by definition of the visibility (-ln 0.02).
inline double haze_slope_per_m(double visibility_m) { return 3.91 / visibility_m; }

// What the target shows of itself at state.now.
state::Guise guise_of(const state::State& state, ElementId target);
// Factor on the seeing range from what the target does: moves, fires, lies, is dug in, hides.
double cue_factor(const scenario::Scenario& scenario, const state::State& state, ElementId target,
                  const state::Guise& guise);
inline double cue_factor(const scenario::Scenario& scenario, const state::State& state,
                         ElementId target) {
  return cue_factor(scenario, state, target, guise_of(state, target));
}

// Whether the target stands out against the sky for that observer.
bool is_on_skyline(const scenario::Scenario& scenario, const state::State& state,
                   ElementId observer, ElementId target);

// Accuracy left by the light, 0..1: 1 in daylight, direct_fire.night_factor under the moon and
// less.
double aim_factor(const scenario::ParamValues& params, double lux);

// Seed of the folds of the ground of this run.
uint64_t relief_seed(const Rng& rng);

// Whether smoke or dust of a shell stands on the line between the two points.
bool is_screened(const state::State& state, terrain::Point from, terrain::Point to);

// Whether the straight line between the two elements is open: ground, plants, small folds, smoke.
// What the ground says is taken from the memory of the run, if one is given.
bool line_is_open(const scenario::Scenario& scenario, const state::State& state, uint64_t seed,
                  ElementId observer, ElementId target, state::LineMemory* memory = nullptr);
// The same for two whose stands in that memory are known.
struct Standing {
  ElementId element;
  uint32_t stand;
};
bool line_is_open(const scenario::Scenario& scenario, const state::State& state, uint64_t seed,
                  Standing observer, Standing target, state::LineMemory& memory);

}  // namespace khasan::combat
