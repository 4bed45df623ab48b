// The step as a whole on a small battle: time, scheduling, ablation, and that the table is what it
// says.
#include "sim/step.h"

#include <gtest/gtest.h>

#include "sim/run.h"
#include "support/small_battle.h"

namespace khasan::sim {
namespace {

// Two platoons of three squads in the open, `apart_m` from each other, each told to attack.
scenario::Scenario duel(double apart_m) {
  scenario::Scenario s = support::empty_battle();
  s.end = hours(1);
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    const bool first = side == Side::kFirst;
    const UnitId unit = support::add_unit(s, side, first ? "jp/p1" : "su/p1");
    for (int i = 0; i < 3; ++i) {
      support::add_squad(
          s, unit, "sq" + std::to_string(i), 10,
          {support::kCentre.x_m + (first ? 0 : apart_m), support::kCentre.y_m + 40.0 * i});
    }
  }
  support::add_place(s, "centre", support::kCentre, 60);
  support::finish(s);
  return s;
}

TEST(Step, time_goes_forward_and_ends_at_the_end) {
  const scenario::Scenario s = duel(300);
  state::State state = state::start(s, Rng(1, 0), {});
  Workspace workspace;
  StepOptions options;
  options.until = s.end;
  Time before = state.now;
  while (state.now < s.end) {
    step(s, state, Rng(1, 0), options, workspace, nullptr);
    ASSERT_GT(state.now, before);
    before = state.now;
    ASSERT_EQ(state::invariants(s, state), std::vector<std::string>{});
  }
  EXPECT_EQ(state.now, s.end);
}

TEST(Step, a_cease_fire_is_logged_once_and_nothing_comes_after_it) {
  scenario::Scenario s = duel(150);
  scenario::CeaseFire cease;
  cease.agreed = minutes(10);
  cease.at = s.end = minutes(20);
  s.cease_fire = cease;
  const Outcome outcome = run(s, {}, nullptr, KeepLog::kYes);
  std::vector<state::Event> told;
  for (const state::Event& event : outcome.log) {
    EXPECT_LE(event.at, cease.at);
    if (event.kind == state::EventKind::k_cease_fire) told.push_back(event);
  }
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].at, cease.agreed);
  EXPECT_EQ(told[1].at, cease.at);
  EXPECT_EQ(told[1].a, 1);
}

TEST(Step, enemies_in_the_open_hurt_each_other) {
  const Outcome outcome = run(duel(150), {}, nullptr, KeepLog::kYes);
  int casualties = 0;
  for (const state::Event& event : outcome.log) {
    casualties += event.kind == state::EventKind::k_casualties;
  }
  EXPECT_GT(casualties, 0);
}

TEST(Step, the_same_run_twice_is_the_same_to_the_bit) {
  const scenario::Scenario s = duel(200);
  EXPECT_EQ(run(s, {}).hash, run(s, {}).hash);
  RunPlan other;
  other.replication = 1;
  EXPECT_NE(run(s, {}).hash, run(s, other).hash);
}

TEST(Step, enemies_out_of_reach_are_stepped_seldom) {
  EXPECT_LT(run(duel(1800), {}).element_steps * 3, run(duel(90), {}).element_steps);
}

TEST(Phases, every_phase_can_be_removed_and_the_rest_still_runs) {
  const scenario::Scenario s = duel(150);
  for (const Phase& phase : phases()) {
    RunPlan plan;
    plan.step.without = mask_of(phase.name);
    EXPECT_NE(plan.step.without, 0u);
    EXPECT_NO_FATAL_FAILURE(run(s, plan)) << phase.name;
  }
  EXPECT_EQ(mask_of("no_such_phase"), 0u);
}

TEST(Phases, without_fire_nobody_is_hit_by_bullets) {
  RunPlan plan;
  plan.step.without = mask_of("direct_fire") | mask_of("close_assault");
  for (const state::Event& event : run(duel(150), plan, nullptr, KeepLog::kYes).log) {
    EXPECT_NE(event.kind, state::EventKind::k_casualties);
  }
}

}  // namespace
}  // namespace khasan::sim
