#include "combat/armour.h"

#include <algorithm>
#include <cmath>

#include "base/draw.h"
#include "base/maths.h"

namespace khasan::combat {

using forces::Weapon;
using scenario::Param;
using state::HullPhase;

namespace {

constexpr double kGravity = 9.81;  // m/s2, exact enough anywhere

// Share of a normal error with that standard deviation within half of `size_m` on either side.
double share_within(double size_m, double sd_m) {
  return sd_m <= 0 ? 1.0 : 2 * normal_cdf(size_m / (2 * sd_m)) - 1;
}

// Drag per metre.
double drag_per_m(const Weapon& weapon) { return weapon.ap_drag_per_km / 1000; }

}  // namespace

double penetration_mm(const Weapon& weapon, double r_m) {
  if (!weapon.pierces_armour()) return 0;
  const double v_mps = weapon.ap_speed_mps * pinned_exp(-drag_per_m(weapon) * r_m);
  // De Marre (docs/methods/armour.md): v = K d^0.75 b^0.7 / m^0.5, with v in m/s, m in kg, calibre
  // d and plate b in dm.
  const double d_dm = weapon.ap_calibre_mm / 100;
  const double b07 =
      v_mps * std::sqrt(weapon.ap_shell_kg) / (weapon.ap_de_marre_k * pinned_pow(d_dm, 0.75));
  return 100 * pinned_pow(b07, 1 / 0.7);
}

double flight_s(const Weapon& weapon, double r_m) {
  const double k = drag_per_m(weapon);
  return (pinned_exp(k * r_m) - 1) / (k * weapon.ap_speed_mps);
}

double slope_of_fall(const Weapon& weapon, double r_m) {
  // The speed downwards after the time of flight over the speed that is left.
  const double v_mps = weapon.ap_speed_mps * pinned_exp(-drag_per_m(weapon) * r_m);
  return kGravity * flight_s(weapon, r_m) / v_mps;
}

Aspect aspect_of(const forces::Vehicle& vehicle, double off_rad) {
  const double off = std::fabs(off_rad);
  Aspect aspect;
  const double c = std::fabs(pinned_cos(off)), s = pinned_sin(off);
  aspect.width_m = vehicle.width_m * c + vehicle.length_m * s;
  aspect.height_m = vehicle.height_m;
  // The plate whose normal is nearest to the line of fire.
  if (off <= kPi / 4) {
    aspect.plate_mm = vehicle.armour_front_mm;
    aspect.obliquity_rad = off;
  } else if (off >= 3 * kPi / 4) {
    aspect.plate_mm = vehicle.armour_rear_mm;
    aspect.obliquity_rad = kPi - off;
  } else {
    aspect.plate_mm = vehicle.armour_side_mm;
    aspect.obliquity_rad = std::fabs(kPi / 2 - off);
  }
  return aspect;
}

double strike_chance(const scenario::ParamValues& params, const Weapon& weapon, double r_m,
                     const Aspect& aspect, bool first) {
  // sigma_x^2 = (a R)^2 + (lead)^2, sigma_y^2 = (a R)^2 + (w e R)^2: a dispersion, w slope of fall,
  // e error of the range (models: section 7).
  const double group_m = weapon.dispersion_mil * r_m / 1000;
  const double lead_m =
      params[Param::armour_lead_error_fraction] * aspect.crossing_mps * flight_s(weapon, r_m);
  const double error =
      params[first ? Param::armour_range_error_first : Param::armour_range_error_later];
  const double fall_m = slope_of_fall(weapon, r_m) * error * r_m;
  return share_within(aspect.width_m, std::sqrt(group_m * group_m + lead_m * lead_m)) *
         share_within(aspect.height_m, std::sqrt(group_m * group_m + fall_m * fall_m));
}

double pierce_chance(const scenario::ParamValues& params, double penetration,
                     const Aspect& aspect) {
  if (penetration <= 0) return 0;
  const double through = penetration * pinned_pow(std::max(0.0, pinned_cos(aspect.obliquity_rad)),
                                                  params[Param::armour_obliquity_exponent]);
  return normal_cdf((through - aspect.plate_mm) /
                    (params[Param::armour_pierce_spread] * aspect.plate_mm));
}

HullPhase kill_of(const scenario::ParamValues& params, double u) {
  const double burnt = params[Param::armour_burnt_share];
  if (u < burnt) return HullPhase::kBurnt;
  const double left = (u - burnt) / std::max(1e-9, 1 - burnt);
  const double field = params[Param::armour_field_share];
  if (left >= field) return HullPhase::kKnockedOut;
  return left < field * params[Param::armour_gun_out_share] ? HullPhase::kGunOut
                                                            : HullPhase::kImmobile;
}

bool propose_strike(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                    const Strike& strike, state::Effects& effects) {
  const auto& params = state.params;
  const auto draw = [&](Purpose purpose, uint32_t question) {
    return rng.uniform(purpose, scenario.element(strike.tank).key, scenario.element(strike.by).key,
                       state.now, 4 * strike.n + question);
  };
  const bool out = draw(Purpose::kTankKill, 0) < strike.p_kill;
  const HullPhase phase = out ? kill_of(params, draw(Purpose::kTankKill, 1)) : HullPhase::kNone;
  effects.hulls.push_back({strike.tank, strike.by, strike.weapon, phase});
  const int men = binomial_from(draw(Purpose::kCrewHit, 0), state.roll[strike.tank.index()].men,
                                params[Param::armour_crew_hit_share]);
  if (men > 0) {
    effects.hits.push_back(
        {strike.tank, strike.by, state::Cause::kInTank, strike.weapon, static_cast<int16_t>(men)});
  }
  return out;
}

}  // namespace khasan::combat
