// Goal: rules of engagement bind tasks: who may not cross stops at the line and goes on when the
// rule ends, tanks stay out of attacks, nobody follows beyond his objective; and what was held back
// is told once. Method: a platoon on level ground, men who walk straight to their goals.
#include "command/obedience.h"

#include <gtest/gtest.h>

#include "play.h"
#include "support/frontier.h"

namespace khasan::command {
namespace {

using scenario::RuleKind;
using scenario::Task;
using state::EventKind;
using state::HeldFrom;
using support::from_centre;
using support::kCentre;

// A platoon 600 m west of a hill that it is to take, a tank beside it, and an enemy on the hill. A
// line runs 200 m west of the hill.
struct Rules : support::Frontier {
  UnitId platoon = support::add_unit(s, Side::kFirst, "jp/pl");
  ElementId squad = support::add_squad(s, platoon, "sq1", 10, from_centre(-600, 0));
  ElementId second = support::add_squad(s, platoon, "sq2", 10, from_centre(-600, 30));
  UnitId tanks = support::add_unit(s, Side::kFirst, "jp/tk");
  ElementId tank = support::add_tank(s, tanks, "t1", from_centre(-600, 60));
  UnitId enemy = support::add_unit(s, Side::kSecond, "su/pl");
  ElementId foe = support::add_squad(s, enemy, "sq1", 10, kCentre);

  Rules() : Frontier(-200, 0, 40) {
    order(platoon, "attack");
    order(tanks, "tanks");
  }
  void order(UnitId unit, const std::string& id) {
    scenario::Order one;
    one.id = id;
    one.unit = unit;
    one.task = Task::kAttack;
    one.objective = beyond;
    one.pre_planned = true;
    s.orders.push_back(one);
  }
};

int count_held(const Play& play, HeldFrom what) {
  int n = 0;
  for (const state::Event& event : play.log) {
    n += event.kind == EventKind::k_held_by_rule && event.b == static_cast<int32_t>(what);
  }
  return n;
}

double east_m(const Play& play, ElementId e) { return play.state.at[e.index()].x_m - kCentre.x_m; }

TEST(Obedience, who_may_not_cross_halts_at_the_line_until_the_rule_ends) {
  Rules r;
  r.add(RuleKind::kNoCrossing).until = minutes(30);
  support::finish(r.s);
  Play play(r.s);
  play.run_until(minutes(29));
  for (const ElementId e : {r.squad, r.second}) {
    EXPECT_LT(east_m(play, e), -200);
    EXPECT_GT(east_m(play, e), -260) << "at the line, not far behind it";
    EXPECT_TRUE(play.state.intent[e.index()].dig);
    EXPECT_FALSE(play.state.intent[e.index()].close);
  }
  EXPECT_NE(play.state.orders[0].phase, state::OrderPhase::kDone);
  EXPECT_EQ(count_held(play, HeldFrom::kGoing), 2) << "once for each order";
  play.run_until(minutes(45));
  EXPECT_GT(east_m(play, r.squad), -60);
}

TEST(Obedience, whoever_is_beyond_when_the_rule_begins_stays) {
  Rules r;
  r.add(RuleKind::kNoCrossing).from = minutes(8);
  support::finish(r.s);
  Play play(r.s);
  play.run_until(minutes(8) - seconds(20));
  ASSERT_GT(east_m(play, r.squad), -200);
  play.run_until(minutes(9));
  const double then_m = east_m(play, r.squad);
  play.run_until(minutes(40));
  EXPECT_NEAR(east_m(play, r.squad), then_m, 30);
}

TEST(Obedience, the_routed_obey_no_rule) {
  Rules r;
  r.add(RuleKind::kNoCrossing);
  support::finish(r.s);
  Play play(r.s);
  state::Intent intent;
  intent.goal = from_centre(100, 0);
  intent.move = true;
  state::Effects effects;
  EXPECT_FALSE(obey(r.s, play.state, r.squad, intent, effects).goal == intent.goal);
  play.state.morale[r.platoon.index()] = state::Morale::kRouted;
  EXPECT_EQ(obey(r.s, play.state, r.squad, intent, effects), intent);
}

TEST(Obedience, tanks_stay_out_of_attacks_and_the_infantry_goes) {
  Rules r;
  r.add(RuleKind::kNoTanks);
  support::finish(r.s);
  Play play(r.s);
  play.run_until(minutes(10));
  EXPECT_NEAR(east_m(play, r.tank), -600, 1);
  EXPECT_GT(east_m(play, r.squad), -300);
  EXPECT_EQ(count_held(play, HeldFrom::kAttack), 1);
}

TEST(Obedience, tanks_may_march) {
  Rules r;
  r.add(RuleKind::kNoTanks);
  r.s.orders[1].task = Task::kMove;
  support::finish(r.s);
  Play play(r.s);
  play.run_until(minutes(30));
  EXPECT_GT(east_m(play, r.tank), -100);
  EXPECT_EQ(count_held(play, HeldFrom::kAttack), 0);
}

// The squad sees an enemy within a rush, far from its objective; whether it goes for him.
bool pursues(Rules& r) {
  r.s.elements[r.foe.index()].at = from_centre(-570, 0);
  support::finish(r.s);
  Play play(r.s);
  play.step(minutes(1));
  for (int i = 0; i < 15; ++i) {
    play.reveal(r.platoon, r.foe);
    play.step(seconds(20));
    if (play.state.intent[r.squad.index()].close) return true;
    play.state.at[r.squad.index()] = from_centre(-600, 0);
  }
  EXPECT_EQ(count_held(play, HeldFrom::kPursuit), 1);
  return false;
}

TEST(Obedience, no_pursuit_beyond_the_objective) {
  Rules free;
  EXPECT_TRUE(pursues(free));
  Rules bound;
  bound.add(RuleKind::kNoPursuit);
  EXPECT_FALSE(pursues(bound));
}

}  // namespace
}  // namespace khasan::command
