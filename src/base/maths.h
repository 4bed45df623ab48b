// Pinned mathematics: the same bits on every processor, compiler and build, which the C library's
// exp, log, sin and pow do not promise (docs/DETERMINISM.md). Accuracy: relative error below 4e-15
// unless said otherwise; tests compare with the C library. sqrt, floor and friends of <cmath> are
// exact by IEEE 754 and may be used as they are.
#pragma once

#include <array>

namespace khasan {

inline constexpr double kPi = 3.14159265358979323846;

// e^x; 0 below -745, infinity above 709.78.
double pinned_exp(double x);
// Natural logarithm; -infinity at 0, NaN below.
double pinned_log(double x);
// The same of four positive finite numbers at once, which none has to wait for.
std::array<double, 4> pinned_log(const std::array<double, 4>& x);
// x^y for x >= 0.
double pinned_pow(double x, double y);
// Angles in radians, |x| < 1e6.
double pinned_sin(double x);
double pinned_cos(double x);
double pinned_atan2(double y, double x);
// Standard normal cumulative distribution; absolute error below 1e-14.
double normal_cdf(double z);
// Its inverse for 0 < p < 1 (Wichura 1988, AS 241); relative error below 1e-13.
double normal_quantile(double p);

// 1 - e^-x without loss for small x >= 0: the probability of at least one event of a hazard.
double chance_of(double expected_events);

}  // namespace khasan
