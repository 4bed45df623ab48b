// What becomes of vehicles, and of the weapons in them (docs/methods/armour.md).
#include <array>

#include "state/apply.h"
#include "state/apply_parts.h"

namespace khasan::state::parts {

using scenario::Scenario;

namespace {

// The phase after new damage. Two things that do not go together leave the tank to its fate: one
// that can neither drive nor fire is abandoned.
HullPhase damaged(HullPhase now, HullPhase by) {
  if (now == by || now == HullPhase::kRunning) return by;
  if (!is_manned(now)) return now == HullPhase::kKnockedOut && by == HullPhase::kBurnt ? by : now;
  if (by >= HullPhase::kKnockedOut) return by;
  const bool cannot_fire = now == HullPhase::kGunOut || by == HullPhase::kGunOut;
  if (cannot_fire) return HullPhase::kKnockedOut;
  return by == HullPhase::kImmobile ? by : now;  // mud and wear stop nobody twice
}

EventKind kind_of(HullPhase phase, bool mended, HullPhase from) {
  static constexpr std::array kKinds{EventKind::k_tank_hit,         EventKind::k_tank_repaired,
                                     EventKind::k_tank_stopped,     EventKind::k_tank_bogged,
                                     EventKind::k_tank_immobile,    EventKind::k_tank_gun_out,
                                     EventKind::k_tank_knocked_out, EventKind::k_tank_burnt,
                                     EventKind::k_tank_evacuated,   EventKind::k_tank_evacuated};
  if (mended && phase == HullPhase::kRunning && from == HullPhase::kBogged) {
    return EventKind::k_tank_freed;
  }
  return kKinds[static_cast<std::size_t>(phase)];
}

// Crews that leave their vehicle lie beside it.
void enter(const Scenario& scenario, State& state, const HullChange& change, HullPhase phase,
           EventLog* log) {
  const std::size_t i = change.subject.index();
  Hull& hull = state.hull[i];
  Event event =
      event_of(scenario, state, kind_of(phase, change.from != HullPhase::kNone, change.from),
               change.subject);
  event.object = change.by;
  event.weapon = change.weapon;
  event.a = 1;
  log_event(log, event);
  hull.phase = phase;
  hull.since = state.now;
  if (!is_manned(phase)) state.posture[i] = Posture::kProne;
  refresh_weapons(scenario, state, change.subject);
  wake_soon(scenario, state, change.subject);
}

void log_hit(const Scenario& scenario, const State& state, const HullChange& change,
             EventLog* log) {
  Event event = event_of(scenario, state, EventKind::k_tank_hit, change.subject);
  event.object = change.by;
  event.weapon = change.weapon;
  event.a = 1;
  log_event(log, event);
}

}  // namespace

void refresh_weapons(const Scenario& scenario, State& state, ElementId element) {
  const std::size_t i = element.index();
  state.weapons[i] = working_weapons(scenario, element, state.roll[i].men - state.bearers[i].men);
  if (scenario.element(element).aircraft.exists()) return refresh_flight(scenario, state, element);
  const HullPhase phase = state.hull[i].phase;
  if (phase == HullPhase::kNone) return;
  // Machine guns come out with the gun: the crew has other cares.
  if (!is_manned(phase) || phase == HullPhase::kGunOut) state.weapons[i].fill(0);
}

void leave_empty_vehicle(const Scenario& scenario, State& state, ElementId element, EventLog* log) {
  if (state.roll[element.index()].men > 0 || !is_under_armour(state, element)) return;
  enter(scenario, state, {element, {}, {}, HullPhase::kKnockedOut}, HullPhase::kKnockedOut, log);
}

void apply_hulls(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const HullChange& change : effects.hulls) {
    Hull& hull = state.hull[change.subject.index()];
    if (hull.phase == HullPhase::kNone) continue;
    if (change.by.exists()) {
      ++hull.hits;
      state.under_fire[change.subject.index()] = state.now;
      if (change.phase == HullPhase::kNone) log_hit(scenario, state, change, log);
    }
    if (change.phase == HullPhase::kNone) continue;
    if (change.from != HullPhase::kNone && change.from != hull.phase) continue;
    const HullPhase phase =
        change.from != HullPhase::kNone ? change.phase : damaged(hull.phase, change.phase);
    if (phase == hull.phase) continue;
    const bool goes_out = hull.phase < HullPhase::kImmobile && phase >= HullPhase::kImmobile;
    note_struck(scenario, state, change.by, change.subject, 0, goes_out ? 1 : 0);
    enter(scenario, state, change, phase, log);
  }
}

}  // namespace khasan::state::parts
