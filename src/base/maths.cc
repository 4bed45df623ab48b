#include "base/maths.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace khasan {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// ln 2 in two parts; the first has 32 bits, so that its product with an exponent is exact
// (Cody and Waite 1980, Software Manual for the Elementary Functions).
constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;
constexpr double kInverseLn2 = 1.44269504088896338700;

// A number as an unevaluated sum of two doubles.
struct Pair {
  double high;
  double low;
};

// a + b exactly (Knuth 1969, Theorem 4.2.2 B).
Pair exact_sum(double a, double b) {
  const double s = a + b;
  const double bb = s - a;
  return {s, (a - (s - bb)) + (b - bb)};
}

// a * b exactly, by halving the mantissas (Dekker 1971); |a|, |b| < 1e290.
Pair exact_product(double a, double b) {
  constexpr double kSplit = 134217729.0;  // 2^27 + 1
  const double ta = kSplit * a, tb = kSplit * b;
  const double ah = ta - (ta - a), al = a - ah;
  const double bh = tb - (tb - b), bl = b - bh;
  const double p = a * b;
  return {p, ((ah * bh - p) + ah * bl + al * bh) + al * bl};
}

template <std::size_t N>
double polynomial(double x, const std::array<double, N>& coefficients) {
  // Four of Horner's chains in x^4 side by side: none has to wait for another.
  const double x2 = x * x, x4 = x2 * x2;
  std::array<double, 4> sums{};
  for (std::size_t i = N; i-- > 0;) sums[i % 4] = sums[i % 4] * x4 + coefficients[i];
  return (sums[0] + sums[1] * x) + (sums[2] + sums[3] * x) * x2;
}

// x * 2^k in two steps, because 2^k alone may be out of range.
double scale(double x, int k) {
  const int half = k / 2;
  const auto power = [](int e) {
    return std::bit_cast<double>(static_cast<uint64_t>(e + 1023) << 52);
  };
  return x * power(half) * power(k - half);
}

// (e^r - 1) / r for |r| <= 0.5: Taylor's series, remainder below 1e-17.
double expm1_over(double r) {
  constexpr std::array<double, 15> kTaylor{1.0,
                                           1.0 / 2,
                                           1.0 / 6,
                                           1.0 / 24,
                                           1.0 / 120,
                                           1.0 / 720,
                                           1.0 / 5040,
                                           1.0 / 40320,
                                           1.0 / 362880,
                                           1.0 / 3628800,
                                           1.0 / 39916800,
                                           1.0 / 479001600,
                                           1.0 / 6227020800,
                                           1.0 / 87178291200,
                                           1.0 / 1307674368000};
  return polynomial(r, kTaylor);
}

// e^(x + low) for |low| tiny against 1.
double exp_of_sum(double x, double low) {
  if (x != x) return x;
  if (x > 709.79) return kInfinity;
  if (x < -745.2) return 0.0;
  const double k = std::floor(x * kInverseLn2 + 0.5);
  const double high = x - k * kLn2High;
  const double r = high - k * kLn2Low;
  // What the subtraction lost, and what the caller added.
  const double lost = ((high - r) - k * kLn2Low) + low;
  const double y = r * expm1_over(r);
  return scale(1.0 + (y + lost * (1.0 + y)), static_cast<int>(k));
}

struct Binary {
  double mantissa;  // sqrt(1/2) .. sqrt(2)
  int exponent;
};

Binary split(double x) {
  int exponent = 0;
  if (x < 0x1.0p-1022) {  // subnormal
    x *= 0x1.0p54;
    exponent = -54;
  }
  const uint64_t bits = std::bit_cast<uint64_t>(x);
  exponent += static_cast<int>(bits >> 52) - 1023;
  double m = std::bit_cast<double>((bits & 0xfffffffffffffull) | 0x3ff0000000000000ull);
  if (m > 1.41421356237309504880) {
    m *= 0.5;
    ++exponent;
  }
  return {m, exponent};
}

// ln((1+s)/(1-s)) = 2 s + 2 s^3 (1/3 + z/5 + z^2/7 + ...), z = s^2; this is the bracket for
// |s| <= 0.1716 (Abramowitz and Stegun 1964, 4.1.27). Remainder below 1e-18.
double log_bracket(double z) {
  constexpr std::array<double, 12> kSeries{1.0 / 3,  1.0 / 5,  1.0 / 7,  1.0 / 9,
                                           1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17,
                                           1.0 / 19, 1.0 / 21, 1.0 / 23, 1.0 / 25};
  return polynomial(z, kSeries);
}

