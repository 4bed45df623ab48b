// Goal: bombs are aimed away from own men as far as the side knows them, kept where signals show
// them, and fall on them where neither is so; nothing falls beyond a forbidden line. Method: one
// flight over a hill, own and enemy squads put there by hand.
#include "combat/bomb_line.h"

#include <gtest/gtest.h>

#include "combat/air.h"
#include "combat/casualties.h"
#include "state/apply.h"
#include "support/frontier.h"

namespace khasan::combat {
namespace {

using scenario::Param;
using state::Effects;
using state::State;
using support::from_centre;
using support::kCentre;
using terrain::Point;

constexpr AircraftId kBomber{0}, kFighter{1};

// A hill of 200 m in the middle, an enemy on it and one 600 m to the west; own men, of the side
// that flies, far in the east.
struct Hill : support::Frontier {
  UnitId enemies = support::add_unit(s, Side::kSecond, "jp/p1");
  ElementId enemy = support::add_squad(s, enemies, "sq1", 10, kCentre);
  UnitId others = support::add_unit(s, Side::kSecond, "jp/p2");
  ElementId far_enemy = support::add_squad(s, others, "sq1", 10, from_centre(-600, 0));
  UnitId own = support::add_unit(s, Side::kFirst, "su/p1");
  ElementId man = support::add_squad(s, own, "sq1", 10, from_centre(1800, 0));
  UnitId squadron = support::add_unit(s, Side::kFirst, "su/air");
  ElementId flight;
  State state;
  state::EventLog log;

