// Goal: differences over time are those of the curves, at moments counted from the first parting.
// Method: histories written by hand for a battle of a day, every ten minutes.
#include "study/horizons.h"

#include <gtest/gtest.h>

#include "support/random_battle.h"
#include "support/small_battle.h"

namespace khasan::study {
namespace {

// Curve 0 of the second run is `shift` + the number of the pair times `spread` above that of the
// first from `parted` on; in the first it is the number of the pair.
PairHistory history(const scenario::Scenario& battle, int pair, std::optional<Time> parted,
                    float shift, float spread) {
  const std::vector<Time> times = history_times(battle);
  PairHistory all;
  all.parted = parted;
  for (const std::size_t arm : {0u, 1u}) {
    all.curves[arm].assign(curves_of(battle).size(), {});
    for (auto& curve : all.curves[arm]) {
      for (const Time t : times) {
        const bool differs = arm == 1 && parted && t >= *parted;
        const float number = static_cast<float>(pair);
        curve.push_back(number + (differs ? shift + spread * number : 0));
      }
    }
  }
  return all;
}

TEST(Horizons, are_counted_from_the_first_parting_of_any_pair) {
  const scenario::Scenario battle = support::empty_battle();
  PairedRuns runs;
  const Time first = battle.start + minutes(63), later = battle.start + hours(3);
  runs.histories = {history(battle, 1, later, 2, 0), history(battle, 2, first, 4, 0),
                    history(battle, 3, std::nullopt, 0, 0)};
  const auto all = horizons_of(battle, battle, runs);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->from, first);
  ASSERT_EQ(all->horizons.size(), 3u) << "the battle ends before a day has passed";
  const Horizon &hour = all->horizons[0], &six = all->horizons[1], &end = all->horizons[2];
  EXPECT_EQ(hour.name, "1 h");
  EXPECT_EQ(hour.at, battle.start + minutes(130)) << "the first moment taken after 2:03";
  EXPECT_EQ(hour.parted, 1);
  EXPECT_EQ(six.parted, 2);
  EXPECT_DOUBLE_EQ(hour.differences[0].difference, 4.0 / 3);
  EXPECT_DOUBLE_EQ(six.differences[0].difference, 2);
  EXPECT_DOUBLE_EQ(hour.differences[0].share_more, 1.0 / 3);
  EXPECT_EQ(end.at, battle.end);
}

TEST(Horizons, say_from_when_on_coupling_helps_little) {
  const scenario::Scenario battle = support::empty_battle();
  PairedRuns steady, wild;
  for (int pair = 0; pair < 12; ++pair) {
    steady.histories.push_back(history(battle, pair, battle.start, 5, 0.1f));
    wild.histories.push_back(history(battle, pair, battle.start, 5, -2));
  }
  const auto calm = horizons_of(battle, battle, steady), lost = horizons_of(battle, battle, wild);
  EXPECT_EQ(first_below(*calm, 0, 2), nullptr);
  ASSERT_NE(first_below(*lost, 0, 2), nullptr);
  EXPECT_EQ(first_below(*lost, 0, 2)->name, "1 h");
  EXPECT_LT(lost->horizons[0].differences[0].variance_reduction, 1);
}

TEST(Horizons, of_pairs_that_never_differ_there_are_none) {
  const scenario::Scenario battle = support::empty_battle();
  PairedRuns runs;
  runs.histories = {history(battle, 1, std::nullopt, 0, 0)};
  EXPECT_FALSE(horizons_of(battle, battle, runs));
}

// The pairs as they are played: the same battle twice never parts, and each run is the one that is
// played alone.
TEST(PairedRuns, are_the_runs_played_alone) {
  scenario::Scenario battle = support::random_battle(2);
  battle.end = battle.start + minutes(20);
  scenario::Scenario fog = battle;
  fog.weather.front().visibility_m = 20;
  StudyPlan plan;
  plan.replications = 3;
  const PairedRuns same = play_pairs({Branch{battle, plan}, Branch{battle, plan}}, 3, std::nullopt);
  const PairedRuns runs = play_pairs({Branch{battle, plan}, Branch{fog, plan}}, 3, std::nullopt);
  ASSERT_EQ(runs.count(), 3);
  EXPECT_EQ(runs.first.hash(), run_replications(battle, plan).hash());
  EXPECT_EQ(runs.second.hash(), run_replications(fog, plan).hash());
  for (const PairHistory& history : same.histories) EXPECT_FALSE(history.parted);
  for (const PairHistory& history : runs.histories) {
    ASSERT_TRUE(history.parted);
    EXPECT_GE(*history.parted, battle.start);
  }
  StudyPlan threaded = plan;
  threaded.threads = 3;
  EXPECT_EQ(
      play_pairs({Branch{battle, threaded}, Branch{fog, threaded}}, 3, std::nullopt).second.hash(),
      runs.second.hash());
}

}  // namespace
}  // namespace khasan::study
