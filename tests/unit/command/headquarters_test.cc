// Goal: orders start when they may, and not before; delays, losses of messages and misreadings have
// the laws of docs/methods/command.md. Method: one company on level ground, many replications.
#include <gtest/gtest.h>

#include <vector>

#include "play.h"

namespace khasan::command {
namespace {

using scenario::ConditionKind;
using scenario::Param;
using scenario::Task;
using state::OrderPhase;
using support::kCentre;

terrain::Point from_centre(double east_m, double north_m) {
  return {kCentre.x_m + east_m, kCentre.y_m + north_m};
}

// A Japanese battalion with one company of three platoons of three squads in the west, a Soviet
// squad in the east, and two hills not far from each other.
struct Company {
  scenario::Scenario scenario = support::empty_battle();
  UnitId battalion, company, enemy;
  std::vector<UnitId> platoons;
  ElementId enemy_squad;
  PlaceId hill, other_hill;

  Company() {
    battalion = support::add_unit(scenario, Side::kFirst, "jp/bn", {}, forces::Echelon::kBattalion);
    company =
        support::add_unit(scenario, Side::kFirst, "jp/bn/co", battalion, forces::Echelon::kCompany);
    for (int i = 0; i < 3; ++i) {
      const std::string path = "jp/bn/co/pl" + std::to_string(i + 1);
      platoons.push_back(support::add_unit(scenario, Side::kFirst, path, company));
      for (int j = 0; j < 3; ++j) {
        support::add_squad(scenario, platoons.back(), "sq" + std::to_string(j + 1), 10,
                           from_centre(-600 - 100.0 * (i == 2), 100.0 * (i % 2) + 30.0 * j));
      }
    }
    enemy = support::add_unit(scenario, Side::kSecond, "su/pl");
    enemy_squad = support::add_squad(scenario, enemy, "sq1", 10, from_centre(1500, 0));
    hill = support::add_place(scenario, "hill", kCentre, 60);
    other_hill = support::add_place(scenario, "other_hill", from_centre(0, 400), 60);
    set(Param::command_misinterpretation, 0);
    set(Param::command_message_loss, 0);
    support::finish(scenario);
  }

  void set(Param p, double value) { scenario.parameters[static_cast<std::size_t>(p)].best = value; }

