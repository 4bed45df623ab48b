// Small battles made in code for tests: flat open ground, the best parameter values of the
// catalogue, a few elements.
#pragma once

#include <string>

#include "base/rng.h"
#include "scenario/scenario.h"
#include "sim/phases.h"
#include "state/event.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::support {

// Empty battle on level open ground, 4 x 4 km around (500000, 4700000), daylight, clear, starting
// at 1938-07-29T05:00Z and lasting a day. Side kFirst is "jp", side kSecond "su". It has the
// weapons "rifle" (WeaponId 0), "lmg" (1), "hmg" (2), "discharger" (3), "gun" (4), "grenade" (5),
// "at_gun" (6: 37 mm), "tank_gun" (7), "flame" (8) and "bomb" (9: 100 kg), the vehicle "t26"
// (VehicleId 0), the aircraft "bomber" (AircraftId 0: 20 bombs) and "fighter" (1: four guns),
// and every parameter at a best value of catalog/parameters.
scenario::Scenario empty_battle();

inline constexpr terrain::Point kCentre{500000, 4700000};

// Adds a unit (a platoon unless said otherwise) without elements; returns its id. Paths must come
// in ascending order ("jp/p1" before "su/p1").
UnitId add_unit(scenario::Scenario& scenario, Side side, const std::string& path,
                UnitId parent = UnitId{}, forces::Echelon echelon = forces::Echelon::kPlatoon);

// Adds a squad of `men` with as many rifles at `at`, 120 rounds each; returns its id.
ElementId add_squad(scenario::Scenario& scenario, UnitId unit, const std::string& name, int men,
                    terrain::Point at);
// Adds an element of that kind with `count` weapons of that type and `rounds` in all.
ElementId add_element(scenario::Scenario& scenario, UnitId unit, const std::string& name,
                      forces::ElementKind kind, int men, WeaponId weapon, int count, int rounds,
                      terrain::Point at);
// Adds a T-26 with its crew of three, 120 rounds for the gun and 2700 for the machine gun.
ElementId add_tank(scenario::Scenario& scenario, UnitId unit, const std::string& name,
                   terrain::Point at);
// Adds a flight of that many aircraft with so many loads, 6 km from its base.
ElementId add_flight(scenario::Scenario& scenario, UnitId unit, const std::string& name,
                     AircraftId type, int count, int loads);
// Adds a place: a point, and the cells within `radius_m` of it.
PlaceId add_place(scenario::Scenario& scenario, const std::string& id, terrain::Point at,
                  double radius_m = 0);
// Computes what follows from the above (all_elements, flow fields, light); call it last.
void finish(scenario::Scenario& scenario);

// One minute of one phase by itself: every live element is due, what it proposes is applied. `log`
// may be null.
void play_minute(const scenario::Scenario& scenario, state::State& state, const Rng& rng,
                 sim::PhaseFunction phase, state::EventLog* log);

// A tick in which every live element is due and has waited dt.
state::Tick tick_of_all(const scenario::Scenario& scenario, const state::State& state, Time dt);

}  // namespace khasan::support
