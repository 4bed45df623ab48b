// Runs side by side: threads, order and interruption must not show in the results.
#include "study/replications.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "study/curves.h"
#include "study/score.h"
#include "support/small_battle.h"

namespace khasan::study {
namespace {

// Two squads that see each other at 150 m, for ten minutes.
scenario::Scenario duel() {
  scenario::Scenario battle = support::empty_battle();
  const UnitId jp = support::add_unit(battle, Side::kFirst, "jp/p1");
  const UnitId su = support::add_unit(battle, Side::kSecond, "su/p1");
  support::add_squad(battle, jp, "sq1", 10, support::kCentre);
  support::add_squad(battle, su, "sq1", 10, {support::kCentre.x_m + 150, support::kCentre.y_m});
  scenario::Measure losses;
  losses.id = "M1";
  losses.quantity = "casualties";
  losses.unit = "men";
  battle.measures.push_back(losses);
  battle.end = battle.start + minutes(10);
  support::finish(battle);
  return battle;
}

StudyPlan plan_of(int replications, int threads) {
  StudyPlan plan;
  plan.replications = replications;
  plan.threads = threads;
  plan.curves = true;
  return plan;
}

TEST(Replications, results_do_not_depend_on_the_number_of_threads) {
  const scenario::Scenario battle = duel();
  const Replications one = run_replications(battle, plan_of(12, 1));
  for (const int threads : {2, 7}) {
    const Replications many = run_replications(battle, plan_of(12, threads));
    EXPECT_EQ(many.hash(), one.hash());
    EXPECT_EQ(many.samples_of(0), one.samples_of(0));
    EXPECT_EQ(many.element_steps(), one.element_steps());
  }
}

TEST(Replications, a_run_is_the_same_in_a_longer_study) {
  const scenario::Scenario battle = duel();
  const Replications few = run_replications(battle, plan_of(3, 1));
  const Replications more = run_replications(battle, plan_of(6, 2));
  for (std::size_t r = 0; r < 3; ++r) EXPECT_EQ(few.runs[r].hash, more.runs[r].hash);
  EXPECT_NE(few.runs[0].hash, few.runs[1].hash);
}

TEST(Replications, every_run_of_a_free_battle_asks_the_campaign_of_the_plan) {
  scenario::Scenario battle = duel();
  battle.mode = scenario::Mode::kFree;
  StudyPlan plan = plan_of(4, 2);
  const Replications whole = run_replications(battle, plan);
  plan.campaign.decide = [&](const sim::Standings&) {
    return sim::Decisions{{}, battle.start + minutes(4)};
  };
  const Replications ended = run_replications(battle, plan);
  EXPECT_LT(ended.element_steps(), whole.element_steps());
  // A future that begins at the moment of a decision takes it as well.
  const sim::SavedPlay start = begin_run(battle, plan, 0).save();
  plan.from = &start;
  EXPECT_EQ(run_replications(battle, plan).runs[0].hash, ended.runs[0].hash);
}

TEST(Replications, a_run_that_is_there_already_is_taken_and_not_played_again) {
  const scenario::Scenario battle = duel();
  Replication told = play(battle, plan_of(4, 1), 2);
  const Replications without = run_replications(battle, plan_of(4, 1));
  EXPECT_EQ(told.hash, without.runs[2].hash);
  EXPECT_EQ(told.measures, without.runs[2].measures);
  EXPECT_EQ(told.curves, without.runs[2].curves);
  told.hash = 42;  // a mark that playing would not leave
  StudyControl control;
  control.played = &told;
  const Replications with = run_replications(battle, plan_of(4, 2), control);
  EXPECT_EQ(with.runs[2].hash, 42u);
  EXPECT_EQ(with.runs[3].hash, without.runs[3].hash);
}

TEST(Replications, an_interruption_keeps_what_is_finished) {
  const scenario::Scenario battle = duel();
  std::atomic<bool> stop{false};
  StudyControl control;
  control.stop = &stop;
  control.progress = [&stop](int done) { stop = done >= 2; };
  const Replications part = run_replications(battle, plan_of(10, 1), control);
  EXPECT_TRUE(part.interrupted);
  ASSERT_EQ(part.count(), 2);
  const Replications whole = run_replications(battle, plan_of(2, 1));
  EXPECT_FALSE(whole.interrupted);
  EXPECT_EQ(part.hash(), whole.hash());
}

TEST(Replications, numbers_are_each_played_once_whatever_the_threads) {
  for (const int threads : {1, 2, 7}) {
    std::vector<int> done(100);
    const auto play_one = [&](int i) { done[static_cast<std::size_t>(i)] += i + 1; };
    play_numbers(100, threads, {}, [&] { return play_one; });
    for (int i = 0; i < 100; ++i) EXPECT_EQ(done[static_cast<std::size_t>(i)], i + 1);
  }
  play_numbers(0, 4, {}, [] { return [](int) { ADD_FAILURE(); }; });
}

TEST(Replications, curves_have_a_value_for_every_moment_and_losses_never_fall) {
  const scenario::Scenario battle = duel();
  const Replications all = run_replications(battle, plan_of(2, 1));
  const std::size_t moments = curve_times(battle).size();
  EXPECT_EQ(moments, 11u);
  for (const std::vector<float>& curve : all.runs[0].curves) ASSERT_EQ(curve.size(), moments);
  const std::vector<float>& lost = all.runs[0].curves[0];
  EXPECT_EQ(lost.front(), 0);
  EXPECT_TRUE(std::is_sorted(lost.begin(), lost.end()));
}

TEST(Replications, a_measure_without_a_record_is_not_judged) {
  const scenario::Scenario battle = duel();
  const Replications all = run_replications(battle, plan_of(4, 1));
  const std::vector<Score> scores = score(battle, all);
  ASSERT_EQ(scores.size(), 1u);
  EXPECT_EQ(scores[0].verdict, Verdict::kNotJudged);
  EXPECT_EQ(scores[0].estimate.n, 4);
}

}  // namespace
}  // namespace khasan::study
