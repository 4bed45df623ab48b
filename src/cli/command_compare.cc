// khasan compare: what one change does, by coupled pairs of runs.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/evidence_runs.h"
#include "cli/interruption.h"
#include "cli/phase_names.h"
#include "cli/progress.h"
#include "load/battle.h"
#include "report/rules_text.h"
#include "scenario/nearest_name.h"
#include "study/paired_runs.h"

namespace khasan::cli {

namespace {

using scenario::Scenario;
using study::PairedDifference;
using study::Precision;
using Json = nlohmann::ordered_json;

// The battle as it was and as it is changed.
struct Twins {
  Chosen first, second;
  sim::PhaseMask without = 0;  // of the second
};

Result<Chosen> load(const CompareOptions& options, const load::Changes& changes) {
  const Result<scenario::ScenarioSpec> spec =
      load::load_spec(find_data_folder(options.battle), changes);
  if (!spec) return spec.errors();
  return choose_evidence(spec.value(), options.evidence);
}

Errors check_measures(const Scenario& first, const Scenario& second) {
  const bool same =
      std::equal(first.measures.begin(), first.measures.end(), second.measures.begin(),
                 second.measures.end(), [](const auto& a, const auto& b) { return a.id == b.id; });
  if (same) return {};
  Error error;
  error.found = "a what-if with other measures than the battle";
  error.expected = "the same measures, so that they can be compared";
  return {error};
}

Result<Twins> load_twins(const CompareOptions& options) {
  if (options.what_if.empty() && options.roe.empty() && options.without.empty()) {
    Error error;
    error.found = "nothing that is otherwise";
    error.expected = "--what-if, --roe or --without";
    return error;
  }
  const Result<sim::PhaseMask> without = mask_of_all(options.without);
  if (!without) return without.errors();
  Result<Chosen> first = load(options, {});
  if (!first) return first.errors();
  Result<Chosen> second = load(options, {options.roe, options.what_if});
  if (!second) return second.errors();
  Errors errors = check_measures(first.value().scenario, second.value().scenario);
  if (!errors.empty()) return errors;
  return Twins{first.take(), second.take(), without.value()};
}

// "T029=20": play until the interval of T029 is at most 20 wide.
Result<std::optional<Precision>> precision_of(const Scenario& scenario, const std::string& text) {
  if (text.empty()) return std::optional<Precision>{};
  const std::size_t cut = std::min(text.find('='), text.size());
  const std::string id = text.substr(0, cut), width = text.substr(std::min(cut + 1, text.size()));
  std::vector<std::string> known;
  Precision goal;
  goal.measure = scenario.measures.size();
  for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
    known.push_back(scenario.measures[m].id);
    if (known.back() == id) goal.measure = m;
  }
  const auto [end, failed] = std::from_chars(width.data(), width.data() + width.size(), goal.width);
  const bool is_width = failed == std::errc{} && end == width.data() + width.size();
  if (goal.measure < known.size() && is_width && goal.width > 0)
    return std::optional<Precision>(goal);
  Error error;
  error.found = "--until-width " + text;
  error.expected = "a measure of the battle and a width, such as " +
                   (known.empty() ? "T001" : known.front()) + "=20";
  error.fix = scenario::did_you_mean(id, known);
  return error;
}

study::StudyPlan plan_of(const CompareOptions& options, const Chosen& chosen,
                         sim::PhaseMask without) {
  study::StudyPlan plan;
  plan.seed = options.seed;
  plan.threads = options.threads;
  plan.start = {options.draw_parameters};
  plan.evidence = chosen.drawing;
  plan.step.without = without;
  return plan;
}

study::PairedRuns play_pairs(const Twins& twins, const CompareOptions& options,
                             const std::optional<Precision>& precision) {
  Progress progress(options.pairs, options.json, "pairs");
  study::StudyControl control;
  control.stop = &catch_interruption();
  control.progress = [&progress](int done) { progress.show(done); };
  const study::Arm first{twins.first.scenario, plan_of(options, twins.first, 0)};
  const study::Arm second{twins.second.scenario, plan_of(options, twins.second, twins.without)};
  return study::play_pairs({first, second}, options.pairs, precision, control);
}

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

void print_row(const Scenario& scenario, const PairedDifference& pair) {
  const scenario::Measure& measure = scenario.measures[pair.measure];
  const std::string name =
      fmt::format("{} {}: {}", measure.id, scenario.side(measure.side).id, measure.quantity);
  const bool none = pair.n == 0;
  fmt::print("{:<44.44} {:<12.12} {:>9} {:>9}  {:<28} {:>4.0f} % {:>4.0f} % {:>7}{}\n", name,
             measure.unit, none ? "-" : value_text(measure, pair.mean_first),
             none ? "-" : value_text(measure, pair.mean_second), difference_text(measure, pair),
             100 * pair.share_more, 100 * pair.share_less, reduction_text(pair),
             pair.is_clear() ? "  *" : "");
  if (pair.only_first + pair.only_second == 0) return;
  fmt::print("       happened only as it was in {}, only changed in {} of the pairs\n",
             pair.only_first, pair.only_second);
}

void print_text(const Twins& twins, const std::vector<PairedDifference>& all, int pairs) {
  const Scenario& scenario = twins.first.scenario;
  fmt::print("{}\n{}\n\n", scenario.title, report::changes_text(twins.second.scenario));
  fmt::print(
      "{} pairs of runs, each pair with the same chance; difference: changed less as it was, "
      "mean with 95 % interval.\n\n",
      pairs);
  fmt::print("{:<44} {:<12} {:>9} {:>9}  {:<28} {:>6} {:>6} {:>7}\n", "measure", "unit",
             "as it was", "changed", "difference", "more", "less", "factor");
  for (const bool clear : {true, false}) {
    for (const PairedDifference& pair : all) {
      if (pair.is_clear() == clear) print_row(scenario, pair);
    }
  }
  fmt::print(
      "* the interval does not hold 0. more, less: share of the pairs. factor: how many times "
      "more independent pairs\nthe same interval would take (all: every pair differs by the "
      "same).\n");
}

// JSON has no infinity.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

void print_json(const Twins& twins, const std::vector<PairedDifference>& all, int pairs) {
  Json measures = Json::array();
  for (const PairedDifference& pair : all) {
    measures.push_back({{"id", twins.first.scenario.measures[pair.measure].id},
                        {"difference", pair.n > 0 ? Json(pair.difference) : Json(nullptr)},
                        {"ci95", {number(pair.ci95.low), number(pair.ci95.high)}},
                        {"variance_reduction", number(pair.variance_reduction)},
                        {"n", pair.n},
                        {"mean_first", pair.mean_first},
                        {"mean_second", pair.mean_second},
                        {"share_more", pair.share_more},
                        {"share_less", pair.share_less},
                        {"only_first", pair.only_first},
                        {"only_second", pair.only_second}});
  }
  fmt::print("{}\n", Json{{"pairs", pairs},
                          {"what_ifs", twins.second.scenario.what_ifs},
                          {"roe", twins.second.scenario.rule_changes},
                          {"measures", measures}}
                         .dump(1));
}

}  // namespace

int command_compare(const CompareOptions& options) {
  const Result<Twins> twins = load_twins(options);
  if (!twins) return fail(twins.errors());
  const Result<std::optional<Precision>> precision =
      precision_of(twins.value().first.scenario, options.until_width);
  if (!precision) return fail(precision.errors());
  const study::PairedRuns runs = play_pairs(twins.value(), options, precision.value());
  if (runs.count() == 0) return kInterrupted;
  const std::vector<PairedDifference> differences =
      study::paired_differences(twins.value().first.scenario, runs.first, runs.second);
  if (options.json)
    print_json(twins.value(), differences, runs.count());
  else
    print_text(twins.value(), differences, runs.count());
  return runs.interrupted ? kInterrupted : kDone;
}

}  // namespace khasan::cli
