// Conditions of orders: whether each holds as far as the unit's own side knows
// (docs/methods/command.md). Own facts are known after a report's time, enemy facts only from
// contacts and tracks.
#pragma once

#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::command {

// Whether the condition of an order for `unit` holds now.
bool holds(const scenario::Scenario& scenario, const state::State& state, UnitId unit,
           const scenario::Condition& condition);
// Whether all `when` conditions hold; true when there are none.
bool may_begin(const scenario::Scenario& scenario, const state::State& state,
               const scenario::Order& order);
// Whether one of the `until` conditions holds.
bool must_end(const scenario::Scenario& scenario, const state::State& state,
              const scenario::Order& order);
// Whether the unit can judge all `when` conditions by itself, from its own men, watch and eyes.
bool judges_itself(const scenario::Scenario& scenario, const scenario::Order& order);

}  // namespace khasan::command
