// Goal: what both sides take out of a crisis follows from its outcome. Method: outcomes made by
// hand, the equations of the lessons written out, and the corners where nothing is left to doubt.
#include "sim/aftermath.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/odds.h"
#include "support/small_theatre.h"

namespace khasan::sim {
namespace {

using namespace support;
using crisis::kNoDay;

// Two engagements, lost by red.
struct Fight : testing::Test {
  Fight() {
    outcome.occupied_day = 10, outcome.assault_day = 30, outcome.occupier = kBlue;
    outcome.crest = {0, 1};
    outcome.before[kRed] = {-.1, .5, .15, 0, .1, .6};
    outcome.before[kBlue] = {0, .2, .2, 0, .2, .4};
    outcome.after = outcome.before;
    outcome.engagements[kRed] = {2, 1.2, .41};
    outcome.engagements[kBlue] = {2, -1.2, .41};
  }
  Aftermath after() const { return aftermath_of(theatre, theatre.numbers, outcome); }
  crisis::Theatre theatre = small_theatre();
  crisis::Outcome outcome;
};

TEST_F(Fight, surprise_is_split_by_the_habits_of_the_side) {
  const Aftermath a = after();
  // Equations (9) and (10) with the mean residual 0.6 against 0.4.
  const double d = .15 + .1 * .1 * .1 + .41 / 2, surprise = .6 - .4;
  const double dn = surprise * .15 / d, dq = surprise * .1 * .1 * .1 / d;
  EXPECT_NEAR(a.lesson[kRed].mu_n_next, .2 * (-.1 + dn), 1e-12);
  EXPECT_NEAR(a.lesson[kRed].mu_q_next, .9 * (.5 + dq) + .1 * .35, 1e-12);
  EXPECT_EQ(a.expected[kRed], a.lesson[kRed].expected_next());
  EXPECT_TRUE(a.lost[kRed]);
  EXPECT_FALSE(a.lost[kBlue]);
  // Blue saw 0.8 less than it had expected and blames its command for part of it.
  EXPECT_TRUE(a.lesson[kBlue].commander_replaced);
  EXPECT_NEAR(a.lesson[kBlue].drag_next, .25 * .4, 1e-12);
}

TEST_F(Fight, who_forgets_all_meets_the_next_as_before) {
  crisis::Numbers& n = theatre.numbers;
  n.side[kRed].attribution = n.side[kRed].memory_quantity = n.side[kRed].memory_quality = 0;
  n.next.grievance = n.next.resolve_weight = 0;
  EXPECT_NEAR(after().escalation, .006, 1e-12);
  EXPECT_NEAR(after().per_year, 150 * .006, 1e-12);
}

TEST_F(Fight, the_loser_bears_a_grudge_and_resolve_deters) {
  const double lost = after().escalation;
  outcome.crest = {1, 0};
  const double won = after().escalation;
  EXPECT_NEAR(log_odds(lost) - log_odds(won), .1, 1e-9);
  outcome.after[kRed].resolved = .9;
  EXPECT_LT(after().escalation, won);
}

TEST_F(Fight, whoever_never_fought_has_nothing_to_explain) {
  outcome.assault_day = kNoDay;
  outcome.engagements = {};
  const Aftermath a = after();
  EXPECT_EQ(a.lesson[kRed].engagements, 0);
  EXPECT_EQ(a.lesson[kRed].surprise(), 0);
  EXPECT_FALSE(a.lesson[kBlue].commander_replaced);
  EXPECT_FALSE(a.lost[kRed]);
}

TEST_F(Fight, certainty_about_the_enemy_leaves_a_chance) {
  for (const double sure : {0.0, 1.0}) {
    for (const double weight : {0.0, .5}) {
      theatre.numbers.next.resolve_weight = weight;
      outcome.after[kRed].resolved = sure;
      const Aftermath a = after();
      EXPECT_GT(a.escalation, 0) << sure << " " << weight;
      EXPECT_LT(a.escalation, 1) << sure << " " << weight;
      EXPECT_TRUE(std::isfinite(a.per_year)) << sure << " " << weight;
    }
  }
}

TEST_F(Fight, only_what_was_learned_is_carried_over) {
  const crisis::Numbers next = theatre.numbers;
  const Aftermath a = after();
  const crisis::Numbers carried = carry_over(next, a);
  EXPECT_EQ(carried.side[kRed].quantity, a.lesson[kRed].mu_n_next);
  EXPECT_EQ(carried.side[kRed].quality, a.lesson[kRed].mu_q_next);
  EXPECT_EQ(carried.side[kBlue].drag, a.lesson[kBlue].drag_next);
  EXPECT_EQ(carried.side[kRed].veto, next.side[kRed].veto);
  EXPECT_EQ(carried.relation.hostility, 0) << "strain has no weight here";
  outcome.engagements = {};
  EXPECT_EQ(carry_over(next, after()).side[kRed].quality, next.side[kRed].quality);
}

TEST_F(Fight, strain_is_carried_over_as_hostility) {
  const crisis::Numbers next = theatre.numbers;
  theatre.numbers.relation = {1, 0.5, 0.2, 0};
  outcome.strain = 2.5;
  const Aftermath a = after();
  EXPECT_DOUBLE_EQ(a.strain, 1.5);
  EXPECT_DOUBLE_EQ(a.hostility, 0.3);
  const crisis::Numbers carried = carry_over(next, a);
  EXPECT_DOUBLE_EQ(carried.relation.strain, next.relation.strain + 1.5);
  EXPECT_DOUBLE_EQ(carried.relation.hostility, 0.3);
}

}  // namespace
}  // namespace khasan::sim
