// Goal: what belongs to an escalation comes as its release says, or never; a crisis that releases
// everything at the recorded hours changes nothing; it is told how the fighting stands. Method: two
// platoons on level ground and a reinforcement, with deciders who read their decisions off a list.
#include "sim/campaign.h"

#include <gtest/gtest.h>

#include <map>

#include "sim/run.h"
#include "state/apply.h"
#include "state/restraint.h"
#include "support/frontier.h"

namespace khasan::sim {
namespace {

using scenario::Mode;
using state::EventKind;
using state::OrderPhase;
using support::from_centre;

constexpr EscalationId kRaid{0}, kMore{1}, kSecondRaid{2};

// A Japanese platoon is to take the hill of a Soviet one at 01:00, and a second time at 05:00; a
// squad more comes at 02:00, and with it leave to cross a line.
struct Crisis : support::Frontier {
  UnitId platoon = support::add_unit(s, Side::kFirst, "jp/p1");
  ElementId squad = support::add_squad(s, platoon, "sq1", 10, from_centre(-600, 0));
  UnitId reserve = support::add_unit(s, Side::kFirst, "jp/p2");
  ElementId newcomer = support::add_squad(s, reserve, "sq1", 10, from_centre(-700, 0));
  UnitId enemy = support::add_unit(s, Side::kSecond, "su/p1");
  ElementId foe = support::add_squad(s, enemy, "sq1", 10, from_centre(0, 0));
  PlaceId hill = support::add_place(s, "hill", from_centre(0, 0), 60);

