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
// Men lost to a cause, and its name.
using Cause = std::pair<double, std::string>;
// {"shells (61 %)", "small arms (30 %)"}: what most men were lost to; at most `most`, none below a
// tenth of the men.
std::vector<std::string> main_causes(std::vector<Cause> lost, std::size_t most);

}  // namespace khasan::report
