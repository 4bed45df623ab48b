// Goal: intervals of paired differences hold what they promise, also when pairs are played until
// the interval is narrow enough. Method: thousands of studies of numbers whose true mean is known,
// normal and skewed, each stopped by the rule; the share of intervals that cover the mean.
#include "study/pairs.h"

#include <gtest/gtest.h>

#include "base/draw.h"
#include "base/rng.h"

namespace khasan::study {
namespace {

constexpr int kStudies = 4000;

// Standard normal by its quantile, or exponential with mean 1: skewed as losses are.
double number(const Rng& rng, uint64_t study, uint64_t pair, bool skewed) {
  const double u = rng.uniform(Purpose::kTest, study, pair, Time{});
  return skewed ? exponential_from(u, 1) - 1 : normal_from(u, 0, 1);
}

struct Coverage {
  double share = 0, pairs = 0;
};

Coverage coverage_of(double half_width, bool skewed) {
  const Rng rng(17, 0);
  Coverage all;
  for (uint64_t s = 0; s < kStudies; ++s) {
    StoppingRule rule(half_width);
    std::vector<double> first, second;
    PairedDifference now;
    do {
      for (int i = 0; i < StoppingRule::kLookEvery; ++i) {
        first.push_back(0);
        second.push_back(number(rng, s, second.size(), skewed));
      }
      now = paired_difference(first, second);
    } while (!rule.is_enough(now));
    all.share += now.ci95.low <= 0 && now.ci95.high >= 0;
    all.pairs += now.n;
  }
  all.share /= kStudies;
  all.pairs /= kStudies;
  return all;
}

// Within the Monte Carlo error of 4,000 studies (0.007 at two standard errors) and the little that
// stopping costs.
TEST(StoppedPairs, cover_the_true_difference_of_normal_numbers) {
  for (const double half_width : {0.15, 0.25, 0.4}) {
    const Coverage coverage = coverage_of(half_width, false);
    EXPECT_GE(coverage.share, 0.935) << half_width << ", " << coverage.pairs << " pairs";
    EXPECT_LE(coverage.share, 0.965) << half_width;
  }
}

TEST(StoppedPairs, cover_the_true_difference_of_skewed_numbers) {
  for (const double half_width : {0.15, 0.25}) {
    EXPECT_GE(coverage_of(half_width, true).share, 0.91) << half_width;
  }
}

}  // namespace
}  // namespace khasan::study
