#include "study/shapley.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/rng.h"
#include "study/pairs.h"

namespace khasan::study {

namespace {

constexpr std::size_t kResamples = 2000;

// s! (n - s - 1)! / n!: the chance that exactly a set of s stands before a player in a random
// order of n.
double weight_of(std::size_t n, std::size_t s) {
  double weight = 1.0 / static_cast<double>(n);
  for (std::size_t i = 1; i <= s; ++i) {
    weight *= static_cast<double>(i) / static_cast<double>(n - i);
  }
  return weight;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

// Mean and interval of one number of every run.
PairedDifference estimate_of(const std::vector<double>& values) {
  return paired_difference(std::vector<double>(values.size()), values);
}

double share_of(double value, double sum) { return sum > 0 ? std::fabs(value) / sum : 0; }

// Fills the shares from the values of all runs: `values[player][run]`.
void fill_shares(const std::vector<std::vector<double>>& values, ShapleyShares& shares) {
  const std::size_t players = values.size(), n = values.empty() ? 0 : values[0].size();
  double sum = 0;
  for (const PlayerShare& player : shares.players) sum += std::fabs(player.value);
  for (PlayerShare& player : shares.players) player.share = share_of(player.value, sum);
  std::vector<std::vector<double>> resampled(players);
  const Rng rng(1, 0);
  for (std::size_t b = 0; n > 0 && b < kResamples; ++b) {
    std::vector<double> means(players);
    for (std::size_t draw = 0; draw < n; ++draw) {
      const double u = rng.uniform(Purpose::kBootstrap, b, draw, Time{});
      const auto run = std::min(n - 1, static_cast<std::size_t>(u * static_cast<double>(n)));
      for (std::size_t p = 0; p < players; ++p) means[p] += values[p][run];
    }
    double all = 0;
    for (const double mean : means) all += std::fabs(mean);
    for (std::size_t p = 0; p < players; ++p) resampled[p].push_back(share_of(means[p], all));
  }
  for (std::size_t p = 0; p < players; ++p) {
    shares.players[p].share_ci = shares.n < kPairsMin ? Interval{0, 1} : middle_95(resampled[p]);
  }
}

}  // namespace

std::vector<double> shapley_values(std::span<const double> worth, std::size_t players) {
  std::vector<double> values(players);
  for (std::size_t set = 0; set < worth.size(); ++set) {
    for (std::size_t p = 0; p < players; ++p) {
      const std::size_t bit = std::size_t{1} << p;
      if ((set & bit) != 0) continue;
      const auto size = static_cast<std::size_t>(std::popcount(set));
      values[p] += weight_of(players, size) * (worth[set | bit] - worth[set]);
    }
  }
  return values;
}

double interaction_of(std::span<const double> worth, std::size_t players, std::size_t a,
                      std::size_t b) {
  const std::size_t both = (std::size_t{1} << a) | (std::size_t{1} << b);
  const std::size_t one = std::size_t{1} << a, other = std::size_t{1} << b;
  double value = 0;
  for (std::size_t set = 0; set < worth.size(); ++set) {
    if ((set & both) != 0) continue;
    const auto size = static_cast<std::size_t>(std::popcount(set));
    value += weight_of(players - 1, size) *
             (worth[set | both] - worth[set | one] - worth[set | other] + worth[set]);
  }
  return value;
}

ShapleyShares shapley_shares(const std::vector<std::vector<double>>& worth, std::size_t players) {
  ShapleyShares shares;
  std::vector<std::vector<double>> values(players);
  std::vector<const std::vector<double>*> whole;
  for (const std::vector<double>& run : worth) {
    if (std::any_of(run.begin(), run.end(), [](double w) { return std::isnan(w); })) continue;
    whole.push_back(&run);
    const std::vector<double> of_run = shapley_values(run, players);
    for (std::size_t p = 0; p < players; ++p) values[p].push_back(of_run[p]);
  }
  shares.n = static_cast<int>(whole.size());
  for (std::size_t p = 0; p < players; ++p) {
    const Interval ci = estimate_of(values[p]).ci95;
    shares.players.push_back({mean_of(values[p]), ci, 0, {}});
  }
  for (std::size_t a = 0; a < players; ++a) {
    for (std::size_t b = a + 1; b < players; ++b) {
      std::vector<double> of_runs;
      for (const auto* run : whole) of_runs.push_back(interaction_of(*run, players, a, b));
      shares.pairs.push_back({a, b, mean_of(of_runs), estimate_of(of_runs).ci95});
    }
  }
  fill_shares(values, shares);
  return shares;
}

}  // namespace khasan::study
