// Goal: the campaign of the flagship battle, as it is read from its files, does what
// docs/methods/campaign.md says. Method: whole runs of the first two fights with deciders who read
// their decisions off a list.
#include <gtest/gtest.h>

#include "load/battle.h"
#include "scenario/compile.h"
#include "sim/run.h"

namespace khasan {
namespace {

using scenario::Mode;
using scenario::Scenario;

const scenario::ScenarioSpec& flagship() {
  static const scenario::ScenarioSpec spec = [] {
    const std::string top = KHASAN_SOURCE_DIR;
    return load::read_battle(top + "/battles/lake-khasan-1938", top + "/catalog").take();
  }();
  return spec;
}

Scenario battle(Mode mode, Time longer = {}) {
  scenario::ScenarioSpec spec = flagship();
  spec.campaign->mode = mode;
  spec.campaign->end = scenario::MomentSpec{spec.end.utc_ms + longer.ms, {}};
  return scenario::compile(spec).take();
}

// The first moment at which an order of that id begins; kNever: none does.
Time begun_at(const Scenario& s, const sim::Outcome& outcome, const std::string& id) {
  for (const state::Event& event : outcome.log) {
    const bool begins = event.kind == state::EventKind::k_order_begun;
    if (begins && s.orders[event.order.index()].id == id) return event.at;
  }
  return kNever;
}

// The recorded decisions but for those of that rung of the first side: they come later, or never.
sim::RunPlan with_rung(const Scenario& s, int rung, Time later) {
  sim::RunPlan plan;
  plan.campaign.decide = [recorded = sim::recorded_decisions(s), rung,
                          later](const sim::Standings& standings) {
    sim::Decisions decisions = recorded(standings), changed;
    for (sim::Permission one : decisions.permissions) {
      const bool is_it = one.side == Side::kFirst && one.rung == rung;
      if (is_it && later == kNever) continue;
      if (is_it) one.at += later;
      changed.permissions.push_back(one);
    }
    return changed;
  };
  return plan;
}

TEST(Campaign, released_at_the_recorded_hours_the_battle_is_the_historical_one) {
  const Scenario free = battle(Mode::kFree), history = battle(Mode::kHistorical);
  sim::Play a(free, with_rung(free, 8, Time{})), b(history, {});
  while (!a.is_over()) a.step();
  while (!b.is_over()) b.step();
  ASSERT_EQ(a.state().releases.size(), free.escalations.size());
  state::State state = a.state();
  state.releases.clear();
  state.digest = b.state().digest;
  EXPECT_EQ(state::hash(state), state::hash(b.state()));
}

TEST(Campaign, a_night_assault_released_a_day_later_comes_a_day_later) {
  const Scenario free = battle(Mode::kFree, hours(24)), history = battle(Mode::kHistorical);
  const sim::Outcome late =
      sim::run(free, with_rung(free, 8, hours(24)), nullptr, sim::KeepLog::kYes);
  const sim::Outcome then = sim::run(history, {}, nullptr, sim::KeepLog::kYes);
  EXPECT_EQ(begun_at(free, late, "kanda_attack"), begun_at(history, then, "kanda_attack"));
  const Time was = begun_at(history, then, "i75_co1"), is = begun_at(free, late, "i75_co1");
  ASSERT_NE(is, kNever);
  EXPECT_GT(is, was + hours(23));
  EXPECT_LT(is, was + hours(25));
}

TEST(Campaign, without_a_release_there_is_no_night_assault) {
  const Scenario free = battle(Mode::kFree);
  const sim::Outcome quiet =
      sim::run(free, with_rung(free, 8, kNever), nullptr, sim::KeepLog::kYes);
  EXPECT_NE(begun_at(free, quiet, "kanda_attack"), kNever);
  for (const scenario::Order& order : free.orders) {
    if (!order.escalation.exists() || free.escalations[order.escalation.index()].rung != 8)
      continue;
    EXPECT_EQ(begun_at(free, quiet, order.id), kNever) << order.id;
  }
  for (const state::Event& event : quiet.log) {
    const bool captured = event.kind == state::EventKind::k_captured && event.side == Side::kFirst;
    EXPECT_FALSE(captured && free.place(event.place).id == "zaozernaya_crest");
  }
}

}  // namespace
}  // namespace khasan
