// Who can see what over the ground (docs/methods/line_of_sight.md): straight rays over the grid
// with vegetation and the earth's curvature, viewsheds of one observer, and the mask of folds
// below the resolution of the grid. Geometry only: light, concealment and attention belong to
// src/combat/sense.
#pragma once

#include <cstdint>

#include "base/ids.h"
#include "terrain/grid.h"
#include "terrain/ground.h"

namespace khasan::terrain {

// Curvature of the earth as light sees it, 1/(k R): mean radius R = 6371 km, refraction k = 7/6
// for visible light near the ground (Bomford 1980, Geodesy, ch. 3).
inline constexpr double kOpticalCurvature_per_m = 6.0 / 7.0 / 6.371e6;

// A line between two points of the ground.
struct Sight {
  Point eye;
  double eye_height_m = 0;  // above the bare ground, >= 0
  Point target;
  double target_height_m = 0;                        // above the bare ground, >= 0
  double curvature_per_m = kOpticalCurvature_per_m;  // 0: flat earth
};

// Whether the straight line from the eye to the target clears ground and vegetation. False when an
// end lies outside the ground. Exchanging the ends never changes the answer.
bool visible(const Ground& ground, const Sight& sight);
inline bool visible(const Ground& ground, Point eye, double eye_height_m, Point target,
                    double target_height_m) {
  return visible(ground, Sight{eye, eye_height_m, target, target_height_m});
}
// The same between the centres of two cells.
bool visible(const Ground& ground, CellId eye, double eye_height_m, CellId target,
             double target_height_m);

// Distance at which a target of height `target_height_m` sinks below the horizon of an eye at
// `eye_height_m` over smooth ground: sqrt(2 h1/c) + sqrt(2 h2/c), small heights.
double horizon_m(double eye_height_m, double target_height_m,
                 double curvature_per_m = kOpticalCurvature_per_m);

// An observer of a viewshed: the centre of a cell.
struct Observer {
  CellId cell;
  double eye_height_m = 0;  // above the bare ground, >= 0
  double curvature_per_m = kOpticalCurvature_per_m;
};

// For each cell the lowest height above sea level, in metres, at which something over its centre
// is visible; by sweeping outwards, each cell from its two neighbours nearer to the observer
// (Franklin and Ray 1994; Wang, Robinson and White 2000). Near the edge of visibility it may
// differ from visible(), which walks each ray by itself.
Grid<double> lowest_visible_m(const Ground& ground, const Observer& observer);
// 1 where a target that stands `target_height_m` above the bare ground is visible, else 0.
Grid<uint8_t> viewshed(const Ground& ground, const Observer& observer, double target_height_m);

// Whether folds of the ground too small for the grid leave the line between two cells open:
// true with probability exp(-R/length_m) at range R, always the same for a pair of cells and a
// seed, in either direction, whatever window of the raster the ground covers. `seed` comes from
// the terrain stream of the run.
bool micro_relief_open(const GridShape& shape, CellId a, CellId b, uint64_t seed, double length_m);
// The uniform number in (0, 1) behind it: open when it is below exp(-R/length_m).
double micro_relief_uniform(const GridShape& shape, CellId a, CellId b, uint64_t seed);

}  // namespace khasan::terrain
