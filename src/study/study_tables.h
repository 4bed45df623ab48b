// A study as tables that other programs read: comma-separated, UTF-8, a heading, a dot in numbers,
// an empty cell for what did not happen. Columns: docs/study_format.md.
#pragma once

#include <string>

#include "study/study_summary.h"

namespace khasan::study {

// One row a run: point, replication, seed, chance, hash, mark, factors, measures.
std::string runs_csv(const Study& study, const scenario::Scenario& scenario,
                     const StudySummary& summary);
// What every column of the runs is: name, kind, unit, definition, window, recorded figures.
std::string dictionary_csv(const Study& study, const scenario::Scenario& scenario);
// One row a point and measure: n, mean with interval, quantiles.
std::string summary_csv(const Study& study, const scenario::Scenario& scenario,
                        const StudySummary& summary);
// One row a measure and factor: paired differences, indices or correlations, as the design has it.
std::string sensitivity_csv(const Study& study, const scenario::Scenario& scenario,
                            const StudySummary& summary);

}  // namespace khasan::study
