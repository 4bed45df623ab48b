// Verdicts: the rules of docs/methods/scoring.md on samples made by hand.
#include "study/score.h"

#include <gtest/gtest.h>

#include <cmath>

namespace khasan::study {
namespace {

const double kNever = std::nan("");

// n values evenly from low to high.
std::vector<double> evenly(int n, double low, double high) {
  std::vector<double> samples;
  for (int i = 0; i < n; ++i) samples.push_back(low + (high - low) * i / (n - 1));
  return samples;
}

Verdict verdict_on(const std::vector<double>& samples, const std::string& unit, double recorded) {
  std::string why;
  return judge(estimate_of(samples, unit, 1), width_rule_of(unit), recorded, why);
}

TEST(Score, a_record_well_inside_a_narrow_range_is_met) {
  EXPECT_EQ(verdict_on(evenly(200, 80, 160), "men", 120), Verdict::kMet);
}

TEST(Score, a_record_far_outside_is_missed) {
  EXPECT_EQ(verdict_on(evenly(200, 80, 160), "men", 300), Verdict::kMissed);
  EXPECT_EQ(verdict_on(evenly(200, 80, 160), "men", 10), Verdict::kMissed);
}

TEST(Score, a_record_at_the_edge_is_undecided_and_more_runs_decide) {
  EXPECT_EQ(verdict_on(evenly(40, 0, 100), "hour +09", 8), Verdict::kMissed);  // 80 h wide
  EXPECT_EQ(verdict_on(evenly(40, 100, 200), "men", 107), Verdict::kUndecided);
  EXPECT_EQ(verdict_on(evenly(4000, 100, 200), "men", 107), Verdict::kMissed);
  EXPECT_EQ(verdict_on(evenly(4000, 100, 200), "men", 113), Verdict::kMet);
}

TEST(Score, a_range_that_says_nothing_meets_nothing) {
  EXPECT_EQ(verdict_on(evenly(200, 10, 400), "men", 100), Verdict::kMissed);
  EXPECT_EQ(verdict_on(evenly(200, 0, 1), "fraction", 0.5), Verdict::kMissed);
  EXPECT_EQ(verdict_on(evenly(200, 0.3, 0.7), "fraction", 0.5), Verdict::kMet);
  EXPECT_EQ(verdict_on(evenly(200, 4, 8), "hour +09", 6), Verdict::kMet);
  EXPECT_EQ(verdict_on(evenly(200, 0, 120), "minutes from first shot", 30), Verdict::kMet);
}

TEST(Score, fewer_than_ten_runs_decide_nothing) {
  EXPECT_EQ(verdict_on(evenly(9, 80, 160), "men", 120), Verdict::kUndecided);
}

TEST(Score, what_happens_in_few_runs_is_missed_whatever_its_hour) {
  std::vector<double> samples = evenly(100, 5, 6);
  for (int i = 0; i < 100; ++i) samples.push_back(kNever);
  EXPECT_EQ(verdict_on(samples, "hour +09", 5.5), Verdict::kMissed);
  EXPECT_EQ(verdict_on(std::vector<double>(40, kNever), "hour +09", 5.5), Verdict::kMissed);
}

TEST(Score, an_event_that_failed_sometimes_is_undecided_until_the_runs_are_many) {
  std::vector<double> samples = evenly(36, 5, 6);
  for (int i = 0; i < 4; ++i) samples.push_back(kNever);
  EXPECT_EQ(verdict_on(samples, "hour +09", 5.5), Verdict::kUndecided);  // 36 of 40: 77 to 96 %
  samples = evenly(360, 5, 6);
  for (int i = 0; i < 40; ++i) samples.push_back(kNever);
  EXPECT_EQ(verdict_on(samples, "hour +09", 5.5), Verdict::kMet);
}

TEST(Score, rank_counts_the_runs_beyond_the_record) {
  const Rank high = rank_of(estimate_of(evenly(40, 1, 40), "men", 1), 34);
  EXPECT_TRUE(high.above);
  EXPECT_EQ(high.at_least, 7);
  const Rank low = rank_of(estimate_of(evenly(40, 1, 40), "men", 1), 3);
  EXPECT_FALSE(low.above);
  EXPECT_EQ(low.at_least, 3);
  // What never happened came later than anything recorded.
  const Rank late = rank_of(estimate_of({4, 5, 6, kNever}, "hour +09", 1), 5.5);
  EXPECT_EQ(late.at_least, 2);
  EXPECT_EQ(late.n, 4);
}

TEST(Score, shares_of_runs_carry_n_and_an_interval) {
  const Estimate e = estimate_of({1, kNever, 2, 3}, "men", 1);
  EXPECT_EQ(e.n, 4);
  EXPECT_EQ(e.happened, 3);
  EXPECT_LT(e.happened_ci.low, 0.75);
  EXPECT_GT(e.happened_ci.high, 0.75);
  EXPECT_EQ(e.p50, 2);
}

}  // namespace
}  // namespace khasan::study