  Crisis() : Frontier(400, 1000) {
    order("raid", hours(1), kRaid);
    order("raid_again", hours(5), kSecondRaid);
    s.escalations = {{"raid", Side::kFirst, 8, hours(1)},
                     {"more", Side::kFirst, 9, hours(2)},
                     {"second_raid", Side::kFirst, 8, hours(5)}};
    s.elements[newcomer.index()].arrives = hours(2);
    s.elements[newcomer.index()].escalation = kMore;
    add(scenario::RuleKind::kNoCrossing).until = hours(2);
    s.rules[0].lifted_by = kMore;
    s.crest = {hill};
    s.mode = Mode::kFree;
    s.end = hours(8);
    support::finish(s);
  }
  void order(const std::string& id, Time at, EscalationId escalation) {
    scenario::Order one;
    one.id = id;
    one.unit = platoon;
    one.task = scenario::Task::kAttack;
    one.objective = hill;
    one.not_before = at;
    one.pre_planned = true;
    one.escalation = escalation;
    s.orders.push_back(one);
  }
};

// Decides at each moment what the list says.
RunPlan plan_of(std::map<Time, Decisions> list, Time epoch = hours(1)) {
  RunPlan plan;
  plan.campaign = {[list = std::move(list)](const Standings& standings) {
                     const auto found = list.find(standings.now);
                     return found == list.end() ? Decisions{} : found->second;
                   },
                   epoch};
  return plan;
}
Decisions permit(int rung, Time at) { return {{{Side::kFirst, rung, at}}, {}, {}}; }

Time begun_at(const state::EventLog& log, uint32_t order) {
  for (const state::Event& event : log) {
    if (event.kind == EventKind::k_order_begun && event.order == OrderId{order}) return event.at;
  }
  return kNever;
}

// When the newcomer is first there.
struct Arrival : Watcher {
  ElementId who;
  Time at = kNever;
  explicit Arrival(ElementId e) : who(e) {}
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog&) override {
    if (at == kNever && state::is_present(scenario, state, who)) at = state.now;
  }
};

TEST(Campaign, what_is_not_released_never_comes) {
  Crisis c;
  Arrival arrival(c.newcomer);
  const Outcome outcome = run(c.s, plan_of({}), &arrival, KeepLog::kYes);
  EXPECT_EQ(begun_at(outcome.log, 0), kNever);
  EXPECT_EQ(arrival.at, kNever);
}

TEST(Campaign, what_is_released_later_comes_so_much_later) {
  Crisis c;
  Arrival arrival(c.newcomer);
  const RunPlan plan = plan_of({{hours(2), permit(8, hours(3))}, {hours(3), permit(9, hours(4))}});
  const Outcome outcome = run(c.s, plan, &arrival, KeepLog::kYes);
  EXPECT_GE(begun_at(outcome.log, 0), hours(3));
  EXPECT_LT(begun_at(outcome.log, 0), hours(3) + minutes(20));
  EXPECT_EQ(begun_at(outcome.log, 1), kNever);
  EXPECT_EQ(arrival.at, hours(4));
  std::vector<Time> told;
  for (const state::Event& event : outcome.log) {
    if (event.kind == EventKind::k_released) told.push_back(event.at);
  }
  EXPECT_EQ(told, (std::vector<Time>{hours(2), hours(3)}));
}

TEST(Campaign, at_the_recorded_hours_it_is_the_historical_run_to_the_bit) {
  Crisis c;
  RunPlan plan;
  plan.campaign = {recorded_decisions(c.s), hours(1)};
  Play free(c.s, plan);
  scenario::Scenario history = c.s;
  history.mode = Mode::kHistorical;
  Play historical(history, plan);
  while (!historical.is_over()) historical.step();
  while (!free.is_over()) free.step();
  EXPECT_EQ(free.state().releases.size(), 3u);
  EXPECT_GT(historical.state().last_fired[c.squad.index()], hours(1)) << "there was no fight";
  state::State state = free.state();
  state.releases.clear();
  state.digest = historical.state().digest;
  EXPECT_EQ(state, historical.state());
  EXPECT_EQ(free.steps(), historical.steps());
  EXPECT_EQ(state::hash(state), state::hash(historical.state()));
}

TEST(Campaign, a_historical_battle_asks_nobody) {
  Crisis c;
  c.s.mode = Mode::kHistorical;
  RunPlan plan;
  plan.campaign.decide = [](const Standings&) -> Decisions {
    ADD_FAILURE();
    return {};
  };
  EXPECT_EQ(run(c.s, plan).hash, run(c.s, {}).hash);
}

// The releases that a campaign decides on at this moment.
std::vector<scenario::Release> releases_of(const Campaign& campaign, const scenario::Scenario& s,
                                           const state::State& state) {
  state::Effects effects;
  decide(campaign, s, state, effects);
  return effects.releases;
}

TEST(Campaign, each_permission_is_for_the_next_of_its_rung) {
  Crisis c;
  const state::State state = state::start(c.s, Rng(1, 0), {});
  const auto released = [&](std::vector<Permission> permissions) {
    const Campaign campaign{[&](const Standings&) {
                              return Decisions{permissions, {}, {}};
                            },
                            hours(1)};
    return releases_of(campaign, c.s, state);
  };
  const Permission raid{Side::kFirst, 8, hours(1)};
  EXPECT_EQ(released({raid, raid, raid}),
            (std::vector<scenario::Release>{{kRaid, hours(1)}, {kSecondRaid, hours(1)}}));
  EXPECT_TRUE(released({{Side::kSecond, 8, hours(1)}}).empty());
  EXPECT_TRUE(released({{Side::kFirst, 7, hours(1)}}).empty());
}

TEST(Campaign, nothing_is_released_into_the_past) {
  Crisis c;
  state::State state = state::start(c.s, Rng(1, 0), {});
  state.now = hours(3);
  const Campaign campaign{[](const Standings&) {
                            return Decisions{{{Side::kFirst, 8, hours(1)}}, hours(2), {}};
                          },
                          hours(1)};
  EXPECT_EQ(releases_of(campaign, c.s, state),
            (std::vector<scenario::Release>{{kRaid, hours(3)}, {{}, hours(3) + minutes(1)}}));
  state.now += minutes(1);
  EXPECT_TRUE(releases_of(campaign, c.s, state).empty()) << "between two looks";
}

// What the second side brings into the battle, and then believes.
Decisions second_side(double works, double log_ratio) {
  Decisions decisions;
  decisions.footing[index_of(Side::kSecond)] = scenario::Footing{works, log_ratio};
  return decisions;
}

TEST(Campaign, works_grow_with_the_days_of_the_occupation_and_only_at_the_start) {
  Crisis c;
  c.s.elements[c.foe.index()].posture_work_h = 4;
  c.s.elements[c.squad.index()].posture_work_h = 4;
  c.s.occupation = scenario::Occupation{{c.foe}, {-hours(240).ms}};
  Play play(c.s, plan_of({{{}, second_side(0.25, 0)}, {hours(1), second_side(2, 0)}}));
  play.step();
  EXPECT_EQ(play.state().dig_h[c.foe.index()], 1);
  EXPECT_EQ(play.state().posture[c.foe.index()], state::Posture::kScrape);
  EXPECT_EQ(play.state().dig_h[c.squad.index()], 4) << "of the other side, and no occupation";
  while (play.state().now <= hours(1)) play.step();
  EXPECT_LT(play.state().dig_h[c.foe.index()], 2);
  EXPECT_EQ(play.state().footing[index_of(Side::kSecond)].works, 2);
}

TEST(Campaign, a_footing_counts_to_a_thousandth_and_is_told) {
  Crisis c;
  const Outcome outcome =
      run(c.s, plan_of({{{}, second_side(0.5, -0.12345)}}), nullptr, KeepLog::kYes);
  std::vector<state::Event> told;
  for (const state::Event& event : outcome.log) {
    if (event.kind == EventKind::k_footing) told.push_back(event);
  }
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].side, Side::kSecond);
  EXPECT_EQ(told[0].a, 500);
  EXPECT_EQ(told[0].b, -123);
  const Outcome exact = run(c.s, plan_of({{{}, second_side(0.5, -0.123)}}));
  EXPECT_EQ(exact.hash, outcome.hash);
  EXPECT_NE(run(c.s, plan_of({})).hash, outcome.hash);
}

