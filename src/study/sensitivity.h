// How much of the spread of an outcome each factor explains: Sobol indices. Nothing here knows of
// battles. Definitions and sources: docs/methods/designs.md.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "study/estimate.h"

namespace khasan::study {

// Of one factor. `first`: the share of the variance that goes when this factor alone is known;
// `total`: the share that is left when all others are known. Estimates may lie a little outside
// 0..1.
struct SobolIndex {
  double first = 0, total = 0;
  Interval first_ci, total_ci;  // 95 %, bootstrap over rows
};

struct SobolIndices {
  int n = 0;            // rows in which all runs gave a value
  double variance = 0;  // of the outcome
  std::vector<SobolIndex> factors;
};

inline constexpr int kSobolRowsMin = 10;  // fewer say nothing

// `outcomes` of the points of a pick-freeze design in their order (design.h): n of A, n of B, and n
// for each factor. First-order estimator of Saltelli et al. (2010), total of Jansen (1999). A row
// with a NaN in it is left out; without variance, or with fewer than kSobolRowsMin rows, all
// indices are 0 with the interval [0, 1].
SobolIndices sobol_indices(std::span<const double> outcomes, std::size_t factors);

}  // namespace khasan::study
