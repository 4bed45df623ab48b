#include "cli/free_battle.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/evidence_runs.h"
#include "cli/free_report.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "cli/recorded_run.h"
#include "load/battle.h"
#include "load/data_folder.h"
#include "record/recorder.h"
#include "report/crisis_story.h"
#include "report/html.h"
#include "report/rules_text.h"
#include "report/stage_story.h"
#include "report/story.h"
#include "sim/phase_names.h"
#include "study/estimate.h"
#include "study/free_run.h"
#include "study/study_summary.h"

namespace khasan::cli {

namespace {

using scenario::Scenario;
using study::FreeRun;
using study::FreeRuns;

const std::string kEnds[] = {"the prize is never occupied", "the quarrel fades",
                             "a demand is conceded",        "general war",
                             "still fighting at the end",   "a cease-fire"};

// The weeks before the battle, the battle, and what followed, as one story.
Result<FreeRun> tell(const Scenario& scenario, const study::StudyPlan& plan,
                     const study::FreePlan& free, const load::CrisisFile& crisis, FreePage* page,
                     const RunOptions& options) {
  const bool is_told = !options.json && !options.quiet;
  const auto print_now = [](const std::string& text) {
    fmt::print("{}\n", text);
    std::fflush(stdout);
  };
  std::size_t before = 0;
  const study::BeforeBattle tell_crisis = [&](const std::vector<crisis::Told>& told, bool fights) {
    before = told.size();
    if (!is_told) return;
    fmt::print("{}", report::crisis_story(crisis.theatre, crisis.dossier, told));
    if (fights)
      fmt::print("\nThe battle, on its own calendar: the first strike falls at its start.\n\n");
    std::fflush(stdout);
  };
  report::StageStory stages(scenario, print_now);
  const bool by_stage = is_told && report::is_long(scenario) && !options.full_story;
  report::StoryWatcher story(scenario, [&](const report::StoryLine& line) {
    if (page != nullptr) page->story.push_back(line);
    if (by_stage) return stages.add(line);
    if (is_told && line.importance >= 1) print_now(report::to_text(scenario, line));
  });
  Result<std::optional<record::Recorder>> made = recorder_of(scenario, options);
  if (!made) return made.errors();
  std::optional<record::Recorder>& recorder = made.value();
  std::vector<sim::Watcher*> watchers;
  if (is_told || page != nullptr) watchers.push_back(&story);
  if (by_stage) watchers.push_back(&stages);
  if (page != nullptr) watchers.insert(watchers.end(), {&page->tracks, &page->fires});
  if (recorder) watchers.push_back(&*recorder);
  sim::Watchers all(std::move(watchers));
  FreeRun run = study::play_free(scenario, plan, free, options.story, &all, tell_crisis);
  if (recorder && !run.battle) {
    recorder.reset();
    std::error_code failed;
    std::filesystem::remove(options.record, failed);
    Error error;
    error.file = options.record;
    error.found = fmt::format("run {}, which does not come to blows", options.story);
    error.expected = "a run with a battle to record";
    error.fix = "--story N names another";
    return error;
  }
  if (recorder) {
    const Errors errors = recorder->close();
    if (!errors.empty()) return errors;
  }
  if (!is_told) return run;
  const std::vector<crisis::Told> rest(run.told.begin() + static_cast<std::ptrdiff_t>(before),
                                       run.told.end());
  if (!rest.empty()) {
    fmt::print("\nWhat the actors made of it\n\n{}",
               report::crisis_story(crisis.theatre, crisis.dossier, rest));
  }
  fmt::print("{}\n{}", report::crisis_conclusions(crisis.theatre, run.outcome, run.after),
             report::ladder_chart(crisis.theatre, run.told));
  return run;
}

std::map<std::string, int> count_ends(const FreeRuns& runs) {
  std::map<std::string, int> ends;
  for (const FreeRun& run : runs.runs) ++ends[kEnds[static_cast<std::size_t>(run.outcome.end)]];
  return ends;
}

// One number of every run that came to blows.
std::vector<double> samples(const FreeRuns& runs, double (*number)(const FreeRun&, std::size_t),
                            std::size_t side) {
  std::vector<double> values;
  for (const FreeRun& run : runs.runs) {
    if (run.battle) values.push_back(number(run, side));
  }
  std::sort(values.begin(), values.end());
  return values;
}

double men_lost(const FreeRun& run, std::size_t side) { return run.last.sides[side].men_lost; }
double tanks_lost(const FreeRun& run, std::size_t side) { return run.last.sides[side].tanks_lost; }
double crest_held(const FreeRun& run, std::size_t side) { return 100 * run.last.sides[side].crest; }
double days_fought(const FreeRun& run, std::size_t) {
  return run.outcome.end_day - run.outcome.assault_day;
}
double assault_day(const FreeRun& run, std::size_t) { return run.outcome.assault_day; }

struct Row {
  std::string text;
  double (*number)(const FreeRun&, std::size_t);
  std::size_t side;
};

std::vector<Row> rows_of(const Scenario& scenario) {
  std::vector<Row> rows = {{"day of the first strike", assault_day, 0},
                           {"days of fighting", days_fought, 0}};
  for (std::size_t s = 0; s < 2; ++s) {
    const std::string& who = scenario.side(s == 0 ? Side::kFirst : Side::kSecond).id;
    rows.push_back({who + ": men lost", men_lost, s});
    rows.push_back({who + ": tanks lost", tanks_lost, s});
    rows.push_back({who + ": per cent of the crest held at the end", crest_held, s});
  }
  return rows;
}

void print_json(const Scenario& scenario, const FreeRuns& runs, double elapsed_s) {
  const study::Replications battles = runs.battles();
  nlohmann::ordered_json out = {{"mode", "free"},
                                {"hash", fmt::format("{:016x}", battles.hash())},
                                {"replications", runs.runs.size()},
                                {"battles", battles.count()},
                                {"element_steps", battles.element_steps()},
                                {"elapsed_s", elapsed_s},
                                {"ends", count_ends(runs)}};
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const FreeRun& run : runs.runs) {
    nlohmann::ordered_json row = {{"run", run.number},
                                  {"end", kEnds[static_cast<std::size_t>(run.outcome.end)]},
                                  {"end_day", run.outcome.end_day}};
    if (run.battle) {
      for (const Row& number : rows_of(scenario)) {
        row[number.text] = number.number(run, number.side);
      }
      row["next_per_year"] = run.after.per_year;
      row["hash"] = fmt::format("{:016x}", run.battle->hash);
    }
    list.push_back(row);
  }
  out["runs"] = list;
  fmt::print("{}\n", out.dump(1));
}

void print_text(const Scenario& scenario, const FreeRuns& runs, double elapsed_s) {
  const study::Replications battles = runs.battles();
  const int all = static_cast<int>(runs.runs.size());
  fmt::print("\nOf {} runs {} come to blows.\n", all, battles.count());
  for (const auto& [end, count] : count_ends(runs)) {
    const study::Interval ci = study::wilson_interval(count, all);
    fmt::print("  {:>3} of {}  {} ({:.0f}..{:.0f} %)\n", count, all, end, 100 * ci.low,
               100 * ci.high);
  }
  if (battles.count() > 0) {
    fmt::print("\n{:<45} {:>8}  {}\n", "The battles that were fought", "median", "middle 80 %");
    for (const Row& row : rows_of(scenario)) {
      const std::vector<double> values = samples(runs, row.number, row.side);
      fmt::print("{:<45} {:>8.4g}  {:.4g}..{:.4g}\n", row.text, study::quantile_of(values, 0.5),
                 study::quantile_of(values, 0.1), study::quantile_of(values, 0.9));
    }
  }
  fmt::print("\n{} runs in {:.1f} s; final states {:016x}.\n", all, elapsed_s, battles.hash());
}

// Every escalation is a strike of the ladder by which the actors climb.
Errors check_rungs(const Scenario& scenario, const crisis::Theatre& theatre) {
  Errors errors;
  for (const scenario::Escalation& escalation : scenario.escalations) {
    const auto number = static_cast<std::size_t>(escalation.rung);
    if (number <= theatre.ladder.size() &&
        theatre.ladder[number - 1].kind == crisis::RungKind::kStrike) {
      continue;
    }
    Error error;
    error.found = fmt::format("escalation '{}' of the battle at rung {}", escalation.id, number);
    error.expected = "the number of a strike on the ladder of " + theatre.title;
    error.fix = "give the escalation the rung that crisis.yaml has for it";
    errors.push_back(error);
  }
  return errors;
}

Errors check_sides(const Scenario& scenario, const load::CrisisFile& crisis) {
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    const std::string& id = crisis.theatre.sides[side == Side::kFirst ? 0 : 1].id;
    if (id == scenario.side(side).id) continue;
    Error error;
    error.found = "side '" + id + "' of the crisis";
    error.expected = "'" + scenario.side(side).id + "', as in the battle";
    error.fix = "name the sides of crisis.yaml as battle.yaml does, in the same order";
    return {error};
  }
  return {};
}