TEST(Campaign, a_rule_ends_with_what_lifts_it) {
  Crisis c;
  state::State state = state::start(c.s, Rng(1, 0), {});
  const auto barred = [&](Time t) {
    state.now = t;
    return state::rule_barring(c.s, state, c.squad, from_centre(1000, 0)) != nullptr;
  };
  EXPECT_TRUE(barred(hours(7)));
  state.releases = {{kMore, hours(4)}};
  EXPECT_TRUE(barred(hours(4) - seconds(1)));
  EXPECT_FALSE(barred(hours(4)));
  // One that history never lifted ends with the release itself.
  c.s.rules[0].until = kNever;
  EXPECT_FALSE(barred(hours(4)));
  EXPECT_TRUE(barred(hours(4) - seconds(1)));
  c.s.mode = Mode::kHistorical;
  EXPECT_TRUE(barred(hours(7)));
}

TEST(Campaign, a_cease_fire_ends_the_battle_when_the_crisis_says) {
  Crisis c;
  const RunPlan plan = plan_of({{hours(2), {{}, hours(4) + minutes(30)}}});
  Play play(c.s, plan);
  state::EventLog told;
  while (!play.is_over()) {
    play.step();
    for (const state::Event& event : play.events()) {
      if (event.kind == EventKind::k_cease_fire) told.push_back(event);
    }
  }
  EXPECT_EQ(play.state().now, hours(4) + minutes(30));
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].at, hours(2));
  EXPECT_EQ(told[0].c, 16200);
  EXPECT_EQ(told[1].at, hours(4) + minutes(30));
  EXPECT_EQ(told[1].a, 1);
  // Continued from its end it is over as well.
  EXPECT_TRUE(Play(c.s, plan, play.save()).is_over());
}

TEST(Campaign, a_run_goes_on_from_every_hour_as_if_it_had_never_stopped) {
  Crisis c;
  const RunPlan plan = plan_of({{hours(1), permit(8, hours(2))},
                                {hours(2), permit(9, hours(3))},
                                {hours(5), {{}, hours(6)}}});
  const Outcome straight = run(c.s, plan);
  for (const Time stop :
       {hours(1), hours(2), hours(2) + minutes(7), hours(5), hours(5) + minutes(1)}) {
    Play first(c.s, plan);
    while (first.state().now < stop) first.step();
    Play rest(c.s, plan, first.save());
    EXPECT_EQ(finish(rest).hash, straight.hash) << stop.ms;
  }
}

TEST(Campaign, the_crisis_is_told_how_the_fighting_stands) {
  Crisis c;
  c.s.claimed[index_of(Side::kFirst)] = scenario::cells_beyond(
      c.s.ground.shape(), {from_centre(-300, -100), from_centre(-300, 100)}, from_centre(-1000, 0));
  state::State state = state::start(c.s, Rng(1, 0), {});
  Standings before = standings_of(c.s, state, hours(1));
  EXPECT_EQ(before.of(Side::kSecond).crest, state::control_share(state, c.hill, Side::kSecond));
  EXPECT_GT(before.of(Side::kSecond).crest, 0.5);
  EXPECT_EQ(before.of(Side::kFirst).crest, 0);
  EXPECT_EQ(before.of(Side::kFirst).men, 10) << "the reinforcement is not there";
  EXPECT_EQ(before.of(Side::kFirst).men_in_contact, 0);
  EXPECT_EQ(before.of(Side::kFirst).rung, 0);
  EXPECT_FALSE(before.of(Side::kFirst).is_across);

  state.now = hours(3);
  state.releases = {{kRaid, hours(1)}, {kMore, hours(2)}};
  state.last_fired[c.squad.index()] = hours(2) + minutes(30);
  state.under_fire[c.foe.index()] = hours(1);
  state.roll[c.squad.index()] = {5, 1, 1, 1, 1, 1};
  state.at[c.squad.index()] = from_centre(-100, 0);
  const Standings after = standings_of(c.s, state, hours(1));
  EXPECT_EQ(after.now, hours(3));
  EXPECT_EQ(after.of(Side::kFirst).men, 15);
  EXPECT_EQ(after.of(Side::kFirst).men_in_contact, 5);
  EXPECT_EQ(after.of(Side::kSecond).men_in_contact, 0);
  EXPECT_EQ(after.of(Side::kFirst).men_lost, 5);
  EXPECT_EQ(after.of(Side::kFirst).rung, 9);
  EXPECT_TRUE(after.of(Side::kFirst).is_across);
  EXPECT_FALSE(after.of(Side::kSecond).is_across) << "it claims no line";
  // Who runs does not cross.
  state.morale[c.platoon.index()] = state::Morale::kRouted;
  EXPECT_FALSE(standings_of(c.s, state, hours(1)).of(Side::kFirst).is_across);
}

}  // namespace
}  // namespace khasan::sim
