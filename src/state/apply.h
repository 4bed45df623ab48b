// The only code that changes a State: settles proposed effects in (subject, sequence) order. Nobody
// dies twice, no stock goes negative, the log keeps the amounts really applied.
#pragma once

#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/event.h"
#include "state/state.h"

namespace khasan::state {

// Applies all effects and clears them. `log` may be null.
void apply(const scenario::Scenario& scenario, Effects& effects, State& state, EventLog* log);

// The start of a step: goes to `now` and takes what is due by then out of the queue, into `popped`.
void advance(State& state, Time now, std::vector<Pending>& popped);
// The end of a step: `element` has been advanced to state.now and is due again at `wake`.
void set_wake(State& state, ElementId element, Time wake);
// After the last set_wake() of a step: the blocks of elements that were due get their new earliest
// wake.
void settle_wakes(State& state);
// When the first of a block of kWakeBlock elements is due; kNever where all are dead.
Time earliest_wake(const State& state, std::size_t block);

// Radius of the dust and smoke that a shell of that weight raises, m: so many square metres a
// kilogram, taken as a disc; 0 where it hides nobody.
double smoke_radius_m(const scenario::ParamValues& params, double shell_kg);

// The state knows that many orders, and the places that they name: what a player has given until
// then. Not fewer than before, nor more than there are.
void grow(const scenario::Scenario& scenario, std::size_t order_count, State& state);

// Whether a player can still take that order back: his staff has not sent it.
inline bool is_recallable(const State& state, OrderId order) {
  const OrderState& its = state.orders[order.index()];
  return its.phase <= OrderPhase::kDeciding && its.begun == kLongAgo;
}
// Whether he has, or nobody was left to whom it could go.
inline bool was_recalled(const State& state, OrderId order) {
  const OrderState& its = state.orders[order.index()];
  return its.phase == OrderPhase::kFailed && its.begun == kLongAgo;
}

// Whether a spell of rapid fire that the element began still lasts at this moment.
bool in_rapid_spell(const State& state, ElementId element);
// Share of men of an element that is suppressed at `state.now`: 1 - exp(-S), 0..1.
double suppressed_share(const State& state, ElementId element);
// Shock of a unit at `state.now`, in units of loss fraction: it leaks away with
// morale.shock_decay_s.
double shock_now(const State& state, UnitId unit);
// When the element comes on the map; kNever: with an escalation that is not released.
inline Time arrival_of(const scenario::Scenario& scenario, const State& state, ElementId element) {
  const scenario::ElementDef& def = scenario.element(element);
  return scenario.hour(def.escalation, def.arrives, state.releases);
}
// Whether the element is alive and in the fight (men > 0, arrived, not surrendered), on the map or,
// if it is a flight, at its base or in the air.
inline bool is_alive(const scenario::Scenario& scenario, const State& state, ElementId element) {
  const scenario::ElementDef& def = scenario.element(element);
  return state.roll[element.index()].men > 0 && arrival_of(scenario, state, element) <= state.now &&
         state.morale[def.unit.index()] != Morale::kSurrendered;
}
// Share of their speed in the dry that wheels keep on roads after rain: 1 dry, 0 cut.
double road_share(const State& state);

// Whether the element is alive and on the ground of the map. No flight ever is.
inline bool is_present(const scenario::Scenario& scenario, const State& state, ElementId element) {
  return is_alive(scenario, state, element) && !scenario.element(element).aircraft.exists();
}

// Whether a vehicle in that phase has its crew inside, behind its plates.
constexpr bool is_manned(HullPhase phase) {
  return phase >= HullPhase::kRunning && phase <= HullPhase::kGunOut;
}
inline bool is_under_armour(const State& state, ElementId element) {
  return is_manned(state.hull[element.index()].phase);
}
// Whether the element stays where it is because its vehicle does.
inline bool is_stuck(const State& state, ElementId element) {
  const HullPhase phase = state.hull[element.index()].phase;
  return phase != HullPhase::kNone && phase != HullPhase::kRunning && phase != HullPhase::kGunOut;
}

// Weapons that so many men can serve: one a man, and half the crew for each weapon with a crew.
std::array<int16_t, scenario::kWeaponSlots> working_weapons(const scenario::Scenario& scenario,
                                                            ElementId element, int men);
// Share of the cells of a place that a side holds, contested ones half: 0..1.
double control_share(const State& state, PlaceId place, Side side);

}  // namespace khasan::state
