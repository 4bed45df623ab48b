// A study with its battle compiled and the results it has so far: played on from there, and shown
// while it is (docs/methods/serve.md).
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "serve/job_queue.h"
#include "study/point_cache.h"
#include "study/result_store.h"
#include "study/study.h"
#include "study/study_summary.h"

namespace khasan::serve {

// What is played: the study of a file with so many runs at each point, kept in a folder.
struct StudyOrder {
  std::string file, folder;
  int replications = 1;
};

// The study that an order means, its battle looked at but not compiled.
Result<scenario::StudySpec> read_study(const StudyOrder& order);

class StudyPlay {
 public:
  // Begins the file of results, or goes on with it. Errors: the study cannot be read, the results
  // are of another, or somebody else writes them.
  static Result<std::shared_ptr<StudyPlay>> open(const StudyOrder& order);

  // Plays what is left; each result is in the file before it counts. Errors: a battle cannot be
  // read, no room on the disk. Stopped, it returns early without one. Once only.
  Errors play(int threads, JobContext& job);
  int done() const;
  bool is_whole() const;
  // khasan-study-report-1 of the results so far; empty while there are none.
  std::string document() const;
  // The document and all that `khasan study` leaves, into the folder.
  Errors write() const;

 private:
  StudyPlay(study::Study study, scenario::Scenario scenario, const StudyOrder& order);
  study::StudySummary summary() const;

  const study::Study study_;
  const scenario::Scenario scenario_;
  const std::string folder_, command_;
  study::PointCache battles_;
  std::optional<study::ResultStore> store_;
  mutable std::mutex mutex_;  // of results_
  std::vector<study::JobResult> results_;
};

// Where the document of a study that is not under way lies.
std::string study_document_path(const std::string& folder);

}  // namespace khasan::serve
