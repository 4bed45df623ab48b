// Goal: the ripples of a pair begin where the cause lies, spread from there, and say through whom.
// Method: a small battle in which one squad has fewer men; a battle against itself; one with a
// squad more far away.
#include "record/ripples.h"

#include <gtest/gtest.h>

#include <set>

#include "support/random_battle.h"
#include "support/small_battle.h"

namespace khasan::record {
namespace {

using scenario::Scenario;

Scenario battle_of(uint64_t number, bool strangers) {
  support::Variant variant;
  variant.strangers = strangers;
  Scenario battle = support::random_battle(number, variant);
  battle.end = battle.start + minutes(20);
  return battle;
}

Ripples ripples_of(const Scenario& a, const Scenario& b) {
  sim::Play first(a, {}), second(b, {});
  return follow_ripples(first, second);
}

TEST(Ripples, of_a_battle_against_itself_there_are_none) {
  const Scenario battle = battle_of(2, false);
  const Ripples ripples = ripples_of(battle, battle);
  EXPECT_FALSE(ripples.parted);
  EXPECT_TRUE(ripples.units.empty());
  EXPECT_TRUE(ripples.moments.empty());
}

TEST(Ripples, begin_with_the_cause_and_spread_from_it) {
  const Scenario battle = battle_of(2, false);
  Scenario changed = battle;
  const std::string cause = "su/co/p1/sq1";
  for (scenario::ElementDef& element : changed.elements) {
    if (element.path == cause) element.men -= 3;
  }
  const Ripples ripples = ripples_of(battle, changed);
  ASSERT_TRUE(ripples.parted);
  EXPECT_EQ(*ripples.parted, battle.start);
  EXPECT_EQ(battle.element(ripples.units.front().element).path, cause);
  EXPECT_EQ(ripples.units.front().link, Link::kStart);
  EXPECT_TRUE(ripples.units.front().facets.has(Facet::kMen));
  const Ripple &first = ripples.moments.front(), &last = ripples.moments.back();
  EXPECT_EQ(first.elements.size(), 1u);
  EXPECT_EQ(first.men[1], -3);
  EXPECT_EQ(first.farthest_m, 0);
  EXPECT_EQ(last.at, battle.end);
  EXPECT_GT(last.elements.size(), 3u);
  EXPECT_GT(last.farthest_m, 50);
  EXPECT_GE(last.area_km2, first.area_km2);
}

// Everybody who parts later does so through somebody who differed before, and is told once.
TEST(Ripples, name_for_every_unit_one_who_differed_before) {
  const Scenario battle = battle_of(1, false);
  Scenario changed = battle;
  changed.elements.back().men -= 1;
  const Ripples ripples = ripples_of(battle, changed);
  std::set<UnitId> told;
  Time before{};
  for (const UnitParting& unit : ripples.units) {
    EXPECT_TRUE(told.insert(unit.unit).second);
    EXPECT_GE(unit.at, before);
    before = unit.at;
    EXPECT_EQ(unit.from.exists(), unit.link != Link::kStart);
    if (unit.from.exists()) {
      EXPECT_TRUE(told.contains(battle.element(unit.from).unit));
    }
    EXPECT_FALSE(unit.is_loose()) << "nobody is a kilometre away";
  }
}

// The squads far from everything shift all ids; nobody else is another for it.
TEST(Ripples, units_that_are_in_one_battle_alone_are_told_apart) {
  const Ripples ripples = ripples_of(battle_of(2, false), battle_of(2, true));
  EXPECT_EQ(ripples.only_second.size(), 2u);
  EXPECT_TRUE(ripples.only_first.empty());
  EXPECT_FALSE(ripples.parted);
}

}  // namespace
}  // namespace khasan::record
