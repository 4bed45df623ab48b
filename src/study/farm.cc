#include "study/farm.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace khasan::study {

namespace {

// What the threads share: the next job, and what is finished and not yet taken.
class Farm {
 public:
  Farm(const std::vector<Job>& jobs, const JobPlayer& player, const std::atomic<bool>& stop)
      : jobs_(jobs), player_(player), stop_(stop) {}

  // Of one thread: until there is nothing left to play.
  void work() {
    while (!stop_.load() && !failed_.load()) {
      const std::size_t next = next_.fetch_add(1);
      if (next >= jobs_.size()) break;
      Result<JobResult> result = player_(jobs_[next]);
      const std::scoped_lock lock(mutex_);
      if (result) {
        finished_.push_back(result.take());
      } else {
        fail(result.errors());
      }
      changed_.notify_one();
    }
    const std::scoped_lock lock(mutex_);
    --working_;
    changed_.notify_one();
  }

  // Of the caller: takes results until all threads are done.
  Errors take_all(const JobTaker& taker) {
    while (true) {
      std::vector<JobResult> some;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !finished_.empty() || working_ == 0; });
        some = std::move(finished_);
        finished_.clear();
        if (some.empty()) return errors_;
      }
      const Errors errors = taker(std::move(some));
      if (errors.empty()) continue;
      const std::scoped_lock lock(mutex_);
      fail(errors);
    }
  }
  void begin(int threads) { working_ = threads; }

 private:
  void fail(const Errors& errors) {
    if (errors_.empty()) errors_ = errors;
    failed_.store(true);
  }

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
};

}  // namespace

Errors play_jobs(const std::vector<Job>& jobs, int threads, const JobPlayer& player,
                 const JobTaker& taker, const std::atomic<bool>& stop) {
  if (jobs.empty()) return {};
  Farm farm(jobs, player, stop);
  const int count =
      std::clamp(threads, 1, static_cast<int>(std::min<std::size_t>(jobs.size(), 4096)));
  farm.begin(count);
  std::vector<std::jthread> workers;
  for (int t = 0; t < count; ++t) workers.emplace_back([&farm] { farm.work(); });
  return farm.take_all(taker);
}

}  // namespace khasan::study
