// One element at a moment of a run, as the card of the map shows it. Only reads the state.
#pragma once

#include "scenario/scenario.h"
#include "serve/protocol.h"
#include "state/state.h"

namespace khasan::serve {

// The words of a Moment for them: "foxhole"; "recognised".
Text word_of(state::Posture posture);
Text word_of(state::Knowledge level);

Moment moment_of(const scenario::Scenario& scenario, const state::State& state, ElementId element);

}  // namespace khasan::serve
