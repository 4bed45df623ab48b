// What a crisis costs: whole runs at the best numbers of Lake Khasan with the fast battle, with
// what both sides learn, and with every measure, as the odds count them. One core; crises a minute.
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "crisis/course.h"
#include "load/crisis_file.h"
#include "sim/aftermath.h"
#include "study/crisis_odds.h"

namespace khasan {
namespace {

const crisis::Theatre& theatre() {
  static const auto loaded = load::load_crisis(KHASAN_SOURCE_DIR "/battles/lake-khasan-1938");
  if (!loaded) std::abort();
  return loaded.value();
}

void count(benchmark::State& bench, double crises_each) {
  bench.counters["crises/min"] = benchmark::Counter(
      60 * crises_each * static_cast<double>(bench.iterations()), benchmark::Counter::kIsRate);
}

void crises(benchmark::State& bench) {
  uint64_t k = 0;
  double days = 0;
  for (auto _ : bench) {
    days += crisis::run_crisis(theatre(), theatre().numbers, Rng(1, k++ % 4096)).end_day;
  }
  benchmark::DoNotOptimize(days);
  count(bench, 1);
  // A change of results shows up beside a change of speed.
  double total = 0;
  for (uint64_t i = 0; i < 256; ++i) {
    total += crisis::run_crisis(theatre(), theatre().numbers, Rng(1, i)).end_day;
  }
  bench.counters["mean_end_day"] = total / 256;
}
BENCHMARK(crises)->Unit(benchmark::kMicrosecond);

void crises_told(benchmark::State& bench) {
  uint64_t k = 0;
  std::vector<crisis::Told> told;
  for (auto _ : bench) {
    told.clear();
    crisis::run_crisis(theatre(), theatre().numbers, Rng(1, k++ % 4096), &told);
    benchmark::DoNotOptimize(told.data());
  }
  count(bench, 1);
}
BENCHMARK(crises_told)->Unit(benchmark::kMicrosecond);

void odds_of_one_set(benchmark::State& bench) {
  study::OddsPlan plan;
  plan.runs = 1000;
  for (auto _ : bench) {
    benchmark::DoNotOptimize(study::odds_of_set(theatre(), theatre().numbers, plan).value.data());
  }
  count(bench, plan.runs);
}
BENCHMARK(odds_of_one_set)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace khasan
