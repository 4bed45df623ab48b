// Goal: a player's orders are inputs of a run like seed and files. Method: a battalion against a
// platoon; orders given while it goes on, and the same orders known from the start, are compared to
// the bit; the chain of command takes its time; a recall counts until the order is sent.
#include <gtest/gtest.h>

#include <algorithm>

#include "command/expectation.h"
#include "scenario/player_order.h"
#include "sim/play.h"
#include "state/apply.h"
#include "state/fits.h"
#include "support/small_battle.h"

namespace khasan::sim {
namespace {

using scenario::PlayerOrder;
using scenario::Spot;
using scenario::Task;
using state::EventKind;
using state::OrderPhase;
using support::kCentre;

terrain::Point from_centre(double east_m, double north_m) {
  return {kCentre.x_m + east_m, kCentre.y_m + north_m};
}

// A regiment with a battalion of one company in the west, which a plan sends forward in the
// evening; a platoon on a hill.
struct Game {
  scenario::Scenario scenario = support::empty_battle();
  UnitId regiment, battalion, company;
  PlaceId hill, ridge;
  OrderId planned;

  Game() {
    using forces::Echelon;
    regiment = support::add_unit(scenario, Side::kFirst, "jp/rgt", {}, Echelon::kRegiment);
    battalion =
        support::add_unit(scenario, Side::kFirst, "jp/rgt/bn", regiment, Echelon::kBattalion);
    company =
        support::add_unit(scenario, Side::kFirst, "jp/rgt/bn/co", battalion, Echelon::kCompany);
    for (int i = 0; i < 3; ++i) {
      const std::string path = "jp/rgt/bn/co/pl" + std::to_string(i + 1);
      const UnitId platoon = support::add_unit(scenario, Side::kFirst, path, company);
      for (int j = 0; j < 3; ++j) {
        support::add_squad(scenario, platoon, "sq" + std::to_string(j + 1), 12,
                           from_centre(-900 + 40.0 * j, 100.0 * i));
      }
    }
    const UnitId enemy = support::add_unit(scenario, Side::kSecond, "su/pl");
    support::add_squad(scenario, enemy, "sq1", 10, from_centre(0, 20));
    hill = support::add_place(scenario, "hill", kCentre, 60);
    ridge = support::add_place(scenario, "ridge", from_centre(-300, 700), 60);
    scenario::Order plan;
    plan.id = "evening";
    plan.unit = company;
    plan.task = Task::kMove;
    plan.objective = ridge;
    plan.not_before = scenario.start + hours(3);
    scenario.orders.push_back(plan);
    planned = OrderId{std::size_t{0}};
    scenario.end = scenario.start + hours(5);
    support::finish(scenario);
  }

