// Goal: the split of a surprise is the Bayesian one where it should be, "no conclusion" where it
// should be, and that of the worked example of 1938.
// Method: a Kalman filter that takes one engagement after the other as the oracle; exact ratios;
// the hand-computed figures of docs/methods/lessons.md.
#include "lessons/attribution.h"

#include <gtest/gtest.h>

#include <vector>

namespace khasan::lessons {
namespace {

constexpr double kNoise = 0.4 * 0.4 + 0.5 * 0.5;  // of battle and of exchange, worked example

// The Japanese of the popular account: doubts neither quality nor command, forgets numbers.
LearningHabits doctrinaire() {
  return {.alpha = 0.1, .phi_n = 0.2, .phi_q = 0.9, .doctrine = 0.35, .p_o = 0};
}

// The Soviets of the worked example: look first to their own command.
LearningHabits self_critical() {
  return {.alpha = 1, .doctrine = 0.2, .p_o = 0.3, .tolerance = 0.15, .drag_factor_next = 0.4};
}

double sum(const Attribution& blame) {
  return blame.numbers + blame.quality + blame.command + blame.chance;
}

// Mean of a correlated belief after one observation of n + q after the other.
PriorBelief filtered(PriorBelief belief, const std::vector<double>& seen, double noise) {
  for (const double z : seen) {
    const double n = belief.p_nn + belief.p_nq, q = belief.p_qq + belief.p_nq, d = n + q + noise;
    const double e = z - belief.mu_n - belief.mu_q;
    belief = {belief.mu_n + e * n / d, belief.mu_q + e * q / d, belief.p_nn - n * n / d,
              belief.p_qq - q * q / d, belief.p_nq - n * q / d};
  }
  return belief;
}

TEST(Attribution, with_full_weight_is_bayes) {
  const PriorBelief prior{0.1, 0.3, 0.2, 0.12, -0.05};
  const PriorBelief after = filtered(prior, {0.9, -0.2, 0.4}, kNoise);
  const Lesson lesson = learn(prior, {(0.9 - 0.2 + 0.4) / 3, kNoise, 3}, LearningHabits{}, 0);
  EXPECT_NEAR(lesson.mu_n_next, after.mu_n, 1e-12);
  EXPECT_NEAR(lesson.mu_q_next, after.mu_q, 1e-12);
}

TEST(Attribution, weight_is_belief_in_a_narrower_quality) {
  const double alpha = 0.3;
  const PriorBelief prior{0, 0.3, 0.2, 0.12, 0.05};
  const PriorBelief narrow{0, 0.3, 0.2, alpha * alpha * 0.12, alpha * 0.05};
  const Observation seen{-0.4, kNoise, 2};
  const Attribution weighted = attribute(-0.7, prior, {.alpha = alpha}, seen);
  const Attribution bayes = attribute(-0.7, narrow, {}, seen);
  EXPECT_NEAR(weighted.numbers, bayes.numbers, 1e-15);
  EXPECT_NEAR(weighted.quality, bayes.quality, 1e-15);
}

TEST(Attribution, ratio_of_numbers_to_quality_is_that_of_their_variances) {
  const double alpha = 0.4;
  const PriorBelief prior{0, 0.35, 0.2, 0.12};
  const Attribution blame = attribute(0.5, prior, {.alpha = alpha}, {0.85, kNoise, 3});
  EXPECT_NEAR(blame.numbers / blame.quality, 0.2 / (alpha * alpha * 0.12), 1e-12);
}

TEST(Attribution, parts_add_up_to_the_surprise) {
  const PriorBelief prior{-0.1, 0.2, 0.2, 0.15, -0.02};
  for (const int engagements : {0, 1, 3, 50}) {
    const Attribution blame =
        attribute(-0.85, prior, self_critical(), {-0.65, kNoise, engagements});
    EXPECT_NEAR(sum(blame), -0.85, 1e-12) << engagements;
  }
}

TEST(Attribution, more_engagements_leave_less_to_chance) {
  double chance = 1;
  for (const int engagements : {0, 1, 3, 50}) {
    const double now = attribute(1, {0, 0, 0.2, 0.2}, {}, {1, kNoise, engagements}).chance;
    EXPECT_LE(now, chance);
    chance = now;
  }
  EXPECT_NEAR(chance, (kNoise / 50) / (0.4 + kNoise / 50), 1e-12);
}

TEST(Lesson, certain_quality_and_no_memory_draw_no_conclusion) {
  const PriorBelief prior{0, 0.35, 0.2, 0};
  LearningHabits habits = doctrinaire();
  habits.alpha = 1;
  habits.phi_n = 0;
  const Lesson lesson = learn(prior, {-1.2, kNoise, 3}, habits, 0);
  EXPECT_EQ(lesson.blame.quality, 0);
  EXPECT_LT(lesson.blame.numbers, -0.9);
  EXPECT_EQ(lesson.mu_n_next, 0);
  EXPECT_NEAR(lesson.mu_q_next, prior.mu_q, 1e-15);
}

TEST(Lesson, forgetting_returns_to_doctrine) {
  const PriorBelief prior{-0.3, 0.8, 0.2, 0.12};
  const LearningHabits habits{.phi_n = 0, .phi_q = 0, .doctrine = 0.35};
  const Lesson lesson = learn(prior, {0.1, kNoise, 3}, habits, 0);
  EXPECT_EQ(lesson.expected_next(), 0.35);
}

TEST(Lesson, without_engagements_nothing_is_learnt) {
  const PriorBelief prior{0.06, 0.35, 0.2, 0.12};
  const Lesson lesson = learn(prior, Observation{}, LearningHabits{.p_o = 0.3}, 0.25);
  EXPECT_EQ(lesson.surprise(), 0);
  EXPECT_FALSE(lesson.commander_replaced);
  EXPECT_NEAR(lesson.expected_next(), lesson.expected, 1e-15);
  EXPECT_EQ(lesson.drag_next, 0.25);
}

TEST(Lesson, of_japan_in_1938_leaves_quality_alone_and_is_bolder) {
  // After the defector's report: -0.143 in numbers, 0.552 in quality.
  const PriorBelief prior{-0.143, 0.552, 0.153, 0.100};
  const Lesson lesson = learn(prior, {0.647, kNoise, 3}, doctrinaire(), 0);
  EXPECT_NEAR(lesson.surprise(), 0.24, 0.006);
  EXPECT_NEAR(learn(prior, {0.523, kNoise, 3}, doctrinaire(), 0).surprise(), 0.11, 0.006);
  EXPECT_NEAR(lesson.blame.numbers, 0.125, 0.0006);
  EXPECT_NEAR(lesson.blame.quality, 0.0008, 0.00006);
  EXPECT_EQ(lesson.blame.command, 0);
  // The bad numbers of the report are forgotten, the good quality is kept.
  EXPECT_NEAR(lesson.expected, 0.409, 1e-12);
  EXPECT_NEAR(lesson.expected_next(), 0.529, 0.0006);
}

TEST(Lesson, of_the_soviets_in_1938_replaces_the_commander) {
  const PriorBelief prior{0, 0.2, 0.2, 0.2};
  // By Japanese estimates of Soviet losses, and scaled to the archive.
  const Lesson estimated = learn(prior, {-0.647, kNoise, 3}, self_critical(), 0.25);
  const Lesson archive = learn(prior, {-0.523, kNoise, 3}, self_critical(), 0.25);
  EXPECT_NEAR(estimated.surprise(), -0.85, 0.006);
  EXPECT_NEAR(estimated.blame.command, -0.30, 0.006);
  EXPECT_NEAR(archive.surprise(), -0.72, 0.006);
  EXPECT_NEAR(archive.blame.command, -0.26, 0.006);
  EXPECT_TRUE(estimated.commander_replaced);
  EXPECT_TRUE(archive.commander_replaced);
  EXPECT_NEAR(archive.drag_next, 0.1, 1e-15);
}

TEST(Lesson, of_the_soviets_by_totals_of_one_attack_keeps_the_commander) {
  // A weak point of docs/methods/lessons.md: the worst of the totals that sources give.
  const Engagement whole{Holder::kEnemy, 23000, 3544, 7000, 1442};
  const Observation seen = observe({&whole, 1}, 0.8, kNoise);
  EXPECT_NEAR(seen.residual, -0.24, 0.006);
  const Lesson lesson = learn({0, 0.2, 0.2, 0.2}, seen, self_critical(), 0.25);
  EXPECT_NEAR(lesson.blame.command, -0.12, 0.006);
  EXPECT_FALSE(lesson.commander_replaced);
}

TEST(Lesson, commander_within_tolerance_stays) {
  LearningHabits habits = self_critical();
  habits.tolerance = 0.31;
  const Lesson lesson = learn({0, 0.2, 0.2, 0.2}, {-0.647, kNoise, 3}, habits, 0.25);
  EXPECT_FALSE(lesson.commander_replaced);
  EXPECT_EQ(lesson.drag_next, 0.25);
}

TEST(Lesson, success_never_costs_a_commander) {
  LearningHabits habits = self_critical();
  habits.tolerance = 0;
  EXPECT_FALSE(learn({0, 0.2, 0.2, 0.2}, {0.9, kNoise, 3}, habits, 0).commander_replaced);
}

}  // namespace
}  // namespace khasan::lessons
