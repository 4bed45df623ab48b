#include "study/telling_pair.h"

#include <algorithm>
#include <cmath>

namespace khasan::study {

namespace {

struct Moments {
  double mean = 0, deviation = 0;  // of those that are there
};

Moments moments_of(const std::vector<double>& values) {
  int n = 0;
  double sum = 0, squares = 0;
  for (const double x : values) {
    if (!std::isnan(x)) ++n, sum += x;
  }
  if (n == 0) return {};
  const double mean = sum / n;
  for (const double x : values) {
    if (!std::isnan(x)) squares += (x - mean) * (x - mean);
  }
  return {mean, std::sqrt(squares / n)};
}

}  // namespace

int telling_pair(const std::vector<std::vector<double>>& differences) {
  if (differences.empty() || differences.front().empty()) return 0;
  std::vector<double> distances(differences.front().size(), 0);
  for (const std::vector<double>& values : differences) {
    const Moments all = moments_of(values);
    for (std::size_t p = 0; p < values.size(); ++p) {
      if (std::isnan(values[p])) {
        distances[p] += kMissing;
      } else if (all.deviation > 0) {
        distances[p] += std::abs(values[p] - all.mean) / all.deviation;
      }
    }
  }
  return static_cast<int>(std::min_element(distances.begin(), distances.end()) - distances.begin());
}

}  // namespace khasan::study
