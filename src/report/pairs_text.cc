#include "report/pairs_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/document_parts.h"
#include "report/rules_text.h"

namespace khasan::report {

namespace {

using scenario::Scenario;
using study::Horizon;
using study::Horizons;
using study::PairedDifference;

// Hours as clocks show them, all else as numbers.
std::string value_text(const scenario::Measure& measure, double value) {
  if (!measure.unit.starts_with("hour")) return fmt::format("{:.4g}", value);
  const int minutes = static_cast<int>(std::lround(value * 60));
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

// Of hours in minutes.
std::string difference_text(const scenario::Measure& measure, const PairedDifference& pair) {
  if (pair.n == 0) return "-";
  const bool is_hour = measure.unit.starts_with("hour");
  const double scale = is_hour ? 60 : 1;
  const std::string unit = is_hour ? " min" : "";
  const std::string mean = fmt::format("{:+.3g}", scale * pair.difference);
  if (pair.n < study::kPairsMin) return mean + unit;
  return fmt::format("{} ({:+.3g}..{:+.3g}){}", mean, scale * pair.ci95.low, scale * pair.ci95.high,
                     unit);
}

std::string reduction_text(const PairedDifference& pair) {
  if (pair.n < 2) return "-";
  return std::isinf(pair.variance_reduction) ? "all"
                                             : fmt::format("{:.3g}", pair.variance_reduction);
}

std::string row_text(const Scenario& scenario, const PairedDifference& pair) {
  const scenario::Measure& measure = scenario.measures[pair.measure];
  const std::string name =
      fmt::format("{} {}: {}", measure.id, scenario.side(measure.side).id, measure.quantity);
  const bool none = pair.n == 0;
  std::string text =
      fmt::format("{:<44.44} {:<12.12} {:>9} {:>9}  {:<28} {:>4.0f} % {:>4.0f} % {:>7}{}\n", name,
                  measure.unit, none ? "-" : value_text(measure, pair.mean_first),
                  none ? "-" : value_text(measure, pair.mean_second),
                  difference_text(measure, pair), 100 * pair.share_more, 100 * pair.share_less,
                  reduction_text(pair), pair.is_clear() ? "  *" : "");
  if (pair.only_first + pair.only_second == 0) return text;
  return text +
         fmt::format("       happened only as it was in {}, only changed in {} of the pairs\n",
                     pair.only_first, pair.only_second);
}

std::string table_text(const PairsResult& result) {
  std::string text =
      fmt::format("{:<44} {:<12} {:>9} {:>9}  {:<28} {:>6} {:>6} {:>7}\n", "measure", "unit",
                  "as it was", "changed", "difference", "more", "less", "factor");
  for (const bool clear : {true, false}) {
    for (const PairedDifference& pair : result.measures) {
      if (pair.is_clear() == clear) text += row_text(result.first, pair);
    }
  }
  return text;
}

std::string clock_text(const Scenario& scenario, Time at) {
  return format_clock(scenario.epoch_utc_ms + at.ms, scenario.side(Side::kFirst).offset_minutes);
}

std::string curve_name(const Scenario& scenario, const study::CurveDef& curve) {
  return fmt::format("{}: {}", scenario.side(curve.side).id, curve.name);
}

// Whether the pairs differ in it at any horizon.
bool ever_differs(const Horizons& all, std::size_t curve) {
  return std::any_of(all.horizons.begin(), all.horizons.end(), [&](const Horizon& horizon) {
    const PairedDifference& pair = horizon.differences[curve];
    return pair.share_more + pair.share_less > 0;
  });
}

// "+3.2 ±1.1 x2.4"; without interval below ten pairs.
std::string horizon_cell(const PairedDifference& pair) {
  if (pair.share_more + pair.share_less == 0) return "same";
  const std::string half =
      pair.n < study::kPairsMin ? "" : fmt::format(" ±{:.2g}", pair.half_width());
  return fmt::format("{:+.3g}{} x{}", pair.difference, half, reduction_text(pair));
}

std::string horizons_text(const Scenario& scenario, const Horizons& all) {
  std::string text = fmt::format(
      "\nOver time, from {} on, when the first pair parts: difference and factor (x).\n{:<44}",
      clock_text(scenario, all.from), "curve");
  for (const Horizon& h : all.horizons) text += fmt::format(" {:>20}", h.name);
  text += fmt::format("\n{:<44}", "");
  for (const Horizon& h : all.horizons) text += fmt::format(" {:>20}", clock_text(scenario, h.at));
  text += fmt::format("\n{:<44}", "pairs that have parted");
  for (const Horizon& h : all.horizons) text += fmt::format(" {:>20}", h.parted);
  text += '\n';
  for (std::size_t c = 0; c < all.curves.size(); ++c) {
    if (!ever_differs(all, c)) continue;
    text += fmt::format("{:<44.44}", curve_name(scenario, all.curves[c]));
    for (const Horizon& h : all.horizons) {
      text += fmt::format(" {:>20}", horizon_cell(h.differences[c]));
    }
    text += '\n';
  }
  return text;
}

// From when on pairs are hardly better than independent runs.
std::string decoupled_text(const Scenario& scenario, const Horizons& all) {
  constexpr double kHardly = 2;
  const bool too_few = std::all_of(all.horizons.begin(), all.horizons.end(), [](const Horizon& h) {
    return std::all_of(h.differences.begin(), h.differences.end(),
                       [](const PairedDifference& d) { return d.n < study::kPairsMin; });
  });
  if (too_few) return "Too few pairs to say from when on factors stay below 2.\n";
  std::string text;
  for (std::size_t c = 0; c < all.curves.size(); ++c) {
    const Horizon* horizon = study::first_below(all, c, kHardly);
    if (horizon == nullptr || !ever_differs(all, c)) continue;
    text += fmt::format("{}{} (from {})", text.empty() ? "Factor below 2: " : "; ",
                        curve_name(scenario, all.curves[c]), horizon->name);
  }
  return text.empty() ? "No factor falls below 2.\n" : text + ".\n";
}

Json difference_json(const PairedDifference& pair) {
  return {{"difference", pair.n > 0 ? number_or_null(pair.difference) : Json(nullptr)},
          {"ci95", {number_or_null(pair.ci95.low), number_or_null(pair.ci95.high)}},
          {"variance_reduction", number_or_null(pair.variance_reduction)},
          {"n", pair.n},
          {"share_differing", pair.share_more + pair.share_less}};
}

// Of a measure in every pair, changed less as it was; NaN where it did not happen in both.
std::vector<double> differences_of(const study::PairedRuns& runs, std::size_t measure) {
  const std::vector<double> first = runs.first.samples_of(measure);
  std::vector<double> differences = runs.second.samples_of(measure);
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] -= first[i];
  return differences;
}

}  // namespace

std::string pairs_text(const PairsResult& result) {
  const Scenario& scenario = result.first;
  std::string text = fmt::format(
      "{}\n{}\n\n{} pairs of runs, each pair with the same chance; difference: changed less as it "
      "was, mean with 95 % interval.\n\n",
      scenario.title, changes_text(result.second), result.pairs);
  text += table_text(result);
  text +=
      "* the interval does not hold 0. more, less: share of the pairs. factor: how many times "
      "more independent pairs\nthe same interval would take (all: every pair differs by the "
      "same).\n";
  if (!result.horizons) return text + "\nThe runs of no pair ever differ.\n";
  return text + horizons_text(scenario, *result.horizons) +
         decoupled_text(scenario, *result.horizons);
}

Json measures_json(const PairsResult& result) {
  Json measures = Json::array();
  for (const PairedDifference& pair : result.measures) {
    const scenario::Measure& measure = result.first.measures[pair.measure];
    Json row = difference_json(pair);
    row.update({{"id", measure.id},
                {"name", measure.quantity},
                {"unit", measure.unit},
                {"side", result.first.side(measure.side).id},
                {"mean_first", pair.mean_first},
                {"mean_second", pair.mean_second},
                {"share_more", pair.share_more},
                {"share_less", pair.share_less},
                {"only_first", pair.only_first},
                {"only_second", pair.only_second}});
    if (result.runs) row["samples"] = samples_json(differences_of(*result.runs, pair.measure));
    measures.push_back(std::move(row));
  }
  return measures;
}

Json horizons_json(const PairsResult& result) {
  if (!result.horizons) return nullptr;
  const Horizons& all = *result.horizons;
  Json moments = Json::array();
  for (const Horizon& horizon : all.horizons) {
    Json curves = Json::array();
    for (const PairedDifference& pair : horizon.differences) {
      const study::CurveDef& curve = all.curves[pair.measure];
      Json row = difference_json(pair);
      row.update({{"id", curve.id},
                  {"name", curve.name},
                  {"unit", curve.unit},
                  {"side", result.first.side(curve.side).id}});
      curves.push_back(std::move(row));
    }
    moments.push_back({{"name", horizon.name},
                       {"at_ms", horizon.at.ms},
                       {"parted", horizon.parted},
                       {"curves", curves}});
  }
  return {{"from_ms", all.from.ms}, {"moments", moments}};
}

}  // namespace khasan::report