  PlayerOrder attack() const {
    PlayerOrder order;
    order.unit = company;
    order.seat = regiment;
    order.task = Task::kAttack;
    order.objective = Spot{hill, {}};
    return order;
  }
  PlayerOrder move_to(terrain::Point point) const {
    PlayerOrder order = attack();
    order.task = Task::kMove;
    order.objective = Spot{PlaceId{}, point};
    order.via = {Spot{ridge, {}}};
    return order;
  }
};

void play_until(Play& play, Time end) {
  while (!play.is_over() && play.state().now < end) play.step();
}

Time begins(Play& play, OrderId order) {
  while (!play.is_over()) {
    play.step();
    if (play.state().orders.size() > order.index() &&
        play.state().orders[order.index()].phase >= OrderPhase::kBegun) {
      return play.state().now;
    }
  }
  return kNever;
}

// As a player does it: order by order, the scenario growing.
struct Live {
  Game game;
  std::vector<TimedWord> words;
  Live() {
    Play play(game.scenario, {});
    play_until(play, game.scenario.start + minutes(20));
    give(play, game.attack());
    play_until(play, game.scenario.start + minutes(90));
    give(play, game.move_to(from_centre(-700, -300)));
    play_until(play, game.scenario.start + minutes(91));
    words.push_back({play.state().now, OrderId{std::size_t{2}}, true});
    play.say(OrderId{std::size_t{2}}, true);
    play_until(play, game.scenario.start + minutes(100));
    give(play, game.move_to(from_centre(-800, -200)));
    while (!play.is_over()) {
      play.step();
      if (!state::fits(game.scenario, play.state())) ADD_FAILURE() << "a state that does not fit";
    }
    hash = state::hash(play.state());
  }
  void give(Play& play, const PlayerOrder& order) {
    ASSERT_TRUE(faults_of(game.scenario, Side::kFirst, order).empty());
    const OrderId id = add_order(game.scenario, order, play.state().now);
    words.push_back({play.state().now, id, false});
    play.say(id, false);
  }
  uint64_t hash = 0;
};

TEST(Played, orders_known_from_the_start_play_as_orders_given_on_the_way) {
  const Live live;
  RunPlan plan;
  plan.words = live.words;
  Play again(live.game.scenario, plan);
  EXPECT_EQ(again.state().orders.size(), 1u);
  std::vector<SavedPlay> saved;
  int ordered = 0, recalled = 0;
  while (!again.is_over()) {
    again.step();
    for (const state::Event& event : again.events()) {
      ordered += event.kind == EventKind::k_ordered;
      recalled += event.kind == EventKind::k_recalled;
    }
    if (again.steps() % 60 == 0) saved.push_back(again.save());
  }
  EXPECT_EQ(ordered, 3);
  EXPECT_EQ(recalled, 1);
  EXPECT_EQ(state::hash(again.state()), live.hash);
  // From any step on as well.
  ASSERT_GT(saved.size(), 2u);
  for (const SavedPlay& one : saved) {
    Play rest(live.game.scenario, plan, one);
    while (!rest.is_over()) rest.step();
    EXPECT_EQ(state::hash(rest.state()), live.hash) << "from step " << one.steps;
  }
  const Game plain;
  Play silent(plain.scenario, {});
  while (!silent.is_over()) silent.step();
  EXPECT_NE(state::hash(silent.state()), live.hash) << "orders change nothing";
}

TEST(Played, a_player_who_says_nothing_gets_the_plan) {
  Game plain;
  Play silent(plain.scenario, {});
  Game asked;
  // An order that is recalled at once leaves the plan in force.
  Play play(asked.scenario, {});
  const OrderId order = add_order(asked.scenario, asked.attack(), play.state().now);
  play.say(order, false);
  play.say(order, true);
  const Time planned = begins(play, asked.planned);
  EXPECT_LT(planned, asked.scenario.end);
  EXPECT_TRUE(state::was_recalled(play.state(), order));
  EXPECT_LT(begins(silent, plain.planned), plain.scenario.end);
}

TEST(Played, an_order_takes_its_unit_out_of_the_plan) {
  Game game;
  Play play(game.scenario, {});
  const OrderId order = add_order(game.scenario, game.attack(), play.state().now);
  play.say(order, false);
  const Time begun = begins(play, order);
  // The regiment and the company each need their time for it.
  EXPECT_GT(begun, game.scenario.start + minutes(10));
  EXPECT_LT(begun, game.scenario.end);
  EXPECT_EQ(begins(play, game.planned), kNever);
}

TEST(Played, what_has_been_sent_is_not_recalled) {
  Game game;
  Play play(game.scenario, {});
  const OrderId order = add_order(game.scenario, game.attack(), play.state().now);
  play.say(order, false);
  while (play.state().orders.size() < 2 ||
         play.state().orders[order.index()].phase < OrderPhase::kIssued) {
    play.step();
  }
  play.say(order, true);
  EXPECT_LT(begins(play, order), kNever);
}

TEST(Played, a_later_order_to_the_battalion_takes_the_company_over) {
  Game game;
  Play play(game.scenario, {});
  PlayerOrder first = game.move_to(from_centre(-1500, 0));
  first.via.clear();
  const OrderId to_company = add_order(game.scenario, first, play.state().now);
  play.say(to_company, false);
  ASSERT_LT(begins(play, to_company), kNever);
  PlayerOrder all = game.attack();
  all.unit = game.battalion;
  const OrderId to_battalion = add_order(game.scenario, all, play.state().now);
  play.say(to_battalion, false);
  const Time begun = begins(play, to_battalion);
  ASSERT_LT(begun, kNever);
  play_until(play, begun + hours(1));
  EXPECT_EQ(play.state().task[game.company.index()].order, to_battalion);
}

TEST(Played, expectation_has_the_law_of_the_chain) {
  Game game;
  for (const scenario::Param p :
       {scenario::Param::command_misinterpretation, scenario::Param::command_message_loss}) {
    game.scenario.parameters[static_cast<std::size_t>(p)].best = 0;
  }
  const Play first(game.scenario, {});
  const PlayerOrder asked = game.attack();
  const auto arrivals = command::expect_order(game.scenario, first.state(), asked);
  ASSERT_EQ(arrivals.size(), 4u);  // regiment, battalion, company, platoon
  for (std::size_t i = 1; i < arrivals.size(); ++i) {
    EXPECT_LT(arrivals[i - 1].best, arrivals[i].best);
    EXPECT_LT(arrivals[i].low, arrivals[i].best);
    EXPECT_LT(arrivals[i].best, arrivals[i].high);
  }
  const OrderId order = add_order(game.scenario, asked, game.scenario.start);
  int below_low = 0, below_best = 0, above_high = 0;
  constexpr int kRuns = 200;
  for (int r = 0; r < kRuns; ++r) {
    RunPlan plan;
    plan.replication = static_cast<uint64_t>(r);
    plan.words = {{game.scenario.start, order, false}};
    Play play(game.scenario, plan);
    const Time begun = begins(play, order);
    below_low += begun < arrivals[2].low;
    below_best += begun < arrivals[2].best;
    above_high += begun > arrivals[2].high;
  }
  // 20 of 200 are expected beyond either end, 100 before the middle: within four deviations.
  EXPECT_NEAR(below_low, 20, 17);
  EXPECT_NEAR(above_high, 20, 17);
  EXPECT_NEAR(below_best, 100, 28);
}

}  // namespace
}  // namespace khasan::sim
