// Goal: the rule of design section 5 for control of a crest, cell by cell. Method: a crest of some
// cells, men put on and taken off it.
#include "combat/control.h"

#include <gtest/gtest.h>

#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using support::kCentre;

struct Crest {
  scenario::Scenario s = support::empty_battle();
  UnitId ours = support::add_unit(s, Side::kFirst, "jp/p1");
  ElementId squad = support::add_squad(s, ours, "sq1", 12, {kCentre.x_m - 1000, kCentre.y_m});
  UnitId theirs = support::add_unit(s, Side::kSecond, "su/p1");
  ElementId enemy = support::add_squad(s, theirs, "sq1", 11, {kCentre.x_m + 1000, kCentre.y_m});
  PlaceId crest = support::add_place(s, "crest", kCentre, 45);
  state::State state;
  state::EventLog log;

  Crest() {
    support::finish(s);
    state = state::start(s, Rng(1, 0), {});
  }
  void minute() { support::play_minute(s, state, Rng(1, 0), combat::take_control, &log); }
  double share(Side side) const { return state::control_share(state, crest, side); }
};

TEST(Control, nobody_holds_what_nobody_has_held) {
  Crest c;
  c.minute();
  EXPECT_EQ(c.share(Side::kFirst), 0);
  EXPECT_EQ(c.share(Side::kSecond), 0);
}

TEST(Control, men_alone_on_a_crest_hold_it_and_keep_it_when_they_leave) {
  Crest c;
  c.state.at[c.squad.index()] = kCentre;
  c.minute();
  EXPECT_EQ(c.share(Side::kFirst), 1);
  ASSERT_EQ(c.log.size(), 2u);
  EXPECT_EQ(c.log[0].kind, state::EventKind::k_control);
  EXPECT_EQ(c.log[0].a, 1000);
  EXPECT_EQ(c.log[0].b, 0);
  EXPECT_EQ(c.log[1].kind, state::EventKind::k_captured);
  c.state.at[c.squad.index()].x_m -= 1000;
  c.minute();
  EXPECT_EQ(c.share(Side::kFirst), 1);
}

TEST(Control, tanks_alone_hold_nothing) {
  Crest c;
  c.s = support::empty_battle();
  const UnitId tanks = support::add_unit(c.s, Side::kFirst, "jp/tanks");
  support::add_tank(c.s, tanks, "t1", kCentre);
  c.crest = support::add_place(c.s, "crest", kCentre, 45);
  support::finish(c.s);
  c.state = state::start(c.s, Rng(1, 0), {});
  c.minute();
  EXPECT_EQ(c.share(Side::kFirst), 0);
}

TEST(Control, cells_with_both_are_contested_and_count_half) {
  Crest c;
  c.state.at[c.squad.index()] = kCentre;
  c.state.at[c.enemy.index()] = kCentre;
  c.minute();
  EXPECT_EQ(c.share(Side::kFirst), 0.5);
  EXPECT_EQ(c.share(Side::kSecond), 0.5);
  c.state.at[c.squad.index()].x_m -= 1000;
  c.minute();
  EXPECT_EQ(c.share(Side::kSecond), 1);
}

TEST(Control, broken_men_hold_nothing) {
  Crest c;
  c.state.at[c.squad.index()] = kCentre;
  c.state.at[c.enemy.index()] = kCentre;
  c.state.morale[c.ours.index()] = state::Morale::kWithdrawing;
  c.minute();
  EXPECT_EQ(c.share(Side::kSecond), 1);
}

TEST(Control, reaches_fifty_metres_and_no_further) {
  Crest c;
  c.state.at[c.squad.index()] = {kCentre.x_m - 70, kCentre.y_m};
  c.minute();
  const auto& cells = c.s.place(c.crest).cells;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const terrain::Point centre = c.s.ground.centre_of(cells[i]);
    const double d = terrain::distance_m(centre, c.state.at[c.squad.index()]);
    EXPECT_EQ(c.state.owner[c.crest.index()][i], d <= 50 ? 0 : -1);
  }
}

}  // namespace
}  // namespace khasan