  explicit Hill(AircraftId type) : Frontier(-300, 0, 200) {
    flight = support::add_flight(s, squadron, "f1", type, 3, 2);
  }
  void set(Param p, double value) {
    s.parameters[static_cast<std::size_t>(p)] = {value, value, value, {}, {}};
  }
  void begin() {
    support::finish(s);
    state = state::start(s, Rng(1, 0), {});
    report();
  }
  void put(ElementId e, Point at) { state.at[e.index()] = at; }
  // A minute of reports.
  void report() {
    Effects effects;
    report_places(s, state, effects);
    state::apply(s, effects, state, nullptr);
    state.now += minutes(1);
  }
  // Whether each of many flights could be sent, and how near to own men the nearest one aims.
  double nearest_aim_m(double safety_m) const {
    double nearest_m = 1e9;
    for (double u = 0.005; u < 1; u += 0.01) {
      const auto aim = plan_aim(s, state, flight, beyond, safety_m, u);
      if (!aim) return -1;
      nearest_m = std::min(nearest_m, terrain::distance_m(*aim, state.at[man.index()]));
    }
    return nearest_m;
  }
  // One strike on the hill, from the order to the way home.
  void strike() {
    state::UnitTask& task = state.task[squadron.index()];
    task = {};
    task.task = scenario::Task::kAirStrike;
    task.objective = beyond;
    task.since = state.now;
    task.begun = true;
    Effects effects;
    state::Tick tick = support::tick_of_all(s, state, minutes(1));
    for (bool first = true; first || !state.queue.empty(); first = false) {
      state::advance(state, first ? state.now + minutes(1) : state.queue.front().at, tick.popped);
      tick.minute = first;
      fly(s, state, Rng(1, 0), tick, effects);
      split_casualties(s, state, Rng(1, 0), tick, effects);
      state::apply(s, effects, state, &log);
    }
    EXPECT_EQ(state::invariants(s, state), std::vector<std::string>{});
  }
  int count(state::EventKind kind) const {
    int n = 0;
    for (const state::Event& event : log) n += event.kind == kind;
    return n;
  }
  int lost(ElementId e) const { return 10 - state.roll[e.index()].men; }
};

TEST(BombLine, distance_grows_with_the_error_and_the_stick) {
  Hill hill(kBomber);
  hill.begin();
  const auto at_m = [&](double altitude_m) {
    return bomb_safety_m(hill.state.params, hill.s.aircraft[0], altitude_m);
  };
  // 200 m, half of a stick of 300 m, twice 108 m from 2000 m.
  EXPECT_NEAR(at_m(2000), 200 + 150 + 2 * 108, 0.5);
  EXPECT_LT(at_m(300), at_m(1000));
}

TEST(BombLine, bombs_are_aimed_at_the_part_of_the_place_where_no_own_men_are_reported) {
  Hill hill(kBomber);
  hill.begin();
  EXPECT_GT(hill.nearest_aim_m(250), 1000);
  hill.put(hill.man, from_centre(200, 0));
  for (int i = 0; i < 40; ++i) hill.report();
  EXPECT_GT(hill.nearest_aim_m(250), 249);
  EXPECT_LT(hill.nearest_aim_m(250), 300);
}

TEST(BombLine, another_enemy_is_attacked_where_own_men_are_on_the_place) {
  Hill hill(kBomber);
  hill.begin();
  hill.put(hill.man, kCentre);
  for (int i = 0; i < 40; ++i) hill.report();
  EXPECT_EQ(hill.nearest_aim_m(400), -1);
  hill.state.tracks[0][hill.far_enemy.index()] = {state::Knowledge::kLocated, from_centre(-600, 0),
                                                  5, Time{}, Time{}};
  EXPECT_NEAR(hill.nearest_aim_m(400), 600, 1);
  EXPECT_EQ(hill.nearest_aim_m(700), -1);
}

TEST(BombLine, belief_lags_behind_the_men) {
  Hill hill(kBomber);
  hill.begin();
  hill.put(hill.man, kCentre);
  int minutes_late = 0;
  for (; hill.nearest_aim_m(400) >= 0 && minutes_late < 100; ++minutes_late) hill.report();
  EXPECT_GT(minutes_late, 0);
  EXPECT_LE(minutes_late, hill.state.params.count(Param::air_report_min));
}

TEST(BombLine, without_a_safe_target_bombers_stay_at_home) {
  Hill hill(kBomber);
  hill.begin();
  hill.put(hill.man, kCentre);
  for (int i = 0; i < 40; ++i) hill.report();
  hill.strike();
  EXPECT_EQ(hill.count(state::EventKind::k_flight_took_off), 0);
}

TEST(BombLine, who_sees_own_men_brings_all_his_bombs_home) {
  for (const double sees : {1.0, 0.0}) {
    Hill hill(kBomber);
    hill.set(Param::air_panels_seen, sees);
    hill.begin();
    const auto had = hill.state.rounds[hill.flight.index()];
    // Too late for a report: the staff still believes them in the east.
    hill.put(hill.man, from_centre(100, 0));
    hill.strike();
    EXPECT_EQ(hill.count(state::EventKind::k_flight_took_off), 1);
    EXPECT_EQ(hill.count(state::EventKind::k_bombs_kept), sees);
    EXPECT_EQ(hill.count(state::EventKind::k_bombs_released), 1 - sees);
    EXPECT_EQ(hill.state.rounds[hill.flight.index()] == had, sees == 1);
    EXPECT_EQ(hill.state.flight[hill.flight.index()].turned_back, sees == 1);
    EXPECT_TRUE(sees == 0 || hill.lost(hill.man) == 0);
  }
}

TEST(BombLine, enemies_among_own_men_are_not_strafed_by_who_can_tell_them_apart) {
  int own = 0;
  for (const double sees : {1.0, 0.0}) {
    Hill hill(kFighter);
    hill.set(Param::air_panels_seen, sees);
    hill.set(Param::air_strafing_casualties, 50);
    hill.begin();
    hill.put(hill.man, from_centre(60, 0));
    hill.strike();
    const int rounds = hill.state.fired[hill.flight.index()][0];
    EXPECT_EQ(rounds > 0, sees == 0);
    own += hill.lost(hill.man);
    hill.put(hill.man, from_centre(1800, 0));
    hill.strike();
    EXPECT_GT(hill.state.fired[hill.flight.index()][0], rounds);
  }
  EXPECT_GT(own, 0);
}

TEST(BombLine, nothing_falls_beyond_a_forbidden_line) {
  Hill hill(kBomber);
  hill.line_m = 600;  // the hill lies beyond it
  hill.add(scenario::RuleKind::kNoCrossing);
  hill.begin();
  hill.strike();
  EXPECT_EQ(hill.count(state::EventKind::k_flight_took_off), 0);
  EXPECT_EQ(hill.count(state::EventKind::k_held_by_rule), 1);
}

}  // namespace
}  // namespace khasan::combat
