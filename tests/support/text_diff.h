// Two texts compared line by line, for golden tests: what a reader would want to see of a change.
#pragma once

#include <string>

namespace khasan::support {

// Empty when equal, else the lines that differ, "-" wanted and "+" found, each group with the
// number of its line in `wanted` and `context` equal lines around it.
std::string diff_of_lines(const std::string& wanted, const std::string& found, int context = 2);

}  // namespace khasan::support
