// Goal: beliefs move as Gauss and Bayes say. Method: hand-worked cases of the crisis model, and the
// slow way round: sums over a fine grid of the joint density.
#include "crisis/belief.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace khasan::crisis {
namespace {

constexpr Belief kPrior{.1, .35, .2, 0, .12, .4};

TEST(Belief, a_report_moves_mean_and_variance_as_worked_by_hand) {
  const Moments after = after_report({.35, .12}, .9, .15, .7);
  EXPECT_NEAR(after.mean, .521111111, 1e-9);
  EXPECT_NEAR(after.variance, .095214815, 1e-9);
}

TEST(Belief, a_worthless_report_changes_nothing) {
  const Moments after = after_report({.35, .12}, 9, .15, 0);
  EXPECT_EQ(after.mean, .35);
  EXPECT_EQ(after.variance, .12);
}

TEST(Belief, a_certain_report_is_a_look_at_one_part) {
  const Moments after = after_report({.35, .12}, .9, .15, 1);
  Belief belief{0, .35, 0, 0, .12, .5};
  learn_strength(belief, .9, .15);
  EXPECT_NEAR(after.mean, belief.quality, 1e-15);
  EXPECT_NEAR(after.variance, belief.var_quality, 1e-15);
}

TEST(Belief, deception_moves_the_mean_by_credibility_times_gain_times_offset) {
  const double plain = after_report({.35, .12}, .9, .15, .7).mean;
  const double planted = after_report({.35, .12}, .9 + .5, .15, .7).mean;
  EXPECT_NEAR(planted - plain, .7 * .12 / (.12 + .15) * .5, 1e-15);
}

TEST(Belief, looks_add_up_like_precisions) {
  Belief belief = kPrior;
  const double before = belief.var_strength();
  for (int look = 0; look < 5; ++look) learn_strength(belief, .8, .3);
  EXPECT_NEAR(belief.var_strength(), 1 / (1 / before + 5 / .3), 1e-12);
  const double weight = 5 / .3;
  EXPECT_NEAR(belief.strength(), (.45 / before + .8 * weight) / (1 / before + weight), 1e-12);
  // What cannot be told apart is shared by the variances of the prior.
  EXPECT_NEAR((belief.quantity - kPrior.quantity) / (belief.quality - kPrior.quality), .2 / .12,
              1e-12);
}

TEST(Belief, a_part_without_doubt_is_never_revised) {
  Belief belief{.1, .35, .2, 0, 0, .5};
  learn_strength(belief, 2, .3);
  EXPECT_EQ(belief.quality, .35);
  EXPECT_GT(belief.quantity, .1);
}

// Means and covariances by sums over a grid of both parts: a true report with chance w.
TEST(Belief, a_report_after_fighting_moves_both_parts_as_their_joint_law_does) {
  Belief belief = kPrior;
  for (int look = 0; look < 3; ++look) learn_strength(belief, .9, .2);
  ASSERT_LT(belief.covariance, -.05);
  const double determinant =
      belief.var_quantity * belief.var_quality - belief.covariance * belief.covariance;
  const double value = -.4, variance = .15, w = .7;
  // Sums of 1, n, q, n^2, n q, q^2 without the report and, weighed by it, with it.
  std::array<std::array<double, 6>, 2> sums{};
  for (int i = -200; i <= 200; ++i) {
    for (int j = -200; j <= 200; ++j) {
      const double n = belief.quantity + .02 * i, q = belief.quality + .02 * j;
      const double x = .02 * i, y = .02 * j;
      const double density = std::exp(-(belief.var_quality * x * x - 2 * belief.covariance * x * y +
                                        belief.var_quantity * y * y) /
                                      (2 * determinant));
      const double heard = density * std::exp(-(value - n) * (value - n) / (2 * variance));
      const double terms[6] = {1, n, q, n * n, n * q, q * q};
      for (std::size_t t = 0; t < 6; ++t) {
        sums[0][t] += density * terms[t];
        sums[1][t] += heard * terms[t];
      }
    }
  }
  std::array<double, 6> mixed{};
  for (std::size_t t = 0; t < 6; ++t) {
    mixed[t] = (1 - w) * sums[0][t] / sums[0][0] + w * sums[1][t] / sums[1][0];
  }
  learn_report(belief, Part::kQuantity, value, variance, w);
  EXPECT_NEAR(belief.quantity, mixed[1], 1e-6);
  EXPECT_NEAR(belief.quality, mixed[2], 1e-6);
  EXPECT_NEAR(belief.var_quantity, mixed[3] - mixed[1] * mixed[1], 1e-6);
  EXPECT_NEAR(belief.covariance, mixed[4] - mixed[1] * mixed[2], 1e-6);
  EXPECT_NEAR(belief.var_quality, mixed[5] - mixed[2] * mixed[2], 1e-6);
}

TEST(Belief, a_report_before_any_fight_leaves_the_other_part_alone) {
  Belief belief = kPrior;
  learn_report(belief, Part::kQuality, 1, .15, .7);
  EXPECT_EQ(belief.quantity, kPrior.quantity);
  EXPECT_EQ(belief.var_quantity, kPrior.var_quantity);
  EXPECT_EQ(belief.covariance, 0);
  EXPECT_EQ(belief.quality, after_report({.35, .12}, 1, .15, .7).mean);
}

TEST(Belief, an_answer_is_weighed_by_bayes) {
  EXPECT_NEAR(after_answer(.4, true, .9, .3), .4 * .9 / (.4 * .9 + .6 * .3), 1e-15);
  EXPECT_NEAR(after_answer(.4, false, .9, .3), .4 * .1 / (.4 * .1 + .6 * .7), 1e-15);
  EXPECT_NEAR(after_answer(.4, true, .7, .7), .4, 1e-15);
  EXPECT_EQ(after_answer(0, true, .9, .3), 0);
  EXPECT_EQ(after_answer(1, false, .9, .3), 1);
  // An answer that was thought impossible teaches nothing.
  EXPECT_EQ(after_answer(.4, false, 1, 1), .4);
}

TEST(Belief, better_grades_say_more) {
  for (std::size_t i = 1; i < kSourceVariance.size(); ++i) {
    EXPECT_GE(kSourceVariance[i], kSourceVariance[i - 1]);
  }
  // The sixth says that truth cannot be judged, not that it is least.
  for (std::size_t i = 1; i + 1 < kCredibility.size(); ++i) {
    EXPECT_LT(kCredibility[i], kCredibility[i - 1]);
  }
}

}  // namespace
}  // namespace khasan::crisis
