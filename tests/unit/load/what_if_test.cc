// Goal: a what-if changes just what it names, and a changed battle is checked like any other; what
// changes nothing is an error with its place. Method: a small sound battle and small what-ifs.
#include "load/what_if.h"

#include <gmock/gmock.h>

#include "load/battle_files.h"
#include "scenario/profile.h"
#include "unit/load/battle_folder.h"

namespace khasan::load {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class WhatIfTest : public support::BattleFolder {
 protected:
  // The battle with these changes.
  Result<scenario::ScenarioSpec> changed(const std::string& changes) {
    write("whatifs/x.yaml",
          "format: khasan-what-if-1\ntitle: It is otherwise.\nchanges:\n" + changes);
    return read_battle(path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog", {"x"});
  }
  std::string error_of(const std::string& changes) {
    const auto spec = changed(changes);
    EXPECT_FALSE(spec);
    return spec ? "" : to_text(spec.errors()[0]);
  }
};

TEST_F(WhatIfTest, sets_adds_and_removes) {
  const auto before = read_battle(path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog");
  ASSERT_TRUE(before);
  EXPECT_TRUE(before.value().what_ifs.empty());
  const auto after = changed(
      "  - {file: battle.yaml, at: [weather, 0, visibility_m], set: 300}\n"
      "  - {file: plan.yaml, at: [orders, attack, fire], set: return}\n"
      "  - {file: battle.yaml, at: [places], add: {id: road, name: Road, kind: position, "
      "at: [631500, 4702000]}}\n"
      "  - {file: forces.yaml, at: [units, jp/pl1, facing_deg], remove: true}\n");
  ASSERT_TRUE(after) << to_text(after.errors()[0]);
  EXPECT_EQ(after.value().weather[0].weather.visibility_m, 300);
  EXPECT_EQ(after.value().places.size(), before.value().places.size() + 1);
  EXPECT_EQ(after.value().what_ifs, std::vector<std::string>{"It is otherwise."});
}

TEST_F(WhatIfTest, sets_parameters_and_disputed_figures_by_name) {
  const auto spec = changed(
      "  - {parameter: morale.cohesion_soviet, set: 1.25}\n"
      "  - {figure: jp/pl1 strength, set: 22}\n"
      "  - {figure: order attack not_before, set: 90}\n");
  ASSERT_TRUE(spec) << to_text(spec.errors()[0]);
  const auto index = static_cast<std::size_t>(scenario::Param::morale_cohesion_soviet);
  EXPECT_EQ(spec.value().parameters[index].low, 1.25);
  EXPECT_EQ(spec.value().units[0].strength->figure.best, 22);
  EXPECT_EQ(spec.value().units[0].strength->figure.high, 22);
  const auto before = read_battle(path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog");
  EXPECT_EQ(spec.value().orders[0].not_before->utc_ms,
            before.value().orders[0].not_before->utc_ms + 90'000);
  EXPECT_THAT(error_of("  - {figure: jp/pl1 strenght, set: 22}\n"),
              AllOf(HasSubstr("x.yaml:4"), HasSubstr("did you mean 'jp/pl1 strength'")));
  EXPECT_THAT(error_of("  - {parameter: morale.cohesion_soveit, set: 1}\n"),
              HasSubstr("did you mean 'cohesion_soviet'"));
  EXPECT_THAT(error_of("  - {parameter: moral.cohesion_soviet, set: 1}\n"),
              HasSubstr("a file that the battle does not read"));
}

TEST_F(WhatIfTest, a_text_in_braces_is_a_what_if_itself) {
  const auto spec = read_battle(
      path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog",
      {"{format: khasan-what-if-1, title: Thick fog, changes: [{file: battle.yaml, at: [weather, "
       "0, visibility_m], set: 60}]}"});
  ASSERT_TRUE(spec) << to_text(spec.errors()[0]);
  EXPECT_EQ(spec.value().weather[0].weather.visibility_m, 60);
  EXPECT_EQ(spec.value().what_ifs, std::vector<std::string>{"Thick fog"});
}

TEST_F(WhatIfTest, a_text_of_several_lines_is_a_what_if_whose_errors_point_into_it) {
  const std::string catalogue = std::string(KHASAN_SOURCE_DIR) + "/catalog";
  const std::string head = "format: khasan-what-if-1\ntitle: It rains.\nchanges:\n";
  const auto sound = read_battle(
      path(""), catalogue, {head + "  - {file: battle.yaml, at: [weather, 0, rain], set: 1}\n"});
  ASSERT_TRUE(sound) << to_text(sound.errors()[0]);
  EXPECT_EQ(sound.value().what_ifs, std::vector<std::string>{"It rains."});
  const auto faulty = read_battle(
      path(""), catalogue, {head + "  - {file: battle.yaml, at: [weather, 0, rain], set: much}\n"});
  ASSERT_FALSE(faulty);
  EXPECT_EQ(faulty.errors()[0].file, kInlineWhatIf);
  EXPECT_EQ(faulty.errors()[0].line, 4);
}

TEST_F(WhatIfTest, a_text_in_braces_may_set_what_is_so_already) {
  const auto with = [&](const std::string& change) {
    return read_battle(
        path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog",
        {"{format: khasan-what-if-1, title: A point of a study., changes: [" + change + "]}"});
  };
  EXPECT_TRUE(with("{file: battle.yaml, at: [weather, 0, visibility_m], set: 15000}"));
  EXPECT_FALSE(with("{file: plan.yaml, at: [orders, 'b*', fire], set: return}"));
}

TEST_F(WhatIfTest, changes_the_catalogue_for_this_battle_alone) {
  const char* change =
      "  - {file: catalog/parameters/morale.yaml, at: [parameters, cohesion_soviet, best], "
      "set: 1.5}\n";
  const auto plain =
      scenario::compile(read_battle(path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog").value());
  const auto spec = changed(change);
  ASSERT_TRUE(spec) << to_text(spec.errors()[0]);
  const auto other = scenario::compile(spec.value());
  ASSERT_TRUE(plain && other);
  const auto index = static_cast<std::size_t>(scenario::Param::morale_cohesion_soviet);
  EXPECT_EQ(other.value().parameters[index].best, 1.5);
  EXPECT_NE(plain.value().parameters[index].best, 1.5);
  EXPECT_NE(plain.value().parameter_hash, other.value().parameter_hash);
}

TEST_F(WhatIfTest, a_star_stands_for_any_part_of_a_name) {
  const auto spec = changed(
      "  - {file: battle.yaml, at: [weather, \"*\", visibility_m], set: 300}\n"
      "  - {file: battle.yaml, at: [places, \"*l*\", height_m], set: 7}\n"
      "  - {file: battle.yaml, at: [weather, \"*\", cloud_base_m], set: 500}\n"
      "  - {file: plan.yaml, at: [orders, \"*\"], remove: true}\n");
  ASSERT_TRUE(spec) << to_text(spec.errors()[0]);
  EXPECT_EQ(spec.value().weather[0].weather.visibility_m, 300);
  EXPECT_EQ(spec.value().weather[0].weather.cloud_base_m, 500);
  EXPECT_EQ(spec.value().places[0].place.height_m, 0);
  EXPECT_EQ(spec.value().places[1].place.height_m, 7);
  EXPECT_TRUE(spec.value().orders.empty());
}

TEST_F(WhatIfTest, a_shift_moves_the_times_below_and_keeps_their_clock) {
  replace("plan.yaml", "    not_before: 1938-07-29T14:10:00+09:00\n",
          "    not_before: {best: 1938-07-29T14:10:00+09:00, low: 1938-07-29T15:05:00+10:00, "
          "high: 1938-07-29T14:20:00+09:00}\n    until: [{time: 1938-07-29T15:00:00+09:00}]\n");
  const auto before = read_battle(path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog");
  const auto all = changed("  - {file: plan.yaml, at: [orders], shift_h: -0.5}\n");
  ASSERT_TRUE(before && all);
  const auto &was = before.value().orders[0], &is = all.value().orders[0];
  EXPECT_EQ(is.not_before->utc_ms, was.not_before->utc_ms - 1'800'000);
  EXPECT_EQ(is.not_before_range.figure.low, was.not_before_range.figure.low);
  EXPECT_EQ(is.until[0].time.utc_ms, was.until[0].time.utc_ms - 1'800'000);
  EXPECT_EQ(all.value().start.utc_ms, before.value().start.utc_ms);

  // From the first time up to, not including, the second.
  const auto some = changed(
      "  - {file: plan.yaml, at: [orders], shift_h: 24, between: [1938-07-29T15:00:00+09:00, "
      "1938-07-29T16:00:00+09:00]}\n");
  ASSERT_TRUE(some) << to_text(some.errors()[0]);
  EXPECT_EQ(some.value().orders[0].not_before->utc_ms, was.not_before->utc_ms);
  EXPECT_EQ(some.value().orders[0].until[0].time.utc_ms, was.until[0].time.utc_ms + 86'400'000);
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders], shift_h: 24, between: "
                       "[1938-07-29T15:00:01+09:00, 1938-07-29T16:00:00+09:00]}\n"),
              HasSubstr("no time there"));
}

TEST_F(WhatIfTest, a_copy_differs_in_the_keys_that_are_given) {
  const auto spec = changed(
      "  - {file: forces.yaml, at: [units, jp/pl1], copy: {path: jp/pl2, name: \"*, twin\"}}\n"
      "  - {file: plan.yaml, at: [orders, \"att*\"], copy: {id: \"*_2\", unit: jp/pl2, fire: "
      "return}}\n");
  ASSERT_TRUE(spec) << to_text(spec.errors()[0]);
  const auto scenario = scenario::compile(spec.value());
  ASSERT_TRUE(scenario) << to_text(scenario.errors()[0]);
  ASSERT_EQ(scenario.value().orders.size(), 2u);
  EXPECT_EQ(scenario.value().orders[1].id, "attack_2");
  EXPECT_EQ(scenario.value().unit(scenario.value().orders[1].unit).path, "jp/pl2");
  EXPECT_EQ(scenario.value().orders[0].not_before, scenario.value().orders[1].not_before);
  EXPECT_EQ(spec.value().units[1].name, "1st Platoon, twin");
}

TEST_F(WhatIfTest, what_touches_nothing_is_an_error) {
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, atack, fire], set: return}\n"),
              AllOf(HasSubstr("x.yaml:4"), HasSubstr("plan.yaml > orders > atack"),
                    HasSubstr("did you mean 'attack'")));
  EXPECT_THAT(error_of("  - {file: plans.yaml, at: [orders], remove: true}\n"),
              AllOf(HasSubstr("x.yaml:4"), HasSubstr("does not read")));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, \"b*\"], remove: true}\n"),
              AllOf(HasSubstr("x.yaml:4"), HasSubstr("no 'b*' there")));
  EXPECT_THAT(error_of("  - {file: battle.yaml, at: [weather, \"*\", clod], remove: true}\n"),
              HasSubstr("did you mean 'cloud'"));
  EXPECT_THAT(
      error_of("  - {file: battle.yaml, at: [weather, \"*\", rain], set: 0}\n"),
      AllOf(HasSubstr("x.yaml:4"), HasSubstr("touches nothing"), HasSubstr("take the change out")));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders], shift_h: 0}\n"),
              HasSubstr("no time there"));
  EXPECT_THAT(error_of("  []\n"), HasSubstr("no changes"));
}

