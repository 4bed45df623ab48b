// Coupled pairs: the same run under two scenarios, with the same chance wherever both meet it.
// Their difference is what the change did; what chance did to both falls out of it
// (docs/methods/coupled_pairs.md).
#pragma once

#include <vector>

#include "scenario/scenario.h"
#include "study/estimate.h"
#include "study/replications.h"

namespace khasan::study {

inline constexpr int kPairsMin = 10;  // fewer give no interval

// One measure over all pairs, second less first.
struct PairedDifference {
  std::size_t measure = 0;                 // position in scenario.measures
  int n = 0;                               // pairs in which it happened in both runs
  int only_first = 0, only_second = 0;     // pairs in which it happened in one
  double mean_first = 0, mean_second = 0;  // over the n pairs
  double difference = 0;                   // mean of second less first
  Interval ci95;                           // of that mean (Student); infinite for n < kPairsMin
  double share_more = 0, share_less = 0;   // of the pairs: difference above and below 0
  // (Var first + Var second) / Var difference: how many times more independent pairs the same
  // interval would need. Infinite where all differences are equal, 1 for n < 2.
  double variance_reduction = 1;

  bool is_clear() const { return n >= kPairsMin && (ci95.low > 0 || ci95.high < 0); }
  double half_width() const { return (ci95.high - ci95.low) / 2; }
};

// Quantile of Student's t, 0 < p < 1, `dof` >= 1.
double student_quantile(double p, int dof);
double student_975(int dof);

// Of measures in their order; those that no mechanism produces are left out. Both studies have the
// same runs, by number.
std::vector<PairedDifference> paired_differences(const scenario::Scenario& scenario,
                                                 const Replications& first,
                                                 const Replications& second);
// Of two lists of equal length; NaN: did not happen.
PairedDifference paired_difference(const std::vector<double>& first,
                                   const std::vector<double>& second);

// Says when enough pairs have been played: the half width of the interval has been at most
// `half_width` in two looks one after the other, each after at least kLookEvery more pairs. Looking
// twice, and never before kPairsBeforeStop, keeps the coverage of a fixed number of pairs (Chow and
// Robbins 1965; tests/validation/pairs_test.cc).
class StoppingRule {
 public:
  static constexpr int kPairsBeforeStop = 30, kLookEvery = 10;
  explicit StoppingRule(double half_width) : half_width_(half_width) {}
  bool is_enough(const PairedDifference& now);

 private:
  double half_width_;
  int looks_ = 0;  // in a row that were narrow enough
};

}  // namespace khasan::study
