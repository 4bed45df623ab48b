// What sight and ways cost. Rays over random pairs up to 1 km and 3 km on fractal ground of the
// battle's size, beside the plain ray that anybody would write first: 16-bit heights, the nearer
// two centres of each crossing, no vegetation, no curvature, no symmetry, stop when cut. The aim
// is 1.3 times the plain ray's time on the same pairs (docs/methods/line_of_sight.md). Each
// benchmark counts what it saw, so that a change of results shows up beside a change of speed.
#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/draw.h"
#include "base/maths.h"
#include "base/rng.h"
#include "support/small_ground.h"
#include "terrain/line_of_sight.h"
#include "terrain/paths.h"

namespace khasan::terrain {
namespace {

constexpr int kSide = 400;

double uniform(uint64_t n) { return static_cast<double>(mix(n * 77 + 5) >> 11) * 0x1.0p-53; }

// Sum of waves whose amplitude falls with their number: 300 m of relief.
double fractal_m(int column, int row) {
  double height_m = 150;
  for (uint64_t k = 1; k <= 48; ++k) {
    const double wave = std::pow(1.09, static_cast<double>(k)), turn = 2 * kPi * uniform(k);
    const double phase = column * std::cos(turn) + row * std::sin(turn);
    height_m += 70.0 / wave * std::sin(phase * 0.012 * wave + 6 * uniform(k + 500));
  }
  return height_m;
}

const Ground& bench_ground() {
  static const Ground ground(testing::layers_of(kSide, kSide, 25.0, fractal_m),
                             testing::simple_cover());
  return ground;
}

struct Pair {
  CellId a, b;
};

std::vector<Pair> pairs_within(double range_m) {
  const GridShape& s = bench_ground().shape();
  std::vector<Pair> pairs;
  for (uint64_t n = 1; pairs.size() < 4096; n += 4) {
    const int column = static_cast<int>(uniform(n) * kSide);
    const int row = static_cast<int>(uniform(n + 1) * kSide);
    const double reach = range_m / 25.0;
    const int c = column + static_cast<int>((uniform(n + 2) * 2 - 1) * reach);
    const int r = row + static_cast<int>((uniform(n + 3) * 2 - 1) * reach);
    if (!s.contains(c, r)) continue;
    const Pair pair{s.cell(column, row), s.cell(c, r)};
    if (distance_m(s.centre_of(pair.a), s.centre_of(pair.b)) <= range_m) pairs.push_back(pair);
  }
  return pairs;
}

bool plain_ray(const int16_t* dm, int width, Pair pair, double eye_dm, double target_dm) {
  const int a = static_cast<int>(pair.a.index()), b = static_cast<int>(pair.b.index());
  const int x1 = a % width, y1 = a / width, x2 = b % width, y2 = b / width;
  const int dx = x2 - x1, dy = y2 - y1;
  const bool along_row = std::abs(dx) >= std::abs(dy);
  const int n = along_row ? std::abs(dx) : std::abs(dy);
  if (n < 2) return true;
  const double z1 = dm[pair.a.index()] + eye_dm, z2 = dm[pair.b.index()] + target_dm;
  const double sx = static_cast<double>(dx) / n, sy = static_cast<double>(dy) / n;
  const double sz = (z2 - z1) / n;
  for (int i = 1; i < n; ++i) {
    const double minor = along_row ? y1 + sy * i : x1 + sx * i;
    const int low = static_cast<int>(minor);
    const double f = minor - low;
    const int first =
        along_row ? low * width + x1 + (dx < 0 ? -i : i) : (y1 + (dy < 0 ? -i : i)) * width + low;
    const int second = f > 0 ? first + (along_row ? width : 1) : first;
    const double h = dm[first] + (dm[second] - dm[first]) * f;
    if (h > z1 + sz * i) return false;
  }
  return true;
}

void plain(benchmark::State& state) {
  const auto pairs = pairs_within(static_cast<double>(state.range(0)));
  std::vector<int16_t> dm;
  for (std::size_t i = 0; i < bench_ground().shape().cell_count(); ++i) {
    dm.push_back(static_cast<int16_t>(bench_ground().height_dm(CellId{i})));
  }
  int64_t open = 0, rays = 0;
  for (auto _ : state) {
    const Pair pair = pairs[static_cast<std::size_t>(rays++ & 4095)];
    open += plain_ray(dm.data(), kSide, pair, 20, 15);
  }
  state.counters["open"] = static_cast<double>(open) / static_cast<double>(rays);
}
BENCHMARK(plain)->Arg(1000)->Arg(3000);

void between_cells(benchmark::State& state) {
  const auto pairs = pairs_within(static_cast<double>(state.range(0)));
  int64_t open = 0, rays = 0;
  for (auto _ : state) {
    const Pair pair = pairs[static_cast<std::size_t>(rays++ & 4095)];
    open += visible(bench_ground(), pair.a, 2.0, pair.b, 1.5);
  }
  state.counters["open"] = static_cast<double>(open) / static_cast<double>(rays);
}
BENCHMARK(between_cells)->Arg(1000)->Arg(3000);

void between_points(benchmark::State& state) {
  const auto pairs = pairs_within(static_cast<double>(state.range(0)));
  std::vector<std::array<Point, 2>> ends;
  for (const Pair pair : pairs) {
    ends.push_back({bench_ground().centre_of(pair.a), bench_ground().centre_of(pair.b)});
  }
  int64_t open = 0, rays = 0;
  for (auto _ : state) {
    const auto& [eye, target] = ends[static_cast<std::size_t>(rays++ & 4095)];
    open += visible(bench_ground(), eye, 2.0, target, 1.5);
  }
  state.counters["open"] = static_cast<double>(open) / static_cast<double>(rays);
}
BENCHMARK(between_points)->Arg(1000)->Arg(3000);

void whole_viewshed(benchmark::State& state) {
  const Observer eye{bench_ground().shape().cell(kSide / 2, kSide / 2), 2.0};
  for (auto _ : state) benchmark::DoNotOptimize(lowest_visible_m(bench_ground(), eye));
  state.SetItemsProcessed(state.iterations() * kSide * kSide);
}
BENCHMARK(whole_viewshed)->Unit(benchmark::kMillisecond);

void flow_field(benchmark::State& state) {
  const std::array goals{bench_ground().shape().cell(kSide / 2, kSide / 2)};
  for (auto _ : state) {
    benchmark::DoNotOptimize(compute_flow_field(bench_ground(), testing::simple_foot(), goals));
  }
  state.SetItemsProcessed(state.iterations() * kSide * kSide);
}
BENCHMARK(flow_field)->Unit(benchmark::kMillisecond);

void single_path(benchmark::State& state) {
  const auto pairs = pairs_within(2000);
  std::size_t n = 0;
  for (auto _ : state) {
    const Pair pair = pairs[n++ & 4095];
    benchmark::DoNotOptimize(find_path(bench_ground(), testing::simple_foot(), pair.a, pair.b));
  }
}
BENCHMARK(single_path)->Unit(benchmark::kMicrosecond);

void keyed_draw(benchmark::State& state) {
  const Rng rng(1938, 0);
  double sum = 0;
  for (uint64_t n = 0; auto _ : state) sum += rng.uniform(Purpose::kTest, ++n, 0, seconds(1));
  benchmark::DoNotOptimize(sum);
}
BENCHMARK(keyed_draw);

void binomial_draw(benchmark::State& state) {
  int64_t sum = 0;
  for (uint64_t n = 0; auto _ : state) {
    sum += binomial_from(uniform(++n), static_cast<int>(state.range(0)), 0.02);
  }
  benchmark::DoNotOptimize(sum);
}
BENCHMARK(binomial_draw)->Arg(10)->Arg(200);

}  // namespace
}  // namespace khasan::terrain
