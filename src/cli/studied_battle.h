// The battle at a point of a study.
#pragma once

#include "cli/commands.h"
#include "load/study_file.h"
#include "study/point_cache.h"
#include "study/study.h"

namespace khasan::cli {

// Sets what one run of a study is in place of what the command line says of a battle. Errors: no
// such study, point or run.
Errors take_study_run(RunOptions& options);

// The study of that file, its battle looked for as everywhere on the command line.
Result<scenario::StudySpec> read_study(const std::string& file);

// Compiles the battle at a point. Errors name the point.
Result<study::PointBattle> battle_at(const study::Study& study, int point);
// The battle as it is, with what the study changes everywhere.
Result<study::PointBattle> battle_of(const scenario::StudySpec& study);

}  // namespace khasan::cli
