// Goal: playing, contests and after-action reports work from the command line, and mistakes are
// told. Method: the real program on the small battle, with a hill to hold.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "unit/cli/program.h"

namespace khasan {
namespace {

using support::content_of;
using support::Ended;
using testing::HasSubstr;

class Games : public support::ProgramFolder {
 protected:
  void SetUp() override {
    support::ProgramFolder::SetUp();
    write("battle.yaml",
          std::string(support::kBattleYaml) +
              "victory:\n"
              "  - {for: jp, text: the hill, points: 100, none_at: 0, full_at: 1, measure: "
              "control_share, side: jp, place: hill}\n"
              "  - {for: su, text: the hill, points: 100, none_at: 0, full_at: 1, measure: "
              "control_share, side: su, place: hill}\n");
    write("orders.yaml",
          "orders:\n  - {at: 1938-07-29T14:05:00+09:00, unit: jp/pl1, task: attack, objective: "
          "hill}\n");
  }
};

TEST_F(Games, a_played_battle_is_recorded_and_debriefed) {
  const Ended played = khasan("play .. --side jp --orders ../orders.yaml --record game.rec");
  ASSERT_EQ(played.exit, 0) << played.err;
  EXPECT_THAT(played.out, HasSubstr("jp/pl1, attack: "));
  EXPECT_EQ(khasan("verify game.rec").exit, 0);
  const Ended debriefed = khasan("debrief game.rec -o report.html --explain 0");
  ASSERT_EQ(debriefed.exit, 0) << debriefed.err;
  EXPECT_THAT(debriefed.out, HasSubstr("1 order"));
  EXPECT_THAT(content_of(path("run/report.html")), HasSubstr("\"format\":\"khasan-debrief-1\""));
}

TEST_F(Games, what_cannot_be_played_or_debriefed_is_told) {
  write("orders.yaml", "orders:\n  - {at: 1938-07-29T14:05:00+09:00, unit: jp/pl9, task: dig}\n");
  const Ended played = khasan("play .. --side jp --orders ../orders.yaml --record game.rec");
  EXPECT_EQ(played.exit, 2);
  EXPECT_THAT(played.err, HasSubstr("orders.yaml:2:"));
  EXPECT_FALSE(support::fs::exists(path("run/game.rec")));
  const Ended debriefed = khasan("debrief game.rec -o report.html");
  EXPECT_EQ(debriefed.exit, 2);
  EXPECT_THAT(debriefed.err, HasSubstr("game.rec"));
  EXPECT_FALSE(support::fs::exists(path("run/report.html")));
}

TEST_F(Games, a_contest_does_not_depend_on_threads) {
  const std::string contest = "contest .. --lead jp=commander --lead su=nobody -n 3 --json";
  const Ended one = khasan(contest + " --threads 1");
  ASSERT_EQ(one.exit, 0) << one.err;
  EXPECT_EQ(khasan(contest + " --threads 2").out, one.out);
  EXPECT_EQ(nlohmann::json::parse(one.out)["games"], 3);
}

TEST_F(Games, who_leads_must_be_a_side_and_a_leader) {
  const Ended wrong = khasan("contest .. --lead jp=chief");
  EXPECT_EQ(wrong.exit, 2);
  EXPECT_THAT(wrong.err,
              HasSubstr("'jp=chief', expected jp or su, '=', and plan, nobody, cautious or"));
  write("battle.yaml", support::kBattleYaml);
  const Ended pointless = khasan("contest ..");
  EXPECT_EQ(pointless.exit, 2);
  EXPECT_THAT(pointless.err, HasSubstr("a battle without victory conditions"));
}

}  // namespace
}  // namespace khasan
