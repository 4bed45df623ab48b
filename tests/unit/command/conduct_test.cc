// Goal: units do what their tasks mean: attackers arrive, close and then hold; the silent hold
// their fire; the beaten go away from the enemy and stop. Method: one platoon on level ground, men
// who walk straight to their goals.
#include <gtest/gtest.h>

#include "play.h"

namespace khasan::command {
namespace {

using scenario::FirePolicy;
using scenario::Stance;
using scenario::Task;
using state::Morale;
using state::OrderPhase;
using support::kCentre;

terrain::Point from_centre(double east_m, double north_m) {
  return {kCentre.x_m + east_m, kCentre.y_m + north_m};
}

// A Japanese platoon of four squads 600 m west of a hill with a Soviet squad on it.
struct Platoon {
  scenario::Scenario scenario = support::empty_battle();
  UnitId platoon, enemy;
  std::vector<ElementId> squads;
  ElementId enemy_squad;
  PlaceId hill, gully;

  explicit Platoon(Task task, Stance stance = Stance::kNormal) {
    platoon = support::add_unit(scenario, Side::kFirst, "jp/pl");
    for (int i = 0; i < 4; ++i) {
      squads.push_back(support::add_squad(scenario, platoon, "sq" + std::to_string(i + 1), 10,
                                          from_centre(-600, 30.0 * i - 45)));
    }
    enemy = support::add_unit(scenario, Side::kSecond, "su/pl");
    enemy_squad = support::add_squad(scenario, enemy, "sq1", 10, kCentre);
    hill = support::add_place(scenario, "hill", kCentre, 40);
    gully = support::add_place(scenario, "gully", from_centre(-400, 300));
    scenario::Order order;
    order.id = "task";
    order.unit = platoon;
    order.task = task;
    order.objective = hill;
    order.stance = stance;
    order.pre_planned = true;
    scenario.orders.push_back(order);
    support::finish(scenario);
  }
  scenario::Order& order() { return scenario.orders[0]; }
};

double distance_to(const Play& play, ElementId e, terrain::Point p) {
  return terrain::distance_m(play.state.at[e.index()], p);
}

TEST(conduct, attackers_arrive_close_and_hold) {
  Platoon p(Task::kAttack);
  Play play(p.scenario);
  while (play.state.now < minutes(30) && distance_to(play, p.squads[1], kCentre) > 60) {
    play.step(seconds(10));
    play.reveal(p.platoon, p.enemy_squad);
  }
  play.step(seconds(10));
  EXPECT_TRUE(play.state.intent[p.squads[1].index()].close);
  EXPECT_NE(play.state.orders[0].phase, OrderPhase::kDone) << "an enemy still stands there";
  play.state.roll[p.enemy_squad.index()].men = 0;
  EXPECT_LT(play.when(OrderId{0}, OrderPhase::kDone, hours(1), seconds(10)), hours(1));
  play.run_until(play.state.now + minutes(5));
  for (const ElementId e : p.squads) {
    EXPECT_LT(distance_to(play, e, kCentre), 80);
    EXPECT_FALSE(play.state.intent[e.index()].move);
    EXPECT_TRUE(play.state.intent[e.index()].dig);
  }
}

TEST(conduct, elements_do_not_stack) {
  Platoon p(Task::kAssault);
  Play play(p.scenario);
  play.run_until(minutes(30));
  for (std::size_t i = 0; i < p.squads.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_GT(terrain::distance_m(play.state.at[p.squads[i].index()],
                                    play.state.at[p.squads[j].index()]),
                20);
    }
  }
}

TEST(conduct, a_unit_passes_the_places_on_its_way) {
  Platoon p(Task::kMove);
  p.order().via = {p.gully};
  Play play(p.scenario);
  double nearest_m = 1e9;
  while (play.state.now < hours(1) && play.state.orders[0].phase < OrderPhase::kDone) {
    play.step(seconds(10));
    nearest_m = std::min(nearest_m, distance_to(play, p.squads[1], p.scenario.place(p.gully).at));
  }
  EXPECT_LT(nearest_m, 80);
  EXPECT_EQ(play.state.orders[0].phase, OrderPhase::kDone);
}

TEST(conduct, half_of_the_attackers_move_while_the_others_fire) {
  Platoon p(Task::kAttack);
  Play play(p.scenario);
  play.run_until(minutes(3));
  bool first_moved = false, second_moved = false;
  for (int i = 0; i < 12; ++i) {
    for (const ElementId e : p.squads) play.state.under_fire[e.index()] = play.state.now;
    play.step(seconds(10));
    const bool first = play.state.intent[p.squads[0].index()].move;
    const bool second = play.state.intent[p.squads[1].index()].move;
    EXPECT_NE(first, second);
    EXPECT_EQ(play.state.intent[p.squads[0].index()].stance, Stance::kBounds);
    first_moved = first_moved || first;
    second_moved = second_moved || second;
  }
  EXPECT_TRUE(first_moved && second_moved);
}

TEST(conduct, the_silent_hold_their_fire_until_discovered) {
  Platoon p(Task::kAssault, Stance::kSilent);
  Play play(p.scenario);
  play.run_until(minutes(3));
  play.reveal(p.platoon, p.enemy_squad);
  play.step(seconds(10));
  const state::Intent& intent = play.state.intent[p.squads[0].index()];
  EXPECT_EQ(intent.fire, FirePolicy::kHold);
  EXPECT_EQ(intent.stance, Stance::kSilent);
  EXPECT_TRUE(intent.move);
  play.state.under_fire[p.squads[2].index()] = play.state.now;
  play.step(seconds(10));
  EXPECT_EQ(intent.fire, FirePolicy::kFree);
  EXPECT_NE(intent.stance, Stance::kSilent);
}

TEST(conduct, stopped_attackers_lie_and_go_on_when_rallied) {
  Platoon p(Task::kAssault);
  Play play(p.scenario);
  play.run_until(minutes(3));
  play.state.morale[p.platoon.index()] = Morale::kToGround;
  play.step(seconds(10));
  EXPECT_FALSE(play.state.intent[p.squads[0].index()].move);
  EXPECT_TRUE(play.state.intent[p.squads[0].index()].dig);
  play.state.morale[p.platoon.index()] = Morale::kSteady;
  play.step(seconds(10));
  EXPECT_TRUE(play.state.intent[p.squads[0].index()].move);
}

TEST(conduct, the_beaten_go_away_from_the_enemy_and_stop) {
  for (const Morale morale : {Morale::kWithdrawing, Morale::kRouted}) {
    Platoon p(Task::kAssault);
    Play play(p.scenario);
    play.run_until(minutes(8));
    const double before_m = distance_to(play, p.squads[0], kCentre);
    ASSERT_LT(before_m, 350);
    play.state.morale[p.platoon.index()] = morale;
    double last_m = before_m;
    for (int i = 0; i < 120; ++i) {
      play.reveal(p.platoon, p.enemy_squad);
      play.step(seconds(10));
      const double now_m = distance_to(play, p.squads[0], kCentre);
      EXPECT_GE(now_m, last_m - 1e-6);
      last_m = now_m;
    }
    EXPECT_GT(last_m, 390);
    EXPECT_LT(last_m, 600);
    EXPECT_FALSE(play.state.intent[p.squads[0].index()].move);
  }
}

TEST(conduct, the_beaten_do_not_stop_under_fire) {
  Platoon p(Task::kAssault);
  Play play(p.scenario);
  const auto goes = [&](bool fire) {
    play.state.morale[p.platoon.index()] = Morale::kWithdrawing;
    play.reveal(p.platoon, p.enemy_squad);
    if (fire) play.state.under_fire[p.squads[0].index()] = play.state.now;
    play.step(seconds(10));
    return play.state.intent[p.squads[0].index()].move;
  };
  play.run_until(seconds(10));  // 600 m from the enemy
  EXPECT_FALSE(goes(false));
  EXPECT_TRUE(goes(true));
}

TEST(conduct, defenders_in_place_keep_their_places_and_dig) {
  Platoon p(Task::kDefend);
  scenario::Order order = p.order();
  order.id = "hold";
  order.unit = p.enemy;
  p.scenario.orders.push_back(order);
  Play play(p.scenario);
  play.run_until(minutes(10));
  EXPECT_EQ(play.state.at[p.enemy_squad.index()], kCentre);
  EXPECT_TRUE(play.state.intent[p.enemy_squad.index()].dig);
}

TEST(conduct, a_unit_without_a_task_stays) {
  Platoon p(Task::kAssault);
  Play play(p.scenario);
  play.run_until(minutes(10));
  EXPECT_EQ(play.state.at[p.enemy_squad.index()], kCentre);
}

TEST(conduct, nothing_new_is_proposed_when_nothing_changes) {
  Platoon p(Task::kDefend);
  Play play(p.scenario);
  play.run_until(hours(1));
  const state::Tick tick = support::tick_of_all(p.scenario, play.state, seconds(10));
  state::Effects effects;
  conduct_tasks(p.scenario, play.state, play.rng, tick, effects);
  EXPECT_TRUE(effects.intents.empty());
  EXPECT_TRUE(effects.tasks.empty());
}

TEST(conduct, scouts_look_and_go_home) {
  Platoon p(Task::kReconnoitre);
  Play play(p.scenario);
  double nearest_m = 1e9;
  for (int i = 0; i < 200; ++i) {
    play.step(seconds(10));
    nearest_m = std::min(nearest_m, distance_to(play, p.squads[1], kCentre));
  }
  EXPECT_LT(nearest_m, 200);
  EXPECT_GT(nearest_m, 90);
  EXPECT_GT(distance_to(play, p.squads[1], kCentre), 500);
}

}  // namespace
}  // namespace khasan::command
