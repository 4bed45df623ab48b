// What rules of engagement leave an element to do, asked where men move and fire, and the note that
// a rule held somebody back. Free of cost in a battle without rules.
// docs/methods/rules_of_engagement.md
#pragma once

#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"

namespace khasan::state {

// The rule of that kind that binds the element now; null if there is none. Men who run away obey
// nobody.
const scenario::Rule* rule_on(const scenario::Scenario& scenario, const State& state,
                              scenario::RuleKind kind, ElementId element);
// The rule that forbids the element the ground at `at` now; null if there is none.
const scenario::Rule* rule_barring(const scenario::Scenario& scenario, const State& state,
                                   ElementId element, terrain::Point at);

// Proposes to note that the rule held the element back; once for each order, or for each unit where
// there is none.
void hold_back(const scenario::Scenario& scenario, const State& state, const scenario::Rule& rule,
               ElementId element, HeldFrom what, Effects& effects);

// Proposes to wake whom a rule binds that begins or ends now: everybody looks at his task anew.
void wake_at_rules(const scenario::Scenario& scenario, const State& state, Time before,
                   Effects& effects);

}  // namespace khasan::state
