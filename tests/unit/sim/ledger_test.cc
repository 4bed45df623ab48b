// The ledger of hand-made events, with the numbers worked out by hand.
#include "sim/ledger.h"

#include <gtest/gtest.h>

#include <optional>

#include "support/small_battle.h"

namespace khasan::sim {
namespace {

// A battle from 14:00 to 14:00 of the next day on the clock of the first side, with two stages.
class LedgerTest : public ::testing::Test {
 protected:
  LedgerTest() {
    jp_ = support::add_squad(scenario_, support::add_unit(scenario_, Side::kFirst, "jp/p1"), "sq1",
                             10, support::kCentre);
    const UnitId su = support::add_unit(scenario_, Side::kSecond, "su/p1");
    tank_ = support::add_tank(scenario_, su, "t1", support::kCentre);
    flight_ = support::add_flight(scenario_, su, "f1", AircraftId{0}, 3, 1);
    scenario_.stages = {{"Dawn", scenario_.start, scenario_.start + hours(4)},
                        {"Night", scenario_.start + hours(6), scenario_.start + hours(12)}};
    support::finish(scenario_);
    state_ = state::start(scenario_, Rng(1, 0), {});
  }
  void add(Time after, state::EventKind kind, Side side, ElementId subject, int a, int b = 0,
           int c = 0, int d = 0, state::Cause cause = state::Cause::kBullet, ElementId by = {}) {
    state::Event event;
    event.at = state_.now = scenario_.start + after;
    event.kind = kind, event.side = side, event.subject = subject, event.object = by;
    event.a = a, event.b = b, event.c = c, event.d = d, event.cause = cause;
    ledger().count(state_, {event});
  }
  void lose(Time after, int men, state::Cause cause, ElementId by = {}) {
    add(after, state::EventKind::k_casualties, Side::kFirst, jp_, men, 0, 0, 0, cause, by);
  }
  Ledger& ledger() {
    if (!ledger_) ledger_.emplace(scenario_);
    return *ledger_;
  }
  // The value of a row over the span of that name.
  double over(std::size_t row, const std::string& name) {
    state_.now = scenario_.end;
    ledger().close(state_);
    for (const Span& span : ledger_spans(scenario_)) {
      if (span.name != name) continue;
      return over_span(ledger_rows(scenario_)[row], ledger().values()[row],
                       ledger_bounds(scenario_), span);
    }
    ADD_FAILURE() << name;
    return -1;
  }

