// The crisis before a battle as the page shows it, quickly: the best numbers and a few drawn sets,
// and one run told. `khasan crisis` plays more sets, and those that the record does not rule out.
#pragma once

#include <string>

#include "base/result.h"
#include "load/crisis_file.h"
#include "report/crisis_document.h"

namespace khasan::serve {

// What a page says of a crisis as its files have it, with the odds of its ends; which run is told,
// and by which command, is for the caller to add. Both must outlive it.
report::CrisisReport crisis_report(const load::CrisisFile& file, const study::Odds& odds);

// khasan-crisis-report-1 of the crisis in that folder.
Result<std::string> crisis_page(const std::string& folder);

}  // namespace khasan::serve
