// History matching: sets of numbers, inside their ranges, under which the odds of a crisis meet all
// that is accepted of them (Craig, Goldstein and others 1997; here by waves of simulation without
// an emulator, since a run costs microseconds). It says what the record does not rule out, not what
// is likely: the sets are no posterior, and the ranges are never widened (docs/methods/crisis.md).
#pragma once

#include <span>
#include <vector>

#include "crisis/dossier.h"
#include "crisis/theatre.h"
#include "study/replications.h"

namespace khasan::study {

struct MatchingPlan {
  uint64_t seed = 1;
  int candidates = 1000;  // of a wave
  int runs = 1000;        // of a candidate
  int waves = 20;         // at most
  int wanted = 200;       // sets that meet every target
  int threads = 1;
};

struct Matched {
  crisis::Numbers numbers;
  double miss = 0;  // how far outside the accepted ranges, summed, in widths of the ranges
  int line = 0;     // candidate of the first wave from which it descends
};

struct Matching {
  std::vector<Matched> sets;      // those that meet all, in the order found
  std::vector<double> best_miss;  // by wave: the least miss so far
  std::vector<double> met_first;  // share of the first wave that meets a target, by target
  int tried = 0;
  Matched closest;
};

// How far the odds of one set lie outside what the targets accept.
double miss_of(const crisis::Theatre& theatre, const crisis::Numbers& numbers,
               std::span<const crisis::Target> targets, uint64_t seed, int runs);

// First wave: uniform over all ranges. Later ones: steps from the best tenth of all tried so far,
// few of one descent, so that the sets found do not all lie in one corner.
Matching match_history(const crisis::Theatre& theatre, std::span<const crisis::Target> targets,
                       const MatchingPlan& plan, const StudyControl& control = {});

}  // namespace khasan::study
