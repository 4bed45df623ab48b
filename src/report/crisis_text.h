// The odds of a crisis as tables of text: misses first, never one number from one set.
#pragma once

#include <string>

#include "crisis/dossier.h"
#include "crisis/theatre.h"
#include "study/crisis_odds.h"

namespace khasan::report {

// Whether odds lie in the range that a target accepts: at the best numbers, and how many of the
// sets.
struct Verdict {
  const crisis::Target* target = nullptr;
  std::size_t measure = 0;
  study::OddsBand band;
  bool met = false;      // at the best numbers
  double share_met = 0;  // of sets
};
// In the order of the file, the missed ones first.
std::vector<Verdict> judge(const crisis::Dossier& dossier, const study::Odds& odds);

std::string odds_table(const study::Odds& odds);
std::string target_table(const crisis::Theatre& theatre, const crisis::Dossier& dossier,
                         const study::Odds& odds);
std::string difference_table(const study::Odds& before, const study::Odds& after);
// "41 %", "day 44.2 (27 Jul)", "1.55": how a measure is written.
std::string odds_value(const crisis::Theatre& theatre, std::size_t measure, double value);

}  // namespace khasan::report
