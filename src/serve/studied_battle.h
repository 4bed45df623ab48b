// The battle at a point of a study, and one run there.
#pragma once

#include <string>

#include "load/study_file.h"
#include "record/header.h"
#include "study/point_cache.h"
#include "study/study.h"

namespace khasan::serve {

// The study of that file, its battle looked for beside it and with the program.
Result<scenario::StudySpec> read_study(const std::string& file);

// Compiles the battle at a point. Errors name the point.
Result<study::PointBattle> battle_at(const study::Study& study, int point);
// The battle as it is, with what the study changes everywhere.
Result<study::PointBattle> battle_of(const scenario::StudySpec& study);
// The battles at all points, compiled when they are asked for. Keeps a reference to the study.
study::PointCache battles_of(const study::Study& study);

// What of the header of its record makes one run of a study what it is: the battle with its
// changes, and the chance. Error: no such point or run.
Result<record::Header> header_of(const study::Study& study, const study::Job& run);

}  // namespace khasan::serve
