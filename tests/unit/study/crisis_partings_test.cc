// Goal: the first deed in which two histories differ is found and counted. Method: stories made by
// hand; then the small crisis without its shot, whose pairs can part in nothing earlier.
#include "study/crisis_partings.h"

#include <gtest/gtest.h>

#include "support/small_theatre.h"

namespace khasan::study {
namespace {

using namespace support;
using crisis::Deed;
using crisis::Told;

Told line(double day, Deed deed, int actor = 0) {
  Told told;
  told.day = day, told.deed = deed, told.actor = actor;
  return told;
}

TEST(CrisisPartings, equal_stories_never_part) {
  const std::vector<Told> story = {line(1, Deed::kOccupied), line(2, Deed::kShot)};
  EXPECT_FALSE(first_parting(story, story));
  EXPECT_FALSE(first_parting({}, {}));
}

TEST(CrisisPartings, news_are_no_deeds) {
  EXPECT_FALSE(first_parting({line(1, Deed::kReport), line(2, Deed::kShot)},
                             {line(1.5, Deed::kCommitment), line(2, Deed::kShot)}));
}

TEST(CrisisPartings, the_earlier_of_two_deeds_is_the_parting) {
  const std::vector<Told> a = {line(1, Deed::kOccupied), line(5, Deed::kDemand, 3)};
  const std::vector<Told> b = {line(1, Deed::kOccupied), line(4, Deed::kLetter, 1)};
  const auto parting = first_parting(a, b);
  ASSERT_TRUE(parting);
  EXPECT_EQ(parting->deed, Deed::kLetter);
  EXPECT_EQ(parting->day, 4);
  EXPECT_EQ(parting->actor, 1);
  EXPECT_FALSE(parting->only_before);
  const auto reverse = first_parting(b, a);
  ASSERT_TRUE(reverse);
  EXPECT_TRUE(reverse->only_before);
}

TEST(CrisisPartings, a_story_that_breaks_off_parts_at_the_next_deed_of_the_other) {
  const auto parting = first_parting({line(1, Deed::kOccupied)}, {});
  ASSERT_TRUE(parting);
  EXPECT_TRUE(parting->only_before);
  EXPECT_EQ(parting->deed, Deed::kOccupied);
}

TEST(CrisisPartings, pairs_without_a_shot_part_at_the_shot) {
  const crisis::Theatre before = small_theatre();
  crisis::Theatre after = before;
  after.numbers.rate_friction = 0;
  const Partings partings = count_partings(before, after, 1, 300);
  ASSERT_EQ(partings.counts.size(), 1u);
  EXPECT_EQ(partings.counts[0].parting.deed, Deed::kShot);
  EXPECT_TRUE(partings.counts[0].parting.only_before);
  EXPECT_EQ(partings.counts[0].runs + partings.same, 300);
  EXPECT_GT(partings.same, 0);
}

TEST(CrisisPartings, counts_add_up_and_the_most_frequent_comes_first) {
  const crisis::Theatre before = small_theatre();
  crisis::Theatre after = before;
  after.numbers.side[kRed].veto = 1, after.numbers.actor[kBlueCapital].stake = .5;
  const Partings partings = count_partings(before, after, 1, 500);
  int runs = partings.same;
  ASSERT_GT(partings.counts.size(), 1u);
  for (std::size_t i = 0; i < partings.counts.size(); ++i) {
    runs += partings.counts[i].runs;
    if (i > 0) {
      EXPECT_LE(partings.counts[i].runs, partings.counts[i - 1].runs);
    }
    EXPECT_GE(partings.counts[i].parting.day, before.start_day);
    EXPECT_LE(partings.counts[i].parting.day, before.end_day);
  }
  EXPECT_EQ(runs, partings.runs);
}

}  // namespace
}  // namespace khasan::study
