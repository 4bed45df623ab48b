#include "combat/exposure.h"

#include <algorithm>

#include "base/maths.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using state::Morale;
using state::Posture;

namespace {

// What is left of `from` after so many hours of the `whole` that make it `to`: the logarithm
// changes evenly with the work (models: section 8).
double after_work(double from, double to, double hours, double whole) {
  return hours >= whole ? to : from * pinned_pow(to / from, hours / whole);
}

}  // namespace

double vulnerable_area_m2(const scenario::ParamValues& params, Posture posture, double work_h) {
  if (posture == Posture::kStanding) return params[Param::direct_fire_area_standing_m2];
  if (posture == Posture::kOverhead) return params[Param::direct_fire_area_loophole_m2];
  const double head_m2 = params[Param::direct_fire_area_trench_m2];
  if (is_dug_in(posture)) return head_m2;
  return after_work(params[Param::direct_fire_area_prone_m2], head_m2, work_h,
                    params[Param::engineering_foxhole_h]);
}

double shell_posture_factor(const scenario::ParamValues& params, Posture posture, double work_h) {
  const double scrape = params[Param::indirect_fire_posture_scrape];
  const double scrape_h = params[Param::engineering_scrape_h];
  switch (posture) {
    case Posture::kStanding:
      return 1.0;
    case Posture::kProne:
      return after_work(params[Param::indirect_fire_posture_prone], scrape, work_h, scrape_h);
    case Posture::kScrape:
      return after_work(scrape, params[Param::indirect_fire_posture_foxhole],
                        std::max(0.0, work_h - scrape_h),
                        params[Param::engineering_foxhole_h] - scrape_h);
    case Posture::kFoxhole:
      return params[Param::indirect_fire_posture_foxhole];
    case Posture::kTrench:
      return params[Param::indirect_fire_posture_trench];
    case Posture::kOverhead:
      return params[Param::indirect_fire_posture_overhead];
  }
  return 1.0;
}

namespace {

// Men who have lain at one place for so long have found what cover it has.
constexpr Time kLiesStill = minutes(1);
// Who has not fired for so long rests below the parapet (assumed).
constexpr Time kSilent = minutes(1);

// Men who were shot at a moment ago go on by short rushes.
bool goes_by_rushes(const state::State& state, ElementId element) {
  const double since_s = (state.now - state.under_fire[element.index()]).seconds();
  return state.posture[element.index()] == Posture::kStanding &&
         since_s <= state.params[Param::movement_under_fire_memory_s];
}

}  // namespace

double vulnerable_area_m2(const state::State& state, ElementId element) {
  const auto& params = state.params;
  const Posture posture = state.posture[element.index()];
  if (state.intent[element.index()].close || !goes_by_rushes(state, element)) {
    return vulnerable_area_m2(params, posture, static_cast<double>(state.dig_h[element.index()]));
  }
  // Net pace over the pace of a rush (models, section 8: 20 m a minute at 5 m/s).
  const double upright = std::min(
      1.0, params[Param::movement_under_fire_m_per_min] / 60 / params[Param::movement_rush_mps]);
  return upright * params[Param::direct_fire_area_standing_m2] +
         (1 - upright) * params[Param::direct_fire_area_prone_m2];
}

double shell_posture_factor(const state::State& state, ElementId element) {
  const std::size_t e = element.index();
  if (goes_by_rushes(state, element)) {
    return shell_posture_factor(state.params, Posture::kProne, 0);
  }
  return shell_posture_factor(state.params, state.posture[e], static_cast<double>(state.dig_h[e]));
}

double exposed_fraction(const scenario::ParamValues& params, Morale morale, Posture posture,
                        double suppressed_share) {
  const double to_ground = params[Param::direct_fire_exposure_gone_to_ground];
  const double suppressed = 1.0 - (1.0 - to_ground) * suppressed_share;
  // Of the men in a hole only those show themselves who use their weapons.
  const double up = is_dug_in(posture) ? params[Param::direct_fire_share_engaging] : 1.0;
  // The lower of the two causes to keep down, not their product: a man takes cover once.
  switch (morale) {
    case Morale::kSteady:
      return up * suppressed;
    case Morale::kToGround:
      return up * std::min(suppressed, to_ground);
    default:
      return up * std::min(suppressed, params[Param::direct_fire_exposure_broken]);
  }
}

double exposed_fraction(const scenario::Scenario& scenario, const state::State& state,
                        ElementId element) {
  const std::size_t e = element.index();
  const double share =
      exposed_fraction(state.params, state.morale[scenario.element(element).unit.index()],
                       state.posture[e], state::suppressed_share(state, element));
  // While an element is silent its sentries alone look over the parapet.
  const bool silent = is_dug_in(state.posture[e]) && state.now - state.last_fired[e] > kSilent;
  const double sentries = state.params[Param::direct_fire_share_of_sentries];
  if (silent) return std::min(share, sentries);
  const bool lies_still = state.posture[e] != Posture::kStanding &&
                          state.now - state.last_moved[e] > kLiesStill &&
                          !is_dug_in(state.posture[e]);
  // The others lie behind what the ground offers.
  return lies_still ? std::min(share, state.params[Param::direct_fire_share_engaging]) : share;
}

double body_height_m(const scenario::ParamValues& params, Posture posture) {
  return posture == Posture::kStanding ? params[Param::sense_height_standing_m]
                                       : params[Param::sense_height_prone_m];
}

bool is_moving(const state::State& state, ElementId element) {
  const std::size_t e = element.index();
  // The longest steps of elements that move last a minute, and the finest steps are short of it by
  // a little (structural).
  const Time age = state.now - state.last_moved[e];
  return age <= seconds(12) || (age <= seconds(62) && state.intent[e].move);
}

}  // namespace khasan::combat
