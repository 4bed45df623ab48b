#include "combat/way.h"

#include <algorithm>
#include <cmath>

namespace khasan::combat {

using terrain::distance_m;
using terrain::Point;

namespace {

// Within this distance of goal or place the flow field gives way to the straight line: the size of
// a company's objective (assumed).
constexpr double kNearM = 150;
// How far beyond the border of a cell a walk ends, so that it lies in the next cell for certain
// (structural).
constexpr double kHairM = 0.01;

// Distance along a unit direction to the border of [low, low + size), for one coordinate.
double to_border(double at, double direction, double low, double size) {
  if (direction > 0) return (low + size - at) / direction;
  if (direction < 0) return (low - at) / direction;
  return 1e18;
}

}  // namespace

Point along(Point from, Point to, double length_m) {
  const double whole_m = distance_m(from, to);
  if (length_m >= whole_m) return to;
  const double share = length_m / whole_m;
  return {from.x_m + (to.x_m - from.x_m) * share, from.y_m + (to.y_m - from.y_m) * share};
}

namespace {

// `cell`: that of `from`, if any.
Reach reach_from(const terrain::GridShape& shape, CellId cell, Point from, Point aim) {
  const double whole_m = distance_m(from, aim);
  if (!cell.exists() || whole_m == 0) return {aim, whole_m, shape.cell_at(aim), false};
  const double size = shape.cell_m;
  const double west_m = shape.west_m + shape.column_of(cell) * size;
  const double south_m = shape.north_m - (shape.row_of(cell) + 1) * size;
  const double x_m = to_border(from.x_m, (aim.x_m - from.x_m) / whole_m, west_m, size);
  const double y_m = to_border(from.y_m, (aim.y_m - from.y_m) / whole_m, south_m, size);
  const double border_m = std::max(0.0, std::min(x_m, y_m)) + kHairM;
  if (border_m >= whole_m) {
    const CellId last = shape.cell_at(aim);
    return {aim, whole_m, last == cell ? CellId{} : last, last != cell};
  }
  const double share = border_m / whole_m;
  const Point end{from.x_m + (aim.x_m - from.x_m) * share, from.y_m + (aim.y_m - from.y_m) * share};
  return {end, border_m, shape.cell_at(end), true};
}

}  // namespace

Reach reach_of(const terrain::GridShape& shape, Point from, Point aim) {
  return reach_from(shape, shape.cell_at(from), from, aim);
}

bool can_step(const terrain::Ground& ground, const terrain::MobilityRow& row, CellId from,
              CellId into) {
  if (!into.exists()) return false;
  if (!terrain::is_passable(ground, row, from)) return terrain::is_passable(ground, row, into);
  return from == into || terrain::is_passable(ground, row, from, into);
}

Way::Way(const scenario::Scenario& scenario, const state::State& state, ElementId element,
         terrain::Detours& detours)
    : scenario_(scenario),
      intent_(state.intent[element.index()]),
      detours_(detours),
      mobility_(scenario.element(element).mobility),
      row_(scenario.mobility[mobility_]) {
  const auto& regions = scenario.regions[static_cast<std::size_t>(mobility_)];
  if (regions.has_value()) regions_ = &*regions;
  field_ = scenario.route_to(intent_.route, mobility_, state.orders.size());
}

bool Way::follows_route(Point at) const {
  if (field_ == nullptr) return false;
  const Point place = scenario_.place(intent_.route).at;
  const double goal_m = distance_m(at, intent_.goal);
  // Nearer to the goal than the place is, the field would lead past the goal.
  return goal_m > kNearM && distance_m(at, place) > kNearM &&
         goal_m > distance_m(place, intent_.goal);
}

bool Way::is_open_line(Point at) const {
  const terrain::Ground& ground = scenario_.ground;
  CellId cell = ground.cell_at(at);
  while (!(at == intent_.goal)) {
    const Reach reach = reach_from(ground.shape(), cell, at, intent_.goal);
    if (reach.leaves && !can_step(ground, row_, cell, reach.into)) return false;
    at = reach.end;
    cell = reach.into;
  }
  return true;
}

// The centre of the next cell around what bars the line; the goal itself, as far as the ground
// lets, where there is no way round near by.
Point Way::next_on_detour(Point at) const {
  const terrain::Ground& ground = scenario_.ground;
  const CellId from = ground.nearest_cell(at), to = ground.cell_at(intent_.goal);
  const bool worth_it =
      to.exists() && from != to && (regions_ == nullptr || regions_->are_connected(from, to));
  if (!worth_it) return intent_.goal;
  const CellId next = detours_.next(ground, scenario_.mobility, mobility_, from, to);
  return next.exists() ? ground.centre_of(next) : intent_.goal;
}

Point Way::next(Point at) {
  if (straight_) return intent_.goal;
  if (follows_route(at)) {
    const Point point = field_->toward(at);
    if (!(point == at)) return point;
  }
  straight_ = is_open_line(at);
  return straight_ ? intent_.goal : next_on_detour(at);
}

}  // namespace khasan::combat
