// Goal: rules of engagement and the cease-fire are read as docs/battle_format.md says, and every
// slip is told with its place. Method: the small battle with such keys added.
#include <gmock/gmock.h>

#include "battle_folder.h"
#include "scenario/change_rules.h"

namespace khasan {
namespace {

using scenario::RuleKind;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

const char* const kRules = R"(
rules_of_engagement:
  - {id: frontier, side: jp, kind: no_crossing, line: [[632000, 4701000], [632000, 4703000]], place: hill, from: 1938-07-29T14:00:00+09:00, until: 1938-07-29T15:00:00+09:00, units: [jp/pl1], sources: [book], note: as told}
  - {id: no_entry, side: su, kind: no_crossing, place: hill}
  - {id: tanks, side: su, kind: no_tanks, until: 1938-07-29T15:00:00+09:00}
stages: [{name: Dawn, from: 1938-07-29T14:00:00+09:00, to: 1938-07-29T14:30:00+09:00}, {name: Noon, from: 1938-07-29T14:40:00+09:00, to: 1938-07-29T15:10:00+09:00}]
cease_fire: {agreed: 1938-07-29T15:00:00+09:00, at: {best: 1938-07-29T15:30:00+09:00, low: 1938-07-29T15:20:00+09:00, high: 1938-07-29T15:40:00+09:00}, sources: [book], note: by wire}
)";

class RuledBattle : public support::BattleFolder {
 protected:
  RuledBattle() { write("battle.yaml", std::string(support::kBattleYaml) + kRules); }
};

TEST_F(RuledBattle, loads) {
  const auto loaded = load();
  ASSERT_TRUE(loaded) << testing::PrintToString(messages());
  const scenario::Scenario& s = loaded.value();
  ASSERT_EQ(s.rules.size(), 3u);
  EXPECT_EQ(s.rules[0].kind, RuleKind::kNoCrossing);
  EXPECT_EQ(s.rules[0].units.size(), 1u);
  EXPECT_EQ(s.rules[0].until - s.rules[0].from, hours(1));
  EXPECT_EQ(s.rules[0].note, "as told");
  EXPECT_THAT(s.rules[0].sources, ElementsAre("book"));
  EXPECT_TRUE(s.rules[0].forbids(s.ground.cell_at({633000, 4702000})));
  EXPECT_FALSE(s.rules[0].forbids(s.ground.cell_at({631000, 4702000})));
  EXPECT_TRUE(s.rules[1].forbids(s.ground.cell_at({633000, 4702000})));
  EXPECT_FALSE(s.rules[1].forbids(s.ground.cell_at({633500, 4702000})));
  EXPECT_EQ(s.rules[2].until, s.start + hours(1));
}

TEST_F(RuledBattle, the_cease_fire_ends_the_battle) {
  const auto loaded = load();
  ASSERT_TRUE(loaded);
  const scenario::Scenario& s = loaded.value();
  ASSERT_TRUE(s.cease_fire);
  EXPECT_EQ(s.end, s.start + minutes(90));
  EXPECT_EQ(s.cease_fire->agreed, s.start + hours(1));
  EXPECT_EQ(s.cease_fire->earliest, s.start + minutes(80));
  EXPECT_EQ(s.cease_fire->latest, s.start + minutes(100));
}

TEST_F(RuledBattle, a_cease_fire_after_the_end_changes_nothing) {
  replace("battle.yaml",
          "at: {best: 1938-07-29T15:30:00+09:00, low: 1938-07-29T15:20:00+09:00, "
          "high: 1938-07-29T15:40:00+09:00}",
          "at: 1938-07-29T18:00:00+09:00");
  const auto loaded = load();
  ASSERT_TRUE(loaded) << testing::PrintToString(messages());
  EXPECT_EQ(loaded.value().end, loaded.value().start + hours(2));
}

TEST_F(RuledBattle, changes_of_the_command_line_count) {
  auto spec = load::read_battle(path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog");
  ASSERT_TRUE(spec);
  const auto before = scenario::compile(spec.value());
  ASSERT_TRUE(scenario::change_rules(spec.value(), {"frontier=off", "cease_fire=off"}).empty());
  const auto after = scenario::compile(spec.value());
  ASSERT_TRUE(after);
  EXPECT_EQ(after.value().rules.size(), 2u);
  EXPECT_EQ(after.value().end, after.value().start + hours(2));
  EXPECT_NE(after.value().hash, before.value().hash);
  EXPECT_THAT(after.value().rule_changes, ElementsAre("frontier=off", "cease_fire=off"));
}

TEST_F(RuledBattle, a_change_that_leaves_no_time_is_told) {
  auto spec = load::read_battle(path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog");
  ASSERT_TRUE(spec);
  const std::string change = "frontier=until:1938-07-29T13:00:00+09:00";
  ASSERT_TRUE(scenario::change_rules(spec.value(), {change}).empty());
  const auto after = scenario::compile(spec.value());
  ASSERT_FALSE(after);
  EXPECT_THAT(to_text(after.errors()[0]), HasSubstr("--roe " + change));
}

// One text put in the place of another, and what is said about it.
struct SlipCase {
  const char *name, *from, *to, *message;
};
void PrintTo(const SlipCase& c, std::ostream* out) { *out << c.name; }
class SlipInRules : public RuledBattle, public testing::WithParamInterface<SlipCase> {};

TEST_P(SlipInRules, is_told_with_its_place) {
  const SlipCase& c = GetParam();
  replace("battle.yaml", c.from, c.to);
  EXPECT_THAT(messages(),
              Contains(testing::AllOf(StartsWith("battle.yaml:2"), HasSubstr(c.message))));
}

constexpr SlipCase kSlips[] = {
    {"unknown_kind", "kind: no_tanks", "kind: no_tank", "did you mean 'no_tanks'?"},
    {"unknown_side", "id: frontier, side: jp", "id: frontier, side: jpn", "the id of a side"},
    {"unknown_unit", "units: [jp/pl1]", "units: [jp/pl7]", "did you mean 'jp/pl1'?"},
    {"unit_of_the_other_side", "units: [jp/pl1]", "units: [su/pl1]",
     "a unit of the side of this rule, jp"},
    {"unknown_place", "place: hill, from", "place: hil, from", "did you mean 'hill'?"},
    {"no_place", "kind: no_crossing, place: hill}", "kind: no_crossing}",
     "a 'place' for this kind"},
    {"a_point_is_no_area", "kind: no_crossing, place: hill}", "kind: no_crossing, place: start}",
     "a place with a polygon where there is no 'line'"},
    {"ground_in_another_kind", "kind: no_tanks", "kind: no_tanks, place: hill",
     "in a rule no_crossing only"},
    {"ends_before_it_begins", "until: 1938-07-29T15:00:00+09:00, units",
     "until: 1938-07-29T13:00:00+09:00, units", "an end of the rule after its beginning"},
    {"id_twice", "id: no_entry", "id: frontier", "an id that no other rule has"},
    {"name_of_the_cease_fire", "id: no_entry", "id: cease_fire", "an id that no other rule has"},
    {"unknown_source", "sources: [book], note: as told", "sources: [boak], note: as told",
     "did you mean 'book'?"},
    {"unknown_key", "kind: no_tanks", "kind: no_tanks, zone: hill", "found 'zone'"},
    {"line_that_parts_nothing", "[[632000, 4701000], [632000, 4703000]]",
     "[[620000, 4701000], [620000, 4703000]]", "that parts the ground of the window"},
    {"cease_fire_before_the_start", "at: {best: 1938-07-29T15:30", "at: {best: 1938-07-28T15:30",
     "a best time outside low to high"},
    {"agreed_after_it", "agreed: 1938-07-29T15:00", "agreed: 1938-07-29T15:50",
     "a time not after the cease-fire"},
    {"stage_that_ends_before_it_begins", "to: 1938-07-29T15:10", "to: 1938-07-29T14:35",
     "an end of the stage after its beginning"},
    {"stages_that_overlap", "from: 1938-07-29T14:40", "from: 1938-07-29T14:20",
     "a stage that begins not before"},
    {"stage_without_name", "{name: Noon, from", "{from", "name"},
    {"cease_fire_without_time", "at: {best: 1938-07-29T15:30:00+09:00, low", "at: {low", "best"},
};
INSTANTIATE_TEST_SUITE_P(By, SlipInRules, testing::ValuesIn(kSlips),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace khasan
