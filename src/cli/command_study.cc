// khasan study: many points of a design, many runs of each, kept in a file while they are played.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "cli/studied_battle.h"
#include "report/html.h"
#include "report/page_template.h"
#include "report/study_text.h"
#include "study/ranks.h"
#include "study/result_store.h"
#include "study/study_summary.h"
#include "study/study_tables.h"

namespace khasan::cli {

namespace {

namespace fs = std::filesystem;
using study::Job;
using study::JobResult;
using study::PointCache;
using study::Study;

// The run of a job, with the measures that the study keeps.
Result<JobResult> play_job(const Study& study, PointCache& battles, const Job& job) {
  const Result<PointCache::Shared> battle = battles.get(job.point);
  if (!battle) return battle.errors();
  const study::PointBattle& here = *battle.value();
  study::StudyPlan plan;
  plan.seed = study.spec.seed;
  plan.first = study::replication_of(study, job);
  plan.start = {study.spec.draw_parameters};
  plan.evidence = here.drawing;
  plan.step = here.step;
  scenario::EvidenceDrawer drawer(here.scenario, here.drawing);
  const study::Replication run =
      study::play(drawer.scenario_of(study::rng_of_run(plan, 0)), plan, 0);
  JobResult result{job, run.hash, run.element_steps, {}};
  for (const std::size_t m : study.measures) result.measures.push_back(run.measures[m]);
  return result;
}

std::string default_folder(const std::string& study_file) {
  return fs::path(study_file).stem().string() + ".results";
}

Result<study::ResultStore> open_store(const Study& study, const scenario::Scenario& scenario,
                                      const std::string& folder, const StudyOptions& options) {
  const std::string path = folder + "/results.sqlite";
  if (options.resume) return study::ResultStore::resume(path, study);
  std::error_code failed;
  fs::create_directory(folder, failed);
  return study::ResultStore::create(path, study, scenario, options.command);
}

// The jobs that have no result yet. `results` are sorted.
std::vector<Job> jobs_left(const Study& study, const std::vector<JobResult>& results) {
  std::vector<Job> left;
  for (const Job& job : study::jobs_of(study)) {
    const auto at = std::lower_bound(results.begin(), results.end(), job,
                                     [](const JobResult& r, const Job& j) { return r.job < j; });
    if (at == results.end() || at->job != job) left.push_back(job);
  }
  return left;
}

PointCache cache_of(const Study& study) {
  return PointCache(static_cast<int>(study.points.size()),
                    [&study](int point) { return battle_at(study, point); });
}

// All processors, or one where other ranks take theirs.
int threads_of(const StudyOptions& options, const study::Ranks& ranks) {
  if (options.threads > 0) return options.threads;
  const unsigned processors = std::thread::hardware_concurrency();
  return ranks.count() > 1 ? 1 : static_cast<int>(std::max(1u, processors));
}

// Plays what is left and keeps it.
Errors play_study(const Study& study, const std::vector<Job>& jobs, const study::Ranks& ranks,
                  study::ResultStore& store, const StudyOptions& options,
                  const std::atomic<bool>& stop) {
  PointCache battles = cache_of(study);
  Progress progress(static_cast<int>(jobs.size()), options.json);
  int done = 0;
  const auto player = [&](const Job& job) { return play_job(study, battles, job); };
  const auto taker = [&](std::vector<JobResult>&& results) {
    const Errors errors = store.put(results);
    done += static_cast<int>(results.size());
    progress.show(done);
    return errors;
  };
  return study::play_jobs_on(ranks, jobs, threads_of(options, ranks), player, taker, stop);
}

Errors write_tables(const Study& study, const scenario::Scenario& scenario,
                    const study::StudySummary& summary, const std::string& document,
                    const std::string& folder) {
  const std::pair<const char*, std::string> tables[] = {
      {"runs.csv", study::runs_csv(study, scenario, summary)},
      {"dictionary.csv", study::dictionary_csv(study, scenario)},
      {"summary.csv", study::summary_csv(study, scenario, summary)},
      {"sensitivity.csv", study::sensitivity_csv(study, scenario, summary)},
      {"study.html", report::html_of(report::page_template(), document)}};
  for (const auto& [name, text] : tables) {
    const Errors errors = report::write_file(folder + "/" + name, text);
    if (!errors.empty()) return errors;
  }
  return {};
}

// What a rank other than the first does: it reads the study as that does, and plays for it.
int serve(const study::Ranks& ranks, const StudyOptions& options) {
  Result<scenario::StudySpec> spec = read_study(options.file);
  if (!spec) return kBadInput;
  const Result<study::PointBattle> battle = battle_of(spec.value());
  if (!battle) return kBadInput;
  const Study study = study::study_of(spec.take(), battle.value().scenario);
  PointCache battles = cache_of(study);
  const auto player = [&](const Job& job) { return play_job(study, battles, job); };
  study::serve_jobs(ranks, threads_of(options, ranks), player, catch_interruption());
  return kDone;
}

int play_and_print(const study::Ranks& ranks, const StudyOptions& options) {
  Result<scenario::StudySpec> spec = read_study(options.file);
  if (!spec) return fail(spec.errors());
  const Result<study::PointBattle> battle = battle_of(spec.value());
  if (!battle) return fail(battle.errors());
  const scenario::Scenario& scenario = battle.value().scenario;
  const Study study = study::study_of(spec.take(), scenario);
  const std::string folder = options.out.empty() ? default_folder(options.file) : options.out;
  Result<study::ResultStore> store = open_store(study, scenario, folder, options);
  if (!store) return fail(store.errors());
  Result<std::vector<JobResult>> results = store.value().results();
  if (!results) return fail(results.errors());
  const std::atomic<bool>& stop = catch_interruption();
  const std::vector<Job> jobs = jobs_left(study, results.value());
  Errors errors = play_study(study, jobs, ranks, store.value(), options, stop);
  if (!errors.empty()) return fail(errors);
  results = store.value().results();
  if (!results) return fail(results.errors());
  const study::StudySummary summary = study::summary_of(study, scenario, results.value());
  const std::string document = report::study_document(study, scenario, summary, options.command);
  errors = write_tables(study, scenario, summary, document, folder);
  if (!errors.empty()) return fail(errors);
  fmt::print("{}",
             options.json ? document + "\n" : report::study_text(study, scenario, summary, folder));
  if (!stop.load()) return kDone;
  fmt::print(stderr, "Interrupted: {} of {} runs are kept; go on with --resume.\n", summary.runs,
             study::jobs_of(study).size());
  return kInterrupted;
}

}  // namespace

int command_study(const StudyOptions& options) {
  const Errors errors = study::Ranks::check();
  if (!errors.empty()) return fail(errors);
  const study::Ranks ranks;
  const int code = ranks.rank() == 0 ? play_and_print(ranks, options) : serve(ranks, options);
  if (code == kBadInput) ranks.abort(code);
  return code;
}

}  // namespace khasan::cli
