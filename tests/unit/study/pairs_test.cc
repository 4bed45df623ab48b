// Paired differences against a small example worked by hand, and the quantiles of Student's t
// against its table.
#include "study/pairs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace khasan::study {
namespace {

constexpr double kNever = std::numeric_limits<double>::quiet_NaN();

TEST(Pairs, of_a_small_example) {
  // Differences 1, 3, -1, 1: mean 1, variance 8/3; variances 20/3 and 12.
  const PairedDifference pair = paired_difference({2, 4, 6, 8}, {3, 7, 5, 9});
  EXPECT_EQ(pair.n, 4);
  EXPECT_EQ(pair.difference, 1);
  EXPECT_EQ(pair.mean_first, 5);
  EXPECT_EQ(pair.mean_second, 6);
  EXPECT_EQ(pair.share_more, 0.75);
  EXPECT_EQ(pair.share_less, 0.25);
  EXPECT_NEAR(pair.variance_reduction, (20.0 / 3 + 20.0 / 3) / (8.0 / 3), 1e-12);
  EXPECT_FALSE(pair.is_clear()) << "four pairs give no interval";
}

TEST(Pairs, interval_of_ten) {
  std::vector<double> first(10), second;
  for (int i = 0; i < 10; ++i) second.push_back(i);  // mean 4.5, sd 3.02765
  const PairedDifference pair = paired_difference(first, second);
  EXPECT_NEAR(pair.half_width(), 2.262157 * 3.0276504 / std::sqrt(10.0), 2e-3);
  EXPECT_TRUE(pair.is_clear());
  EXPECT_NEAR(pair.variance_reduction, 1, 1e-12);
}

TEST(Pairs, what_happened_in_one_run_alone_is_counted_apart) {
  const PairedDifference pair = paired_difference({1, kNever, 3, kNever}, {kNever, 2, 5, kNever});
  EXPECT_EQ(pair.n, 1);
  EXPECT_EQ(pair.only_first, 1);
  EXPECT_EQ(pair.only_second, 1);
  EXPECT_EQ(pair.difference, 2);
}

TEST(Pairs, equal_differences_reduce_variance_without_end) {
  const PairedDifference pair = paired_difference({1, 5, 9}, {2, 6, 10});
  EXPECT_TRUE(std::isinf(pair.variance_reduction));
  EXPECT_EQ(paired_difference({1, 1}, {1, 1}).variance_reduction, 1);
}

TEST(Pairs, quantiles_of_student) {
  // Table 26.10 of Abramowitz and Stegun.
  EXPECT_NEAR(student_975(1), 12.706, 1e-3);
  EXPECT_NEAR(student_975(9), 2.262, 1e-3);
  EXPECT_NEAR(student_975(20), 2.086, 1e-3);
  EXPECT_NEAR(student_975(60), 2.000, 1e-3);
  EXPECT_NEAR(student_975(100000), 1.960, 1e-3);
  EXPECT_NEAR(student_quantile(0.9995, 19), 3.883, 5e-3);
  EXPECT_NEAR(student_quantile(0.995, 9), 3.250, 5e-3);
}

TEST(Pairs, the_rule_stops_at_the_second_narrow_look) {
  PairedDifference now;
  now.ci95 = {-1, 1};
  now.n = 20;
  StoppingRule rule(1);
  EXPECT_FALSE(rule.is_enough(now)) << "too few";
  now.n = 30;
  EXPECT_FALSE(rule.is_enough(now));
  EXPECT_TRUE(rule.is_enough(now));
  now.ci95 = {-3, 3};
  EXPECT_FALSE(rule.is_enough(now));
  now.ci95 = {-1, 1};
  EXPECT_FALSE(rule.is_enough(now));
}

}  // namespace
}  // namespace khasan::study
