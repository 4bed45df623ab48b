// What both sides take out of a crisis: the course of src/crisis handed to the lessons of
// src/lessons. Docs: docs/methods/lessons.md.
#pragma once

#include <array>
#include <limits>

#include "crisis/course.h"
#include "lessons/attribution.h"

namespace khasan::sim {

struct Aftermath {
  std::array<lessons::Lesson, crisis::kSides> lesson;
  std::array<bool, crisis::kSides> lost{};  // the prize, or the right to it
  // The next incident, as the successor of the side that has one decides it.
  double escalation = 0;  // chance that one recorded incident becomes a major crisis
  double per_year = 0;    // such crises a year
  double strain = 0;    // of the relation, beyond that at the start
  double hostility = 0;  // log-odds by which either enemy looks more resolved in the next crisis
  // How large the next one would be: log strength with which either side goes into it.
  std::array<double, crisis::kSides> expected{};
};

// How a side learns, from the numbers of the crisis.
lessons::LearningHabits habits_of(const crisis::Numbers& numbers, int side);
Aftermath aftermath_of(const crisis::Theatre& theatre, const crisis::Numbers& numbers,
                       const crisis::Outcome& outcome);

// The numbers of the next theatre with what both sides carry into it: beliefs about quantity and
// quality, the drag of whoever commands by then, and what the strain between the two makes them
// believe of each other's resolve, beyond what that theatre has.
crisis::Numbers carry_over(const crisis::Numbers& next, const Aftermath& after);

}  // namespace khasan::sim
