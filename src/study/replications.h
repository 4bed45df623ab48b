// Many runs of one scenario on some threads. Run k depends on the seed and on k alone, results are
// kept by k: the number of threads cannot matter. What is finished survives an interruption.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "scenario/evidence.h"
#include "scenario/scenario.h"
#include "sim/run.h"

namespace khasan::study {

struct StudyPlan {
  uint64_t seed = 1;
  int replications = 40;
  int threads = 1;
  state::StartOptions start;
  scenario::Drawing evidence = scenario::Drawing::kNone;
  sim::StepOptions step;
  bool curves = false;                   // keep the curves (curves.h) of every run
  uint64_t first = 0;                    // replication of run 0
  const sim::SavedPlay* from = nullptr;  // where every run begins; null: at the start of the battle
  sim::Campaign campaign;                // of a free battle: one that remembers nothing of a run
};

// One finished run.
struct Replication {
  int number = 0;
  std::vector<double> measures;  // by position in scenario.measures; NaN: did not happen
  uint64_t hash = 0;             // of its final state
  uint64_t element_steps = 0;
  std::vector<std::vector<float>> curves;
  sim::LedgerValues ledger;
};

struct Replications {
  std::vector<Replication> runs;  // finished ones, by number
  bool interrupted = false;

  int count() const { return static_cast<int>(runs.size()); }
  uint64_t element_steps() const;
  // Over the final states of all runs, in order.
  uint64_t hash() const;
  // One measure of every run, in order.
  std::vector<double> samples_of(std::size_t measure) const;
};

// What may be watched and stopped from outside. `progress` is called after every run with how many
// are done, from one thread at a time.
struct StudyControl {
  std::function<void(int done)> progress;
  const std::atomic<bool>* stop = nullptr;
  const Replication* played = nullptr;  // a run of the same plan that need not be played again
};

// The chance of a run, and how it is to be played.
Rng rng_of_run(const StudyPlan& plan, int number);
sim::RunPlan plan_of_run(const StudyPlan& plan, int number);
// The run where it begins; keeps a reference to the scenario, which has the figures drawn for it.
sim::Play begin_run(const scenario::Scenario& scenario, const StudyPlan& plan, int number);
// Plays a run on to its end, and says what it came to.
Replication finish_run(sim::Play& play, int number, sim::Watcher* watcher = nullptr);
// Plays one run of the study; `scenario` has the figures drawn for it.
Replication play(const scenario::Scenario& scenario, const StudyPlan& plan, int number,
                 sim::Watcher* watcher = nullptr);
// Calls for each of the numbers 0 to numbers - 1 once what `player` gives; each thread asks it for
// one of its own.
void play_numbers(int numbers, int threads, const StudyControl& control,
                  const std::function<std::function<void(int)>()>& player);
Replications run_replications(const scenario::Scenario& scenario, const StudyPlan& plan,
                              const StudyControl& control = {});

}  // namespace khasan::study
