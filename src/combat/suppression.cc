#include "combat/suppression.h"

#include <algorithm>
#include <vector>

#include "base/maths.h"
#include "combat/exposure.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using state::Dose;

namespace {

// Falling off with distance: shells n = 3 (models: section 3; the cubic gives 0.96, 0.5 and 0.04
// at 30, 75 and 125 m for the 81 mm of FM 7-90); bullets n = 2, which is in the width below.
constexpr double kShellExponent = 3;
// Integral over all s of the share 1 - e^-q(s) that one burst suppresses: the width on which it
// would suppress everybody, in units of its radius. A number of the formula, exact, not of the
// world; the test computes it again by quadrature.
constexpr double kBulletWidth = 2.1110;
// Beyond twice its radius a burst gives less than 0.004.
constexpr double kReach = 2;
// One burst counts as at most so many seconds of shell fire (assumed).
constexpr Time kShellPause = seconds(10);

// Men of `target` in extended order, widened by how far the aim is from them, m.
double front_m(const state::State& state, ElementId target, terrain::Point aim) {
  const std::size_t e = target.index();
  const double per_man_m = state.params[Param::direct_fire_frontage_per_man_m];
  return std::max(1, int{state.roll[e].men}) * per_man_m +
         2 * terrain::distance_m(aim, state.at[e]);
}

// Bullets: bursts on the front of the target.
void add_bullets(const scenario::Scenario& scenario, const state::State& state,
                 const state::Effects& effects, std::vector<Dose>& doses) {
  for (const state::Shots& shots : effects.shots) {
    if (!shots.object.exists()) continue;
    const WeaponId weapon = scenario.element(shots.subject).weapons[shots.slot].weapon;
    if (!scenario.weapon(weapon).is_small_arm()) continue;
    // All rounds of a burst pass the same men; single shots are gathered into such bursts.
    const double bursts =
        shots.rounds / std::max(state.params[Param::suppression_rounds_per_burst],
                                static_cast<double>(scenario.weapon(weapon).burst_rounds));
    const double dose = dose_over_front(front_m(state, shots.object, shots.aim),
                                        state.params[Param::suppression_small_arms_radius_m]);
    doses.push_back({shots.object, static_cast<float>(bursts * dose), 0});
  }
}

// Shells: everybody near, friend and foe.
void add_bursts(const state::State& state, const state::Tick& tick, const state::Effects& effects,
                std::vector<Dose>& doses) {
  for (const state::Burst& burst : effects.bursts) {
    const double radius_m = shell_radius_m(state.params, burst.shell_kg);
    for (const Side side : {Side::kFirst, Side::kSecond}) {
      tick.near.for_each_within(
          state, side, burst.at, kReach * radius_m, [&](ElementId e, double r_m) {
            const Time pause = std::min(kShellPause, state.now - state.suppressed_at[e.index()]);
            doses.push_back({e, static_cast<float>(dose_at(r_m, radius_m, kShellExponent)),
                             r_m < radius_m ? static_cast<float>(pause.seconds()) : 0});
          });
    }
  }
}

}  // namespace

double dose_at(double r_m, double radius_m, double exponent) {
  // 2^-x as e^(-x ln 2), exact. At r = 0 the logarithm has no end: the cap takes over.
  const double half_power = pinned_exp(-0.69314718055994531 * pinned_pow(r_m / radius_m, exponent));
  if (half_power >= 1) return kDoseMax;
  return std::min(kDoseMax, -pinned_log(1 - half_power));
}

double shell_radius_m(const scenario::ParamValues& params, double shell_kg) {
  return params[Param::suppression_shell_radius_4kg_m] *
         pinned_pow(shell_kg / 4.0, params[Param::suppression_shell_radius_exponent]);
}

double dose_over_front(double front_m, double radius_m) {
  // A man at a random place of the front escapes each burst with this chance, so that the shares
  // multiply and doses add. (The mean of q itself would count a fright beyond measure at the very
  // spot for frights elsewhere.)
  const double escapes = 1 - std::min(1.0, radius_m * kBulletWidth / front_m);
  return escapes <= 0 ? kDoseMax : std::min(kDoseMax, -pinned_log(escapes));
}

double cover_against_doses(const scenario::ParamValues& params, state::Posture posture) {
  if (posture == state::Posture::kOverhead) return params[Param::suppression_cover_overhead];
  return is_dug_in(posture) ? params[Param::suppression_cover_trench] : 1.0;
}

void suppress(const scenario::Scenario& scenario, const state::State& state, const Rng&,
              const state::Tick& tick, state::Effects& effects) {
  std::vector<Dose> doses;
  add_bullets(scenario, state, effects, doses);
  add_bursts(state, tick, effects, doses);
  // One dose an element: sums in the order proposed, times under shells overlap.
  std::stable_sort(doses.begin(), doses.end(),
                   [](const Dose& a, const Dose& b) { return a.subject < b.subject; });
  for (std::size_t i = 0; i < doses.size();) {
    Dose sum{doses[i].subject, 0, 0};
    for (; i < doses.size() && doses[i].subject == sum.subject; ++i) {
      sum.dose += doses[i].dose;
      sum.shell_s = std::max(sum.shell_s, doses[i].shell_s);
    }
    const auto posture = state.posture[sum.subject.index()];
    sum.dose *= static_cast<float>(cover_against_doses(state.params, posture));
    // Behind plates noise and dust are left of it (docs/methods/armour.md).
    if (state::is_under_armour(state, sum.subject)) {
      sum.dose *= static_cast<float>(state.params[Param::armour_suppression_factor]);
    }
    effects.doses.push_back(sum);
  }
}

}  // namespace khasan::combat
