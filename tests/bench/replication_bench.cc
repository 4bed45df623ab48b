// What a replication of the flagship battle costs: both fights from orders to outcome, the start-up
// to the first step, and a reset from the compiled battle. Counters say what was done, so that a
// change of results shows up beside a change of speed: elements advanced ("awake" element-steps)
// and those that slept through one of the ten-second steps of contact, lines of sight asked for,
// shots, steps, and the low bits of the final hash. Instructions are counted where the processor
// and the kernel let us.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "load/battle.h"
#include "sim/step.h"
#include "state/state.h"
#include "support/instruction_count.h"

namespace khasan::sim {
namespace {

const std::string kFolder = KHASAN_SOURCE_DIR "/battles/lake-khasan-1938";

const scenario::Scenario& battle() {
  static const auto loaded = load::load_battle(kFolder);
  if (!loaded) std::abort();
  return loaded.value();
}

// What one run did.
struct Work {
  double awake = 0;    // element-steps
  double contact = 0;  // of these, in steps in which somebody fired
  double steps = 0, asked = 0, shots = 0;
  double contact_instructions = 0;
  uint64_t hash = 0;
};

Work play(uint64_t seed, const testing::InstructionCount& instructions) {
  const Rng rng(seed, 0);
  state::State state = state::start(battle(), rng, {});
  StepOptions options;
  options.until = battle().end;
  Workspace workspace;
  state::EventLog log;
  Work work;
  while (state.now < options.until) {
    log.clear();
    const uint64_t before = instructions.now();
    step(battle(), state, rng, options, workspace, &log);
    const auto awake = static_cast<double>(workspace.tick.due.size());
    const auto shots = std::count_if(log.begin(), log.end(), [](const state::Event& event) {
      return event.kind == state::EventKind::k_shots;
    });
    work.awake += awake;
    work.shots += static_cast<double>(shots);
    if (shots > 0) {
      work.contact += awake;
      work.contact_instructions += static_cast<double>(instructions.now() - before);
    }
    ++work.steps;
  }
  work.asked = static_cast<double>(workspace.tick.lines.asked());
  work.hash = state::hash(state);
  return work;
}

// The run of that seed, as `khasan run --seed` plays its first replication.
void replication(benchmark::State& bench) {
  const testing::InstructionCount instructions;
  Work work;
  for (auto _ : bench) work = play(static_cast<uint64_t>(bench.range(0)), instructions);
  const double ticks =
      (battle().end - battle().start).seconds() / StepOptions{}.times.contact.seconds();
  auto& counters = bench.counters;
  counters["element_steps/s"] = benchmark::Counter(
      work.awake * static_cast<double>(bench.iterations()), benchmark::Counter::kIsRate);
  counters["awake"] = work.awake;
  counters["asleep"] = ticks * static_cast<double>(battle().elements.size()) - work.awake;
  counters["lines_asked"] = work.asked;
  counters["shots"] = work.shots;
  counters["steps"] = work.steps;
  counters["hash_low"] = static_cast<double>(work.hash & 0xffff);
  if (work.contact_instructions > 0) {
    counters["instructions/contact_step"] = work.contact_instructions / work.contact;
  }
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
