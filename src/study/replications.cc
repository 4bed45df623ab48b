#include "study/replications.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "base/hash.h"
#include "study/curves.h"

namespace khasan::study {

namespace {

using scenario::Scenario;

// What the threads share: the next number to take, and who is told.
struct Pool {
  int numbers;
  const StudyControl& control;
  std::atomic<int> next{0};
  std::mutex telling;
  int done = 0;

  bool is_stopped() const { return control.stop != nullptr && control.stop->load(); }
  void work(const std::function<void(int)>& play_one);
};

void Pool::work(const std::function<void(int)>& play_one) {
  while (!is_stopped()) {
    const int number = next.fetch_add(1);
    if (number >= numbers) return;
    play_one(number);
    const std::scoped_lock lock(telling);
    ++done;
    if (control.progress) control.progress(done);
  }
}

}  // namespace

uint64_t Replications::element_steps() const {
  uint64_t sum = 0;
  for (const Replication& run : runs) sum += run.element_steps;
  return sum;
}

uint64_t Replications::hash() const {
  Hasher hasher;
  for (const Replication& run : runs) hasher.add(run.hash);
  return hasher.value();
}

std::vector<double> Replications::samples_of(std::size_t measure) const {
  std::vector<double> samples;
  for (const Replication& run : runs) samples.push_back(run.measures[measure]);
  return samples;
}

Rng rng_of_run(const StudyPlan& plan, int number) {
  return {plan.seed, plan.first + static_cast<uint64_t>(number)};
}

sim::RunPlan plan_of_run(const StudyPlan& plan, int number) {
  return {plan.seed, plan.first + static_cast<uint64_t>(number), plan.start, plan.step,
          plan.campaign};
}

sim::Play begin_run(const Scenario& scenario, const StudyPlan& plan, int number) {
  const sim::RunPlan run_plan = plan_of_run(plan, number);
  return plan.from != nullptr ? sim::Play(scenario, run_plan, *plan.from)
                              : sim::Play(scenario, run_plan);
}

Replication finish_run(sim::Play& play, int number, sim::Watcher* watcher) {
  sim::Outcome outcome = sim::finish(play, watcher);
  return {number, std::move(outcome.measures), outcome.hash, outcome.element_steps,
          {},     std::move(outcome.ledger)};
}

Replication play(const Scenario& scenario, const StudyPlan& plan, int number,
                 sim::Watcher* watcher) {
  std::optional<CurveRecorder> curves;
  if (plan.curves) curves.emplace(scenario);
  std::vector<sim::Watcher*> watching;
  if (curves) watching.push_back(&*curves);
  if (watcher != nullptr) watching.push_back(watcher);
  sim::Watchers all(std::move(watching));
  sim::Play play = begin_run(scenario, plan, number);
  Replication run = finish_run(play, number, &all);
  if (curves) run.curves = curves->take();
  return run;
}

void play_numbers(int numbers, int threads, const StudyControl& control,
                  const std::function<std::function<void(int)>()>& player) {
  if (numbers < 1) return;
  Pool pool{numbers, control, {}, {}, 0};
  std::vector<std::jthread> others;
  for (int t = 1; t < std::clamp(threads, 1, numbers); ++t) {
    others.emplace_back([&] { pool.work(player()); });
  }
  pool.work(player());
}

Replications run_replications(const Scenario& scenario, const StudyPlan& plan,
                              const StudyControl& control) {
  std::vector<std::optional<Replication>> results(static_cast<std::size_t>(plan.replications));
  const auto play_one = [&](scenario::EvidenceDrawer& drawer, int number) {
    if (control.played != nullptr && control.played->number == number) return *control.played;
    return play(drawer.scenario_of(rng_of_run(plan, number)), plan, number);
  };
  play_numbers(plan.replications, plan.threads, control, [&] {
    const auto drawer = std::make_shared<scenario::EvidenceDrawer>(scenario, plan.evidence);
    return [&, drawer](int number) {
      results[static_cast<std::size_t>(number)] = play_one(*drawer, number);
    };
  });
  Replications all;
  for (std::optional<Replication>& result : results) {
    if (result) all.runs.push_back(std::move(*result));
  }
  all.interrupted = all.count() < plan.replications;
  return all;
}

}  // namespace khasan::study
