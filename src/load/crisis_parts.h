// Parts of a crisis's files that two readers share. Private to src/load.
#pragma once

#include "crisis/dossier.h"
#include "load/value.h"

namespace khasan::load {

// `text`, `sources`, `reliability` and `note` of an actor, a rung, a report.
crisis::Passage read_passage(Map& map);
// The file that crisis.yaml names under `dossier`.
void read_dossier(Reading& reading, const std::string& path, crisis::Dossier& dossier);

}  // namespace khasan::load
