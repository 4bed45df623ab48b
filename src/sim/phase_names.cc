#include "sim/phase_names.h"

namespace khasan::sim {

Result<PhaseMask> mask_of_all(const std::vector<std::string>& names) {
  PhaseMask mask = 0;
  for (const std::string& name : names) {
    const PhaseMask one = mask_of(name);
    if (one != 0) {
      mask |= one;
      continue;
    }
    std::string known;
    for (const Phase& phase : phases()) {
      if (known.find(phase.name) == std::string::npos) known += " " + std::string(phase.name);
    }
    Error error;
    error.found = "--without " + name;
    error.expected = "one of" + known;
    return error;
  }
  return mask;
}

}  // namespace khasan::sim
