// apply() is the only writer of a State. These tests propose more than there is, in every order,
// and look at what was really done: nobody dies twice, no stock goes negative, and everything adds
// up.
#include "state/apply.h"

#include <gtest/gtest.h>

#include "base/maths.h"

#include <cmath>

#include "support/small_battle.h"

namespace khasan::state {
namespace {

class ApplyTest : public ::testing::Test {
 protected:
  ApplyTest() {
    const UnitId jp = support::add_unit(scenario_, Side::kFirst, "jp/p1");
    squad_ = support::add_squad(scenario_, jp, "sq1", 10, support::kCentre);
    const UnitId su = support::add_unit(scenario_, Side::kSecond, "su/p1");
    enemy_ = support::add_squad(scenario_, su, "sq1", 8,
                                {support::kCentre.x_m + 200, support::kCentre.y_m});
    gun_ = support::add_element(scenario_, su, "mg1", forces::ElementKind::kMachineGun, 5,
                                WeaponId{2}, 1, 1000, support::kCentre);
    hill_ = support::add_place(scenario_, "hill", support::kCentre, 60);
    support::finish(scenario_);
    state_ = start(scenario_, Rng(1, 0), {});
  }
  void settle() {
    apply(scenario_, effects_, state_, &log_);
    EXPECT_EQ(invariants(scenario_, state_), std::vector<std::string>{});
  }
  int count(EventKind kind) const {
    int n = 0;
    for (const Event& event : log_) n += event.kind == kind;
    return n;
  }

