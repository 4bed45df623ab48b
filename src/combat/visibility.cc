#include "combat/visibility.h"

#include <algorithm>
#include <array>

#include "base/maths.h"
#include "combat/exposure.h"
#include "terrain/line_of_sight.h"

namespace khasan::combat {

using scenario::Param;
using terrain::Point;

namespace {

constexpr Time kFlashLasts = seconds(30);  // a shot draws the eye so long (models: section 1)
// Light beyond so many radii of a flare is below a fiftieth of that under it.
constexpr double kFlareReach = 4;
constexpr double kRounding_m = 1e-3;  // more than what rounding does to any distance

// Power law between two anchors: straight on log-log axes.
double between(double x, double x0, double y0, double x1, double y1) {
  const double t = pinned_log(x / x0) / pinned_log(x1 / x0);
  return y0 * pinned_pow(y1 / y0, t);
}

double flare_lux(const scenario::ParamValues& params, const state::Flare& flare, Point at) {
  const double radius_m = params[Param::sense_flare_radius_m];
  const double r = terrain::distance_m(flare.at, at) / radius_m;
  if (r > kFlareReach) return 0;
  // A point source as high as its radius: inverse square and slant, (1 + r^2)^-3/2.
  const double slant = 1 + r * r;
  return params[Param::sense_flare_light_lux] / (slant * std::sqrt(slant));
}

// Men in a hole stay small when they fire; a gun that fires is hidden no more (models: sections 1
// and 7).
double posture_factor(const scenario::ParamValues& params, state::Posture posture,
                      bool is_given_away) {
  if (posture == state::Posture::kStanding) return 1;
  if (is_dug_in(posture) && !is_given_away) return params[Param::sense_range_factor_dug_in];
  return params[Param::sense_range_factor_prone];
}

}  // namespace

double light_lux(const scenario::Scenario& scenario, const state::State& state, Point at) {
  double lux = scenario.lux_at(state.now);
  if (lux >= kDaylight_lux) return lux;
  for (const state::Flare& flare : state.flares) lux += flare_lux(state.params, flare, at);
  return lux;
}

SeeingRange::SeeingRange(const scenario::ParamValues& params) {
  // Day: cycles on the man N = k H 1000 / R, and half are seen at N = N50.
  day_m_ = params[Param::sense_eye_cycles_per_mrad] * params[Param::sense_man_size_m] * 1000 /
           params[Param::sense_n50_detect_cycles];
  // The ranges by night are for a man who moves.
  const double still = 1 / params[Param::sense_range_factor_moving];
  overcast_m_ = params[Param::sense_night_range_overcast_m] * still;
  const std::array lux{kOvercastNight_lux, kStarlight_lux, kFullMoon_lux, kDaylight_lux};
  const std::array range_m{overcast_m_, params[Param::sense_night_range_starlight_m] * still,
                           params[Param::sense_night_range_full_moon_m] * still, day_m_};
  for (std::size_t i = 0; i < stretches_.size(); ++i) {
    const double exponent =
        pinned_log(range_m[i + 1] / range_m[i]) / pinned_log(lux[i + 1] / lux[i]);
    stretches_[i] = {lux[i + 1], exponent, pinned_log(range_m[i]) - exponent * pinned_log(lux[i])};
  }
}

double SeeingRange::at_m(double lux) const {
  if (lux >= kDaylight_lux) return day_m_;
  if (lux <= kOvercastNight_lux) return overcast_m_;
  const auto stretch = std::find_if(stretches_.begin(), stretches_.end(),
                                    [&](const Stretch& s) { return lux <= s.to_lux; });
  return pinned_exp(stretch->log_m + stretch->exponent * pinned_log(lux));
}

double seeing_range_m(const scenario::ParamValues& params, double lux) {
  return SeeingRange(params).at_m(lux);
}

double haze_factor(const scenario::ParamValues& params, double visibility_m, double r_m) {
  // Contrast C = C0 exp(-3.91 R / V), where 3.91 = -ln 0.02 is exact by definition of V; cycles
  // shrink by 1 - threshold / C.
  const double lost = params[Param::sense_contrast_threshold] / params[Param::sense_contrast_man];
  return std::max(0.0, 1 - lost * pinned_exp(3.91 * r_m / visibility_m));
}

state::Guise guise_of(const state::State& state, ElementId target) {
  const std::size_t e = target.index();
  return {state.at[e], state.posture[e], state.now - state.last_fired[e] <= kFlashLasts,
          is_moving(state, target), state.intent[e].stance == scenario::Stance::kSilent};
}

double cue_factor(const scenario::Scenario& scenario, const state::State& state, ElementId target,
                  const state::Guise& guise) {
  const auto& params = state.params;
  const scenario::ElementDef& def = scenario.element(target);
  const bool is_gun = def.kind == forces::ElementKind::kGun;
  double factor = posture_factor(params, guise.posture, guise.fires && is_gun);
  if (def.vehicle.exists()) factor = params[Param::armour_seen_range_factor];
  if (guise.fires) factor *= params[Param::sense_range_factor_firing];
  if (guise.moves) {
    factor *= params[Param::sense_range_factor_moving];
    if (guise.is_silent) factor *= params[Param::sense_range_factor_silent];
  }
  // Leaves hide a share of the man's outline; range goes with its root.
  const CellId cell = scenario.ground.nearest_cell(guise.at);
  return factor * std::sqrt(1 - scenario.ground.cover_class_of(cell).concealment);
}

bool is_on_skyline(const scenario::Scenario& scenario, const state::State& state,
                   ElementId observer, ElementId target) {
  const Point eye = state.at[observer.index()], at = state.at[target.index()];
  const double r_m = terrain::distance_m(eye, at);
  if (r_m < 1) return false;
  const double eye_m =
      scenario.ground.height_m(eye) + body_height_m(state.params, state.posture[observer.index()]);
  const double slope = (scenario.ground.height_m(at) - eye_m) / r_m;
  // The ray over the man's feet goes on over the ground behind him: three cells say enough
  // (structural).
  const double cell_m = scenario.ground.shape().cell_m;
  for (const int cells : {2, 5, 10}) {
    const double beyond_m = cells * cell_m, share = beyond_m / r_m;
    const Point behind{at.x_m + (at.x_m - eye.x_m) * share, at.y_m + (at.y_m - eye.y_m) * share};
    if (!scenario.ground.is_inside(behind)) break;
    if (scenario.ground.height_m(behind) >= eye_m + slope * (r_m + beyond_m)) return false;
  }
  return true;
}

double aim_factor(const scenario::ParamValues& params, double lux) {
  const double night = params[Param::direct_fire_night_factor];
  if (lux >= kDaylight_lux) return 1;
  if (lux <= kFullMoon_lux) return night;
  return between(lux, kFullMoon_lux, night, kDaylight_lux, 1);
}

bool is_screened(const state::State& state, Point from, Point to) {
  const double dx = to.x_m - from.x_m, dy = to.y_m - from.y_m;
  const double length2 = std::max(1e-9, dx * dx + dy * dy);
  // Most smoke stands outside the rectangle that the line spans.
  const double west_m = std::min(dx, 0.0), east_m = std::max(dx, 0.0);
  const double south_m = std::min(dy, 0.0), north_m = std::max(dy, 0.0);
  return std::any_of(state.smoke.begin(), state.smoke.end(), [&](const state::Smoke& smoke) {
    const double px = smoke.at.x_m - from.x_m, py = smoke.at.y_m - from.y_m;
    const double radius_m = static_cast<double>(smoke.radius_m), reach_m = radius_m + kRounding_m;
    if (px < west_m - reach_m || px > east_m + reach_m || py < south_m - reach_m ||
        py > north_m + reach_m) {
      return false;
    }
    const double share = std::clamp((px * dx + py * dy) / length2, 0.0, 1.0);
    const double ox = px - share * dx, oy = py - share * dy;
    return ox * ox + oy * oy <= radius_m * radius_m;
  });
}

uint64_t relief_seed(const Rng& rng) {
  return rng.words(Stream::kTerrain, Purpose::kMicroRelief, 0, 0, Time{0})[0];
}

namespace {

// Ground, plants and small folds: they stay as they are.
bool ground_is_open(const scenario::Scenario& scenario, const state::State& state, uint64_t seed,
                    ElementId observer, ElementId target) {
  const terrain::Ground& ground = scenario.ground;
  const Point eye = state.at[observer.index()], at = state.at[target.index()];
  const CellId a = ground.cell_at(eye), b = ground.cell_at(at);
  if (!a.exists() || !b.exists()) return false;
  // The rougher end decides; the classes keep their ratios when the parameter is varied. A fold
  // hides a man in the measure of his height; holes are dug where they have a field of fire.
  const auto lies = [&](ElementId e) {
    return state::profile_of(state.posture[e.index()]) == state::Profile::kLying;
  };
  const double height =
      lies(observer) || lies(target)
          ? state.params[Param::sense_height_prone_m] / state.params[Param::sense_height_standing_m]
          : 1;
  const double open_m = ground.cover_table()[terrain::Cover::kOpen].micro_relief_length_m;
  const double length_m = std::min(ground.cover_class_of(a).micro_relief_length_m,
                                   ground.cover_class_of(b).micro_relief_length_m) *
                          height * state.params[Param::sense_micro_relief_open_m] / open_m;
  if (a != b && !terrain::micro_relief_open(ground.shape(), a, b, seed, length_m)) return false;
  return terrain::visible(ground, eye, body_height_m(state.params, state.posture[observer.index()]),
                          at, body_height_m(state.params, state.posture[target.index()]));
}

}  // namespace

bool line_is_open(const scenario::Scenario& scenario, const state::State& state, uint64_t seed,
                  ElementId observer, ElementId target, state::LineMemory* memory) {
  if (memory != nullptr) {
    return line_is_open(scenario, state, seed, {observer, memory->stand_of(state, observer)},
                        {target, memory->stand_of(state, target)}, *memory);
  }
  return ground_is_open(scenario, state, seed, observer, target) &&
         !is_screened(state, state.at[observer.index()], state.at[target.index()]);
}

bool line_is_open(const scenario::Scenario& scenario, const state::State& state, uint64_t seed,
                  Standing observer, Standing target, state::LineMemory& memory) {
  const ElementId a = observer.element, b = target.element;
  return memory.is_open(observer.stand, target.stand, [&] {
    return ground_is_open(scenario, state, seed, a, b);
  }) && !is_screened(state, state.at[a.index()], state.at[b.index()]);
}

}  // namespace khasan::combat
