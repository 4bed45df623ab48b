// The bomb line: how near to its own men a side lets bombs fall, as far as its air headquarters
// knows where they are. It plans from places that units report now and then; over the target only
// signal panels on the ground tell. A piece of the air mechanism (docs/methods/air.md).
#pragma once

#include <optional>

#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// How far from own men a formation may aim its bombs, metres: for splinters and for not knowing
// the place better, and on top of that half a stick and `air_safety_errors` errors of a salvo from
// that altitude (metres).
double bomb_safety_m(const scenario::ParamValues& params, const forces::Aircraft& type,
                     double altitude_m);

// Proposes the reports of own places: of each unit once in `air_report_min`, and of those who are
// new on the field at once. Called every minute, in battles with aircraft.
void report_places(const scenario::Scenario& scenario, const state::State& state,
                   state::Effects& effects);

// Where bombs of a flight may be aimed when it takes off against the place: at the part of it that
// `u` (uniform in (0, 1)) names among those that lie beyond `safety_m` of all own men as reported
// and are not forbidden; without any, at the nearest enemy near the place of whom that is true and
// whom the side believes in. Nothing if there is no such enemy.
std::optional<terrain::Point> plan_aim(const scenario::Scenario& scenario,
                                       const state::State& state, ElementId flight, PlaceId place,
                                       double safety_m, double u);

// Whether own men really stand within `range_m`.
bool has_own_men_near(const scenario::Scenario& scenario, const state::State& state,
                      const state::Tick& tick, ElementId flight, terrain::Point at, double range_m);

}  // namespace khasan::combat
