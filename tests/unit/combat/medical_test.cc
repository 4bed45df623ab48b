// Goal: lightly wounded men come back with the mean of the page, and only to a unit that stands;
// bearers carry the others to the aid post in the time of the page, when it is quiet, and not past
// the enemy. Method: minute by minute.
#include "combat/medical.h"

#include <gtest/gtest.h>

#include "base/maths.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using scenario::Param;

struct Ward {
  scenario::Scenario s = support::empty_battle();
  UnitId battalion =
      support::add_unit(s, Side::kFirst, "jp/bn", UnitId{}, forces::Echelon::kBattalion);
  UnitId platoon = support::add_unit(s, Side::kFirst, "jp/bn/p1", battalion);
  ElementId squad = support::add_squad(s, platoon, "sq1", 2000, support::kCentre);
  state::State state;
  state::EventLog log;
  Rng rng{11, 0};

  Ward() { begin(); }
  void begin() {
    support::finish(s);
    state = state::start(s, rng, {});
    state.roll[0].men = 1000;
    state.roll[0].light = 1000;
  }
  void wait(int n) {
    for (int i = 0; i < n; ++i) {
      support::play_minute(s, state, rng, combat::tend_wounded, &log);
      ASSERT_TRUE(state::invariants(s, state).empty());
    }
  }
};

TEST(Medical, men_return_with_the_mean_time_of_the_page) {
  Ward w;
  w.wait(6 * 60);
  const double p = chance_of(6 / w.state.params[Param::medical_return_mean_h]);
  EXPECT_NEAR(w.state.roll[0].men - 1000, 1000 * p, 4 * std::sqrt(1000 * p * (1 - p)));
}

TEST(Medical, nobody_returns_to_a_broken_or_empty_unit) {
  Ward w;
  w.state.morale[w.platoon.index()] = state::Morale::kRouted;
  w.wait(60);
  EXPECT_EQ(w.state.roll[0].light, 1000);
  w.state.morale[w.platoon.index()] = state::Morale::kSteady;
  w.state.roll[0].killed = 1000;
  w.state.roll[0].men = 0;
  w.wait(60);
  EXPECT_EQ(w.state.roll[0].men, 0);
}

// A squad of 11 with three badly wounded, 400 m before the headquarters of its battalion.
struct Field : Ward {
  ElementId post;

  Field() {
    s.elements[squad.index()].men = 14;
    post =
        support::add_element(s, battalion, "hq", forces::ElementKind::kHeadquarters, 1, WeaponId{0},
                             1, 100, {support::kCentre.x_m - 400, support::kCentre.y_m});
    s.units[battalion.index()].headquarters = post;
    begin();
    state.roll[0] = {14, 0, 0, 0, 0, 0};
    wound(3);
  }
  void wound(int16_t men) {
    state::Effects effects;
    effects.losses.push_back(
        {squad, ElementId{}, state::Cause::kBullet, WeaponId{0}, 0, men, 0, 0, 0});
    state::apply(s, effects, state, &log);
  }
  int lying() const { return state.lying[squad.index()].men; }
  int carried() const {
    int men = 0;
    for (const state::Bearers& bearers : state.bearers) men += bearers.carried;
    return men;
  }
  int64_t evacuated() const {
    int64_t men = 0;
    for (const state::Event& event : log) {
      if (event.kind == state::EventKind::k_wounded_evacuated) men += event.a;
    }
    return men;
  }
  int minutes_of_a_trip() const {
    return static_cast<int>(400.0 / 500 * state.params[Param::medical_carry_s_per_500m] / 60);
  }
};

TEST(Medical, a_pair_carries_one_man_at_a_time_to_the_headquarters_of_the_battalion) {
  Field f;
  f.wait(1);
  EXPECT_EQ(f.lying(), 2);
  EXPECT_EQ(f.carried(), 1);
  EXPECT_EQ(f.state.bearers[0].men, 2);
  f.wait(f.minutes_of_a_trip() - 1);
  EXPECT_EQ(f.evacuated(), 0);
  f.wait(1);
  EXPECT_EQ(f.evacuated(), 1);
  f.wait(4 * f.minutes_of_a_trip());
  EXPECT_EQ(f.evacuated(), 3);
  EXPECT_EQ(f.lying() + f.carried(), 0);
  EXPECT_EQ(f.state.bearers[0], state::Bearers{});
  EXPECT_EQ(f.state.roll[0].wounded, 3);
}

TEST(Medical, bearers_leave_their_rifles_unfired) {
  Field f;
  const int before = f.state.weapons[0][0];
  f.wait(1);
  EXPECT_EQ(f.state.weapons[0][0], before - 2);
  f.wait(4 * f.minutes_of_a_trip());
  EXPECT_EQ(f.state.weapons[0][0], before);
}

TEST(Medical, nobody_is_carried_under_fire_on_the_way_or_by_men_who_run) {
  Field f;
  for (int i = 0; i < 30; ++i) {
    f.state.under_fire[0] = f.state.now;
    f.wait(1);
  }
  EXPECT_EQ(f.lying(), 3);
  f.state.under_fire[0] = state::kLongAgo;
  f.state.intent[0].move = true;
  f.state.intent[0].goal = {support::kCentre.x_m + 500, support::kCentre.y_m};
  f.wait(30);
  EXPECT_EQ(f.lying(), 3);
  f.state.intent[0].move = false;
  f.state.morale[f.platoon.index()] = state::Morale::kRouted;
  f.wait(30);
  EXPECT_EQ(f.lying(), 3);
}

TEST(Medical, the_wounded_stay_where_the_enemy_is) {
  Field f;
  const UnitId enemy = support::add_unit(f.s, Side::kSecond, "su/p1");
  const double d = f.state.params[Param::medical_enemy_within_m] - 10;
  support::add_squad(f.s, enemy, "sq1", 10, {support::kCentre.x_m + d, support::kCentre.y_m});
  f.begin();
  f.state.roll[0] = {14, 0, 0, 0, 0, 0};
  f.wound(2);
  f.wait(60);
  EXPECT_EQ(f.lying(), 2);
  EXPECT_EQ(f.carried(), 0);
}

TEST(Medical, neighbours_fetch_the_wounded_of_those_who_are_no_more) {
  Field f;
  const ElementId near = support::add_squad(f.s, f.platoon, "sq2", 12,
                                            {support::kCentre.x_m - 50, support::kCentre.y_m});
  f.begin();
  f.state.roll[0] = {14, 0, 0, 0, 0, 0};
  f.wound(14);
  f.wait(1);
  EXPECT_EQ(f.state.bearers[near.index()].carried, 2);
  EXPECT_EQ(f.state.bearers[near.index()].of, f.squad);
  EXPECT_EQ(f.lying(), 12);
}

TEST(Medical, bearers_who_fall_are_no_longer_away) {
  Field f;
  f.wait(1);
  f.wound(10);
  EXPECT_EQ(f.state.bearers[0].men, 1);
  EXPECT_EQ(f.state.roll[0].men, 1);
  EXPECT_TRUE(state::invariants(f.s, f.state).empty());
}

}  // namespace
}  // namespace khasan
