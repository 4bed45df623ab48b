// A battle folder as a spec, and as a compiled scenario (docs/battle_format.md).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "scenario/scenario.h"
#include "scenario/spec.h"

namespace khasan::load {

// What the command line changes about a battle.
struct Changes {
  std::vector<std::string> roe = {};       // rules of engagement (scenario/change_rules.h)
  std::vector<std::string> what_ifs = {};  // files, or names of those that the battle ships
  bool free = false;                       // a crisis decides when its escalations come
};

// Reads all files of the folder and of the catalogue, with what the what-ifs change in them. All
// errors that can be found are returned.
Result<scenario::ScenarioSpec> read_battle(const std::string& folder,
                                           const std::string& catalogue_folder,
                                           const std::vector<std::string>& what_ifs = {});

// The catalogue that belongs to a battle: the environment's KHASAN_CATALOG, else `catalog` in the
// battle's folder or one above it, else beside the program or in ../share/khasan.
Result<std::string> find_catalogue(const std::string& folder);

// find_catalogue and read_battle, and the other changes. Error: also a battle without a campaign
// that is to be free.
Result<scenario::ScenarioSpec> load_spec(const std::string& folder, const Changes& changes = {});
// load_spec and compile.
Result<scenario::Scenario> load_battle(const std::string& folder, const Changes& changes = {});

}  // namespace khasan::load
