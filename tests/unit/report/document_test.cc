// The report document: the page's contract (docs/methods/report_format.md) on a small battle.
#include "report/document.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "report/commit.h"
#include "report/document_parts.h"
#include "report/html.h"
#include "report/page_template.h"
#include "report/table.h"
#include "sim/phases.h"
#include "support/small_battle.h"

namespace khasan::report {
namespace {

// A battle with two squads, a judged figure and a name that would break out of a script element.
scenario::Scenario duel() {
  scenario::Scenario battle = support::empty_battle();
  battle.title = "A duel </script><script>";
  const UnitId jp = support::add_unit(battle, Side::kFirst, "jp/p1");
  const UnitId su = support::add_unit(battle, Side::kSecond, "su/p1");
  support::add_squad(battle, jp, "sq1", 10, support::kCentre);
  support::add_squad(battle, su, "sq1", 10, {support::kCentre.x_m + 150, support::kCentre.y_m});
  scenario::Measure losses;
  losses.id = "M1";
  losses.quantity = "casualties";
  losses.unit = "men";
  battle.measures.push_back(losses);
  scenario::Target target;
  target.measure = "M1";
  target.low = 900, target.best = 1000, target.high = 1100;
  target.when_missed = "a thousand men would have to be there";
  battle.targets.push_back(target);
  battle.end = battle.start + minutes(10);
  support::finish(battle);
  return battle;
}

struct Played {
  scenario::Scenario battle = duel();
  study::StudyPlan plan;
  TrackRecorder tracks{battle};
  FireRecorder fires;
  state::EventLog log;
  study::Replications replications;
  std::vector<study::Score> scores;
  Played() {
    plan.replications = 12;
    plan.curves = true;
    sim::Watchers all({&tracks, &fires});
    log = sim::run(battle, study::plan_of_run(plan, 0), &all, sim::KeepLog::kYes).log;
    replications = study::run_replications(battle, plan);
    scores = study::score(battle, replications);
  }
  std::string document() const {
    ReportInput in{&battle, &replications, &scores, {}, 1, "khasan run x", "0", ""};
    in.run = {0, &tracks, &fires, story_of(battle, log)};
    return document_of(in);
  }
};

TEST(Document, follows_the_page_s_contract) {
  const Played played;
  const Json d = Json::parse(played.document());
  EXPECT_EQ(d["format"], "khasan-report-1");
  EXPECT_EQ(d["elements"].size(), 2u);
  ASSERT_EQ(d["play"]["elements"].size(), 2u);
  for (const Json& track : d["play"]["elements"]) {
    for (const char* field : {"x", "y", "men", "posture", "suppression", "morale"}) {
      EXPECT_EQ(track[field].size(), track["t"].size()) << field;
    }
    EXPECT_EQ(track["t"][0], played.battle.start.ms);
  }
  for (std::size_t e = 0; e < 2; ++e) {
    const TrackPoint& last = played.tracks.tracks()[e].back();
    const Json& track = d["play"]["elements"][e];
    EXPECT_EQ(track["t"].back(), int64_t{1000} * last.t_s);
    EXPECT_EQ(track["x"].back(), last.x_m);
    EXPECT_EQ(track["men"].back(), last.men);
    EXPECT_EQ(track["suppression"].back(), last.suppression);
  }
  const std::size_t cells = played.battle.ground.shape().cell_count();
  EXPECT_EQ(d["map"]["elevation_dm_base64"].get<std::string>().size(), (2 * cells + 2) / 3 * 4);
  for (const Json& unit : d["units"]) EXPECT_EQ(unit["sidc"].get<std::string>().size(), 20u);
  for (const Json& unit : d["units"]) EXPECT_FALSE(unit["path"].get<std::string>().empty());
  for (const Json& curve : d["curves"]) EXPECT_EQ(curve["median"].size(), curve["t"].size());
  EXPECT_EQ(d["phases"].size(), sim::phases().size());
  EXPECT_EQ(d["ledger"]["n"], 12);
  ASSERT_FALSE(d["ledger"]["rows"].empty());
  for (const Json& row : d["ledger"]["rows"]) {
    for (const char* field : {"mean", "p10", "p90", "this_run"}) {
      EXPECT_EQ(row[field].size(), d["ledger"]["spans"].size()) << field;
    }
  }
}

TEST(Document, says_how_its_numbers_were_made) {
  const Played played;
  ReportInput in{
      &played.battle, &played.replications, &played.scores, {}, 1, "khasan run x", "0", ""};
  in.run = {0, &played.tracks, &played.fires, {}};
  in.first = 7, in.evidence_profile = "drawn";
  in.works = R"([{"id": "a", "type": "book", "title": "A"}])";
  const Json d = Json::parse(document_of(in));
  EXPECT_EQ(d["commit"], kCommit);
  EXPECT_EQ(d["battle"], played.battle.id);
  EXPECT_EQ(d["evidence_profile"], "drawn");
  EXPECT_EQ(d["works"][0]["title"], "A");
  ASSERT_EQ(d["runs"].size(), 12u);
  EXPECT_EQ(d["runs"].front(), 7);
  EXPECT_EQ(d["runs"].back(), 18);
  EXPECT_EQ(d["measures"][0]["samples"].size(), 12u) << "in the order of the runs";
}

TEST(Document, tracks_write_only_changes) {
  const Played played;
  for (const Track& track : played.tracks.tracks()) {
    for (std::size_t i = 1; i < track.size(); ++i) {
      const TrackPoint &a = track[i - 1], &b = track[i];
      const bool changed = a.x_m != b.x_m || a.y_m != b.y_m || a.men != b.men ||
                           a.posture != b.posture || a.suppression != b.suppression ||
                           a.morale != b.morale;
      EXPECT_TRUE(changed);
    }
  }
}

TEST(Document, a_miss_says_what_would_have_to_be_true) {
  const Played played;
  const Json d = Json::parse(played.document());
  EXPECT_EQ(d["targets"][0]["verdict"], "missed");
  EXPECT_EQ(d["targets"][0]["met"], false);
  EXPECT_NE(d["targets"][0]["why"].get<std::string>().find("a thousand men"), std::string::npos);
  EXPECT_EQ(d["targets"][0]["rank"]["n"], 12);
  const std::string table = table_of(played.battle, played.scores, 12);
  EXPECT_NE(table.find("0 of 1 judged figures met, 1 missed"), std::string::npos);
  EXPECT_NE(table.find("To meet it: a thousand men"), std::string::npos);
}

TEST(Document, json_of_the_results_has_the_promised_keys) {
  const Played played;
  const Json r = Json::parse(result_json(played.battle, played.replications, played.scores, 1.5));
  std::vector<std::string> keys;
  for (const auto& [key, value] : r.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"hash", "replications", "element_steps", "elapsed_s",
                                            "measures", "targets"}));
  for (const char* key : {"id", "recorded", "role", "simulated", "crps", "met"}) {
    EXPECT_TRUE(r["targets"][0].contains(key)) << key;
  }
}

