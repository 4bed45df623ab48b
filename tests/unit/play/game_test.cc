// Goal: a live game is the run that its words describe, and its player sees what his side can see.
// Method: a short random battle is led live, saved by its record, and gone on with; the battle is
// also looked at without touching it.
#include "play/game.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "record/decisions.h"
#include "record/recorder.h"
#include "support/random_battle.h"

namespace khasan::play {
namespace {

using scenario::PlayerOrder;
using scenario::Spot;

scenario::Scenario short_battle() {
  scenario::Scenario battle = support::random_battle(2);
  battle.end = battle.start + minutes(40);
  return battle;
}

Side side_of(const scenario::Scenario& battle) {
  return battle.unit(battle.orders.front().unit).side;
}

PlayerOrder attack(const scenario::Scenario& battle) {
  const scenario::Order& planned = battle.orders.front();
  PlayerOrder order;
  order.unit = planned.unit;
  order.seat = scenario::top_of(battle, planned.unit);
  order.task = scenario::Task::kAttack;
  const terrain::Point hill = battle.place(planned.objective).at;
  order.objective = Spot{planned.objective, {}};
  order.via = {Spot{PlaceId{}, {hill.x_m + 200, hill.y_m + 100}}};
  return order;
}

uint64_t end_of(Game& game) {
  game.advance(kNever);
  return state::hash(game.play().state());
}

record::Header header_of(const scenario::Scenario& battle) {
  record::Header header;
  header.version = "test";
  header.snapshot_every = minutes(5);
  header.player = battle.side(side_of(battle)).id;
  record::describe(battle, header);
  return header;
}

TEST(Game, looking_and_asking_change_nothing) {
  const scenario::Scenario battle = short_battle();
  Game plain(battle, {}, side_of(battle));
  Game asked(battle, {}, side_of(battle));
  for (int i = 1; i < 10; ++i) {
    asked.advance(battle.start + minutes(i));
    asked.look();
    const Preview preview = asked.preview(attack(battle));
    EXPECT_TRUE(preview.faults.empty());
    EXPECT_GT(preview.way_m, 0);
    EXPECT_GT(preview.march, Time{});
    EXPECT_FALSE(preview.arrivals.empty());
  }
  EXPECT_EQ(end_of(asked), end_of(plain));
}

TEST(Game, a_saved_game_goes_on_to_the_same_end) {
  const scenario::Scenario battle = short_battle();
  const auto path =
      (std::filesystem::temp_directory_path() / ("game_" + std::to_string(getpid()))).string();
  Game straight(battle, {}, side_of(battle));
  straight.advance(battle.start + minutes(2));
  ASSERT_TRUE(straight.give(attack(battle)));
  const Time saved_at = straight.advance(battle.start + minutes(9)).at;
  {
    auto recorder = record::Recorder::create(path, header_of(battle));
    ASSERT_TRUE(recorder);
    {
      Game saved(battle, {}, side_of(battle), &recorder.value());
      saved.advance(battle.start + minutes(2));
      ASSERT_TRUE(saved.give(attack(battle)));
      saved.advance(battle.start + minutes(9));
    }
    EXPECT_EQ(recorder.value().close(), Errors{});
  }
  scenario::Scenario again = battle;
  auto reader = record::RecordReader::open(path).take();
  sim::RunPlan plan;
  plan.words = record::recorded_words(reader, again).take().words;
  Game loaded(again, plan, side_of(battle));
  EXPECT_EQ(loaded.advance(saved_at).at, saved_at);
  // It goes on: one more order in both.
  ASSERT_TRUE(straight.give(attack(battle)));
  ASSERT_TRUE(loaded.give(attack(battle)));
  EXPECT_EQ(end_of(loaded), end_of(straight));
  std::filesystem::remove(path);
}

TEST(Game, stops_for_what_the_player_wants_to_know) {
  const scenario::Scenario battle = short_battle();
  Game game(battle, {}, side_of(battle));
  game.advance(battle.start + minutes(1));
  const OrderId order = game.give(attack(battle)).take();
  const Pause pause = game.advance(kNever, {.contact = false, .report = false, .order = true});
  ASSERT_TRUE(pause.why);
  EXPECT_EQ(pause.why->order, order);
  EXPECT_LT(pause.at, battle.end);
  EXPECT_FALSE(game.recall(order).empty()) << "it was sent long ago";
  const OrderId next = game.give(attack(battle)).take();
  EXPECT_TRUE(game.recall(next).empty());
}

TEST(Game, shows_the_own_side_and_of_the_enemy_what_is_believed) {
  const scenario::Scenario battle = short_battle();
  const Side side = side_of(battle);
  Game game(battle, {}, side);
  const View first = game.look();
  EXPECT_FALSE(first.own.empty());
  EXPECT_TRUE(first.enemy.empty()) << "nobody has reported anything yet";
  game.advance(battle.start + minutes(20));
  const View later = game.look();
  for (const OwnElement& one : later.own) EXPECT_EQ(battle.element(one.element).side, side);
  for (const BelievedEnemy& one : later.enemy) {
    EXPECT_NE(battle.element(one.element).side, side);
    EXPECT_EQ(one.track, game.play().state().tracks[index_of(side)][one.element.index()]);
  }
  for (const state::Event& event : later.events) EXPECT_TRUE(can_know(side, event));
  const View nothing = game.look();
  EXPECT_TRUE(nothing.own.empty() && nothing.enemy.empty() && nothing.events.empty());
}

TEST(Game, refuses_what_the_player_may_not_order) {
  const scenario::Scenario battle = short_battle();
  Game game(battle, {}, side_of(battle));
  PlayerOrder order = attack(battle);
  order.objective.reset();
  EXPECT_FALSE(game.give(order));
  EXPECT_FALSE(game.preview(order).faults.empty());
  Game other(battle, {}, khasan::enemy_of(side_of(battle)));
  EXPECT_FALSE(other.give(attack(battle)));
  EXPECT_FALSE(other.recall(OrderId{std::size_t{0}}).empty()) << "an order of the plan";
}

}  // namespace
}  // namespace khasan::play
