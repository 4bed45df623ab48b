// How a unit breaks and how its rally is set: shared by the two mechanisms that break units, morale
// and the nerve test of close assault (docs/methods/morale.md).
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"

namespace khasan::combat {

// Withdrawing, running or worse: it fights no more.
constexpr bool is_broken(state::Morale morale) { return morale >= state::Morale::kWithdrawing; }

// The fight with an enemy who has come upon the broken is over after so long; until then they run.
inline constexpr Time kOneFight = minutes(5);

// Whether the unit is at the work of an attack. It looks for the enemy: he cannot surprise it.
bool is_attacking(const state::State& state, UnitId unit);

// Schedules an attempt to rally after the break number `breaks` (from 1); none beyond the maximum.
// Pending.rounds carries the number of the break, so that a later break makes the attempt void.
void schedule_rally(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                    UnitId unit, int breaks, state::Effects& effects);

// A steady unit breaks: its new morale, counted, and the attempt to rally.
void break_steady_unit(const scenario::Scenario& scenario, const state::State& state,
                       const Rng& rng, UnitId unit, state::Morale to, state::Effects& effects);

}  // namespace khasan::combat
