// A crisis on disk: a folder with crisis.yaml (docs/crisis_format.md), as a theatre for the engine
// and as what only people read. What-ifs change it as they change a battle (what_if.h); those that
// the folder ships lie in its crisis_whatifs/.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "crisis/dossier.h"
#include "crisis/theatre.h"
#include "scenario/scenario.h"
#include "scenario/spec.h"

namespace khasan::load {

// All that the files of a crisis say.
struct CrisisFile {
  crisis::Theatre theatre;
  crisis::Dossier dossier;
  std::vector<std::string> what_ifs;  // sentences of what was changed
  std::vector<scenario::Source> sources;
  std::vector<scenario::EvidenceRow> evidence;  // figures with sources, under their bands' names
};

// Reads the crisis of a folder (or its crisis.yaml) with what the what-ifs change in it: files,
// names of those that it ships, or texts in braces. All errors that can be found are returned.
Result<CrisisFile> read_crisis(const std::string& path,
                               const std::vector<std::string>& what_ifs = {});
// Its theatre alone.
Result<crisis::Theatre> load_crisis(const std::string& path,
                                    const std::vector<std::string>& what_ifs = {});

// The folder in which the crisis of a battle lies: its own, or that which its campaign names.
std::string crisis_folder(const std::string& battle, const scenario::ScenarioSpec& spec);

}  // namespace khasan::load
