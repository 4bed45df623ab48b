// Odds of a crisis over many runs and many sets of numbers, and what one change does to them with
// the same men and the same chance. Never one number from one set: every odd has the range over the
// sets beside it (docs/methods/crisis.md).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "crisis/theatre.h"
#include "sim/crisis_measures.h"
#include "study/estimate.h"
#include "study/replications.h"

namespace khasan::study {

struct OddsPlan {
  uint64_t seed = 1;
  int sets = 200;   // of numbers, drawn over their ranges or given
  int runs = 1000;  // of each set, and of the best numbers
  int threads = 1;
  // The theatre of the next crisis: each run goes on there with what was learned, and is counted
  // there. Null: counted where it was played.
  const crisis::Theatre* next = nullptr;
  bool learned = true;  // false: the next crisis as if nothing had been learned
};

// What the runs of one set of numbers came to, by measure: mean (of a day: median) and how many
// runs it is of. NaN where it applied to none.
struct SetOdds {
  std::vector<double> value;
  std::vector<Interval> ci95;  // of chance alone
  std::vector<int> n;
  // Share of all counted runs in which a side used a rung. A shot and a general war count for both.
  std::array<std::vector<double>, crisis::kSides> used;
  int runs = 0;  // counted
};

struct Odds {
  SetOdds best;               // at the best numbers
  std::vector<SetOdds> sets;  // by set; without values where the work was interrupted
  uint64_t runs = 0;
  bool interrupted = false;
};

// The runs of one set of numbers; run k has the chance of replication k whatever the set.
SetOdds odds_of_set(const crisis::Theatre& theatre, const crisis::Numbers& numbers,
                    const OddsPlan& plan);
// `given`: sets to use instead of drawn ones; those of a changed theatre are the same draws.
Odds play_odds(const crisis::Theatre& theatre, const OddsPlan& plan,
               const std::vector<crisis::Numbers>& given, const StudyControl& control = {});

// One measure over the sets: its mean with the interval of that mean, and the middle 90 % of sets;
// NaN where it applied in none.
struct OddsBand {
  double best = 0;   // at the best numbers
  Interval best_ci;  // of chance alone
  double mean = 0, low = 0, high = 0;
  Interval ci95;
  int sets = 0;
};
OddsBand band_of(const Odds& odds, std::size_t measure);
// The same for the share of runs in which `side` (0 or 1) used a rung, counted from 0.
OddsBand rung_band(const Odds& odds, std::size_t side, std::size_t rung);

// What a change does to one measure: paired by set and by run.
struct OddsDifference {
  double best = 0;  // at the best numbers
  double mean = 0;
  Interval ci95;              // of the mean over sets
  double more = 0, less = 0;  // share of sets in which it rises, falls
  int sets = 0;
};
OddsDifference difference_of(const Odds& before, const Odds& after, std::size_t measure);

}  // namespace khasan::study
