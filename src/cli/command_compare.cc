// khasan compare: what one change does, by coupled pairs of runs.
#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/free_battle.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "load/battle.h"
#include "load/data_folder.h"
#include "load/works.h"
#include "report/document.h"
#include "report/html.h"
#include "report/page_template.h"
#include "report/recorder.h"
#include "report/story.h"
#include "scenario/chosen_evidence.h"
#include "scenario/nearest_name.h"
#include "sim/phase_names.h"
#include "study/paired_runs.h"
#include "study/score.h"

namespace khasan::cli {

namespace {

using report::FollowedPair;
using scenario::Scenario;
using study::Precision;

// The battle as it was and as it is changed.
struct Twins {
  scenario::Chosen first, second;
  sim::PhaseMask without = 0;  // of the second
};

Result<scenario::Chosen> load(const CompareOptions& options, const load::Changes& changes) {
  const Result<scenario::ScenarioSpec> spec =
      load::load_spec(load::find_data_folder(options.battle), changes);
  if (!spec) return spec.errors();
  return scenario::choose_evidence(spec.value(), options.evidence);
}

Result<Twins> load_twins(const CompareOptions& options) {
  if (options.what_if.empty() && options.roe.empty() && options.without.empty()) {
    Error error;
    error.found = "nothing that is otherwise";
    error.expected = "--what-if, --roe or --without";
    return error;
  }
  const Result<sim::PhaseMask> without = sim::mask_of_all(options.without);
  if (!without) return without.errors();
  Result<scenario::Chosen> first = load(options, {});
  if (!first) return first.errors();
  Result<scenario::Chosen> second = load(options, {options.roe, options.what_if});
  if (!second) return second.errors();
  Errors errors = study::check_measures(first.value().scenario, second.value().scenario);
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

study::StudyPlan plan_of(const CompareOptions& options, const scenario::Chosen& chosen,
                         sim::PhaseMask without) {
  study::StudyPlan plan;
  plan.seed = options.seed;
  plan.threads = options.threads;
  plan.start = {options.draw_parameters};
  plan.evidence = chosen.drawing;
  plan.step.without = without;
  return plan;
}

using Branches = std::array<study::Branch, 2>;

Branches branches_of(const Twins& twins, const CompareOptions& options) {
  Branches branches{
      study::Branch{twins.first.scenario, plan_of(options, twins.first, 0)},
      study::Branch{twins.second.scenario, plan_of(options, twins.second, twins.without)}};
  branches[1].plan.curves = !options.report.empty();
  return branches;
}

study::PairedRuns play_pairs(const Branches& branches, const CompareOptions& options,
                             const std::optional<Precision>& precision) {
  Progress progress(options.pairs, options.json, "pairs");
  study::StudyControl control;
  control.stop = &catch_interruption();
  control.progress = [&progress](int done) { progress.show(done); };
  return study::play_pairs(branches, options.pairs, precision, control);
}

// The pair whose ripples are asked for.
std::optional<FollowedPair> follow(const Branches& branches, const CompareOptions& options) {
  if (options.ripples < 0 && options.ripples_csv.empty() && options.report.empty()) {
    return std::nullopt;
  }
  const int pair = std::max(options.ripples, 0);
  return FollowedPair{branches[0].scenario, branches[1].scenario, pair,
                      study::follow_pair(branches, pair)};
}

// The changed run of the pair on the map, the figures of all changed runs, and what the change did.
Errors write_report(const study::Branch& changed, const study::Replications& runs,
                    const report::PairsResult& result, const FollowedPair& followed,
                    const CompareOptions& options) {
  scenario::EvidenceDrawer drawer(changed.scenario, changed.plan.evidence);
  const Scenario& scenario = drawer.scenario_of(study::rng_of_run(changed.plan, followed.number));
  report::TrackRecorder tracks(scenario);
  report::PictureRecorder pictures(scenario);
  report::TaskRecorder tasks;
  report::FireRecorder fires;
  report::ReportInput in;
  report::StoryWatcher story(
      scenario, [&in](const report::StoryLine& line) { in.run.story.push_back(line); });
  sim::Watchers watchers({&story, &tracks, &pictures, &tasks, &fires});
  study::play(scenario, changed.plan, followed.number, &watchers);
  const std::vector<study::Score> scores = study::score(scenario, runs);
  in.scenario = &scenario;
  in.replications = &runs;
  in.scores = &scores;
  in.run.number = followed.number;
  in.run.tracks = &tracks;
  in.run.fires = &fires;
  in.run.pictures = &pictures;
  in.run.tasks = &tasks;
  in.seed = options.seed;
  in.command = options.command;
  in.version = KHASAN_VERSION;
  in.evidence_profile = options.evidence;
  in.works = load::works_text(scenario.folder);
  in.pairs = &result;
  in.followed = &followed;
  return report::write_file(options.report,
                            report::html_of(report::page_template(), report::document_of(in)));
}

void print(const report::PairsResult& result, const std::optional<FollowedPair>& followed,
           const CompareOptions& options) {
  if (!options.json) {
    fmt::print("{}{}", report::pairs_text(result), followed ? ripples_text(*followed) : "");
    return;
  }
  nlohmann::ordered_json json{{"pairs", result.pairs},
                              {"what_ifs", result.second.what_ifs},
                              {"roe", result.second.rule_changes},
                              {"measures", report::measures_json(result)},
                              {"horizons", report::horizons_json(result)}};
  if (followed) json["ripples"] = ripples_json(*followed);
  fmt::print("{}\n", json.dump(1));
}

}  // namespace

int command_compare(const CompareOptions& options) {
  if (!options.crisis_what_if.empty()) return compare_free(options);
  const Result<Twins> twins = load_twins(options);
  if (!twins) return fail(twins.errors());
  const Result<std::optional<Precision>> precision =
      precision_of(twins.value().first.scenario, options.until_width);
  if (!precision) return fail(precision.errors());
  // Said now, not when all pairs are played.
  for (const std::string& file : {options.ripples_csv, options.report}) {
    const Errors errors = file.empty() ? Errors{} : report::check_writable(file);
    if (!errors.empty()) return fail(errors);
  }
  const Branches branches = branches_of(twins.value(), options);
  const study::PairedRuns runs = play_pairs(branches, options, precision.value());
  if (runs.count() == 0) return kInterrupted;
  const Scenario &first = branches[0].scenario, &second = branches[1].scenario;
  const report::PairsResult result{first,
                                   second,
                                   runs.count(),
                                   study::paired_differences(first, runs.first, runs.second),
                                   study::horizons_of(first, second, runs),
                                   &runs};
  const std::optional<FollowedPair> followed =
      runs.interrupted ? std::nullopt : follow(branches, options);
  print(result, followed, options);
  if (followed && !options.ripples_csv.empty()) {
    const Errors errors = report::write_file(options.ripples_csv, report::ripples_csv(*followed));
    if (!errors.empty()) return fail(errors);
  }
  if (followed && !options.report.empty()) {
    const Errors errors = write_report(branches[1], runs.second, result, *followed, options);
    if (!errors.empty()) return fail(errors);
    fmt::print(stderr, "Report: {}\n", options.report);
  }
  return runs.interrupted ? kInterrupted : kDone;
}

}  // namespace khasan::cli