  scenario::Scenario scenario_ = support::empty_battle();
  ElementId jp_, tank_, flight_;
  state::State state_;
  std::optional<Ledger> ledger_;
};

TEST_F(LedgerTest, losses_fall_into_their_stage_and_their_day) {
  lose(hours(1), 2, state::Cause::kBullet);
  lose(hours(5), 3, state::Cause::kBullet);   // between the stages
  lose(hours(9), 4, state::Cause::kBullet);   // before midnight
  lose(hours(11), 5, state::Cause::kBullet);  // after it
  const std::size_t row = row_of(Sum::k_lost_small_arms, Side::kFirst);
  EXPECT_EQ(over(row, "Dawn"), 2);
  EXPECT_EQ(over(row, "Night"), 9);
  EXPECT_EQ(over(row, "29 Jul"), 9);
  EXPECT_EQ(over(row, "30 Jul"), 5);
}

TEST_F(LedgerTest, men_count_by_what_became_of_them_and_by_what_did_it) {
  add(hours(1), state::EventKind::k_casualties, Side::kFirst, jp_, 1, 2, 3, 4,
      state::Cause::kFragment);
  lose(hours(1), 1, state::Cause::kBullet, tank_);
  lose(hours(1), 1, state::Cause::kBullet, flight_);
  lose(hours(1), 1, state::Cause::kBomb, flight_);
  lose(hours(1), 1, state::Cause::kCloseCombat, tank_);
  EXPECT_EQ(over(row_of(Sum::k_killed, Side::kFirst), "Dawn"), 5);
  EXPECT_EQ(over(row_of(Sum::k_wounded, Side::kFirst), "Dawn"), 5);
  EXPECT_EQ(over(row_of(Sum::k_missing, Side::kFirst), "Dawn"), 4);
  EXPECT_EQ(over(row_of(Sum::k_lost_shells, Side::kFirst), "Dawn"), 10);
  EXPECT_EQ(over(row_of(Sum::k_lost_tanks, Side::kFirst), "Dawn"), 1);
  EXPECT_EQ(over(row_of(Sum::k_lost_air, Side::kFirst), "Dawn"), 2);
  EXPECT_EQ(over(row_of(Sum::k_lost_hand_to_hand, Side::kFirst), "Dawn"), 1);
  EXPECT_EQ(over(row_of(Sum::k_lost_shells, Side::kSecond), "Dawn"), 0);
}

TEST_F(LedgerTest, what_is_fired_is_told_by_who_fires_it) {
  using state::EventKind;
  add(hours(1), EventKind::k_shots, Side::kFirst, jp_, 30);
  add(hours(1), EventKind::k_shots, Side::kSecond, tank_, 20);
  add(hours(1), EventKind::k_shells_fired, Side::kSecond, tank_, 2);
  add(hours(1), EventKind::k_shots, Side::kSecond, flight_, 500);
  add(hours(2), EventKind::k_bombs_released, Side::kSecond, flight_, 20, 2500);
  EXPECT_EQ(over(row_of(Sum::k_rounds, Side::kFirst), "Dawn"), 30);
  EXPECT_EQ(over(row_of(Sum::k_rounds, Side::kSecond), "Dawn"), 0);
  EXPECT_EQ(over(row_of(Sum::k_tank_rounds, Side::kSecond), "Dawn"), 20);
  EXPECT_EQ(over(row_of(Sum::k_tank_shells, Side::kSecond), "Dawn"), 2);
  EXPECT_EQ(over(row_of(Sum::k_air_rounds, Side::kSecond), "Dawn"), 500);
  EXPECT_EQ(over(row_of(Sum::k_bombs_t, Side::kSecond), "Dawn"), 2.5);
}

TEST_F(LedgerTest, grenades_of_dischargers_are_no_shells_of_guns) {
  const auto fire = [&](WeaponId weapon, int rounds) {
    state::Event event;
    event.at = state_.now = scenario_.start + hours(1);
    event.kind = state::EventKind::k_shells_fired, event.side = Side::kFirst, event.subject = jp_;
    event.weapon = weapon, event.a = rounds;
    ledger().count(state_, {event});
  };
  const WeaponId discharger{3}, gun{4};
  ASSERT_EQ(scenario_.weapon(discharger).id, "discharger");
  fire(discharger, 7);
  fire(gun, 2);
  EXPECT_EQ(over(row_of(Sum::k_discharger_grenades, Side::kFirst), "Dawn"), 7);
  EXPECT_EQ(over(row_of(Sum::k_shells, Side::kFirst), "Dawn"), 2);
}

TEST_F(LedgerTest, a_tank_that_is_mended_still_counts_as_put_out) {
  add(hours(7), state::EventKind::k_tank_repaired, Side::kSecond, tank_, 1);  // a stoppage
  add(hours(8), state::EventKind::k_tank_immobile, Side::kSecond, tank_, 1, 0, 0, 0,
      state::Cause::kBullet, jp_);
  add(hours(9), state::EventKind::k_tank_repaired, Side::kSecond, tank_, 1);
  EXPECT_EQ(over(row_of(Sum::k_tanks_hit, Side::kSecond), "Night"), 1);
  EXPECT_EQ(over(row_of(Sum::k_tanks_mended, Side::kSecond), "Night"), 1);
}

TEST_F(LedgerTest, stocks_are_those_at_the_end_of_the_span) {
  const std::size_t running = row_of(state::HullPhase::kRunning, Side::kSecond),
                    burnt = row_of(state::HullPhase::kBurnt, Side::kSecond);
  lose(hours(4), 1, state::Cause::kBullet);  // the first step after the dawn
  state_.hull[tank_.index()].phase = state::HullPhase::kBurnt;
  add(hours(7), state::EventKind::k_tank_burnt, Side::kSecond, tank_, 1, 0, 0, 0,
      state::Cause::kBullet, jp_);
  add(hours(8), state::EventKind::k_tank_burnt, Side::kSecond, tank_, 1, 0, 0, 0,
      state::Cause::kBullet, jp_);
  EXPECT_EQ(over(running, "Dawn"), 1);
  EXPECT_EQ(over(running, "Night"), 0);
  EXPECT_EQ(over(burnt, "Night"), 1);
  EXPECT_EQ(over(burnt, "30 Jul"), 1);
  EXPECT_EQ(over(row_of(Sum::k_tanks_hit, Side::kSecond), "Night"), 1);
}

}  // namespace
}  // namespace khasan::sim
