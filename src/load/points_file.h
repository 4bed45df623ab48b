// The analyst's own points of a study: a CSV table with one column for each factor.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "scenario/study_spec.h"

namespace khasan::load {

// Reads `path`. The first line names the factors, in any order; a cell is a number, or for a choice
// its name or position; an empty cell leaves the battle as it is. Errors name line and column.
Result<std::vector<scenario::FactorValues>> read_points_file(
    const std::string& path, const std::vector<scenario::FactorSpec>& factors);

}  // namespace khasan::load
