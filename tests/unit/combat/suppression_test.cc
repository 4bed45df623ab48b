// Goal: the doses of the reference mechanism. Method: the law at the points that its source gives,
// its width by quadrature, then proposed doses of hand-made shots and bursts.
#include "combat/suppression.h"

#include <gtest/gtest.h>

#include <cmath>

#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::combat {
namespace {

using scenario::Param;
using support::kCentre;

struct Fight {
  scenario::Scenario scenario = support::empty_battle();
  ElementId firer, target, friend_near;
  state::State state;
  Fight() {
    const UnitId jp = support::add_unit(scenario, Side::kFirst, "jp/p1");
    const UnitId su = support::add_unit(scenario, Side::kSecond, "su/p1");
    firer = support::add_squad(scenario, jp, "s1", 12, kCentre);
    friend_near = support::add_squad(scenario, su, "s1", 10, {kCentre.x_m + 290, kCentre.y_m});
    target = support::add_squad(scenario, su, "s2", 10, {kCentre.x_m + 200, kCentre.y_m});
    support::finish(scenario);
    state = state::start(scenario, Rng(1, 0), {});
    state.now = minutes(10);
  }
  state::Effects after(state::Effects effects) const {
    suppress(scenario, state, Rng(1, 0), support::tick_of_all(scenario, state, seconds(10)),
             effects);
    return effects;
  }
  double dose_of_shots(int rounds, terrain::Point aim) const {
    state::Effects effects;
    effects.shots.push_back({firer, target, 0, rounds, aim});
    effects = after(effects);
    return effects.doses.size() == 1 ? effects.doses[0].dose : -1;
  }
};

double share(double dose) { return 1 - std::exp(-dose); }

TEST(Suppression, half_the_men_at_the_radius) {
  EXPECT_NEAR(share(dose_at(4, 4, 2)), 0.5, 1e-12);
  EXPECT_NEAR(share(dose_at(75, 75, 3)), 0.5, 1e-12);
}

TEST(Suppression, mortar_bomb_follows_the_field_manual) {
  // FM 7-90 for 81 mm: likely within 30 m, half at 75 m, little beyond 125 m. The cap of the dose
  // takes the innermost value from 0.957 to 0.950.
  const double radius_m = 75;
  EXPECT_NEAR(share(dose_at(30, radius_m, 3)), 0.96, 0.011);
  EXPECT_NEAR(share(dose_at(75, radius_m, 3)), 0.50, 0.005);
  EXPECT_NEAR(share(dose_at(125, radius_m, 3)), 0.04, 0.005);
}

TEST(Suppression, dose_falls_with_distance_and_is_capped) {
  double last = dose_at(0, 4, 2);
  EXPECT_DOUBLE_EQ(last, kDoseMax);
  for (double r_m = 0.5; r_m < 20; r_m += 0.5) {
    const double dose = dose_at(r_m, 4, 2);
    EXPECT_LE(dose, last);
    EXPECT_GE(dose, 0);
    last = dose;
  }
}

TEST(Suppression, burst_on_a_wide_front_suppresses_the_mean_share_of_the_law) {
  // Independent quadrature of the share over a front of 30 m, burst anywhere on the line.
  const double radius_m = 4, front_m = 30;
  double sum = 0;
  const int n = 200000;
  for (int i = 0; i < n; ++i) {
    sum += share(dose_at(std::fabs((i + 0.5) / n * 200 - 100), radius_m, 2)) * 200 / n;
  }
  EXPECT_NEAR(share(dose_over_front(front_m, radius_m)), sum / front_m, 1e-5);
}

TEST(Suppression, shell_radius_grows_with_the_weight) {
  const Fight fight;
  EXPECT_NEAR(shell_radius_m(fight.state.params, 4), 75, 1e-9);
  EXPECT_NEAR(shell_radius_m(fight.state.params, 40), 162, 5);  // 152 mm (models: section 3)
  EXPECT_NEAR(shell_radius_m(fight.state.params, 0.8), 44, 2);  // 50 mm
}

TEST(Suppression, one_rifle_does_not_pin_a_squad) {
  const Fight fight;
  const auto& params = fight.state.params;
  const double per_minute = fight.dose_of_shots(5, fight.state.at[fight.target.index()]);
  const double level = per_minute * params[Param::suppression_decay_s] / 60;
  EXPECT_LT(share(level), params[Param::suppression_pinned_share]);
  EXPECT_GT(share(level), 0.2);
}

TEST(Suppression, a_machine_gun_pins_a_squad_in_the_open) {
  const Fight fight;
  const auto& params = fight.state.params;
  const double level = fight.dose_of_shots(80, fight.state.at[fight.target.index()]) *
                       params[Param::suppression_decay_s] / 60;
  EXPECT_GT(share(level), params[Param::suppression_pinned_share]);
}

TEST(Suppression, fire_at_the_wrong_place_frightens_less) {
  const Fight fight;
  const terrain::Point at = fight.state.at[fight.target.index()];
  EXPECT_LT(fight.dose_of_shots(5, {at.x_m + 40, at.y_m}), 0.5 * fight.dose_of_shots(5, at));
}

TEST(Suppression, doses_add_up_over_steps) {
  const Fight fight;
  const terrain::Point at = fight.state.at[fight.target.index()];
  EXPECT_NEAR(fight.dose_of_shots(10, at), 2 * fight.dose_of_shots(5, at), 1e-6);
}

TEST(Suppression, trench_protects_and_overhead_more) {
  Fight fight;
  const terrain::Point at = fight.state.at[fight.target.index()];
  const double open = fight.dose_of_shots(5, at);
  fight.state.posture[fight.target.index()] = state::Posture::kTrench;
  const double trench = fight.dose_of_shots(5, at);
  fight.state.posture[fight.target.index()] = state::Posture::kOverhead;
  EXPECT_LT(trench, open);
  EXPECT_LT(fight.dose_of_shots(5, at), trench);
}

TEST(Suppression, a_shell_suppresses_friend_and_foe_near_it) {
  const Fight fight;
  state::Effects effects;
  effects.bursts.push_back({ElementId{}, WeaponId{4}, {kCentre.x_m + 250, kCentre.y_m}, 4.0f});
  effects = fight.after(effects);
  ASSERT_EQ(effects.doses.size(), 2u);  // the firer is 250 m away
  EXPECT_EQ(effects.doses[0].subject, fight.friend_near);
  EXPECT_NEAR(effects.doses[1].dose, dose_at(50, 75, 3), 1e-5);
  EXPECT_GT(effects.doses[1].shell_s, 0);
  EXPECT_LE(effects.doses[1].shell_s, 10);
}

TEST(Suppression, one_dose_an_element_in_ascending_order) {
  const Fight fight;
  state::Effects effects;
  for (int i = 0; i < 3; ++i) {
    effects.bursts.push_back({ElementId{}, WeaponId{4}, {kCentre.x_m + 250, kCentre.y_m}, 4.0f});
    effects.shots.push_back({fight.firer, fight.target, 0, 5, fight.state.at[2]});
  }
  effects = fight.after(effects);
  ASSERT_EQ(effects.doses.size(), 2u);
  EXPECT_LT(effects.doses[0].subject, effects.doses[1].subject);
  EXPECT_LE(effects.doses[0].shell_s, 10);  // three shells at once last no longer than one
}

TEST(Suppression, no_fire_no_dose) { EXPECT_TRUE(Fight().after({}).doses.empty()); }

}  // namespace
}  // namespace khasan::combat
