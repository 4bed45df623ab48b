#include "state/apply.h"

#include <algorithm>

#include "base/maths.h"
#include "state/apply_parts.h"

namespace khasan::state {

using scenario::Param;
using scenario::Scenario;

namespace {

// Decay time of suppression: short after ordinary fire, long after long shelling (models: section
// 3).
double decay_s(const State& state, std::size_t i) {
  const bool heavy = state.shelled_s[i] > state.params[Param::suppression_heavy_shelling_s];
  return state.params[heavy ? Param::suppression_decay_heavy_s : Param::suppression_decay_s];
}

// After so many decay times nothing is left that a float would keep: e^-40 of the dose.
constexpr double kForgotten = 40;

int32_t permille(double share) { return static_cast<int32_t>(share * 1000 + 0.5); }

double dose_now(const State& state, std::size_t i) {
  if (state.suppression[i] <= 0) return 0;
  const double age_s = (state.now - state.suppressed_at[i]).seconds();
  const double decays = age_s / decay_s(state, i);
  return decays > kForgotten ? 0 : state.suppression[i] * pinned_exp(-decays);
}

}  // namespace

double suppressed_share(const State& state, ElementId element) {
  return chance_of(dose_now(state, element.index()));
}

double shock_now(const State& state, UnitId unit) {
  const double shock = state.shock[unit.index()];
  if (shock <= 0) return 0;
  const double age_s = (state.now - state.shocked_at[unit.index()]).seconds();
  return shock * pinned_exp(-age_s / state.params[Param::morale_shock_decay_s]);
}

bool in_rapid_spell(const State& state, ElementId element) {
  const Time lasts = from_seconds(state.params[Param::direct_fire_rapid_fire_duration_s]);
  return state.now - state.rapid_since[element.index()] <= lasts;
}

std::array<int16_t, scenario::kWeaponSlots> working_weapons(const Scenario& scenario,
                                                            ElementId element, int men) {
  std::array<int16_t, scenario::kWeaponSlots> working{};
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    const scenario::WeaponSlot& weapon = scenario.element(element).weapons[slot];
    if (!weapon.exists()) continue;
    const int men_needed = (scenario.weapon(weapon.weapon).crew + 1) / 2;
    working[slot] = static_cast<int16_t>(std::min(weapon.count, men / std::max(men_needed, 1)));
  }
  return working;
}

double road_share(const State& state) {
  return std::max(0.0, 1 - state.road_rain_h / state.params[Param::roads_cut_rain_h]);
}

double control_share(const State& state, PlaceId place, Side side) {
  const auto& owner = state.owner[place.index()];
  const auto& contested = state.contested[place.index()];
  if (owner.empty()) return 0;
  double held = 0;
  for (std::size_t c = 0; c < owner.size(); ++c) {
    if (contested[c])
      held += 0.5;
    else if (owner[c] == static_cast<int8_t>(side))
      held += 1;
  }
  return held / static_cast<double>(owner.size());
}

void advance(State& state, Time now, std::vector<Pending>& popped) {
  state.now = now;
  auto due = state.queue.begin();
  while (due != state.queue.end() && due->at <= now) ++due;
  popped.assign(state.queue.begin(), due);
  state.queue.erase(state.queue.begin(), due);
  std::erase_if(state.flares, [&](const Flare& flare) { return flare.until <= now; });
  std::erase_if(state.smoke, [&](const Smoke& smoke) { return smoke.until <= now; });
}

void set_wake(State& state, ElementId element, Time wake) {
  state.updated[element.index()] = state.now;
  state.wake[element.index()] = wake;
}

Time earliest_wake(const State& state, std::size_t block) {
  const std::size_t end = std::min((block + 1) * kWakeBlock, state.wake.size());
  Time earliest = kNever;
  for (std::size_t i = block * kWakeBlock; i < end; ++i) {
    if (state.roll[i].men > 0) earliest = std::min(earliest, state.wake[i]);
  }
  return earliest;
}

void settle_wakes(State& state) {
  for (std::size_t b = 0; b < state.wake_block.size(); ++b) {
    if (state.wake_block[b] <= state.now) state.wake_block[b] = earliest_wake(state, b);
  }
}

