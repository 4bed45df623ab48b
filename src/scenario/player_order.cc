#include "scenario/player_order.h"

#include <algorithm>
#include <set>

#include "terrain/paths.h"

namespace khasan::scenario {

namespace {

Error refusal(std::string found, std::string expected, std::string fix = {}) {
  Error error;
  error.found = std::move(found);
  error.expected = std::move(expected);
  error.fix = std::move(fix);
  return error;
}

bool is_within(const Scenario& scenario, UnitId unit, UnitId above) {
  for (UnitId u = unit; u.exists(); u = scenario.unit(u).parent) {
    if (u == above) return true;
  }
  return false;
}

bool is_known(const Scenario& scenario, const Spot& spot) {
  if (spot.place.exists()) return spot.place.index() < scenario.places.size();
  return scenario.ground.is_inside(spot.point);
}

// Flights fly and do nothing else; nobody else does.
void check_flight(const Scenario& scenario, const PlayerOrder& order, Errors& errors) {
  const auto& all = scenario.unit(order.unit).all_elements;
  const auto flies = [&](ElementId e) { return scenario.element(e).is_flight(); };
  const bool is_strike = order.task == Task::kAirStrike;
  const bool can = is_strike ? std::any_of(all.begin(), all.end(), flies)
                             : !std::all_of(all.begin(), all.end(), flies);
  if (can) return;
  errors.push_back(refusal(scenario.unit(order.unit).path,
                           is_strike ? "a unit of aircraft for an air strike"
                                     : "an air strike, or a unit on the ground"));
}

const Place* nearest_place(const Scenario& scenario, terrain::Point point) {
  const Place* nearest = nullptr;
  for (const Place& place : scenario.places) {
    if (place.by_player || place.kind == "rally" || place.names.en.empty()) continue;
    if (nearest == nullptr ||
        terrain::distance_m(place.at, point) < terrain::distance_m(nearest->at, point)) {
      nearest = &place;
    }
  }
  return nearest;
}

// The place of a spot; a point becomes a place of its own.
PlaceId place_of(Scenario& scenario, const Spot& spot) {
  if (spot.place.exists()) return spot.place;
  Place place;
  place.id = "point/" + std::to_string(scenario.places.size());
  const Place* near = nearest_place(scenario, spot.point);
  place.names.en = near == nullptr ? "the point ordered" : "the point near " + near->names.en;
  place.kind = "point";
  place.at = spot.point;
  place.cells = {scenario.ground.shape().cell_at(spot.point)};
  place.by_player = true;
  scenario.places.push_back(std::move(place));
  scenario.routes.resize(scenario.places.size());
  return PlaceId{scenario.places.size() - 1};
}

// The ways that the unit and those below need and nobody has asked for yet.
void add_routes(Scenario& scenario, OrderId id) {
  const Order& order = scenario.orders[id.index()];
  if (order.task == Task::kAirStrike) return;
  std::set<terrain::MobilityClass> classes;
  for (const ElementId e : scenario.unit(order.unit).all_elements) {
    classes.insert(scenario.element(e).mobility);
  }
  std::vector<PlaceId> places = order.via;
  if (order.objective.exists()) places.push_back(order.objective);
  scenario.routes.resize(scenario.places.size());
  for (const PlaceId place : places) {
    for (const terrain::MobilityClass mobility : classes) {
      auto& route = scenario.routes[place.index()][static_cast<std::size_t>(mobility)];
      if (route) continue;
      route = terrain::signposts(terrain::compute_flow_field(
          scenario.ground, scenario.mobility[mobility], scenario.place(place).cells));
      scenario.late_routes.push_back({place, mobility, id});
    }
  }
}

Spot spot_of(const Scenario& scenario, PlaceId id) {
  const Place& place = scenario.place(id);
  return place.by_player ? Spot{PlaceId{}, place.at} : Spot{id, {}};
}

template <class List>
std::size_t planned_count(const List& list) {
  return static_cast<std::size_t>(
      std::count_if(list.begin(), list.end(), [](const auto& one) { return !one.by_player; }));
}

}  // namespace

const std::vector<std::string>& task_words() {
  static const std::vector<std::string> kWords{
      "move",    "occupy",   "defend",  "attack", "assault",     "support_by_fire",
      "bombard", "withdraw", "reserve", "dig",    "reconnoitre", "air_strike"};
  return kWords;
}

const std::vector<std::string>& stance_words() {
  static const std::vector<std::string> kWords{"normal", "silent", "march", "bounds"};
  return kWords;
}

const std::vector<std::string>& fire_words() {
  static const std::vector<std::string> kWords{"free", "return", "hold"};
  return kWords;
}

UnitId top_of(const Scenario& scenario, UnitId unit) {
  while (scenario.unit(unit).parent.exists()) unit = scenario.unit(unit).parent;
  return unit;
}

Errors faults_of(const Scenario& scenario, Side side, const PlayerOrder& order) {
  if (!order.unit.exists() || order.unit.index() >= scenario.units.size()) {
    return {refusal("no such unit", "a unit of the battle")};
  }
  Errors errors;
  const UnitDef& unit = scenario.unit(order.unit);
  if (unit.side != side) {
    errors.push_back(refusal(unit.path, "a unit of " + scenario.side(side).name));
  }
  if (!order.seat.exists() || !is_within(scenario, order.unit, order.seat)) {
    errors.push_back(refusal("an order from outside the chain of " + unit.path,
                             "one from the headquarters of the unit or of one above it"));
  }
  if (order.task == Task::kNone) errors.push_back(refusal("no task", "a task"));
  const bool stays =
      order.task == Task::kReserve || order.task == Task::kDig || order.task == Task::kDefend;
  if (!stays && !order.objective) {
    errors.push_back(refusal("no objective", "an objective for this task",
                             "name a place of the battle or a point"));
  }
  std::vector<Spot> spots = order.via;
  if (order.objective) spots.push_back(*order.objective);
  if (!std::all_of(spots.begin(), spots.end(),
                   [&](const Spot& s) { return is_known(scenario, s); })) {
    errors.push_back(refusal("a point off the map", "places and points on the map"));
  }
  if (order.not_before > scenario.end) {
    errors.push_back(refusal("an hour after the battle", "one before its end"));
  }
  check_flight(scenario, order, errors);
  return errors;
}

OrderId add_order(Scenario& scenario, const PlayerOrder& given, Time at) {
  const OrderId id{scenario.orders.size()};
  Order order;
  order.id = "player/" + std::to_string(id.index() - planned_order_count(scenario) + 1);
  order.unit = given.unit;
  order.issuer = given.seat;
  order.task = given.task;
  for (const Spot& via : given.via) order.via.push_back(place_of(scenario, via));
  if (given.objective) order.objective = place_of(scenario, *given.objective);
  order.stance = given.stance;
  order.fire = given.fire;
  // To the second, as its event tells it.
  order.not_before = std::max(Time{given.not_before.ms / 1000 * 1000}, at);
  order.issued = at;
  order.by_player = true;
  scenario.orders.push_back(std::move(order));
  add_routes(scenario, id);
  return id;
}

PlayerOrder player_order_of(const Scenario& scenario, OrderId id) {
  const Order& order = scenario.orders[id.index()];
  PlayerOrder given;
  given.unit = order.unit;
  given.seat = order.issuer;
  given.task = order.task;
  if (order.objective.exists()) given.objective = spot_of(scenario, order.objective);
  for (const PlaceId via : order.via) given.via.push_back(spot_of(scenario, via));
  given.stance = order.stance;
  given.fire = order.fire;
  given.not_before = order.not_before;
  return given;
}

std::size_t planned_order_count(const Scenario& scenario) { return planned_count(scenario.orders); }
std::size_t planned_place_count(const Scenario& scenario) { return planned_count(scenario.places); }

}  // namespace khasan::scenario
