// Simulated against recorded as plain text: misses first, each with its interval, its rank and what
// would have to be true to meet it.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "study/score.h"

namespace khasan::report {

// Positions in `scores` of those with a target, misses first, then undecided, met, not judged.
std::vector<std::size_t> misses_first(const std::vector<study::Score>& scores);
// "4 of 9 judged figures met, 3 missed, 2 undecided at 40".
std::string summary_of(const std::vector<study::Score>& scores, int n);
std::string table_of(const scenario::Scenario& scenario, const std::vector<study::Score>& scores,
                     int n);
// "at least as many in 7 of 40; 95 % 9-32 %".
std::string rank_text(const study::Rank& rank);

}  // namespace khasan::report
