// The document of a crisis: the page's contract (web/src/protocol/crisis.ts, docs/methods/
// crisis_page.md). Method: an invented crisis (tests/data/cold-reef) is played at few sets; every
// field of the document is looked up in the types of the page, and the other way round.
#include "report/crisis_document.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "load/crisis_file.h"
#include "report/html.h"
#include "report/page_template.h"

namespace khasan::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr uint64_t kSeed = 5;

study::OddsPlan plan() {
  study::OddsPlan plan;
  plan.seed = kSeed, plan.sets = 6, plan.runs = 60;
  return plan;
}

// The first run in which a report is heard.
ToldCrisis told(const crisis::Theatre& theatre) {
  ToldCrisis told;
  const auto is_report = [](const crisis::Told& line) {
    return line.deed == crisis::Deed::kReport;
  };
  for (int run = 0; run < 50; ++run) {
    told = {};
    told.run = run;
    const Rng rng(kSeed, static_cast<uint64_t>(run));
    told.outcome = crisis::run_crisis(theatre, theatre.numbers, rng, &told.lines);
    if (std::any_of(told.lines.begin(), told.lines.end(), is_report)) break;
  }
  told.after = sim::aftermath_of(theatre, theatre.numbers, told.outcome);
  return told;
}

// The document of the invented crisis, or of its what-if beside it.
Json document_of(const std::string& what_if = {}) {
  const std::string folder = KHASAN_TEST_DATA "/cold-reef";
  load::CrisisFile file = load::read_crisis(folder).take();
  file.dossier.targets.push_back({"A2", "more than all", "occupied", 2, 3, "no"});
  const study::Odds odds = study::play_odds(file.theatre, plan(), {});
  CrisisReport report;
  report.theatre = &file.theatre, report.dossier = &file.dossier;
  report.sources = &file.sources, report.evidence = &file.evidence;
  report.odds = &odds, report.told = told(file.theatre);
  report.drawn = true, report.seed = kSeed, report.command = "khasan crisis </script>";
  if (what_if.empty()) return Json::parse(crisis_document(report));
  const load::CrisisFile other = load::read_crisis(folder, {what_if}).take();
  const study::Odds other_odds = study::play_odds(other.theatre, plan(), {});
  ChangedCrisis changed;
  changed.sentences = other.what_ifs;
  changed.theatre = &other.theatre, changed.odds = &other_odds;
  changed.partings = study::count_partings(file.theatre, other.theatre, kSeed, 60);
  changed.told = told(other.theatre);
  report.changed = &changed;
  return Json::parse(crisis_document(report));
}

// The names of an interface of the page's types.
std::set<std::string> fields_of(const std::string& interface) {
  std::ifstream file(KHASAN_SOURCE_DIR "/web/src/protocol/crisis.ts");
  const std::regex field(R"re(^  (\w+): .*)re");
  std::set<std::string> fields;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("export interface ")) inside = line.find(interface + " {") == 17;
    std::smatch match;
    if (inside && std::regex_match(line, match, field)) fields.insert(match[1]);
  }
  return fields;
}

void expect_fields(const Json& object, const std::string& interface) {
  std::set<std::string> found;
  for (const auto& [name, value] : object.items()) found.insert(name);
  EXPECT_EQ(found, fields_of(interface)) << interface;
}

void expect_fields_of_all(const Json& objects, const std::string& interface) {
  ASSERT_FALSE(objects.empty()) << interface;
  for (const Json& object : objects) expect_fields(object, interface);
}

