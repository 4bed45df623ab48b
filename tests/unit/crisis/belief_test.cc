// Goal: beliefs move as Gauss and Bayes say. Method: hand-worked cases of the crisis model, and the
// slow way round: sums over a fine grid of the joint density.
#include "crisis/belief.h"

#include <gtest/gtest.h>

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
