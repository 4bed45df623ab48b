// Which run of a crisis is told on a page, and that run.
#pragma once

#include <string>

#include "report/crisis_document.h"

namespace khasan::report {

// A run at the best numbers, with its story and what it leaves behind.
ToldCrisis play_told(const crisis::Theatre& theatre, uint64_t seed, int run);
// Of the first runs at the best numbers those that end as most do; of these the one in the middle
// by length. In words: typical_choice().
int typical_run(const crisis::Theatre& theatre, uint64_t seed);
std::string typical_choice();

}  // namespace khasan::report
