// How fast an element goes: the ground's own speed cut down by order, load, darkness, fog, fatigue
// and fire. Not where it goes (way.h) and not whether anything stops it (movement.h).
// Implements docs/methods/movement.md.
#pragma once

#include "base/ids.h"
#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::combat {

// Nearer than this to its goal an element has arrived: the size of a man with his arms out.
inline constexpr double kArrivedM = 1.0;

// Whether the element is told to go on, has not arrived, and its unit is in a state to obey.
bool is_on_the_way(const scenario::Scenario& scenario, const state::State& state,
                   ElementId element);

// Share of its daylight speed that is left: 1 above 10 lux, `night_factor` below 0.1 lux.
double night_speed_factor(double lux, double night_factor);
// Share left in haze: 1 from a visibility of 1 km, `fog_factor` at 50 m and below.
double fog_speed_factor(double visibility_m, double fog_factor);

// What holds for one element during one step.
struct Walk {
  const scenario::Scenario& scenario;
  const state::State& state;
  ElementId element{};
  double conditions = 1;    // darkness x fog x fatigue
  double enemy_m = 1e4;     // to the nearest enemy
  double contact_m = 1e9;   // to the nearest enemy that its unit believes in
  bool under_fire = false;  // now or a moment ago
  bool routed = false;
  const state::Intent& intent() const { return state.intent[element.index()]; }
  const terrain::MobilityRow& row() const {
    return scenario.mobility[scenario.element(element).mobility];
  }
};
Walk walk_of(const scenario::Scenario& scenario, const state::State& state, ElementId element,
             double enemy_m);

// Metres per second at `from` when heading for `to`; 0: impassable.
double pace_mps(const Walk& walk, terrain::Point from, terrain::Point to);

}  // namespace khasan::combat
