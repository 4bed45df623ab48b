// Goal: victory conditions are read as docs/battle_format.md says, and every slip is told with its
// place. Method: the small battle with such conditions added.
#include <gmock/gmock.h>

#include "battle_folder.h"

namespace khasan {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Victory : public support::BattleFolder {
 protected:
  void conditions(const std::string& lines) {
    write("battle.yaml", std::string(support::kBattleYaml) + "victory:\n" + lines);
  }
};

constexpr const char* kJapanese =
    "  - {for: jp, text: its losses, points: 100, none_at: 40, full_at: 10, measure: casualties, "
    "side: jp}\n";

TEST_F(Victory, says_who_has_points_for_what) {
  conditions(std::string(kJapanese) +
             "  - {for: su, text: the hill, points: 60, none_at: 0, full_at: 1, measure: "
             "control_share, side: su, place: hill}\n"
             "  - {for: su, text: their losses, points: 40, none_at: 0, full_at: 20, measure: "
             "casualties, side: jp, to: 1938-07-29T14:30:00+09:00}\n");
  const auto loaded = load();
  ASSERT_TRUE(loaded) << testing::PrintToString(messages());
  const auto& victory = loaded.value().victory;
  ASSERT_EQ(victory.size(), 3u);
  EXPECT_EQ(victory[0].side, Side::kFirst);
  EXPECT_EQ(victory[0].none_at, 40);
  EXPECT_EQ(victory[1].measure.kind, scenario::MeasureKind::kControlShare);
  EXPECT_EQ(loaded.value().place(victory[1].measure.place).id, "hill");
  EXPECT_EQ(victory[1].measure.to, loaded.value().end);
  EXPECT_EQ(victory[2].side, Side::kSecond);
  EXPECT_EQ(victory[2].measure.side, Side::kFirst);
  EXPECT_EQ(victory[2].measure.to, minutes(30));
}

TEST_F(Victory, points_of_each_side_add_up_to_a_hundred) {
  conditions(kJapanese);
  EXPECT_THAT(
      messages(),
      ElementsAre(HasSubstr("victory[0]: found '0 points of su', expected 100 points for each")));
}

TEST_F(Victory, slips_are_told_with_their_place) {
  conditions(
      "  - {for: xx, text: t, points: 100, none_at: 0, full_at: 0, measure: casualties, side: "
      "jp}\n"
      "  - {for: su, text: t, points: 0, none_at: 0, full_at: 1, measure: not_simulated}\n");
  EXPECT_THAT(messages(),
              ElementsAre(HasSubstr("victory[0]: found 'no points and all of them at the same"),
                          HasSubstr("victory[1].points: found '0', expected points, 1 to 100"),
                          HasSubstr("victory[1]: found 'not_simulated', expected a measure that")));
}

TEST_F(Victory, sides_and_places_are_those_of_the_battle) {
  conditions(
      "  - {for: xx, text: t, points: 100, none_at: 0, full_at: 1, measure: control_share, side: "
      "su, place: hil}\n");
  EXPECT_THAT(messages(), ElementsAre(HasSubstr("victory[0].for: found 'xx'"),
                                      HasSubstr("victory[0].place: found 'hil'")));
}

}  // namespace
}  // namespace khasan