  OrderId add(const std::string& id, UnitId unit, Task task, PlaceId objective, Time at) {
    scenario::Order order;
    order.id = id;
    order.unit = unit;
    order.task = task;
    order.objective = objective;
    order.not_before = at;
    scenario.orders.push_back(order);
    return OrderId{scenario.orders.size() - 1};
  }
  scenario::Order& order(OrderId id) { return scenario.orders[id.index()]; }
};

scenario::Condition condition(ConditionKind kind) {
  scenario::Condition c;
  c.kind = kind;
  return c;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Minutes from `from` until the order begins, in `count` replications.
std::vector<double> delays_min(const scenario::Scenario& scenario, OrderId order, Time from,
                               int count) {
  std::vector<double> delays;
  for (int i = 0; i < count; ++i) {
    Play play(scenario, static_cast<uint64_t>(i));
    const Time begun = play.when(order, OrderPhase::kBegun, from + hours(12), minutes(1));
    delays.push_back((begun - from).seconds() / 60);
  }
  return delays;
}

TEST(headquarters, a_standing_order_holds_from_the_start) {
  Company c;
  const OrderId id = c.add("defend", c.company, Task::kDefend, c.hill, Time{0});
  c.order(id).pre_planned = true;
  Play play(c.scenario);
  play.step(minutes(1));
  EXPECT_EQ(play.state.orders[id.index()].phase, OrderPhase::kBegun);
  for (const UnitId platoon : c.platoons) {
    EXPECT_EQ(play.state.task[platoon.index()].order, id);
  }
}

TEST(headquarters, a_planned_order_begins_soon_after_its_hour_and_never_before) {
  Company c;
  const OrderId id = c.add("attack", c.company, Task::kAttack, c.hill, hours(1));
  c.order(id).pre_planned = true;
  const std::vector<double> delays = delays_min(c.scenario, id, hours(1), 60);
  for (const double delay : delays) EXPECT_GT(delay, 0);
  // A company's own reaction of 10 x 0.3 minutes, not a battalion's 30 and more; whole minutes.
  EXPECT_NEAR(median(delays), 3.5, 1.5);
}

TEST(headquarters, staff_work_for_a_set_hour_begins_before_it) {
  Company c;
  const OrderId id = c.add("attack", c.company, Task::kAttack, c.hill, hours(4));
  const std::vector<double> delays = delays_min(c.scenario, id, hours(4), 60);
  for (const double delay : delays) EXPECT_GE(delay, 0);
  EXPECT_LT(median(delays), 12);
  EXPECT_GT(*std::max_element(delays.begin(), delays.end()), 15);
}

TEST(headquarters, an_unforeseen_order_takes_decision_message_and_reaction) {
  Company c;
  const OrderId id = c.add("attack", c.company, Task::kAttack, c.hill, Time{0});
  c.order(id).when = {condition(ConditionKind::kTime)};
  c.order(id).when[0].time = hours(1);
  const std::vector<double> delays = delays_min(c.scenario, id, hours(1), 120);
  // Medians 30 minutes at the battalion and 10 at the company; sums of lognormals with sigma 0.6.
  EXPECT_NEAR(median(delays), 43, 9);
  EXPECT_LT(*std::min_element(delays.begin(), delays.end()), 25);
  EXPECT_GT(*std::max_element(delays.begin(), delays.end()), 80);
}

TEST(headquarters, a_busy_headquarters_takes_one_order_after_another) {
  Company c;
  std::vector<OrderId> ids;
  for (int i = 0; i < 3; ++i) {
    const OrderId id = c.add("go" + std::to_string(i), c.platoons[static_cast<std::size_t>(i)],
                             Task::kMove, c.hill, Time{0});
    c.order(id).issuer = c.battalion;
    c.order(id).when = {condition(ConditionKind::kAlways)};
    ids.push_back(id);
  }
  double last_min = 0;
  for (int i = 0; i < 40; ++i) {
    Play play(c.scenario, static_cast<uint64_t>(i));
    play.step(minutes(1));
    last_min += (play.state.headquarters_free[c.battalion.index()] - play.state.now).seconds() / 60;
  }
  // Three times the mean of a lognormal with median 30 and sigma 0.6: 3 x 35.9.
  EXPECT_NEAR(last_min / 40, 108, 20);
}

TEST(headquarters, a_staff_works_once_for_all_orders_of_an_operation) {
  Company c;
  for (int i = 0; i < 3; ++i) {
    const OrderId id = c.add("go" + std::to_string(i), c.platoons[static_cast<std::size_t>(i)],
                             Task::kMove, c.hill, Time{0});
    c.order(id).issuer = c.battalion;
    c.order(id).operation = "dawn";
    // The last one joins when the staff is at work already.
    c.order(id).when = {condition(ConditionKind::kTime)};
    c.order(id).when[0].time = i == 2 ? minutes(4) : Time{0};
  }
  double last_min = 0;
  for (int i = 0; i < 40; ++i) {
    Play play(c.scenario, static_cast<uint64_t>(i));
    play.run_until(minutes(5), minutes(1));
    const Time free = play.state.headquarters_free[c.battalion.index()];
    last_min += (free - minutes(1)).seconds() / 60;
    play.run_until(std::max(free, play.state.now) + minutes(1), minutes(1));
    for (const state::OrderState& order : play.state.orders) {
      EXPECT_GE(order.phase, OrderPhase::kIssued);
    }
  }
  // The mean of a lognormal with median 30 and sigma 0.6.
  EXPECT_NEAR(last_min / 40, 35.9, 8);
}

// A corps of one division of one regiment of two battalions.
struct Corps {
  scenario::Scenario scenario = support::empty_battle();
  UnitId corps, division, regiment;
  std::vector<UnitId> battalions;
  PlaceId hill;

  Corps() {
    using forces::Echelon;
    const auto unit = [&](const std::string& path, UnitId parent, Echelon echelon) {
      return support::add_unit(scenario, Side::kFirst, path, parent, echelon);
    };
    corps = unit("su", {}, Echelon::kCorps);
    division = unit("su/rd", corps, Echelon::kDivision);
    regiment = unit("su/rd/rr", division, Echelon::kRegiment);
    for (const char* id : {"bn1", "bn2"}) {
      battalions.push_back(unit(std::string("su/rd/rr/") + id, regiment, Echelon::kBattalion));
      support::add_squad(scenario, battalions.back(), "sq", 10, from_centre(-600, 0));
    }
    hill = support::add_place(scenario, "hill", kCentre, 60);
    scenario.end = hours(72);
    for (const Param p : {Param::command_misinterpretation, Param::command_message_loss}) {
      scenario.parameters[static_cast<std::size_t>(p)].best = 0;
    }
    support::finish(scenario);
  }

  OrderId attack(UnitId unit, Time issued, Time hour) {
    scenario::Order order;
    order.id = "attack" + std::to_string(scenario.orders.size());
    order.operation = "offensive";
    order.unit = unit;
    order.issuer = corps;
    order.task = Task::kAttack;
    order.objective = hill;
    order.issued = issued;
    order.not_before = hour;
    scenario.orders.push_back(order);
    return OrderId{scenario.orders.size() - 1};
  }
};

TEST(headquarters, an_order_of_the_corps_goes_down_the_chain) {
  Corps c;
  const OrderId first = c.attack(c.battalions[0], hours(10), hours(10));
  const OrderId second = c.attack(c.battalions[1], hours(10), hours(10));
  double sum_min = 0, apart_min = 0;
  constexpr int kRuns = 120;
  for (int i = 0; i < kRuns; ++i) {
    Play play(c.scenario, static_cast<uint64_t>(i));
    const Time end = hours(72), dt = minutes(1);
    play.when(first, OrderPhase::kBegun, end, dt);
    play.when(second, OrderPhase::kBegun, end, dt);
    const Time a = play.state.orders[0].begun, b = play.state.orders[1].begun;
    sum_min += (a - hours(10)).seconds() / 60;
    apart_min += std::abs((a - b).seconds()) / 60;
  }
  // Means of lognormals of sigma 0.6 with medians 420, 180, 70 and 10 minutes; standard error 33.
  EXPECT_NEAR(sum_min / kRuns, 1.197 * (420 + 180 + 70 + 10), 100);
  // Staffs work once for both battalions, so these differ by their own reactions alone.
  EXPECT_LT(apart_min / kRuns, 20);
}

TEST(headquarters, an_order_issued_early_enough_is_carried_out_at_its_hour) {
  Corps c;
  const OrderId id = c.attack(c.battalions[0], Time{0}, hours(40));
  int late = 0;
  for (int i = 0; i < 40; ++i) {
    Play play(c.scenario, static_cast<uint64_t>(i));
    const Time begun = play.when(id, OrderPhase::kBegun, hours(72), minutes(1));
    EXPECT_GE(begun, hours(40));
    late += begun > hours(41);
  }
  // Staffs begin by the medians: about every second time they are late, seldom by much.
  EXPECT_LT(late, 30);
}

TEST(headquarters, an_order_waits_for_the_one_before) {
  Company c;
  const OrderId first = c.add("first", c.company, Task::kMove, c.other_hill, Time{0});
  const OrderId second = c.add("second", c.company, Task::kMove, c.hill, Time{0});
  c.order(first).pre_planned = c.order(second).pre_planned = true;
  c.order(second).when = {condition(ConditionKind::kOrderDone)};
  c.order(second).when[0].order = first;
  Play play(c.scenario);
  const Time done = play.when(first, OrderPhase::kDone, hours(2));
  ASSERT_LT(done, hours(2));
  EXPECT_EQ(play.state.orders[second.index()].phase, OrderPhase::kWaiting);
  const Time begun = play.when(second, OrderPhase::kBegun, hours(3));
  EXPECT_GT(begun, done);
  EXPECT_LT(play.when(second, OrderPhase::kDone, hours(4)), hours(4));
}

TEST(headquarters, until_ends_an_order_and_the_unit_holds) {
  Company c;
  const OrderId id = c.add("attack", c.company, Task::kAttack, c.hill, Time{0});
  c.order(id).pre_planned = true;
  c.order(id).until = {condition(ConditionKind::kTime)};
  c.order(id).until[0].time = minutes(6);
  Play play(c.scenario);
  play.run_until(minutes(8));
  EXPECT_EQ(play.state.orders[id.index()].phase, OrderPhase::kDone);
  for (const UnitId platoon : c.platoons) {
    EXPECT_NE(play.state.task[platoon.index()].task, Task::kAttack);
    EXPECT_TRUE(play.state.task[platoon.index()].done);
  }
}

TEST(headquarters, the_enemy_counts_only_when_he_is_known) {
  Company c;
  const OrderId id = c.add("attack", c.company, Task::kAttack, c.hill, Time{0});
  c.order(id).pre_planned = true;
  c.order(id).when = {condition(ConditionKind::kEnemyNear)};
  c.order(id).when[0].place = c.hill;
  c.order(id).when[0].range_m = 2000;
  Play play(c.scenario);
  play.run_until(minutes(30));
  EXPECT_EQ(play.state.orders[id.index()].phase, OrderPhase::kWaiting);
  play.state.tracks[0][c.enemy_squad.index()] = {state::Knowledge::kDetected, from_centre(1500, 0),
                                                 50, play.state.now, play.state.now};
  EXPECT_LT(play.when(id, OrderPhase::kBegun, hours(2)), hours(2));
}

TEST(headquarters, a_report_becomes_a_track_of_its_side_alone) {
  Company c;
  Play play(c.scenario);
  state::Pending report;
  report.at = minutes(3);
  report.kind = state::PendingKind::kReportArrives;
  report.unit = c.platoons[0];
  report.side = Side::kFirst;
  report.contact = {c.enemy_squad, state::Knowledge::kRecognised, from_centre(900, 0), 40,
                    minutes(1)};
  play.state.queue.push_back(report);
  play.run_until(minutes(2));
  EXPECT_EQ(play.state.tracks[0][c.enemy_squad.index()].level, state::Knowledge::kNone);
  play.run_until(minutes(4));
  const state::Track& track = play.state.tracks[0][c.enemy_squad.index()];
  EXPECT_EQ(track.level, state::Knowledge::kRecognised);
  EXPECT_EQ(track.seen, minutes(1));
  EXPECT_GE(track.known, minutes(3));
  EXPECT_EQ(play.state.tracks[1][c.enemy_squad.index()].level, state::Knowledge::kNone);
}

TEST(headquarters, a_lost_message_delays_the_order_but_it_arrives) {
  Company c;
  const OrderId id = c.add("attack", c.company, Task::kAttack, c.hill, Time{0});
  c.order(id).when = {condition(ConditionKind::kAlways)};
  const std::vector<double> sure = delays_min(c.scenario, id, Time{0}, 60);
  c.set(Param::command_message_loss, 0.7);
  const std::vector<double> risky = delays_min(c.scenario, id, Time{0}, 60);
  int later = 0;
  for (std::size_t i = 0; i < sure.size(); ++i) {
    EXPECT_GE(risky[i], sure[i] - 15);  // a repeated message draws a new time on the way
    EXPECT_LT(risky[i], 700);
    later += risky[i] > sure[i];
  }
  EXPECT_GT(later, 30);
}

TEST(headquarters, a_misread_order_goes_wrong_in_place_or_hour) {
  Company c;
  c.set(Param::command_misinterpretation, 0.999999);
  const OrderId id = c.add("attack", c.company, Task::kAttack, c.hill, minutes(5));
  c.order(id).pre_planned = true;
  int wrong_place = 0, late = 0;
  for (int i = 0; i < 100; ++i) {
    Play play(c.scenario, static_cast<uint64_t>(i));
    const Time begun = play.when(id, OrderPhase::kBegun, hours(6), minutes(1));
    const bool elsewhere = play.state.task[c.company.index()].objective == c.other_hill;
    wrong_place += elsewhere;
    late += !elsewhere && begun > minutes(10);
  }
  EXPECT_NEAR(wrong_place, 50, 15);
  EXPECT_GT(late, 25);
}

TEST(headquarters, an_order_to_a_unit_itself_stands_against_its_parents) {
  Company c;
  const OrderId own = c.add("stay", c.platoons[0], Task::kDefend, PlaceId{}, Time{0});
  const OrderId whole = c.add("attack", c.company, Task::kAttack, c.hill, Time{0});
  c.order(own).pre_planned = c.order(whole).pre_planned = true;
  Play play(c.scenario);
  play.run_until(minutes(20));
  EXPECT_EQ(play.state.task[c.platoons[0].index()].order, own);
  EXPECT_EQ(play.state.task[c.platoons[1].index()].order, whole);
}

TEST(headquarters, a_reserve_goes_in_when_the_first_line_stops) {
  Company c;
  const OrderId id = c.add("attack", c.company, Task::kAttack, c.hill, Time{0});
  c.order(id).pre_planned = true;
  Play play(c.scenario);
  play.run_until(minutes(3));
  // The rearmost platoon follows in second line.
  ASSERT_EQ(play.state.task[c.platoons[2].index()].task, Task::kReserve);
  play.run_until(minutes(6));
  EXPECT_EQ(play.state.task[c.platoons[2].index()].task, Task::kReserve);
  play.state.morale[c.platoons[0].index()] = state::Morale::kToGround;
  play.state.morale[c.platoons[1].index()] = state::Morale::kToGround;
  play.run_until(hours(2));
  EXPECT_EQ(play.state.task[c.platoons[2].index()].task, Task::kAttack);
}

// The reserve of a company on a hill one platoon of which has broken, two hours later.
Task reserve_of_a_shaken_garrison(bool hill_is_lost) {
  Company c;
  const OrderId hold = c.add("hold", c.company, Task::kDefend, c.hill, Time{0});
  const OrderId wait = c.add("wait", c.platoons[2], Task::kReserve, {}, Time{0});
  c.order(hold).pre_planned = c.order(wait).pre_planned = true;
  Play play(c.scenario);
  play.run_until(minutes(3));
  EXPECT_EQ(play.state.task[c.platoons[2].index()].task, Task::kReserve);
  play.state.morale[c.platoons[0].index()] = state::Morale::kRouted;
  const auto owner = static_cast<int8_t>(index_of(hill_is_lost ? Side::kSecond : Side::kFirst));
  for (auto& cell : play.state.owner[c.hill.index()]) cell = owner;
  play.run_until(hours(2));
  return play.state.task[c.platoons[2].index()].task;
}

TEST(headquarters, a_reserve_joins_a_line_that_holds_and_attacks_what_is_lost) {
  EXPECT_EQ(reserve_of_a_shaken_garrison(false), Task::kDefend);
  EXPECT_EQ(reserve_of_a_shaken_garrison(true), Task::kAttack);
}

TEST(headquarters, an_attack_fails_when_nobody_can_rally_any_more) {
  Company c;
  c.set(Param::morale_rally_count_max, 1.6);  // as drawn: two rallies
  const OrderId id = c.add("attack", c.company, Task::kAttack, c.hill, Time{0});
  c.order(id).pre_planned = true;
  for (const auto& [breaks, phase] :
       {std::pair{2, OrderPhase::kBegun}, std::pair{3, OrderPhase::kFailed}}) {
    Play play(c.scenario);
    play.run_until(minutes(3));
    for (const UnitId platoon : c.platoons) {
      play.state.morale[platoon.index()] = state::Morale::kRouted;
      play.state.breaks[platoon.index()] = static_cast<uint8_t>(breaks);
    }
    play.run_until(minutes(5));
    EXPECT_EQ(play.state.orders[id.index()].phase, phase) << breaks << " breaks";
  }
}

TEST(headquarters, units_sent_together_share_the_front) {
  Company c;
  std::vector<OrderId> ids;
  for (std::size_t i = 0; i < 3; ++i) {
    ids.push_back(c.add("a" + std::to_string(i), c.platoons[i], Task::kAssault, c.hill, Time{0}));
    c.order(ids.back()).pre_planned = true;
  }
  Play play(c.scenario);
  play.step(minutes(1));
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double apart_m = terrain::distance_m(play.state.task[c.platoons[i].index()].goal,
                                                 play.state.task[c.platoons[j].index()].goal);
      EXPECT_GT(apart_m, 50);
    }
    EXPECT_LT(terrain::distance_m(play.state.task[c.platoons[i].index()].goal, kCentre), 110);
  }
}

TEST(headquarters, the_same_seed_gives_the_same_state) {
  Company c;
  c.add("attack", c.company, Task::kAttack, c.hill, minutes(10));
  Play a(c.scenario, 3), b(c.scenario, 3), other(c.scenario, 4);
  a.run_until(hours(1));
  b.run_until(hours(1));
  other.run_until(hours(1));
  EXPECT_EQ(state::hash(a.state), state::hash(b.state));
  EXPECT_NE(state::hash(a.state), state::hash(other.state));
}

}  // namespace
}  // namespace khasan::command
