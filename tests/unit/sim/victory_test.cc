// Points worked out by hand; standings against the measures of the same events.
#include "sim/victory.h"

#include <gtest/gtest.h>

#include "scenario/victory.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::sim {
namespace {

using scenario::MeasureKind;
using scenario::VictoryCondition;

VictoryCondition condition(Side side, double points, double none_at, double full_at) {
  VictoryCondition condition;
  condition.side = side;
  condition.points = points;
  condition.none_at = none_at;
  condition.full_at = full_at;
  return condition;
}

TEST(Victory, points_are_linear_between_the_ends) {
  const VictoryCondition held = condition(Side::kFirst, 40, 0, 1);
  EXPECT_EQ(points_at(held, -1), 0);
  EXPECT_EQ(points_at(held, 0.25), 10);
  EXPECT_EQ(points_at(held, 2), 40);
  const VictoryCondition losses = condition(Side::kFirst, 20, 300, 100);
  EXPECT_EQ(points_at(losses, 400), 0);
  EXPECT_EQ(points_at(losses, 250), 5);
  EXPECT_EQ(points_at(losses, 0), 20);
  EXPECT_EQ(points_at(held, kNeverHappened), 0);
}

class VictoryOfASmallBattle : public ::testing::Test {
 protected:
  VictoryOfASmallBattle() {
    const UnitId jp = support::add_unit(battle_, Side::kFirst, "jp/p1");
    jp_ = support::add_squad(battle_, jp, "sq1", 10, support::kCentre);
    support::add_unit(battle_, Side::kSecond, "su/p1");
    battle_.victory = {condition(Side::kFirst, 100, 8, 0), condition(Side::kSecond, 100, 0, 8)};
    battle_.victory[1].measure.from = minutes(20);
    support::finish(battle_);
    state_ = state::start(battle_, Rng(1, 0), {});
  }
  void lose(VictoryCount& count, Time at, int killed, int wounded) {
    state::Event event;
    event.kind = state::EventKind::k_casualties;
    event.at = at;
    event.side = Side::kFirst;
    event.subject = jp_;
    event.a = killed, event.b = wounded;
    count.see(battle_, state_, {event});
  }
  scenario::Scenario battle_ = support::empty_battle();
  ElementId jp_;
  state::State state_;
};

TEST_F(VictoryOfASmallBattle, counts_from_the_start_on_within_each_window) {
  VictoryCount count(battle_);
  EXPECT_EQ(score_of(battle_, count.standings(state_)), (std::array<double, 2>{100, 0}));
  lose(count, minutes(10), 1, 1);
  lose(count, minutes(30), 2, 0);
  const auto standings = count.standings(state_);
  EXPECT_EQ(standings[0].value, 4);
  EXPECT_EQ(standings[1].value, 2);
  EXPECT_EQ(score_of(battle_, standings), (std::array<double, 2>{50, 25}));
}

TEST_F(VictoryOfASmallBattle, the_lead_decides) {
  battle_.sides[0].adjective = "Japanese";
  battle_.sides[1].adjective = "Soviet";
  EXPECT_EQ(verdict_of(battle_, {50, 59.9}), "a draw");
  EXPECT_EQ(verdict_of(battle_, {50, 60}), "a Soviet victory");
  EXPECT_EQ(verdict_of(battle_, {80, 40}), "a decisive Japanese victory");
}

}  // namespace
}  // namespace khasan::sim
