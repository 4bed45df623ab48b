// What coupled pairs say as time goes on: differences and factors of the curves at set spans after
// the moment from which the histories can differ (docs/methods/coupled_pairs.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "study/curves.h"
#include "study/paired_runs.h"

namespace khasan::study {

struct Horizon {
  std::string name;  // "1 h", "end"
  Time at{};         // the same for every pair
  int parted = 0;    // pairs that differ by then
  // By position in Horizons.curves; `measure` is that position.
  std::vector<PairedDifference> differences;
};

struct Horizons {
  Time from{};                    // the earliest moment at which the runs of any pair differ
  std::vector<CurveDef> curves;   // those that both battles have
  std::vector<Horizon> horizons;  // 1 h, 6 h, 1 day, end; those within the battle
};

// None: no pair ever differs.
std::optional<Horizons> horizons_of(const scenario::Scenario& first,
                                    const scenario::Scenario& second, const PairedRuns& runs);

// The horizon from which on the factor of that curve is below `factor`; null: it never is.
const Horizon* first_below(const Horizons& horizons, std::size_t curve, double factor);

}  // namespace khasan::study
