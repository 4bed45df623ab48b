// Measures of hand-made events, with the numbers worked out by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/tally.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::sim {
namespace {

class MeasureTest : public ::testing::Test {
 protected:
  MeasureTest() {
    const UnitId jp = support::add_unit(scenario_, Side::kFirst, "jp/p1");
    jp_ = support::add_squad(scenario_, jp, "sq1", 10, support::kCentre);
    su_unit_ = support::add_unit(scenario_, Side::kSecond, "su/p1");
    su_ = support::add_squad(scenario_, su_unit_, "sq1", 8, support::kCentre);
    tank_ = support::add_tank(scenario_, support::add_unit(scenario_, Side::kSecond, "su/p2"), "t1",
                              support::kCentre);
    const UnitId air = support::add_unit(scenario_, Side::kSecond, "su/q1");
    flight_ = support::add_flight(scenario_, air, "f1", AircraftId{0}, 3, 1);
    hill_ = support::add_place(scenario_, "hill", support::kCentre, 60);
    support::finish(scenario_);
    state_ = state::start(scenario_, Rng(1, 0), {});
  }
  void add(Time at, state::EventKind kind, Side side, ElementId subject, int a = 0, int b = 0,
           int c = 0, int d = 0) {
    state::Event event;
    event.at = at;
    event.kind = kind;
    event.side = side;
    event.subject = subject;
    event.place = hill_;
    event.a = a, event.b = b, event.c = c, event.d = d;
    log_.push_back(event);
  }
  // The side's share of the hill grows, permille.
  void takes(Time at, Side side, int from, int to) {
    add(at, state::EventKind::k_control, side, ElementId{}, to, from);
  }
  double of(scenario::MeasureKind kind, Side side) {
    scenario_.measures.resize(1);
    scenario::Measure& what = scenario_.measures.front();
    what.fraction = fraction_;
    what.kind = kind;
    what.side = side;
    what.place = hill_;
    what.from = minutes(10);
    what.to = to_;
    what.units = units_;
    what.line = line_;
    what.own_ground =
        scenario::cells_beyond(scenario_.ground.shape(), line_, scenario_.place(hill_).at);
    // One event a step: nothing may rest on what is still to come.
    Tally tally(scenario_);
    for (const state::Event& event : log_) tally.count(state_, {event});
    return tally.measures(state_).front();
  }

