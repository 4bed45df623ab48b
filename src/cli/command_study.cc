// khasan study: many points of a design, many runs of each, kept in a file while they are played.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "load/works.h"
#include "report/study_files.h"
#include "report/study_text.h"
#include "serve/studied_battle.h"
#include "study/ranks.h"
#include "study/result_store.h"
#include "study/study_runs.h"
#include "study/study_summary.h"

namespace khasan::cli {

namespace {

namespace fs = std::filesystem;
using study::Job;
using study::JobResult;
using study::Study;

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
  study::PointCache battles = serve::battles_of(study);
  Progress progress(static_cast<int>(jobs.size()), options.json);
  int done = 0;
  const auto player = [&](const Job& job) { return study::play_job(study, battles, job); };
  const auto taker = [&](std::vector<JobResult>&& results) {
    const Errors errors = store.put(results);
    done += static_cast<int>(results.size());
    progress.show(done);
    return errors;
  };
  return study::play_jobs_on(ranks, jobs, threads_of(options, ranks), player, taker, stop);
}

// What a rank other than the first does: it reads the study as that does, and plays for it.
int serve(const study::Ranks& ranks, const StudyOptions& options) {
  Result<scenario::StudySpec> spec = serve::read_study(options.file);
  if (!spec) return kBadInput;
  const Result<study::PointBattle> battle = serve::battle_of(spec.value());
  if (!battle) return kBadInput;
  const Study study = study::study_of(spec.take(), battle.value().scenario);
  study::PointCache battles = serve::battles_of(study);
  const auto player = [&](const Job& job) { return study::play_job(study, battles, job); };
  study::serve_jobs(ranks, threads_of(options, ranks), player, catch_interruption());
  return kDone;
}

int play_and_print(const study::Ranks& ranks, const StudyOptions& options) {
  Result<scenario::StudySpec> spec = serve::read_study(options.file);
  if (!spec) return fail(spec.errors());
  const Result<study::PointBattle> battle = serve::battle_of(spec.value());
  if (!battle) return fail(battle.errors());
  const scenario::Scenario& scenario = battle.value().scenario;
  const Study study = study::study_of(spec.take(), scenario);
  const std::string folder = options.out.empty() ? default_folder(options.file) : options.out;
  Result<study::ResultStore> store = open_store(study, scenario, folder, options);
  if (!store) return fail(store.errors());
  Result<std::vector<JobResult>> results = store.value().results();
  if (!results) return fail(results.errors());
  const std::atomic<bool>& stop = catch_interruption();
  const std::vector<Job> jobs = study::jobs_left(study, results.value());
  Errors errors = play_study(study, jobs, ranks, store.value(), options, stop);
  if (!errors.empty()) return fail(errors);
  results = store.value().results();
  if (!results) return fail(results.errors());
  const study::StudySummary summary = study::summary_of(study, scenario, results.value());
  const std::string document = report::study_document(study, scenario, summary, options.command,
                                                      load::works_text(scenario.folder));
  errors = report::write_study(study, scenario, summary, document, folder);
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
