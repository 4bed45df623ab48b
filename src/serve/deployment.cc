#include "serve/deployment.h"

#include <algorithm>
#include <filesystem>

#include "scenario/player_order.h"

namespace khasan::serve {

namespace {

// A file of the battle as a what-if names it.
Text named(const std::string& folder, const std::string& file) {
  return std::filesystem::path(file).lexically_relative(folder).generic_string();
}

const scenario::Place* place_of(const scenario::Scenario& scenario, const std::string& id) {
  const auto found = std::find_if(scenario.places.begin(), scenario.places.end(),
                                  [&](const scenario::Place& place) { return place.id == id; });
  return found == scenario.places.end() ? nullptr : &*found;
}

List<StartCard> starts_of(const std::string& folder, const scenario::ScenarioSpec& spec,
                          const scenario::Scenario& scenario) {
  List<StartCard> starts;
  for (const scenario::UnitSpec& unit : spec.units) {
    if (!unit.at) continue;
    StartCard start{unit.path, named(folder, unit.where.file), unit.at->east_m, unit.at->north_m};
    if (const scenario::Place* place = place_of(scenario, unit.at->place)) {
      start.x += place->at.x_m;
      start.y += place->at.y_m;
    }
    starts.push_back(std::move(start));
  }
  return starts;
}

List<PlannedOrder> orders_of(const std::string& folder, const scenario::ScenarioSpec& spec,
                             const scenario::Scenario& scenario) {
  List<PlannedOrder> orders;
  for (const scenario::OrderSpec& order : spec.orders) {
    const scenario::Place* place = place_of(scenario, order.objective.id);
    if (place == nullptr || order.order.task == scenario::Task::kNone) continue;
    PlannedOrder card;
    card.id = order.order.id;
    card.file = named(folder, order.where.file);
    card.unit = order.unit.id;
    card.task = scenario::task_words()[static_cast<std::size_t>(order.order.task) - 1];
    card.place = place->id;
    card.x = place->at.x_m;
    card.y = place->at.y_m;
    orders.push_back(std::move(card));
  }
  return orders;
}

}  // namespace

Deployment deployment_of(const std::string& folder, const scenario::ScenarioSpec& spec,
                         const scenario::Scenario& scenario) {
  return {starts_of(folder, spec, scenario), orders_of(folder, spec, scenario),
          named_places_of(scenario)};
}

List<GamePlace> named_places_of(const scenario::Scenario& scenario) {
  List<GamePlace> places;
  for (const scenario::Place& place : scenario.places) {
    if (place.by_player || place.kind == "rally" || place.names.en.empty()) continue;
    places.push_back({place.id, place.names.en, place.at.x_m, place.at.y_m});
  }
  return places;
}

}  // namespace khasan::serve
