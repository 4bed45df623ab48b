// Goal: the fast battle wins as often as its law says and shows what it should. Method: many
// replications of one strike against the normal distribution.
#include "crisis/surrogate.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/maths.h"
#include "support/small_theatre.h"

namespace khasan::crisis {
namespace {

using namespace support;

constexpr int kFights = 20000;

struct Surrogate : testing::Test {
  Surrogate() {
    now.crest = {0, 1};
    now.level = {kCallUp, kCallUp};
  }
  Fought fight_of(uint64_t k) const {
    return fight(theatre, theatre.numbers, truth, now, strike, Rng(3, k));
  }
  // Share of fights that the attacker wins, and the mean of what is seen in them.
  double wins = 0, seen = 0;
  void play() {
    for (uint64_t k = 0; k < kFights; ++k) {
      const Fought fought = fight_of(k);
      wins += fought.crest / kFights, seen += fought.residual / kFights;
    }
  }
  Theatre theatre = small_theatre();
  Truth truth{.2, {}};
  Situation now;
  Strike strike{kRed, kRegiments, 40, 0};
};

TEST_F(Surrogate, wins_as_often_as_the_normal_law_says) {
  play();
  const double strength = 1.1 + .3 - .8 + .2, p = normal_cdf(strength / .5);
  EXPECT_NEAR(wins, p, 4 * std::sqrt(p * (1 - p) / kFights));
  EXPECT_NEAR(seen, .2, 4 * .4 / std::sqrt(kFights));
}

TEST_F(Surrogate, the_other_side_has_the_other_sign_and_its_drag) {
  now.crest = {1, 0};
  strike = {kBlue, kDivision, 40, 0};
  play();
  const double unplanned = -.2 - .25, p = normal_cdf((1.6 - 1.1 - .8 + unplanned) / .5);
  EXPECT_NEAR(wins, p, 4 * std::sqrt(p * (1 - p) / kFights));
  EXPECT_NEAR(seen, unplanned, 4 * .4 / std::sqrt(kFights));
}

TEST_F(Surrogate, only_the_part_that_the_enemy_holds_helps_him) {
  now.crest = {.5, .5};
  EXPECT_NEAR(planned_strength(theatre.numbers, now, strike), 1.1 + .3 - .4, 1e-15);
  now.crest = {0, 0};
  EXPECT_NEAR(planned_strength(theatre.numbers, now, strike), 1.4, 1e-15);
}

TEST_F(Surrogate, a_wide_crest_is_shared) {
  theatre.numbers.crest_width = 4;
  int shared = 0;
  for (uint64_t k = 0; k < 1000; ++k) {
    const double crest = fight_of(k).crest;
    ASSERT_GE(crest, 0);
    ASSERT_LE(crest, 1);
    shared += crest > 0 && crest < 1;
  }
  EXPECT_GT(shared, 500);
}

TEST_F(Surrogate, each_strike_has_a_fight_of_its_own) {
  const Fought first = fight_of(1);
  EXPECT_EQ(first.residual, fight_of(1).residual);
  strike.n = 1;
  EXPECT_NE(first.residual, fight_of(1).residual);
}

}  // namespace
}  // namespace khasan::crisis
