#include "study/study_summary.h"

#include <cmath>
#include <limits>

namespace khasan::study {

using scenario::DesignKind;
using scenario::Scenario;

namespace {

constexpr std::size_t kMoversMost = 10;

std::vector<PointSummary> points_of(const Study& study, const Scenario& scenario,
                                    const std::vector<JobResult>& results) {
  std::vector<PointSummary> points(study.points.size());
  const double none = std::numeric_limits<double>::quiet_NaN();
  for (const JobResult& result : results) {
    Replication run;
    run.number = result.job.replication;
    run.hash = result.hash;
    run.element_steps = result.element_steps;
    run.measures.assign(scenario.measures.size(), none);
    for (std::size_t i = 0; i < study.measures.size(); ++i) {
      run.measures[study.measures[i]] = result.measures[i];
    }
    points[static_cast<std::size_t>(result.job.point)].runs.runs.push_back(std::move(run));
  }
  for (PointSummary& point : points) {
    if (point.runs.runs.empty()) continue;
    point.scores = score(scenario, point.runs);
    point.marked = mark_runs(scenario, point.runs, point.scores);
  }
  return points;
}

// The samples of those replications that both points have.
struct Paired {
  std::vector<double> first, second;
};
Paired paired(const Replications& a, const Replications& b, std::size_t measure) {
  Paired both;
  std::size_t j = 0;
  for (const Replication& run : a.runs) {
    while (j < b.runs.size() && b.runs[j].number < run.number) ++j;
    if (j == b.runs.size()) break;
    if (b.runs[j].number != run.number) continue;
    both.first.push_back(run.measures[measure]);
    both.second.push_back(b.runs[j].measures[measure]);
  }
  return both;
}

std::vector<Bar> bars_of(const Study& study, const std::vector<PointSummary>& points,
                         std::size_t measure) {
  std::vector<Bar> bars;
  for (std::size_t p = 1; p < points.size(); ++p) {
    for (std::size_t f = 0; f < study.spec.factors.size(); ++f) {
      const std::optional<double>& level = study.points[p].values[f];
      if (!level) continue;
      const Paired both = paired(points.front().runs, points[p].runs, measure);
      bars.push_back({static_cast<int>(p), f, *level, paired_difference(both.first, both.second)});
      bars.back().difference.measure = measure;
    }
  }
  return bars;
}

// The mean of a measure at every point.
std::vector<double> means_of(const std::vector<PointSummary>& points, std::size_t measure) {
  std::vector<double> means;
  for (const PointSummary& point : points) {
    const MeanEstimate mean = mean_of(point.runs.samples_of(measure));
    means.push_back(mean.n > 0 ? mean.mean : std::numeric_limits<double>::quiet_NaN());
  }
  return means;
}

// Over the points at which the measure happened. A factor that a point leaves as it is stands in
// the middle of its range: ranks need a number.
std::vector<Mover> point_movers(const Study& study, const std::vector<double>& means) {
  const std::size_t factors = study.spec.factors.size();
  std::vector<std::vector<double>> inputs(factors);
  std::vector<double> outcome;
  for (std::size_t p = 0; p < means.size(); ++p) {
    if (std::isnan(means[p])) continue;
    outcome.push_back(means[p]);
    for (std::size_t f = 0; f < factors; ++f) {
      inputs[f].push_back(study.points[p].values[f].value_or(study.spec.factors[f].figure.best));
    }
  }
  return movers_of(inputs, outcome, kMoversMost);
}

Dependence dependence_of(const Study& study, const std::vector<PointSummary>& points,
                         std::size_t measure) {
  Dependence dependence;
  dependence.measure = measure;
  switch (study.spec.design) {
    case DesignKind::kOneAtATime:
      dependence.bars = bars_of(study, points, measure);
      break;
    case DesignKind::kIndices:
      dependence.indices = sobol_indices(means_of(points, measure), study.spec.factors.size());
      break;
    case DesignKind::kSpread:
      dependence.indices = sobol_indices(means_of(points, measure), kStreamCount);
      break;
    case DesignKind::kLatinHypercube:
    case DesignKind::kSobol:
    case DesignKind::kOwn:
      dependence.movers = point_movers(study, means_of(points, measure));
      break;
  }
  return dependence;
}

}  // namespace

StudySummary summary_of(const Study& study, const Scenario& scenario,
                        const std::vector<JobResult>& results) {
  StudySummary summary;
  summary.runs = static_cast<int>(results.size());
  summary.points = points_of(study, scenario, results);
  for (const std::size_t measure : study.measures) {
    summary.dependences.push_back(dependence_of(study, summary.points, measure));
  }
  return summary;
}

MeanEstimate mean_of(const std::vector<double>& samples) {
  MeanEstimate estimate;
  double sum = 0, squares = 0;
  for (const double x : samples) {
    if (std::isfinite(x)) ++estimate.n, sum += x;
  }
  const double infinite = std::numeric_limits<double>::infinity();
  estimate.ci95 = {-infinite, infinite};
  if (estimate.n == 0) return estimate;
  estimate.mean = sum / estimate.n;
  if (estimate.n < 2) return estimate;
  for (const double x : samples) {
    if (std::isfinite(x)) squares += (x - estimate.mean) * (x - estimate.mean);
  }
  const double deviation = std::sqrt(squares / (estimate.n - 1));
  const double half = student_975(estimate.n - 1) * deviation / std::sqrt(estimate.n);
  estimate.ci95 = {estimate.mean - half, estimate.mean + half};
  return estimate;
}

const std::vector<std::string>& stream_names() {
  static const std::vector<std::string> names{"chance", "evidence", "parameters", "terrain"};
  return names;
}

}  // namespace khasan::study
