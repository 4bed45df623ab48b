#include "study/farm.h"

#include <algorithm>

namespace khasan::study {

namespace {
constexpr std::chrono::milliseconds kLong{1000};
}  // namespace

Farm::Farm(const std::vector<Job>& jobs, int threads, const JobPlayer& player,
           const std::atomic<bool>& stop)
    : jobs_(jobs), player_(player), stop_(stop) {
  const auto useful = static_cast<int>(std::min<std::size_t>(jobs.size(), 4096));
  working_ = std::min(threads, useful);
  for (int t = 0; t < useful && t < threads; ++t) threads_.emplace_back([this] { work(); });
}

bool Farm::next(Job& job) {
  if (stop_.load() || failed_.load()) return false;
  const std::size_t position = next_.fetch_add(1);
  if (position >= jobs_.size()) return false;
  job = jobs_[position];
  return true;
}

void Farm::work() {
  Job job;
  while (next(job)) {
    Result<JobResult> result = player_(job);
    if (!result) fail(result.errors());
    const std::scoped_lock lock(mutex_);
    if (result) finished_.push_back(result.take());
    changed_.notify_one();
  }
  const std::scoped_lock lock(mutex_);
  --working_;
  changed_.notify_one();
}

std::vector<Job> Farm::deal(int count) {
  std::vector<Job> dealt;
  Job job;
  while (static_cast<int>(dealt.size()) < count && next(job)) dealt.push_back(job);
  return dealt;
}

std::vector<JobResult> Farm::finished(std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, wait, [this] { return !finished_.empty() || working_ == 0; });
  return std::exchange(finished_, {});
}

bool Farm::is_over() {
  const std::scoped_lock lock(mutex_);
  return working_ == 0 && finished_.empty();
}

std::size_t Farm::left() const {
  const std::size_t begun = std::min(next_.load(), jobs_.size());
  return stop_.load() || failed_.load() ? 0 : jobs_.size() - begun;
}

void Farm::fail(const Errors& errors) {
  const std::scoped_lock lock(mutex_);
  if (errors_.empty()) errors_ = errors;
  failed_.store(true);
}

Errors Farm::errors() {
  const std::scoped_lock lock(mutex_);
  return errors_;
}

Errors play_jobs(const std::vector<Job>& jobs, int threads, const JobPlayer& player,
                 const JobTaker& taker, const std::atomic<bool>& stop) {
  Farm farm(jobs, threads, player, stop);
  while (!farm.is_over()) {
    std::vector<JobResult> some = farm.finished(kLong);
    if (some.empty()) continue;
    const Errors errors = taker(std::move(some));
    if (!errors.empty()) farm.fail(errors);
  }
  return farm.errors();
}

}  // namespace khasan::study
