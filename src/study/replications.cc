#include "study/replications.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>

#include "base/hash.h"
#include "study/curves.h"

namespace khasan::study {

namespace {

using scenario::Scenario;

// What the threads share: the next run to take, and the place for each result.
struct Pool {
  const Scenario& scenario;
  const StudyPlan& plan;
  const StudyControl& control;
  std::atomic<int> next{0};
  std::vector<std::optional<Replication>> results;
  std::mutex telling;
  int done = 0;

  bool is_stopped() const { return control.stop != nullptr && control.stop->load(); }
  Replication result_of(scenario::EvidenceDrawer& drawer, int number) const;
  void work();
};

Replication Pool::result_of(scenario::EvidenceDrawer& drawer, int number) const {
  if (control.played != nullptr && control.played->number == number) return *control.played;
  return play(drawer.scenario_of(rng_of_run(plan, number)), plan, number);
}

void Pool::work() {
  scenario::EvidenceDrawer drawer(scenario, plan.evidence);
  while (!is_stopped()) {
    const int number = next.fetch_add(1);
    if (number >= plan.replications) return;
    results[static_cast<std::size_t>(number)] = result_of(drawer, number);
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
  return {plan.seed, plan.first + static_cast<uint64_t>(number), plan.start, plan.step};
}

Replication play(const Scenario& scenario, const StudyPlan& plan, int number,
                 sim::Watcher* watcher) {
  std::optional<CurveRecorder> curves;
  if (plan.curves) curves.emplace(scenario);
  std::vector<sim::Watcher*> watching;
  if (curves) watching.push_back(&*curves);
  if (watcher != nullptr) watching.push_back(watcher);
  sim::Watchers all(std::move(watching));
  const sim::RunPlan run_plan = plan_of_run(plan, number);
  sim::Play play = plan.from != nullptr ? sim::Play(scenario, run_plan, *plan.from)
                                        : sim::Play(scenario, run_plan);
  sim::Outcome outcome = sim::finish(play, &all);
  Replication run{number, std::move(outcome.measures), outcome.hash, outcome.element_steps,
                  {},     std::move(outcome.ledger)};
  if (curves) run.curves = curves->take();
  return run;
}

Replications run_replications(const Scenario& scenario, const StudyPlan& plan,
                              const StudyControl& control) {
  Pool pool{scenario, plan, control, {}, {}, {}, 0};
  pool.results.resize(static_cast<std::size_t>(plan.replications));
  {
    std::vector<std::jthread> threads;
    const int helpers = std::clamp(plan.threads, 1, plan.replications) - 1;
    for (int t = 0; t < helpers; ++t) threads.emplace_back([&pool] { pool.work(); });
    pool.work();
  }
  Replications all;
  for (std::optional<Replication>& result : pool.results) {
    if (result) all.runs.push_back(std::move(*result));
  }
  all.interrupted = all.count() < plan.replications;
  return all;
}

}  // namespace khasan::study
