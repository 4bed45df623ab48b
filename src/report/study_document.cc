#include <fmt/format.h>

#include <cmath>

#include "report/commit.h"
#include "report/document_parts.h"
#include "report/study_text.h"
#include "study/study_tables.h"

namespace khasan::report {

using scenario::FactorSpec;
using scenario::Scenario;
using study::Study;
using study::StudySummary;

namespace {

Json factors_json(const Study& study) {
  Json all = Json::array();
  for (const FactorSpec& factor : study.spec.factors) {
    Json one{{"id", factor.id},
             {"kind", study::word_of(factor.kind)},
             {"unit", factor.unit},
             {"name", factor.name}};
    if (factor.kind == scenario::FactorKind::kChoice) {
      for (const auto& alternative : factor.alternatives) {
        one["alternatives"].push_back(alternative.name);
      }
    } else {
      one["low"] = factor.figure.low;
      one["high"] = factor.figure.high;
    }
    all.push_back(std::move(one));
  }
  return all;
}

Json dependence_json(const Study& study, const study::Dependence& dependence) {
  Json bars = Json::array(), indices = Json::array(), movers = Json::array();
  for (const study::Bar& bar : dependence.bars) {
    bars.push_back({{"factor", bar.factor},
                    {"level", study::value_text(study.spec.factors[bar.factor], bar.level)},
                    {"point", bar.point},
                    {"n", bar.difference.n},
                    {"difference", bar.difference.difference},
                    {"ci95", interval_json(bar.difference.ci95)},
                    {"variance_reduction", number_or_null(bar.difference.variance_reduction)}});
  }
  for (const study::SobolIndex& index : dependence.indices.factors) {
    indices.push_back({{"first", index.first},
                       {"first_ci95", interval_json(index.first_ci)},
                       {"total", index.total},
                       {"total_ci95", interval_json(index.total_ci)}});
  }
  for (const study::Mover& mover : dependence.movers) {
    movers.push_back(
        {{"factor", mover.input}, {"rho", mover.rho}, {"ci95", interval_json(mover.ci)}});
  }
  return {{"bars", bars},
          {"indices", indices},
          {"index_rows", dependence.indices.n},
          {"movers", movers}};
}

Json measures_json(const Study& study, const Scenario& scenario, const StudySummary& summary) {
  Json all = Json::array();
  for (const study::Dependence& dependence : summary.dependences) {
    const scenario::Measure& measure = scenario.measures[dependence.measure];
    Json one{{"id", measure.id},
             {"quantity", measure.quantity},
             {"unit", measure.unit},
             {"side", scenario.side(measure.side).adjective},
             {"window", window_text(scenario, measure)},
             {"judged", false},
             {"recorded", nullptr}};
    if (const scenario::Target* target = study::target_of(scenario, measure.id)) {
      one["judged"] = target->role == scenario::TargetRole::kJudged;
      one["recorded"] = {{"low", target->low}, {"best", target->best}, {"high", target->high}};
    }
    one.update(dependence_json(study, dependence));
    all.push_back(std::move(one));
  }
  return all;
}

Json point_json(const Study& study, std::size_t p, const study::PointSummary& point) {
  Json values = Json::array(), replications = Json::array(), hashes = Json::array();
  for (std::size_t f = 0; f < study.spec.factors.size(); ++f) {
    const std::string text = study::value_text(study.spec.factors[f], study.points[p].values[f]);
    values.push_back(text.empty() ? Json(nullptr) : Json(text));
  }
  Json samples = Json::array();
  for (const study::Replication& run : point.runs.runs) {
    replications.push_back(run.number);
    hashes.push_back(fmt::format("{:016x}", run.hash));
  }
  for (const std::size_t m : study.measures) {
    Json of_measure = Json::array();
    for (const study::Replication& run : point.runs.runs) {
      of_measure.push_back(number_or_null(run.measures[m]));
    }
    samples.push_back(std::move(of_measure));
  }
  Json one{
      {"values", values}, {"replications", replications}, {"hashes", hashes}, {"samples", samples}};
  if (!point.runs.runs.empty()) {
    one["median"] = point.runs.runs[point.marked.median].number;
    one["closest"] = point.runs.runs[point.marked.closest].number;
    one["worst"] = point.runs.runs[point.marked.farthest].number;
  }
  return one;
}

// The marked runs among those of all points, each as point and number.
Json marked_json(const Scenario& scenario, const StudySummary& summary) {
  study::Replications all;
  std::vector<std::size_t> point_of_run;
  for (std::size_t p = 0; p < summary.points.size(); ++p) {
    for (const study::Replication& run : summary.points[p].runs.runs) {
      all.runs.push_back(run);
      point_of_run.push_back(p);
    }
  }
  if (all.runs.empty()) return Json::object();
  const study::Marked marked = study::mark_runs(scenario, all, study::score(scenario, all));
  const auto run = [&](std::size_t r) { return Json{point_of_run[r], all.runs[r].number}; };
  return {{"median", run(marked.median)},
          {"closest", run(marked.closest)},
          {"worst", run(marked.farthest)}};
}

}  // namespace

std::string study_document(const Study& study, const Scenario& scenario,
                           const StudySummary& summary, const std::string& command,
                           const std::string& works) {
  Json points = Json::array();
  for (std::size_t p = 0; p < summary.points.size(); ++p) {
    points.push_back(point_json(study, p, summary.points[p]));
  }
  const Json document{{"format", "khasan-study-report-1"},
                      {"version", KHASAN_VERSION},
                      {"commit", kCommit},
                      {"battle_id", scenario.id},
                      {"scenario_hash", hash_text(scenario.hash)},
                      {"parameter_hash", hash_text(scenario.parameter_hash)},
                      {"title", study.spec.title},
                      {"battle", scenario.title},
                      {"file", study.spec.file},
                      {"command", command},
                      {"seed", std::to_string(study.spec.seed)},
                      {"study_hash", fmt::format("{:016x}", study::hash_of(study))},
                      {"design", study::word_of(study.spec.design)},
                      {"streams", study::stream_names()},
                      {"replications", study.spec.replications},
                      {"runs", summary.runs},
                      {"marked", marked_json(scenario, summary)},
                      {"factors", factors_json(study)},
                      {"measures", measures_json(study, scenario, summary)},
                      {"points", points},
                      {"credits", scenario.credits},
                      {"sources", sources_json(scenario.sources)},
                      {"works", Json::parse(works)}};
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace khasan::report
