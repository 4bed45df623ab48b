#include "combat/control.h"

#include <algorithm>
#include <array>
#include <vector>

#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using state::State;
using terrain::Point;

namespace {

using Holders = std::array<std::vector<Point>, kSideCount>;

// Men on foot who have not broken: those who go on and those who lie where they are.
bool holds_ground(const Scenario& scenario, const State& state, ElementId element) {
  if (state::is_under_armour(state, element)) return false;
  const state::Morale morale = state.morale[scenario.element(element).unit.index()];
  return morale == state::Morale::kSteady || morale == state::Morale::kToGround;
}

// Elements of either side that may hold some cell of the place.
Holders holders_near(const Scenario& scenario, const State& state, const state::Tick& tick,
                     const scenario::Place& place) {
  Point low{1e18, 1e18}, high{-1e18, -1e18};
  for (const CellId cell : place.cells) {
    const Point at = scenario.ground.centre_of(cell);
    low = {std::min(low.x_m, at.x_m), std::min(low.y_m, at.y_m)};
    high = {std::max(high.x_m, at.x_m), std::max(high.y_m, at.y_m)};
  }
  const Point middle{(low.x_m + high.x_m) / 2, (low.y_m + high.y_m) / 2};
  const double range_m = terrain::distance_m(low, high) / 2 + state.params[Param::control_reach_m];
  Holders holders;
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    tick.near.for_each_within(state, side, middle, range_m, [&](ElementId element, double) {
      if (!holds_ground(scenario, state, element)) return;
      holders[index_of(side)].push_back(state.at[element.index()]);
    });
  }
  return holders;
}

bool any_within(const std::vector<Point>& points, Point at, double range_m) {
  return std::any_of(points.begin(), points.end(), [&](Point p) {
    const double dx = p.x_m - at.x_m, dy = p.y_m - at.y_m;
    return dx * dx + dy * dy <= range_m * range_m;
  });
}

void judge_cell(const Scenario& scenario, const State& state, PlaceId place, uint32_t cell,
                const Holders& holders, state::Effects& effects) {
  const Point at = scenario.ground.centre_of(scenario.place(place).cells[cell]);
  const double reach_m = state.params[Param::control_reach_m];
  const bool first = any_within(holders[0], at, reach_m);
  const bool second = any_within(holders[1], at, reach_m);
  const int8_t before = state.owner[place.index()][cell];
  const int8_t owner = first == second ? before : first ? int8_t{0} : int8_t{1};
  const int8_t contested = first && second;
  if (owner == before && contested == state.contested[place.index()][cell]) return;
  effects.owners.push_back({place, cell, owner, contested});
}

}  // namespace

void take_control(const scenario::Scenario& scenario, const state::State& state, const Rng&,
                  const state::Tick& tick, state::Effects& effects) {
  if (!tick.minute) return;
  for (std::size_t p = 0; p < state.owner.size(); ++p) {
    const PlaceId place{p};
    const Holders holders = holders_near(scenario, state, tick, scenario.places[p]);
    const auto cells = static_cast<uint32_t>(scenario.places[p].cells.size());
    for (uint32_t c = 0; c < cells; ++c) {
      judge_cell(scenario, state, place, c, holders, effects);
    }
  }
}

}  // namespace khasan::combat
