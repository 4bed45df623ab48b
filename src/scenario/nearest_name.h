// The name somebody probably meant: for the fix in error messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace khasan::scenario {

// The nearest of `names` by edit distance; empty when none is near enough to be a slip of the pen.
std::string nearest_name(std::string_view name, const std::vector<std::string>& names);
// "did you mean 'strength'?" or, with nothing near, "" .
std::string did_you_mean(std::string_view name, const std::vector<std::string>& names);

}  // namespace khasan::scenario
