// What coupled pairs say, in words and as data: differences of measures, and of losses, strength
// and control over time (docs/methods/coupled_pairs.md).
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "study/horizons.h"
#include "study/paired_runs.h"
#include "study/pairs.h"

namespace khasan::report {

// All that was found about one change.
struct PairsResult {
  const scenario::Scenario& first;   // the battle as it was
  const scenario::Scenario& second;  // changed
  int pairs = 0;
  std::vector<study::PairedDifference> measures;
  std::optional<study::Horizons> horizons;  // none: no pair ever differs
  const study::PairedRuns* runs = nullptr;  // pair by pair, if they are to be shown
};

std::string pairs_text(const PairsResult& result);
// The parts of `khasan compare --json` and of the page (docs/methods/report_format.md).
nlohmann::ordered_json measures_json(const PairsResult& result);
nlohmann::ordered_json horizons_json(const PairsResult& result);  // null: no pair ever differs

}  // namespace khasan::report
