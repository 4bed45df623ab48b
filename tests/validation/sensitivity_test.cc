// Goal: Sobol indices of functions whose indices are known come out within what their intervals
// say. Method: the Ishigami and the Sobol g-function, analytic values from test_vectors; the
// design is the one that studies play.
#include "study/sensitivity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <sstream>

#include "study/design.h"

namespace khasan::study {
namespace {

constexpr int kRows = 4096;
constexpr double kPi = 3.14159265358979323846;

struct Known {
  double first = 0, total = 0, variance = 0;
};

// The rows of one function: its name is the start of the line, in quotes.
std::vector<Known> known_of(const std::string& function) {
  std::ifstream in(std::string(KHASAN_TEST_DATA) + "/test_vectors/sobol_indices_analytic.csv");
  EXPECT_TRUE(in.good());
  std::vector<Known> all;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("\"" + function, 0) != 0) continue;
    std::istringstream numbers(line.substr(line.rfind('"') + 2));
    std::vector<double> cells;
    for (std::string cell; std::getline(numbers, cell, ',');) cells.push_back(std::stod(cell));
    all.push_back({cells[1], cells[2], cells[4]});
  }
  return all;
}

using Function = std::function<double(const UnitPoint&)>;

// Indices from the points of a study of plain ranges from 0 to 1.
SobolIndices indices_of(std::size_t factors, const Function& function) {
  scenario::StudySpec study;
  study.design = scenario::DesignKind::kIndices;
  study.points = kRows;
  for (std::size_t f = 0; f < factors; ++f) {
    study.factors.emplace_back();
    study.factors.back().figure = {0, 0, 1, {}, {}};
  }
  std::vector<double> outcomes;
  for (const DesignPoint& point : points_of(study)) {
    UnitPoint place;
    for (const auto& value : point.values) place.push_back(*value);
    outcomes.push_back(function(place));
  }
  return sobol_indices(outcomes, factors);
}

// Three standard errors: the half width of a 95 % interval is 1.96 of them.
double tolerance(const Interval& ci) { return 3 * (ci.high - ci.low) / (2 * 1.96) + 1e-6; }

void expect_known(const SobolIndices& indices, const std::vector<Known>& known) {
  ASSERT_EQ(indices.factors.size(), known.size());
  EXPECT_EQ(indices.n, kRows);
  EXPECT_NEAR(indices.variance, known[0].variance, 0.05 * known[0].variance);
  for (std::size_t f = 0; f < known.size(); ++f) {
    const SobolIndex& index = indices.factors[f];
    EXPECT_NEAR(index.first, known[f].first, tolerance(index.first_ci)) << f;
    EXPECT_NEAR(index.total, known[f].total, tolerance(index.total_ci)) << f;
    EXPECT_LT(tolerance(index.total_ci), 0.12) << "narrow enough to say something";
  }
}

TEST(SobolIndices, of_the_ishigami_function_are_the_analytic_ones) {
  const auto ishigami = [](const UnitPoint& u) {
    const auto x = [&](std::size_t i) { return kPi * (2 * u[i] - 1); };
    const double s = std::sin(x(1));
    return std::sin(x(0)) + 7 * s * s + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
  };
  expect_known(indices_of(3, ishigami), known_of("ishigami"));
}

TEST(SobolIndices, of_the_g_function_are_the_analytic_ones) {
  const double a[] = {0, 1, 4.5, 9, 99, 99, 99, 99};
  const auto g = [&](const UnitPoint& u) {
    double product = 1;
    for (std::size_t i = 0; i < u.size(); ++i) {
      product *= (std::fabs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
    }
    return product;
  };
  expect_known(indices_of(8, g), known_of("sobol-g"));
}

TEST(SobolIndices, of_little_or_nothing_say_nothing) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> outcomes(12 * 3, 1.0);
  EXPECT_EQ(sobol_indices(outcomes, 1).factors[0].first_ci.high, 1) << "no variance";
  for (std::size_t i = 0; i < 3; ++i) outcomes[i] = nan;
  EXPECT_EQ(sobol_indices(outcomes, 1).n, 9) << "rows that did not happen are left out";
  EXPECT_EQ(sobol_indices(outcomes, 1).factors[0].total_ci.high, 1) << "too few";
}

}  // namespace
}  // namespace khasan::study
