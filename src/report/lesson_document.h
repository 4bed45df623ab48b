// The lesson as one JSON document, format "khasan-lesson-report-1" (docs/lesson_format.md): what is
// told and asked in plain text; the ground, the answers and the runs packed (gzip, base64), so that
// the page is small and nobody reads an answer before he has said what he expects.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/result.h"
#include "scenario/lesson_spec.h"
#include "scenario/scenario.h"
#include "study/pairs.h"

namespace khasan::report {

inline constexpr std::size_t kLessonBytesMax = 20'000'000;  // of the page as a file

// What the pairs say to one question of the lesson.
struct LessonAnswer {
  std::size_t measure = 0;  // position in scenario.measures
  study::PairedDifference difference;
  std::vector<std::array<double, 2>> pairs;  // as it was and changed; NaN: did not happen
};

struct LessonInput {
  const scenario::LessonSpec* lesson = nullptr;
  const scenario::Scenario* scenario = nullptr;  // as it was
  int pairs = 0;                                 // of each question
  int told = 0;                                  // number of the pair on the map
  std::string as_it_was;                         // its first run, as run_document writes it
  std::vector<std::string> titles;               // of the what-ifs, by question
  std::vector<LessonAnswer> answers;             // by question
  std::vector<std::string> changed;              // second runs of that pair, by question
  uint64_t seed = 0;
  std::string command, version;
};

// Compact JSON text.
std::string lesson_document(const LessonInput& input);

// Error: a page of so many bytes is too large for a lesson.
Errors check_lesson_size(std::size_t bytes);

}  // namespace khasan::report
