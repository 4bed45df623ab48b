// A run that somebody asks for: checked when it is asked for, played by a job, kept as a record
// with the documents that the page shows. The same request is the same run, and has the same id.
#pragma once

#include <memory>

#include "record/header.h"
#include "serve/battle_shelf.h"
#include "serve/job_queue.h"
#include "serve/recorded_run.h"
#include "serve/run_shelf.h"

namespace khasan::serve {

// A request that was found sound.
struct RunOrder {
  RunRequest request;
  Text id;
  Text title;  // for its job
  record::Header header;
  std::shared_ptr<const scenario::Scenario> scenario;  // with all changes; of a new run
  std::shared_ptr<const RecordedRun> base, changed;    // of a fork
  Time fork_at{};
  std::string base_record;
};

// Errors of a patch point into its text.
Result<RunOrder> check_run(const RunRequest& request, const BattleShelf& battles,
                           const RunShelf& runs);
// Plays it and puts it on the shelf. Error: it was stopped, or a file cannot be written; then
// nothing of it stays.
Result<RunCard> play_run(const RunOrder& order, RunShelf& runs, JobContext& job);

}  // namespace khasan::serve
