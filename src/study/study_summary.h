// What the runs of a study say: estimates at every point, and how the outcomes depend on the
// factors, by what the design can tell.
#pragma once

#include <string>
#include <vector>

#include "study/movers.h"
#include "study/pairs.h"
#include "study/score.h"
#include "study/sensitivity.h"
#include "study/study.h"

namespace khasan::study {

// The runs of one point.
struct PointSummary {
  Replications runs;          // measures by position in scenario.measures; NaN: not kept either
  std::vector<Score> scores;  // by measure
  Marked marked;              // among `runs`
};

// kOneAtATime: one point against the battle as it is, run by run on the same chance.
struct Bar {
  int point = 0;
  std::size_t factor = 0;
  double level = 0;
  PairedDifference difference;
};

// How one measure depends on the factors.
struct Dependence {
  std::size_t measure = 0;    // position in scenario.measures
  std::vector<Bar> bars;      // kOneAtATime
  SobolIndices indices;       // kIndices by factor, kSpread by stream
  std::vector<Mover> movers;  // of other designs: rank correlations that are more than chance
};

struct StudySummary {
  std::vector<PointSummary> points;
  std::vector<Dependence> dependences;  // by kept measure
  int runs = 0;
};

// Results by point and replication; points without any are empty.
StudySummary summary_of(const Study& study, const scenario::Scenario& scenario,
                        const std::vector<JobResult>& results);

// Mean of the values that are numbers, with its 95 % interval (Student; infinite below two).
struct MeanEstimate {
  int n = 0;
  double mean = 0;
  Interval ci95;
};
MeanEstimate mean_of(const std::vector<double>& samples);

// "chance", "evidence", "parameters", "terrain": what kSpread tells apart.
const std::vector<std::string>& stream_names();

}  // namespace khasan::study
