// What came out, and what it rests on.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/document_parts.h"
#include "report/names.h"
#include "sim/phases.h"
#include "study/curves.h"

namespace khasan::report {

using scenario::Scenario;
using study::Score;

namespace {

std::string_view name_of_role(scenario::TargetRole role) {
  switch (role) {
    case scenario::TargetRole::kJudged:
      return "judged";
    case scenario::TargetRole::kInput:
      return "input";
    case scenario::TargetRole::kParameter:
      return "parameter";
    case scenario::TargetRole::kDerived:
      return "derived";
    case scenario::TargetRole::kNone:
      return "none";
  }
  return "none";
}

Json simulated_json(const Score& score) {
  if (!score.simulated) return nullptr;
  const study::Estimate& e = score.estimate;
  const auto value = [&e](double x) { return e.has_values ? number_or_null(x) : Json(nullptr); };
  Json simulated = {{"n", e.n},
                    {"happened", e.happened},
                    {"happened_ci", interval_json(e.happened_ci)},
                    {"p10", value(e.p10)},
                    {"p50", value(e.p50)},
                    {"p90", value(e.p90)}};
  if (e.has_values) {
    simulated["p10_ci"] = interval_json(e.p10_ci);
    simulated["p90_ci"] = interval_json(e.p90_ci);
  }
  return simulated;
}

Json rank_json(const Score& score) {
  if (!score.rank) return nullptr;
  return {{"at_least_this_extreme", score.rank->at_least},
          {"n", score.rank->n},
          {"ci", interval_json(score.rank->ci)}};
}

Json met_json(study::Verdict verdict) {
  if (verdict == study::Verdict::kMet) return true;
  if (verdict == study::Verdict::kMissed) return false;
  return nullptr;
}

std::string why_text(const Score& score) {
  if (score.verdict == study::Verdict::kNotJudged) return {};
  std::string why = capitalised(score.why) + ".";
  if (score.verdict == study::Verdict::kMissed && !score.target->when_missed.empty()) {
    why += " To meet it: " + score.target->when_missed + ".";
  }
  return why;
}

Json target_json(const Scenario& scenario, const Score& score) {
  const scenario::Measure& m = scenario.measures[score.measure];
  const scenario::Target& t = *score.target;
  Json row = {{"id", m.id},
              {"quantity", m.quantity},
              {"unit", m.unit},
              {"side", scenario.side(m.side).id},
              {"window", window_text(scenario, m)}};
  row["recorded"] = {{"low", t.low}, {"best", t.best}, {"high", t.high}};
  row["role"] = name_of_role(t.role);
  row["source"] = t.source;
  row["note"] = t.recalled ? (t.note.empty() ? "" : t.note + "; ") + "rests on recall" : t.note;
  row["simulated"] = simulated_json(score);
  row["crps"] = score.crps ? number_or_null(*score.crps) : Json(nullptr);
  row["rank"] = rank_json(score);
  row["met"] = met_json(score.verdict);
  row["verdict"] = study::to_text(score.verdict, score.estimate.n);
  row["why"] = why_text(score);
  row["origin"] = study::to_text(score.provenance.origin);
  row["origin_why"] = score.provenance.why;
  row["samples"] = samples_json(score.estimate.samples);
  return row;
}

// p of every moment over the runs.
std::vector<double> quantile_curve(const study::Replications& all, std::size_t curve, double p) {
  std::vector<double> result;
  const std::size_t count = all.runs.front().curves[curve].size();
  std::vector<double> values(all.runs.size());
  for (std::size_t t = 0; t < count; ++t) {
    for (std::size_t r = 0; r < all.runs.size(); ++r) values[r] = all.runs[r].curves[curve][t];
    std::sort(values.begin(), values.end());
    result.push_back(std::round(study::quantile_of(values, p) * 1000) / 1000);
  }
  return result;
}

bool has_curves(const study::Replications& all) {
  return !all.runs.empty() && std::none_of(all.runs.begin(), all.runs.end(),
                                           [](const auto& run) { return run.curves.empty(); });
}

}  // namespace

Json samples_json(const std::vector<double>& samples) {
  Json all = Json::array();
  for (const double x : samples) all.push_back(number_or_null(x));
  return all;
}

Json figure_json(const std::string& what, const scenario::Figure& figure) {
  static constexpr std::array kReliability{"high", "medium", "low"};
  return {{"figure", what},
          {"best", number_or_null(figure.best)},
          {"low", number_or_null(figure.low)},
          {"high", number_or_null(figure.high)},
          {"reliability", kReliability[static_cast<std::size_t>(figure.reliability)]},
          {"sources", figure.sources}};
}

std::string window_text(const Scenario& scenario, const scenario::Measure& measure) {
  const int offset = scenario.side(Side::kFirst).offset_minutes;
  const auto clock = [&](Time t) { return format_clock(scenario.epoch_utc_ms + t.ms, offset); };
  const Time from = std::max(measure.from, scenario.start), to = std::min(measure.to, scenario.end);
  return clock(from) + " – " + clock(to);
}

Json curves_json(const Scenario& scenario, const study::Replications& all, int played) {
  Json curves = Json::array();
  if (!has_curves(all)) return curves;
  std::vector<int64_t> times;
  for (const Time t : study::curve_times(scenario)) times.push_back(t.ms);
  const std::vector<study::CurveDef> defs = study::curves_of(scenario);
  for (std::size_t c = 0; c < defs.size(); ++c) {
    Json curve = {{"id", defs[c].id},
                  {"name", defs[c].name},
                  {"unit", defs[c].unit},
                  {"side", scenario.side(defs[c].side).id},
                  {"t", times}};
    curve["median"] = quantile_curve(all, c, 0.5);
    curve["p10"] = quantile_curve(all, c, 0.1);
    curve["p90"] = quantile_curve(all, c, 0.9);
    for (const study::Replication& run : all.runs) {
      if (run.number == played) curve["this_run"] = run.curves[c];
    }
    curves.push_back(std::move(curve));
  }
  return curves;
}

Json targets_json(const Scenario& scenario, const std::vector<Score>& scores) {
  Json targets = Json::array();
  for (const Score& score : scores) {
    if (score.target != nullptr) targets.push_back(target_json(scenario, score));
  }
  return targets;
}

Json measures_json(const Scenario& scenario, const std::vector<Score>& scores) {
  Json measures = Json::array();
  for (const Score& score : scores) {
    if (!score.simulated) continue;
    const scenario::Measure& m = scenario.measures[score.measure];
    const study::Estimate& e = score.estimate;
    const auto value = [&e](double x) { return e.has_values ? number_or_null(x) : Json(nullptr); };
    Json row = {{"id", m.id},
                {"name", scenario.side(m.side).name + ": " + m.quantity},
                {"unit", m.unit},
                {"n", e.n},
                {"mean", value(e.mean)},
                {"p10", value(e.p10)},
                {"p50", value(e.p50)},
                {"p90", value(e.p90)}};
    if (e.happened < e.n) {
      row["happened"] = e.happened;
      row["share_ci"] = interval_json(e.happened_ci);
    }
    row["samples"] = samples_json(e.samples);
    measures.push_back(std::move(row));
  }
  return measures;
}

Json sources_json(const std::vector<scenario::Source>& all) {
  Json sources = Json::array();
  for (const scenario::Source& source : all) {
    sources.push_back({{"id", source.id}, {"citation", source.citation}, {"note", source.note}});
  }
  return sources;
}

Json evidence_json(const Scenario& scenario) {
  Json evidence = Json::array();
  for (const scenario::EvidenceRow& row : scenario.evidence) {
    evidence.push_back(figure_json(row.what, row.figure));
  }
  for (std::size_t p = 0; p < scenario::kParamCount; ++p) {
    const scenario::ParamInfo& info = scenario::info_of(static_cast<scenario::Param>(p));
    evidence.push_back(
        figure_json(fmt::format("parameter {}.{} ({})", info.mechanism, info.name, info.unit),
                    scenario.parameters[p]));
  }
  return evidence;
}

Json phases_json() {
  Json phases = Json::array();
  for (const sim::Phase& phase : sim::phases()) {
    phases.push_back(
        {{"name", phase.name},
         {"period", phase.period == sim::Period::kMinute ? "every minute" : "every step"},
         {"reads", phase.reads},
         {"writes", phase.writes},
         {"why", phase.why}});
  }
  return phases;
}

}  // namespace khasan::report
