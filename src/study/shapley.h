// Shapley shares: how much of a joint effect each cause has, where every set of them has been
// tried. Nothing here knows of battles. Definitions and sources: docs/methods/explanations.md.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "study/estimate.h"

namespace khasan::study {

inline constexpr std::size_t kPlayersMax = 8;  // 256 sets

// Shapley values (Shapley 1953) of a game of `players`: worth[set] by set of those who take part,
// bit i for player i, 2^players in all. They add up to worth of all less worth of none.
std::vector<double> shapley_values(std::span<const double> worth, std::size_t players);
// The Shapley interaction index of two players (Grabisch and Roubens 1999): above 0 where together
// they do more than the sum of each.
double interaction_of(std::span<const double> worth, std::size_t players, std::size_t a,
                      std::size_t b);

struct PlayerShare {
  double value = 0;   // mean over runs
  Interval ci;        // 95 % (Student)
  double share = 0;   // |value| of the sum of all |values|, 0..1; 0 where nobody does anything
  Interval share_ci;  // 95 %, bootstrap over runs
};

struct Interaction {
  std::size_t a = 0, b = 0;  // players, a < b
  double value = 0;
  Interval ci;
};

struct ShapleyShares {
  int n = 0;  // runs in which every set gave a number
  std::vector<PlayerShare> players;
  std::vector<Interaction> pairs;
};

// `worth[run][set]`; runs with a NaN are left out. Intervals are infinite for fewer than kPairsMin
// runs.
ShapleyShares shapley_shares(const std::vector<std::vector<double>>& worth, std::size_t players);

}  // namespace khasan::study
