// Goal: commanders decide again only when the plan is silent, from what they believe, and by the
// law of docs/methods/decisions.md. Method: one battalion on level ground, orders put into the
// phase in question by hand.
#include "command/decisions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "play.h"

namespace khasan::command {
namespace {

using scenario::Param;
using scenario::Task;
using state::Choice;
using state::OrderPhase;
using support::kCentre;

// A Soviet battalion of two companies of 40 men west of a hill; a Japanese squad on it.
struct Battalion {
  scenario::Scenario scenario = support::empty_battle();
  UnitId battalion, enemy;
  std::array<UnitId, 2> companies;
  ElementId enemy_squad;
  PlaceId hill;
  OrderId order{0};

  explicit Battalion(Task task) {
    battalion =
        support::add_unit(scenario, Side::kSecond, "su/bn", {}, forces::Echelon::kBattalion);
    for (int i = 0; i < 2; ++i) {
      companies[static_cast<std::size_t>(i)] =
          support::add_unit(scenario, Side::kSecond, "su/bn/co" + std::to_string(i + 1), battalion,
                            forces::Echelon::kCompany);
      for (int j = 0; j < 4; ++j) {
        support::add_squad(scenario, companies[static_cast<std::size_t>(i)],
                           "sq" + std::to_string(j + 1), 10,
                           {kCentre.x_m - 500 - 200.0 * i, kCentre.y_m + 30.0 * j});
      }
    }
    enemy = support::add_unit(scenario, Side::kFirst, "jp/pl");
    enemy_squad = support::add_squad(scenario, enemy, "sq1", 10, kCentre);
    hill = support::add_place(scenario, "hill", kCentre, 60);
    scenario::Order o;
    o.id = "task";
    o.unit = battalion;
    o.task = task;
    o.objective = hill;
    o.pre_planned = true;
    scenario.orders.push_back(o);
    support::finish(scenario);
  }
};

struct Scene : Play {
  const Battalion& b;
  explicit Scene(const Battalion& battalion) : Play(battalion.scenario), b(battalion) {
    state.now = minutes(60);
    state.orders[0].begun = minutes(10);
    state.orders[0].ended = minutes(50);
    state.orders[0].phase = OrderPhase::kFailed;
    for (auto& owner : state.owner[b.hill.index()]) owner = 0;
  }
  // The Soviets believe in so many parties on the hill.
  void believe(int parties) {
    for (int i = 0; i < parties; ++i) {
      auto& track = state.tracks[index_of(Side::kSecond)][static_cast<std::size_t>(i)];
      track = {state::Knowledge::kRecognised, kCentre, 20, state.now, state.now};
    }
  }
  Choice after(Time span) {
    const Time end = state.now + span;
    while (state.now < end && state.orders[0].choice == Choice::kNone) step(seconds(60));
    return state.orders[0].choice;
  }
};

TEST(Decisions, the_law_gives_the_published_chances) {
  auto params = Play(Battalion(Task::kAttack).scenario).state.params;
  params[Param::decisions_prepared_factor] = 1;
  EXPECT_NEAR(chance_of_attack(params, 100, 100), 0.40, 0.01);
  EXPECT_NEAR(chance_of_attack(params, 300, 100), 0.54, 0.01);
  EXPECT_EQ(chance_of_attack(params, 0, 100), 0);
}

TEST(Decisions, what_a_commander_believes_of_his_strength_counts_like_men) {
  const auto params = Play(Battalion(Task::kAttack).scenario).state.params;
  EXPECT_DOUBLE_EQ(chance_of_attack(params, 200, 100),
                   chance_of_attack(params, 100, 100, std::log(2)));
  const Battalion b(Task::kAttack);
  const auto choice = [&](double log_ratio) {
    Scene scene(b);
    scene.believe(1);
    scene.state.footing = {{1, 0}, {1, log_ratio}};
    return scene.after(hours(6));
  };
  EXPECT_EQ(choice(0), Choice::kAgain);
  EXPECT_EQ(choice(-4), Choice::kStop);
}

TEST(Decisions, a_strong_commander_attacks_again_and_the_order_begins_once_more) {
  const Battalion b(Task::kAttack);
  Scene scene(b);
  scene.believe(1);
  EXPECT_EQ(scene.after(hours(6)), Choice::kAgain);
  scene.step(seconds(60));
  scene.step(seconds(60));
  EXPECT_EQ(scene.state.orders[0].phase, OrderPhase::kBegun);
  EXPECT_GT(scene.state.orders[0].begun, minutes(60));
}

TEST(Decisions, the_weak_stop_and_who_expects_help_waits) {
  Battalion b(Task::kAttack);
  {
    Scene scene(b);
    scene.believe(9);
    scene.state.params[Param::decisions_men_per_sighting] = 100;
    EXPECT_EQ(scene.after(hours(6)), Choice::kStop);
  }
  const ElementId late = b.scenario.unit(b.companies[1]).elements.front();
  b.scenario.elements[late.index()].arrives = hours(12);
  Scene scene(b);
  scene.believe(9);
  scene.state.params[Param::decisions_men_per_sighting] = 100;
  EXPECT_EQ(scene.after(hours(6)), Choice::kWait);
}

TEST(Decisions, a_lost_hill_is_won_back_by_who_has_men_left) {
  const Battalion b(Task::kDefend);
  Scene scene(b);
  scene.state.orders[0].phase = OrderPhase::kDone;
  scene.believe(1);
  EXPECT_EQ(scene.after(hours(6)), Choice::kCounterAttack);
  for (int i = 0; i < 30; ++i) scene.step(seconds(60));
  for (const UnitId company : b.companies) {
    EXPECT_EQ(scene.state.task[company.index()].task, Task::kAttack);
    EXPECT_EQ(scene.state.task[company.index()].objective, b.hill);
  }
}

TEST(Decisions, the_spent_do_not_attack_again) {
  const Battalion b(Task::kAttack);
  Scene scene(b);
  scene.believe(1);
  for (const UnitId company : b.companies) {
    for (const ElementId e : b.scenario.unit(company).elements) scene.state.roll[e.index()].men = 5;
  }
  EXPECT_EQ(scene.after(hours(6)), Choice::kStop);
}

TEST(Decisions, what_was_not_seen_is_not_reckoned_with) {
  const Battalion b(Task::kAttack);
  Scene scene(b);
  const Appraisal blind = appraise(b.scenario, scene.state, b.battalion, b.hill, 80);
  EXPECT_EQ(blind.enemy_men, 0);
  scene.believe(1);
  const Appraisal seen = appraise(b.scenario, scene.state, b.battalion, b.hill, 80);
  EXPECT_GT(seen.enemy_men, 0);
  EXPECT_LT(seen.p_success, blind.p_success);
  scene.state.now += hours(48);
  EXPECT_EQ(appraise(b.scenario, scene.state, b.battalion, b.hill, 80).enemy_men, 0);
}

TEST(Decisions, the_plan_comes_first) {
  Battalion b(Task::kAttack);
  scenario::Order next = b.scenario.orders[0];
  next.id = "next";
  next.not_before = hours(4);
  b.scenario.orders.push_back(next);
  Scene scene(b);
  scene.believe(1);
  EXPECT_EQ(scene.after(hours(2)), Choice::kNone);
}

}  // namespace
}  // namespace khasan::command
