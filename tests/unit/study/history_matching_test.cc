// Goal: a set that is said to match does match when it is played again, lies inside its ranges, and
// is the same whatever the threads. Method: the small crisis with two targets.
#include "study/history_matching.h"

#include <gtest/gtest.h>

#include "support/small_theatre.h"

namespace khasan::study {
namespace {

using namespace support;
using crisis::Target;

struct Match : testing::Test {
  Match() {
    add_band(theatre, "heights", theatre.numbers.heights, .5, 1.1);
    add_band(theatre, "guard", theatre.numbers.rate_guard, .02, .4);
    add_band(theatre, "stake", theatre.numbers.actor[kRedArmy].stake, .8, 1.8);
    plan.candidates = 30, plan.runs = 50, plan.waves = 4, plan.wanted = 40;
  }
  static Target target(const char* measure, double low, double high) {
    return {measure, measure, measure, low, high, ""};
  }
  crisis::Theatre theatre = small_theatre();
  std::vector<Target> targets = {target("occupied_day", 4, 9), target("assault_given", .6, .85)};
  MatchingPlan plan;
};

TEST_F(Match, every_set_meets_all_targets_when_played_again) {
  const Matching matching = match_history(theatre, targets, plan);
  ASSERT_GT(matching.sets.size(), 1u);
  for (const Matched& set : matching.sets) {
    EXPECT_EQ(set.miss, 0);
    EXPECT_EQ(miss_of(theatre, set.numbers, targets, plan.seed, plan.runs), 0);
    for (const crisis::Band& band : theatre.bands) {
      EXPECT_GE(value_of(set.numbers, band), band.low);
      EXPECT_LE(value_of(set.numbers, band), band.high);
    }
  }
  // The targets say something: not everything meets them.
  for (const double share : matching.met_first) EXPECT_LT(share, 1);
}

TEST_F(Match, does_not_depend_on_threads) {
  plan.waves = 2;
  const Matching one = match_history(theatre, targets, plan);
  plan.threads = 8;
  const Matching eight = match_history(theatre, targets, plan);
  EXPECT_EQ(one.tried, eight.tried);
  EXPECT_EQ(one.best_miss, eight.best_miss);
  ASSERT_EQ(one.sets.size(), eight.sets.size());
  for (std::size_t s = 0; s < one.sets.size(); ++s) {
    for (const crisis::Band& band : theatre.bands) {
      EXPECT_EQ(value_of(one.sets[s].numbers, band), value_of(eight.sets[s].numbers, band));
    }
  }
}

TEST_F(Match, waves_come_closer_to_what_is_hard_to_meet) {
  targets = {target("assault", .97, 1)};
  plan.wanted = 1;
  const Matching matching = match_history(theatre, targets, plan);
  ASSERT_GE(matching.best_miss.size(), 1u);
  for (std::size_t w = 1; w < matching.best_miss.size(); ++w) {
    EXPECT_LE(matching.best_miss[w], matching.best_miss[w - 1]);
  }
  EXPECT_EQ(matching.closest.miss, matching.best_miss.back());
}

TEST_F(Match, a_miss_is_measured_in_widths_of_what_is_accepted) {
  targets = {target("occupied", 2, 4)};
  stop_clocks(theatre.numbers);
  EXPECT_NEAR(miss_of(theatre, theatre.numbers, targets, 1, 10), 1, 1e-15);
  // What applied to no run is a whole width off.
  targets = {target("assault_day", 30, 40)};
  EXPECT_EQ(miss_of(theatre, theatre.numbers, targets, 1, 10), 1);
}

TEST_F(Match, nothing_to_search_or_to_meet_is_no_accident) {
  plan.candidates = 4, plan.waves = 3;
  const Matching aimless = match_history(theatre, {}, plan);
  EXPECT_EQ(aimless.sets.size(), 0u);
  theatre.bands.clear();
  targets = {target("occupied", 2, 4)};
  EXPECT_EQ(match_history(theatre, targets, plan).sets.size(), 0u);
}

}  // namespace
}  // namespace khasan::study
