// A study in words for the terminal, and as the document that the page and scripts read, format
// "khasan-study-report-1" (docs/study_format.md).
#pragma once

#include <string>

#include "study/study_summary.h"

namespace khasan::report {

// What moved each measure, and where the tables lie.
std::string study_text(const study::Study& study, const scenario::Scenario& scenario,
                       const study::StudySummary& summary, const std::string& folder);

// Compact JSON text: factors, measures with their records, and for every point the runs and what
// they say. `works`: CSL-JSON of the sources (load/works.h).
std::string study_document(const study::Study& study, const scenario::Scenario& scenario,
                           const study::StudySummary& summary, const std::string& command,
                           const std::string& works = "[]");

}  // namespace khasan::report
