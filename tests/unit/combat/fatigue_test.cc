// Goal: hours awake count up at one an hour, down in sleep, and effectiveness falls with them as
// measured. Method: closed forms against the queries, a squad through a night against the phase.
#include "combat/fatigue.h"

#include <gtest/gtest.h>

#include "combat/effectiveness.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using scenario::Param;

struct Night {
  scenario::Scenario s = support::empty_battle();
  UnitId platoon = support::add_unit(s, Side::kFirst, "jp/p1");
  ElementId squad = support::add_squad(s, platoon, "sq1", 12, support::kCentre);
  state::State state;
  Rng rng{5, 0};

  explicit Night(double lux) {
    support::finish(s);
    for (scenario::Light& light : s.light) light.lux_clear = lux;
    state = state::start(s, rng, {});
    state.awake_h[0] = 16;
  }
  void wait(int n, bool busy = false) {
    for (int i = 0; i < n; ++i) {
      if (busy) state.last_fired[0] = state.now + minutes(1);
      support::play_minute(s, state, rng, combat::tire, nullptr);
    }
  }
};

TEST(Fatigue, busy_men_are_awake_an_hour_every_hour) {
  Night n(0.001);
  n.wait(180, true);
  EXPECT_NEAR(n.state.awake_h[0], 19, 0.01);
}

TEST(Fatigue, a_quiet_night_restores_and_never_below_zero) {
  Night n(0.001);
  n.wait(8 * 60);
  EXPECT_LT(n.state.awake_h[0], 3);
  n.wait(8 * 60);
  EXPECT_GE(n.state.awake_h[0], 0);
}

TEST(Fatigue, an_enemy_near_and_daylight_leave_less_sleep) {
  Night far(0.001), day(5e4), near(0.001);
  const UnitId enemy = support::add_unit(near.s, Side::kSecond, "su/p1");
  support::add_squad(near.s, enemy, "sq1", 11, {support::kCentre.x_m + 500, support::kCentre.y_m});
  support::finish(near.s);
  for (scenario::Light& light : near.s.light) light.lux_clear = 0.001;
  near.state = state::start(near.s, near.rng, {});
  near.state.awake_h[0] = 16;
  for (Night* n : {&far, &day, &near}) n->wait(60);
  EXPECT_LT(far.state.awake_h[0], near.state.awake_h[0]);
  EXPECT_LT(far.state.awake_h[0], day.state.awake_h[0]);
}

TEST(Fatigue, effectiveness_falls_with_hours_awake_and_stays_in_bounds) {
  const auto params = scenario::best_values(support::empty_battle().parameters);
  const double floor = params[Param::fatigue_effectiveness_min];
  double before = 1;
  for (double h = 0; h < 300; h += 5) {
    const double e = combat::effectiveness_after(params, h, 12);
    EXPECT_LE(e, before);
    EXPECT_GE(e, floor);
    before = e;
  }
  EXPECT_EQ(combat::effectiveness_after(params, 0, 12), 1);
  const double day_loss = params[Param::fatigue_loss_24h];
  EXPECT_NEAR(combat::effectiveness_after(params, 24, 12), 1 - day_loss, 1e-12);
  // Anchor of the models: about half of control after some 90 hours awake.
  EXPECT_NEAR(combat::effectiveness_after(params, 90, 12), 0.5, 0.1);
}

TEST(Fatigue, the_small_hours_cost_their_dip_on_the_local_clock) {
  const scenario::Scenario s = support::empty_battle();
  const auto params = scenario::best_values(s.parameters);
  const double dip = params[Param::fatigue_night_dip];
  EXPECT_NEAR(combat::effectiveness_after(params, 0, 4), 1 - dip, 1e-12);
  // 05:00 Z is 14:00 for the first side (UTC+9) and 15:00 for the second (UTC+10).
  EXPECT_NEAR(combat::local_hour(s, Side::kFirst, Time{}), 14, 1e-9);
  EXPECT_NEAR(combat::local_hour(s, Side::kSecond, Time{}), 15, 1e-9);
  EXPECT_NEAR(combat::local_hour(s, Side::kFirst, hours(12)), 2, 1e-9);
}

}  // namespace
}  // namespace khasan
