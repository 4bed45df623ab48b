#include "study/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/hash.h"

namespace khasan::study {

namespace {

using scenario::Measure;
using scenario::MeasureKind;
using scenario::Scenario;
using scenario::TargetRole;

constexpr double kHappenedShareMin = 0.8;  // below, quantiles of those runs would mislead
constexpr int kRunsMin = 10;               // fewer cannot have a middle 80 %
constexpr double kSmall = 1e-9;

// One condition of a verdict: true, false, or not to be told from the interval.
enum class Claim : uint8_t { kHolds, kFails, kOpen };

Claim claim_at_least(Interval interval, double level) {
  if (interval.low >= level - kSmall) return Claim::kHolds;
  return interval.high < level - kSmall ? Claim::kFails : Claim::kOpen;
}

// Whether it happens often enough. What happened in every run (ten at the least) does.
Claim claim_happens(const Estimate& e) {
  return e.happened == e.n ? Claim::kHolds : claim_at_least(e.happened_ci, kHappenedShareMin);
}

Claim claim_at_most(Interval interval, double level) {
  if (interval.high <= level + kSmall) return Claim::kHolds;
  return interval.low > level + kSmall ? Claim::kFails : Claim::kOpen;
}

bool starts_with(const std::string& text, const char* beginning) {
  return text.rfind(beginning, 0) == 0;
}

// Values of the runs in which it happened, sorted.
std::vector<double> happened(const std::vector<double>& samples) {
  std::vector<double> values;
  for (const double x : samples) {
    if (std::isfinite(x)) values.push_back(x);
  }
  std::sort(values.begin(), values.end());
  return values;
}

struct Reason {
  Claim claim;
  std::string fails, open;
};

std::vector<Reason> reasons(const Estimate& e, const WidthRule& rule, double recorded) {
  const double width = width_of(rule, e.p10, e.p90);
  const std::string size = rule.is_ratio ? fmt::format("p90 is {:.1f} times p10", width)
                                         : fmt::format("p10 and p90 are {:.2g} apart", width);
  return {
      {claim_happens(e), fmt::format("it happened in {} of {} runs only", e.happened, e.n),
       fmt::format("it happened in {} of {} runs: too few to tell whether in 80 %", e.happened,
                   e.n)},
      {claim_at_most(e.p10_ci, recorded), "the runs lie above the record",
       "the lower end of the simulated range could lie on either side of the record"},
      {claim_at_least(e.p90_ci, recorded), "the runs lie below the record",
       "the upper end of the simulated range could lie on either side of the record"},
      {claim_at_most(e.width_ci, rule.limit), fmt::format("the range says nothing: {}", size),
       fmt::format("the range may be too wide to say anything: {}", size)},
  };
}

double distance(const Estimate& estimate, double value, double centre) {
  const double scale = std::max({estimate.p90 - estimate.p10, std::fabs(centre) / 10, kSmall});
  // An event that did not happen is as far off as three simulated ranges.
  return std::isfinite(value) ? std::min(std::fabs(value - centre) / scale, 3.0) : 3.0;
}

bool is_judged(const Score& score) {
  return score.target != nullptr && score.target->role == TargetRole::kJudged;
}

Score score_one(const Scenario& scenario, const Replications& replications, std::size_t m) {
  const Measure& measure = scenario.measures[m];
  Score score;
  score.measure = m;
  score.target = target_of(scenario, measure.id);
  score.simulated = measure.kind != MeasureKind::kNotSimulated;
  score.provenance = provenance_of(scenario, measure, score.target);
  if (score.simulated) {
    score.estimate = estimate_of(replications.samples_of(m), measure.unit, stable_key(measure.id));
  }
  if (score.target == nullptr) return score;
  const double best = score.target->best;
  if (score.estimate.has_values) {
    score.crps = fair_crps(happened(score.estimate.samples), best);
    score.rank = rank_of(score.estimate, best);
  }
  if (!is_judged(score)) return score;
  if (score.simulated) {
    score.verdict = judge(score.estimate, width_rule_of(measure.unit), best, score.why);
  } else {
    // History has it and the model must produce it: not to model it is to miss it.
    score.verdict = Verdict::kMissed;
    score.why = "not simulated";
  }
  return score;
}

}  // namespace

WidthRule width_rule_of(const std::string& unit) {
  if (starts_with(unit, "hour")) return {false, 4};
  if (starts_with(unit, "minute")) return {false, 240};
  if (starts_with(unit, "share") || starts_with(unit, "fraction")) return {false, 0.5};
  if (starts_with(unit, "%") || starts_with(unit, "percent")) return {false, 50};
  return {true, 3};
}

double width_of(const WidthRule& rule, double p10, double p90) {
  if (!rule.is_ratio) return p90 - p10;
  if (p90 <= 0) return 1;
  return p10 <= 0 ? std::numeric_limits<double>::infinity() : p90 / p10;
}

Estimate estimate_of(const std::vector<double>& samples, const std::string& unit, uint64_t key) {
  Estimate e;
  const std::vector<double> sorted = happened(samples);
  e.samples = samples;
  e.n = static_cast<int>(samples.size());
  e.happened = static_cast<int>(sorted.size());
  e.happened_ci = wilson_interval(e.happened, e.n);
  e.has_values = e.happened > 0;
  if (!e.has_values) return e;
  for (const double x : sorted) e.mean += x / e.happened;
  e.p10 = quantile_of(sorted, 0.1);
  e.p50 = quantile_of(sorted, 0.5);
  e.p90 = quantile_of(sorted, 0.9);
  const Resamples resamples = resample(sorted, key);
  std::vector<double> widths;
  for (std::size_t b = 0; b < resamples.p10.size(); ++b) {
    widths.push_back(width_of(width_rule_of(unit), resamples.p10[b], resamples.p90[b]));
  }
  e.p10_ci = middle_95(resamples.p10);
  e.p90_ci = middle_95(resamples.p90);
  // A ratio may be infinite, and no quantile lies between infinity and a number.
  for (double& width : widths) width = std::min(width, 1e9);
  e.width_ci = middle_95(std::move(widths));
  return e;
}

Rank rank_of(const Estimate& estimate, double recorded) {
  Rank rank;
  rank.n = estimate.n;
  rank.above = recorded > estimate.p50;
  for (const double x : estimate.samples) {
    // What never happened came later, and so is more, than anything recorded.
    const double value = std::isfinite(x) ? x : std::numeric_limits<double>::infinity();
    rank.at_least += rank.above ? value >= recorded : value <= recorded;
  }
  rank.ci = wilson_interval(rank.at_least, rank.n);
  return rank;
}

Verdict judge(const Estimate& estimate, const WidthRule& rule, double recorded, std::string& why) {
  why = "it never happened";
  if (!estimate.has_values) {
    return estimate.n < kRunsMin ? Verdict::kUndecided : Verdict::kMissed;
  }
  why = fmt::format("{} runs are too few for a middle 80 %", estimate.n);
  if (estimate.n < kRunsMin) return Verdict::kUndecided;
  const std::vector<Reason> all = reasons(estimate, rule, recorded);
  for (const Reason& reason : all) {
    why = reason.fails;
    if (reason.claim == Claim::kFails) return Verdict::kMissed;
  }
  for (const Reason& reason : all) {
    why = reason.open;
    if (reason.claim == Claim::kOpen) return Verdict::kUndecided;
  }
  why = "the record lies inside the simulated range";
  return Verdict::kMet;
}

const scenario::Target* target_of(const Scenario& scenario, const std::string& measure) {
  for (const scenario::Target& target : scenario.targets) {
    if (target.measure == measure) return &target;
  }
  return nullptr;
}

std::vector<Score> score(const Scenario& scenario, const Replications& replications) {
  std::vector<Score> scores;
  for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
    scores.push_back(score_one(scenario, replications, m));
  }
  return scores;
}

std::string to_text(Verdict verdict, int n) {
  switch (verdict) {
    case Verdict::kMet:
      return "met";
    case Verdict::kMissed:
      return "missed";
    case Verdict::kUndecided:
      return fmt::format("undecided at {}", n);
    case Verdict::kNotJudged:
      return "not judged";
  }
  return "not judged";
}

Marked mark_runs(const Scenario&, const Replications& replications,
                 const std::vector<Score>& scores) {
  Marked marked;
  double least_median = std::numeric_limits<double>::infinity(), least_record = least_median;
  double most_record = -1;
  for (std::size_t r = 0; r < replications.runs.size(); ++r) {
    double from_median = 0, from_record = 0;
    for (const Score& score : scores) {
      if (!is_judged(score) || !score.estimate.has_values) continue;
      const double value = score.estimate.samples[r];
      from_median += distance(score.estimate, value, score.estimate.p50);
      from_record += distance(score.estimate, value, score.target->best);
    }
    if (from_median < least_median) least_median = from_median, marked.median = r;
    if (from_record < least_record) least_record = from_record, marked.closest = r;
    if (from_record > most_record) most_record = from_record, marked.farthest = r;
  }
  return marked;
}

}  // namespace khasan::study
