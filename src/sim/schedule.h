// Who is due when: the next moment of a run, the elements that it advances, and when each of them
// is due again. Structural distances stand here; they set how often an element is looked at, not
// what happens to it.
#pragma once

#include "scenario/scenario.h"
#include "sim/step.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::sim {

// The next moment at which an element or a pending event is due, or the next whole minute; never
// beyond options.until, always later than state.now.
Time next_moment(const state::State& state, const StepOptions& options);

// Whether an element may come onto the map in (before, state.now].
bool somebody_arrives(const scenario::Scenario& scenario, const state::State& state, Time before);

// Fills the tick for state.now: due elements, their spans, their nearest enemies. tick.near must be
// that of the state.
void fill_tick(const scenario::Scenario& scenario, const state::State& state, state::Tick& tick);

// Sets when each element of the tick is due again.
void schedule_again(const scenario::Scenario& scenario, state::State& state, const StepTimes& times,
                    const state::Tick& tick);

}  // namespace khasan::sim
