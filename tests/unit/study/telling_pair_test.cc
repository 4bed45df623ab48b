// The pair on the map must be like most others: near to the mean of every difference at once.
#include "study/telling_pair.h"

#include <gtest/gtest.h>

#include <limits>

namespace khasan::study {
namespace {

constexpr double kNever = std::numeric_limits<double>::quiet_NaN();

TEST(TellingPair, is_nearest_to_the_mean) {
  EXPECT_EQ(telling_pair({{0, 10, 4, 6, 25}}), 1) << "the mean is 9";
}

TEST(TellingPair, is_near_in_every_measure_whatever_its_unit) {
  EXPECT_EQ(telling_pair({{5, 0, 10, 5}, {0, 500, 500, 500}}), 3);
}

TEST(TellingPair, is_one_in_which_everything_happened) {
  EXPECT_EQ(telling_pair({{kNever, 1, 9}, {4, 4, 4}}), 1);
}

TEST(TellingPair, is_the_first_where_nothing_differs_or_nothing_is_asked) {
  EXPECT_EQ(telling_pair({{0, 0, 0}}), 0);
  EXPECT_EQ(telling_pair({{kNever, kNever}}), 0);
  EXPECT_EQ(telling_pair({}), 0);
  EXPECT_EQ(telling_pair({{}}), 0);
}

}  // namespace
}  // namespace khasan::study
