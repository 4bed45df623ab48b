// khasan run --mode free: the crisis decides whether, when and with what the battle is fought.
#pragma once

#include "cli/commands.h"
#include "load/crisis_file.h"
#include "scenario/spec.h"

namespace khasan::cli {

// The crisis that a battle names, changed; its sides are those of the battle, in their order.
Result<load::CrisisFile> crisis_of_battle(const std::string& folder,
                                          const scenario::ScenarioSpec& spec,
                                          const scenario::Scenario& scenario,
                                          const std::vector<std::string>& what_ifs);
int run_free(const RunOptions& options);
// Pairs of free runs with the same chance: what a change in the crisis does to the battle, if there
// is one. Other changes of the options are made in the second run of a pair, too.
int compare_free(const CompareOptions& options);

}  // namespace khasan::cli
