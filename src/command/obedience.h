// What rules of engagement make of the intents and orders of those whom they bind
// (docs/methods/rules_of_engagement.md).
#pragma once

#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"

namespace khasan::command {

// The intent as the rules that bind the element let it stand: whose goal lies on forbidden ground
// goes to the nearest place before the line, and tanks that may not attack stay where they are.
state::Intent obey(const scenario::Scenario& scenario, const state::State& state, ElementId element,
                   state::Intent intent, state::Effects& effects);

// Notes that the element would have followed an enemy beyond its objective.
void note_no_pursuit(const scenario::Scenario& scenario, const state::State& state,
                     ElementId element, state::Effects& effects);

// Whether a rule keeps the order from beginning now; notes it when its hour has come.
bool is_kept_from_beginning(const scenario::Scenario& scenario, const state::State& state,
                            OrderId order, state::Effects& effects);

}  // namespace khasan::command
