// Which of several coupled pairs shows best what changes do: the one that is nearest to the mean of
// every difference. One pair for all of them, so that they share the run as it was.
#pragma once

#include <vector>

namespace khasan::study {

// `differences`: of each measure asked for, by pair; NaN: it did not happen in both runs. The pair
// with the least sum over the measures of |difference less mean| in standard deviations; a
// difference that is missing counts as kMissing of them. The first of equals; 0 without pairs.
inline constexpr double kMissing = 3;
int telling_pair(const std::vector<std::vector<double>>& differences);

}  // namespace khasan::study
