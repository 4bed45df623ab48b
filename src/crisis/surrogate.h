// The fast battle: one normal number decides a strike, with the expected log strength of the
// element-level battle to which `khasan crisis fit-surrogate` fits it (docs/methods/crisis.md).
#pragma once

#include "crisis/course.h"

namespace khasan::crisis {

// What the planners' tables promise the attacker: log strength beyond parity, the enemy's heights
// taken off.
double planned_strength(const Numbers& numbers, const Situation& now, const Strike& strike);

Fought fight(const Theatre& theatre, const Numbers& numbers, const Truth& truth,
             const Situation& now, const Strike& strike, const Rng& rng);

}  // namespace khasan::crisis
