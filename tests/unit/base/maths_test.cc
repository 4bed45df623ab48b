// Goal: the pinned functions keep the accuracy that base/maths.h states, and the same bits.
// Method: many arguments against the C library in extended precision, which has 11 bits to spare;
// special values; one hash over results, which any change of a bit changes.
#include "base/maths.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "base/hash.h"

namespace khasan {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Arguments spread evenly and without pattern over low..high.
class Spread {
 public:
  double in(double low, double high) {
    state_ += 0x9e3779b97f4a7c15ull;
    return low + (high - low) * (static_cast<double>(mix(state_) >> 11) * 0x1.0p-53);
  }

 private:
  uint64_t state_ = 1;
};

double relative_error(double value, long double truth) {
  if (truth == 0.0L) return std::fabs(value);
  return static_cast<double>(std::fabs((value - truth) / truth));
}

constexpr int kTrials = 100'000;
constexpr double kAccuracy = 4e-15;

TEST(Maths, exp_and_log_agree_with_the_library) {
  Spread spread;
  for (int i = 0; i < kTrials; ++i) {
    const double x = spread.in(-700, 700), near_one = spread.in(0.3, 3.0);
    ASSERT_LT(relative_error(pinned_exp(x), std::exp(static_cast<long double>(x))), kAccuracy) << x;
    const double y = std::exp(x);
    ASSERT_LT(relative_error(pinned_log(y), std::log(static_cast<long double>(y))), kAccuracy) << y;
    ASSERT_LT(relative_error(pinned_log(near_one), std::log(static_cast<long double>(near_one))),
              kAccuracy)
        << near_one;
  }
}

TEST(Maths, exp_and_log_keep_their_limits) {
  EXPECT_EQ(pinned_exp(0.0), 1.0);
  EXPECT_EQ(pinned_exp(-746.0), 0.0);
  EXPECT_EQ(pinned_exp(-kInfinity), 0.0);
  EXPECT_EQ(pinned_exp(710.0), kInfinity);
  EXPECT_GT(pinned_exp(-744.0), 0.0);  // subnormal
  EXPECT_EQ(pinned_log(1.0), 0.0);
  EXPECT_EQ(pinned_log(0.0), -kInfinity);
  EXPECT_EQ(pinned_log(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(pinned_log(-1.0)));
  EXPECT_NEAR(pinned_log(5e-324), -744.4400719213812, 1e-11);
}

TEST(Maths, powers_keep_the_accuracy_for_large_exponents) {
  Spread spread;
  for (int i = 0; i < kTrials; ++i) {
    const double x = std::exp(spread.in(-20, 20)), y = spread.in(-30, 30);
    const long double truth = std::pow(static_cast<long double>(x), static_cast<long double>(y));
    ASSERT_LT(relative_error(pinned_pow(x, y), truth), kAccuracy) << x << " ^ " << y;
  }
  EXPECT_EQ(pinned_pow(0.0, 2.0), 0.0);
  EXPECT_EQ(pinned_pow(0.0, 0.0), 1.0);
  EXPECT_EQ(pinned_pow(0.0, -1.0), kInfinity);
  EXPECT_EQ(pinned_pow(2.0, 10.0), 1024.0);
  EXPECT_EQ(pinned_pow(1.0, 1e300), 1.0);
  EXPECT_EQ(pinned_pow(2.0, 1e300), kInfinity);
  EXPECT_EQ(pinned_pow(2.0, -1e300), 0.0);
}

TEST(Maths, sine_and_cosine_agree_with_the_library_even_at_their_zeros) {
  Spread spread;
  for (int i = 0; i < kTrials; ++i) {
    const double anywhere = i % 2 == 0 ? spread.in(-10, 10) : spread.in(-1e6, 1e6);
    const double at_zero = std::round(spread.in(-600'000, 600'000)) * (kPi / 2);
    for (const double x : {anywhere, at_zero}) {
      const long double wide = x;
      ASSERT_LT(relative_error(pinned_sin(x), std::sin(wide)), kAccuracy) << x;
      ASSERT_LT(relative_error(pinned_cos(x), std::cos(wide)), kAccuracy) << x;
    }
  }
}

TEST(Maths, atan2_agrees_with_the_library_in_all_quadrants) {
  Spread spread;
  for (int i = 0; i < kTrials; ++i) {
    const double y = spread.in(-1, 1) * std::exp(spread.in(-8, 8)), x = spread.in(-1, 1);
    const long double truth = std::atan2(static_cast<long double>(y), static_cast<long double>(x));
    ASSERT_LT(relative_error(pinned_atan2(y, x), truth), kAccuracy) << y << ", " << x;
  }
}

TEST(Maths, atan2_keeps_the_axes) {
  EXPECT_EQ(pinned_atan2(0.0, 1.0), 0.0);
  EXPECT_EQ(pinned_atan2(0.0, -1.0), kPi);
  EXPECT_EQ(pinned_atan2(-0.0, -1.0), -kPi);
  EXPECT_EQ(pinned_atan2(1.0, 0.0), kPi / 2);
  EXPECT_EQ(pinned_atan2(-1.0, 0.0), -kPi / 2);
  EXPECT_EQ(pinned_atan2(0.0, 0.0), 0.0);
  EXPECT_EQ(pinned_atan2(kInfinity, 1.0), kPi / 2);
}

TEST(Maths, the_normal_law_agrees_with_the_library) {
  Spread spread;
  for (int i = 0; i < kTrials; ++i) {
    const double z = spread.in(-38, 10);
    const long double truth = 0.5L * std::erfc(-static_cast<long double>(z) / std::sqrt(2.0L));
    ASSERT_LT(std::fabs(static_cast<double>(normal_cdf(z) - truth)), 1e-14) << z;
  }
  EXPECT_EQ(normal_cdf(0.0), 0.5);
  EXPECT_EQ(normal_cdf(-kInfinity), 0.0);
  EXPECT_EQ(normal_cdf(kInfinity), 1.0);
}

TEST(Maths, the_quantile_inverts_the_normal_law) {
  // Known: 97.5 % lie below 1.95996398454005423552 (Abramowitz and Stegun 1964, table 26.5).
  EXPECT_NEAR(normal_quantile(0.975), 1.95996398454005423552, 1e-14);
  EXPECT_NEAR(normal_quantile(0.75), 0.67448975019608174320, 1e-15);
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  Spread spread;
  for (int i = 0; i < kTrials; ++i) {
    const double p = spread.in(1e-12, 0.5), z = normal_quantile(p);
    ASSERT_NEAR(normal_cdf(z) / p, 1.0, 1e-12) << p;
    // For p >= 1/2 the mirror 1 - p is exact, so the law is symmetric to the bit.
    const double upper = 0.5 + p * 0x1.0p-1;
    ASSERT_EQ(normal_quantile(upper), -normal_quantile(1.0 - upper)) << upper;
  }
}

TEST(Maths, the_quantile_rises) {
  double last = -kInfinity;
  for (int i = 1; i < 10'000; ++i) {
    const double z = normal_quantile(i / 10'000.0);
    ASSERT_GT(z, last);
    last = z;
  }
}

TEST(Maths, chance_of_a_small_hazard_is_not_lost) {
  EXPECT_EQ(chance_of(0.0), 0.0);
  EXPECT_EQ(chance_of(1e-300), 1e-300);
  EXPECT_EQ(chance_of(1e-17), 1e-17);
  EXPECT_EQ(chance_of(1000.0), 1.0);
  Spread spread;
  for (int i = 0; i < kTrials; ++i) {
    const double x = std::exp(spread.in(-60, 3.5));
    const long double truth = -std::expm1(-static_cast<long double>(x));
    ASSERT_LT(relative_error(chance_of(x), truth), kAccuracy) << x;
  }
}

TEST(Maths, chances_of_halves_make_the_chance_of_the_whole) {
  // What makes hazards independent of the length of a step.
  for (const double x : {1e-6, 0.01, 0.3, 0.5, 0.9, 4.0}) {
    const double half = chance_of(x / 2);
    EXPECT_NEAR(half + (1 - half) * half, chance_of(x), 1e-15) << x;
  }
}

// The bits themselves. Builds of different compilers and kinds must all give this number.
TEST(Maths, bits_never_change) {
  Spread spread;
  Hasher h;
  for (int i = 0; i < 2'000; ++i) {
    const double x = spread.in(-20, 20), p = spread.in(1e-9, 1 - 1e-9);
    h.add(pinned_exp(x));
    h.add(pinned_log(x * x));
    h.add(pinned_pow(x * x, p * 5));
    h.add(pinned_sin(x));
    h.add(pinned_cos(x));
    h.add(pinned_atan2(x, p));
    h.add(normal_cdf(x / 4));
    h.add(normal_quantile(p));
    h.add(chance_of(p * 3));
  }
  EXPECT_EQ(h.value(), 9980374206968308477ull);
}

}  // namespace
}  // namespace khasan
