// Goal: every job is played and taken once for any number of threads; errors and a stop end the
// work and lose nothing that was finished. Method: jobs that only count.
#include "study/farm.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace khasan::study {
namespace {

std::vector<Job> jobs_of(int count) {
  std::vector<Job> jobs;
  for (int i = 0; i < count; ++i) jobs.push_back({i / 7, i % 7});
  return jobs;
}

Result<JobResult> play_it(const Job& job) {
  return JobResult{job, static_cast<uint64_t>(7 * job.point + job.replication), 1, {}};
}

TEST(Farm, plays_every_job_once_for_any_number_of_threads) {
  const std::vector<Job> jobs = jobs_of(500);
  for (const int threads : {1, 2, 7}) {
    std::multiset<Job> taken;
    const std::atomic<bool> stop{false};
    const Errors errors = play_jobs(
        jobs, threads, play_it,
        [&](std::vector<JobResult>&& some) {
          for (const JobResult& one : some) taken.insert(one.job);
          return Errors{};
        },
        stop);
    EXPECT_TRUE(errors.empty());
    EXPECT_EQ(taken, std::multiset<Job>(jobs.begin(), jobs.end()));
  }
}

TEST(Farm, an_error_ends_the_work_and_keeps_what_is_finished) {
  const std::vector<Job> jobs = jobs_of(100);
  std::size_t taken = 0;
  const std::atomic<bool> stop{false};
  const auto player = [](const Job& job) -> Result<JobResult> {
    Error error;
    error.found = "a point that cannot be played";
    if (job.point == 5) return error;
    return play_it(job);
  };
  const auto taker = [&](std::vector<JobResult>&& some) {
    taken += some.size();
    return Errors{};
  };
  const Errors errors = play_jobs(jobs, 2, player, taker, stop);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].found, "a point that cannot be played");
  EXPECT_GE(taken, 34u);
  EXPECT_LT(taken, 45u);
}

TEST(Farm, errors_of_who_takes_and_a_stop_end_it_too) {
  const std::vector<Job> jobs = jobs_of(100'000);
  std::atomic<bool> stop{false};
  std::size_t taken = 0;
  const Errors full = play_jobs(
      jobs, 2, play_it, [](std::vector<JobResult>&&) { return Errors{Error{}}; }, stop);
  EXPECT_EQ(full.size(), 1u);
  // Whoever is ahead of the taker waits for the stop, or a slow machine would play them all before.
  const auto waiting = [&](const Job& job) {
    while (job.point > 10 && !stop) std::this_thread::yield();
    return play_it(job);
  };
  const Errors stopped = play_jobs(
      jobs, 2, waiting,
      [&](std::vector<JobResult>&& some) {
        taken += some.size();
        stop = true;
        return Errors{};
      },
      stop);
  EXPECT_TRUE(stopped.empty());
  EXPECT_GT(taken, 0u);
  EXPECT_LT(taken, jobs.size());
}

TEST(Farm, jobs_dealt_to_others_are_not_played_here) {
  const std::vector<Job> jobs = jobs_of(20);
  const std::atomic<bool> stop{false};
  const JobPlayer player = play_it;
  Farm farm(jobs, 0, player, stop);
  EXPECT_EQ(farm.left(), 20u);
  const std::vector<Job> dealt = farm.deal(15), rest = farm.deal(15);
  EXPECT_EQ(dealt.size() + rest.size(), 20u);
  EXPECT_EQ(rest.back(), jobs.back());
  EXPECT_EQ(farm.left(), 0u);
}

}  // namespace
}  // namespace khasan::study
