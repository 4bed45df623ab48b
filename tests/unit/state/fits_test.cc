// Goal: no state from outside leads out of the arrays of a battle. Method: sound states of running
// battles fit; each kind of fault that a file could bring is put in alone.
#include "state/fits.h"

#include <gtest/gtest.h>

#include <limits>

#include "sim/play.h"
#include "support/random_battle.h"

namespace khasan::state {
namespace {

class FitsTest : public testing::Test {
 protected:
  FitsTest() {
    sim::Play play(battle_, {});
    for (int i = 0; i < 80; ++i) play.step();
    state_ = play.state();
  }
  template <class Spoil>
  bool spoilt(const Spoil& spoil) const {
    State other = state_;
    spoil(other);
    return fits(battle_, other);
  }

  const scenario::Scenario battle_ = support::random_battle(2);
  State state_;
};

TEST_F(FitsTest, states_of_runs_fit) {
  for (const uint64_t number : {1u, 2u, 3u, 4u, 5u}) {
    const scenario::Scenario battle = support::random_battle(number);
    sim::Play play(battle, {});
    for (int i = 0; i < 60; ++i) {
      EXPECT_TRUE(fits(battle, play.state())) << "battle " << number << ", step " << i;
      play.step();
    }
  }
}

TEST_F(FitsTest, rows_too_many_or_too_few_do_not) {
  EXPECT_FALSE(spoilt([](State& s) { s.at.pop_back(); }));
  EXPECT_FALSE(spoilt([](State& s) { s.morale.push_back(Morale::kSteady); }));
  EXPECT_FALSE(spoilt([](State& s) { s.orders.clear(); }));
  EXPECT_FALSE(spoilt([](State& s) { s.owner[0].push_back(0); }));
  EXPECT_FALSE(spoilt([](State& s) { s.tracks[1].pop_back(); }));
}

TEST_F(FitsTest, what_does_not_exist_does_not) {
  EXPECT_FALSE(spoilt([](State& s) { s.contacts[0][0].enemy = ElementId{100000}; }));
  EXPECT_FALSE(spoilt([](State& s) { s.task[0].objective = PlaceId{100000}; }));
  EXPECT_FALSE(spoilt([](State& s) {
    Pending pending;
    pending.unit = UnitId{100000};
    s.queue.push_back(pending);
  }));
  EXPECT_FALSE(spoilt([](State& s) { s.morale[0] = static_cast<Morale>(77); }));
  EXPECT_FALSE(spoilt([](State& s) { s.posture[0] = static_cast<Posture>(77); }));
}

TEST_F(FitsTest, numbers_without_end_do_not) {
  EXPECT_FALSE(spoilt([](State& s) { s.at[0].x_m = std::numeric_limits<double>::infinity(); }));
  EXPECT_FALSE(spoilt([](State& s) { s.dig_h[0] = std::numeric_limits<float>::quiet_NaN(); }));
}

}  // namespace
}  // namespace khasan::state