// ln x for x > 0 and finite.
inline double log_of(double x) {
  const Binary b = split(x);
  const double f = b.mantissa - 1.0;  // exact
  const double s = f / (2.0 + f);
  const double z = s * s;
  // 2 s = f - s f: exact up to the last bit, where 2 s alone would carry the error of the quotient.
  const double e = b.exponent;
  return e * kLn2High + (f - (s * (f - 2.0 * z * log_bracket(z)) - e * kLn2Low));
}

// ln x to about 1e-18 of itself, x > 0 and finite: what a power needs, whose error is that of the
// logarithm times the exponent.
Pair log_pair(double x) {
  const Binary b = split(x);
  const double f = b.mantissa - 1.0;  // exact
  const Pair t = exact_sum(2.0, f);
  const double s = f / t.high;
  const Pair st = exact_product(s, t.high);
  const double s_low = ((f - st.high) - st.low - s * t.low) / t.high;
  const double z = s * s;
  const double tail = 2.0 * s * z * log_bracket(z);
  // e ln2 + 2 s + tail, largest first.
  const double e = b.exponent;
  const Pair first = exact_sum(e * kLn2High, 2.0 * s);
  const Pair second = exact_sum(e * kLn2Low, tail);
  const Pair sum = exact_sum(first.high, second.high);
  const double low = sum.low + (first.low + second.low + 2.0 * s_low);
  return exact_sum(sum.high, low);
}

// An angle less a whole number of quarter turns.
struct Reduced {
  double high, low;  // |high| <= pi/4
  int quarter;       // 0..3
};

// Cody and Waite's reduction with pi/2 in four parts of 33 bits: exact products for |x| < 1e6.
Reduced reduce(double x) {
  constexpr double kPart1 = 1.57079632673412561417e+00;
  constexpr double kPart2 = 6.07710050630396597660e-11;
  constexpr double kPart3 = 2.02226624871116645580e-21;
  constexpr double kPart4 = 8.47842766036889956997e-32;
  const double n = std::floor(x * (2.0 / kPi) + 0.5);
  const Pair a = exact_sum(x, -n * kPart1);
  const Pair b = exact_sum(a.high, -n * kPart2);
  const Pair c = exact_sum(b.high, -n * kPart3);
  const double low = c.low + (b.low + a.low) - n * kPart4;
  const Pair r = exact_sum(c.high, low);
  return {r.high, r.low, static_cast<int>(static_cast<int64_t>(n) & 3)};
}

// Taylor's series for |r| <= pi/4, remainders below 1e-17; `low` is the rest of the angle.
double sine_near_zero(double r, double low) {
  constexpr std::array<double, 8> kSeries{
      -1.0 / 6,        1.0 / 120,        -1.0 / 5040,          1.0 / 362880,
      -1.0 / 39916800, 1.0 / 6227020800, -1.0 / 1307674368000, 1.0 / 355687428096000};
  const double z = r * r;
  return r + (r * z * polynomial(z, kSeries) + low * (1.0 - 0.5 * z));
}

double cosine_near_zero(double r, double low) {
  constexpr std::array<double, 8> kSeries{
      1.0 / 24,        -1.0 / 720,         1.0 / 40320,          -1.0 / 3628800,
      1.0 / 479001600, -1.0 / 87178291200, 1.0 / 20922789888000, -1.0 / 6402373705728000};
  const double z = r * r;
  const double half = 0.5 * z;
  const double w = 1.0 - half;
  return w + (((1.0 - w) - half) + (z * z * polynomial(z, kSeries) - r * low));
}

double sine_of_quarter(const Reduced& r, int quarter) {
  const double v = quarter & 1 ? cosine_near_zero(r.high, r.low) : sine_near_zero(r.high, r.low);
  return quarter & 2 ? -v : v;
}

// atan(y / x) for 0 <= y <= x, x > 0: the nearest eighth c is split off,
// atan t = atan c + atan((t - c) / (1 + t c)), and the rest is below 1/16.
double atan_of_ratio(double y, double x) {
  constexpr std::array<double, 9> kAtan{0.0,
                                        0.124354994546761435,
                                        0.244978663126864154,
                                        0.358770670270572220,
                                        0.463647609000806116,
                                        0.558599315343562436,
                                        0.643501108793284387,
                                        0.718829999621624505,
                                        0.785398163397448310};
  constexpr std::array<double, 7> kSeries{-1.0 / 3,  1.0 / 5,  -1.0 / 7, 1.0 / 9,
                                          -1.0 / 11, 1.0 / 13, -1.0 / 15};
  const int eighth = static_cast<int>(8.0 * (y / x) + 0.5);
  const double c = eighth * 0.125;
  const double u = (y - c * x) / (x + c * y);
  const double z = u * u;
  return kAtan[static_cast<std::size_t>(eighth)] + (u + u * z * polynomial(z, kSeries));
}