// A free battle as it is read: with which changes, under which crisis.
struct FreeBattle {
  scenario::Chosen chosen;
  load::CrisisFile crisis;
};

Result<FreeBattle> read_free(const std::string& folder, load::Changes changes,
                             const std::string& evidence,
                             const std::vector<std::string>& crisis_what_ifs) {
  changes.free = true;
  const Result<scenario::ScenarioSpec> spec = load::load_spec(folder, changes);
  if (!spec) return spec.errors();
  Result<scenario::Chosen> chosen = scenario::choose_evidence(spec.value(), evidence);
  if (!chosen) return chosen.errors();
  Result<load::CrisisFile> crisis =
      crisis_of_battle(folder, spec.value(), chosen.value().scenario, crisis_what_ifs);
  if (!crisis) return crisis.errors();
  return FreeBattle{chosen.take(), crisis.take()};
}

// Pairs of free runs by whether they came to blows, and what the change did where both did.
struct FreePairs {
  std::size_t n = 0;
  int both = 0, only_before = 0, only_after = 0;
  struct Difference {
    Row row;
    double before = 0, after = 0;  // means
    study::MeanEstimate change;
  };
  std::vector<Difference> differences;
};

FreePairs pair_up(const Scenario& scenario, const FreeRuns& before, const FreeRuns& after) {
  FreePairs pairs;
  pairs.n = std::min(before.runs.size(), after.runs.size());
  std::vector<std::size_t> fought;
  for (std::size_t k = 0; k < pairs.n; ++k) {
    const bool was = before.runs[k].battle.has_value(), is = after.runs[k].battle.has_value();
    pairs.only_before += was && !is, pairs.only_after += !was && is;
    if (was && is) fought.push_back(k);
  }
  pairs.both = static_cast<int>(fought.size());
  for (const Row& row : rows_of(scenario)) {
    std::vector<double> was, is, differences;
    for (const std::size_t k : fought) {
      was.push_back(row.number(before.runs[k], row.side));
      is.push_back(row.number(after.runs[k], row.side));
      differences.push_back(is.back() - was.back());
    }
    pairs.differences.push_back(
        {row, study::mean_of(was).mean, study::mean_of(is).mean, study::mean_of(differences)});
  }
  return pairs;
}

