// Goal: elements are compared by path, each facet by itself, and only what people would see.
// Method: a small battle against itself, changed in one number or by one unit.
#include "record/apart.h"

#include <gtest/gtest.h>

#include "support/random_battle.h"
#include "support/small_battle.h"

namespace khasan::record {
namespace {

using scenario::Scenario;

Scenario two_squads(double second_x_m, int men, bool with_third) {
  Scenario battle = support::empty_battle();
  const UnitId jp = support::add_unit(battle, Side::kFirst, "jp/p1");
  support::add_squad(battle, jp, "sq1", 10, support::kCentre);
  if (with_third) support::add_squad(battle, jp, "sq2", 10, support::kCentre);
  const UnitId su = support::add_unit(battle, Side::kSecond, "su/p1");
  support::add_squad(battle, su, "sq1", men, {second_x_m, support::kCentre.y_m + 1500});
  support::finish(battle);
  return battle;
}

Facets facets_of_last(const Scenario& a, const Scenario& b) {
  const sim::Play first(a, {}), second(b, {});
  return facets_apart(first, second, match_elements(a, b).both.back());
}

TEST(Apart, facets_are_told_one_by_one) {
  const Scenario battle = two_squads(500000, 12, false);
  EXPECT_FALSE(facets_of_last(battle, battle).any());
  EXPECT_EQ(text_of(facets_of_last(battle, two_squads(500010, 12, false))), "place, task");
  EXPECT_EQ(text_of(facets_of_last(battle, two_squads(500000, 9, false))), "men, arms");
}

TEST(Apart, elements_are_found_by_path) {
  const Scenario battle = two_squads(500000, 12, false), more = two_squads(500000, 12, true);
  const Matching matching = match_elements(battle, more);
  ASSERT_EQ(matching.both.size(), 2u);
  EXPECT_EQ(more.element(matching.both[1].second).path, "su/p1/sq1");
  ASSERT_EQ(matching.only_second.size(), 1u);
  EXPECT_EQ(more.element(matching.only_second[0]).path, "jp/p1/sq2");
  EXPECT_TRUE(matching.only_first.empty());
  EXPECT_FALSE(are_apart(sim::Play(battle, {}), sim::Play(more, {}), matching));
}

TEST(SideBySide, runs_meet_at_every_minute_and_go_to_their_ends) {
  Scenario a = support::random_battle(1), b = a;
  a.end = a.start + minutes(4), b.end = b.start + minutes(6);
  b.weather.front().visibility_m = 60;
  sim::Play first(a, {}), second(b, {});
  SideBySide both(first, second);
  int meetings = 0;
  while (both.step()) {
    meetings += both.is_level() && first.state().now.ms % 60'000 == 0;
    if (!first.is_over()) {
      EXPECT_LE(std::abs((first.state().now - second.state().now).ms), 60'000);
    }
  }
  EXPECT_GE(meetings, 4);
  EXPECT_TRUE(first.is_over() && second.is_over());
}

}  // namespace
}  // namespace khasan::record