// Coefficients of rational functions, lowest power first.
template <std::size_t N, std::size_t M>
double ratio(double x, const std::array<double, N>& top, const std::array<double, M>& bottom) {
  return polynomial(x, top) / polynomial(x, bottom);
}

constexpr double kBellEnd = 40.0;  // beyond it the bell is 0

// e^(-c^2/2) at every sixteenth c from 0 to kBellEnd.
std::array<double, 641> bell_at_sixteenths() {
  std::array<double, 641> values{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double coarse = static_cast<double>(i) / 16.0;
    values[i] = pinned_exp(-0.5 * coarse * coarse);
  }
  return values;
}

// e^(-y^2/2) for 0 <= y <= kBellEnd without the loss of squaring y: y is split at 1/16 (Cody 1969).
double bell(double y) {
  static const std::array<double, 641> kCoarse = bell_at_sixteenths();
  const double sixteenths = std::floor(y * 16.0);
  const double coarse = sixteenths / 16.0;
  const double rest = (y - coarse) * (y + coarse);
  return kCoarse[static_cast<std::size_t>(sixteenths)] * pinned_exp(-0.5 * rest);
}

// Phi(z) - 1/2 for |z| <= 0.67448975 (Cody 1969, Math. Comp. 23, 631-637).
double cdf_middle(double z) {
  constexpr std::array<double, 5> kTop{18154.981253343561249, 1067.6894854603709582,
                                       161.02823106855587881, 2.2352520354606839287,
                                       0.065682337918207449113};
  constexpr std::array<double, 5> kBottom{45507.789335026729956, 10260.932208618978205,
                                          976.09855173777669322, 47.20258190468824187, 1.0};
  return z * ratio(z * z, kTop, kBottom);
}

// 1 - Phi(y) for 0.67448975 < y <= sqrt(32) (Cody 1969).
double upper_tail_near(double y) {
  constexpr std::array<double, 9> kTop{
      9842.7148383839780218, 11602.651437647350124,  6848.1904505362823326,
      2494.5375852903726711, 597.27027639480026226,  93.506656132177855979,
      8.8831497943883759412, 0.39894151208813466764, 1.0765576773720192317e-8};
  constexpr std::array<double, 9> kBottom{
      19685.429676859990727, 38912.003286093271411, 34900.952721145977266,
      18615.571640885098091, 6485.558298266760755,  1519.377599407554805,
      235.38790178262499861, 22.266688044328115691, 1.0};
  return bell(y) * ratio(y, kTop, kBottom);
}

// 1 - Phi(y) for y > sqrt(32) (Cody 1969).
double upper_tail_far(double y) {
  constexpr std::array<double, 6> kTop{2.9112874951168792e-5, 0.001421619193227893466,
                                       0.022235277870649807,  0.1274011611602473639,
                                       0.21589853405795699,   0.02307344176494017303};
  constexpr std::array<double, 6> kBottom{7.29751555083966205e-5, 0.00378239633202758244,
                                          0.0659881378689285515,  0.468238212480865118,
                                          1.28426009614491121,    1.0};
  constexpr double kInverseRootTwoPi = 0.398942280401432677940;
  const double x = 1.0 / (y * y);
  return bell(y) * (kInverseRootTwoPi - x * ratio(x, kTop, kBottom)) / y;
}

// Wichura 1988, Applied Statistics 37, 477-484, algorithm AS 241, PPND16.
double quantile_middle(double q) {
  constexpr std::array<double, 8> kTop{3.3871328727963666080e0,  1.3314166789178437745e+2,
                                       1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                       4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                       3.3430575583588128105e+4, 2.5090809287301226727e+3};
  constexpr std::array<double, 8> kBottom{1.0,
                                          4.2313330701600911252e+1,
                                          6.8718700749205790830e+2,
                                          5.3941960214247511077e+3,
                                          2.1213794301586595867e+4,
                                          3.9307895800092710610e+4,
                                          2.8729085735721942674e+4,
                                          5.2264952788528545610e+3};
  return q * ratio(0.180625 - q * q, kTop, kBottom);
}

