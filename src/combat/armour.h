// A shell against a plate: chance to hit, to pierce and to put out of action, by range and aspect.
// What the mechanisms of armour share; proposes what a strike does and decides no fight.
// Implements docs/methods/armour.md.
#pragma once

#include "base/rng.h"
#include "forces/vehicle.h"
#include "forces/weapon.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"

namespace khasan::combat {

// Plate thickness that the round pierces at a right angle, mm (De Marre). 0 without such a round.
double penetration_mm(const forces::Weapon& weapon, double r_m);
// Time of flight, s, and slope of fall (rise over run) of the armour-piercing round.
double flight_s(const forces::Weapon& weapon, double r_m);
double slope_of_fall(const forces::Weapon& weapon, double r_m);

// How a vehicle shows itself to a gun.
struct Aspect {
  double width_m = 0, height_m = 0;
  double plate_mm = 0;       // of the side that is met
  double obliquity_rad = 0;  // between the line of fire and the normal of that plate
  double crossing_mps = 0;   // speed across the line of fire
};
// `off_rad`: angle between its heading and the direction to the gun, -pi..pi.
Aspect aspect_of(const forces::Vehicle& vehicle, double off_rad);

// Chance that one round strikes, before the combat factor. `first`: the range is only estimated.
double strike_chance(const scenario::ParamValues& params, const forces::Weapon& weapon, double r_m,
                     const Aspect& aspect, bool first);
// Chance that a round that strikes goes through.
double pierce_chance(const scenario::ParamValues& params, double penetration, const Aspect& aspect);

// What a tank that is put out of action is from now on; u uniform in (0, 1).
state::HullPhase kill_of(const scenario::ParamValues& params, double u);

// A shell, or men with charges, get through to the inside: the vehicle with chance `p_kill`, and
// men of its crew. `n` keeps strikes of one step apart. True: put out of action.
struct Strike {
  ElementId tank, by;
  WeaponId weapon;
  double p_kill = 1;
  uint32_t n = 0;
};
bool propose_strike(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                    const Strike& strike, state::Effects& effects);

}  // namespace khasan::combat
