// Goal: a what-if changes just what it names, and a changed battle is checked like any other; what
// changes nothing is an error with its place. Method: a small sound battle and small what-ifs.
#include "load/what_if.h"

#include <gmock/gmock.h>

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

TEST_F(WhatIfTest, what_touches_nothing_is_an_error) {
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, atack, fire], set: return}\n"),
              AllOf(HasSubstr("x.yaml:4"), HasSubstr("plan.yaml > orders > atack"),
                    HasSubstr("did you mean 'attack'")));
  EXPECT_THAT(error_of("  - {file: plans.yaml, at: [orders], remove: true}\n"),
              AllOf(HasSubstr("x.yaml:4"), HasSubstr("does not read")));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, attack], add: {id: b}}\n"),
              HasSubstr("a list to add to"));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, attack]}\n"), HasSubstr("remove: true"));
  EXPECT_THAT(error_of("  []\n"), HasSubstr("no changes"));
}

TEST_F(WhatIfTest, what_it_sets_is_checked_like_the_battle) {
  EXPECT_THAT(error_of("  - {file: battle.yaml, at: [weather, 0, cloud], set: 7}\n"),
              AllOf(HasSubstr("battle.yaml"), HasSubstr("from 0 to 1")));
  EXPECT_THAT(error_of("  - {file: plan.yaml, at: [orders, attack, colour], set: red}\n"),
              AllOf(HasSubstr("plan.yaml"), HasSubstr("colour")));
}

TEST(ShippedWhatIfs, change_their_battles) {
  namespace fs = std::filesystem;
  int count = 0;
  for (const std::string battle : {"lake-khasan-1938", "lake-khasan-fortnight"}) {
    const std::string folder = std::string(KHASAN_SOURCE_DIR) + "/battles/" + battle;
    for (const auto& file : fs::directory_iterator(folder + "/whatifs")) {
      const auto spec = load_spec(folder, {{}, {file.path().stem().string()}});
      ASSERT_TRUE(spec) << file.path() << ": " << to_text(spec.errors()[0]);
      EXPECT_TRUE(spec.value().what_ifs[0].ends_with('.')) << "a sentence";
      ++count;
      if (battle != "lake-khasan-1938") continue;
      const auto plain = load_battle(folder), changed = scenario::compile(spec.value());
      ASSERT_TRUE(plain && changed) << file.path();
      EXPECT_NE(plain.value().hash, changed.value().hash) << file.path();
    }
  }
  EXPECT_GE(count, 9);
}

TEST_F(WhatIfTest, a_missing_file_is_told) {
  const auto spec = read_battle(path(""), std::string(KHASAN_SOURCE_DIR) + "/catalog", {"y"});
  ASSERT_FALSE(spec);
  EXPECT_THAT(to_text(spec.errors()[0]), HasSubstr("y"));
}

}  // namespace
}  // namespace khasan::load
