// What a study leaves beside its results: tables for other programs, and its page.
#pragma once

#include <string>

#include "base/result.h"
#include "study/study_summary.h"

namespace khasan::report {

// Writes runs.csv, dictionary.csv, summary.csv, sensitivity.csv and study.html into a folder that
// is there. `document`: of study_document.
Errors write_study(const study::Study& study, const scenario::Scenario& scenario,
                   const study::StudySummary& summary, const std::string& document,
                   const std::string& folder);

}  // namespace khasan::report
