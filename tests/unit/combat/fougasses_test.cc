// Goal: charges go off once, by touch or by hand, and hit men by their posture. Method: one squad
// of the enemy and one of the owner on level ground, one step at a time.
#include "combat/fougasses.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using scenario::Param;
using support::kCentre;

struct Slope {
  scenario::Scenario s = support::empty_battle();
  UnitId attackers = support::add_unit(s, Side::kFirst, "jp/p1");
  UnitId defenders = support::add_unit(s, Side::kSecond, "su/p1");
  ElementId enemy, owner;
  state::State state;
  state::EventLog log;
  Rng rng{4, 0};

  // The enemy stands so far from the charge, the owner a hundred metres beyond it.
  explicit Slope(double enemy_m, int charges = 1) {
    for (int n = 0; n < charges; ++n) {
      const std::string id = "mine/" + std::to_string(n);
      s.fougasses.push_back({id, stable_key(id), Side::kSecond, kCentre, Time{}});
    }
    enemy = support::add_squad(s, attackers, "sq1", 1000, {kCentre.x_m - enemy_m, kCentre.y_m});
    owner = support::add_squad(s, defenders, "sq1", 10, {kCentre.x_m + 100, kCentre.y_m});
    support::finish(s);
    state = state::start(s, rng, {});
    set(Param::fougasses_works, 1);
  }
  void set(Param p, double value) { state.params.value[static_cast<std::size_t>(p)] = value; }
  // The owner's unit sees the enemy where he is.
  void see() {
    state.contacts[defenders.index()][0] = {enemy, state::Knowledge::kDetected,
                                            state.at[enemy.index()], 0, state.now};
  }
  // Men asked for by the hits of a step.
  int step() {
    state.now += seconds(10);
    const state::Tick tick = support::tick_of_all(s, state, seconds(10));
    state::Effects effects;
    combat::fire_fougasses(s, state, rng, tick, effects);
    int men = 0;
    for (const state::Hit& hit : effects.hits) men += hit.men;
    state::apply(s, effects, state, &log);
    return men;
  }
  bool used() const { return state.fougasse_used[0] != 0; }
};

TEST(Fougasses, go_off_at_a_touch_and_once) {
  Slope slope(5);
  EXPECT_GT(slope.step(), 0);
  ASSERT_EQ(slope.log.size(), 1u);
  EXPECT_EQ(slope.log[0].kind, state::EventKind::k_fougasse);
  EXPECT_GT(state::suppressed_share(slope.state, slope.enemy), 0.5);
  EXPECT_EQ(slope.step(), 0);
  EXPECT_EQ(slope.log.size(), 1u);
}

TEST(Fougasses, are_fired_by_men_who_see_the_enemy_near_them) {
  Slope slope(20);
  slope.step();
  EXPECT_FALSE(slope.used()) << "nobody has seen him";
  slope.see();
  slope.step();
  EXPECT_TRUE(slope.used());
  Slope far(30);
  far.see();
  far.step();
  EXPECT_FALSE(far.used());
}

TEST(Fougasses, are_not_fired_by_men_who_are_pinned_run_or_are_far) {
  Slope pinned(20);
  pinned.see();
  pinned.state.suppression[pinned.owner.index()] = 5;
  pinned.state.suppressed_at[pinned.owner.index()] = pinned.state.now;
  pinned.step();
  EXPECT_FALSE(pinned.used());
  Slope routed(20);
  routed.see();
  routed.state.morale[routed.defenders.index()] = state::Morale::kRouted;
  routed.step();
  EXPECT_FALSE(routed.used());
  Slope far(20);
  far.see();
  far.state.at[far.owner.index()].x_m += far.state.params[Param::fougasses_watch_m];
  far.step();
  EXPECT_FALSE(far.used());
}

TEST(Fougasses, that_fail_are_used_up_and_hurt_nobody) {
  Slope slope(5);
  slope.set(Param::fougasses_works, 0);
  EXPECT_EQ(slope.step(), 0);
  EXPECT_TRUE(slope.used());
  EXPECT_TRUE(slope.log.empty());
}

TEST(Fougasses, lie_idle_before_their_hour) {
  Slope slope(5);
  slope.s.fougasses[0].from = slope.state.now + minutes(1);
  slope.step();
  EXPECT_FALSE(slope.used());
}

TEST(Fougasses, hit_fewer_men_who_lie_down) {
  Slope standing(5, 20), prone(5, 20);
  prone.state.posture[prone.enemy.index()] = state::Posture::kProne;
  EXPECT_LT(prone.step(), standing.step());
}

}  // namespace
}  // namespace khasan
