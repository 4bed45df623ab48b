#include "study/design.h"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <numeric>

#include "base/rng.h"

namespace khasan::study {

using scenario::DesignKind;
using scenario::FactorKind;
using scenario::FactorSpec;
using scenario::FactorValues;
using scenario::StudySpec;

namespace {

// The points at those places.
std::vector<DesignPoint> at_places(const StudySpec& study, const std::vector<UnitPoint>& places) {
  std::vector<DesignPoint> points;
  for (const UnitPoint& place : places) {
    DesignPoint point;
    for (std::size_t f = 0; f < study.factors.size(); ++f) {
      point.values.push_back(value_at(study.factors[f], place[f]));
    }
    points.push_back(std::move(point));
  }
  return points;
}

// An alternative such as "off", which leaves the battle as it is.
bool changes_nothing(const FactorSpec& factor, double value) {
  const auto& chosen = factor.alternatives[static_cast<std::size_t>(value)];
  return chosen.what_ifs.empty() && chosen.roe.empty() && chosen.without.empty();
}

std::vector<DesignPoint> one_at_a_time(const StudySpec& study) {
  const FactorValues as_it_is(study.factors.size());
  std::vector<DesignPoint> points{{as_it_is, 0}};
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    const FactorSpec& factor = study.factors[f];
    for (const double level : levels_of(factor, study.levels)) {
      if (factor.kind == FactorKind::kChoice && changes_nothing(factor, level)) continue;
      points.push_back({as_it_is, 0});
      points.back().values[f] = level;
    }
  }
  return points;
}

// A and B, then A with each coordinate in turn from B (Saltelli et al. 2010). Rows have `n` points.
template <class Row>
std::vector<Row> pick_freeze(std::vector<Row> a, const std::vector<Row>& b,
                             std::size_t coordinates) {
  std::vector<Row> all = a;
  all.insert(all.end(), b.begin(), b.end());
  for (std::size_t c = 0; c < coordinates; ++c) {
    for (std::size_t i = 0; i < b.size(); ++i) {
      all.push_back(a[i]);
      all.back()[c] = b[i][c];
    }
  }
  return all;
}

// Every axis moved on by a random number of its own, from the end to the beginning (Cranley and
// Patterson 1976): the first points of the sequence, alike on all axes, come apart.
void rotate(std::vector<UnitPoint>& points, uint64_t seed) {
  const Rng rng(seed, 0);
  for (UnitPoint& point : points) {
    for (std::size_t axis = 0; axis < point.size(); ++axis) {
      const auto words = rng.words(Stream::kParameters, Purpose::kDesign, axis, 0, Time{});
      const double moved = point[axis] + Rng::unit_interval(words[2]);
      point[axis] = moved < 1 ? moved : moved - 1;
    }
  }
}

std::vector<DesignPoint> index_points(const StudySpec& study) {
  const auto k = static_cast<int>(study.factors.size());
  std::vector<UnitPoint> a, b, rows = sobol_sequence(study.points, 2 * k);
  rotate(rows, study.seed);
  for (const UnitPoint& both : rows) {
    a.emplace_back(both.begin(), both.begin() + k);
    b.emplace_back(both.begin() + k, both.end());
  }
  return at_places(study, pick_freeze(std::move(a), b, static_cast<std::size_t>(k)));
}

std::vector<DesignPoint> spread_points(const StudySpec& study) {
  using Streams = std::array<uint64_t, kStreamCount>;
  std::vector<Streams> a, b;
  const auto n = static_cast<uint64_t>(study.points);
  for (uint64_t i = 0; i < n; ++i) {
    a.push_back({i, i, i, i});
    b.push_back({n + i, n + i, n + i, n + i});
  }
  std::vector<DesignPoint> points;
  for (const Streams& streams : pick_freeze(std::move(a), b, kStreamCount)) {
    points.push_back({{}, mixed_replication(streams)});
  }
  return points;
}

}  // namespace

std::vector<UnitPoint> latin_hypercube(int points, int dimensions, uint64_t seed) {
  const auto n = static_cast<std::size_t>(points);
  std::vector<UnitPoint> design(n, UnitPoint(static_cast<std::size_t>(dimensions)));
  const Rng rng(seed, 0);
  const auto words = [&](std::size_t axis, std::size_t i) {
    return rng.words(Stream::kParameters, Purpose::kDesign, axis, i, Time{});
  };
  for (std::size_t axis = 0; axis < design.front().size(); ++axis) {
    // The slices in the order of a random number each.
    std::vector<std::size_t> slices(n);
    std::iota(slices.begin(), slices.end(), std::size_t{0});
    std::vector<uint64_t> order(n);
    for (std::size_t i = 0; i < n; ++i) order[i] = words(axis, i)[0];
    std::sort(slices.begin(), slices.end(), [&](std::size_t a, std::size_t b) {
      return order[a] != order[b] ? order[a] < order[b] : a < b;
    });
    for (std::size_t i = 0; i < n; ++i) {
      const double within = Rng::unit_interval(words(axis, i)[1]);
      design[i][axis] = (static_cast<double>(slices[i]) + within) / static_cast<double>(points);
    }
  }
  return design;
}

std::vector<UnitPoint> sobol_sequence(int points, int dimensions) {
  boost::random::sobol sequence(static_cast<std::size_t>(dimensions));
  std::vector<UnitPoint> design;
  for (int i = 0; i < points; ++i) {
    UnitPoint point;
    for (int d = 0; d < dimensions; ++d) point.push_back(Rng::unit_interval(sequence()));
    design.push_back(std::move(point));
  }
  return design;
}

double value_at(const FactorSpec& factor, double place) {
  const scenario::Figure& figure = factor.figure;
  switch (factor.kind) {
    case FactorKind::kChoice:
      return std::floor(place * static_cast<double>(factor.alternatives.size()));
    case FactorKind::kRange:
      if (factor.is_whole) return std::floor(figure.low + place * (figure.high - figure.low + 1));
      return figure.low + place * (figure.high - figure.low);
    case FactorKind::kParameter:
    case FactorKind::kFigure:
      break;
  }
  return factor.is_probability ? draw_probability(figure, place) : draw_figure(figure, place);
}

std::vector<double> levels_of(const FactorSpec& factor, int levels) {
  std::vector<double> values;
  if (factor.kind == FactorKind::kChoice) {
    for (std::size_t i = 0; i < factor.alternatives.size(); ++i) {
      values.push_back(static_cast<double>(i));
    }
    return values;
  }
  for (int i = 0; i < levels; ++i) {
    const double share = static_cast<double>(i) / (levels - 1);
    double value = factor.figure.low + share * (factor.figure.high - factor.figure.low);
    if (factor.is_whole) value = std::floor(value + 0.5);
    if (values.empty() || values.back() != value) values.push_back(value);
  }
  return values;
}

std::vector<DesignPoint> points_of(const StudySpec& study) {
  const auto k = static_cast<int>(study.factors.size());
  switch (study.design) {
    case DesignKind::kOneAtATime:
      return one_at_a_time(study);
    case DesignKind::kLatinHypercube:
      return at_places(study, latin_hypercube(study.points, k, study.seed));
    case DesignKind::kSobol:
      return at_places(study, sobol_sequence(study.points, k));
    case DesignKind::kIndices:
      return index_points(study);
    case DesignKind::kSpread:
      return spread_points(study);
    case DesignKind::kOwn:
      break;
  }
  std::vector<DesignPoint> points;
  for (const FactorValues& values : study.own) points.push_back({values, 0});
  return points;
}

}  // namespace khasan::study