TEST(Html, no_text_of_a_battle_can_leave_its_script_element) {
  const Played played;
  const std::string html = html_of("<script>/*KHASAN_DATA*/</script>", played.document());
  EXPECT_EQ(html.find("</script"), html.rfind("</script"));
  EXPECT_EQ(html.find("/*KHASAN_DATA*/"), std::string::npos);
  const std::size_t from = html.find('{');
  const Json back = Json::parse(html.substr(from, html.rfind('}') + 1 - from));
  EXPECT_EQ(back["title"], played.battle.title);
}

TEST(Html, the_built_page_has_one_marker) {
  const std::string_view page = page_template();
  EXPECT_NE(page.find("/*KHASAN_DATA*/"), std::string_view::npos);
  EXPECT_EQ(page.find("/*KHASAN_DATA*/"), page.rfind("/*KHASAN_DATA*/"));
}

TEST(Html, a_file_is_whole_or_not_there) {
  const std::string folder = testing::TempDir() + "khasan_report";
  const std::string path = folder + "/deep/report.html";
  ASSERT_EQ(write_file(path, "text").size(), 1u) << "no folder is made";
  std::filesystem::create_directories(folder + "/deep");
  EXPECT_TRUE(write_file(path, "text").empty());
  std::ifstream file(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "text");
  EXPECT_FALSE(std::filesystem::exists(path + ".unfinished"));
  // A folder stands where the file should go.
  const Errors errors = write_file(folder + "/deep", "text");
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].file, folder + "/deep");
  std::filesystem::remove_all(folder);
}

TEST(Base64, equals_the_vectors_of_rfc_4648) {
  EXPECT_EQ(base64_of(""), "");
  EXPECT_EQ(base64_of("f"), "Zg==");
  EXPECT_EQ(base64_of("fo"), "Zm8=");
  EXPECT_EQ(base64_of("foo"), "Zm9v");
  EXPECT_EQ(base64_of("foobar"), "Zm9vYmFy");
}

}  // namespace
}  // namespace khasan::report
