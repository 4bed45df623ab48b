// The parts of apply(), one for each family of effects, in the order in which apply() calls them.
// Private to src/state.
#pragma once

#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/event.h"
#include "state/state.h"

namespace khasan::state::parts {

void sort_by_subject(Effects& effects);

void apply_shots(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_losses(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_hulls(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_flights(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_doses(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_sightings(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_morale(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_commands(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_decisions(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_restraints(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_stocks(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_convoys(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_movement(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_places(const scenario::Scenario&, Effects&, State&, EventLog*);
void apply_queue(const scenario::Scenario&, Effects&, State&, EventLog*);

void log_event(EventLog* log, const Event& event);
// The weapons that an element can still use, after a loss of men or of its gun.
void refresh_weapons(const scenario::Scenario& scenario, State& state, ElementId element);
// The same of a flight: those of the aircraft that are left.
void refresh_flight(const scenario::Scenario& scenario, State& state, ElementId element);
// What a flight did to an enemy is put to its account.
void note_struck(const scenario::Scenario& scenario, State& state, ElementId by, ElementId victim,
                 int men, int weapons);
// A vehicle whose crew are all out is left where it is.
void leave_empty_vehicle(const scenario::Scenario& scenario, State& state, ElementId element,
                         EventLog* log);
// An event about an element, where it stands now.
Event event_of(const scenario::Scenario& scenario, const State& state, EventKind kind,
               ElementId subject);
// The hole that the men of an element are in, from a foxhole on, stays empty where they stand.
void leave_hole(State& state, ElementId element);
// Something happened to the element: it is looked at again within two seconds, or when it arrives.
void wake_soon(const scenario::Scenario& scenario, State& state, ElementId element);
// Fire, or an enemy in sight: it is looked at again with the next whole ten seconds, as is
// everybody who fires.
void alarm(const scenario::Scenario& scenario, State& state, ElementId element);

}  // namespace khasan::state::parts
