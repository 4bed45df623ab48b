// khasan compare: what one change does, by coupled pairs of runs.
#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/evidence_runs.h"
#include "cli/interruption.h"
#include "cli/phase_names.h"
#include "cli/progress.h"
#include "load/battle.h"
#include "report/pairs_text.h"
#include "scenario/nearest_name.h"
#include "study/paired_runs.h"

namespace khasan::cli {

namespace {

using scenario::Scenario;
using study::Precision;

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

std::string json_text(const report::PairsResult& result) {
  const nlohmann::ordered_json json{{"pairs", result.pairs},
                                    {"what_ifs", result.second.what_ifs},
                                    {"roe", result.second.rule_changes},
                                    {"measures", report::measures_json(result)},
                                    {"horizons", report::horizons_json(result)}};
  return json.dump(1) + '\n';
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
  const Scenario &first = twins.value().first.scenario, &second = twins.value().second.scenario;
  const report::PairsResult result{first, second, runs.count(),
                                   study::paired_differences(first, runs.first, runs.second),
                                   study::horizons_of(first, second, runs)};
  fmt::print("{}", options.json ? json_text(result) : report::pairs_text(result));
  return runs.interrupted ? kInterrupted : kDone;
}

}  // namespace khasan::cli