void print_pairs(const FreePairs& pairs, bool as_json) {
  if (as_json) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const auto& d : pairs.differences) {
      if (d.change.n < 2) continue;
      rows.push_back({{"id", d.row.text},
                      {"difference", d.change.mean},
                      {"ci95", {d.change.ci95.low, d.change.ci95.high}},
                      {"n", d.change.n}});
    }
    const nlohmann::ordered_json out = {{"mode", "free"},
                                        {"pairs", pairs.n},
                                        {"battles_in_both", pairs.both},
                                        {"only_as_it_was", pairs.only_before},
                                        {"only_changed", pairs.only_after},
                                        {"measures", rows}};
    fmt::print("{}\n", out.dump(1));
    return;
  }
  fmt::print("Of {} pairs {} come to blows in both, {} only as it was, {} only changed.\n", pairs.n,
             pairs.both, pairs.only_before, pairs.only_after);
  if (pairs.both < 2) return;
  fmt::print("\n{:<45} {:>9} {:>9}  {}\n", "", "as it was", "changed", "difference (95 %)");
  for (const auto& d : pairs.differences) {
    fmt::print("{:<45} {:>9.4g} {:>9.4g}  {:+.4g} ({:+.4g}..{:+.4g})\n", d.row.text, d.before,
               d.after, d.change.mean, d.change.ci95.low, d.change.ci95.high);
  }
}

}  // namespace

Result<load::CrisisFile> crisis_of_battle(const std::string& folder,
                                          const scenario::ScenarioSpec& spec,
                                          const Scenario& scenario,
                                          const std::vector<std::string>& what_ifs) {
  Result<load::CrisisFile> crisis = load::read_crisis(load::crisis_folder(folder, spec), what_ifs);
  if (!crisis) return crisis.errors();
  Errors errors = check_sides(scenario, crisis.value());
  if (errors.empty()) errors = check_rungs(scenario, crisis.value().theatre);
  if (!errors.empty()) return errors;
  return crisis;
}