TEST(CrisisDocument, has_the_fields_that_the_page_knows) {
  const Json d = document_of("no_deserter");
  expect_fields(d, "CrisisReport");
  expect_fields_of_all(d["sides"], "CrisisSide");
  expect_fields_of_all(d["actors"], "Actor");
  expect_fields_of_all(d["ladder"], "Rung");
  expect_fields_of_all(d["ladder"][0]["used"], "Band");
  expect_fields_of_all(d["reports"], "News");
  expect_fields_of_all(d["measures"], "CrisisMeasure");
  expect_fields_of_all(d["targets"], "CrisisTarget");
  expect_fields_of_all(d["base_rates"], "BaseRate");
  expect_fields_of_all(d["versions"], "Version");
  expect_fields_of_all(d["deliveries"], "Delivery");
  expect_fields_of_all(d["claims"], "Claim");
  expect_fields_of_all(d["commitments"], "Commitment");
  expect_fields_of_all(d["figures"], "FigureRow");
  expect_fields_of_all(d["sources"], "CrisisSource");
  expect_fields(d["changed"], "Change");
  expect_fields_of_all(d["changed"]["differences"], "Difference");
  for (const Json& told : {d["told"], d["changed"]["told"]}) {
    expect_fields(told, "Story");
    expect_fields(told["before"], "Beliefs");
    expect_fields_of_all(told["lines"], "StoryLine");
    expect_fields_of_all(told["beliefs"], "BeliefPoint");
  }
}

TEST(CrisisDocument, gives_no_chance_without_a_range_over_sets) {
  const Json d = document_of();
  int with_a_range = 0;
  for (const Json& measure : d["measures"]) {
    if (measure["best"].is_null() || measure["sets"] == 0) continue;
    ++with_a_range;
    EXPECT_LE(measure["low"], measure["high"]) << measure["id"];
  }
  EXPECT_GT(with_a_range, 5);
  for (const Json& rung : d["ladder"]) {
    ASSERT_EQ(rung["used"].size(), d["sides"].size());
    for (const Json& band : rung["used"]) {
      EXPECT_EQ(band["sets"], plan().sets);
      EXPECT_GE(band["low"], 0);
      EXPECT_LE(band["high"], 1);
    }
  }
}

TEST(CrisisDocument, counts_an_occupied_prize_as_a_rung_that_somebody_used) {
  const Json d = document_of();
  double occupied = 0;
  for (const Json& measure : d["measures"]) {
    if (measure["id"] == "occupied") occupied = measure["best"];
  }
  ASSERT_GT(occupied, 0);
  for (const Json& rung : d["ladder"]) {
    if (rung["kind"] != "occupy") continue;
    EXPECT_NEAR(rung["used"][0]["best"].get<double>() + rung["used"][1]["best"].get<double>(),
                occupied, 1e-12)
        << "one side alone occupies it";
  }
}

TEST(CrisisDocument, tells_what_was_believed_before_and_after_each_report) {
  const Json told = document_of()["told"];
  bool moved = false;
  Json before = told["before"];
  for (const Json& point : told["beliefs"]) {
    if (!point["report"].is_null()) {
      moved = moved || point["strength"] != before["strength"] ||
              point["enemy_resolved"] != before["enemy_resolved"];
    }
    before = point;
  }
  EXPECT_TRUE(moved);
}

TEST(CrisisDocument, puts_missed_targets_first) {
  const Json targets = document_of()["targets"];
  ASSERT_EQ(targets.size(), 2u);
  EXPECT_EQ(targets[0]["id"], "A2");
  EXPECT_FALSE(targets[0]["met"]);
  EXPECT_EQ(targets[0]["sets_met"], 0);
}

TEST(CrisisDocument, keeps_claims_apart_from_records) {
  const Json claims = document_of()["claims"];
  EXPECT_EQ(claims[0]["claimed"], 3);
  EXPECT_EQ(claims[0]["recorded"], 0);
  EXPECT_TRUE(claims[0]["is_false"]);
  EXPECT_TRUE(claims[1]["recorded"].is_null()) << "what is not known is no nought";
  EXPECT_FALSE(claims[1]["is_false"]);
}

TEST(CrisisDocument, without_a_what_if_has_no_change) {
  EXPECT_TRUE(document_of()["changed"].is_null());
}

TEST(CrisisDocument, goes_into_the_page_whole) {
  const std::string html = html_of(page_template(), document_of().dump());
  EXPECT_NE(html.find("khasan-crisis-report-1"), std::string::npos);
  EXPECT_EQ(html.find("khasan crisis </script>"), std::string::npos);
}

}  // namespace
}  // namespace khasan::report
