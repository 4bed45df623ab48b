#include "serve/job_queue.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "base/fault.h"
#include "serve/desk.h"

namespace khasan::serve {

namespace {

using Clock = std::chrono::steady_clock;

// Limits of the server, not of the model.
constexpr std::size_t kJobsKept = 200;
constexpr auto kTellEvery = std::chrono::milliseconds(200);

bool is_open(const Job& job) {
  return job.state == JobState::kQueued || job.state == JobState::kRunning;
}

// The first of the errors, as the protocol has it.
Failure failure_of(const Errors& errors) {
  const Error& error = errors.front();
  return {error.path.empty() ? error.file : error.path, error.found, error.expected, error.fix,
          error.line};
}

}  // namespace

Error stopped(const std::string& kind) {
  return fault("", "a " + kind + " that was stopped", "one that is played to its end",
               "ask for it again");
}

JobQueue::JobQueue(int workers, int per_visitor, std::function<void(const Job&)> changed,
                   std::function<void(const Text&)> forgotten)
    : per_visitor_(per_visitor), changed_(std::move(changed)), forgotten_(std::move(forgotten)) {
  for (int i = 0; i <= workers; ++i) {
    workers_.emplace_back([this, i](const std::stop_token& stop) { work(stop, i == 0); });
  }
}

JobQueue::~JobQueue() {
  {
    const std::lock_guard lock(mutex_);
    for (const Shared& entry : all_) entry->context->ask_to_stop();
  }
  for (std::jthread& worker : workers_) worker.request_stop();
}

Result<Job> JobQueue::add(Job job, const Text& visitor, Work work) {
  Job added;
  List<Text> old;
  {
    const std::lock_guard lock(mutex_);
    int open = 0;
    for (const Shared& other : all_) {
      if (!is_open(other->job)) continue;
      if (other->job.kind == job.kind && other->job.result == job.result) return other->job;
      open += other->visitor == visitor;
    }
    if (open >= per_visitor_) {
      return too_many(std::to_string(open) + " jobs that are not done",
                      "at most " + std::to_string(per_visitor_));
    }
    auto entry = std::make_shared<Entry>();
    // In the order of the ids, also of those of an earlier start.
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    job.id = "j" + std::to_string(now.count()) + "-" + std::to_string(++number_);
    job.state = JobState::kQueued;
    entry->job = added = std::move(job);
    entry->visitor = visitor;
    entry->work = std::move(work);
    entry->context = std::make_shared<JobContext>(
        [this, e = entry.get()](int64_t done, int64_t all) { tell_progress(*e, done, all); });
    all_.push_back(std::move(entry));
    old = forget_old();
  }
  for (const Text& id : old) forgotten_(id);
  changed_(added);
  wake_.notify_all();
  return added;
}

void JobQueue::remember(const Job& job) {
  List<Text> old;
  {
    const std::lock_guard lock(mutex_);
    auto entry = std::make_shared<Entry>();
    entry->job = job;
    entry->context = std::make_shared<JobContext>([](int64_t, int64_t) {});
    all_.push_back(std::move(entry));
    old = forget_old();
  }
  for (const Text& id : old) forgotten_(id);
}

List<Job> JobQueue::jobs() const {
  const std::lock_guard lock(mutex_);
  List<Job> jobs;
  for (auto entry = all_.rbegin(); entry != all_.rend(); ++entry) jobs.push_back((*entry)->job);
  return jobs;
}

JobQueue::Shared JobQueue::find(const Text& id) const {
  for (const Shared& entry : all_) {
    if (entry->job.id == id) return entry;
  }
  return nullptr;
}

Result<Job> JobQueue::job(const Text& id) const {
  const std::lock_guard lock(mutex_);
  const Shared entry = find(id);
  if (entry == nullptr) return unknown("job", id);
  return entry->job;
}

Result<Job> JobQueue::stop(const Text& id) {
  Job stopped;
  {
    const std::lock_guard lock(mutex_);
    const Shared entry = find(id);
    if (entry == nullptr) return unknown("job", id);
    entry->context->ask_to_stop();
    if (entry->job.state != JobState::kQueued) return entry->job;
    entry->job.state = JobState::kStopped;
    stopped = entry->job;
  }
  changed_(stopped);
  return stopped;
}

void JobQueue::work(const std::stop_token& stop, bool studies) {
  for (;;) {
    Shared next;
    {
      std::unique_lock lock(mutex_);
      const auto find_queued = [&] {
        const auto found = std::find_if(all_.begin(), all_.end(), [&](const Shared& entry) {
          const Job& job = entry->job;
          return job.state == JobState::kQueued && (job.kind == JobKind::kStudy) == studies;
        });
        next = found == all_.end() ? nullptr : *found;
        return next != nullptr;
      };
      if (!wake_.wait(lock, stop, find_queued) || stop.stop_requested()) return;
      next->job.state = JobState::kRunning;
      next->begun = next->told = Clock::now();
    }
    run(next);
  }
}

void JobQueue::run(const Shared& entry) {
  changed_(job(entry->job.id).value());
  const Result<Text> result = entry->work(*entry->context);
  Job ended;
  {
    const std::lock_guard lock(mutex_);
    Job& job = entry->job;
    job.seconds_left.reset();
    if (result) {
      job.state = JobState::kDone;
      job.result = result.value();
      job.done = job.all;
    } else if (entry->context->stop()) {
      job.state = JobState::kStopped;
    } else {
      job.state = JobState::kFailed;
      job.error = failure_of(result.errors());
    }
    entry->work = {};
    ended = job;
  }
  changed_(ended);
}

void JobQueue::tell_progress(Entry& entry, int64_t done, int64_t all) {
  Job told;
  {
    const std::lock_guard lock(mutex_);
    entry.job.done = done, entry.job.all = all;
    const Clock::time_point now = Clock::now();
    if (now - entry.told < kTellEvery && done < all) return;
    entry.told = now;
    const double elapsed_s = std::chrono::duration<double>(now - entry.begun).count();
    const int64_t here = done - entry.context->before();
    if (here > 0) {
      entry.job.seconds_left =
          elapsed_s * static_cast<double>(all - done) / static_cast<double>(here);
    }
    told = entry.job;
  }
  changed_(told);
}

// Only so many that have ended are kept; the others, the oldest first.
List<Text> JobQueue::forget_old() {
  List<Text> forgotten;
  while (all_.size() > kJobsKept) {
    const auto old = std::find_if(all_.begin(), all_.end(),
                                  [](const Shared& entry) { return !is_open(entry->job); });
    if (old == all_.end()) break;
    forgotten.push_back((*old)->job.id);
    all_.erase(old);
  }
  return forgotten;
}

}  // namespace khasan::serve
