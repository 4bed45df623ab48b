// khasan run: the story of one run, many runs, simulated against recorded, the report.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <optional>

#include "cli/commands.h"
#include "cli/evidence_runs.h"
#include "cli/free_battle.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "cli/recorded_run.h"
#include "cli/study_run.h"
#include "load/battle.h"
#include "load/data_folder.h"
#include "load/works.h"
#include "record/recorder.h"
#include "report/document.h"
#include "report/evidence_text.h"
#include "report/html.h"
#include "report/ledger_text.h"
#include "report/page_template.h"
#include "report/recorder.h"
#include "report/rules_text.h"
#include "report/stage_story.h"
#include "report/story.h"
#include "report/table.h"
#include "sim/phase_names.h"
#include "study/replications.h"
#include "study/score.h"

namespace khasan::cli {

namespace {

using scenario::Scenario;

// The run that is told on the terminal and played on the page.
struct Told {
  const Scenario& scenario;  // with the figures drawn for it
  report::TrackRecorder tracks;
  report::PictureRecorder pictures;
  report::TaskRecorder tasks;
  report::FireRecorder fires;
  std::vector<report::StoryLine> story;
  std::optional<study::Replication> run;  // none where nobody asks for its story
  Errors errors;                          // of its record
};

void print_now(const std::string& text) {
  fmt::print("{}\n", text);
  std::fflush(stdout);
}

Told tell(const Scenario& scenario, const study::StudyPlan& plan, const RunOptions& options,
          record::Recorder* recorder) {
  Told told{
      scenario, report::TrackRecorder(scenario), report::PictureRecorder(scenario), {}, {}, {}, {},
      {}};
  const bool is_told = !options.json && !options.quiet, is_shown = !options.report.empty();
  if (!is_told && !is_shown && recorder == nullptr) return told;
  const bool by_stage = is_told && report::is_long(scenario) && !options.full_story;
  report::StageStory stages(scenario, print_now);
  report::StoryWatcher story(scenario, [&](const report::StoryLine& line) {
    if (is_shown) told.story.push_back(line);
    if (by_stage) return stages.add(line);
    if (is_told && line.importance >= 1) print_now(report::to_text(scenario, line));
  });
  std::vector<sim::Watcher*> watchers;
  if (is_told || is_shown) watchers.push_back(&story);
  if (by_stage) watchers.push_back(&stages);
  if (is_shown) {
    for (sim::Watcher* watcher : std::initializer_list<sim::Watcher*>{&told.tracks, &told.pictures,
                                                                      &told.tasks, &told.fires}) {
      watchers.push_back(watcher);
    }
  }
  if (recorder != nullptr) watchers.push_back(recorder);
  sim::Watchers all(std::move(watchers));
  told.run = study::play(scenario, plan, options.story, &all);
  if (recorder != nullptr) told.errors = recorder->close();
  return told;
}

void print_title(const Scenario& scenario, const RunOptions& options) {
  if (options.json || options.quiet) return;
  const scenario::SideDef& side = scenario.side(Side::kFirst);
  fmt::print("{}\n{}\n\n", scenario.title, scenario.subtitle);
  const std::string changes = report::changes_text(scenario);
  if (!changes.empty()) fmt::print("{}\n\n", changes);
  if (options.study.empty())
    fmt::print("Run {} of seed {}", options.story, options.seed);
  else
    fmt::print("Run {} at point {} of {}", options.rep, options.point, options.study);
  fmt::print(", on the clock of {}:\n\n", side.name);
}

study::Replications play_all(const Scenario& scenario, const study::StudyPlan& plan,
                             const Told& told, const RunOptions& options,
                             const std::atomic<bool>& stop) {
  Progress progress(plan.replications, options.quiet);
  study::StudyControl control;
  control.stop = &stop;
  if (told.run) control.played = &*told.run;
  control.progress = [&progress](int done) { progress.show(done); };
  return study::run_replications(scenario, plan, control);
}

std::string marked_text(const Scenario& scenario, const study::Replications& replications,
                        const std::vector<study::Score>& scores) {
  const study::Marked marked = study::mark_runs(scenario, replications, scores);
  return fmt::format("Run {} is the most typical, run {} comes closest to the record.",
                     replications.runs[marked.median].number,
                     replications.runs[marked.closest].number);
}

using Evidence = std::optional<study::EvidenceTable>;

Errors write_report(const study::Replications& replications,
                    const std::vector<study::Score>& scores, const Told& told,
                    const Evidence& evidence, const RunOptions& options) {
  const Scenario& scenario = told.scenario;
  report::ReportInput in;
  in.scenario = &scenario;
  in.replications = &replications;
  in.scores = &scores;
  in.run = {options.story, &told.tracks, &told.fires, told.story, &told.pictures, &told.tasks};
  in.seed = options.seed;
  in.command = options.command;
  in.version = KHASAN_VERSION;
  in.first = options.first;
  in.evidence_profile = options.evidence;
  in.works = load::works_text(scenario.folder);
  in.marked = marked_text(scenario, replications, scores);
  in.evidence = evidence ? &*evidence : nullptr;
  return report::write_file(options.report,
                            report::html_of(report::page_template(), report::document_of(in)));
}

void print_result(const Scenario& scenario, const study::Replications& replications,
                  const std::vector<study::Score>& scores, double elapsed_s,
                  const Evidence& evidence, const RunOptions& options) {
  if (options.json) {
    fmt::print("{}\n", report::result_json(scenario, replications, scores, elapsed_s,
                                           evidence ? &*evidence : nullptr));
    return;
  }
  fmt::print("\n{}\n{} --story N tells another.\n",
             report::table_of(scenario, scores, replications.count()),
             marked_text(scenario, replications, scores));
  const std::string phases =
      report::ledger_text(scenario, study::ledger_table(scenario, replications));
  if (!phases.empty()) fmt::print("\n{}\n", phases);
  fmt::print("{} runs in {:.1f} s; final states {:016x}", replications.count(), elapsed_s,
             replications.hash());
  if (replications.count() == 1) fmt::print("; it ends in {:016x}", replications.runs[0].hash);
  fmt::print(".\n");
  if (evidence) fmt::print("\n{}", report::text_of(scenario, *evidence));
}

// A battle as it was read, and as the evidence asked for has it.
struct Battle {
  const scenario::ScenarioSpec& spec;
  const Scenario& scenario;
};

using Clock = std::chrono::steady_clock;

int study_and_print(const Battle& battle, const study::StudyPlan& plan, const Told& told,
                    Clock::time_point started, const RunOptions& options) {
  const Scenario& scenario = battle.scenario;
  const std::atomic<bool>& stop = catch_interruption();
  const study::Replications replications = play_all(scenario, plan, told, options, stop);
  const double elapsed_s = std::chrono::duration<double>(Clock::now() - started).count();
  if (replications.interrupted) {
    fmt::print(stderr, "Interrupted: {} of {} runs finished.\n", replications.count(),
               plan.replications);
  }
  if (replications.count() == 0) return kInterrupted;
  Result<Evidence> evidence = Evidence{};
  if (options.evidence_table && !replications.interrupted) {
    evidence = play_evidence(battle.spec, plan, options, replications, stop);
    if (!evidence) return fail(evidence.errors());
  }
  const std::vector<study::Score> scores = study::score(scenario, replications);
  print_result(scenario, replications, scores, elapsed_s, evidence.value(), options);
  if (!options.report.empty()) {
    const Errors errors = write_report(replications, scores, told, evidence.value(), options);
    if (!errors.empty()) return fail(errors);
    fmt::print(stderr, "Report: {}\n", options.report);
  }
  return stop.load() ? kInterrupted : kDone;
}

}  // namespace

int command_run(const RunOptions& asked) {
  if (asked.mode == "free") return run_free(asked);
  RunOptions options = asked;
  if (!options.study.empty()) {
    const Errors errors = take_study_run(options);
    if (!errors.empty()) return fail(errors);
  }
  const Result<sim::PhaseMask> without = sim::mask_of_all(options.without);
  if (!without) return fail(without.errors());
  // Said now, not when all runs are played.
  if (!options.report.empty()) {
    const Errors errors = report::check_writable(options.report);
    if (!errors.empty()) return fail(errors);
  }
  Result<scenario::ScenarioSpec> spec =
      load::load_spec(load::find_data_folder(options.battle), {options.roe, options.what_if});
  if (!spec) return fail(spec.errors());
  if (options.draw_terrain) {
    const Errors errors = scenario::draw_ground(spec.value(), {options.seed, options.first});
    if (!errors.empty()) return fail(errors);
  }
  const Result<scenario::Chosen> chosen = scenario::choose_evidence(spec.value(), options.evidence);
  if (!chosen) return fail(chosen.errors());
  const auto& [scenario, drawing] = chosen.value();
  const study::StudyPlan plan = plan_of(options, without.value(), drawing);
  Result<std::optional<record::Recorder>> recorder = recorder_of(scenario, options);
  if (!recorder) return fail(recorder.errors());
  print_title(scenario, options);
  const auto started = Clock::now();
  scenario::EvidenceDrawer drawer(scenario, drawing);
  const Told told = tell(drawer.scenario_of(study::rng_of_run(plan, options.story)), plan, options,
                         recorder.value() ? &*recorder.value() : nullptr);
  if (!told.errors.empty()) return fail(told.errors);
  return study_and_print({spec.value(), scenario}, plan, told, started, options);
}

}  // namespace khasan::cli
