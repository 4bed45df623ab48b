// What a replication of the flagship battle costs: both fights from orders to outcome, the start-up
// to the first step, and a reset from the compiled battle. Counters say what was done, so that a
// change of results shows up beside a change of speed: elements advanced ("element-steps") a
// second, steps, and the low bits of the final hash.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "load/battle.h"
#include "sim/run.h"
#include "sim/step.h"
#include "state/state.h"

namespace khasan::sim {
namespace {

const std::string kFolder = KHASAN_SOURCE_DIR "/battles/lake-khasan-1938";

const scenario::Scenario& battle() {
  static const auto loaded = load::load_battle(kFolder);
  if (!loaded) std::abort();
  return loaded.value();
}

// One run by the seed of the argument, as `khasan run --seed` plays its first replication.
void replication(benchmark::State& bench) {
  RunPlan plan;
  plan.seed = static_cast<uint64_t>(bench.range(0));
  uint64_t element_steps = 0, steps = 0, hash = 0;
  for (auto _ : bench) {
    const Outcome outcome = run(battle(), plan, nullptr, KeepLog::kNo);
    element_steps += outcome.element_steps;
    steps = outcome.steps;
    hash = outcome.hash;
  }
  bench.counters["element_steps/s"] =
      benchmark::Counter(static_cast<double>(element_steps), benchmark::Counter::kIsRate);
  bench.counters["steps"] = static_cast<double>(steps);
  bench.counters["hash_low"] = static_cast<double>(hash & 0xffff);
}
BENCHMARK(replication)->Arg(1)->Arg(2)->Arg(3)->Unit(benchmark::kMillisecond);

// From the files to the state after the first step.
void start_up(benchmark::State& bench) {
  for (auto _ : bench) {
    const auto loaded = load::load_battle(kFolder);
    if (!loaded) std::abort();
    const Rng rng(1, 0);
    state::State state = state::start(loaded.value(), rng, {});
    Workspace workspace;
    step(loaded.value(), state, rng, {}, workspace, nullptr);
    benchmark::DoNotOptimize(state.now);
  }
}
BENCHMARK(start_up)->Unit(benchmark::kMillisecond);

void reset_from_compiled_battle(benchmark::State& bench) {
  const Rng rng(1, 0);
  for (auto _ : bench) {
    const state::State state = state::start(battle(), rng, {});
    benchmark::DoNotOptimize(state.at.data());
  }
}
BENCHMARK(reset_from_compiled_battle)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace khasan::sim