TEST_F(WhatIfTest, a_change_that_cannot_be_made_is_an_error) {
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, attack], add: {id: b}}\n"),
              HasSubstr("a list to add to"));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, attack]}\n"),
              AllOf(HasSubstr("remove: true"), HasSubstr("shift_h"), HasSubstr("copy")));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, attack], remove: false}\n"),
              AllOf(HasSubstr("false"), HasSubstr("expected true")));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, attack], copy: b}\n"),
              HasSubstr("the keys that differ"));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, attack], copy: {fire: return}}\n"),
              AllOf(HasSubstr("same name"), HasSubstr("copy: {id: ANOTHER}")));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [side], copy: {id: b}}\n"),
              AllOf(HasSubstr("a key"), HasSubstr("an item of a list")));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders], shift_h: 1, between: [1938]}\n"),
              HasSubstr("between: [FROM, TO]"));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [], remove: true}\n"),
              HasSubstr("a change of a whole file"));
}

TEST_F(WhatIfTest, faults_of_what_it_puts_in_are_told_in_its_own_file) {
  EXPECT_THAT(error_of("  - {file: battle.yaml, at: [weather, 0, cloud], set: 7}\n"),
              AllOf(HasSubstr("x.yaml:4:55"), HasSubstr("from 0 to 1")));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, attack, colour], set: red}\n"),
              AllOf(HasSubstr("x.yaml:4"), HasSubstr("colour")));
  EXPECT_THAT(error_of("  - file: plan.yaml\n    at: [orders]\n    add:\n      id: b\n"
                       "      unit: jp/pl1\n      task: dance\n"),
              AllOf(HasSubstr("x.yaml:9:13"), HasSubstr("dance")));
  const auto spec =
      changed("  - {file: plan.yaml, at: [orders, attack], copy: {id: b, unit: jp/q}}\n");
  ASSERT_TRUE(spec) << to_text(spec.errors()[0]);
  const auto compiled = scenario::compile(spec.value());
  ASSERT_FALSE(compiled);
  EXPECT_THAT(to_text(compiled.errors()[0]), AllOf(HasSubstr("x.yaml:4"), HasSubstr("jp/q")));
  // What it leaves alone is told where it stands.
  replace("plan.yaml", "task: attack", "task: dance");
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, attack, fire], set: return}\n"),
              AllOf(HasSubstr("plan.yaml:5"), HasSubstr("dance")));
}

