// The crisis before a battle as the page shows it, quickly: the best numbers and a few drawn sets,
// and one run told. `khasan crisis` plays more sets, and those that the record does not rule out.
#pragma once

#include <string>

#include "base/result.h"

namespace khasan::serve {

// khasan-crisis-report-1 of the crisis in that folder.
Result<std::string> crisis_page(const std::string& folder);

}  // namespace khasan::serve
