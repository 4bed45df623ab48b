// A side's lesson in words: a few plain sentences, each of which follows from the numbers of a
// Lesson by the thresholds below. It judges nothing anew. Implements docs/methods/lessons.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lessons/attribution.h"

namespace khasan::lessons {

// Names as they stand within a sentence; sides in the plural: "the defenders".
struct Names {
  std::string side;
  std::string enemy;
  std::string commander;  // of the side, in the fight
};

enum class Ground : uint8_t { kWon, kLost };

// Where words change. All assumed; they choose words and move no result.
inline constexpr double kUnmoved = 0.02;  // log strength: what changes less has not changed
inline constexpr double kNoticeable =
    0.1;                             // log strength: less than a tenth is as expected, or little
inline constexpr double kFar = 0.4;  // log strength: half as much again is "far" more
inline constexpr double kShareNamed = 0.05;  // of a surprise: smaller parts go unnamed
inline constexpr double kRemembered = 0.5;   // phi_n below which numbers are called forgotten

// What the side expected, what it saw, what it put that down to, what it made of the ground, what
// became of its commander (where it judges command at all: p_o > 0), what it forgot, and what it
// carries into the next incident: one sentence each, in this order, where there is something to
// say. `ground` is how the fight over it ended for the side; `habits` are those of the lesson.
std::vector<std::string> conclusions(const Lesson& lesson, const LearningHabits& habits,
                                     Ground ground, const Names& names);

}  // namespace khasan::lessons
