// Goal: odds are means over runs and sets, paired in what they compare, whatever the threads.
// Method: the small crisis, its runs counted once more by hand, and odds made by hand.
#include "study/crisis_odds.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "crisis/course.h"
#include "support/small_theatre.h"

namespace khasan::study {
namespace {

using namespace support;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

crisis::Theatre with_ranges() {
  crisis::Theatre theatre = small_theatre();
  add_band(theatre, "heights", theatre.numbers.heights, .5, 1.1);
  add_band(theatre, "stake", theatre.numbers.actor[kRedArmy].stake, .8, 1.8);
  return theatre;
}

std::size_t measure(const char* id) { return static_cast<std::size_t>(sim::crisis_measure(id)); }

void expect_same(const SetOdds& a, const SetOdds& b) {
  ASSERT_EQ(a.value.size(), b.value.size());
  for (std::size_t m = 0; m < a.value.size(); ++m) {
    EXPECT_TRUE(a.value[m] == b.value[m] || (std::isnan(a.value[m]) && std::isnan(b.value[m])));
    EXPECT_EQ(a.n[m], b.n[m]);
  }
}

TEST(CrisisOdds, are_counts_of_runs) {
  const crisis::Theatre theatre = small_theatre();
  OddsPlan plan;
  plan.seed = 3, plan.runs = 400;
  const SetOdds odds = odds_of_set(theatre, theatre.numbers, plan);
  int occupied = 0, fought = 0;
  for (uint64_t k = 0; k < 400; ++k) {
    const crisis::Outcome run = crisis::run_crisis(theatre, theatre.numbers, Rng(3, k));
    occupied += run.occupied_day < crisis::kNoDay;
    fought += run.assault_day < crisis::kNoDay;
  }
  EXPECT_NEAR(odds.value[measure("occupied")], occupied / 400.0, 1e-12);
  EXPECT_NEAR(odds.value[measure("assault_given")], fought / static_cast<double>(occupied), 1e-12);
  EXPECT_EQ(odds.n[measure("assault_given")], occupied);
  const Interval ci = odds.ci95[measure("assault")];
  EXPECT_LT(ci.low, fought / 400.0);
  EXPECT_GT(ci.high, fought / 400.0);
}

TEST(CrisisOdds, do_not_depend_on_threads) {
  const crisis::Theatre theatre = with_ranges();
  OddsPlan plan;
  plan.sets = 12, plan.runs = 50;
  const Odds one = play_odds(theatre, plan, {});
  plan.threads = 8;
  const Odds eight = play_odds(theatre, plan, {});
  EXPECT_EQ(one.runs, 650u);
  EXPECT_FALSE(one.interrupted);
  expect_same(one.best, eight.best);
  for (std::size_t s = 0; s < 12; ++s) expect_same(one.sets[s], eight.sets[s]);
  // Sets differ, or nothing was drawn.
  EXPECT_NE(one.sets[0].value[measure("next_per_year")],
            one.sets[1].value[measure("next_per_year")]);
}

TEST(CrisisOdds, given_sets_are_played_as_they_are) {
  const crisis::Theatre theatre = with_ranges();
  OddsPlan plan;
  plan.sets = 3, plan.runs = 50;
  std::vector<crisis::Numbers> sets;
  for (uint64_t s = 0; s < 3; ++s) sets.push_back(crisis::draw_numbers(theatre, Rng(1, s)));
  const Odds drawn = play_odds(theatre, plan, {}), given = play_odds(theatre, plan, sets);
  for (std::size_t s = 0; s < 3; ++s) expect_same(drawn.sets[s], given.sets[s]);
}

TEST(CrisisOdds, no_change_makes_no_difference) {
  const crisis::Theatre theatre = with_ranges();
  OddsPlan plan;
  plan.sets = 5, plan.runs = 50;
  const Odds odds = play_odds(theatre, plan, {});
  for (std::size_t m = 0; m < sim::crisis_measures().size(); ++m) {
    const OddsDifference d = difference_of(odds, odds, m);
    EXPECT_EQ(d.mean, 0);
    EXPECT_EQ(d.more + d.less, 0);
  }
}

Odds odds_of(std::initializer_list<double> values) {
  Odds odds;
  odds.best.value = {.5}, odds.best.ci95 = {{.4, .6}};
  for (const double value : values) odds.sets.push_back({{value}, {{0, 1}}, {10}, {}, 0});
  return odds;
}

TEST(CrisisOdds, differences_are_paired_by_set) {
  const OddsDifference d =
      difference_of(odds_of({.1, .5, .9, kNone}), odds_of({.2, .4, .9, .3}), 0);
  EXPECT_EQ(d.sets, 3);
  EXPECT_NEAR(d.mean, 0, 1e-15);
  EXPECT_NEAR(d.more, 1 / 3.0, 1e-15);
  EXPECT_NEAR(d.less, 1 / 3.0, 1e-15);
  EXPECT_EQ(d.best, 0);
}

TEST(CrisisOdds, a_band_leaves_out_sets_without_a_value) {
  const OddsBand band = band_of(odds_of({.2, kNone, .4, .6}), 0);
  EXPECT_EQ(band.sets, 3);
  EXPECT_NEAR(band.mean, .4, 1e-15);
  EXPECT_NEAR(band.low, .22, 1e-15);
  EXPECT_NEAR(band.high, .58, 1e-15);
}

TEST(CrisisOdds, a_band_of_no_set_has_no_number) {
  const OddsBand band = band_of(odds_of({kNone, kNone}), 0);
  EXPECT_EQ(band.sets, 0);
  EXPECT_TRUE(std::isnan(band.mean));
  EXPECT_TRUE(std::isnan(band.low));
  EXPECT_TRUE(std::isnan(band.high));
}

TEST(CrisisOdds, what_is_stopped_says_so) {
  std::atomic<bool> stop{true};
  StudyControl control;
  control.stop = &stop;
  OddsPlan plan;
  plan.sets = 4, plan.runs = 10;
  const Odds odds = play_odds(small_theatre(), plan, {}, control);
  EXPECT_TRUE(odds.interrupted);
  EXPECT_EQ(odds.runs, 0u);
  EXPECT_EQ(band_of(odds, 0).sets, 0);
}

}  // namespace
}  // namespace khasan::study
