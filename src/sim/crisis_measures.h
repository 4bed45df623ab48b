// What is counted of a crisis: shares and days, each with the runs to which it applies. Files name
// them by id (targets, studies); docs/crisis_format.md lists them.
#pragma once

#include <span>
#include <string_view>

#include "crisis/course.h"
#include "sim/aftermath.h"

namespace khasan::sim {

// A share is a mean of 0 and 1, a mean is of any number, a day is told by its median.
enum class CrisisKind : uint8_t { kShare, kMean, kDay };

struct CrisisRun {
  const crisis::Theatre& theatre;
  const crisis::Outcome& outcome;
  const Aftermath& after;
};

struct CrisisMeasure {
  std::string_view id;
  std::string_view text;  // "assault, given occupation"
  CrisisKind kind = CrisisKind::kShare;
  // NaN in runs to which it does not apply.
  double (*value)(const CrisisRun& run) = nullptr;
};

std::span<const CrisisMeasure> crisis_measures();
// Its position; -1 for none of that id.
int crisis_measure(std::string_view id);

}  // namespace khasan::sim
