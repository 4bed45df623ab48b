// What a unit makes of a task: its own place and front in it, and the sub-tasks of the units below
// it. One way of deploying for each task, in a table (docs/methods/command.md).
#pragma once

#include <vector>

#include "scenario/scenario.h"
#include "state/apply.h"
#include "state/state.h"

namespace khasan::command {

using state::kInPlace;

struct SubTask {
  UnitId unit{};
  state::UnitTask task{};
};

// The task of an order as its unit begins it now, at `objective` (which a misread order may have
// changed): where to go, which way to face.
state::UnitTask task_of(const scenario::Scenario& scenario, const state::State& state,
                        OrderId order, PlaceId objective);
// Hold where you are, after an order has ended.
state::UnitTask hold_here(const scenario::Scenario& scenario, const state::State& state,
                          UnitId unit, OrderId order);
// The task of a unit that goes in for the objective of `whole`, from where it is: a reserve, or a
// part sent to win back what was lost. It goes on with the attack, joins those who hold the place,
// or attacks it when it is lost.
state::UnitTask go_in(const scenario::Scenario& scenario, const state::State& state, UnitId unit,
                      const state::UnitTask& whole);
// The sub-tasks of the living units directly below `unit` that have no order of their own.
std::vector<SubTask> sub_tasks(const scenario::Scenario& scenario, const state::State& state,
                               UnitId unit, const state::UnitTask& task);

// Whether an order to this very unit is being carried out (a reserve is at its parent's disposal).
bool has_own_order(const scenario::Scenario& scenario, const state::State& state, UnitId unit,
                   OrderId except);

// Advance and take a place by force.
inline bool is_attack(scenario::Task task) {
  return task == scenario::Task::kAttack || task == scenario::Task::kAssault;
}
// Keep a place.
inline bool is_holding(scenario::Task task) {
  return task == scenario::Task::kDefend || task == scenario::Task::kOccupy;
}

// Whether a side has lost a place: the enemy has half of its cells or more.
inline bool is_lost(const state::State& state, PlaceId place, Side side) {
  return state::control_share(state, place, enemy_of(side)) >= 0.5;
}

}  // namespace khasan::command