namespace parts {

void log_event(EventLog* log, const Event& event) {
  if (log != nullptr) log->push_back(event);
}

Event event_of(const Scenario& scenario, const State& state, EventKind kind, ElementId subject) {
  Event event;
  event.at = state.now;
  event.kind = kind;
  event.subject = subject;
  event.side = scenario.element(subject).side;
  event.unit = scenario.element(subject).unit;
  const bool flies = scenario.element(subject).aircraft.exists();
  event.where = flies ? state.flight[subject.index()].aim : state.at[subject.index()];
  return event;
}

namespace {

void wake_by(const Scenario& scenario, State& state, ElementId element, Time by) {
  if (state.flight[element.index()].phase != FlightPhase::kNone) return;  // the queue wakes it
  Time& wake = state.wake[element.index()];
  wake = std::min(wake, std::max(by, arrival_of(scenario, state, element)));
  Time& block = state.wake_block[element.index() / kWakeBlock];
  block = std::min(block, wake);
}

}  // namespace

void wake_soon(const Scenario& scenario, State& state, ElementId element) {
  wake_by(scenario, state, element, state.now + seconds(2));
}

void alarm(const Scenario& scenario, State& state, ElementId element) {
  constexpr Time kStep = seconds(10);
  wake_by(scenario, state, element, {(state.now.ms / kStep.ms + 1) * kStep.ms});
}

void apply_doses(const Scenario& scenario, Effects& effects, State& state, EventLog*) {
  for (const Dose& dose : effects.doses) {
    const std::size_t i = dose.subject.index();
    const double before = dose_now(state, i);
    // Time under shells is itself forgotten within the time that makes shelling heavy.
    const double age_s = (state.now - state.suppressed_at[i]).seconds();
    const double memory_s = state.params[Param::suppression_heavy_shelling_s];
    state.shelled_s[i] =
        static_cast<float>(state.shelled_s[i] * pinned_exp(-age_s / memory_s)) + dose.shell_s;
    state.suppression[i] = static_cast<float>(before) + dose.dose;
    state.suppressed_at[i] = state.now;
    state.under_fire[i] = state.now;
    alarm(scenario, state, dose.subject);
  }
}

void leave_hole(State& state, ElementId element) {
  const std::size_t e = element.index();
  if (state.posture[e] < Posture::kFoxhole) return;
  state.hole_at[e] = state.at[e];
  state.hole_h[e] = state.dig_h[e];
}

namespace {

void apply_postures(const Effects& effects, State& state) {
  for (const PostureChange& change : effects.postures) {
    const std::size_t e = change.subject.index();
    if (change.hole.exists()) {
      float& hole_h = state.hole_h[change.hole.index()];
      if (hole_h <= 0) continue;
      hole_h = 0;
    }
    if (change.posture < Posture::kFoxhole) leave_hole(state, change.subject);
    state.posture[e] = change.posture;
    state.dig_h[e] = change.dig_h;
  }
}

}  // namespace

void apply_movement(const Scenario&, Effects& effects, State& state, EventLog* log) {
  apply_postures(effects, state);  // a hole stays where its men stood until now
  for (const Move& move : effects.moves) {
    const std::size_t i = move.subject.index();
    if (!(state.at[i] == move.to)) state.last_moved[i] = state.now;
    state.at[i] = move.to;
    state.heading_rad[i] = move.heading_rad;
  }
  for (const FougasseFired& fired : effects.fougasses) state.fougasse_used[fired.fougasse] = 1;
  for (const Pressed& p : effects.pressed) state.pressed[p.subject.index()] = state.now;
  for (const Halt& halt : effects.halts) state.halted_until[halt.subject.index()] = halt.until;
  for (const WireWork& work : effects.wire) {
    state.wire_open_s[work.obstacle][work.cell] += work.open_s;
    if (!work.opened) continue;
    Event event;
    event.at = state.now;
    event.kind = EventKind::k_wire_crossed;
    event.subject = work.by;
    event.where = state.at[work.by.index()];
    log_event(log, event);
  }
}

void apply_places(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (std::size_t p = 0; p < state.owner.size() && !effects.owners.empty(); ++p) {
    const PlaceId place{p};
    const std::array before{control_share(state, place, Side::kFirst),
                            control_share(state, place, Side::kSecond)};
    for (const Owner& owner : effects.owners) {
      if (owner.place != place) continue;
      state.owner[p][owner.cell] = owner.owner;
      state.contested[p][owner.cell] = owner.contested;
    }
    for (const Side side : {Side::kFirst, Side::kSecond}) {
      const double share = control_share(state, place, side), was = before[index_of(side)];
      if (share <= was) continue;
      Event event;
      event.at = state.now;
      event.kind = EventKind::k_control;
      event.side = side;
      event.place = place;
      event.where = scenario.places[p].at;
      event.a = permille(share);
      event.b = permille(was);
      event.c = permille(control_share(state, place, enemy_of(side)));
      event.d = permille(before[index_of(enemy_of(side))]);
      log_event(log, event);
      if (share <= 0.5 || was > 0.5) continue;
      event.kind = EventKind::k_captured;
      event.b = 0;
      log_event(log, event);
    }
  }
}

void apply_queue(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (Pending& pending : effects.pending) {
    pending.sequence = state.sequence++;
    const auto before = [](const Pending& a, const Pending& b) {
      if (a.at != b.at) return a.at < b.at;
      if (a.kind != b.kind) return a.kind < b.kind;
      if (a.unit != b.unit) return a.unit < b.unit;
      if (a.element != b.element) return a.element < b.element;
      return a.sequence < b.sequence;
    };
    state.queue.insert(std::upper_bound(state.queue.begin(), state.queue.end(), pending, before),
                       pending);
  }
  for (const Flare& flare : effects.flares) {
    if (state.cartridges[flare.by.index()] <= 0) continue;
    state.cartridges[flare.by.index()]--;
    state.flares.push_back(flare);
    Event event;
    event.at = state.now;
    event.kind = EventKind::k_flare;
    event.subject = flare.by;
    event.side = scenario.element(flare.by).side;
    event.unit = scenario.element(flare.by).unit;
    event.where = flare.at;
    log_event(log, event);
  }
  for (const Event& event : effects.events) log_event(log, event);
}

}  // namespace parts

void apply(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  // Requests in the order of their subjects; equal subjects keep the order of the phases.
  parts::sort_by_subject(effects);
  state.digest = digest_of(effects, state.digest);
  for (const auto part :
       {parts::apply_decisions, parts::apply_shots, parts::apply_hulls, parts::apply_flights,
        parts::apply_losses, parts::apply_doses, parts::apply_sightings, parts::apply_morale,
        parts::apply_commands, parts::apply_restraints, parts::apply_stocks, parts::apply_convoys,
        parts::apply_movement, parts::apply_places, parts::apply_queue}) {
    part(scenario, effects, state, log);
  }
  effects.clear();
}

}  // namespace khasan::state
