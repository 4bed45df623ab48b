// Goal: on the flagship battle a commander does better than nobody, whichever side he leads.
// Method: a few whole games of each kind; docs/methods/commander.md has a hundred.
#include <gtest/gtest.h>

#include "load/battle.h"
#include "play/contest.h"
#include "scenario/compile.h"

namespace khasan {
namespace {

using play::Leader;

int games_ahead(Side side, const std::array<Leader, 2>& leaders) {
  constexpr uint64_t kGames = 3;
  const std::string top = KHASAN_SOURCE_DIR;
  const scenario::Scenario battle =
      scenario::compile(
          load::read_battle(top + "/battles/lake-khasan-1938", top + "/catalog").take())
          .take();
  int ahead = 0;
  for (uint64_t game = 0; game < kGames; ++game) {
    sim::RunPlan plan;
    plan.replication = game;
    const auto played = play::play_contest(battle, plan, leaders);
    ahead += played.score[index_of(side)] > played.score[index_of(enemy_of(side))];
  }
  return ahead;
}

TEST(Contest, a_japanese_commander_beats_a_side_that_nobody_leads) {
  EXPECT_EQ(games_ahead(Side::kFirst, {Leader::kCommander, Leader::kNobody}), 3);
}

TEST(Contest, a_soviet_commander_beats_a_side_that_nobody_leads) {
  EXPECT_EQ(games_ahead(Side::kSecond, {Leader::kNobody, Leader::kCommander}), 3);
}

}  // namespace
}  // namespace khasan
