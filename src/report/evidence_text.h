// The outcomes of a battle under different evidence, side by side, as plain text and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "study/evidence_table.h"

namespace khasan::report {

std::string text_of(const scenario::Scenario& scenario, const study::EvidenceTable& table);
// The object `evidence_table` of the report and of `--json`.
nlohmann::ordered_json json_of(const scenario::Scenario& scenario,
                               const study::EvidenceTable& table);

}  // namespace khasan::report
