// The crisis before a battle as the page shows it, quickly: the best numbers and a few drawn sets,
// and one run told. `khasan crisis` plays more sets, and those that the record does not rule out.
#pragma once

#include <string>

#include "base/result.h"
#include "report/crisis_document.h"

namespace khasan::serve {

// A run at the best numbers, with its story and what it leaves behind.
report::ToldCrisis play_told(const crisis::Theatre& theatre, uint64_t seed, int run);
// Of the first runs at the best numbers those that end as most do; of these the one in the middle
// by length. In words: typical_choice().
int typical_run(const crisis::Theatre& theatre, uint64_t seed);
std::string typical_choice();

// khasan-crisis-report-1 of the crisis in that folder.
Result<std::string> crisis_page(const std::string& folder);

}  // namespace khasan::serve
