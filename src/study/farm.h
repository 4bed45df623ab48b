// Jobs shared out to threads, each job one run of a study. Which thread plays a job cannot matter;
// the caller takes the results, on its own thread, in the order in which they are finished.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
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
  std::vector<double> measures;  // those that the study keeps; NaN: did not happen
};

// Plays a job; called from several threads at once. Errors: the point cannot be played.
using JobPlayer = std::function<Result<JobResult>(const Job&)>;
// Takes what is finished; errors (of a full disk, say) end the work.
using JobTaker = std::function<Errors(std::vector<JobResult>&&)>;

// Threads that play jobs until there are none left, until `stop` is set (the jobs in flight are
// finished), or until something fails. Its owner takes the results, and may deal jobs to others.
class Farm {
 public:
  // Keeps references to all but the number of threads.
  Farm(const std::vector<Job>& jobs, int threads, const JobPlayer& player,
       const std::atomic<bool>& stop);

  // Takes up to `count` jobs away from the threads: the caller has them played elsewhere.
  std::vector<Job> deal(int count);
  // What was finished since the last call; waits at most so long for something.
  std::vector<JobResult> finished(std::chrono::milliseconds wait);
  // Whether the threads have ended and all is taken.
  bool is_over();
  // Jobs that nobody has begun.
  std::size_t left() const;
  // Ends the work; the first errors are kept.
  void fail(const Errors& errors);
  Errors errors();

 private:
  bool next(Job& job);
  void work();

  const std::vector<Job>& jobs_;
  const JobPlayer& player_;
  const std::atomic<bool>& stop_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<JobResult> finished_;
  Errors errors_;
  int working_ = 0;
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

// Plays all jobs on so many threads. Returns when all are played and taken, when `stop` is set, or
// with the first errors of a player or of the taker.
Errors play_jobs(const std::vector<Job>& jobs, int threads, const JobPlayer& player,
                 const JobTaker& taker, const std::atomic<bool>& stop);

}  // namespace khasan::study
