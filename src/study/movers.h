// Which inputs move an outcome: rank correlation of what was drawn with what came out, over runs.
// Nothing here knows of battles. Definitions and sources: docs/methods/evidence.md.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "study/estimate.h"

namespace khasan::study {

// Spearman's rank correlation, ties at their mean rank; 0 where one of the two does not vary.
double rank_correlation(std::span<const double> x, std::span<const double> y);
// 95 % interval of a rank correlation of n pairs (Bonett and Wright 2000); [-1, 1] for n < 4.
Interval rank_correlation_interval(double rho, int n);
// Whether it differs from none at 5 %, when it is one of `count` that were looked at (Bonferroni).
bool is_significant(double rho, int n, int count);

struct Mover {
  std::size_t input = 0;  // position in `inputs`
  double rho = 0;
  Interval ci;
  int n = 0;
};
// At most `most` inputs that significantly move the outcome, the strongest first. `inputs[i][r]`
// and `outcome[r]` are of run r.
std::vector<Mover> movers_of(const std::vector<std::vector<double>>& inputs,
                             std::span<const double> outcome, std::size_t most);

}  // namespace khasan::study
