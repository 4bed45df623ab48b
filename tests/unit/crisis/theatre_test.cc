// Goal: numbers are drawn over their ranges by name, one independent of the other. Method: the
// small theatre with three ranges, against the triangular law's own quantiles and moments.
#include "crisis/theatre.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/small_theatre.h"

namespace khasan::crisis {
namespace {

Theatre with_ranges() {
  Theatre theatre = support::small_theatre();
  support::add_band(theatre, "heights", theatre.numbers.heights, .5, 1.1);
  support::add_band(theatre, "skip", theatre.numbers.skip, .1, .1);
  support::add_band(theatre, "red_stake", theatre.numbers.actor[support::kRedArmy].stake, .8, 1.8);
  return theatre;
}

TEST(Theatre, values_are_reached_by_offset) {
  Theatre theatre = with_ranges();
  EXPECT_EQ(value_of(theatre.numbers, theatre.bands[2]), 1.2);
  set_value(theatre.numbers, theatre.bands[2], 1.5);
  EXPECT_EQ(theatre.numbers.actor[support::kRedArmy].stake, 1.5);
  EXPECT_EQ(theatre.numbers.actor[support::kRedArmy].cost_weight, .6);
}

TEST(Theatre, triangular_values_are_quantiles_of_the_triangular_law) {
  EXPECT_NEAR(triangular_from(.25, 0, .5, 1), std::sqrt(.125), 1e-15);
  EXPECT_NEAR(triangular_from(.5, 0, .5, 1), .5, 1e-15);
  EXPECT_NEAR(triangular_from(.75, 0, .5, 1), 1 - std::sqrt(.125), 1e-15);
  EXPECT_EQ(triangular_from(.3, 2, 2, 2), 2);
  for (const double u : {1e-9, .1, .5, .9, 1 - 1e-9}) {
    EXPECT_NEAR(triangular_from(u, 0, 0, 1), 1 - std::sqrt(1 - u), 1e-12);
    EXPECT_NEAR(triangular_from(u, 0, 1, 1), std::sqrt(u), 1e-12);
  }
}

TEST(Theatre, draws_have_the_mean_of_their_range_and_stay_inside) {
  const Theatre theatre = with_ranges();
  constexpr int kDraws = 4000;
  double sum = 0;
  for (uint64_t k = 0; k < kDraws; ++k) {
    const Numbers drawn = draw_numbers(theatre, Rng(1, k));
    ASSERT_GE(drawn.heights, .5);
    ASSERT_LE(drawn.heights, 1.1);
    ASSERT_EQ(drawn.skip, .1);
    sum += drawn.heights;
  }
  const double variance = .6 * .6 / 24;  // symmetric about 0.8
  EXPECT_NEAR(sum / kDraws, .8, 4 * std::sqrt(variance / kDraws));
}

TEST(Theatre, a_draw_depends_on_the_name_and_not_on_the_others) {
  Theatre theatre = with_ranges();
  const Numbers drawn = draw_numbers(theatre, Rng(1, 7));
  std::reverse(theatre.bands.begin(), theatre.bands.end());
  theatre.bands.pop_back();
  const Numbers fewer = draw_numbers(theatre, Rng(1, 7));
  const double stake = drawn.actor[support::kRedArmy].stake;
  EXPECT_EQ(fewer.actor[support::kRedArmy].stake, stake);
  EXPECT_EQ(fewer.heights, theatre.numbers.heights);
  EXPECT_NE(drawn.heights, theatre.numbers.heights);
}

}  // namespace
}  // namespace khasan::crisis
