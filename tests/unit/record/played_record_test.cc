// Goal: the record of a game is a record like any other, orders included. Method: orders are given
// while a short battle is played and recorded; from the battle's own files and the record alone it
// is played again, from its start and from a snapshot in the middle, and compared to the bit.
#include <gtest/gtest.h>

#include <filesystem>

#include "record/decisions.h"
#include "record/recorder.h"
#include "record/verify.h"
#include "scenario/player_order.h"
#include "support/random_battle.h"

namespace khasan::record {
namespace {

using scenario::PlayerOrder;
using scenario::Scenario;
using scenario::Spot;

constexpr Time kLength = minutes(40);

Scenario short_battle() {
  Scenario battle = support::random_battle(2);
  battle.end = battle.start + kLength;
  return battle;
}

// The attackers are sent round by a point of the ground, then, in a recalled order, back.
PlayerOrder order_of(const Scenario& battle, double east_m) {
  const scenario::Order& planned = battle.orders.front();
  PlayerOrder order;
  order.unit = planned.unit;
  order.seat = scenario::top_of(battle, planned.unit);
  order.task = scenario::Task::kAssault;
  order.objective = Spot{planned.objective, {}};
  const terrain::Point hill = battle.place(planned.objective).at;
  order.via = {Spot{PlaceId{}, {hill.x_m + east_m, hill.y_m + 150}}};
  order.stance = scenario::Stance::kBounds;
  order.fire = scenario::FirePolicy::kReturn;
  return order;
}

struct Recorded {
  std::string path;
  uint64_t hash = 0;
  int begun = 0;  // of its orders
};

Recorded play_and_record(const std::string& name) {
  Scenario battle = short_battle();
  Recorded out;
  out.path = (std::filesystem::temp_directory_path() / (std::to_string(getpid()) + name)).string();
  Header header;
  header.version = "test";
  header.snapshot_every = minutes(5);
  header.player = battle.side(battle.unit(battle.orders.front().unit).side).id;
  describe(battle, header);
  Result<Recorder> recorder = Recorder::create(out.path, header);
  EXPECT_TRUE(recorder);
  sim::Play play(battle, {});
  recorder.value().begin(play);
  recorder.value().see(battle, play.state(), {});
  const auto reach = [&](Time t) {
    while (!play.is_over() && play.state().now < battle.start + t) {
      play.step();
      recorder.value().see(battle, play.state(), play.events());
    }
  };
  const auto give = [&](double east_m) {
    const PlayerOrder order = order_of(battle, east_m);
    EXPECT_TRUE(scenario::faults_of(battle, battle.unit(order.unit).side, order).empty());
    const OrderId id = add_order(battle, order, play.state().now);
    play.say(id, false);
    return id;
  };
  reach(minutes(2));
  const OrderId first = give(200);
  reach(minutes(3));
  play.say(give(-300), true);
  reach(kLength);
  recorder.value().end(play);
  EXPECT_EQ(recorder.value().close(), Errors{});
  out.hash = state::hash(play.state());
  out.begun = play.state().orders[first.index()].phase >= state::OrderPhase::kBegun;
  return out;
}

TEST(PlayedRecord, verifies_from_its_own_events) {
  const Recorded game = play_and_record("verifies");
  EXPECT_EQ(game.begun, 1);
  Scenario battle = short_battle();
  RecordReader words = RecordReader::open(game.path).take();
  const Result<PlayerWords> said = recorded_words(words, battle);
  ASSERT_TRUE(said);
  EXPECT_EQ(said.value().words.size(), 3u);  // two orders and a recall
  EXPECT_EQ(player_order_of(battle, said.value().words[0].order).via,
            order_of(short_battle(), 200).via);
  sim::RunPlan plan;
  plan.words = said.value().words;
  sim::Play play(battle, plan);
  RecordReader reader = RecordReader::open(game.path).take();
  const Verdict verdict = verify(play, reader);
  EXPECT_FALSE(verdict.mismatch) << verdict.mismatch->what;
  EXPECT_TRUE(verdict.is_finished);
  std::filesystem::remove(game.path);
}

TEST(PlayedRecord, goes_on_from_a_snapshot_to_the_same_end) {
  const Recorded game = play_and_record("goes_on");
  Scenario battle = short_battle();
  RecordReader words = RecordReader::open(game.path).take();
  sim::RunPlan plan;
  plan.words = recorded_words(words, battle).take().words;
  for (const Time from : {minutes(1), minutes(11), minutes(30)}) {
    RecordReader reader = RecordReader::open(game.path).take();
    Result<sim::SavedPlay> saved = reader.seek_snapshot(battle.start + from, battle);
    ASSERT_TRUE(saved);
    sim::Play rest(battle, plan, saved.take());
    while (!rest.is_over()) rest.step();
    EXPECT_EQ(state::hash(rest.state()), game.hash);
  }
  std::filesystem::remove(game.path);
}

// A fork begins behind the events of orders given before: its header has them.
TEST(PlayedRecord, a_header_keeps_what_was_said_before_a_fork) {
  const Recorded game = play_and_record("header");
  Scenario battle = short_battle();
  RecordReader reader = RecordReader::open(game.path).take();
  Header header = reader.header();
  header.words = recorded_words(reader, battle).take().events;
  ASSERT_GE(header.words.size(), 3u);
  const Result<Header> again = header_from(to_json(header));
  ASSERT_TRUE(again);
  EXPECT_EQ(again.value(), header);
  std::filesystem::remove(game.path);
}

TEST(PlayedRecord, an_order_of_another_battle_is_refused) {
  const Recorded game = play_and_record("refused");
  Scenario other = short_battle();
  for (scenario::UnitDef& unit : other.units) unit.side = Side::kSecond;
  RecordReader reader = RecordReader::open(game.path).take();
  EXPECT_FALSE(recorded_words(reader, other));
  std::filesystem::remove(game.path);
}

}  // namespace
}  // namespace khasan::record
