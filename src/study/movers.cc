#include "study/movers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/draw.h"

namespace khasan::study {

namespace {

constexpr double kZ95 = 1.959963984540054, kLevel = 0.05;
constexpr int kFewestRuns = 10;  // a middle 80 % needs as many (docs/methods/scoring.md)
// Variance of Fisher's z of a rank correlation where there is none, times n - 3 (Fieller,
// Hartley and Pearson 1957).
constexpr double kFieller = 1.06;
constexpr double kNearlyOne = 0.999999;  // Fisher's z of 1 is infinite

std::vector<double> ranks_of(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i + 1;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    for (std::size_t j = i; j < end; ++j) {
      ranks[order[j]] = static_cast<double>(i + end - 1) / 2;
    }
    i = end;
  }
  return ranks;
}

double fisher_z(double rho) { return std::atanh(std::clamp(rho, -kNearlyOne, kNearlyOne)); }

}  // namespace

double rank_correlation(std::span<const double> x, std::span<const double> y) {
  const std::vector<double> a = ranks_of(x), b = ranks_of(y);
  const double mean = (static_cast<double>(a.size()) - 1) / 2;
  double aa = 0, bb = 0, ab = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    aa += (a[i] - mean) * (a[i] - mean);
    bb += (b[i] - mean) * (b[i] - mean);
    ab += (a[i] - mean) * (b[i] - mean);
  }
  return aa > 0 && bb > 0 ? std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0) : 0;
}

Interval rank_correlation_interval(double rho, int n) {
  if (n < 4) return {-1, 1};
  const double half = kZ95 * std::sqrt((1 + rho * rho / 2) / (n - 3)), z = fisher_z(rho);
  return {std::tanh(z - half), std::tanh(z + half)};
}

bool is_significant(double rho, int n, int count) {
  if (n < kFewestRuns || count < 1) return false;
  const double limit = normal_from(1 - kLevel / (2.0 * count), 0, 1);
  return std::fabs(fisher_z(rho)) > limit * std::sqrt(kFieller / (n - 3));
}

std::vector<Mover> movers_of(const std::vector<std::vector<double>>& inputs,
                             std::span<const double> outcome, std::size_t most) {
  const int n = static_cast<int>(outcome.size());
  std::vector<Mover> movers;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const double rho = rank_correlation(inputs[i], outcome);
    if (!is_significant(rho, n, static_cast<int>(inputs.size()))) continue;
    movers.push_back({i, rho, rank_correlation_interval(rho, n), n});
  }
  std::stable_sort(movers.begin(), movers.end(), [](const Mover& a, const Mover& b) {
    return std::fabs(a.rho) > std::fabs(b.rho);
  });
  movers.resize(std::min(movers.size(), most));
  return movers;
}

}  // namespace khasan::study
