// The bomb line: docs/methods/air.md.
#include "combat/bomb_line.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "combat/air.h"
#include "state/apply.h"
#include "state/restraint.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using state::State;
using terrain::Point;

namespace {

// The middle of the elements that are on the field, to the metre; not known if there are none.
state::Reported place_of(const Scenario& scenario, const State& state, UnitId unit) {
  Point sum;
  int count = 0;
  for (const ElementId e : scenario.unit(unit).elements) {
    if (!state::is_present(scenario, state, e)) continue;
    sum.x_m += state.at[e.index()].x_m;
    sum.y_m += state.at[e.index()].y_m;
    ++count;
  }
  if (count == 0) return {};
  return {{std::floor(sum.x_m / count), std::floor(sum.y_m / count)}, true};
}

// What the flight may aim at, and how far that is from where own men are believed.
struct BombLine {
  const Scenario& scenario;
  const State& state;
  ElementId flight;
  double safety_m;

  bool allows(Point at) const {
    if (state::rule_barring(scenario, state, flight, at) != nullptr) return false;
    const Side own = scenario.element(flight).side;
    for (std::size_t u = 0; u < state.reported.size(); ++u) {
      if (!state.reported[u].known || scenario.units[u].side != own) continue;
      if (terrain::distance_m(state.reported[u].at, at) <= safety_m) return false;
    }
    return true;
  }

  std::vector<Point> parts_of(const scenario::Place& place) const {
    std::vector<Point> parts;
    if (place.cells.size() <= 1) {
      if (allows(place.at)) parts.push_back(place.at);
      return parts;
    }
    for (const CellId cell : place.cells) {
      const Point at = scenario.ground.centre_of(cell);
      if (allows(at)) parts.push_back(at);
    }
    return parts;
  }

  std::optional<Point> enemy_near(Point from) const {
    std::optional<Point> best;
    double nearest_m = state.params[Param::air_shift_m];
    for (const state::Track& track : state.tracks[index_of(scenario.element(flight).side)]) {
      if (track.level < state::Knowledge::kDetected) continue;
      const double d = terrain::distance_m(track.at, from);
      if (d >= nearest_m || !allows(track.at)) continue;
      nearest_m = d;
      best = track.at;
    }
    return best;
  }
};

}  // namespace

double bomb_safety_m(const scenario::ParamValues& params, const forces::Aircraft& type,
                     double altitude_m) {
  return params[Param::air_safety_m] + type.stick_m / 2 +
         params[Param::air_safety_errors] * salvo_error_m(params, altitude_m);
}

void report_places(const Scenario& scenario, const State& state, state::Effects& effects) {
  const auto every =
      std::max<uint64_t>(1, static_cast<uint64_t>(state.params.count(Param::air_report_min)));
  const auto minute = static_cast<uint64_t>(state.now.ms / minutes(1).ms);
  for (std::size_t u = 0; u < state.reported.size(); ++u) {
    const bool is_its_turn = (minute + scenario.units[u].key) % every == 0;
    if (state.reported[u].known && !is_its_turn) continue;
    const state::Reported now = place_of(scenario, state, UnitId{u});
    if (now != state.reported[u]) effects.reports.push_back({UnitId{u}, now});
  }
}

std::optional<Point> plan_aim(const Scenario& scenario, const State& state, ElementId flight,
                              PlaceId place, double safety_m, double u) {
  const BombLine line{scenario, state, flight, safety_m};
  const std::vector<Point> parts = line.parts_of(scenario.place(place));
  if (parts.empty()) return line.enemy_near(scenario.place(place).at);
  return parts[static_cast<std::size_t>(u * static_cast<double>(parts.size()))];
}

bool has_own_men_near(const Scenario& scenario, const State& state, const state::Tick& tick,
                      ElementId flight, Point at, double range_m) {
  return tick.near.any_within(state, scenario.element(flight).side, at, range_m,
                              [](ElementId, Point) { return true; });
}

}  // namespace khasan::combat
