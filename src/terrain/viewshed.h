// What a person on the map asks of the ground: which cells a point sees, and why one line is open
// or cut. Queries over the lines of sight of the engine (line_of_sight.h), ray by ray, so that the
// map shows what the men of a run see; light, leaves and attention are not in it.
#pragma once

#include <optional>
#include <vector>

#include "terrain/line_of_sight.h"

namespace khasan::terrain {

// Of each cell within `range_m` of the eye: 1 where visible() is true to its centre for a target
// `target_height_m` above the bare ground, else 0. The grid is the part of the ground that the
// range reaches; empty where the eye lies outside the ground.
Grid<uint8_t> seen_from(const Ground& ground, Point eye, double eye_height_m,
                        double target_height_m, double range_m);

// Heights above sea level at a distance from the eye, along a line.
struct LinePoint {
  double distance_m = 0;
  double ground_m = 0;  // bare
  double cover_m = 0;   // top of what grows there
  double line_m = 0;    // of the line itself, bent by the earth
};

struct LineProfile {
  bool is_visible = false;
  std::optional<double> blocked_at_m;  // from the eye, to a step; none where it is visible
  std::vector<LinePoint> points;       // from the eye to the target, a step apart
};

// Why the target of a sight is seen or not; a step is half a cell, longer on very long lines.
// Empty where an end lies outside the ground.
LineProfile profile_of(const Ground& ground, const Sight& sight);

}  // namespace khasan::terrain
