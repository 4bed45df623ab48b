// khasan lesson: a lesson on a battle as one page, with its what-ifs played already.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "load/battle.h"
#include "load/data_folder.h"
#include "load/lesson_file.h"
#include "report/document.h"
#include "report/html.h"
#include "report/lesson_document.h"
#include "report/page_template.h"
#include "scenario/chosen_evidence.h"
#include "study/paired_runs.h"
#include "study/telling_pair.h"

namespace khasan::cli {

namespace {

using scenario::LessonQuestion;
using scenario::LessonSpec;
using scenario::Scenario;

// The battle, its lesson, and the battle changed for each question.
struct Lesson {
  LessonSpec spec;
  scenario::Chosen battle;
  std::vector<scenario::Chosen> changed;
};

Result<scenario::Chosen> load_changed(const std::string& folder, const std::string& what_if,
                                      const Scenario& battle) {
  const Result<scenario::ScenarioSpec> spec = load::load_spec(folder, {{}, {what_if}});
  if (!spec) return spec.errors();
  Result<scenario::Chosen> changed = scenario::choose_evidence(spec.value(), "best");
  if (!changed) return changed.errors();
  Errors errors = study::check_measures(battle, changed.value().scenario);
  if (!errors.empty()) return errors;
  return changed;
}

Result<Lesson> load_lesson(const std::string& folder) {
  const Result<scenario::ScenarioSpec> spec = load::load_spec(folder);
  if (!spec) return spec.errors();
  Result<LessonSpec> read = load::read_lesson(spec.value());
  if (!read) return read.errors();
  Result<scenario::Chosen> battle = scenario::choose_evidence(spec.value(), "best");
  if (!battle) return battle.errors();
  Lesson lesson{read.take(), battle.take(), {}};
  for (const LessonQuestion& question : lesson.spec.questions) {
    Result<scenario::Chosen> changed =
        load_changed(folder, question.what_if, lesson.battle.scenario);
    if (!changed) return changed.errors();
    lesson.changed.push_back(changed.take());
  }
  return lesson;
}

study::StudyPlan plan_of(const LessonOptions& options, const scenario::Chosen& chosen) {
  study::StudyPlan plan;
  plan.seed = options.seed;
  plan.replications = options.pairs;
  plan.threads = options.threads;
  plan.evidence = chosen.drawing;
  return plan;
}

// The runs of the battle as it was, and of each question; fewer when it was interrupted.
std::vector<study::Replications> play_all(const Lesson& lesson, const LessonOptions& options) {
  std::vector<const scenario::Chosen*> battles{&lesson.battle};
  for (const scenario::Chosen& changed : lesson.changed) battles.push_back(&changed);
  Progress progress(options.pairs * static_cast<int>(battles.size()), false);
  std::vector<study::Replications> all;
  for (const scenario::Chosen* battle : battles) {
    study::StudyControl control;
    control.stop = &catch_interruption();
    const int before = options.pairs * static_cast<int>(all.size());
    control.progress = [&progress, before](int done) { progress.show(before + done); };
    all.push_back(study::run_replications(battle->scenario, plan_of(options, *battle), control));
    if (all.back().interrupted) break;
  }
  return all;
}

std::size_t position_of(const Scenario& scenario, const std::string& measure) {
  const auto is_it = [&](const scenario::Measure& each) { return each.id == measure; };
  return static_cast<std::size_t>(
      std::find_if(scenario.measures.begin(), scenario.measures.end(), is_it) -
      scenario.measures.begin());
}

report::LessonAnswer answer_of(const Scenario& scenario, const LessonQuestion& question,
                               const study::Replications& first,
                               const study::Replications& second) {
  report::LessonAnswer answer;
  answer.measure = position_of(scenario, question.measure);
  const std::vector<double> before = first.samples_of(answer.measure);
  const std::vector<double> after = second.samples_of(answer.measure);
  answer.difference = study::paired_difference(before, after);
  for (std::size_t p = 0; p < before.size(); ++p) answer.pairs.push_back({before[p], after[p]});
  return answer;
}

int telling_pair_of(const std::vector<report::LessonAnswer>& answers) {
  std::vector<std::vector<double>> differences;
  for (const report::LessonAnswer& answer : answers) {
    differences.emplace_back();
    for (const auto& [first, second] : answer.pairs) {
      differences.back().push_back(second - first);
    }
  }
  return study::telling_pair(differences);
}

// What the map shows of one run, played again.
std::string told_run(const scenario::Chosen& battle, const LessonOptions& options, int number) {
  const study::StudyPlan plan = plan_of(options, battle);
  report::TrackRecorder tracks(battle.scenario);
  report::FireRecorder fires;
  report::PlayedRun run;
  report::StoryWatcher story(battle.scenario,
                             [&run](const report::StoryLine& line) { run.story.push_back(line); });
  sim::Watchers watchers({&story, &tracks, &fires});
  study::play(battle.scenario, plan, number, &watchers);
  run.number = number, run.tracks = &tracks, run.fires = &fires;
  return report::run_document(battle.scenario, run, KHASAN_VERSION);
}

std::string document_of(const Lesson& lesson, const std::vector<study::Replications>& runs,
                        const LessonOptions& options) {
  report::LessonInput in;
  in.lesson = &lesson.spec;
  in.scenario = &lesson.battle.scenario;
  in.pairs = options.pairs;
  for (std::size_t q = 0; q < lesson.changed.size(); ++q) {
    in.answers.push_back(
        answer_of(lesson.battle.scenario, lesson.spec.questions[q], runs[0], runs[q + 1]));
  }
  in.told = telling_pair_of(in.answers);
  in.as_it_was = told_run(lesson.battle, options, in.told);
  for (const scenario::Chosen& changed : lesson.changed) {
    in.titles.push_back(changed.scenario.what_ifs.front());
    in.changed.push_back(told_run(changed, options, in.told));
  }
  in.seed = options.seed;
  in.command = options.command;
  in.version = KHASAN_VERSION;
  return report::lesson_document(in);
}

}  // namespace

int command_lesson(const LessonOptions& options) {
  Errors errors = report::check_writable(options.out);
  if (!errors.empty()) return fail(errors);
  const Result<Lesson> lesson = load_lesson(load::find_data_folder(options.battle));
  if (!lesson) return fail(lesson.errors());
  const std::vector<study::Replications> runs = play_all(lesson.value(), options);
  if (runs.back().interrupted) return kInterrupted;
  const std::string html =
      report::html_of(report::page_template(), document_of(lesson.value(), runs, options));
  errors = report::check_lesson_size(html.size());
  if (errors.empty()) errors = report::write_file(options.out, html);
  if (!errors.empty()) return fail(errors);
  constexpr double kMegabyte = 1e6;
  fmt::print("{}: {} questions, {} pairs each, {:.1f} MB\n", options.out,
             lesson.value().spec.questions.size(), options.pairs,
             static_cast<double>(html.size()) / kMegabyte);
  return kDone;
}

}  // namespace khasan::cli
