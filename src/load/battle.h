// A battle folder as a spec, and as a compiled scenario (docs/battle_format.md).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "scenario/scenario.h"
#include "scenario/spec.h"

namespace khasan::load {

// Reads all files of the folder and of the catalogue. All errors that can be found are returned.
Result<scenario::ScenarioSpec> read_battle(const std::string& folder,
                                           const std::string& catalogue_folder);

// The catalogue that belongs to a battle: the environment's KHASAN_CATALOG, else `catalog` in the
// battle's folder or one above it, else beside the program or in ../share/khasan.
Result<std::string> find_catalogue(const std::string& folder);

// find_catalogue and read_battle. `rule_changes`: what the command line says of rules of engagement
// (scenario/change_rules.h).
Result<scenario::ScenarioSpec> load_spec(const std::string& folder,
                                         const std::vector<std::string>& rule_changes = {});
// load_spec and compile.
Result<scenario::Scenario> load_battle(const std::string& folder,
                                       const std::vector<std::string>& rule_changes = {});

}  // namespace khasan::load
