// Goal: men hit are whole people who each get one fate. Method: hand-made hits, many moments.
#include "combat/casualties.h"

#include <gtest/gtest.h>

#include "support/small_battle.h"

namespace khasan::combat {
namespace {

using scenario::Param;
using state::Cause;
using state::Hit;
using state::Loss;

struct Losses {
  scenario::Scenario scenario = support::empty_battle();
  state::State state;
  Losses() {
    const UnitId jp = support::add_unit(scenario, Side::kFirst, "jp/p1");
    const UnitId su = support::add_unit(scenario, Side::kSecond, "su/p1");
    support::add_squad(scenario, jp, "s1", 12, support::kCentre);
    support::add_squad(scenario, su, "s1", 10, support::kCentre);
    support::finish(scenario);
    state = state::start(scenario, Rng(1, 0), {});
  }
  std::vector<Loss> of(const std::vector<Hit>& hits, Time now, uint64_t replication = 0) {
    state.now = now;
    state::Effects effects;
    effects.hits = hits;
    split_casualties(scenario, state, Rng(1, replication),
                     support::tick_of_all(scenario, state, seconds(2)), effects);
    return effects.losses;
  }
  static Hit hit(Cause cause, int16_t men) {
    return {ElementId{1}, ElementId{0}, cause, WeaponId{0}, men};
  }
  // Mean share of the killed among many hits of one man.
  double killed_share(Cause cause) {
    int killed = 0;
    const int n = 4000;
    for (int i = 0; i < n; ++i) killed += of({hit(cause, 1)}, seconds(2 * i))[0].killed;
    return static_cast<double>(killed) / n;
  }
};

TEST(Casualties, every_man_hit_gets_one_fate) {
  Losses losses;
  for (const Cause cause : {Cause::kBullet, Cause::kFragment, Cause::kGrenade, Cause::kCloseCombat,
                            Cause::kFlight, Cause::kSurrender}) {
    for (int i = 0; i < 200; ++i) {
      const Loss loss = losses.of({Losses::hit(cause, 7)}, seconds(2 * i))[0];
      EXPECT_EQ(loss.killed + loss.wounded + loss.light + loss.missing + loss.surrendered, 7);
      EXPECT_GE(loss.wounded, 0);
    }
  }
}

TEST(Casualties, killed_share_follows_the_cause) {
  // Standard error below 0.008 with 4000 hits: four of them.
  Losses losses;
  const auto& params = losses.state.params;
  EXPECT_NEAR(losses.killed_share(Cause::kBullet), params[Param::casualties_killed_share_bullet],
              0.032);
  EXPECT_NEAR(losses.killed_share(Cause::kFragment),
              params[Param::casualties_killed_share_fragment], 0.032);
  EXPECT_NEAR(losses.killed_share(Cause::kCloseCombat),
              params[Param::casualties_killed_share_close_combat], 0.032);
}

TEST(Casualties, bullets_find_the_heads_of_men_in_a_hole) {
  Losses losses;
  losses.state.posture[1] = state::Posture::kFoxhole;
  const auto& params = losses.state.params;
  EXPECT_NEAR(losses.killed_share(Cause::kBullet),
              params[Param::casualties_killed_share_bullet_dug_in], 0.032);
  EXPECT_NEAR(losses.killed_share(Cause::kFragment),
              params[Param::casualties_killed_share_fragment], 0.032);
}

TEST(Casualties, only_flight_leaves_men_missing_and_only_surrender_prisoners) {
  Losses losses;
  int missing = 0;
  for (int i = 0; i < 100; ++i) {
    const Time now = seconds(2 * i);
    EXPECT_EQ(losses.of({Losses::hit(Cause::kBullet, 5)}, now)[0].missing, 0);
    missing += losses.of({Losses::hit(Cause::kFlight, 5)}, now)[0].missing;
    EXPECT_EQ(losses.of({Losses::hit(Cause::kSurrender, 5)}, now)[0].surrendered, 5);
  }
  EXPECT_NEAR(missing / 500.0, losses.state.params[Param::casualties_flight_missing_share], 0.09);
}

TEST(Casualties, equal_hits_of_one_step_have_chance_of_their_own) {
  Losses losses;
  int different = 0;
  for (int i = 0; i < 100; ++i) {
    const auto two = losses.of(std::vector<Hit>(2, Losses::hit(Cause::kBullet, 1)), seconds(2 * i));
    ASSERT_EQ(two.size(), 2u);
    different += two[0].killed != two[1].killed;
  }
  EXPECT_NEAR(different, 44, 20);  // 2 p (1 - p)
}

TEST(Casualties, order_of_other_hits_changes_nobodys_fate) {
  Losses losses;
  const Hit a = Losses::hit(Cause::kBullet, 6);
  const Hit b{ElementId{0}, ElementId{1}, Cause::kFragment, WeaponId{4}, 6};
  for (int i = 0; i < 50; ++i) {
    const auto ab = losses.of({a, b}, seconds(2 * i)), ba = losses.of({b, a}, seconds(2 * i));
    ASSERT_EQ(ab.size(), 2u);
    EXPECT_EQ(ab[0].killed, ba[0].killed);
    EXPECT_EQ(ab[1].wounded, ba[1].wounded);
    EXPECT_EQ(ab[0].subject, ElementId{0});
  }
}

TEST(Casualties, nobody_hit_nobody_lost) {
  Losses losses;
  EXPECT_TRUE(losses.of({}, seconds(2)).empty());
  EXPECT_TRUE(losses.of({Losses::hit(Cause::kBullet, 0)}, seconds(2)).empty());
}

}  // namespace
}  // namespace khasan::combat
