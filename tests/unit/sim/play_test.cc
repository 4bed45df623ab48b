// Goal: a run that is stopped and continued is the run that was never stopped, to the bit: states,
// events, measures and ledger. Method: a short battle is saved after every step; each saved run is
// played to the end with fresh buffers and compared with the straight run.
#include "sim/play.h"

#include <gtest/gtest.h>

#include "sim/run.h"
#include "support/random_battle.h"

namespace khasan::sim {
namespace {

constexpr int kSteps = 120;

scenario::Scenario short_battle(uint64_t number) {
  scenario::Scenario battle = support::random_battle(number);
  scenario::Measure losses;
  losses.id = "losses";
  losses.from = battle.start;
  battle.measures.push_back(losses);
  return battle;
}

struct Straight {
  std::vector<SavedPlay> saved;  // at the start and after every step
  std::vector<state::EventLog> events;
};

Straight play_straight(const scenario::Scenario& battle) {
  Straight run;
  Play play(battle, {});
  run.saved.push_back(play.save());
  for (int i = 0; i < kSteps && !play.is_over(); ++i) {
    play.step();
    run.saved.push_back(play.save());
    run.events.push_back(play.events());
  }
  return run;
}

TEST(Play, continued_from_every_step_it_is_the_straight_run) {
  for (const uint64_t number : {1u, 2u}) {
    const scenario::Scenario battle = short_battle(number);
    const Straight straight = play_straight(battle);
    ASSERT_GT(straight.events.size(), 60u);
    for (std::size_t from = 0; from < straight.saved.size(); ++from) {
      Play play(battle, {}, straight.saved[from]);
      ASSERT_TRUE(play.is_continued());
      for (std::size_t i = from; i < straight.events.size(); ++i) {
        play.step();
        ASSERT_EQ(play.events(), straight.events[i]) << "step " << i << ", continued from " << from;
      }
      ASSERT_EQ(play.save(), straight.saved.back()) << "continued from " << from;
    }
  }
}

TEST(Play, a_saved_run_counts_what_the_run_counted) {
  const scenario::Scenario battle = short_battle(3);
  const Outcome straight = run(battle, {});
  EXPECT_GT(straight.measures.back(), 0);
  Play first(battle, {});
  for (int i = 0; i < kSteps; ++i) first.step();
  Play rest(battle, {}, first.save());
  const Outcome continued = finish(rest);
  EXPECT_EQ(continued.measures, straight.measures);
  EXPECT_EQ(continued.ledger, straight.ledger);
  EXPECT_EQ(continued.hash, straight.hash);
  EXPECT_EQ(continued.steps, straight.steps);
  EXPECT_EQ(continued.element_steps, straight.element_steps);
}

TEST(Play, says_when_the_measures_are_others) {
  const scenario::Scenario battle = short_battle(1);
  Play play(battle, {});
  play.step();
  scenario::Scenario other = battle;
  other.measures.pop_back();
  EXPECT_FALSE(Play(other, {}, play.save()).is_continued());
  EXPECT_TRUE(Play(battle, {}, play.save()).is_continued());
}

}  // namespace
}  // namespace khasan::sim
