// Simulated against recorded: what the runs say of each measure, how the recorded figure stands
// among them, and whether it is met. The rules: docs/methods/scoring.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "study/estimate.h"
#include "study/origin.h"
#include "study/replications.h"

namespace khasan::study {

// What the runs say of one measure. `happened` of `n` runs produced a value; quantiles are of
// those.
struct Estimate {
  int n = 0, happened = 0;
  Interval happened_ci;     // Wilson, of the share
  bool has_values = false;  // happened > 0; else the numbers below mean nothing
  double mean = 0, p10 = 0, p50 = 0, p90 = 0;
  Interval p10_ci, p90_ci;      // bootstrap
  Interval width_ci;            // bootstrap, of width()
  std::vector<double> samples;  // by run; NaN: did not happen
};

enum class Verdict : uint8_t { kMet, kMissed, kUndecided, kNotJudged };

// How wide a range may be that still says something.
struct WidthRule {
  bool is_ratio = true;  // p90/p10 for counts; p90 - p10 for times and shares
  double limit = 3;
};
WidthRule width_rule_of(const std::string& unit);
double width_of(const WidthRule& rule, double p10, double p90);

// How many runs came out at least as extreme as the record, on its side of the median.
struct Rank {
  int at_least = 0, n = 0;
  Interval ci;         // Wilson, of the share
  bool above = false;  // the record lies above the median: "at least as much"
};

struct Score {
  std::size_t measure = 0;  // position in scenario.measures
  const scenario::Target* target = nullptr;
  Estimate estimate;
  bool simulated = false;  // kNotSimulated: the record alone is shown
  std::optional<double> crps;
  std::optional<Rank> rank;
  Verdict verdict = Verdict::kNotJudged;
  std::string why;        // one sentence: what decided it
  Provenance provenance;  // whether the inputs fix it
};

Estimate estimate_of(const std::vector<double>& samples, const std::string& unit, uint64_t key);
Rank rank_of(const Estimate& estimate, double recorded);
// Verdict on a recorded figure that the model must produce.
Verdict judge(const Estimate& estimate, const WidthRule& rule, double recorded, std::string& why);

// The record of a measure; null: there is none.
const scenario::Target* target_of(const scenario::Scenario& scenario, const std::string& measure);

// One score a measure, in their order.
std::vector<Score> score(const scenario::Scenario& scenario, const Replications& replications);

std::string to_text(Verdict verdict, int n);  // "met", "missed", "undecided at 40", "not judged"

// Which run is the most typical, and which lie nearest to the record and farthest from it;
// positions in `runs`.
struct Marked {
  std::size_t median = 0, closest = 0, farthest = 0;
};
Marked mark_runs(const scenario::Scenario& scenario, const Replications& replications,
                 const std::vector<Score>& scores);

}  // namespace khasan::study