  scenario::Scenario scenario_ = support::empty_battle();
  ElementId squad_, enemy_, gun_;
  PlaceId hill_;
  State state_;
  Effects effects_;
  EventLog log_;
};

TEST_F(ApplyTest, a_task_does_not_wake_who_has_not_arrived) {
  scenario_.elements[squad_.index()].arrives = hours(5);
  State late = start(scenario_, Rng(1, 0), {});
  effects_.tasks.push_back({scenario_.element(squad_).unit, late.task[0]});
  apply(scenario_, effects_, late, &log_);
  EXPECT_EQ(late.wake[squad_.index()], hours(5));
}

TEST_F(ApplyTest, nobody_dies_twice) {
  effects_.losses.push_back({squad_, enemy_, Cause::kBullet, WeaponId{0}, 6, 0, 0, 0, 0});
  effects_.losses.push_back({squad_, gun_, Cause::kBullet, WeaponId{2}, 3, 5, 0, 0, 0});
  settle();
  const Roll& roll = state_.roll[squad_.index()];
  EXPECT_EQ(roll.killed, 9);
  EXPECT_EQ(roll.wounded, 1);
  EXPECT_EQ(roll.men, 0);
  EXPECT_EQ(count(EventKind::k_destroyed), 1);
  EXPECT_EQ(state_.morale[scenario_.element(squad_).unit.index()], Morale::kGone);
}

TEST_F(ApplyTest, weapons_need_men_to_serve_them) {
  // The machine gun has a crew of four: it needs two men.
  effects_.losses.push_back({gun_, squad_, Cause::kBullet, WeaponId{0}, 0, 3, 0, 0, 0});
  effects_.losses.push_back({squad_, enemy_, Cause::kBullet, WeaponId{0}, 1, 3, 0, 0, 0});
  settle();
  EXPECT_EQ(state_.weapons[gun_.index()][0], 1);
  EXPECT_EQ(state_.weapons[squad_.index()][0], 6);
  effects_.losses.push_back({gun_, squad_, Cause::kBullet, WeaponId{0}, 0, 1, 0, 0, 0});
  settle();
  EXPECT_EQ(state_.weapons[gun_.index()][0], 0);
}

TEST_F(ApplyTest, shell_raises_smoke_that_goes_after_its_time) {
  effects_.bursts.push_back({gun_, WeaponId{0}, support::kCentre, 6.2f});
  effects_.bursts.push_back({gun_, WeaponId{0}, support::kCentre, 0.5f});  // a grenade's puff
  settle();
  ASSERT_EQ(state_.smoke.size(), 1u);
  const double screen_m2 = 6.2 * state_.params[scenario::Param::sense_smoke_per_round_kg];
  EXPECT_NEAR(state_.smoke[0].radius_m * state_.smoke[0].radius_m * kPi, screen_m2, 1e-3);
  std::vector<Pending> popped;
  const Time until = state_.smoke[0].until;
  advance(state_, until - seconds(1), popped);
  EXPECT_EQ(state_.smoke.size(), 1u);
  advance(state_, until, popped);
  EXPECT_TRUE(state_.smoke.empty());
}

TEST_F(ApplyTest, no_round_is_fired_that_is_not_there) {
  effects_.shots.push_back({gun_, squad_, 0, 900, support::kCentre});
  effects_.shots.push_back({gun_, squad_, 0, 900, support::kCentre});
  settle();
  EXPECT_EQ(state_.rounds[gun_.index()][0], 0);
  EXPECT_EQ(state_.fired[gun_.index()][0], 1000);
  EXPECT_EQ(count(EventKind::k_fire_opened), 1);
  EXPECT_EQ(count(EventKind::k_ammunition_low), 1);
  EXPECT_EQ(state_.under_fire[squad_.index()], state_.now);
}

TEST_F(ApplyTest, suppression_leaks_with_its_decay_time) {
  effects_.doses.push_back({squad_, 1.0f, 0.0f});
  settle();
  EXPECT_NEAR(suppressed_share(state_, squad_), 1 - std::exp(-1.0), 1e-6);
  std::vector<Pending> popped;
  const double tau_s = state_.params[scenario::Param::suppression_decay_s];
  advance(state_, from_seconds(tau_s), popped);
  EXPECT_NEAR(suppressed_share(state_, squad_), 1 - std::exp(-std::exp(-1.0)), 1e-6);
}

TEST_F(ApplyTest, long_shelling_makes_suppression_last) {
  const auto heavy_s =
      static_cast<float>(state_.params[scenario::Param::suppression_heavy_shelling_s]);
  effects_.doses.push_back({squad_, 1.0f, 2 * heavy_s});
  effects_.doses.push_back({enemy_, 1.0f, 0.0f});
  settle();
  std::vector<Pending> popped;
  advance(state_, seconds(60), popped);
  EXPECT_GT(suppressed_share(state_, squad_), suppressed_share(state_, enemy_));
}

TEST_F(ApplyTest, the_stalest_contact_gives_way) {
  scenario_ = support::empty_battle();
  const UnitId jp = support::add_unit(scenario_, Side::kFirst, "jp/p1");
  const ElementId eye = support::add_squad(scenario_, jp, "sq1", 10, support::kCentre);
  const UnitId su = support::add_unit(scenario_, Side::kSecond, "su/p1");
  for (int i = 0; i < kContactsMax + 1; ++i) {
    support::add_squad(scenario_, su, "sq" + std::to_string(i), 8, support::kCentre);
  }
  support::finish(scenario_);
  state_ = start(scenario_, Rng(1, 0), {});
  std::vector<Pending> popped;
  for (int i = 0; i < kContactsMax + 1; ++i) {
    advance(state_, seconds(10 * (i + 1)), popped);
    effects_.sightings.push_back(
        {eye, ElementId{i + 1}, Knowledge::kDetected, support::kCentre, 5});
    settle();
  }
  int first = 0, last = 0;
  for (const Contact& contact : state_.contacts[jp.index()]) {
    first += contact.enemy == ElementId{1};
    last += contact.enemy == ElementId{kContactsMax + 1};
  }
  EXPECT_EQ(first, 0);
  EXPECT_EQ(last, 1);
  EXPECT_EQ(count(EventKind::k_contact), kContactsMax + 1);
}

TEST_F(ApplyTest, a_place_changes_hands_when_more_than_half_of_it_does) {
  const auto cells = static_cast<uint32_t>(scenario_.place(hill_).cells.size());
  for (uint32_t c = 0; c < cells; ++c) effects_.owners.push_back({hill_, c, 1, 0});
  settle();
  EXPECT_EQ(count(EventKind::k_captured), 1);
  EXPECT_DOUBLE_EQ(control_share(state_, hill_, Side::kSecond), 1);
  for (uint32_t c = 0; c < cells; ++c) effects_.owners.push_back({hill_, c, 1, 1});
  settle();
  EXPECT_DOUBLE_EQ(control_share(state_, hill_, Side::kFirst), 0.5);
  EXPECT_EQ(count(EventKind::k_captured), 1) << "a contested place has not changed hands";
}

TEST_F(ApplyTest, transfers_conserve_rounds) {
  effects_.ammunition.push_back({enemy_, 0, 5000, squad_, 0});
  settle();
  EXPECT_EQ(state_.rounds[squad_.index()][0], 0);
  EXPECT_EQ(state_.rounds[enemy_.index()][0], 8 * 120 + 10 * 120);
}

TEST_F(ApplyTest, the_queue_is_popped_in_order_of_time_then_kind) {
  Pending later, sooner;
  later.at = seconds(20);
  sooner.at = seconds(10);
  effects_.pending = {later, sooner};
  settle();
  std::vector<Pending> popped;
  advance(state_, seconds(10), popped);
  ASSERT_EQ(popped.size(), 1u);
  EXPECT_EQ(popped[0].at, seconds(10));
  EXPECT_EQ(state_.queue.size(), 1u);
}

TEST_F(ApplyTest, the_hash_sees_every_change) {
  const uint64_t before = hash(state_);
  State other = state_;
  EXPECT_EQ(hash(other), before);
  other.roll[0].men--;
  EXPECT_NE(hash(other), before);
  other = state_;
  other.contacts[0][3].error_m = 1;
  EXPECT_NE(hash(other), before);
  other = state_;
  other.wake.back() += milliseconds(1);
  EXPECT_NE(hash(other), before);
}

TEST_F(ApplyTest, invariants_find_lost_men_and_rounds) {
  state_.roll[0].men--;
  state_.rounds[1][0]--;
  EXPECT_EQ(invariants(scenario_, state_).size(), 2u);
}

}  // namespace
}  // namespace khasan::state
