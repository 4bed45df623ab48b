// Goal: losses give back the strength ratio that made them, and the recorded engagements of 1938
// give the residuals that were worked out by hand.
// Method: the square law itself as the oracle; three engagements of CDB90 (battles 256 to 258).
#include "lessons/exchange.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace khasan::lessons {
namespace {

constexpr double kGamma = 0.8;  // worth of prepared heights in the worked example

// Japan attacks on 31 July, and is attacked on 2-3 and 6-10 August; `scale` is for Soviet losses,
// which are a Japanese estimate (0.78 brings the total to that of the archive).
std::vector<Engagement> three_engagements(double scale) {
  return {{Holder::kEnemy, 1410, 178, 1460, 350 * scale},
          {Holder::kOwn, 3010, 41, 4000, 400 * scale},
          {Holder::kOwn, 8000, 1100, 20000, 4000 * scale}};
}

void expect_residuals(double scale, double first, double second, double third, double mean) {
  const std::vector<Engagement> engagements = three_engagements(scale);
  EXPECT_NEAR(residual(engagements[0], kGamma), first, 0.006);
  EXPECT_NEAR(residual(engagements[1], kGamma), second, 0.006);
  EXPECT_NEAR(residual(engagements[2], kGamma), third, 0.006);
  EXPECT_NEAR(observe(engagements, kGamma, 0.41).residual, mean, 0.006);
}

TEST(Exchange, square_law_gives_its_strength_ratio) {
  // dB = rho R and dR = beta B: ln(B/R) + 1/2 ln(beta/rho).
  const double b = 10, r = 8, beta = 0.02, rho = 0.015;
  const Engagement engagement{Holder::kNobody, b, rho * r, r, beta * b};
  EXPECT_NEAR(shown_strength({Holder::kNobody, 1e6 * b, 1e6 * rho * r, 1e6 * r, 1e6 * beta * b}),
              0.366984588, 1e-9);
  // With such small numbers all losses are below half a man, and only the numbers speak.
  EXPECT_NEAR(shown_strength(engagement), 0.5 * std::log(10.0 / 8), 1e-12);
}

TEST(Exchange, residuals_of_1938_are_as_worked_out) {
  expect_residuals(1, 1.16, 0.48, 0.30, 0.65);
  expect_residuals(0.78, 1.03, 0.36, 0.18, 0.52);
}

TEST(Exchange, mean_of_1938_moves_by_a_third_of_gamma) {
  // One attack and two defences: between 0.42 and 0.75 over both counts of losses.
  EXPECT_NEAR(observe(three_engagements(1), 0.5, 0.41).residual, 0.75, 0.006);
  EXPECT_NEAR(observe(three_engagements(0.78), 1.1, 0.41).residual, 0.42, 0.006);
  const double wide = observe(three_engagements(1), 1.1, 0.41).residual;
  EXPECT_NEAR(observe(three_engagements(1), 0.5, 0.41).residual - wide, 0.6 / 3, 1e-12);
}

TEST(Exchange, enemy_sees_the_opposite) {
  for (const Engagement& engagement : three_engagements(1)) {
    EXPECT_NEAR(residual(seen_by_enemy(engagement), kGamma), -residual(engagement, kGamma), 1e-12);
    EXPECT_EQ(seen_by_enemy(seen_by_enemy(engagement)).own_losses, engagement.own_losses);
    EXPECT_EQ(seen_by_enemy(seen_by_enemy(engagement)).holder, engagement.holder);
  }
}

TEST(Exchange, plan_counts_men_and_the_ground) {
  Engagement engagement{Holder::kNobody, 300, 10, 100, 10};
  EXPECT_NEAR(planned_strength(engagement, kGamma), std::log(3.0), 1e-12);
  engagement.holder = Holder::kOwn;
  EXPECT_NEAR(planned_strength(engagement, kGamma), std::log(3.0) + kGamma, 1e-12);
  engagement.holder = Holder::kEnemy;
  EXPECT_NEAR(planned_strength(engagement, kGamma), std::log(3.0) - kGamma, 1e-12);
}

TEST(Exchange, no_losses_count_as_half_a_man) {
  const Engagement none{Holder::kNobody, 100, 0, 100, 8};
  EXPECT_NEAR(shown_strength(none), 0.5 * std::log(16.0), 1e-12);
  EXPECT_EQ(shown_strength({Holder::kNobody, 100, 0, 100, 0}), 0);
}

TEST(Exchange, without_engagements_nothing_is_seen) {
  const Observation nothing = observe({}, kGamma, 0.41);
  EXPECT_EQ(nothing.residual, 0);
  EXPECT_EQ(nothing.engagements, 0);
}

}  // namespace
}  // namespace khasan::lessons
