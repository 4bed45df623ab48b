// Goal: a commander takes what he has points for when nobody hinders him, holds what he has, and
// knows no more than his side. Method: a company and a hill, with a squad of the enemy on it or
// none; what he orders and how the contest ends.
#include "play/commander.h"

#include <gtest/gtest.h>

#include "play/contest.h"
#include "support/small_battle.h"

namespace khasan::play {
namespace {

using scenario::PlayerOrder;
using scenario::Task;

// Three platoons of the first side west of the hill, a squad of the second on it; all day.
struct Hill {
  scenario::Scenario battle = support::empty_battle();
  UnitId company, guards;
  PlaceId hill;

  explicit Hill(double from_m = 1500, double guards_m = 0) {
    company =
        support::add_unit(battle, Side::kFirst, "jp/co1", UnitId{}, forces::Echelon::kCompany);
    for (int i = 0; i < 3; ++i) {
      const UnitId platoon =
          support::add_unit(battle, Side::kFirst, "jp/co1/p" + std::to_string(i), company);
      for (int j = 0; j < 3; ++j) {
        const terrain::Point at{support::kCentre.x_m - from_m,
                                support::kCentre.y_m + 120.0 * i + 30.0 * j};
        support::add_squad(battle, platoon, "sq" + std::to_string(j), 12, at);
      }
    }
    guards = support::add_unit(battle, Side::kSecond, "su/guards");
    support::add_squad(battle, guards, "sq1", 8,
                       {support::kCentre.x_m + guards_m, support::kCentre.y_m});
    hill = support::add_place(battle, "hill_crest", support::kCentre, 60);
    for (const Side side : {Side::kFirst, Side::kSecond}) {
      scenario::VictoryCondition held;
      held.side = held.measure.side = side;
      held.points = 100;
      held.measure.kind = scenario::MeasureKind::kControlShare;
      held.measure.place = hill;
      battle.victory.push_back(held);
    }
    battle.end = battle.start + minutes(240);
    support::finish(battle);
  }
};

const PlayerOrder* order_of(const std::vector<PlayerOrder>& orders, Task task) {
  for (const PlayerOrder& order : orders) {
    if (order.task == task) return &order;
  }
  return nullptr;
}

TEST(Commander, attacks_by_day_whom_his_men_see_to_be_few) {
  Hill hill(450);
  Commander commander(hill.battle, Side::kFirst);
  const auto orders = commander.decide(state::start(hill.battle, Rng(1, 0), {}));
  const PlayerOrder* attack = order_of(orders, Task::kAttack);
  ASSERT_NE(attack, nullptr);
  EXPECT_EQ(attack->unit, hill.company);
  EXPECT_EQ(attack->objective->place, hill.hill);
  EXPECT_EQ(attack->stance, scenario::Stance::kBounds);
  for (const PlayerOrder& order : orders) {
    EXPECT_TRUE(scenario::faults_of(hill.battle, Side::kFirst, order).empty());
  }
}

TEST(Commander, a_cautious_one_wants_more_than_an_able_one) {
  Hill hill(450);
  // 108 men against 16 of the enemy believed there, then against 32.
  const auto orders_against = [&](std::size_t reports, const Doctrine& doctrine) {
    state::State state = state::start(hill.battle, Rng(1, 0), {});
    auto& tracks = state.tracks[index_of(Side::kFirst)];
    for (std::size_t i = 0; i < reports; ++i) {
      tracks[i].level = state::Knowledge::kLocated;
      tracks[i].at = support::kCentre;
    }
    Commander commander(hill.battle, Side::kFirst, doctrine);
    return order_of(commander.decide(state), Task::kAttack) != nullptr;
  };
  EXPECT_TRUE(orders_against(2, kAbleDoctrine));
  EXPECT_TRUE(orders_against(2, kCautiousDoctrine));
  EXPECT_TRUE(orders_against(4, kAbleDoctrine));
  EXPECT_FALSE(orders_against(4, kCautiousDoctrine));
}

// Before anybody saw the hill he takes it for held as he would hold it himself: too strong by day.
TEST(Commander, goes_by_night_against_what_nobody_has_seen) {
  Hill hill;
  hill.battle.end = hill.battle.start + minutes(1200);
  scenario::Light dark;
  dark.lux_clear = 0.001;
  hill.battle.light.resize(120, hill.battle.light.front());
  hill.battle.light.resize(300, dark);
  const Time dusk = hill.battle.start + Time{120 * scenario::kLightStep.ms};
  Commander commander(hill.battle, Side::kFirst);
  const auto orders = commander.decide(state::start(hill.battle, Rng(1, 0), {}));
  EXPECT_EQ(order_of(orders, Task::kAttack), nullptr);
  const PlayerOrder* assault = order_of(orders, Task::kAssault);
  ASSERT_NE(assault, nullptr);
  EXPECT_EQ(assault->stance, scenario::Stance::kSilent);
  // Each body starts so early that it is there at the hour, at 1.5 km/h over 1,500 m.
  EXPECT_GE(assault->not_before, dusk - minutes(65));
  EXPECT_LE(assault->not_before, dusk - minutes(45));
}

TEST(Commander, waits_when_reports_say_that_he_is_too_weak) {
  Hill hill;
  Commander commander(hill.battle, Side::kFirst);
  state::State state = state::start(hill.battle, Rng(1, 0), {});
  // Every element of the battle, and as many again, is believed on the hill.
  auto& tracks = state.tracks[index_of(Side::kFirst)];
  for (state::Track& track : tracks) {
    track.level = state::Knowledge::kLocated;
    track.at = support::kCentre;
  }
  tracks.insert(tracks.end(), tracks.size(), tracks.front());
  const auto orders = commander.decide(state);
  EXPECT_EQ(order_of(orders, Task::kAttack), nullptr);
  EXPECT_EQ(order_of(orders, Task::kAssault), nullptr);
}

TEST(Commander, knows_no_more_than_his_side) {
  Hill hill;
  Commander one(hill.battle, Side::kFirst), other(hill.battle, Side::kFirst);
  state::State state = state::start(hill.battle, Rng(1, 0), {});
  const auto orders = one.decide(state);
  // The guards are elsewhere, and fewer, but nobody has seen it.
  const ElementId squad = hill.battle.unit(hill.guards).elements.front();
  state.at[squad.index()] = {support::kCentre.x_m + 1500, support::kCentre.y_m};
  state.roll[squad.index()].men = 1;
  EXPECT_EQ(other.decide(state), orders);
}

TEST(Commander, holds_what_he_has_and_decides_at_reviews) {
  Hill hill(40, 1800);
  Commander commander(hill.battle, Side::kFirst);
  state::State state = state::start(hill.battle, Rng(1, 0), {});
  const auto orders = commander.decide(state);
  const PlayerOrder* defend = order_of(orders, Task::kDefend);
  ASSERT_NE(defend, nullptr);
  EXPECT_EQ(defend->objective->place, hill.hill);
  state.now = state.now + minutes(14);
  EXPECT_TRUE(commander.decide(state).empty());
}

TEST(Contest, a_commander_beats_nobody_and_two_contests_are_the_same) {
  Hill hill(450);
  const auto first = play_contest(hill.battle, {}, {Leader::kCommander, Leader::kNobody});
  EXPECT_GT(first.score[0], first.score[1]);
  EXPECT_GT(first.orders, 0);
  const auto again = play_contest(hill.battle, {}, {Leader::kCommander, Leader::kNobody});
  EXPECT_EQ(again.hash, first.hash);
  EXPECT_EQ(again.score, first.score);
}

TEST(Contest, without_orders_nothing_is_taken) {
  Hill hill;
  const auto played = play_contest(hill.battle, {}, {Leader::kNobody, Leader::kNobody});
  EXPECT_EQ(played.score[0], 0);
  EXPECT_GT(played.score[1], 50);
  EXPECT_EQ(played.orders, 0);
}

}  // namespace
}  // namespace khasan::play
