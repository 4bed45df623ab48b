// The document of a study: the page's contract (web/src/protocol/study.ts, docs/methods/
// study_page.md). Method: studies of a battle with one figure, whose results are given by hand;
// every field of the document is looked up in the types of the page, and the other way round.
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "report/html.h"
#include "report/page_template.h"
#include "report/study_text.h"
#include "study/study_summary.h"
#include "support/small_battle.h"
#include "unit/report/page_types.h"

namespace khasan::report {
namespace {

using Json = nlohmann::ordered_json;
using scenario::DesignKind;

constexpr double kNever = std::numeric_limits<double>::quiet_NaN();

scenario::Scenario battle_with_a_figure() {
  scenario::Scenario battle = support::empty_battle();
  battle.title = "A fight";
  scenario::Measure losses;
  losses.id = "M1", losses.quantity = "casualties", losses.unit = "men";
  battle.measures.push_back(losses);
  scenario::Target target;
  target.measure = "M1";
  target.low = 18, target.best = 20, target.high = 25;
  battle.targets.push_back(target);
  support::finish(battle);
  return battle;
}

// One number and one choice.
scenario::StudySpec spec_of(DesignKind design, int points) {
  scenario::StudySpec spec;
  spec.file = "guards.yaml", spec.title = "Guards </script>";
  spec.replications = 12;
  scenario::FactorSpec guards, fog;
  guards.id = "guards", guards.unit = "men", guards.figure.low = 10, guards.figure.high = 40;
  fog.id = "fog", fog.kind = scenario::FactorKind::kChoice;
  fog.alternatives = {{"off", {}, {}, {}}, {"on", {}, {}, {}}};
  if (design != DesignKind::kSpread) spec.factors = {guards, fog};
  spec.design = design, spec.points = points;
  return spec;
}

// Every run of a study; its figure is ten times its number, and higher by one from point to point.
Json document_of(DesignKind design, int points) {
  const scenario::Scenario battle = battle_with_a_figure();
  const study::Study study = study::study_of(spec_of(design, points), battle);
  std::vector<study::JobResult> results;
  for (const study::Job& job : study::jobs_of(study)) {
    const double value = job == study::Job{1, 3} ? kNever : 10.0 * job.replication + job.point;
    results.push_back({job, 7, 1, {value}});
  }
  const study::StudySummary summary = study::summary_of(study, battle, results);
  return Json::parse(study_document(study, battle, summary, "khasan study guards.yaml"));
}

void expect_fields(const Json& object, const std::string& interface) {
  support::expect_fields(object, "study.ts", interface);
}

TEST(StudyDocument, has_the_fields_that_the_page_knows) {
  const Json d = document_of(DesignKind::kOneAtATime, 0);
  expect_fields(d, "StudyReport");
  for (const Json& factor : d["factors"]) expect_fields(factor, "Factor");
  for (const Json& point : d["points"]) expect_fields(point, "StudyPoint");
  expect_fields(d["measures"][0], "StudyMeasure");
  expect_fields(d["measures"][0]["recorded"], "Recorded");
  ASSERT_FALSE(d["measures"][0]["bars"].empty());
  for (const Json& bar : d["measures"][0]["bars"]) expect_fields(bar, "Bar");
  const Json indices = document_of(DesignKind::kIndices, 12)["measures"][0]["indices"];
  ASSERT_EQ(indices.size(), 2u);
  for (const Json& index : indices) expect_fields(index, "ShareIndex");
  const Json movers = document_of(DesignKind::kLatinHypercube, 40)["measures"][0]["movers"];
  for (const Json& mover : movers) expect_fields(mover, "FactorMover");
}

TEST(StudyDocument, a_run_that_did_not_happen_is_null_at_its_place) {
  const Json d = document_of(DesignKind::kOneAtATime, 0);
  EXPECT_EQ(d["points"][0]["samples"][0][3], 30);
  EXPECT_TRUE(d["points"][1]["samples"][0][3].is_null());
  EXPECT_EQ(d["points"][1]["samples"][0].size(), d["points"][1]["replications"].size());
  EXPECT_TRUE(d["points"][0]["values"][0].is_null()) << "the first point is the battle as it is";
  EXPECT_EQ(d["points"][1]["values"][0], "10");
}

TEST(StudyDocument, marks_the_runs_nearest_to_the_record_and_farthest_from_it) {
  const Json d = document_of(DesignKind::kOneAtATime, 0);
  EXPECT_EQ(d["points"][0]["closest"], 2) << "20 is recorded, and run 2 gives 20";
  EXPECT_EQ(d["points"][0]["worst"], 11);
  EXPECT_EQ(d["marked"]["closest"], (Json{0, 2})) << "among all runs: point and number";
  EXPECT_EQ(d["marked"]["worst"], (Json{1, 3})) << "nothing is farther than what did not happen";
}

TEST(StudyDocument, a_study_without_runs_marks_none) {
  const scenario::Scenario battle = battle_with_a_figure();
  const study::Study study = study::study_of(spec_of(DesignKind::kOneAtATime, 0), battle);
  const std::string text = study_document(study, battle, study::summary_of(study, battle, {}), "");
  EXPECT_TRUE(Json::parse(text)["marked"].empty());
}

TEST(StudyDocument, of_the_spread_has_one_share_for_each_stream) {
  const Json d = document_of(DesignKind::kSpread, 12);
  EXPECT_EQ(d["measures"][0]["indices"].size(), d["streams"].size());
  EXPECT_TRUE(d["factors"].empty());
}

TEST(StudyDocument, goes_into_the_page_whole) {
  const Json d = document_of(DesignKind::kOneAtATime, 0);
  const std::string html = html_of(page_template(), d.dump());
  EXPECT_NE(html.find("khasan-study-report-1"), std::string::npos);
  EXPECT_EQ(html.find("Guards </script>"), std::string::npos);
}

}  // namespace
}  // namespace khasan::report
