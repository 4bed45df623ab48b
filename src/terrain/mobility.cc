#include "terrain/mobility.h"

#include <cmath>

#include "base/maths.h"

namespace khasan::terrain {

namespace {

constexpr std::array<std::string_view, kMobilityClassCount> kNames{
    "foot", "loaded_foot", "horse_artillery", "wheeled", "tracked"};

double factor_of(const Ground& ground, const MobilityRow& row, CellId cell) {
  return row.factor(ground.cover_of(cell), ground.crossing_of(cell));
}

// Speed on a path of that slope; 0 where it is too steep.
double speed_on_slope_mps(const MobilityRow& row, double slope) {
  return std::fabs(slope) > row.slope_max ? 0.0 : tobler_speed_mps(slope, row.slope);
}

}  // namespace

std::string_view name_of(MobilityClass mobility) {
  return kNames[static_cast<std::size_t>(mobility)];
}

bool parse_mobility(std::string_view name, MobilityClass& mobility) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] != name) continue;
    mobility = static_cast<MobilityClass>(i);
    return true;
  }
  return false;
}

double tobler_speed_mps(double slope, const SlopeLaw& law) {
  return law.speed_max_mps * pinned_exp(-law.steepness * std::fabs(slope - law.best_slope));
}

double MobilityRow::factor(Cover cover, Crossing crossing) const {
  if (crossing == Crossing::kFord) return ford_factor;
  if (crossing == Crossing::kBridge) return cover_factor[static_cast<std::size_t>(Cover::kRoad)];
  return cover_factor[static_cast<std::size_t>(cover)];
}

bool is_passable(const Ground& ground, const MobilityRow& row, CellId cell) {
  return factor_of(ground, row, cell) > 0.0;
}

bool is_passable(const Ground& ground, const MobilityRow& row, CellId from, CellId to) {
  if (!is_passable(ground, row, from) || !is_passable(ground, row, to)) return false;
  const double rise_m = std::fabs(ground.height_of(to) - ground.height_of(from));
  // No two cells are nearer to each other than neighbours; the hair is for the rounding.
  constexpr double kHair = 1e-9;
  if (rise_m <= row.slope_max * ground.shape().cell_m * (1 - kHair)) return true;
  return rise_m <= row.slope_max * distance_m(ground.centre_of(from), ground.centre_of(to));
}

double speed_mps(const Ground& ground, const MobilityRow& row, CellId from, CellId to) {
  const double f = factor_of(ground, row, from), t = factor_of(ground, row, to);
  if (f <= 0.0 || t <= 0.0) return 0.0;
  const double run_m = distance_m(ground.centre_of(from), ground.centre_of(to));
  const double rise_m = ground.height_of(to) - ground.height_of(from);
  const double slope = run_m > 0.0 ? rise_m / run_m : 0.0;
  // Half the way at either factor: times add up, so the factors combine as a harmonic mean.
  return speed_on_slope_mps(row, slope) * 2.0 * f * t / (f + t);
}

double speed_mps(const Ground& ground, const MobilityRow& row, Point from, Point to) {
  const double factor = factor_of(ground, row, ground.nearest_cell(from));
  if (factor <= 0.0) return 0.0;
  const double way_m = distance_m(from, to);
  if (way_m <= 0.0) return speed_on_slope_mps(row, 0.0) * factor;
  const double run_m = std::fmin(way_m, ground.shape().cell_m);
  const double share = run_m / way_m;
  const Point ahead{from.x_m + (to.x_m - from.x_m) * share, from.y_m + (to.y_m - from.y_m) * share};
  const double slope = (ground.height_m(ahead) - ground.height_m(from)) / run_m;
  return speed_on_slope_mps(row, slope) * factor;
}

}  // namespace khasan::terrain
