#include "study/ranks.h"

#ifdef KHASAN_MPI

#include <mpi.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <string>

namespace khasan::study {

namespace {

constexpr int kAsk = 1, kJobs = 2, kFailed = 3;  // tags
constexpr std::chrono::milliseconds kLook{1};    // how often rank 0 looks for messages
constexpr int kBatchMost = 64;

using Words = std::vector<uint64_t>;

void append(const JobResult& result, Words& words) {
  words.push_back(static_cast<uint64_t>(result.job.point));
  words.push_back(static_cast<uint64_t>(result.job.replication));
  words.push_back(result.hash);
  words.push_back(result.element_steps);
  words.push_back(result.measures.size());
  for (const double value : result.measures) words.push_back(std::bit_cast<uint64_t>(value));
}

std::vector<JobResult> results_from(const Words& words) {
  std::vector<JobResult> results;
  for (std::size_t i = 0; i < words.size();) {
    JobResult result;
    result.job = {static_cast<int>(words[i]), static_cast<int>(words[i + 1])};
    result.hash = words[i + 2];
    result.element_steps = words[i + 3];
    const std::size_t count = words[i + 4];
    i += 5;
    for (std::size_t m = 0; m < count; ++m) {
      result.measures.push_back(std::bit_cast<double>(words[i++]));
    }
    results.push_back(std::move(result));
  }
  return results;
}

void send(const Words& words, int to, int tag) {
  MPI_Send(words.data(), static_cast<int>(words.size()), MPI_UINT64_T, to, tag, MPI_COMM_WORLD);
}

Words receive(const MPI_Status& status) {
  int count = 0;
  MPI_Get_count(&status, MPI_UINT64_T, &count);
  Words words(static_cast<std::size_t>(count));
  MPI_Recv(words.data(), count, MPI_UINT64_T, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD,
           MPI_STATUS_IGNORE);
  return words;
}

std::string receive_text(const MPI_Status& status) {
  int count = 0;
  MPI_Get_count(&status, MPI_CHAR, &count);
  std::string text(static_cast<std::size_t>(count), ' ');
  MPI_Recv(text.data(), count, MPI_CHAR, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD,
           MPI_STATUS_IGNORE);
  return text;
}

// The jobs for a rank that asks: many while many are left, one at a time towards the end, so that
// nobody waits long for the last.
Words deal(Farm& farm, int ranks) {
  const auto share = static_cast<int>(farm.left() / static_cast<std::size_t>(16 * ranks));
  Words words;
  for (const Job& job : farm.deal(std::clamp(share, 1, kBatchMost))) {
    words.push_back(static_cast<uint64_t>(job.point));
    words.push_back(static_cast<uint64_t>(job.replication));
  }
  return words;
}

// Rank 0 answers one message, if there is one. `ended` counts the ranks that got no more jobs.
bool answer(Farm& farm, int ranks, const JobTaker& taker, int& ended) {
  int is_there = 0;
  MPI_Status status;
  MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &is_there, &status);
  if (is_there == 0) return false;
  if (status.MPI_TAG == kFailed) {
    Error error;
    error.found = receive_text(status);
    error.expected = "a run on rank " + std::to_string(status.MPI_SOURCE);
    farm.fail({error});
    ++ended;
    return true;
  }
  std::vector<JobResult> results = results_from(receive(status));
  if (!results.empty()) {
    const Errors errors = taker(std::move(results));
    if (!errors.empty()) farm.fail(errors);
  }
  const Words jobs = deal(farm, ranks);
  ended += jobs.empty();
  send(jobs, status.MPI_SOURCE, kJobs);
  return true;
}

}  // namespace

Errors Ranks::check() { return {}; }

Ranks::Ranks() {
  const bool by_mpirun = std::getenv("OMPI_COMM_WORLD_SIZE") != nullptr;
  const bool by_srun = std::getenv("PMIX_RANK") != nullptr || std::getenv("PMI_RANK") != nullptr;
  if (!by_mpirun && !by_srun) return;
  int provided = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &count_);
}

Ranks::~Ranks() {
  int is_begun = 0;
  MPI_Initialized(&is_begun);
  if (is_begun != 0) MPI_Finalize();
}

void Ranks::abort(int code) const {
  if (count_ > 1) MPI_Abort(MPI_COMM_WORLD, code);
}

Errors play_jobs_on(const Ranks& ranks, const std::vector<Job>& jobs, int threads,
                    const JobPlayer& player, const JobTaker& taker, const std::atomic<bool>& stop) {
  if (ranks.count() == 1) return play_jobs(jobs, threads, player, taker, stop);
  Farm farm(jobs, threads, player, stop);
  int ended = 1;  // rank 0 asks nobody
  while (ended < ranks.count() || !farm.is_over()) {
    const bool answered = answer(farm, ranks.count(), taker, ended);
    std::vector<JobResult> some = farm.finished(answered ? std::chrono::milliseconds{0} : kLook);
    if (some.empty()) {
      // With its own threads at an end it waits for the others alone.
      if (!answered && farm.is_over()) std::this_thread::sleep_for(kLook);
      continue;
    }
    const Errors errors = taker(std::move(some));
    if (!errors.empty()) farm.fail(errors);
  }
  return farm.errors();
}

void serve_jobs(const Ranks&, int threads, const JobPlayer& player, const std::atomic<bool>& stop) {
  Words results;
  while (true) {
    send(results, 0, kAsk);
    results.clear();
    MPI_Status status;
    MPI_Probe(0, kJobs, MPI_COMM_WORLD, &status);
    const Words words = receive(status);
    if (words.empty()) return;
    std::vector<Job> jobs;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
      jobs.push_back({static_cast<int>(words[i]), static_cast<int>(words[i + 1])});
    }
    const Errors errors = play_jobs(
        jobs, threads, player,
        [&](std::vector<JobResult>&& some) {
          for (const JobResult& result : some) append(result, results);
          return Errors{};
        },
        stop);
    if (errors.empty()) continue;
    const std::string text = to_text(errors.front());
    MPI_Send(text.data(), static_cast<int>(text.size()), MPI_CHAR, 0, kFailed, MPI_COMM_WORLD);
    return;
  }
}

}  // namespace khasan::study

#else

#include <cstdlib>

namespace khasan::study {

Errors Ranks::check() {
  if (std::getenv("OMPI_COMM_WORLD_SIZE") == nullptr) return {};
  Error error;
  error.found = "mpirun, and a program without MPI";
  error.expected = "a program built where Open MPI is installed";
  error.fix = "install libopenmpi-dev and build again, or leave out mpirun";
  return {error};
}

Ranks::Ranks() = default;
Ranks::~Ranks() = default;

void Ranks::abort(int) const {}

Errors play_jobs_on(const Ranks&, const std::vector<Job>& jobs, int threads,
                    const JobPlayer& player, const JobTaker& taker, const std::atomic<bool>& stop) {
  return play_jobs(jobs, threads, player, taker, stop);
}

void serve_jobs(const Ranks&, int, const JobPlayer&, const std::atomic<bool>&) {}

}  // namespace khasan::study

#endif
