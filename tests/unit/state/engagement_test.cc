// Goal: a rule of engagement forbids the ground that it means, to those whom it names, as long as
// it is in force. Method: lines over level ground, where the answer is known.
#include "scenario/engagement.h"

#include <gtest/gtest.h>

#include "scenario/change_rules.h"
#include "support/frontier.h"

namespace khasan::scenario {
namespace {

using support::from_centre;
using terrain::Point;

struct Frontier : support::Frontier {
  UnitId company = support::add_unit(s, Side::kFirst, "jp/co");
  UnitId platoon = support::add_unit(s, Side::kFirst, "jp/co/p1", company);
  UnitId other = support::add_unit(s, Side::kFirst, "jp/p2");
  UnitId enemy = support::add_unit(s, Side::kSecond, "su/p1");

  Frontier() : support::Frontier(200, 1000) {}
  bool barred(UnitId unit, Point at, Time t = Time{}) const {
    return s.rule_barring(unit, s.ground.cell_at(at), t) != nullptr;
  }
};

TEST(Engagement, a_line_forbids_the_side_of_its_place_and_goes_on_beyond_its_ends) {
  Frontier f;
  f.add(RuleKind::kNoCrossing);
  support::finish(f.s);
  for (const double north_m : {-1900.0, -100.0, 0.0, 100.0, 1900.0}) {
    EXPECT_TRUE(f.barred(f.platoon, from_centre(300, north_m))) << north_m;
    EXPECT_FALSE(f.barred(f.platoon, from_centre(100, north_m))) << north_m;
  }
}

TEST(Engagement, a_line_with_corners_forbids_what_lies_behind_it) {
  // A salient: the line goes round a hill that may be held.
  Frontier f;
  f.add(RuleKind::kNoCrossing).line = {from_centre(0, -1500),  from_centre(0, -200),
                                       from_centre(400, -200), from_centre(400, 200),
                                       from_centre(0, 200),    from_centre(0, 1500)};
  support::finish(f.s);
  EXPECT_FALSE(f.barred(f.platoon, from_centre(300, 0)));
  EXPECT_TRUE(f.barred(f.platoon, from_centre(300, 400)));
  EXPECT_TRUE(f.barred(f.platoon, from_centre(300, -400)));
  EXPECT_TRUE(f.barred(f.platoon, from_centre(500, 0)));
  EXPECT_FALSE(f.barred(f.platoon, from_centre(-100, 900)));
}

TEST(Engagement, a_line_through_centres_of_cells_leaves_none_out) {
  // Every cell lies on exactly one side, also those whose centre the line meets.
  Frontier f;
  f.add(RuleKind::kNoCrossing).line = {from_centre(12.5, -1000), from_centre(12.5, 12.5),
                                       from_centre(-487.5, 512.5)};
  support::finish(f.s);
  const Rule& rule = f.s.rules[0];
  const terrain::GridShape& shape = f.s.ground.shape();
  for (int row = 0; row < shape.rows; ++row) {
    int changes = 0;
    for (int column = 1; column < shape.columns; ++column) {
      changes += rule.forbids(shape.cell(column, row)) != rule.forbids(shape.cell(column - 1, row));
    }
    EXPECT_EQ(changes, 1) << row;
  }
}

TEST(Engagement, an_area_forbids_its_own_cells) {
  Frontier f;
  const PlaceId area = support::add_place(f.s, "area", from_centre(500, 500), 200);
  Rule& rule = f.add(RuleKind::kNoCrossing);
  rule.line.clear();
  rule.place = area;
  support::finish(f.s);
  EXPECT_TRUE(f.barred(f.platoon, from_centre(500, 500)));
  EXPECT_FALSE(f.barred(f.platoon, from_centre(500, 800)));
}

TEST(Engagement, the_way_back_is_the_nearest_ground_that_is_free) {
  Frontier f;
  f.add(RuleKind::kNoCrossing);
  support::finish(f.s);
  const CellId back = f.s.rules[0].way_back[f.s.ground.cell_at(from_centre(360, 10)).index()];
  ASSERT_TRUE(back.exists());
  EXPECT_FALSE(f.s.rules[0].forbids(back));
  EXPECT_LT(terrain::distance_m(f.s.ground.centre_of(back), from_centre(187.5, 12.5)), 200);
}

TEST(Engagement, it_binds_whom_it_names_with_all_below) {
  Frontier f;
  f.add(RuleKind::kNoCrossing).units = {f.company};
  support::finish(f.s);
  const Point there = from_centre(300, 0);
  EXPECT_TRUE(f.barred(f.company, there));
  EXPECT_TRUE(f.barred(f.platoon, there));
  EXPECT_FALSE(f.barred(f.other, there));
  EXPECT_FALSE(f.barred(f.enemy, there));
}

TEST(Engagement, it_holds_from_its_beginning_to_just_before_its_end) {
  Frontier f;
  Rule& rule = f.add(RuleKind::kNoCrossing);
  rule.from = minutes(10);
  rule.until = minutes(20);
  support::finish(f.s);
  const Point there = from_centre(300, 0);
  EXPECT_FALSE(f.barred(f.platoon, there, minutes(10) - milliseconds(1)));
  EXPECT_TRUE(f.barred(f.platoon, there, minutes(10)));
  EXPECT_TRUE(f.barred(f.platoon, there, minutes(20) - milliseconds(1)));
  EXPECT_FALSE(f.barred(f.platoon, there, minutes(20)));
}

TEST(Engagement, a_battle_without_rules_has_no_tables) {
  Frontier f;
  support::finish(f.s);
  EXPECT_TRUE(f.s.rules_of.empty());
  EXPECT_EQ(f.s.rule_on(RuleKind::kNoTanks, f.platoon, Time{}), nullptr);
  EXPECT_FALSE(f.barred(f.platoon, from_centre(300, 0)));
}

TEST(Engagement, aircraft_are_told_by_their_task_alone) {
  enum class Plan { kMove, kAirStrike };
  static_assert(is_air_strike(Plan::kAirStrike));
  static_assert(!is_air_strike(Plan::kMove));
  for (const Task task : {Task::kMove, Task::kAttack, Task::kBombard, Task::kReconnoitre}) {
    EXPECT_FALSE(keeps_from_beginning(RuleKind::kNoAircraft, task));
  }
}

// --- the command line ---------------------------------------------------------------------------

ScenarioSpec two_rules() {
  ScenarioSpec spec;
  for (const char* id : {"frontier", "no_tanks_yet"}) {
    RuleSpec rule;
    rule.rule.id = id;
    spec.rules.push_back(rule);
  }
  spec.cease_fire = CeaseFireSpec{};
  return spec;
}

TEST(ChangeRules, off_from_and_until) {
  ScenarioSpec spec = two_rules();
  EXPECT_TRUE(change_rules(spec, {"frontier=off", "no_tanks_yet=until:1938-08-06T16:00:00+09:00",
                                  "no_tanks_yet=from:1938-08-01T00:00:00Z", "cease_fire=off"})
                  .empty());
  EXPECT_TRUE(spec.rules[0].off);
  EXPECT_EQ(spec.rules[1].until->utc_ms, parse_iso_utc_ms("1938-08-06T07:00:00Z").value());
  EXPECT_EQ(spec.rules[1].from->utc_ms, parse_iso_utc_ms("1938-08-01T00:00:00Z").value());
  EXPECT_TRUE(spec.cease_fire->off);
  EXPECT_EQ(spec.rule_changes.size(), 4u);
}

TEST(ChangeRules, an_unknown_id_is_told_with_the_known_and_the_nearest) {
  ScenarioSpec spec = two_rules();
  const Errors errors = change_rules(spec, {"frontir=off"});
  ASSERT_EQ(errors.size(), 1u);
  const std::string text = to_text(errors[0]);
  for (const char* part :
       {"frontir=off", "no_tanks_yet", "cease_fire", "did you mean 'frontier'"}) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  }
}

TEST(ChangeRules, what_is_no_change_is_refused) {
  for (const char* text :
       {"frontier", "frontier=on", "=off", "frontier=until:noon",
        "frontier=from:1938-08-01T00:00:00", "cease_fire=until:1938-08-11T03:00:00Z"}) {
    ScenarioSpec spec = two_rules();
    EXPECT_EQ(change_rules(spec, {text}).size(), 1u) << text;
  }
}

}  // namespace
}  // namespace khasan::scenario
