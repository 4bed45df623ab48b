// The ledger of a study as a short table for the terminal and as a part of the report document.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "scenario/scenario.h"
#include "study/ledger_table.h"

namespace khasan::report {

// Both sides in every stage: men lost, killed, the main causes, shells fired, tanks hit, sorties.
// Empty where the battle has no stages.
std::string ledger_text(const scenario::Scenario& scenario, const study::LedgerTable& table);
// Rows that are not nought everywhere, over stages and days; `played` is the run on the map.
nlohmann::ordered_json ledger_json(const scenario::Scenario& scenario,
                                   const study::LedgerTable& table,
                                   const study::Replication* played);
// "shells 61 %, small arms 30 %" of what men were lost to; at most `most`, none below a tenth.
// `lost`: men by cause, with the cause's name.
std::string causes_text(std::vector<std::pair<double, std::string>> lost, std::size_t most);

}  // namespace khasan::report
