// What commanders decide when the plan has met the enemy and has no more to say: attack again,
// counter-attack for what was lost, wait for help, call the attack off. They reckon with what they
// believe, not with what is so. Implements docs/methods/decisions.md.
#pragma once

#include "command/staff.h"

namespace khasan::command {

// How a commander sees a fight for a place.
struct Appraisal {
  double own_men = 0;    // fit to go
  double enemy_men = 0;  // believed at the place, after all sightings that are not too old
  double p_success = 0;  // believed chance of an attack, 0..1
};
// Of an attack by `men` on the place, as the side of `unit` sees it now.
Appraisal appraise(const scenario::Scenario& scenario, const state::State& state, UnitId unit,
                   PlaceId place, double men);

// Chance of a small attack on a prepared place, 0..1 (models, section 4: fitted to Rowland's
// attacks of the Second World War; a prepared place counts as more defenders). `log_ratio`: what he
// believes beyond the count of men of his side's strength over the enemy's, as a logarithm.
double chance_of_attack(const scenario::ParamValues& params, double own_men, double enemy_men,
                        double log_ratio = 0);

// Once a minute: every commander whose review is due looks at his order again.
void decide_again(const Staff& staff);

}  // namespace khasan::command
