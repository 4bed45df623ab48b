// Goal: lightly wounded men come back with the mean of the page, and only to a unit that stands.
// Method: many light wounded, minute by minute.
#include "combat/medical.h"

#include <gtest/gtest.h>

#include "base/maths.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

struct Ward {
  scenario::Scenario s = support::empty_battle();
  UnitId platoon = support::add_unit(s, Side::kFirst, "jp/p1");
  ElementId squad = support::add_squad(s, platoon, "sq1", 2000, support::kCentre);
  state::State state;
  Rng rng{11, 0};

  Ward() {
    support::finish(s);
    state = state::start(s, rng, {});
    state.roll[0].men = 1000;
    state.roll[0].light = 1000;
  }
  void wait(int n) {
    for (int i = 0; i < n; ++i) {
      state.now += minutes(1);
      const state::Tick tick = support::tick_of_all(s, state, minutes(1));
      state::Effects effects;
      combat::tend_wounded(s, state, rng, tick, effects);
      state::apply(s, effects, state, nullptr);
    }
  }
};

TEST(Medical, men_return_with_the_mean_time_of_the_page) {
  Ward w;
  w.wait(6 * 60);
  const double p = chance_of(6 / w.state.params[scenario::Param::medical_return_mean_h]);
  EXPECT_NEAR(w.state.roll[0].men - 1000, 1000 * p, 4 * std::sqrt(1000 * p * (1 - p)));
  EXPECT_TRUE(state::invariants(w.s, w.state).empty());
}

TEST(Medical, nobody_returns_to_a_broken_or_empty_unit) {
  Ward w;
  w.state.morale[0] = state::Morale::kRouted;
  w.wait(60);
  EXPECT_EQ(w.state.roll[0].light, 1000);
  w.state.morale[0] = state::Morale::kSteady;
  w.state.roll[0].killed = 1000;
  w.state.roll[0].men = 0;
  w.wait(60);
  EXPECT_EQ(w.state.roll[0].men, 0);
}

TEST(Medical, the_badly_wounded_stay_away) {
  Ward w;
  w.state.roll[0].wounded = 1000;
  w.state.roll[0].light = 0;
  w.wait(600);
  EXPECT_EQ(w.state.roll[0].wounded, 1000);
}

}  // namespace
}  // namespace khasan
