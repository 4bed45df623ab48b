// Estimates against closed forms and the published vectors of scoring rules
// (test_vectors/README.md).
#include "study/estimate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/rng.h"

namespace khasan::study {
namespace {

std::vector<double> numbers_between(const std::string& text, char open, char close) {
  const std::size_t from = text.find(open) + 1;
  std::istringstream list(text.substr(from, text.find(close) - from));
  std::vector<double> numbers;
  for (std::string item; std::getline(list, item, ',');) numbers.push_back(std::stod(item));
  return numbers;
}

TEST(Estimate, crps_of_ensembles_equals_the_test_vectors) {
  std::ifstream file(KHASAN_TEST_DATA "/test_vectors/scoring_rules.csv");
  int checked = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.find("ensemble") == std::string::npos) continue;
    const std::vector<double> members = numbers_between(line, '[', ']');
    const double y = std::stod(line.substr(line.find("y=") + 2));
    const double expected = std::stod(line.substr(line.rfind(',') + 1));
    const bool fair = line.find("fair") != std::string::npos;
    EXPECT_NEAR(fair ? fair_crps(members, y) : plain_crps(members, y), expected, 1e-12) << line;
    ++checked;
  }
  EXPECT_EQ(checked, 6);
}

TEST(Estimate, quantiles_are_of_type_7) {
  const std::vector<double> four{1, 2, 3, 4};
  EXPECT_DOUBLE_EQ(quantile_of(four, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile_of(four, 0.1), 1.3);
  EXPECT_DOUBLE_EQ(quantile_of(four, 0.9), 3.7);
  EXPECT_DOUBLE_EQ(quantile_of(four, 0), 1);
  EXPECT_DOUBLE_EQ(quantile_of(four, 1), 4);
  EXPECT_DOUBLE_EQ(quantile_of(std::vector<double>{7}, 0.9), 7);
}

// 7 of 40: the published interval is 8.7 to 31.9 %.
TEST(Estimate, wilson_interval_of_a_known_share) {
  const Interval ci = wilson_interval(7, 40);
  EXPECT_NEAR(ci.low, 0.0875, 5e-4);
  EXPECT_NEAR(ci.high, 0.3195, 5e-4);
  EXPECT_EQ(wilson_interval(0, 40).low, 0);
  EXPECT_EQ(wilson_interval(40, 40).high, 1);
  EXPECT_EQ(wilson_interval(0, 0), (Interval{0, 1}));
}

TEST(Estimate, bootstrap_intervals_hold_the_quantile_and_shrink_with_n) {
  const auto width_at = [](int n) {
    std::vector<double> samples;
    for (int i = 0; i < n; ++i) samples.push_back(static_cast<double>(i) / (n - 1));
    const Interval ci = middle_95(resample(samples, 1).p90);
    EXPECT_LT(ci.low, 0.9);
    EXPECT_GT(ci.high, 0.9);
    return ci.high - ci.low;
  };
  const double few = width_at(40), many = width_at(4000);
  // The doubt falls with the square root of n.
  EXPECT_NEAR(few / many, 10, 4);
}

TEST(Estimate, bootstrap_covers_the_truth_about_as_often_as_it_says) {
  const Rng rng(5, 0);
  int covered = 0;
  for (uint64_t trial = 0; trial < 200; ++trial) {
    std::vector<double> samples;
    for (uint32_t i = 0; i < 100; ++i) {
      samples.push_back(rng.uniform(Purpose::kTest, trial, 0, Time{}, i));
    }
    std::sort(samples.begin(), samples.end());
    const Interval ci = middle_95(resample(samples, trial).p90);
    covered += ci.low <= 0.9 && 0.9 <= ci.high;
  }
  EXPECT_GE(covered, 175);  // 190 expected, 3 standard errors and the bias of small samples less
}

TEST(Estimate, same_samples_give_the_same_interval) {
  const std::vector<double> samples{1, 2, 4, 8, 16, 32};
  EXPECT_EQ(resample(samples, 9).p10, resample(samples, 9).p10);
  EXPECT_NE(resample(samples, 9).p10, resample(samples, 10).p10);
}

}  // namespace
}  // namespace khasan::study
