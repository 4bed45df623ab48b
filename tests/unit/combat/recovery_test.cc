// Goal: vehicles come back at the rate of the parameters, where nobody hinders it. Method: many
// tanks over an hour of minutes against the exponential law.
#include "combat/recovery.h"

#include <gtest/gtest.h>

#include <cmath>

#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::combat {
namespace {

using state::HullPhase;
using support::kCentre;

constexpr int kTanks = 2000;
constexpr terrain::Point kWorkshop{kCentre.x_m - 1900, kCentre.y_m + 1500};

struct Park {
  scenario::Scenario scenario = support::empty_battle();
  ElementId enemy;
  state::State state;
  explicit Park(HullPhase phase, double enemy_m = 3000, bool night = false) {
    const UnitId jp = support::add_unit(scenario, Side::kFirst, "jp/p1");
    const UnitId battalion =
        support::add_unit(scenario, Side::kSecond, "su/b1", UnitId{}, forces::Echelon::kBattalion);
    const UnitId su = support::add_unit(scenario, Side::kSecond, "su/b1/p1", battalion);
    support::add_element(scenario, battalion, "hq", forces::ElementKind::kHeadquarters, 6,
                         WeaponId{0}, 6, 300, kWorkshop);
    enemy = support::add_squad(scenario, jp, "sq", 10, {kCentre.x_m - 1900 + enemy_m, kCentre.y_m});
    for (int i = 0; i < kTanks; ++i) {
      support::add_tank(scenario, su, "t" + std::to_string(i), {kCentre.x_m - 1900, kCentre.y_m});
    }
    support::finish(scenario);
    for (auto& light : scenario.light) light.lux_clear = night ? 0.01 : 50000;
    state = state::start(scenario, Rng(1, 0), {});
    for (const ElementId e : scenario.crews) state.hull[e.index()].phase = phase;
  }
  double share_in_after(HullPhase phase, int minutes_passed) {
    const Rng rng(4, 0);
    for (int m = 0; m < minutes_passed; ++m) {
      support::play_minute(scenario, state, rng, recover_tanks, nullptr);
    }
    int count = 0;
    for (const ElementId e : scenario.crews) count += state.hull[e.index()].phase == phase;
    return count / static_cast<double>(kTanks);
  }
};

double after_hour(double mean_h) { return 1 - std::exp(-1 / mean_h); }
double four_sd(double p) { return 4 * std::sqrt(p * (1 - p) / kTanks); }

TEST(Recovery, crews_free_and_mend_their_tanks) {
  EXPECT_NEAR(Park(HullPhase::kBogged).share_in_after(HullPhase::kRunning, 60), after_hour(3),
              four_sd(after_hour(3)));
  EXPECT_NEAR(Park(HullPhase::kStopped).share_in_after(HullPhase::kRunning, 60), after_hour(2),
              four_sd(after_hour(2)));
}

TEST(Recovery, workshops_work_where_no_enemy_is_near) {
  EXPECT_NEAR(Park(HullPhase::kImmobile).share_in_after(HullPhase::kRunning, 60), after_hour(12),
              four_sd(after_hour(12)));
  EXPECT_EQ(Park(HullPhase::kImmobile, 300).share_in_after(HullPhase::kRunning, 60), 0);
}

TEST(Recovery, wrecks_are_towed_by_night_and_burnt_ones_stay) {
  EXPECT_EQ(Park(HullPhase::kKnockedOut).share_in_after(HullPhase::kKnockedOut, 60), 1);
  EXPECT_EQ(Park(HullPhase::kKnockedOut, 60, true).share_in_after(HullPhase::kKnockedOut, 60), 1)
      << "an enemy within call";
  EXPECT_EQ(Park(HullPhase::kBurnt, 3000, true).share_in_after(HullPhase::kBurnt, 60), 1);
  // 300 m from the enemy no workshop works, but the tow comes.
  Park park(HullPhase::kKnockedOut, 300, true);
  const double light = park.state.params[scenario::Param::armour_wreck_field_share];
  const double p = (1 - light) * after_hour(6);
  EXPECT_NEAR(park.share_in_after(HullPhase::kEvacuated, 60), p, four_sd(p));
  const double away = park.share_in_after(HullPhase::kKnockedOut, 0);
  EXPECT_NEAR(away, 1 - after_hour(6), four_sd(after_hour(6)));
}

TEST(Recovery, what_is_towed_to_the_workshop_is_mended_there) {
  Park park(HullPhase::kImmobile, 300, true);
  EXPECT_NEAR(park.share_in_after(HullPhase::kImmobile, 60), 1 - after_hour(6),
              four_sd(after_hour(6)));
  for (const ElementId e : park.scenario.crews) {
    const bool lies = park.state.hull[e.index()].phase == HullPhase::kImmobile;
    ASSERT_EQ(park.state.at[e.index()] == kWorkshop, !lies);
  }
  EXPECT_GT(park.share_in_after(HullPhase::kRunning, 3 * 60), 0.04);
}

TEST(Recovery, a_tank_without_a_crew_stays_in_the_workshop) {
  Park park(HullPhase::kInWorkshop);
  for (const ElementId e : park.scenario.crews) park.state.roll[e.index()].men = 0;
  EXPECT_EQ(park.share_in_after(HullPhase::kInWorkshop, 120), 1);
}

TEST(Recovery, nobody_works_under_fire) {
  Park park(HullPhase::kBogged);
  for (const ElementId e : park.scenario.crews) park.state.under_fire[e.index()] = minutes(60);
  EXPECT_EQ(park.share_in_after(HullPhase::kRunning, 30), 0);
}

}  // namespace
}  // namespace khasan::combat
