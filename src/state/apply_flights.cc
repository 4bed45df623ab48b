// Flights: where they are, what they carry, what is lost with them (docs/methods/air.md).
#include <algorithm>

#include "state/apply.h"
#include "state/apply_parts.h"

namespace khasan::state::parts {

using scenario::Scenario;

void refresh_flight(const Scenario& scenario, State& state, ElementId element) {
  const scenario::ElementDef& def = scenario.element(element);
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    const int each = def.weapons[slot].count / std::max(1, def.aircraft_count);
    state.weapons[element.index()][slot] =
        static_cast<int16_t>(each * state.flight[element.index()].aircraft);
  }
}

namespace {

// What the aircraft that are lost had aboard, after this step's drops and bursts.
void lose_rounds(State& state, ElementId element, Flight& next, int lost, int flew) {
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    int32_t& left = state.rounds[element.index()][slot];
    const int32_t gone = std::min(left, next.aboard[slot] * lost / flew);
    left -= gone;
    next.aboard[slot] -= gone;
    next.lost_rounds[slot] += gone;
  }
}

}  // namespace

void note_struck(const Scenario& scenario, State& state, ElementId by, ElementId victim, int men,
                 int weapons) {
  if (!by.exists() || !scenario.element(by).aircraft.exists()) return;
  if (scenario.element(by).side == scenario.element(victim).side) return;
  Struck& struck = state.struck[by.index()];
  struck.men += men;
  struck.weapons = static_cast<int16_t>(struck.weapons + weapons);
}

void apply_flights(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const FlightChange& change : effects.flights) {
    const std::size_t i = change.subject.index();
    Flight next = change.flight;
    const int flew = state.flight[i].aircraft, lost = flew - next.aircraft;
    if (lost > 0) {
      lose_rounds(state, change.subject, next, lost, flew);
      next.lost = static_cast<int16_t>(next.lost + lost);
      Event event = event_of(scenario, state, EventKind::k_aircraft_lost, change.subject);
      event.where = next.aim;
      event.a = lost;
      log_event(log, event);
    }
    const bool takes_off =
        next.phase == FlightPhase::kOutbound && state.flight[i].phase != FlightPhase::kOutbound;
    if (takes_off) state.struck[i] = {};
    state.flight[i] = next;
    refresh_flight(scenario, state, change.subject);
  }
}

}  // namespace khasan::state::parts
