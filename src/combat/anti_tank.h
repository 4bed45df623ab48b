// Who fights tanks, and with what: guns with armour-piercing rounds, and infantry with charges and
// bottles on tanks that stick or stand alone. Also the jet of flame tanks.
// Implements docs/methods/armour.md.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Reads contacts, intents, suppression and ammunition; proposes shots, damage to vehicles and hits.
void fight_tanks(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                 const state::Tick& tick, state::Effects& effects);

}  // namespace khasan::combat
