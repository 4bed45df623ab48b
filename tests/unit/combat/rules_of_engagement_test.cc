// Goal: no man walks and no shell is aimed beyond a line that the rules forbid, and silent guns
// answer only what fires at them. Method: a squad stepped by hand, a battery with a seen enemy.
#include <gtest/gtest.h>

#include "combat/indirect_fire.h"
#include "combat/movement.h"
#include "state/apply.h"
#include "state/restraint.h"
#include "support/frontier.h"

namespace khasan::combat {
namespace {

using scenario::RuleKind;
using scenario::Task;
using state::State;
using support::from_centre;
using support::kCentre;
using terrain::Point;

// A battery of two guns and a squad in the middle, an enemy 1500 m to the east; the line is 400 m
// east of the middle.
struct Field : support::Frontier {
  UnitId battery = support::add_unit(s, Side::kFirst, "jp/battery");
  ElementId gun = add_gun("g1", 0), second = add_gun("g2", 20);
  UnitId platoon = support::add_unit(s, Side::kFirst, "jp/p1");
  ElementId squad = support::add_squad(s, platoon, "sq1", 10, kCentre);
  UnitId enemy = support::add_unit(s, Side::kSecond, "su/p1");
  ElementId foe = support::add_squad(s, enemy, "sq1", 10, from_centre(1500, 0));
  State state;
  state::EventLog log;

  Field() : Frontier(400, 1500) {}

  ElementId add_gun(const std::string& name, double north_m) {
    return support::add_element(s, battery, name, forces::ElementKind::kGun, 6, WeaponId{4}, 1, 60,
                                from_centre(-100, north_m));
  }
  void begin(Task task = Task::kNone) {
    support::finish(s);
    state = state::start(s, Rng(1, 0), {});
    state.task[battery.index()].task = task;
    state.task[battery.index()].objective = beyond;
    state.task[battery.index()].begun = true;
  }
  void see(UnitId unit) {
    const Point at = state.at[foe.index()];
    state.contacts[unit.index()][0] = {foe, state::Knowledge::kLocated, at, 5, state.now};
    state.tracks[0][foe.index()] = {state::Knowledge::kLocated, at, 5, state.now, state.now};
  }
  void step(Time dt, bool walk) {
    state.now += dt;
    const state::Tick tick = support::tick_of_all(s, state, dt);
    state::Effects effects;
    if (walk)
      move(s, state, Rng(1, 0), tick, effects);
    else
      fire_indirectly(s, state, Rng(1, 0), tick, effects);
    state::apply(s, effects, state, &log);
  }
  // Rounds fired within ten minutes at an enemy whom `unit` sees.
  int rounds_at(UnitId unit) {
    for (int i = 0; i < 60; ++i) {
      see(unit);
      step(seconds(10), false);
    }
    return state.fired[gun.index()][0] + state.fired[second.index()][0];
  }
  int held() const {
    int n = 0;
    for (const state::Event& event : log) n += event.kind == state::EventKind::k_held_by_rule;
    return n;
  }
};

TEST(RulesOfEngagement, a_march_ends_at_the_line_whatever_the_goal) {
  Field f;
  f.add(RuleKind::kNoCrossing);
  f.begin();
  f.state.intent[f.squad.index()].goal = from_centre(1500, 0);
  f.state.intent[f.squad.index()].move = true;
  for (int i = 0; i < 60; ++i) f.step(seconds(30), true);
  const double east_m = f.state.at[f.squad.index()].x_m - kCentre.x_m;
  EXPECT_LT(east_m, 400);
  EXPECT_GT(east_m, 350);
  EXPECT_EQ(f.held(), 1);
}

TEST(RulesOfEngagement, whoever_stands_beyond_may_come_back) {
  Field f;
  f.add(RuleKind::kNoCrossing);
  f.begin();
  f.state.at[f.squad.index()] = from_centre(700, 0);
  f.state.intent[f.squad.index()].goal = kCentre;
  f.state.intent[f.squad.index()].move = true;
  for (int i = 0; i < 60; ++i) f.step(seconds(30), true);
  EXPECT_LT(terrain::distance_m(f.state.at[f.squad.index()], kCentre), 1);
  EXPECT_EQ(f.held(), 0);
}

TEST(RulesOfEngagement, no_shell_is_aimed_beyond_the_line) {
  for (const Task task : {Task::kNone, Task::kBombard}) {
    Field free;
    free.begin(task);
    EXPECT_GT(free.rounds_at(free.battery), 0);
    Field bound;
    bound.add(RuleKind::kNoCrossing);
    bound.begin(task);
    EXPECT_EQ(bound.rounds_at(bound.battery), 0);
    EXPECT_EQ(bound.held(), 1) << "told once";
  }
}

TEST(RulesOfEngagement, before_the_line_guns_fire) {
  Field f;
  f.add(RuleKind::kNoCrossing).line = {from_centre(1700, -100), from_centre(1700, 100)};
  f.s.rules[0].place = support::add_place(f.s, "far", from_centre(1900, 0));
  f.begin();
  EXPECT_GT(f.rounds_at(f.battery), 0);
}

TEST(RulesOfEngagement, silent_guns_hold_missions_of_every_kind) {
  for (const Task task : {Task::kNone, Task::kBombard}) {
    Field f;
    f.add(RuleKind::kGunsSilent).units = {f.battery};
    f.begin(task);
    EXPECT_EQ(f.rounds_at(f.battery), 0);
    EXPECT_EQ(f.held(), 1);
  }
}

TEST(RulesOfEngagement, silent_guns_answer_fire_at_what_they_see) {
  Field f;
  f.add(RuleKind::kGunsSilent);
  f.begin();
  f.see(f.battery);
  f.state.under_fire[f.gun.index()] = f.state.now;
  f.step(seconds(10), false);
  EXPECT_GT(f.state.fired[f.gun.index()][0], 0);
  EXPECT_EQ(f.state.fired[f.second.index()][0], 0) << "nobody fires at the other";
}

TEST(RulesOfEngagement, guns_that_are_not_named_fire) {
  Field f;
  f.add(RuleKind::kGunsSilent).units = {f.platoon};
  f.begin();
  EXPECT_GT(f.rounds_at(f.battery), 0);
}

TEST(RulesOfEngagement, silence_ends_with_the_rule) {
  Field f;
  f.add(RuleKind::kGunsSilent).until = minutes(5);
  f.begin();
  EXPECT_GT(f.rounds_at(f.battery), 0);
}

}  // namespace
}  // namespace khasan::combat
