#include "study/pairs.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace khasan::study {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double variance_of(const std::vector<double>& values, double mean) {
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum / static_cast<double>(values.size() - 1);
}

}  // namespace

double student_quantile(double p, int dof) {
  return boost::math::quantile(boost::math::students_t(dof), p);
}

double student_975(int dof) { return student_quantile(0.975, dof); }

PairedDifference paired_difference(const std::vector<double>& first,
                                   const std::vector<double>& second) {
  PairedDifference pair;
  std::vector<double> a, b, differences;
  int more = 0, less = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const bool in_first = !std::isnan(first[i]), in_second = !std::isnan(second[i]);
    pair.only_first += in_first && !in_second;
    pair.only_second += in_second && !in_first;
    if (!in_first || !in_second) continue;
    a.push_back(first[i]);
    b.push_back(second[i]);
    differences.push_back(second[i] - first[i]);
    more += differences.back() > 0;
    less += differences.back() < 0;
  }
  pair.n = static_cast<int>(differences.size());
  pair.ci95 = {-kInfinite, kInfinite};
  if (pair.n == 0) return pair;
  pair.mean_first = mean_of(a);
  pair.mean_second = mean_of(b);
  pair.difference = mean_of(differences);
  pair.share_more = static_cast<double>(more) / pair.n;
  pair.share_less = static_cast<double>(less) / pair.n;
  if (pair.n < 2) return pair;
  const double variance = variance_of(differences, pair.difference);
  const double independent = variance_of(a, pair.mean_first) + variance_of(b, pair.mean_second);
  if (variance > 0) pair.variance_reduction = independent / variance;
  if (variance == 0 && independent > 0) pair.variance_reduction = kInfinite;
  if (pair.n < kPairsMin) return pair;
  const double half = student_975(pair.n - 1) * std::sqrt(variance / pair.n);
  pair.ci95 = {pair.difference - half, pair.difference + half};
  return pair;
}

std::vector<PairedDifference> paired_differences(const scenario::Scenario& scenario,
                                                 const Replications& first,
                                                 const Replications& second) {
  std::vector<PairedDifference> all;
  for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
    if (scenario.measures[m].kind == scenario::MeasureKind::kNotSimulated) continue;
    all.push_back(paired_difference(first.samples_of(m), second.samples_of(m)));
    all.back().measure = m;
  }
  return all;
}

bool StoppingRule::is_enough(const PairedDifference& now) {
  const bool is_narrow = now.n >= kPairsBeforeStop && now.half_width() <= half_width_;
  looks_ = is_narrow ? looks_ + 1 : 0;
  return looks_ >= 2;
}

}  // namespace khasan::study