int run_free(const RunOptions& options) {
  if (options.evidence_table || !options.study.empty()) {
    Error error;
    error.found = "--mode free with --evidence-table or --study";
    error.expected = "a free run told, printed (--json), shown (--report) or recorded (--record)";
    error.fix = "leave them out";
    return fail({error});
  }
  const bool is_shown = !options.report.empty();
  // Said now, not when all runs are played.
  Errors errors = is_shown ? report::check_writable(options.report) : Errors{};
  if (!errors.empty()) return fail(errors);
  const Result<sim::PhaseMask> without = sim::mask_of_all(options.without);
  if (!without) return fail(without.errors());
  const Result<FreeBattle> battle =
      read_free(load::find_data_folder(options.battle), {options.roe, options.what_if},
                options.evidence, options.crisis_what_if);
  if (!battle) return fail(battle.errors());
  const auto& [scenario, drawing] = battle.value().chosen;
  const load::CrisisFile& crisis = battle.value().crisis;
  const study::StudyPlan plan = plan_of(options, without.value(), drawing);
  const study::FreePlan free{crisis.theatre};
  if (!options.json && !options.quiet) {
    fmt::print("{}\n{}\n\n", crisis.theatre.title, report::changes_text(scenario));
    for (const std::string& sentence : crisis.what_ifs) fmt::print("What if: {}\n", sentence);
    fmt::print("Run {} of seed {}: the crisis decides\n\n", options.story, options.seed);
  }
  const auto started = std::chrono::steady_clock::now();
  scenario::EvidenceDrawer drawer(scenario, drawing);
  const Scenario& first = drawer.scenario_of(study::rng_of_run(plan, options.story));
  std::optional<FreePage> page;
  if (is_shown) page.emplace(FreePage{report::TrackRecorder(first), {}, {}});
  const Result<FreeRun> told = tell(first, plan, free, crisis, page ? &*page : nullptr, options);
  if (!told) return fail(told.errors());
  Progress progress(plan.replications, options.quiet || options.json);
  study::StudyControl control;
  control.stop = &catch_interruption();
  control.progress = [&progress](int done) { progress.show(done); };
  const FreeRuns runs = study::play_free_runs(scenario, plan, free, &told.value(), control);
  progress.finish();
  const double elapsed_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (options.json) {
    print_json(scenario, runs, elapsed_s);
  } else {
    print_text(scenario, runs, elapsed_s);
  }
  if (!page || runs.interrupted) return runs.interrupted ? kInterrupted : kDone;
  errors = write_free_report(first, crisis, runs, told.value(), *page, options);
  if (!errors.empty()) return fail(errors);
  fmt::print(stderr, "Report: {}\n", options.report);
  return runs.interrupted ? kInterrupted : kDone;
}

int compare_free(const CompareOptions& options) {
  const Result<sim::PhaseMask> without = sim::mask_of_all(options.without);
  if (!without) return fail(without.errors());
  const std::string folder = load::find_data_folder(options.battle);
  const Result<FreeBattle> first = read_free(folder, {}, options.evidence, {});
  if (!first) return fail(first.errors());
  const Result<FreeBattle> second =
      read_free(folder, {options.roe, options.what_if}, options.evidence, options.crisis_what_if);
  if (!second) return fail(second.errors());
  Progress progress(2 * options.pairs, options.json, "runs");
  int base = 0;
  study::StudyControl control;
  control.stop = &catch_interruption();
  control.progress = [&](int done) { progress.show(base + done); };
  const auto play = [&](const FreeBattle& battle, sim::PhaseMask left_out) {
    study::StudyPlan plan;
    plan.seed = options.seed;
    plan.replications = options.pairs;
    plan.threads = options.threads;
    plan.start = {options.draw_parameters};
    plan.evidence = battle.chosen.drawing;
    plan.step.without = left_out;
    return study::play_free_runs(battle.chosen.scenario, plan, {battle.crisis.theatre}, nullptr,
                                 control);
  };
  const FreeRuns before = play(first.value(), 0);
  base = options.pairs;
  const FreeRuns after = play(second.value(), without.value());
  progress.finish();
  if (before.interrupted || after.interrupted) return kInterrupted;
  const FreePairs pairs = pair_up(first.value().chosen.scenario, before, after);
  if (!options.json) {
    fmt::print("{}\n", first.value().crisis.theatre.title);
    for (const std::string& sentence : second.value().crisis.what_ifs) {
      fmt::print("What if: {}\n", sentence);
    }
    const std::string changes = report::changes_text(second.value().chosen.scenario);
    if (!changes.empty()) fmt::print("{}\n", changes);
  }
  print_pairs(pairs, options.json);
  return kDone;
}

}  // namespace khasan::cli
