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

// The fight with an enemy who has come upon the broken is over after so long, until which they run
// (assumed).
inline constexpr Time kOneFight = minutes(5);

// Whether the unit is at the work of an attack. It looks for the enemy: he cannot surprise it.
bool is_attacking(const state::State& state, UnitId unit);

// What a broken unit waits for: to take its task up again, or to be fit for another.
enum class Recovery : uint8_t { kRally, kReform };

// Schedules an attempt to recover from the break number `breaks` (from 1). Pending.rounds carries
// the number of the break, so that a later break makes the attempt void.
void schedule_recovery(const scenario::Scenario& scenario, const state::State& state,
                       const Rng& rng, UnitId unit, int breaks, Recovery recovery,
                       state::Effects& effects);

// Whether a unit may take its task up again after so many breaks.
bool may_rally(const state::State& state, int breaks);

// A steady unit breaks: its new morale, counted, and the attempt to rally.
void break_steady_unit(const scenario::Scenario& scenario, const state::State& state,
                       const Rng& rng, UnitId unit, state::Morale to, state::Effects& effects);

}  // namespace khasan::combat
