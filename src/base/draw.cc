#include "base/draw.h"

#include <cmath>

#include "base/maths.h"

namespace khasan {

namespace {

// Below this mean the Poisson law is inverted exactly, above it by a normal law.
constexpr double kExactPoissonMean = 50.0;
// A law whose chance of zero is below e^-600 is summed from its middle, not from zero.
constexpr double kUnderflowLog = -600.0;

// base^n by repeated squaring: n >= 0.
double integer_power(double base, int n) {
  double result = 1.0;
  for (; n > 0; n >>= 1, base *= base) {
    if (n & 1) result *= base;
  }
  return result;
}

// ln(n!) by Stirling's series (Abramowitz and Stegun 1964, 6.1.41), after shifting small n up.
double log_factorial(int n) {
  double x = n + 1.0, shift = 1.0;
  for (; x < 16.0; x += 1.0) shift *= x;
  const double r = 1.0 / (x * x);
  const double series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / x;
  constexpr double kHalfLogTwoPi = 0.91893853320467274178;
  return (x - 0.5) * pinned_log(x) - x + kHalfLogTwoPi + series - pinned_log(shift);
}

// Smallest k with F(k) >= u, summing upwards from k = 0.
int binomial_from_zero(double u, int n, double p, double chance_of_zero) {
  const double odds = p / (1.0 - p);
  double term = chance_of_zero, sum = term;
  int k = 0;
  while (sum < u && k < n) {
    term *= odds * (n - k) / (k + 1);
    ++k;
    sum += term;
    // The rest is below the rounding of the sum.
    if (term < sum * 1e-18 && k > n * p) break;
  }
  return k;
}

// The same from the mode, for laws whose chance of zero is below the smallest number.
int binomial_from_mode(double u, int n, double p) {
  const double odds = p / (1.0 - p);
  const int mode = static_cast<int>((n + 1.0) * p);
  const double log_term = log_factorial(n) - log_factorial(mode) - log_factorial(n - mode) +
                          mode * pinned_log(p) + (n - mode) * pinned_log(1.0 - p);
  const double mode_term = pinned_exp(log_term);
  // F(mode), from the mode downwards until nothing more is added.
  double sum = 0.0, term = mode_term;
  for (int k = mode; k >= 0 && term > 1e-20; --k) {
    sum += term;
    term *= k / ((n - k + 1) * odds);
  }
  int k = mode;
  term = mode_term;
  if (sum < u) {
    while (sum < u && k < n && term > 1e-20) {
      term *= odds * (n - k) / (k + 1);
      ++k;
      sum += term;
    }
    return k;
  }
  // Invariant: sum = F(k) >= u.
  while (k > 0 && sum - term >= u) {
    sum -= term;
    term *= k / ((n - k + 1) * odds);
    --k;
  }
  return k;
}

}  // namespace

int binomial_from(double u, int n, double p) {
  if (n <= 0 || p <= 0.0) return 0;
  if (p >= 1.0) return n;
  // Successes and failures are mirror images; counting the rarer ones is shorter.
  if (p > 0.5) return n - binomial_from(1.0 - u, n, 1.0 - p);
  // ln(1 - p) >= -1.4 p here; only laws that may underflow pay for the logarithm.
  const bool may_underflow = n * p * 1.4 > -kUnderflowLog;
  if (may_underflow && n * pinned_log(1.0 - p) < kUnderflowLog) return binomial_from_mode(u, n, p);
  return binomial_from_zero(u, n, p, integer_power(1.0 - p, n));
}

int poisson_from(double u, double mean) {
  if (!(mean > 0.0)) return 0;
  if (mean >= kExactPoissonMean) {
    const double value = std::floor(normal_from(u, mean, std::sqrt(mean)) + 0.5);
    return value < 0.0 ? 0 : value > 2e9 ? 2'000'000'000 : static_cast<int>(value);
  }
  double term = pinned_exp(-mean), sum = term;
  int k = 0;
  while (sum < u) {
    ++k;
    term *= mean / k;
    sum += term;
    if (term < 1e-18 && k > mean) break;
  }
  return k;
}

double normal_from(double u, double mean, double sd) { return mean + sd * normal_quantile(u); }

double lognormal_from(double u, double median, double sigma_log) {
  return median * pinned_exp(sigma_log * normal_quantile(u));
}

double exponential_from(double u, double mean) { return -mean * pinned_log(1.0 - u); }

}  // namespace khasan
