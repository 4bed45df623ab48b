// Jobs shared out to threads, each job one run of a study. Which thread plays a job cannot matter;
// the caller takes the results, on its own thread, in the order in which they are finished.
#pragma once

#include <atomic>
#include <functional>
#include <vector>

#include "base/result.h"
#include "study/replications.h"

namespace khasan::study {

// One run of a study.
struct Job {
  int point = 0;
  int replication = 0;
  auto operator<=>(const Job&) const = default;
};

// What came of it.
struct JobResult {
  Job job;
  uint64_t hash = 0;  // of the final state
  uint64_t element_steps = 0;
  std::vector<double> measures;  // by position in scenario.measures; NaN: did not happen
  bool operator==(const JobResult&) const = default;
};

// Plays a job; called from several threads at once. Errors: the point cannot be played.
using JobPlayer = std::function<Result<JobResult>(const Job&)>;
// Takes what is finished; errors (of a full disk, say) end the work.
using JobTaker = std::function<Errors(std::vector<JobResult>&&)>;

// Plays all jobs on so many threads. Returns when all are played and taken, when `stop` is set (the
// jobs in flight are finished), or with the first errors of a player or of the taker.
Errors play_jobs(const std::vector<Job>& jobs, int threads, const JobPlayer& player,
                 const JobTaker& taker, const std::atomic<bool>& stop);

}  // namespace khasan::study
