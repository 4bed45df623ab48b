// Profiles of evidence name figures of the battle, replace them, and are refused with place and
// nearest name when they do not.
#include "scenario/profile.h"

#include <gmock/gmock.h>

#include "battle_folder.h"

namespace khasan {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Profile : public support::BattleFolder {
 protected:
  void say(const std::string& figures) {
    write("evidence/school.yaml",
          "format: khasan-evidence-1\nid: school\ntitle: A school\nfigures:\n" + figures);
  }
  scenario::Scenario under_profile() const {
    const auto spec = load::read_battle(path("."), std::string(KHASAN_SOURCE_DIR) + "/catalog");
    EXPECT_TRUE(spec.ok()) << to_text(spec.errors().front());
    auto compiled =
        scenario::compile(scenario::with_profile(spec.value(), spec.value().profiles.at(0)));
    EXPECT_TRUE(compiled.ok()) << to_text(compiled.errors().front());
    return compiled.take();
  }
};

TEST_F(Profile, disputed_figures_are_those_with_a_range) {
  const auto loaded = load();
  ASSERT_TRUE(loaded.ok());
  ASSERT_EQ(loaded.value().disputed.size(), 1u);
  const scenario::Disputed& men = loaded.value().disputed[0];
  EXPECT_EQ(men.name, "jp/pl1 strength");
  EXPECT_THAT(men.targets, ElementsAre(0u, 1u, 2u, 3u)) << "headquarters and three squads";
}

TEST_F(Profile, replaces_figures_of_units_weather_and_orders) {
  say("  - {at: jp/pl1 strength, value: 30, sources: [book]}\n"
      "  - {at: su/pl1 posture_work_h, value: {best: 5, low: 3, high: 8}, sources: [book]}\n"
      // The same moment on another clock.
      "  - {at: \"weather 1938-07-29T05:00:00Z visibility_m\", value: 400, sources: [book]}\n"
      "  - {at: order attack not_before, value: 1938-07-29T14:30:00+09:00, sources: [book]}\n");
  const scenario::Scenario s = under_profile();
  int men = 0;
  for (const auto& element : s.elements) men += element.side == Side::kFirst ? element.men : 0;
  EXPECT_EQ(men, 30);
  EXPECT_EQ(s.weather[0].visibility_m, 400);
  EXPECT_EQ(s.orders[0].not_before, minutes(30));
  EXPECT_EQ(s.elements.back().posture_work_h, 5);
  ASSERT_EQ(s.disputed.size(), 1u) << "the range of the battle file is replaced";
  EXPECT_EQ(s.disputed[0].name, "su/pl1 posture_work_h");
  EXPECT_TRUE(s.disputed[0].by_profile);
}

TEST_F(Profile, a_battle_with_profiles_is_the_same_without_them) {
  const uint64_t hash = load().value().hash;
  say("  - {at: jp/pl1 strength, value: 30, sources: [book]}\n");
  EXPECT_EQ(load().value().hash, hash);
}

TEST_F(Profile, unknown_figure_names_the_nearest) {
  say("  - {at: jp/pl1 strenght, value: 30, sources: [book]}\n");
  EXPECT_THAT(messages(),
              ElementsAre("evidence/school.yaml:5:10: figures[0].at: found 'jp/pl1 strenght', "
                          "expected a figure that stands in the files of this battle; did you mean "
                          "'jp/pl1 strength'?"));
}

TEST_F(Profile, value_must_fit_the_figure) {
  say("  - {at: jp/pl1 strength, value: -3, sources: [book]}\n");
  EXPECT_THAT(messages(), ElementsAre(HasSubstr("a number of men, 0 or more")));
}

TEST_F(Profile, says_each_figure_once_and_who_says_so) {
  say("  - {at: jp/pl1 strength, value: 20, sources: [book]}\n"
      "  - {at: jp/pl1 strength, value: 21}\n");
  EXPECT_THAT(messages(), Contains(HasSubstr("expected each figure once")));
  EXPECT_THAT(messages(), Contains(HasSubstr("expected who says so")));
}

TEST_F(Profile, has_the_name_of_its_file) {
  say("  - {at: jp/pl1 strength, value: 20, sources: [book]}\n");
  replace("evidence/school.yaml", "id: school", "id: other");
  EXPECT_THAT(messages(), ElementsAre(HasSubstr("school, the name of the file")));
}

TEST_F(Profile, hour_with_a_range) {
  replace("plan.yaml", "not_before: 1938-07-29T14:10:00+09:00",
          "not_before: {best: 1938-07-29T14:10:00+09:00, low: 1938-07-29T14:05:00+09:00, high: "
          "1938-07-29T14:40:00+09:00, sources: [book], dispute: hour}");
  const auto loaded = load();
  ASSERT_TRUE(loaded.ok()) << to_text(loaded.errors().front());
  EXPECT_EQ(loaded.value().orders[0].not_before, minutes(10));
  ASSERT_EQ(loaded.value().disputed.size(), 2u);
  EXPECT_EQ(loaded.value().disputed[1].dispute, "hour");
  EXPECT_EQ(loaded.value().disputed[1].figure.low, -300);
  EXPECT_EQ(loaded.value().disputed[1].figure.high, 1800);
}

TEST_F(Profile, moves_the_cease_fire_and_with_it_the_end) {
  replace("battle.yaml", "weather:",
          "cease_fire: {at: {best: 1938-07-29T15:00:00+09:00, low: 1938-07-29T14:50:00+09:00, "
          "high: 1938-07-29T15:30:00+09:00}}\nweather:");
  say("  - {at: cease_fire at, value: 1938-07-29T15:30:00+09:00, sources: [book]}\n");
  EXPECT_EQ(load().value().disputed.size(), 1u) << "all runs of a study end together";
  EXPECT_EQ(under_profile().end, minutes(90));
}

TEST_F(Profile, hour_outside_its_range) {
  replace("plan.yaml", "not_before: 1938-07-29T14:10:00+09:00",
          "not_before: {best: 1938-07-29T14:10:00+09:00, low: 1938-07-29T14:15:00+09:00}");
  EXPECT_THAT(messages(), ElementsAre(HasSubstr("a best time outside low to high")));
}

}  // namespace
}  // namespace khasan
