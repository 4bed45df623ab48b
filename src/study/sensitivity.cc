#include "study/sensitivity.h"

#include <algorithm>
#include <cmath>

#include "base/rng.h"

namespace khasan::study {

namespace {

constexpr uint64_t kBootstrapSeed = 1938;
constexpr int kResampleCount = 500;

// The outcomes of one row: A, B, and A with each factor from B.
using Row = std::vector<double>;

std::vector<Row> rows_of(std::span<const double> outcomes, std::size_t factors) {
  const std::size_t n = outcomes.size() / (factors + 2);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < n; ++i) {
    Row row;
    for (std::size_t block = 0; block < factors + 2; ++block) {
      row.push_back(outcomes[block * n + i]);
    }
    const auto is_missing = [](double x) { return std::isnan(x); };
    if (std::none_of(row.begin(), row.end(), is_missing)) rows.push_back(std::move(row));
  }
  return rows;
}

// All outcomes about their mean: the estimators lose fewer digits.
void centre(std::vector<Row>& rows) {
  double sum = 0, count = 0;
  for (const Row& row : rows) {
    for (const double x : row) sum += x, ++count;
  }
  for (Row& row : rows) {
    for (double& x : row) x -= sum / count;
  }
}

struct Estimates {
  double variance = 0;
  std::vector<double> first, total;
};

// From the rows, each taken as often as `taken` says.
Estimates estimate(const std::vector<Row>& rows, const std::vector<uint32_t>& taken,
                   std::size_t factors) {
  Estimates e{0, std::vector<double>(factors), std::vector<double>(factors)};
  double n = 0, sum = 0, squares = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const double weight = taken[i], a = row[0], b = row[1];
    n += weight;
    sum += weight * (a + b);
    squares += weight * (a * a + b * b);
    for (std::size_t f = 0; f < factors; ++f) {
      const double mixed = row[f + 2];
      e.first[f] += weight * b * (mixed - a);
      e.total[f] += weight * (a - mixed) * (a - mixed) / 2;
    }
  }
  const double mean = sum / (2 * n);
  e.variance = squares / (2 * n) - mean * mean;
  for (std::size_t f = 0; f < factors; ++f) {
    e.first[f] = e.variance > 0 ? e.first[f] / n / e.variance : 0;
    e.total[f] = e.variance > 0 ? e.total[f] / n / e.variance : 0;
  }
  return e;
}

// How often a bootstrap resample takes each row.
std::vector<uint32_t> resampled(std::size_t rows, int resample) {
  const Rng rng(kBootstrapSeed, 0);
  std::vector<uint32_t> taken(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    const auto words = rng.words(Stream::kChance, Purpose::kBootstrap, rows,
                                 static_cast<uint64_t>(resample), Time{}, static_cast<uint32_t>(i));
    ++taken[static_cast<std::size_t>(Rng::unit_interval(words[0]) * static_cast<double>(rows))];
  }
  return taken;
}

}  // namespace

SobolIndices sobol_indices(std::span<const double> outcomes, std::size_t factors) {
  std::vector<Row> rows = rows_of(outcomes, factors);
  SobolIndices indices{static_cast<int>(rows.size()), 0, {}};
  indices.factors.resize(factors, {0, 0, {0, 1}, {0, 1}});
  if (indices.n < kSobolRowsMin) return indices;
  centre(rows);
  const Estimates best = estimate(rows, std::vector<uint32_t>(rows.size(), 1), factors);
  indices.variance = best.variance;
  if (!(best.variance > 0)) return indices;
  std::vector<std::vector<double>> first(factors), total(factors);
  for (int b = 0; b < kResampleCount; ++b) {
    const Estimates e = estimate(rows, resampled(rows.size(), b), factors);
    for (std::size_t f = 0; f < factors; ++f) {
      first[f].push_back(e.first[f]);
      total[f].push_back(e.total[f]);
    }
  }
  for (std::size_t f = 0; f < factors; ++f) {
    indices.factors[f] = {best.first[f], best.total[f], middle_95(std::move(first[f])),
                          middle_95(std::move(total[f]))};
  }
  return indices;
}

}  // namespace khasan::study
