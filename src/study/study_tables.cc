#include "study/study_tables.h"

#include <fmt/format.h>

#include <cmath>

namespace khasan::study {

using scenario::FactorKind;
using scenario::FactorSpec;
using scenario::Scenario;

namespace {

// A cell; in quotes where it must be.
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string cell(double number) { return std::isfinite(number) ? fmt::format("{}", number) : ""; }

std::string row(const std::vector<std::string>& cells) {
  return fmt::format("{}\n", fmt::join(cells, ","));
}

std::string mark_of(const Marked& marked, std::size_t run) {
  std::string mark;
  const auto add = [&](std::size_t which, const char* word) {
    if (which == run) mark += std::string(mark.empty() ? "" : " ") + word;
  };
  add(marked.median, "median");
  add(marked.closest, "closest");
  add(marked.farthest, "worst");
  return mark;
}

void append_values(std::vector<std::string>& cells, const Study& study, std::size_t point) {
  for (std::size_t f = 0; f < study.spec.factors.size(); ++f) {
    cells.push_back(cell(value_text(study.spec.factors[f], study.points[point].values[f])));
  }
}

std::string moment(const Scenario& scenario, Time at) {
  return format_iso(scenario.epoch_utc_ms + at.ms, scenario.side(Side::kFirst).offset_minutes);
}

std::string window_of(const Scenario& scenario, const scenario::Measure& measure) {
  const Time from = std::max(measure.from, scenario.start), to = std::min(measure.to, scenario.end);
  return moment(scenario, from) + "/" + moment(scenario, to);
}

std::string definition_of(const FactorSpec& factor) {
  switch (factor.kind) {
    case FactorKind::kParameter:
      return "parameter " + factor.name;
    case FactorKind::kFigure:
      return "figure " + factor.name;
    case FactorKind::kChoice: {
      std::string text = "one of";
      for (const auto& one : factor.alternatives) text += " " + one.name;
      return text;
    }
    case FactorKind::kRange:
      break;
  }
  std::string text = "set in";
  for (const scenario::PlaceInFile& place : factor.places) {
    text += fmt::format(" {} > {}", place.file, fmt::join(place.at, " > "));
  }
  return text;
}

}  // namespace

std::string runs_csv(const Study& study, const Scenario& scenario, const StudySummary& summary) {
  std::vector<std::string> cells{"point", "replication", "seed", "chance", "hash", "mark"};
  for (const FactorSpec& factor : study.spec.factors) cells.push_back(factor.id);
  for (const std::size_t m : study.measures) cells.push_back(scenario.measures[m].id);
  std::string text = row(cells);
  for (std::size_t p = 0; p < summary.points.size(); ++p) {
    const PointSummary& point = summary.points[p];
    for (std::size_t r = 0; r < point.runs.runs.size(); ++r) {
      const Replication& run = point.runs.runs[r];
      const Job job{static_cast<int>(p), run.number};
      cells = {std::to_string(p),
               std::to_string(run.number),
               std::to_string(study.spec.seed),
               std::to_string(replication_of(study, job)),
               fmt::format("{:016x}", run.hash),
               mark_of(point.marked, r)};
      append_values(cells, study, p);
      for (const std::size_t m : study.measures) cells.push_back(cell(run.measures[m]));
      text += row(cells);
    }
  }
  return text;
}

std::string dictionary_csv(const Study& study, const Scenario& scenario) {
  std::string text =
      "column,kind,unit,definition,window,recorded_low,recorded_best,recorded_high,role\n";
  const auto add = [&](const char* name, const char* definition) {
    text += row({name, "run", "", cell(std::string(definition)), "", "", "", "", ""});
  };
  add("point", "number of the point of the design, from 0");
  add("replication", "number of the run at its point; equal numbers have equal chance");
  add("seed", "of the study");
  add("chance", "replication number of the draws (with bit 63 set: one number for each stream)");
  add("hash", "of the final state, hexadecimal");
  add("mark",
      "median: most typical of its point; closest, worst: nearest to and farthest from the record");
  for (const FactorSpec& factor : study.spec.factors) {
    text += row(
        {factor.id, "factor", cell(factor.unit), cell(definition_of(factor)), "", "", "", "", ""});
  }
  for (const std::size_t m : study.measures) {
    const scenario::Measure& measure = scenario.measures[m];
    const scenario::Target* target = target_of(scenario, measure.id);
    const bool is_judged = target != nullptr && target->role == scenario::TargetRole::kJudged;
    text += row({measure.id, "measure", cell(measure.unit),
                 cell(scenario.side(measure.side).adjective + ": " + measure.quantity),
                 window_of(scenario, measure), target ? cell(target->low) : "",
                 target ? cell(target->best) : "", target ? cell(target->high) : "",
                 target == nullptr ? ""
                 : is_judged       ? "judged"
                                   : "not judged"});
  }
  return text;
}

std::string summary_csv(const Study& study, const Scenario& scenario, const StudySummary& summary) {
  std::vector<std::string> cells{"point"};
  for (const FactorSpec& factor : study.spec.factors) cells.push_back(factor.id);
  for (const char* name : {"measure", "runs", "happened", "mean", "mean_low95", "mean_high95",
                           "p10", "p50", "p90", "recorded", "crps", "verdict"}) {
    cells.push_back(name);
  }
  std::string text = row(cells);
  for (std::size_t p = 0; p < summary.points.size(); ++p) {
    const PointSummary& point = summary.points[p];
    if (point.scores.empty()) continue;
    for (const std::size_t m : study.measures) {
      const Score& score = point.scores[m];
      const MeanEstimate mean = mean_of(point.runs.samples_of(m));
      const Estimate& e = score.estimate;
      cells = {std::to_string(p)};
      append_values(cells, study, p);
      for (std::string& more : std::vector<std::string>{
               scenario.measures[m].id, std::to_string(e.n), std::to_string(e.happened),
               mean.n > 0 ? cell(mean.mean) : "", cell(mean.ci95.low), cell(mean.ci95.high),
               e.has_values ? cell(e.p10) : "", e.has_values ? cell(e.p50) : "",
               e.has_values ? cell(e.p90) : "", score.target ? cell(score.target->best) : "",
               score.crps ? cell(*score.crps) : "", to_text(score.verdict, e.n)}) {
        cells.push_back(std::move(more));
      }
      text += row(cells);
    }
  }
  return text;
}

std::string sensitivity_csv(const Study& study, const Scenario& scenario,
                            const StudySummary& summary) {
  std::string text = "measure,factor,level,statistic,value,low95,high95,n\n";
  const auto add = [&](std::size_t measure, const std::string& factor, const std::string& level,
                       const char* statistic, double value, const Interval& ci, int n) {
    text += row({scenario.measures[measure].id, factor, cell(level), statistic, cell(value),
                 cell(ci.low), cell(ci.high), std::to_string(n)});
  };
  const bool is_spread = study.spec.design == scenario::DesignKind::kSpread;
  for (const Dependence& one : summary.dependences) {
    for (const Bar& bar : one.bars) {
      const FactorSpec& factor = study.spec.factors[bar.factor];
      add(one.measure, factor.id, value_text(factor, bar.level), "paired_difference",
          bar.difference.difference, bar.difference.ci95, bar.difference.n);
    }
    for (std::size_t f = 0; f < one.indices.factors.size(); ++f) {
      const SobolIndex& index = one.indices.factors[f];
      const std::string name = is_spread ? stream_names()[f] : study.spec.factors[f].id;
      add(one.measure, name, "", "first_order", index.first, index.first_ci, one.indices.n);
      add(one.measure, name, "", "total", index.total, index.total_ci, one.indices.n);
    }
    for (const Mover& mover : one.movers) {
      add(one.measure, study.spec.factors[mover.input].id, "", "rank_correlation", mover.rho,
          mover.ci, mover.n);
    }
  }
  return text;
}

}  // namespace khasan::study
