// Goal: draws follow their laws, one number in, one value out, rising with it.
// Method: inversion makes the law visible without chance: a fine even grid of numbers must give
// each value in the share that an independent sum of the law states.
#include "base/draw.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/maths.h"

namespace khasan {
namespace {

// P(X <= k) from the C library's gamma function: another way than the recursion under test.
double binomial_cdf(int k, int n, double p) {
  double sum = 0;
  for (int i = 0; i <= k; ++i) {
    sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(i + 1.0) - std::lgamma(n - i + 1.0) +
                    i * std::log(p) + (n - i) * std::log1p(-p));
  }
  return sum;
}

double poisson_cdf(int k, double mean) {
  double sum = 0;
  for (int i = 0; i <= k; ++i) sum += std::exp(i * std::log(mean) - mean - std::lgamma(i + 1.0));
  return sum;
}

struct Law {
  int n;
  double p;
};

TEST(Draw, binomial_inverts_its_law_exactly) {
  for (const Law law : {Law{1, 0.3}, Law{8, 0.02}, Law{8, 0.5}, Law{12, 0.93}, Law{200, 0.01},
                        Law{200, 0.4}, Law{3000, 0.5}, Law{20'000, 0.1}}) {
    for (int i = 0; i < 500; ++i) {
      const double u = (i + 0.5) / 500;
      const int k = binomial_from(u, law.n, law.p);
      ASSERT_GE(binomial_cdf(k, law.n, law.p), u - 1e-9) << law.n << ' ' << law.p;
      if (k > 0) {
        ASSERT_LT(binomial_cdf(k - 1, law.n, law.p), u + 1e-9) << law.n << ' ' << law.p;
      }
    }
  }
}

TEST(Draw, binomial_keeps_its_bounds) {
  EXPECT_EQ(binomial_from(0.7, 0, 0.5), 0);
  EXPECT_EQ(binomial_from(0.7, 9, 0.0), 0);
  EXPECT_EQ(binomial_from(0.7, 9, 1.0), 9);
  const double low = 0x1.0p-53, high = 1.0 - 0x1.0p-53;
  for (const Law law : {Law{1, 0.5}, Law{10, 1e-12}, Law{10, 1 - 1e-12}, Law{100'000, 0.5}}) {
    EXPECT_GE(binomial_from(low, law.n, law.p), 0);
    EXPECT_LE(binomial_from(high, law.n, law.p), law.n);
  }
}

TEST(Draw, binomial_never_falls_when_the_number_or_the_chance_rises) {
  for (const int n : {1, 7, 150, 5000}) {
    std::vector<int> last_row(200, 0);
    for (int j = 1; j < 40; ++j) {
      int last = 0;
      for (int i = 0; i < 200; ++i) {
        const int k = binomial_from((i + 0.5) / 200, n, j / 40.0);
        ASSERT_GE(k, last);
        ASSERT_GE(k, last_row[static_cast<std::size_t>(i)]);
        last = last_row[static_cast<std::size_t>(i)] = k;
      }
    }
  }
}

TEST(Draw, poisson_inverts_its_law_exactly_below_fifty) {
  for (const double mean : {1e-6, 0.05, 1.0, 7.5, 49.9}) {
    for (int i = 0; i < 500; ++i) {
      const double u = (i + 0.5) / 500;
      const int k = poisson_from(u, mean);
      ASSERT_GE(poisson_cdf(k, mean), u - 1e-12) << mean;
      if (k > 0) {
        ASSERT_LT(poisson_cdf(k - 1, mean), u + 1e-12) << mean;
      }
    }
  }
}

TEST(Draw, poisson_keeps_mean_and_variance_above_fifty) {
  for (const double mean : {50.0, 80.0, 1000.0}) {
    const int trials = 100'000;
    double sum = 0, squares = 0;
    for (int i = 0; i < trials; ++i) {
      const double k = poisson_from((i + 0.5) / trials, mean);
      sum += k;
      squares += k * k;
    }
    const double average = sum / trials;
    EXPECT_NEAR(average / mean, 1.0, 1e-3);
    EXPECT_NEAR((squares / trials - average * average) / mean, 1.0, 5e-3);
  }
  EXPECT_EQ(poisson_from(0.5, 0.0), 0);
  EXPECT_GE(poisson_from(0x1.0p-53, 50.0), 0);
}

TEST(Draw, poisson_never_falls) {
  int last = 0;
  for (int i = 1; i < 2000; ++i) {
    const int k = poisson_from(i / 2000.0, 20.0);
    ASSERT_GE(k, last);
    last = k;
  }
}

TEST(Draw, continuous_laws_have_their_medians_and_spread) {
  EXPECT_EQ(lognormal_from(0.5, 12.0, 0.6), 12.0);
  EXPECT_NEAR(lognormal_from(normal_cdf(1.0), 12.0, 0.6), 12.0 * std::exp(0.6), 1e-12);
  EXPECT_EQ(lognormal_from(0.9, 12.0, 0.0), 12.0);
  EXPECT_EQ(normal_from(0.5, 3.0, 2.0), 3.0);
  EXPECT_NEAR(normal_from(normal_cdf(-1.0), 3.0, 2.0), 1.0, 1e-12);
  EXPECT_NEAR(exponential_from(0.5, 8.0), 8.0 * std::log(2.0), 1e-12);
  EXPECT_EQ(exponential_from(0.3, 0.0), 0.0);
  EXPECT_LT(exponential_from(0.1, 8.0), exponential_from(0.2, 8.0));
}

}  // namespace
}  // namespace khasan
