// The phases that a person names on the command line.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "sim/phases.h"

namespace khasan::sim {

// The phases to leave out; an unknown name is an error that lists the known ones.
Result<PhaseMask> mask_of_all(const std::vector<std::string>& names);

}  // namespace khasan::sim
