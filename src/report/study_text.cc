#include "report/study_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/names.h"

namespace khasan::report {

using scenario::DesignKind;
using scenario::FactorSpec;
using scenario::Scenario;
using study::Dependence;
using study::Study;
using study::StudySummary;

namespace {

constexpr std::size_t kPointsInTable = 12;  // more are in the tables alone

std::string measure_name(const Scenario& scenario, std::size_t m) {
  const scenario::Measure& measure = scenario.measures[m];
  return fmt::format("{} {}: {} ({})", measure.id, scenario.side(measure.side).id, measure.quantity,
                     measure.unit);
}

std::string interval_text(double value, const study::Interval& ci) {
  if (!std::isfinite(ci.low)) return fmt::format("{:+.3g}", value);
  return fmt::format("{:+.3g} ({:+.3g}..{:+.3g})", value, ci.low, ci.high);
}

// The longest bars first.
std::string bars_text(const Study& study, const Dependence& dependence) {
  if (dependence.bars.empty()) return {};
  std::vector<study::Bar> bars = dependence.bars;
  std::stable_sort(bars.begin(), bars.end(), [](const study::Bar& a, const study::Bar& b) {
    return std::fabs(a.difference.difference) > std::fabs(b.difference.difference);
  });
  std::string text =
      fmt::format("  {:<36} {:.4g}\n", "as it is", bars.front().difference.mean_first);
  for (const study::Bar& bar : bars) {
    const FactorSpec& factor = study.spec.factors[bar.factor];
    if (bar.difference.n == 0) continue;
    text +=
        fmt::format("  {:<36} {:<28}{}\n", factor.id + " = " + study::value_text(factor, bar.level),
                    interval_text(bar.difference.difference, bar.difference.ci95),
                    bar.difference.is_clear() ? " *" : "");
  }
  return text;
}

std::string indices_text(const Study& study, const study::SobolIndices& indices) {
  if (indices.n < study::kSobolRowsMin) {
    return fmt::format("  too few rows in which it happened in all runs: {}\n", indices.n);
  }
  if (!(indices.variance > 0)) return "  always the same\n";
  const bool is_spread = study.spec.design == DesignKind::kSpread;
  std::string text;
  for (std::size_t f = 0; f < indices.factors.size(); ++f) {
    const study::SobolIndex& index = indices.factors[f];
    const auto share = [](double value, const study::Interval& ci) {
      return fmt::format("{:.2f} ({:.2f}..{:.2f})", value, ci.low, ci.high);
    };
    text += fmt::format("  {:<36} alone {:<22} with others {}\n",
                        is_spread ? study::stream_names()[f] : study.spec.factors[f].id,
                        share(index.first, index.first_ci), share(index.total, index.total_ci));
  }
  return text;
}

std::string movers_text(const Study& study, const std::vector<study::Mover>& movers) {
  std::string text;
  for (const study::Mover& mover : movers) {
    text += fmt::format("  {:<36} rank correlation {:+.2f} ({:+.2f}..{:+.2f})\n",
                        study.spec.factors[mover.input].id, mover.rho, mover.ci.low, mover.ci.high);
  }
  return text.empty() ? "  nothing more than chance\n" : text;
}

std::string dependence_text(const Study& study, const Dependence& dependence) {
  switch (study.spec.design) {
    case DesignKind::kOneAtATime:
      return bars_text(study, dependence);
    case DesignKind::kIndices:
    case DesignKind::kSpread:
      return indices_text(study, dependence.indices);
    case DesignKind::kLatinHypercube:
    case DesignKind::kSobol:
    case DesignKind::kOwn:
      break;
  }
  return movers_text(study, dependence.movers);
}

std::string heading_of(DesignKind design) {
  switch (design) {
    case DesignKind::kOneAtATime:
      return "Each factor alone against the battle as it is, on the same chance: mean difference "
             "with 95 % interval\n(* it does not hold 0).";
    case DesignKind::kIndices:
      return "Shares of the variance (Sobol indices, 95 % intervals): of each factor alone, and "
             "with all in which it takes part.";
    case DesignKind::kSpread:
      return "Where the spread comes from (shares of the variance, 95 % intervals): each alone, "
             "and "
             "with all in which it takes part.";
    case DesignKind::kLatinHypercube:
    case DesignKind::kSobol:
    case DesignKind::kOwn:
      break;
  }
  return "What moves the means over the points.";
}

// The means at every point, where there are few.
std::string points_text(const Study& study, const StudySummary& summary, std::size_t measure) {
  std::string text;
  for (std::size_t p = 0; p < summary.points.size(); ++p) {
    const study::MeanEstimate mean = study::mean_of(summary.points[p].runs.samples_of(measure));
    if (mean.n == 0) continue;
    std::string name;
    for (std::size_t f = 0; f < study.spec.factors.size(); ++f) {
      const std::string value = study::value_text(study.spec.factors[f], study.points[p].values[f]);
      if (value.empty()) continue;
      name += (name.empty() ? "" : ", ") + study.spec.factors[f].id + " = " + value;
    }
    const bool has_interval = std::isfinite(mean.ci95.low);
    text += fmt::format(
        "  {:<44} {:>10.4g} {}\n", name.empty() ? "as it is" : name, mean.mean,
        has_interval ? fmt::format("({:.4g}..{:.4g})", mean.ci95.low, mean.ci95.high) : "");
  }
  return text;
}

// Whether a measure has one value in all runs, or happened in none.
bool is_still(const StudySummary& summary, std::size_t measure) {
  std::optional<double> seen;
  for (const study::PointSummary& point : summary.points) {
    for (const study::Replication& run : point.runs.runs) {
      const double value = run.measures[measure];
      if (std::isnan(value)) continue;
      if (seen && *seen != value) return false;
      seen = value;
    }
  }
  return true;
}

}  // namespace

std::string study_text(const Study& study, const Scenario& scenario, const StudySummary& summary,
                       const std::string& folder) {
  std::string text = fmt::format("{}\n{}: {} points, {} runs.\n\n", study.spec.title,
                                 scenario.title, summary.points.size(), summary.runs);
  text += heading_of(study.spec.design) + "\n\n";
  const bool has_few =
      study.spec.design != DesignKind::kOneAtATime && summary.points.size() <= kPointsInTable;
  std::vector<std::string> still;
  for (const Dependence& dependence : summary.dependences) {
    if (is_still(summary, dependence.measure)) {
      still.push_back(scenario.measures[dependence.measure].id);
      continue;
    }
    text += measure_name(scenario, dependence.measure) + "\n";
    if (has_few) text += points_text(study, summary, dependence.measure);
    text += dependence_text(study, dependence);
  }
  if (!still.empty()) text += fmt::format("The same in every run: {}.\n", listed(still));
  return text + fmt::format("\nTables and the page: {}/\n", folder);
}

}  // namespace khasan::report
