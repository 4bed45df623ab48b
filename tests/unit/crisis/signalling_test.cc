// Goal: crises with hidden types have exactly the equilibria that published solvers find, also
// where there are three, which is why the crisis model does not use them. Method: golden values of
// gambit-logit 17.0.0 (two types; McKelvey and Palfrey 1998) and of the R package sigInt 0.2.0
// (Lewis and Schultz 2003; Crisman-Cox and Gibilisco 2019); the bivariate normal law against what
// is known of it exactly.
#include "support/signalling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace khasan::support {
namespace {

TEST(Roots, are_all_found) {
  const std::vector<double> roots =
      all_roots([](double x) { return (x - 0.1) * (x - 0.5) * (x - 0.51); }, 0, 1, 1000);
  ASSERT_EQ(roots.size(), 3);
  EXPECT_NEAR(roots[0], 0.1, 1e-12);
  EXPECT_NEAR(roots[1], 0.5, 1e-12);
  EXPECT_NEAR(roots[2], 0.51, 1e-12);
  EXPECT_TRUE(all_roots([](double x) { return x * x + 1; }, -1, 1, 100).empty());
}

TEST(BivariateNormalLaw, is_exact_where_that_is_known) {
  const double pi = std::acos(-1.0);
  for (const double rho : {-0.9, -0.3, 0.0, 0.5, 0.9}) {
    EXPECT_NEAR(bivariate_normal_law(0, 0, rho), 0.25 + std::asin(rho) / (2 * pi), 1e-12) << rho;
  }
  EXPECT_NEAR(bivariate_normal_law(0.4, -1.1, 0), normal_law(0.4) * normal_law(-1.1), 1e-14);
  EXPECT_NEAR(bivariate_normal_law(0.4, 9, 0.7), normal_law(0.4), 1e-12);
}

TEST(BivariateNormalLaw, is_the_chance_of_one_times_that_of_the_other_given_it) {
  // Integral of the density of x below h times P(y < k | x), by the trapezoid rule.
  const double h = -0.49497, k = 0.8, rho = std::sqrt(0.5), step = 1e-4;
  double sum = 0;
  for (double x = -9; x < h; x += step) {
    const double middle = std::min(x + step, h) / 2 + x / 2, width = std::min(step, h - x);
    sum += width * std::exp(-middle * middle / 2) / std::sqrt(2 * std::acos(-1.0)) *
           normal_law((k - rho * middle) / std::sqrt(1 - rho * rho));
  }
  EXPECT_NEAR(bivariate_normal_law(h, k, rho), sum, 1e-9);
}

TEST(TwoTypeCrisis, has_the_one_equilibrium_of_the_solver) {
  const TwoTypes game{0.4, 0.3, -1.0, -0.5};
  const double golden[][4] = {{0.5, 0.557082812, 0.51108211, 0.530177654},
                              {1, 0.616022233, 0.5151662, 0.556213337},
                              {2, 0.733484381, 0.516330743, 0.591828832},
                              {5, 0.934887102, 0.492934527, 0.6539006},
                              {10, 0.994470965, 0.420319448, 0.686565784}};
  for (const auto& [lambda, resolved, unresolved, resist] : golden) {
    const auto all = equilibria(game, lambda);
    ASSERT_EQ(all.size(), 1) << lambda;
    EXPECT_NEAR(all[0].p_demand_if_resolved, resolved, 1e-8) << lambda;
    EXPECT_NEAR(all[0].p_demand_if_not, unresolved, 1e-8) << lambda;
    EXPECT_NEAR(all[0].p_resist, resist, 1e-8) << lambda;
  }
  EXPECT_NEAR(equilibria(game, 5)[0].posterior_resolved, 0.558378609, 1e-8);
}

TEST(TwoTypeCrisis, of_one_type_is_the_open_game) {
  // If all are alike nothing is hidden: the three-node crisis of classic_games_test.cc.
  const auto all = equilibria({0.4, -0.2, -0.2, -0.3}, 5);
  ASSERT_EQ(all.size(), 1);
  EXPECT_NEAR(all[0].p_demand_if_not, 0.913094085, 1e-8);
  EXPECT_NEAR(all[0].p_resist, 0.422081582, 1e-8);
  EXPECT_NEAR(all[0].posterior_resolved, 0.4, 1e-12);
}

// The package stops its search for p_resist within 1.2e-4 of a root (uniroot's default), and its
// values miss the equation by up to 5e-5; what it works out from p_resist is exact.
constexpr double kSearch = 1.2e-4;

void expect_equilibria(const LewisSchultz& game, const std::vector<SignallingEquilibrium>& golden) {
  const auto all = equilibria(game);
  ASSERT_EQ(all.size(), golden.size()) << game.w_b;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const SignallingEquilibrium same = answer_to(golden[i].p_resist, game);
    EXPECT_NEAR(same.p_challenge, golden[i].p_challenge, 1e-8) << game.w_b;
    EXPECT_NEAR(same.p_fight, golden[i].p_fight, 1e-8) << game.w_b;
    EXPECT_NEAR(all[i].p_resist, golden[i].p_resist, kSearch) << game.w_b;
    EXPECT_NEAR(answer_to(all[i].p_resist, game).p_resist, all[i].p_resist, 1e-11) << game.w_b;
  }
}

TEST(LewisSchultz, has_three_equilibria_for_one_set_of_stakes) {
  expect_equilibria({.w_a = -1.9, .w_b = -2.9, .a = -1.2},
                    {{0.994798664, 0.251075108, 0.30969614},
                     {0.379884544, 0.594709471, 0.241565311},
                     {0.205447194, 0.813331333, 0.208758283}});
}

TEST(LewisSchultz, has_one_where_war_is_less_dear_to_the_second) {
  const double golden[][4] = {
      {-2.7, 0.167143718, 0.907840784, 0.198900871},  {-2.5, 0.15467624, 0.947344734, 0.195334526},
      {-2.45, 0.152755484, 0.953945395, 0.194766487}, {-2.3, 0.148493084, 0.969146915, 0.193486938},
      {-2.2, 0.146549191, 0.976347635, 0.19289442},   {-1.5, 0.14126294, 0.996849685, 0.191253388},
      {-0.5, 0.140494161, 0.999949995, 0.191010995}};
  for (const auto& [w_b, challenge, resist, fight] : golden) {
    expect_equilibria({.w_a = -1.9, .w_b = w_b, .a = -1.2}, {{challenge, resist, fight}});
  }
}

TEST(LewisSchultz, other_stakes) {
  expect_equilibria({.v_b = 0.7, .w_a = -0.5, .w_b = -0.5, .a = -1.5},
                    {{0.936027156, 0.386088609, 0.768890602}});
  expect_equilibria({.v_b = 1, .w_a = 0.2, .w_b = -1, .a = -0.8},
                    {{0.999993044, 0.246774677, 0.760251246}});
}

}  // namespace
}  // namespace khasan::support
