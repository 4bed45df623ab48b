#include "serve/study_job.h"

#include <algorithm>
#include <filesystem>

#include "load/works.h"
#include "report/html.h"
#include "report/study_files.h"
#include "report/study_text.h"
#include "serve/studied_battle.h"
#include "study/study_runs.h"

namespace khasan::serve {

namespace fs = std::filesystem;
using study::JobResult;
using study::ResultStore;
using study::Study;

namespace {

bool by_job(const JobResult& a, const JobResult& b) { return a.job < b.job; }

Result<ResultStore> open_store(const Study& study, const scenario::Scenario& scenario,
                               const std::string& folder, const std::string& command) {
  const std::string path = folder + "/results.sqlite";
  std::error_code failed;
  if (fs::exists(path, failed)) return ResultStore::resume(path, study);
  fs::create_directories(folder, failed);
  return ResultStore::create(path, study, scenario, command);
}

}  // namespace

Result<scenario::StudySpec> read_study(const StudyOrder& order) {
  Result<scenario::StudySpec> spec = read_study(order.file);
  if (!spec) return spec.errors();
  spec.value().replications = order.replications;
  return spec;
}

StudyPlay::StudyPlay(Study study, scenario::Scenario scenario, const StudyOrder& order)
    : study_(std::move(study)),
      scenario_(std::move(scenario)),
      folder_(order.folder),
      command_("khasan study " + order.file),
      battles_(battles_of(study_)) {}

Result<std::shared_ptr<StudyPlay>> StudyPlay::open(const StudyOrder& order) {
  Result<scenario::StudySpec> spec = read_study(order);
  if (!spec) return spec.errors();
  Result<study::PointBattle> battle = battle_of(spec.value());
  if (!battle) return battle.errors();
  scenario::Scenario scenario = std::move(battle.value().scenario);
  Study study = study::study_of(spec.take(), scenario);
  std::shared_ptr<StudyPlay> play(new StudyPlay(std::move(study), std::move(scenario), order));
  Result<ResultStore> store =
      open_store(play->study_, play->scenario_, play->folder_, play->command_);
  if (!store) return store.errors();
  Result<std::vector<JobResult>> results = store.value().results();
  if (!results) return results.errors();
  play->store_.emplace(store.take());
  play->results_ = results.take();
  return play;
}

Errors StudyPlay::play(int threads, JobContext& job) {
  const std::vector<study::Job> left = study::jobs_left(study_, results_);
  const auto all = static_cast<int64_t>(results_.size() + left.size());
  job.goes_on_from(done());
  job.progress(done(), all);
  const auto player = [this](const study::Job& one) {
    return study::play_job(study_, battles_, one);
  };
  const auto taker = [&](std::vector<JobResult>&& some) {
    const Errors errors = store_->put(some);
    if (!errors.empty()) return errors;
    {
      const std::lock_guard lock(mutex_);
      std::move(some.begin(), some.end(), std::back_inserter(results_));
    }
    job.progress(done(), all);
    return Errors{};
  };
  const Errors errors = study::play_jobs(left, threads, player, taker, job.stop());
  store_.reset();  // whoever still looks at this keeps nobody from going on
  return errors;
}

int StudyPlay::done() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(results_.size());
}

bool StudyPlay::is_whole() const {
  return done() == static_cast<int>(study::jobs_of(study_).size());
}

study::StudySummary StudyPlay::summary() const {
  std::vector<JobResult> results;
  {
    const std::lock_guard lock(mutex_);
    results = results_;
  }
  std::sort(results.begin(), results.end(), by_job);
  return study::summary_of(study_, scenario_, results);
}

std::string StudyPlay::document() const {
  if (done() == 0) return {};
  return report::study_document(study_, scenario_, summary(), command_,
                                load::works_text(scenario_.folder));
}

Errors StudyPlay::write() const {
  if (done() == 0) return {};
  const study::StudySummary told = summary();
  const std::string document =
      report::study_document(study_, scenario_, told, command_, load::works_text(scenario_.folder));
  const Errors errors = report::write_study(study_, scenario_, told, document, folder_);
  if (!errors.empty()) return errors;
  return report::write_file(study_document_path(folder_), document);
}

std::string study_document_path(const std::string& folder) { return folder + "/document.json"; }

}  // namespace khasan::serve
