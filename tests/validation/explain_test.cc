// Goal: an explanation finds a cause that was planted, and finds none where nothing matters.
// Method: a battle in which one machine gun decides, and the same without anybody to decide over,
// explained with a hundred seeds each (tests/support/planted_battle.h).
#include "study/explain.h"

#include <gtest/gtest.h>

#include "support/planted_battle.h"

namespace khasan::study {
namespace {

constexpr uint64_t kSeeds = 100;
constexpr int kFutures = 20;

Explanation explained(const support::Planted& planted, uint64_t seed) {
  ExplainPlan plan;
  plan.run.seed = seed;
  plan.futures = kFutures;
  plan.threads = 2;
  const Question question =
      question_of(planted.battle, "hill.control.su", planted.battle.end).value();
  const sim::SavedPlay from = sim::Play(planted.battle, plan.run).save();
  return explain(planted.battle, from, question, plan).value();
}

// The share of what raised the answer that the first cause named has, if that is the gun: by its
// formation or by its arm.
double share_of_gun(const support::Planted& planted, const Explanation& explanation) {
  if (explanation.groups.empty() || !explanation.groups[0].raised) return 0;
  const Group& group = explanation.groups[0];
  const Cause& first = explanation.causes[group.causes[0]];
  const ElementId gun = planted.battle.unit(planted.gun).elements[0];
  const bool is_gun =
      std::find(first.elements.begin(), first.elements.end(), gun) != first.elements.end();
  return is_gun ? group.shares.players[0].share : 0;
}

TEST(PlantedCause, is_named_with_most_of_the_share_in_95_of_100_seeds) {
  const support::Planted planted;
  int named = 0;
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    named += share_of_gun(planted, explained(planted, seed)) > 0.8;
  }
  EXPECT_GE(named, 95);
}

TEST(PlantedCause, nothing_is_claimed_where_nothing_matters) {
  const support::Planted quiet(false);
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const Explanation explanation = explained(quiet, seed);
    EXPECT_TRUE(explanation.groups.empty()) << seed;
    for (const Effect& effect : explanation.effects) {
      EXPECT_EQ(effect.sureness, Sureness::kChance) << seed;
    }
  }
}

}  // namespace
}  // namespace khasan::study