// The what-ifs that a battle ships: each can be read by itself, all together can be played, also
// under each profile, and make another battle of it. Together, because compiling takes seconds;
// that each alone changes the first two fights is tested by playing them (tests/determinism).
class ShippedWhatIfs : public testing::TestWithParam<const char*> {};

TEST_P(ShippedWhatIfs, change_their_battle) {
  const std::string folder = std::string(KHASAN_SOURCE_DIR) + "/battles/" + GetParam();
  std::vector<std::string> all;
  for (const std::string& file : yaml_files(folder + "/whatifs")) {
    all.push_back(std::filesystem::path(file).stem().string());
    const auto spec = load_spec(folder, {{}, {all.back()}});
    ASSERT_TRUE(spec) << to_text(spec.errors()[0]);
    EXPECT_TRUE(spec.value().what_ifs[0].ends_with('.')) << "a sentence";
  }
  EXPECT_GE(all.size(), 7u);
  const auto spec = load_spec(folder, {{}, all});
  ASSERT_TRUE(spec) << to_text(spec.errors()[0]);
  const auto changed = scenario::compile(spec.value()), plain = load_battle(folder);
  ASSERT_TRUE(changed && plain) << to_text(changed.errors()[0]);
  EXPECT_NE(changed.value().hash, plain.value().hash);
  for (const scenario::ProfileSpec& profile : spec.value().profiles) {
    const auto said = scenario::compile(scenario::with_profile(spec.value(), profile));
    EXPECT_TRUE(said) << to_text(said.errors()[0]);
  }
}

INSTANTIATE_TEST_SUITE_P(Battles, ShippedWhatIfs,
                         testing::Values("lake-khasan-1938", "lake-khasan-fortnight"));

TEST_F(WhatIfTest, a_missing_file_is_told) {
  const auto spec = read_battle(path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog", {"y"});
  ASSERT_FALSE(spec);
  EXPECT_THAT(to_text(spec.errors()[0]), HasSubstr("y"));
}

}  // namespace
}  // namespace khasan::load
