// Plays pairs of runs: the battle as it was and as it is changed, each pair with the same chance
// (docs/methods/coupled_pairs.md). Pairs come in batches, so that it can stop when enough is known.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "base/result.h"
#include "record/ripples.h"
#include "study/pairs.h"
#include "study/replications.h"

namespace khasan::study {

// What the first, or the second, run of every pair is played from.
struct Branch {
  const scenario::Scenario& scenario;
  StudyPlan plan;  // seed, threads and start are the same in both
};

// Play until the interval of a measure is at most so wide.
struct Precision {
  std::size_t measure = 0;
  double width = 0;
};

// What a pair came to on its way.
struct PairHistory {
  std::optional<Time> parted;  // when the runs differed for the first time; none: never
  // Of each branch, by curve and by moment of history_times; the last holds to the end of the
  // battle.
  std::array<std::vector<std::vector<float>>, 2> curves;
};

// The moments at which the curves of a pair are taken: every kHistoryStep, and the end.
inline constexpr Time kHistoryStep = minutes(10);
std::vector<Time> history_times(const scenario::Scenario& scenario);

// Runs and histories by the number of their pair.
struct PairedRuns {
  Replications first, second;
  std::vector<PairHistory> histories;
  bool interrupted = false;
  int count() const { return first.count(); }
};

// Sees the pairs so far, whenever a few more are finished.
using PairsWatcher = std::function<void(const PairedRuns&)>;

// At most `pairs` of them; fewer when they are precise enough or were interrupted. `progress` is
// called with the number of finished pairs.
PairedRuns play_pairs(const std::array<Branch, 2>& branches, int pairs,
                      const std::optional<Precision>& precision, const StudyControl& control = {},
                      const PairsWatcher& watcher = {});

// Error: the battles have not the same measures, so that they cannot be compared.
Errors check_measures(const scenario::Scenario& first, const scenario::Scenario& second);

// Plays one pair again and follows how its difference spreads.
record::Ripples follow_pair(const std::array<Branch, 2>& branches, int pair);

}  // namespace khasan::study
