// Rank correlations against values known from textbooks, and no mover named that is not one.
#include "study/movers.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.h"
#include "study/evidence_table.h"
#include "support/small_battle.h"

namespace khasan::study {
namespace {

double noise(uint64_t subject, uint64_t run) {
  return Rng::unit_interval(
      Rng(5, run).words(Stream::kChance, Purpose::kTest, subject, 0, Time{})[0]);
}

TEST(Movers, rank_correlation_of_known_vectors) {
  const std::vector<double> x{106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
  const std::vector<double> y{7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
  EXPECT_NEAR(rank_correlation(x, y), -29.0 / 165, 1e-12);
  EXPECT_NEAR(rank_correlation(x, x), 1, 1e-12);
  const std::vector<double> flat(10, 3.0);
  EXPECT_EQ(rank_correlation(x, flat), 0);
}

TEST(Movers, ties_take_their_mean_rank) {
  const std::vector<double> x{1, 2, 2, 3}, y{1, 3, 2, 4};
  EXPECT_NEAR(rank_correlation(x, y), 4.5 / std::sqrt(4.5 * 5), 1e-12);
}

TEST(Movers, interval_holds_the_estimate_and_narrows) {
  const Interval few = rank_correlation_interval(0.6, 20),
                 many = rank_correlation_interval(0.6, 200);
  EXPECT_LT(few.low, 0.6);
  EXPECT_GT(few.high, 0.6);
  EXPECT_LT(many.high - many.low, few.high - few.low);
  EXPECT_EQ(rank_correlation_interval(0.5, 3), (Interval{-1, 1}));
}

TEST(Movers, names_what_moves_and_nothing_else) {
  std::vector<std::vector<double>> inputs(30);
  std::vector<double> outcome, chance;
  for (uint64_t run = 0; run < 100; ++run) {
    for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i].push_back(noise(i, run));
    outcome.push_back(-2 * inputs[4].back() + inputs[9].back() + 0.5 * noise(100, run));
    chance.push_back(noise(200, run));
  }
  const std::vector<Mover> movers = movers_of(inputs, outcome, 3);
  ASSERT_EQ(movers.size(), 2u);
  EXPECT_EQ(movers[0].input, 4u);
  EXPECT_LT(movers[0].ci.high, 0);
  EXPECT_EQ(movers[1].input, 9u);
  EXPECT_EQ(movers[1].n, 100);
  EXPECT_TRUE(movers_of(inputs, chance, 3).empty());
}

TEST(Movers, too_few_runs_name_nothing) {
  const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8, 9};
  EXPECT_TRUE(movers_of({x}, x, 3).empty());
}

// Two squads at 150 m; how many the first has is in dispute.
TEST(EvidenceTable, more_men_lose_more_and_the_streams_share_their_chance) {
  scenario::Scenario battle = support::empty_battle();
  const UnitId jp = support::add_unit(battle, Side::kFirst, "jp/p1");
  const UnitId su = support::add_unit(battle, Side::kSecond, "su/p1");
  support::add_squad(battle, jp, "sq1", 20, support::kCentre);
  support::add_squad(battle, su, "sq1", 10, {support::kCentre.x_m + 150, support::kCentre.y_m});
  battle.measures.resize(1);
  battle.measures[0].id = "M1";
  battle.measures[0].kind = scenario::MeasureKind::kStrength;
  battle.measures[0].unit = "men";
  battle.end = battle.start + minutes(2);
  support::finish(battle);
  scenario::Disputed men;
  men.key = 77;
  men.figure.best = 20;
  men.figure.low = 8;
  men.figure.high = 50;
  men.targets = {0};
  battle.disputed = {men};
  StudyPlan plan;
  plan.replications = 24;
  StudyPlan drawn = plan;
  drawn.evidence = scenario::Drawing::kAll;
  std::vector<EvidenceStream> streams{{"best", "", "", run_replications(battle, plan)},
                                      {"drawn", "", "", run_replications(battle, drawn)},
                                      {"again", "", "", run_replications(battle, plan)}};
  const EvidenceTable table = evidence_table(battle, std::move(streams), plan.seed);
  ASSERT_EQ(table.lines.size(), 1u);
  EXPECT_EQ(table.lines[0].cells[2].shift.n, 24);
  EXPECT_EQ(table.lines[0].cells[2].shift.mean, 0) << "the same evidence is the same battle";
  ASSERT_EQ(table.lines[0].movers.size(), 1u);
  EXPECT_GT(table.lines[0].movers[0].rho, 0.7);
}

}  // namespace
}  // namespace khasan::study
