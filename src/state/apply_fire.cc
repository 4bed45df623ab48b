// Shots, bursts and losses.
#include <algorithm>
#include <cmath>

#include "base/maths.h"
#include "state/apply.h"
#include "state/apply_parts.h"

namespace khasan::state {

double smoke_radius_m(const scenario::ParamValues& params, double shell_kg) {
  constexpr double kSmokeRadiusMinM = 3;  // a grenade's puff hides nobody
  const double screen_m2 = params[scenario::Param::sense_smoke_per_round_kg] * shell_kg;
  const double radius_m = std::sqrt(screen_m2 / kPi);
  return radius_m < kSmokeRadiusMinM ? 0 : radius_m;
}

}  // namespace khasan::state

namespace khasan::state::parts {

using scenario::Scenario;

namespace {

constexpr Time kQuietBeforeOpening = minutes(10);  // "opens fire": nothing fired for so long

int32_t take_rounds(State& state, const Shots& shots) {
  int32_t& left = state.rounds[shots.subject.index()][shots.slot];
  const int32_t fired = std::min(shots.rounds, left);
  left -= fired;
  state.fired[shots.subject.index()][shots.slot] += fired;
  return fired;
}

void log_low_ammunition(const Scenario& scenario, const State& state, const Shots& shots,
                        int32_t fired, EventLog* log) {
  const double full = scenario.element(shots.subject).weapons[shots.slot].rounds;
  const double low = full * state.params[scenario::Param::direct_fire_low_ammunition_fraction];
  const int32_t left = state.rounds[shots.subject.index()][shots.slot];
  if (left > low || left + fired <= low) return;
  Event event = event_of(scenario, state, EventKind::k_ammunition_low, shots.subject);
  event.weapon = scenario.element(shots.subject).weapons[shots.slot].weapon;
  event.a = left;
  log_event(log, event);
}

void check_men_left(const Scenario& scenario, State& state, ElementId element, EventLog* log) {
  if (state.roll[element.index()].men > 0) return;
  leave_hole(state, element);
  log_event(log, event_of(scenario, state, EventKind::k_destroyed, element));
  const UnitId unit = scenario.element(element).unit;
  for (const ElementId other : scenario.unit(unit).elements) {
    if (state.roll[other.index()].men > 0) return;
  }
  if (state.morale[unit.index()] != Morale::kSurrendered)
    state.morale[unit.index()] = Morale::kGone;
}

}  // namespace

void apply_shots(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const Shots& shots : effects.shots) {
    const std::size_t i = shots.subject.index();
    const int32_t fired = take_rounds(state, shots);
    if (fired == 0) continue;
    // Bombs have their own event; a flight opens no fire, it attacks.
    const WeaponId weapon = scenario.element(shots.subject).weapons[shots.slot].weapon;
    if (scenario.weapon(weapon).is_bomb()) continue;
    if (shots.rapid && !in_rapid_spell(state, shots.subject)) state.rapid_since[i] = state.now;
    const bool shells = scenario.weapon(weapon).fires_shells();
    Event event = event_of(scenario, state, shells ? EventKind::k_shells_fired : EventKind::k_shots,
                           shots.subject);
    event.object = shots.object;
    event.weapon = weapon;
    event.a = fired;
    // Where the rounds go, in whole metres: the lines of fire on the map.
    event.c = static_cast<int32_t>(shots.aim.x_m);
    event.d = static_cast<int32_t>(shots.aim.y_m);
    const bool flies = scenario.element(shots.subject).aircraft.exists();
    if (flies) event.where = shots.aim;
    if (!flies && state.last_fired[i] + kQuietBeforeOpening < state.now) {
      Event opened = event;
      opened.kind = EventKind::k_fire_opened;
      log_event(log, opened);
    }
    state.last_fired[i] = state.now;
    log_event(log, event);
    log_low_ammunition(scenario, state, shots, fired, log);
    if (!shots.object.exists()) continue;
    state.under_fire[shots.object.index()] = state.now;
    alarm(scenario, state, shots.object);
  }
}

namespace {

void raise_smoke(State& state, const Burst& burst) {
  const double radius_m = smoke_radius_m(state.params, burst.shell_kg);
  if (radius_m == 0) return;
  const Time until = state.now + from_seconds(state.params[scenario::Param::sense_smoke_life_s]);
  state.smoke.push_back({burst.at, static_cast<float>(radius_m), until});
}

// The badly wounded lie where they fell; of several falls the mean place is kept.
void lay_down(State& state, ElementId element, int16_t wounded) {
  Lying& lying = state.lying[element.index()];
  const terrain::Point at = state.at[element.index()];
  lying.men = static_cast<int16_t>(lying.men + wounded);
  const double share = lying.men > 0 ? wounded / static_cast<double>(lying.men) : 0;
  lying.at.x_m += share * (at.x_m - lying.at.x_m);
  lying.at.y_m += share * (at.y_m - lying.at.y_m);
  // Bearers are hit like the others of their element.
  Bearers& bearers = state.bearers[element.index()];
  bearers.men = std::min(bearers.men, state.roll[element.index()].men);
}

}  // namespace

void apply_losses(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const Burst& burst : effects.bursts) {
    Event event = event_of(scenario, state, EventKind::k_shells_landed, burst.by);
    event.weapon = burst.weapon;
    event.where = burst.at;
    event.a = 1;
    log_event(log, event);
    raise_smoke(state, burst);
  }
  for (const Loss& loss : effects.losses) {
    Roll& roll = state.roll[loss.subject.index()];
    int16_t men = roll.men;
    const auto take = [&men](int16_t wanted) {
      const int16_t taken = std::min(wanted, men);
      men = static_cast<int16_t>(men - taken);
      return taken;
    };
    const int16_t killed = take(loss.killed), wounded = take(loss.wounded),
                  light = take(loss.light);
    const int16_t missing = take(loss.missing), surrendered = take(loss.surrendered);
    if (men == roll.men) continue;
    const bool headless = scenario.element(loss.subject).kind == forces::ElementKind::kHeadquarters;
    roll = {men,
            static_cast<int16_t>(roll.killed + killed),
            static_cast<int16_t>(roll.wounded + wounded),
            static_cast<int16_t>(roll.light + light),
            static_cast<int16_t>(roll.missing + missing),
            static_cast<int16_t>(roll.surrendered + surrendered)};
    lay_down(state, loss.subject, wounded);
    const bool silences_gun =
        men == 0 && scenario.element(loss.subject).kind == forces::ElementKind::kGun;
    note_struck(scenario, state, loss.by, loss.subject, killed + wounded + light,
                silences_gun ? 1 : 0);
    refresh_weapons(scenario, state, loss.subject);
    Event event = event_of(scenario, state, EventKind::k_casualties, loss.subject);
    event.object = loss.by;
    event.cause = loss.cause;
    event.weapon = loss.weapon;
    event.a = killed;
    event.b = wounded;
    event.c = light;
    event.d = missing + surrendered;
    log_event(log, event);
    if (surrendered > 0) {
      event.kind = EventKind::k_surrendered;
      event.a = surrendered;
      log_event(log, event);
    }
    if (headless && men == 0) {
      log_event(log, event_of(scenario, state, EventKind::k_leader_lost, loss.subject));
    }
    alarm(scenario, state, loss.subject);
    leave_empty_vehicle(scenario, state, loss.subject, log);
    check_men_left(scenario, state, loss.subject, log);
  }
}

}  // namespace khasan::state::parts
