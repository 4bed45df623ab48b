// Who stands near whom: what is brought up to date with those who changed is what would be sorted
// anew.
#include "state/tick.h"

#include <gtest/gtest.h>

#include "support/small_battle.h"

namespace khasan::state {
namespace {

using support::kCentre;

struct Field {
  scenario::Scenario scenario = support::empty_battle();
  ElementId first, second;
  State state;
  Neighbourhood near;
  Field() {
    const UnitId own = support::add_unit(scenario, Side::kFirst, "jp/p1");
    const UnitId enemy = support::add_unit(scenario, Side::kSecond, "su/p1");
    first = support::add_squad(scenario, own, "sq1", 10, kCentre);
    second = support::add_squad(scenario, enemy, "sq1", 10, {kCentre.x_m + 50, kCentre.y_m});
    support::finish(scenario);
    state = start(scenario, Rng(1, 0), {});
    near.rebuild(scenario, state);
  }
};

std::vector<ElementId> all_of(const Field& f, const Neighbourhood& near, Side side) {
  std::vector<ElementId> found;
  near.for_each_within(f.state, side, kCentre, 1000,
                       [&](ElementId e, double) { found.push_back(e); });
  return found;
}

void expect_as_sorted_anew(const Field& f) {
  Neighbourhood anew;
  anew.rebuild(f.scenario, f.state);
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    EXPECT_EQ(f.near.all_of(side), anew.all_of(side));
    EXPECT_EQ(all_of(f, f.near, side), all_of(f, anew, side));
  }
}

TEST(Neighbourhood, those_who_moved_fell_or_came_back_are_found_as_if_all_were_sorted_anew) {
  Field f;
  f.state.at[f.second.index()].x_m += 300;
  f.near.update(f.scenario, f.state, {f.second});
  expect_as_sorted_anew(f);
  f.state.roll[f.second.index()].men = 0;
  f.near.update(f.scenario, f.state, {f.second});
  EXPECT_TRUE(f.near.all_of(Side::kSecond).empty());
  expect_as_sorted_anew(f);
  f.state.roll[f.second.index()].men = 3;
  f.near.update(f.scenario, f.state, {f.second});
  EXPECT_EQ(f.near.all_of(Side::kSecond), std::vector<ElementId>{f.second});
  expect_as_sorted_anew(f);
}

TEST(Neighbourhood, it_is_calm_where_nobody_of_the_side_moved) {
  Field f;
  const uint32_t since = f.near.builds();
  const terrain::Box here = Neighbourhood::box_round(kCentre, 100);
  const terrain::Box far = Neighbourhood::box_round({kCentre.x_m - 600, kCentre.y_m}, 50);
  f.near.update(f.scenario, f.state, {f.first, f.second});
  EXPECT_TRUE(f.near.is_calm(Side::kSecond, here, since));
  f.state.at[f.second.index()].x_m += 1;
  f.near.update(f.scenario, f.state, {f.second});
  EXPECT_FALSE(f.near.is_calm(Side::kSecond, here, since));
  EXPECT_TRUE(f.near.is_calm(Side::kFirst, here, since));
  EXPECT_TRUE(f.near.is_calm(Side::kSecond, far, since));
  EXPECT_TRUE(f.near.is_calm(Side::kSecond, here, f.near.builds()));
}

}  // namespace
}  // namespace khasan::state
