#include "study/estimate.h"

#include <algorithm>
#include <cmath>

#include "base/rng.h"

namespace khasan::study {

namespace {

constexpr uint64_t kBootstrapSeed = 1938;
constexpr int kResampleCount = 1000;  // the ends of a 95 % interval to within a few per cent of it
constexpr double kZ95 = 1.959963984540054;

// Mean of |x - value|, and the sum of |x - y| over all ordered pairs.
struct Distances {
  double to_value = 0, between = 0;
};

Distances distances(std::span<const double> samples, double value) {
  std::vector<double> sorted(samples.begin(), samples.end());
  std::sort(sorted.begin(), sorted.end());
  const double n = static_cast<double>(sorted.size());
  Distances d;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    d.to_value += std::fabs(sorted[i] - value) / n;
    // Each x_(i) stands i times on the right of a pair and n - 1 - i times on the left.
    d.between += 2 * sorted[i] * (2 * static_cast<double>(i) + 1 - n);
  }
  return d;
}

}  // namespace

double quantile_of(std::span<const double> sorted, double p) {
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] +
         (position - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

Interval wilson_interval(int k, int n) {
  if (n == 0) return {0, 1};
  const double share = static_cast<double>(k) / n, z2 = kZ95 * kZ95 / n;
  const double centre = (share + z2 / 2) / (1 + z2);
  const double half = kZ95 * std::sqrt(share * (1 - share) / n + z2 / (4.0 * n)) / (1 + z2);
  // At the ends the formula is exact, rounding is not.
  return {k == 0 ? 0 : centre - half, k == n ? 1 : centre + half};
}

double fair_crps(std::span<const double> samples, double value) {
  const Distances d = distances(samples, value);
  const double n = static_cast<double>(samples.size());
  return n < 2 ? d.to_value : d.to_value - d.between / (2 * n * (n - 1));
}

double plain_crps(std::span<const double> samples, double value) {
  const Distances d = distances(samples, value);
  const double n = static_cast<double>(samples.size());
  return d.to_value - d.between / (2 * n * n);
}

Resamples resample(std::span<const double> sorted, uint64_t key) {
  const Rng rng(kBootstrapSeed, 0);
  const std::size_t n = sorted.size();
  Resamples resamples;
  std::vector<double> drawn(n);
  std::vector<uint32_t> taken(n);
  for (int b = 0; b < kResampleCount; ++b) {
    std::fill(taken.begin(), taken.end(), 0u);
    for (std::size_t i = 0; i < n; i += 4) {
      const auto words = rng.words(Stream::kChance, Purpose::kBootstrap, key,
                                   static_cast<uint64_t>(b), Time{}, static_cast<uint32_t>(i));
      for (std::size_t j = i; j < std::min(n, i + 4); ++j) {
        taken[static_cast<std::size_t>(Rng::unit_interval(words[j - i]) *
                                       static_cast<double>(n))]++;
      }
    }
    // Counting in place of sorting: the samples are sorted already.
    std::size_t filled = 0;
    for (std::size_t i = 0; i < n; ++i) {
      for (uint32_t t = 0; t < taken[i]; ++t) drawn[filled++] = sorted[i];
    }
    resamples.p10.push_back(quantile_of(drawn, 0.1));
    resamples.p90.push_back(quantile_of(drawn, 0.9));
  }
  return resamples;
}

Interval middle_95(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {quantile_of(values, 0.025), quantile_of(values, 0.975)};
}

}  // namespace khasan::study
