// Goal: a figure that the inputs fix is called given, whoever wrote the battle. Method: one small
// battle whose plan is made to fix a row, or not to.
#include "study/origin.h"

#include <gtest/gtest.h>

#include "support/small_battle.h"

namespace khasan::study {
namespace {

using scenario::ConditionKind;
using scenario::Measure;
using scenario::MeasureKind;
using scenario::Order;
using scenario::Target;
using scenario::Task;
using support::kCentre;

// A platoon south of a hill held by a squad; a gun. The play begins at 14:00 (+09).
struct Plan {
  scenario::Scenario battle = support::empty_battle();
  UnitId platoon, garrison, battery;
  PlaceId hill;
  Plan() {
    platoon = support::add_unit(battle, Side::kFirst, "jp/p1");
    garrison = support::add_unit(battle, Side::kSecond, "su/p1");
    battery = support::add_unit(battle, Side::kFirst, "jp/b1");
    support::add_squad(battle, platoon, "sq1", 12, {kCentre.x_m, kCentre.y_m - 600});
    support::add_squad(battle, garrison, "sq1", 10, kCentre);
    support::add_element(battle, battery, "gun", forces::ElementKind::kGun, 6, WeaponId{4}, 1, 60,
                         {kCentre.x_m, kCentre.y_m - 1500});
    hill = support::add_place(battle, "hill", kCentre, 60);
    support::finish(battle);
  }

  Order& order(UnitId unit, Task task, Time hour) {
    Order order;
    order.id = "order" + std::to_string(battle.orders.size());
    order.unit = unit;
    order.task = task;
    order.objective = hill;
    order.not_before = hour;
    battle.orders.push_back(order);
    return battle.orders.back();
  }

  Measure measure(MeasureKind kind, Side side = Side::kFirst) const {
    Measure m;
    m.kind = kind;
    m.side = side;
    m.place = hill;
    m.from = battle.start;
    m.to = battle.end;
    return m;
  }
};

// Recorded: 16:30 to 18:00.
Target hours_of_capture() {
  Target target;
  target.low = 16.5;
  target.best = 17;
  target.high = 18;
  return target;
}

Origin capture(const Plan& plan) {
  const Target target = hours_of_capture();
  return provenance_of(plan.battle, plan.measure(MeasureKind::kTimeOfControl), &target).origin;
}

TEST(Origin, an_attack_that_sets_out_long_before_leaves_the_hour_to_the_fight) {
  Plan plan;
  plan.order(plan.platoon, Task::kAttack, minutes(30));
  EXPECT_EQ(capture(plan), Origin::kEmerged);
}

TEST(Origin, an_order_at_the_recorded_hour_gives_part_of_it) {
  Plan plan;
  plan.order(plan.platoon, Task::kAttack, hours(3));
  EXPECT_EQ(capture(plan), Origin::kPartlyGiven);
}

TEST(Origin, a_garrison_that_is_ordered_away_gives_part_of_it) {
  Plan plan;
  plan.order(plan.platoon, Task::kAttack, minutes(30));
  plan.order(plan.garrison, Task::kDefend, Time{0});
  Order& leave = plan.order(plan.garrison, Task::kWithdraw, hours(3));
  leave.objective = support::add_place(plan.battle, "rear", {kCentre.x_m, kCentre.y_m + 900});
  EXPECT_EQ(capture(plan), Origin::kPartlyGiven);
  // One that leaves when it is beaten does not give it.
  scenario::Condition beaten;
  beaten.kind = ConditionKind::kLossesOver;
  beaten.fraction = 0.4;
  plan.battle.orders.back().when = {beaten};
  EXPECT_EQ(capture(plan), Origin::kEmerged);
}

TEST(Origin, a_rule_of_engagement_that_is_lifted_at_the_recorded_hour_gives_part_of_it) {
  for (const int64_t lifted_h : {1, 3}) {
    Plan plan;
    plan.order(plan.platoon, Task::kAttack, minutes(30));
    scenario::Rule rule;
    rule.place = plan.hill;
    rule.until = hours(lifted_h);  // 15:00 or 17:00
    plan.battle.rules.push_back(rule);
    plan.battle.index_rules();
    EXPECT_EQ(capture(plan), lifted_h == 3 ? Origin::kPartlyGiven : Origin::kEmerged);
  }
}

TEST(Origin, men_who_come_on_the_map_on_the_place_give_it) {
  Plan plan;
  const ElementId late = support::add_squad(plan.battle, plan.platoon, "sq2", 12, kCentre);
  plan.battle.elements[late.index()].arrives = hours(3);
  EXPECT_EQ(capture(plan), Origin::kGiven);
}

TEST(Origin, a_strength_before_the_play_is_given_and_a_later_one_is_so_in_part) {
  const Plan plan;
  Measure m = plan.measure(MeasureKind::kStrength);
  EXPECT_EQ(provenance_of(plan.battle, m, nullptr).origin, Origin::kPartlyGiven);
  m.to = plan.battle.start;
  EXPECT_EQ(provenance_of(plan.battle, m, nullptr).origin, Origin::kGiven);
}

TEST(Origin, losses_emerge_unless_the_plan_ends_the_attack_by_them) {
  Plan plan;
  Order& attack = plan.order(plan.platoon, Task::kAttack, hours(1));
  const Measure own = plan.measure(MeasureKind::kCasualties);
  const Measure his = plan.measure(MeasureKind::kCasualties, Side::kSecond);
  EXPECT_EQ(provenance_of(plan.battle, own, nullptr).origin, Origin::kEmerged);
  scenario::Condition stop;
  stop.kind = ConditionKind::kLossesOver;
  stop.fraction = 0.25;
  attack.until = {stop};
  const Provenance bounded = provenance_of(plan.battle, own, nullptr);
  EXPECT_EQ(bounded.origin, Origin::kPartlyGiven);
  EXPECT_NE(bounded.why.find("order0"), std::string::npos);
  EXPECT_EQ(provenance_of(plan.battle, his, nullptr).origin, Origin::kEmerged);
}

TEST(Origin, rounds_that_the_plan_adds_up_to_the_record_are_given) {
  Plan plan;
  plan.order(plan.battery, Task::kBombard, hours(1)).rounds_per_gun = 100;
  const Measure m = plan.measure(MeasureKind::kRoundsFired);
  const auto origin = [&](double low, double best, double high) {
    Target target;
    target.low = low;
    target.best = best;
    target.high = high;
    return provenance_of(plan.battle, m, &target).origin;
  };
  EXPECT_EQ(origin(90, 100, 110), Origin::kGiven);
  EXPECT_EQ(origin(250, 300, 350), Origin::kPartlyGiven);
  EXPECT_EQ(origin(2500, 3000, 3500), Origin::kEmerged);
}

TEST(Origin, what_is_not_simulated_says_so) {
  const Plan plan;
  const Measure m = plan.measure(MeasureKind::kNotSimulated);
  EXPECT_EQ(provenance_of(plan.battle, m, nullptr).origin, Origin::kNotSimulated);
}

}  // namespace
}  // namespace khasan::study
