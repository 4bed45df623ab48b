// What a player orders while a battle is played. The order joins those of the plan at their end; a
// run knows it from the moment it is given (State::orders is so much longer then), so that a
// scenario with all orders of a game plays like one that grew from order to order.
// Implements docs/methods/play.md.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "scenario/scenario.h"

namespace khasan::scenario {

// A place of the battle, or any point of the ground.
struct Spot {
  PlaceId place{};         // none: the point
  terrain::Point point{};  // UTM metres
  bool operator==(const Spot&) const = default;
};

struct PlayerOrder {
  UnitId unit{};  // who does it
  UnitId seat{};  // whose headquarters gives it: `unit` or one above it
  Task task = Task::kNone;
  std::optional<Spot> objective;  // none: where the unit stands
  std::vector<Spot> via;          // on the way, in order
  Stance stance = Stance::kNormal;
  FirePolicy fire = FirePolicy::kFree;
  Time not_before{};  // the unit starts then, or when the order has reached it
  bool operator==(const PlayerOrder&) const = default;
};

// The words of the battle's files for tasks, stances and policies of fire, by their numbers.
const std::vector<std::string>& task_words();  // the first is that of Task::kMove
const std::vector<std::string>& stance_words();
const std::vector<std::string>& fire_words();

// The highest unit above `unit`, or itself.
UnitId top_of(const Scenario& scenario, UnitId unit);

// Why a player of that side cannot give the order; empty: he can. The errors name no file.
Errors faults_of(const Scenario& scenario, Side side, const PlayerOrder& order);

// Adds the order with its points and ways. It has no faults. `at`: the moment it is given.
OrderId add_order(Scenario& scenario, const PlayerOrder& order, Time at);

// An order that was added, as the player gave it.
PlayerOrder player_order_of(const Scenario& scenario, OrderId order);

// Orders and places of the files, which a run knows from its start.
std::size_t planned_order_count(const Scenario& scenario);
std::size_t planned_place_count(const Scenario& scenario);

}  // namespace khasan::scenario
