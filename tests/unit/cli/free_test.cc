// Goal: a free run joins crisis, battle and lessons, repeats to the bit on any threads, and its
// record is verified without its actors; mistakes are told. Method: the real program on the first
// two fights.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "unit/cli/program.h"

namespace khasan {
namespace {

using nlohmann::json;
using support::Ended;
using testing::AllOf;
using testing::HasSubstr;

class FreeRuns : public support::ProgramFolder {
 protected:
  const std::string battle_ = KHASAN_SOURCE_DIR "/battles/lake-khasan-1938";
};

TEST_F(FreeRuns, the_crisis_decides_and_the_battle_answers) {
  const Ended told = khasan("run " + battle_ + " --mode free --replications 2 --story 1");
  EXPECT_EQ(told.exit, 0) << told.err;
  EXPECT_THAT(told.out, AllOf(HasSubstr("border guards occupied the heights"),
                              HasSubstr("opens fire"), HasSubstr("What they concluded"),
                              HasSubstr("come to blows"), HasSubstr("men lost")));
}

TEST_F(FreeRuns, threads_change_nothing) {
  const std::string command = "run " + battle_ + " --mode free --replications 3 --json --threads ";
  json one = json::parse(khasan(command + "1").out), two = json::parse(khasan(command + "2").out);
  EXPECT_EQ(one["runs"], two["runs"]);
  EXPECT_EQ(one["hash"], two["hash"]);
  EXPECT_GT(one["battles"], 0);
  EXPECT_LT(one["battles"], 3) << "some never come to blows";
}

TEST_F(FreeRuns, a_record_is_verified_without_its_actors) {
  const Ended run =
      khasan("run " + battle_ + " --mode free --replications 1 --story 1 --quiet --record f.rec");
  ASSERT_EQ(run.exit, 0) << run.err;
  const Ended verified = khasan("verify f.rec");
  EXPECT_EQ(verified.exit, 0) << verified.err;
  EXPECT_THAT(verified.out, HasSubstr("same to the bit"));
}

TEST_F(FreeRuns, a_run_without_a_battle_leaves_no_record) {
  const Ended run =
      khasan("run " + battle_ + " --mode free --replications 1 --story 0 --quiet --record n.rec");
  EXPECT_EQ(run.exit, 2);
  EXPECT_THAT(run.err, HasSubstr("does not come to blows"));
  EXPECT_FALSE(std::filesystem::exists(path("run/n.rec")));
}

// With a court that always refuses, an army that always obeys and no pretext nobody strikes.
TEST_F(FreeRuns, where_nobody_may_strike_there_is_no_battle) {
  write("peace.yaml",
        "format: khasan-what-if-1\ntitle: The court refuses and the army obeys.\nchanges:\n"
        "  - {number: sides.jp.veto, set: 1}\n  - {number: sides.su.veto, set: 1}\n"
        "  - {number: actors.korea_army.discipline, set: 1000}\n"
        "  - {number: actors.far_eastern_front.discipline, set: 1000}\n"
        "  - {number: clocks.pretext, set: 0}\n");
  const Ended ended = khasan("run " + battle_ +
                             " --mode free --replications 4 --json --crisis-what-if ../peace.yaml");
  EXPECT_EQ(ended.exit, 0) << ended.err;
  EXPECT_EQ(json::parse(ended.out)["battles"], 0);
}

// A change that cannot act leaves every pair as it was; one that stops the crisis stops battles.
TEST_F(FreeRuns, pairs_show_what_a_change_in_the_crisis_does) {
  const std::string command = "compare " + battle_ + " -n 2 --json --crisis-what-if ";
  const Ended same = khasan(command + "dated_as_in_the_popular_account");
  ASSERT_EQ(same.exit, 0) << same.err;
  const json nothing = json::parse(same.out);
  EXPECT_EQ(nothing["only_as_it_was"], 0);
  EXPECT_EQ(nothing["only_changed"], 0);
  for (const json& measure : nothing["measures"]) EXPECT_EQ(measure["difference"], 0);
  const json peace = json::parse(khasan(command + "court_refuses_and_army_obeys").out);
  EXPECT_LE(peace["battles_in_both"], nothing["battles_in_both"]);
  EXPECT_EQ(peace["only_changed"], 0);
  EXPECT_EQ(khasan("compare " + battle_ + " --crisis-what-if no_such").exit, 2);
}

TEST_F(FreeRuns, a_battle_without_a_campaign_cannot_be_free) {
  const Ended ended = khasan("run .. --mode free --replications 1");
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.err, HasSubstr("campaign"));
  const Ended table = khasan("run " + battle_ + " --mode free --evidence-table");
  EXPECT_EQ(table.exit, 2);
  EXPECT_THAT(table.err, HasSubstr("--mode free with --evidence-table"));
}

TEST_F(FreeRuns, the_page_shows_the_crisis_and_its_battle) {
  const std::string command =
      "run " + battle_ + " --mode free --report page.html --replications 2 ";
  const Ended peace = khasan(command + "--story 0");
  EXPECT_EQ(peace.exit, 2);
  EXPECT_THAT(peace.err, HasSubstr("run 0, which does not come to blows"));
  const Ended war = khasan(command + "--story 1");
  ASSERT_EQ(war.exit, 0) << war.err;
  std::ifstream file(path("run/page.html"));
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(page, AllOf(HasSubstr("\"crisis\":{"), HasSubstr("whose battle the map shows"),
                          HasSubstr("\"play\":")));
}

TEST_F(FreeRuns, the_surrogate_is_fitted_to_the_battle) {
  const Ended fitted = khasan("crisis fit-surrogate " + battle_ + " --runs 2 --out fit.yaml");
  EXPECT_EQ(fitted.exit, 0) << fitted.err;
  EXPECT_THAT(fitted.out, AllOf(HasSubstr("night_assault"), HasSubstr("fitted")));
  const Ended used = khasan("crisis " + battle_ + " -n 400 --sets 2 --what-if fit.yaml");
  EXPECT_EQ(used.exit, 0) << used.err;
}

}  // namespace
}  // namespace khasan
