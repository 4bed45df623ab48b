#include "terrain/viewshed.h"

#include <algorithm>
#include <cmath>

namespace khasan::terrain {

namespace {

constexpr int kStepsMax = 2000;

// The cells of the ground that a circle touches, as a grid of their own.
GridShape window_of(const GridShape& shape, Point centre, double range_m) {
  const auto column = [&](double x_m) {
    return std::clamp(static_cast<int>(std::floor((x_m - shape.west_m) / shape.cell_m)), 0,
                      shape.columns - 1);
  };
  const auto row = [&](double y_m) {
    return std::clamp(static_cast<int>(std::floor((shape.north_m - y_m) / shape.cell_m)), 0,
                      shape.rows - 1);
  };
  const int west = column(centre.x_m - range_m), east = column(centre.x_m + range_m);
  const int north = row(centre.y_m + range_m), south = row(centre.y_m - range_m);
  return {east - west + 1, south - north + 1, shape.cell_m, shape.west_m + west * shape.cell_m,
          shape.north_m - north * shape.cell_m};
}

Point on_line(const Sight& sight, double share) {
  return {sight.eye.x_m + (sight.target.x_m - sight.eye.x_m) * share,
          sight.eye.y_m + (sight.target.y_m - sight.eye.y_m) * share};
}

// The line at a share of its way: its chord, less the bulge of the earth under it.
LinePoint point_at(const Ground& ground, const Sight& sight, double length_m, double share) {
  const Point at = on_line(sight, share);
  const double from_m = ground.height_m(sight.eye) + sight.eye_height_m;
  const double to_m = ground.height_m(sight.target) + sight.target_height_m;
  const double bulge_m = sight.curvature_per_m * length_m * length_m * share * (1 - share) / 2;
  const double ground_m = ground.height_m(at);
  return {share * length_m, ground_m, ground_m + ground.vegetation_m(ground.nearest_cell(at)),
          from_m + (to_m - from_m) * share - bulge_m};
}

}  // namespace

Grid<uint8_t> seen_from(const Ground& ground, Point eye, double eye_height_m,
                        double target_height_m, double range_m) {
  if (!ground.is_inside(eye)) return {};
  Grid<uint8_t> seen(window_of(ground.shape(), eye, range_m));
  for (std::size_t i = 0; i < seen.values.size(); ++i) {
    const Point centre = seen.shape.centre_of(CellId{i});
    seen.values[i] = distance_m(eye, centre) <= range_m &&
                     visible(ground, eye, eye_height_m, centre, target_height_m);
  }
  return seen;
}

LineProfile profile_of(const Ground& ground, const Sight& sight) {
  if (!ground.is_inside(sight.eye) || !ground.is_inside(sight.target)) return {};
  LineProfile profile;
  profile.is_visible = visible(ground, sight);
  const double length_m = distance_m(sight.eye, sight.target);
  const int steps =
      std::clamp(static_cast<int>(std::ceil(2 * length_m / ground.shape().cell_m)), 1, kStepsMax);
  for (int i = 0; i <= steps; ++i) {
    const LinePoint point = point_at(ground, sight, length_m, static_cast<double>(i) / steps);
    profile.points.push_back(point);
    if (profile.is_visible || profile.blocked_at_m) continue;
    // The same line, but only so far.
    Sight part = sight;
    part.target = on_line(sight, static_cast<double>(i) / steps);
    part.target_height_m = std::max(0.0, point.line_m - point.ground_m);
    const bool is_under_ground = point.line_m < point.ground_m;
    if (is_under_ground || !visible(ground, part)) profile.blocked_at_m = point.distance_m;
  }
  // A cut right before the target.
  if (!profile.is_visible && !profile.blocked_at_m) profile.blocked_at_m = length_m;
  return profile;
}

}  // namespace khasan::terrain
