#include "study/crisis_odds.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "crisis/course.h"
#include "sim/aftermath.h"
#include "study/study_summary.h"

namespace khasan::study {
namespace {

constexpr double kNormal975 = 1.959964;

// Mean of a share or a number, or median of a day, with the 95 % interval that chance leaves.
void estimate(sim::CrisisKind kind, std::vector<double>& values, double& value, Interval& ci95) {
  const int n = static_cast<int>(values.size());
  if (n == 0) {
    value = ci95.low = ci95.high = std::numeric_limits<double>::quiet_NaN();
    return;
  }
  if (kind == sim::CrisisKind::kDay) {
    std::sort(values.begin(), values.end());
    value = quantile_of(values, 0.5);
    // Ranks between which the median lies (binomial, normal approximation).
    const double half = kNormal975 * 0.5 / std::sqrt(n);
    ci95 = {quantile_of(values, std::max(0.0, 0.5 - half)),
            quantile_of(values, std::min(1.0, 0.5 + half))};
    return;
  }
  const MeanEstimate mean = mean_of(values);
  value = mean.mean;
  ci95 = kind == sim::CrisisKind::kShare
             ? wilson_interval(static_cast<int>(std::lround(mean.mean * n)), n)
             : mean.ci95;
}

// Whether a side used a rung in a run.
bool used(const crisis::Theatre& theatre, const crisis::Outcome& outcome, int side, int rung) {
  if (rung == theatre.war) return outcome.end == crisis::End::kGeneralWar;
  return outcome.rung_day[side][rung] < crisis::kNoDay;
}

// Fills in mean and middle of the values of sets.
void spread_of(std::vector<double> values, OddsBand& band) {
  if (values.empty()) {
    band.mean = band.low = band.high = std::numeric_limits<double>::quiet_NaN();
    return;
  }
  const MeanEstimate mean = mean_of(values);
  band.mean = mean.mean;
  band.ci95 = mean.ci95;
  band.sets = mean.n;
  std::sort(values.begin(), values.end());
  band.low = quantile_of(values, 0.05);
  band.high = quantile_of(values, 0.95);
}

}  // namespace

SetOdds odds_of_set(const crisis::Theatre& theatre, const crisis::Numbers& numbers,
                    const OddsPlan& plan) {
  const auto measures = sim::crisis_measures();
  std::vector<std::vector<double>> values(measures.size());
  SetOdds odds;
  const crisis::Theatre& counted = plan.next ? *plan.next : theatre;
  odds.used.fill(std::vector<double>(counted.ladder.size(), 0));
  const auto count = [&](const crisis::Theatre& where, const crisis::Outcome& outcome,
                         const sim::Aftermath& after) {
    for (std::size_t m = 0; m < measures.size(); ++m) {
      const double value = measures[m].value({where, outcome, after});
      if (!std::isnan(value)) values[m].push_back(value);
    }
    ++odds.runs;
    for (int side = 0; side < crisis::kSides; ++side) {
      std::vector<double>& shares = odds.used[static_cast<std::size_t>(side)];
      for (std::size_t rung = 0; rung < shares.size(); ++rung) {
        shares[rung] += used(where, outcome, side, static_cast<int>(rung));
      }
    }
  };
  for (int k = 0; k < plan.runs; ++k) {
    const Rng rng(plan.seed, static_cast<uint64_t>(k));
    const crisis::Outcome outcome = crisis::run_crisis(theatre, numbers, rng);
    const sim::Aftermath after = sim::aftermath_of(theatre, numbers, outcome);
    if (!plan.next) {
      count(theatre, outcome, after);
      continue;
    }
    // Nothing is learned where nobody fought, so the next crisis is that of a run with a battle.
    if (outcome.assault_day == crisis::kNoDay) continue;
    const crisis::Numbers carried =
        plan.learned ? sim::carry_over(plan.next->numbers, after) : plan.next->numbers;
    const crisis::Outcome then = crisis::run_crisis(*plan.next, carried, rng);
    count(*plan.next, then, sim::aftermath_of(*plan.next, carried, then));
  }
  for (std::vector<double>& shares : odds.used) {
    for (double& share : shares) share /= std::max(odds.runs, 1);
  }
  odds.value.resize(measures.size());
  odds.ci95.resize(measures.size());
  for (std::size_t m = 0; m < measures.size(); ++m) {
    estimate(measures[m].kind, values[m], odds.value[m], odds.ci95[m]);
    odds.n.push_back(static_cast<int>(values[m].size()));
  }
  return odds;
}

Odds play_odds(const crisis::Theatre& theatre, const OddsPlan& plan,
               const std::vector<crisis::Numbers>& given, const StudyControl& control) {
  const int sets = given.empty() ? plan.sets : static_cast<int>(given.size());
  std::vector<SetOdds> finished(static_cast<std::size_t>(sets) + 1);
  // Job 0 is the best numbers; job s + 1 is set s.
  play_numbers(sets + 1, plan.threads, control, [&] {
    return [&](int job) {
      crisis::Numbers numbers = theatre.numbers;
      if (job > 0) {
        const std::size_t set = static_cast<std::size_t>(job - 1);
        numbers = given.empty() ? crisis::draw_numbers(theatre, Rng(plan.seed, set)) : given[set];
      }
      finished[static_cast<std::size_t>(job)] = odds_of_set(theatre, numbers, plan);
    };
  });
  Odds odds;
  for (const SetOdds& set : finished) {
    if (set.value.empty()) odds.interrupted = true;
    odds.runs += set.value.empty() ? 0 : static_cast<uint64_t>(plan.runs);
  }
  odds.best = std::move(finished.front());
  odds.sets.assign(std::make_move_iterator(finished.begin() + 1),
                   std::make_move_iterator(finished.end()));
  return odds;
}

OddsBand band_of(const Odds& odds, std::size_t measure) {
  std::vector<double> values;
  for (const SetOdds& set : odds.sets) {
    if (!set.value.empty() && !std::isnan(set.value[measure])) values.push_back(set.value[measure]);
  }
  OddsBand band;
  if (!odds.best.value.empty()) {
    band.best = odds.best.value[measure];
    band.best_ci = odds.best.ci95[measure];
  }
  spread_of(std::move(values), band);
  return band;
}

OddsBand rung_band(const Odds& odds, std::size_t side, std::size_t rung) {
  std::vector<double> values;
  for (const SetOdds& set : odds.sets) {
    if (!set.value.empty()) values.push_back(set.used[side][rung]);
  }
  OddsBand band;
  if (!odds.best.value.empty()) {
    band.best = odds.best.used[side][rung];
    const int runs = odds.best.runs;
    band.best_ci = wilson_interval(static_cast<int>(std::lround(band.best * runs)), runs);
  }
  spread_of(std::move(values), band);
  return band;
}

OddsDifference difference_of(const Odds& before, const Odds& after, std::size_t measure) {
  std::vector<double> differences;
  OddsDifference result;
  for (std::size_t s = 0; s < std::min(before.sets.size(), after.sets.size()); ++s) {
    if (before.sets[s].value.empty() || after.sets[s].value.empty()) continue;
    const double difference = after.sets[s].value[measure] - before.sets[s].value[measure];
    if (std::isnan(difference)) continue;
    differences.push_back(difference);
    result.more += difference > 0;
    result.less += difference < 0;
  }
  const MeanEstimate mean = mean_of(differences);
  result.sets = mean.n;
  result.mean = mean.mean;
  result.ci95 = mean.ci95;
  if (mean.n > 0) result.more /= mean.n, result.less /= mean.n;
  if (!before.best.value.empty() && !after.best.value.empty()) {
    result.best = after.best.value[measure] - before.best.value[measure];
  }
  return result;
}

}  // namespace khasan::study
