// A study's file (docs/study_format.md), and the battle at one of its points.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "load/battle.h"
#include "scenario/study_spec.h"

namespace khasan::load {

// Reads the file and the battle that it names; `find_battle` says where a battle lies that is not
// beside the study. Names and ranges are checked against the battle. All errors that can be found
// are returned.
Result<scenario::StudySpec> read_study(const std::string& path,
                                       std::string (*find_battle)(const std::string&));

// What is otherwise at a point of a study.
struct PointChanges {
  Changes changes;
  std::vector<std::string> without;  // names of phases
};
PointChanges changes_at(const scenario::StudySpec& study, const scenario::FactorValues& values);

}  // namespace khasan::load
