// Goal: men, weapons and orders that a future is played without leave no trace that the others
// could take for something else. Method: two platoons that know of each other, before and after.
#include "state/withhold.h"

#include <gtest/gtest.h>

#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::state {
namespace {

struct Withheld : testing::Test {
  scenario::Scenario battle = support::empty_battle();
  UnitId jp = support::add_unit(battle, Side::kFirst, "jp/p1");
  UnitId su = support::add_unit(battle, Side::kSecond, "su/p1");
  ElementId squad = support::add_squad(battle, jp, "sq1", 10, support::kCentre);
  ElementId tank = support::add_tank(battle, jp, "tank", support::kCentre);
  ElementId flight = support::add_flight(battle, jp, "flight", AircraftId{0}, 3, 1);
  ElementId enemy = support::add_squad(battle, su, "sq1", 10, support::kCentre);
  State state;

  void SetUp() override {
    battle.orders.resize(2);
    support::finish(battle);
    state = start(battle, Rng(1, 0), {});
    state.contacts[su.index()][0].enemy = squad;
    state.contacts[su.index()][0].level = Knowledge::kLocated;
    state.tracks[index_of(Side::kSecond)][squad.index()].level = Knowledge::kLocated;
    for (const OrderId order : {OrderId{0}, OrderId{1}}) {
      Pending arrival;
      arrival.kind = PendingKind::kTaskArrives;
      arrival.order = order;
      state.queue.push_back(arrival);
    }
    Pending report;
    report.kind = PendingKind::kReportArrives;
    report.contact.enemy = squad;
    state.queue.push_back(report);
  }
};

TEST_F(Withheld, men_are_gone_without_being_losses) {
  state.roll[squad.index()] = {7, 2, 1, 0, 0, 0};
  withhold_men(battle, {squad, tank, flight}, state);
  EXPECT_EQ(invariants(battle, state), std::vector<std::string>{});
  for (const ElementId e : {squad, tank, flight}) {
    EXPECT_FALSE(is_alive(battle, state, e));
    EXPECT_FALSE(is_under_armour(state, e));
  }
  EXPECT_EQ(state.start[squad.index()].men - state.roll[squad.index()].men, 3)
      << "those lost before stay lost";
  EXPECT_EQ(state.morale[jp.index()], Morale::kSteady) << "nobody takes them for beaten";
  EXPECT_TRUE(is_alive(battle, state, enemy));
}

TEST_F(Withheld, nobody_knows_of_men_who_are_gone) {
  withhold_men(battle, {squad}, state);
  EXPECT_FALSE(state.contacts[su.index()][0].enemy.exists());
  EXPECT_EQ(state.tracks[index_of(Side::kSecond)][squad.index()].level, Knowledge::kNone);
  EXPECT_EQ(state.queue.size(), 2u) << "no report of them arrives";
}

TEST_F(Withheld, weapons_are_silent_and_their_men_stay) {
  withhold_weapons({{squad, 0}}, state);
  EXPECT_EQ(state.weapons[squad.index()][0], 0);
  EXPECT_EQ(state.rounds[squad.index()][0], 0);
  EXPECT_EQ(state.roll[squad.index()].men, 10);
}

TEST_F(Withheld, orders_are_taken_back_unless_they_have_begun) {
  state.orders[0].phase = OrderPhase::kIssued;
  state.orders[1].phase = OrderPhase::kBegun;
  withhold_orders({OrderId{0}, OrderId{1}}, state);
  EXPECT_EQ(state.orders[0].phase, OrderPhase::kWaiting);
  EXPECT_EQ(state.orders[1].phase, OrderPhase::kBegun);
  ASSERT_EQ(state.queue.size(), 2u);
  EXPECT_EQ(state.queue[0].order, OrderId{1});
}

}  // namespace
}  // namespace khasan::state
