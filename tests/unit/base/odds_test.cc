// Log-odds and the logistic function: known values, inverse of each other, no NaN at the ends.
#include "base/odds.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace khasan {
namespace {

TEST(Odds, three_to_one_is_three_quarters) {
  EXPECT_NEAR(log_odds(0.75), std::log(3.0), 1e-15);
  EXPECT_NEAR(logistic(std::log(3.0)), 0.75, 1e-15);
  EXPECT_EQ(logistic(0), 0.5);
}

TEST(Odds, each_undoes_the_other) {
  for (const double p : {1e-9, 0.01, 0.3, 0.5, 0.999}) {
    EXPECT_NEAR(logistic(log_odds(p)), p, 1e-14) << p;
  }
}

TEST(Odds, ends_are_certain) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(log_odds(0), -kInfinity);
  EXPECT_EQ(log_odds(1), kInfinity);
  EXPECT_EQ(logistic(-1000), 0);
  EXPECT_EQ(logistic(1000), 1);
  EXPECT_EQ(logistic(-kInfinity), 0);
}

}  // namespace
}  // namespace khasan