double quantile_tail(double r) {
  constexpr std::array<double, 8> kNearTop{1.42343711074968357734e0,  4.63033784615654529590e0,
                                           5.76949722146069140550e0,  3.64784832476320460504e0,
                                           1.27045825245236838258e0,  2.41780725177450611770e-1,
                                           2.27238449892691845833e-2, 7.74545014278341407640e-4};
  constexpr std::array<double, 8> kNearBottom{1.0,
                                              2.05319162663775882187e0,
                                              1.67638483018380384940e0,
                                              6.89767334985100004550e-1,
                                              1.48103976427480074590e-1,
                                              1.51986665636164571966e-2,
                                              5.47593808499534494600e-4,
                                              1.05075007164441684324e-9};
  constexpr std::array<double, 8> kFarTop{6.65790464350110377720e0,  5.46378491116411436990e0,
                                          1.78482653991729133580e0,  2.96560571828504891230e-1,
                                          2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                          2.71155556874348757815e-5, 2.01033439929228813265e-7};
  constexpr std::array<double, 8> kFarBottom{1.0,
                                             5.99832206555887937690e-1,
                                             1.36929880922735805310e-1,
                                             1.48753612908506148525e-2,
                                             7.86869131145613259100e-4,
                                             1.84631831751005468180e-5,
                                             1.42151175831644588870e-7,
                                             2.04426310338993978564e-15};
  return r <= 5.0 ? ratio(r - 1.6, kNearTop, kNearBottom) : ratio(r - 5.0, kFarTop, kFarBottom);
}

}  // namespace

double pinned_exp(double x) { return exp_of_sum(x, 0.0); }

double pinned_log(double x) {
  if (!(x > 0.0)) return x == 0.0 ? -kInfinity : kNan;
  if (x == kInfinity) return x;
  return log_of(x);
}

std::array<double, 4> pinned_log(const std::array<double, 4>& x) {
  return {log_of(x[0]), log_of(x[1]), log_of(x[2]), log_of(x[3])};
}

double pinned_pow(double x, double y) {
  if (y == 0.0 || x == 1.0) return 1.0;
  if (x != x || y != y || x < 0.0) return kNan;
  if (x == 0.0) return y > 0.0 ? 0.0 : kInfinity;
  if (x == kInfinity) return y > 0.0 ? kInfinity : 0.0;
  const Pair log_x = log_pair(x);
  const double estimate = y * log_x.high;
  if (estimate > 710.0) return kInfinity;
  if (estimate < -746.0) return 0.0;
  if (std::fabs(y) > 1e290) return 1.0 + estimate;  // ln x is below 1e-287 here
  const Pair product = exact_product(y, log_x.high);
  return exp_of_sum(product.high, product.low + y * log_x.low);
}

double pinned_sin(double x) {
  const Reduced r = reduce(x);
  return sine_of_quarter(r, r.quarter);
}

double pinned_cos(double x) {
  const Reduced r = reduce(x);
  return sine_of_quarter(r, (r.quarter + 1) & 3);
}

double pinned_atan2(double y, double x) {
  if (x != x || y != y) return kNan;
  double ay = std::fabs(y), ax = std::fabs(x);
  if (ax == kInfinity || ay == kInfinity) {
    ax = ax == kInfinity ? 1.0 : 0.0;
    ay = ay == kInfinity ? 1.0 : 0.0;
  }
  constexpr double kPiLow = 1.2246467991473532e-16;  // what is missing in kPi
  double angle = 0.0;
  if (ay <= ax) {
    angle = ax > 0.0 ? atan_of_ratio(ay, ax) : 0.0;
  } else {
    angle = kPi / 2 - (atan_of_ratio(ax, ay) - kPiLow / 2);
  }
  if (std::signbit(x)) angle = kPi - (angle - kPiLow);
  return std::signbit(y) ? -angle : angle;
}

double normal_cdf(double z) {
  if (z != z) return z;
  const double y = std::fabs(z);
  if (y <= 0.67448975) return 0.5 + cdf_middle(z);
  if (y > kBellEnd) return z < 0.0 ? 0.0 : 1.0;
  const double tail = y <= 5.656854249492380195 ? upper_tail_near(y) : upper_tail_far(y);
  return z < 0.0 ? tail : 1.0 - tail;
}

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) return quantile_middle(q);
  if (!(p > 0.0 && p < 1.0)) return p == 0.0 ? -kInfinity : p == 1.0 ? kInfinity : kNan;
  const double z = quantile_tail(std::sqrt(-pinned_log(q < 0.0 ? p : 1.0 - p)));
  return q < 0.0 ? -z : z;
}

double chance_of(double expected_events) {
  if (expected_events <= 0.0) return 0.0;
  if (expected_events <= 0.5) return expected_events * expm1_over(-expected_events);
  return 1.0 - pinned_exp(-expected_events);
}

}  // namespace khasan
