// The lesson of a battle, lesson.yaml in its folder (docs/lesson_format.md).
#pragma once

#include <string>

#include "base/result.h"
#include "scenario/lesson_spec.h"
#include "scenario/spec.h"

namespace khasan::load {

// Reads the lesson of the battle. What its questions name must be there: the what-ifs in the folder
// whatifs/, the measures and sources in the battle as it is. All errors that can be found are
// returned; whether each what-if can be made shows when it is loaded.
Result<scenario::LessonSpec> read_lesson(const scenario::ScenarioSpec& battle);

}  // namespace khasan::load
