// Shapley values, interactions and shares against games whose solution is known from the books.
#include "study/shapley.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "base/draw.h"
#include "base/rng.h"

namespace khasan::study {
namespace {

std::vector<double> game(std::size_t players, double (*worth)(std::size_t set)) {
  std::vector<double> all;
  for (std::size_t set = 0; set < std::size_t{1} << players; ++set) all.push_back(worth(set));
  return all;
}

TEST(Shapley, unanimity_is_shared_evenly_by_those_who_are_needed) {
  // Players 0 and 2 are needed, 1 and 3 are not.
  const auto worth = game(4, [](std::size_t set) { return (set & 5) == 5 ? 6.0 : 0.0; });
  const std::vector<double> values = shapley_values(worth, 4);
  EXPECT_NEAR(values[0], 3, 1e-12);
  EXPECT_NEAR(values[1], 0, 1e-12);
  EXPECT_NEAR(values[2], 3, 1e-12);
  EXPECT_NEAR(values[3], 0, 1e-12);
  EXPECT_NEAR(interaction_of(worth, 4, 0, 2), 6, 1e-12);
  EXPECT_NEAR(interaction_of(worth, 4, 0, 1), 0, 1e-12);
}

TEST(Shapley, who_has_the_only_right_glove_gets_two_thirds) {
  // Player 2 has a right glove, 0 and 1 a left one each; a pair is worth 1.
  const auto worth =
      game(3, [](std::size_t set) { return (set & 4) != 0 && (set & 3) != 0 ? 1.0 : 0.0; });
  const std::vector<double> values = shapley_values(worth, 3);
  EXPECT_NEAR(values[0], 1.0 / 6, 1e-12);
  EXPECT_NEAR(values[1], 1.0 / 6, 1e-12);
  EXPECT_NEAR(values[2], 2.0 / 3, 1e-12);
  EXPECT_LT(interaction_of(worth, 3, 0, 1), 0) << "two left gloves stand in for each other";
  EXPECT_GT(interaction_of(worth, 3, 0, 2), 0);
}

TEST(Shapley, of_an_additive_game_are_what_each_brings) {
  const auto worth = game(3, [](std::size_t set) {
    return ((set & 1) != 0 ? 2.0 : 0) - ((set & 2) != 0 ? 3.0 : 0) + ((set & 4) != 0 ? 0.5 : 0);
  });
  const std::vector<double> values = shapley_values(worth, 3);
  EXPECT_NEAR(values[0], 2, 1e-12);
  EXPECT_NEAR(values[1], -3, 1e-12);
  EXPECT_NEAR(values[2], 0.5, 1e-12);
  EXPECT_NEAR(interaction_of(worth, 3, 0, 1), 0, 1e-12);
}

TEST(Shapley, values_add_up_whatever_the_game) {
  const auto worth =
      game(5, [](std::size_t set) { return static_cast<double>((set * 2654435761u >> 7) % 1000); });
  double sum = 0;
  for (const double value : shapley_values(worth, 5)) sum += value;
  EXPECT_NEAR(sum, worth.back() - worth.front(), 1e-9);
}

// Runs of an additive game of 3 : 1 with noise.
std::vector<std::vector<double>> noisy_runs(std::size_t n) {
  const Rng rng(5, 0);
  std::vector<std::vector<double>> runs;
  for (std::size_t r = 0; r < n; ++r) {
    const double a = 3 + normal_from(rng.uniform(Purpose::kTest, r, 0, Time{}), 0, 1);
    const double b = 1 + normal_from(rng.uniform(Purpose::kTest, r, 1, Time{}), 0, 1);
    runs.push_back({0, a, b, a + b});
  }
  return runs;
}

TEST(ShapleyShares, give_each_its_part_with_an_interval) {
  const ShapleyShares shares = shapley_shares(noisy_runs(200), 2);
  EXPECT_EQ(shares.n, 200);
  EXPECT_NEAR(shares.players[0].share, 0.75, 0.05);
  EXPECT_NEAR(shares.players[0].share + shares.players[1].share, 1, 1e-12);
  EXPECT_LT(shares.players[0].share_ci.low, 0.75);
  EXPECT_GT(shares.players[0].share_ci.high, 0.75);
  EXPECT_NEAR(shares.players[0].ci.high - shares.players[0].ci.low, 2 * 1.97 / std::sqrt(200),
              0.05);
  ASSERT_EQ(shares.pairs.size(), 1u);
  EXPECT_NEAR(shares.pairs[0].value, 0, 1e-9);
}

TEST(ShapleyShares, runs_in_which_something_never_happened_are_left_out) {
  auto runs = noisy_runs(12);
  runs[3][1] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(shapley_shares(runs, 2).n, 11);
  const ShapleyShares few = shapley_shares(noisy_runs(5), 2);
  EXPECT_TRUE(std::isinf(few.players[0].ci.low)) << "five runs give no interval";
  EXPECT_EQ(few.players[0].share_ci, (Interval{0, 1}));
}

}  // namespace
}  // namespace khasan::study