  scenario::Scenario scenario_ = support::empty_battle();
  ElementId jp_, su_, flight_, tank_;
  UnitId su_unit_;
  PlaceId hill_;
  state::State state_;
  state::EventLog log_;
  std::vector<UnitId> units_;
  Time to_ = hours(10);
  double fraction_ = 0.5;
  std::vector<terrain::Point> line_;
};

TEST_F(MeasureTest, the_work_of_aircraft_is_told_from_that_of_others) {
  using scenario::MeasureKind;
  add(minutes(5), state::EventKind::k_flight_took_off, Side::kSecond, flight_, 3);
  add(minutes(20), state::EventKind::k_flight_took_off, Side::kSecond, flight_, 2);
  add(minutes(30), state::EventKind::k_bombs_released, Side::kSecond, flight_, 40, 4000);
  add(minutes(31), state::EventKind::k_shots, Side::kSecond, flight_, 200);
  add(minutes(31), state::EventKind::k_shots, Side::kSecond, su_, 50);
  add(minutes(32), state::EventKind::k_aircraft_lost, Side::kSecond, flight_, 1);
  add(minutes(33), state::EventKind::k_casualties, Side::kFirst, jp_, 1, 2);
  add(minutes(34), state::EventKind::k_casualties, Side::kFirst, jp_, 2, 1, 1);
  log_.back().object = flight_;
  EXPECT_EQ(of(MeasureKind::kSorties, Side::kSecond), 2);
  EXPECT_EQ(of(MeasureKind::kBombsTonnes, Side::kSecond), 4);
  EXPECT_EQ(of(MeasureKind::kAirRounds, Side::kSecond), 200);
  EXPECT_EQ(of(MeasureKind::kAircraftLost, Side::kSecond), 1);
  EXPECT_EQ(of(MeasureKind::kAirCasualties, Side::kFirst), 4);
  EXPECT_EQ(of(MeasureKind::kCasualties, Side::kFirst), 7);
  EXPECT_EQ(of(MeasureKind::kSorties, Side::kFirst), 0);
  add(minutes(60), state::EventKind::k_air_claim, Side::kSecond, flight_, 12, 4);
  EXPECT_EQ(of(MeasureKind::kAirClaims, Side::kSecond), 12);
}

TEST_F(MeasureTest, the_badly_wounded_are_brought_in_or_left_lying) {
  using scenario::MeasureKind;
  add(minutes(5), state::EventKind::k_casualties, Side::kSecond, su_, 0, 4, 1);
  add(minutes(8), state::EventKind::k_wounded_evacuated, Side::kSecond, su_, 1);
  add(minutes(20), state::EventKind::k_casualties, Side::kSecond, su_, 1, 2);
  add(minutes(90), state::EventKind::k_wounded_evacuated, Side::kSecond, su_, 2);
  add(hours(11), state::EventKind::k_wounded_evacuated, Side::kSecond, su_, 2);
  EXPECT_EQ(of(MeasureKind::kEvacuated, Side::kSecond), 2);
  EXPECT_EQ(of(MeasureKind::kLeftLying, Side::kSecond), 3);
  EXPECT_EQ(of(MeasureKind::kLeftLying, Side::kFirst), 0);
}

TEST_F(MeasureTest, losses_count_the_side_and_the_window_only) {
  using scenario::MeasureKind;
  add(minutes(5), state::EventKind::k_casualties, Side::kSecond, su_, 9);
  add(minutes(20), state::EventKind::k_casualties, Side::kSecond, su_, 1, 2, 3, 1);
  add(minutes(30), state::EventKind::k_casualties, Side::kFirst, jp_, 5);
  EXPECT_EQ(of(MeasureKind::kKilled, Side::kSecond), 1);
  EXPECT_EQ(of(MeasureKind::kWounded, Side::kSecond), 5);
  EXPECT_EQ(of(MeasureKind::kCasualties, Side::kSecond), 7);
  EXPECT_EQ(of(MeasureKind::kCasualties, Side::kFirst), 5);
}

TEST_F(MeasureTest, capture_is_told_as_an_hour_of_the_local_clock) {
  // The battle's epoch is 14:00 at UTC+9.
  EXPECT_TRUE(std::isnan(of(scenario::MeasureKind::kTimeOfControl, Side::kFirst)));
  takes(minutes(80), Side::kFirst, 0, 400);
  takes(minutes(90), Side::kFirst, 400, 600);
  EXPECT_DOUBLE_EQ(of(scenario::MeasureKind::kTimeOfControl, Side::kFirst), 15.5);
}

TEST_F(MeasureTest, capture_after_midnight_is_later_than_before) {
  to_ = hours(12);
  takes(hours(10) + minutes(30), Side::kFirst, 0, 600);
  EXPECT_DOUBLE_EQ(of(scenario::MeasureKind::kTimeOfControl, Side::kFirst), 24.5);
}

TEST_F(MeasureTest, capture_waits_for_the_share_that_the_measure_asks_for) {
  takes(minutes(90), Side::kFirst, 0, 600);
  fraction_ = 0.9;
  EXPECT_TRUE(std::isnan(of(scenario::MeasureKind::kTimeOfControl, Side::kFirst)));
  takes(minutes(120), Side::kFirst, 600, 900);
  EXPECT_DOUBLE_EQ(of(scenario::MeasureKind::kTimeOfControl, Side::kFirst), 16);
}

TEST_F(MeasureTest, overrun_counts_from_the_first_shot_in_the_window) {
  add(minutes(5), state::EventKind::k_shots, Side::kFirst, jp_, 10);
  add(minutes(40), state::EventKind::k_shots, Side::kSecond, su_, 10);
  takes(minutes(65), Side::kFirst, 0, 700);
  EXPECT_DOUBLE_EQ(of(scenario::MeasureKind::kMinutesToOverrun, Side::kFirst), 25);
}

TEST_F(MeasureTest, overrun_waits_for_the_last_of_the_named_defenders) {
  add(minutes(40), state::EventKind::k_shots, Side::kSecond, su_, 10);
  takes(minutes(65), Side::kFirst, 0, 700);
  units_ = {su_unit_};
  EXPECT_TRUE(std::isnan(of(scenario::MeasureKind::kMinutesToOverrun, Side::kFirst)));
  add(minutes(75), state::EventKind::k_destroyed, Side::kSecond, su_);
  EXPECT_DOUBLE_EQ(of(scenario::MeasureKind::kMinutesToOverrun, Side::kFirst), 35);
}

TEST_F(MeasureTest, defenders_who_give_way_hold_out_no_longer) {
  add(minutes(40), state::EventKind::k_shots, Side::kSecond, su_, 10);
  takes(minutes(65), Side::kFirst, 0, 700);
  add(minutes(70), state::EventKind::k_broke, Side::kSecond, su_);
  log_.back().unit = su_unit_;
  units_ = {su_unit_};
  EXPECT_DOUBLE_EQ(of(scenario::MeasureKind::kMinutesToOverrun, Side::kFirst), 30);
}

TEST_F(MeasureTest, rounds_are_told_from_shells_and_those_of_tanks_are_no_shells) {
  using scenario::MeasureKind;
  add(minutes(5), state::EventKind::k_shots, Side::kSecond, su_, 100);
  add(minutes(20), state::EventKind::k_shots, Side::kSecond, su_, 30);
  add(minutes(21), state::EventKind::k_shells_fired, Side::kSecond, su_, 4);
  add(minutes(22), state::EventKind::k_shells_fired, Side::kSecond, tank_, 7);
  EXPECT_EQ(of(MeasureKind::kRoundsFired, Side::kSecond), 41);
  EXPECT_EQ(of(MeasureKind::kShellsFired, Side::kSecond), 4);
  EXPECT_EQ(of(MeasureKind::kRoundsFired, Side::kFirst), 0);
}

TEST_F(MeasureTest, strength_is_what_the_losses_until_the_end_of_the_window_leave) {
  add(minutes(5), state::EventKind::k_casualties, Side::kSecond, su_, 1, 1);
  add(minutes(20), state::EventKind::k_casualties, Side::kSecond, su_, 0, 1, 1, 1);
  add(hours(11), state::EventKind::k_casualties, Side::kSecond, su_, 1);
  units_ = {su_unit_};
  EXPECT_EQ(of(scenario::MeasureKind::kStrength, Side::kSecond), 8 - 5);
}

TEST_F(MeasureTest, control_is_what_the_last_change_in_the_window_left) {
  using scenario::MeasureKind;
  takes(minutes(30), Side::kFirst, 0, 400);
  takes(minutes(40), Side::kSecond, 0, 600);
  log_.back().c = 100;
  takes(hours(11), Side::kFirst, 100, 900);
  EXPECT_DOUBLE_EQ(of(MeasureKind::kControlShare, Side::kFirst), 0.1);
  EXPECT_DOUBLE_EQ(of(MeasureKind::kControlShare, Side::kSecond), 0.6);
}

TEST_F(MeasureTest, control_without_a_change_in_the_window_is_what_the_next_change_found) {
  using scenario::MeasureKind;
  EXPECT_DOUBLE_EQ(of(MeasureKind::kControlShare, Side::kFirst),
                   state::control_share(state_, hill_, Side::kFirst));
  takes(hours(11), Side::kFirst, 250, 900);
  log_.back().d = 750;
  takes(hours(12), Side::kFirst, 900, 1000);
  EXPECT_DOUBLE_EQ(of(MeasureKind::kControlShare, Side::kFirst), 0.25);
  EXPECT_DOUBLE_EQ(of(MeasureKind::kControlShare, Side::kSecond), 0.75);
}

TEST_F(MeasureTest, a_salient_reaches_as_far_as_all_but_a_share_of_the_men_beyond_the_line) {
  // The line runs north and south, 100 m east of the middle; the own side is in the west.
  const auto at_m = [](double east_m) {
    return terrain::Point{support::kCentre.x_m + east_m, support::kCentre.y_m};
  };
  const UnitId front = support::add_unit(scenario_, Side::kFirst, "jp/front");
  const ElementId near = support::add_squad(scenario_, front, "sq1", 18, at_m(250));
  const ElementId far = support::add_squad(scenario_, front, "sq2", 2, at_m(400));
  support::finish(scenario_);
  state_ = state::start(scenario_, Rng(1, 0), {});
  line_ = {at_m(100), {at_m(100).x_m, at_m(100).y_m + 500}};
  using scenario::MeasureKind;
  fraction_ = 0.05;
  EXPECT_NEAR(of(MeasureKind::kSalient, Side::kFirst), 300, 1e-6);
  fraction_ = 0.2;
  EXPECT_NEAR(of(MeasureKind::kSalient, Side::kFirst), 150, 1e-6);
  units_ = {su_unit_};
  EXPECT_EQ(of(MeasureKind::kSalient, Side::kFirst), 0);
  units_ = {};
  state_.roll[near.index()].men = 0;
  EXPECT_NEAR(of(MeasureKind::kSalient, Side::kFirst), 300, 1e-6);
  // Who runs holds no ground.
  state_.morale[scenario_.element(far).unit.index()] = state::Morale::kRouted;
  EXPECT_EQ(of(MeasureKind::kSalient, Side::kFirst), 0);
}

TEST_F(MeasureTest, a_tank_is_lost_once_and_only_to_the_enemy) {
  using scenario::MeasureKind;
  add(minutes(20), state::EventKind::k_tank_immobile, Side::kSecond, tank_);
  EXPECT_EQ(of(MeasureKind::kTanksLost, Side::kSecond), 0);  // nobody hit it
  log_.back().object = jp_;
  add(minutes(25), state::EventKind::k_tank_burnt, Side::kSecond, tank_);
  log_.back().object = jp_;
  EXPECT_EQ(of(MeasureKind::kTanksLost, Side::kSecond), 1);
  EXPECT_EQ(of(MeasureKind::kTanksLost, Side::kFirst), 0);
}

TEST_F(MeasureTest, what_no_mechanism_produces_never_happens) {
  add(minutes(20), state::EventKind::k_casualties, Side::kFirst, jp_, 5);
  EXPECT_TRUE(std::isnan(of(scenario::MeasureKind::kNotSimulated, Side::kFirst)));
}

TEST_F(MeasureTest, units_narrow_the_count) {
  add(minutes(20), state::EventKind::k_casualties, Side::kSecond, su_, 2);
  units_ = {su_unit_};
  EXPECT_EQ(of(scenario::MeasureKind::kKilled, Side::kSecond), 2);
  units_ = {UnitId{0}};
  EXPECT_EQ(of(scenario::MeasureKind::kKilled, Side::kSecond), 0);
}

}  // namespace
}  // namespace khasan::sim
