// Work that takes long, on threads of its own: queued, played, stopped, told about. Knows nothing
// of what a job does. What a job comes to does not depend on the threads; only when it is done
// does.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.h"
#include "serve/protocol.h"

namespace khasan::serve {

// What a job that was stopped has come to.
Error stopped(const std::string& kind);

// What the work of a job is told, and tells.
class JobContext {
 public:
  using Told = std::function<void(int64_t done, int64_t all)>;
  explicit JobContext(Told told) : told_(std::move(told)) {}
  // A part of a job, which is stopped with it.
  JobContext(Told told, JobContext& whole) : told_(std::move(told)), stop_(whole.stop_) {}
  // Set when somebody stops the job: end soon, and leave nothing half done.
  const std::atomic<bool>& stop() const { return *stop_; }
  void ask_to_stop() { *stop_ = true; }
  void progress(int64_t done, int64_t all) { told_(done, all); }
  // So much was done when the job was begun: it goes on with what an earlier one left.
  void goes_on_from(int64_t done) { before_ = done; }
  int64_t before() const { return before_; }

 private:
  Told told_;
  int64_t before_ = 0;
  std::shared_ptr<std::atomic<bool>> stop_ = std::make_shared<std::atomic<bool>>(false);
};

// Does the job; the id of what it came to.
using Work = std::function<Result<Text>(JobContext&)>;

class JobQueue {
 public:
  // So many workers play what somebody waits for, one more plays studies, each in its turn.
  // Called from several threads, never while a lock of the queue is held: `changed` with what has
  // become of a job, `forgotten` with the id of an old one that is no longer known.
  JobQueue(int workers, int per_visitor, std::function<void(const Job&)> changed,
           std::function<void(const Text&)> forgotten);
  // Stops what runs and waits for it.
  ~JobQueue();

  // `job`: kind, title, and `result`, the id of what it will come to. One that is queued or running
  // for the same result is returned instead. Error: the visitor has enough under way.
  Result<Job> add(Job job, const Text& visitor, Work work);
  // Takes over a job of an earlier run of the program.
  void remember(const Job& job);
  List<Job> jobs() const;  // newest first
  Result<Job> job(const Text& id) const;
  // A queued job never begins, a running one ends soon; one that has ended stays as it is.
  Result<Job> stop(const Text& id);

 private:
  struct Entry {
    Job job;
    Text visitor;
    Work work;
    std::shared_ptr<JobContext> context;
    std::chrono::steady_clock::time_point begun, told;
  };
  using Shared = std::shared_ptr<Entry>;

  void work(const std::stop_token& stop, bool studies);
  void run(const Shared& entry);
  void tell_progress(Entry& entry, int64_t done, int64_t all);
  List<Text> forget_old();
  Shared find(const Text& id) const;

  const int per_visitor_;
  const std::function<void(const Job&)> changed_;
  const std::function<void(const Text&)> forgotten_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Shared> all_;  // oldest first
  uint64_t number_ = 0;
  std::vector<std::jthread> workers_;  // last: they end before what they use
};

}  // namespace khasan::serve
