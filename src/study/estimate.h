// What many runs say about one number: quantiles, how sure they are, and how far the record is from
// them. Nothing here knows of battles. Definitions and sources: docs/methods/scoring.md.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace khasan::study {

struct Interval {
  double low = 0, high = 0;
  bool operator==(const Interval&) const = default;
};

// Quantile of sorted, non-empty samples, linear between them (type 7 of Hyndman and Fan 1996).
double quantile_of(std::span<const double> sorted, double p);

// 95 % interval of a share, k of n (Wilson 1927); [0, 1] for n = 0.
Interval wilson_interval(int k, int n);

// Continuous ranked probability score of an ensemble against a value, corrected for the size of the
// ensemble (the fair CRPS of Ferro 2014); plain absolute error for one member. Lower is better.
double fair_crps(std::span<const double> samples, double value);
// The same without the correction.
double plain_crps(std::span<const double> samples, double value);

// Resamples of the p10 and the p90 of some samples: entry b of both vectors comes from resample b.
struct Resamples {
  std::vector<double> p10, p90;
};
// Bootstrap (Efron 1979) with a fixed seed, so that the same samples give the same intervals; the
// samples must be sorted and not empty.
Resamples resample(std::span<const double> sorted, uint64_t key);
// The middle 95 % of the values.
Interval middle_95(std::vector<double> values);

}  // namespace khasan::study
