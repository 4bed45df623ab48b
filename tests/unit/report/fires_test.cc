// Lines of fire for the map, from hand-made events.
#include "report/fires.h"

#include <gtest/gtest.h>

#include "base/maths.h"
#include "support/small_battle.h"

namespace khasan::report {
namespace {

class FiresTest : public ::testing::Test {
 protected:
  FiresTest() {
    const UnitId su = support::add_unit(scenario_, Side::kSecond, "su/p1");
    gun_ = support::add_element(scenario_, su, "gun1", forces::ElementKind::kGun, 6, WeaponId{4}, 1,
                                100, support::kCentre);
    support::finish(scenario_);
    state_ = state::start(scenario_, Rng(1, 0), {});
  }
  // One round from the gun's place at a point so far east of it.
  state::Event shot(Time at, double east_m) const {
    state::Event event;
    event.at = at;
    event.kind = state::EventKind::k_shots;
    event.side = Side::kSecond;
    event.subject = gun_;
    event.weapon = WeaponId{2};
    event.where = support::kCentre;
    event.a = 1;
    event.c = static_cast<int>(support::kCentre.x_m + east_m);
    event.d = static_cast<int>(support::kCentre.y_m);
    return event;
  }
  state::Event shell(Time at, state::EventKind kind, double east_m) const {
    state::Event event = shot(at, 0);
    event.kind = kind;
    event.weapon = WeaponId{4};
    event.where.x_m += east_m;
    return event;
  }

  scenario::Scenario scenario_ = support::empty_battle();
  ElementId gun_;
  state::State state_;
  FireRecorder recorder_;
};

TEST_F(FiresTest, rounds_at_one_place_within_half_a_minute_make_one_line) {
  recorder_.see(scenario_, state_, {shot(seconds(1), 200), shot(seconds(9), 205)});
  recorder_.see(scenario_, state_, {shot(seconds(20), 400), shot(seconds(40), 200)});
  ASSERT_EQ(recorder_.fires().size(), 3u);
  EXPECT_EQ(recorder_.fires()[0].rounds, 2);
  EXPECT_STREQ(recorder_.fires()[0].kind, "mg");
  EXPECT_EQ(recorder_.fires()[0].at, seconds(1));
}

TEST_F(FiresTest, a_shell_comes_from_where_its_gun_fired) {
  recorder_.see(scenario_, state_, {shell(seconds(1), state::EventKind::k_shells_fired, 0)});
  recorder_.see(scenario_, state_, {shell(seconds(9), state::EventKind::k_shells_landed, 900)});
  ASSERT_EQ(recorder_.fires().size(), 1u);
  EXPECT_EQ(recorder_.fires()[0].from, support::kCentre);
  EXPECT_EQ(recorder_.fires()[0].to.x_m, support::kCentre.x_m + 900);
}

// By hand: a disc of smoke_per_round_kg square metres a kilogram.
TEST_F(FiresTest, a_shell_raises_dust_as_wide_as_the_engine_has_it) {
  recorder_.see(scenario_, state_, {shell(seconds(9), state::EventKind::k_shells_landed, 900)});
  ASSERT_EQ(recorder_.fires().size(), 1u);
  const Fire fire = recorder_.fires()[0];
  const double square_m = state_.params[scenario::Param::sense_smoke_per_round_kg] *
                          scenario_.weapon(fire.weapon).shell_kg;
  EXPECT_NEAR(fire.smoke_m * fire.smoke_m * kPi, square_m, 1e-9);
  EXPECT_EQ(recorder_.smoke_life(),
            from_seconds(state_.params[scenario::Param::sense_smoke_life_s]));
  recorder_.see(scenario_, state_, {shot(seconds(80), 200)});
  EXPECT_EQ(recorder_.fires().back().smoke_m, 0);
}

TEST_F(FiresTest, too_many_lines_are_gathered_over_longer_times_and_lose_no_round) {
  constexpr int kShots = 50'000;
  for (int i = 0; i < kShots; ++i) recorder_.see(scenario_, state_, {shot(seconds(31 * i), 200)});
  EXPECT_LE(recorder_.fires().size(), 20'000u);
  int rounds = 0;
  for (const Fire& fire : recorder_.fires()) rounds += fire.rounds;
  EXPECT_EQ(rounds, kShots);
}

}  // namespace
}  // namespace khasan::report
