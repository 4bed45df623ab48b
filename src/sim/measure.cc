// Measures of a run, from its events and its last state.
#include <algorithm>
#include <limits>

#include "sim/run.h"
#include "state/apply.h"

namespace khasan::sim {

namespace {

using scenario::Measure;
using scenario::MeasureKind;
using scenario::Scenario;
using state::Event;
using state::EventKind;
using state::EventLog;

constexpr double kNeverHappened = std::numeric_limits<double>::quiet_NaN();

bool is_in_window(const Measure& what, const Event& event) {
  return event.at >= what.from && event.at <= what.to;
}

// Whether the element is one of the units named by the measure, or of a unit below them.
bool is_named(const Scenario& scenario, const Measure& what, ElementId element) {
  for (UnitId u = scenario.element(element).unit; u.exists(); u = scenario.unit(u).parent) {
    if (std::find(what.units.begin(), what.units.end(), u) != what.units.end()) return true;
  }
  return false;
}

// Whether the element belongs to the units that the measure counts.
bool counts(const Scenario& scenario, const Measure& what, ElementId element) {
  if (!element.exists() || scenario.element(element).side != what.side) return false;
  return what.units.empty() || is_named(scenario, what, element);
}

// Men of one casualty event that the measure asks for. Lightly wounded count as wounded.
int men_of(MeasureKind kind, const Event& event) {
  switch (kind) {
    case MeasureKind::kKilled:
      return event.a;
    case MeasureKind::kWounded:
      return event.b + event.c;
    case MeasureKind::kMissing:
      return event.d;
    case MeasureKind::kDeadAndMissing:
      return event.a + event.d;
    default:
      return event.a + event.b + event.c + event.d;
  }
}

double losses(const Scenario& scenario, const Measure& what, const EventLog& log) {
  int men = 0;
  for (const Event& event : log) {
    if (event.kind != EventKind::k_casualties || !is_in_window(what, event)) continue;
    if (counts(scenario, what, event.subject)) men += men_of(what.kind, event);
  }
  return men;
}

bool is_tank(const Scenario& scenario, ElementId element) {
  return scenario.element(element).kind == forces::ElementKind::kTank;
}

double rounds_fired(const Scenario& scenario, const Measure& what, const EventLog& log) {
  double rounds = 0;
  const bool all = what.kind == MeasureKind::kRoundsFired;
  for (const Event& event : log) {
    const bool fired =
        (all && event.kind == EventKind::k_shots) || event.kind == EventKind::k_shells_fired;
    if (!fired || (!all && is_tank(scenario, event.subject))) continue;
    if (is_in_window(what, event) && counts(scenario, what, event.subject)) rounds += event.a;
  }
  return rounds;
}

// When the side's share of the place first grows to `fraction` inside the window; kNever if it does
// not.
Time captured_at(const Measure& what, const EventLog& log) {
  const auto wanted = static_cast<int32_t>(1000 * what.fraction + 0.5);
  for (const Event& event : log) {
    if (event.kind != EventKind::k_control || event.place != what.place) continue;
    if (event.side != what.side || !is_in_window(what, event)) continue;
    if (event.a >= wanted && event.b < wanted) return event.at;
  }
  return kNever;
}

double hour_of_capture(const Scenario& scenario, const Measure& what, const EventLog& log) {
  const Time at = captured_at(what, log);
  if (at == kNever) return kNeverHappened;
  constexpr int64_t kDayMs = 86'400'000;
  const int64_t local_ms = scenario.epoch_utc_ms + at.ms + what.offset_minutes * 60'000LL;
  // Moments before 1970 are negative; the hour of the day is not.
  return static_cast<double>((local_ms % kDayMs + kDayMs) % kDayMs) / 3'600'000.0;
}

// When the element first ceases to hold out inside the window: no men left, or its unit gives way.
Time gives_way_at(const Scenario& scenario, const Measure& what, ElementId element,
                  const EventLog& log) {
  const UnitId unit = scenario.element(element).unit;
  for (const Event& event : log) {
    if (!is_in_window(what, event)) continue;
    const bool gone = event.kind == EventKind::k_destroyed && event.subject == element;
    const bool flees = (event.kind == EventKind::k_broke || event.kind == EventKind::k_routed) &&
                       event.unit == unit;
    if (gone || flees) return event.at;
  }
  return kNever;
}

// When the side has the place and none of the named defenders holds out any more.
Time overrun_at(const Scenario& scenario, const Measure& what, const EventLog& log) {
  Time at = captured_at(what, log);
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    if (at == kNever) break;
    if (is_named(scenario, what, ElementId{i})) {
      at = std::max(at, gives_way_at(scenario, what, ElementId{i}, log));
    }
  }
  return at;
}

double minutes_to_overrun(const Scenario& scenario, const Measure& what, const EventLog& log) {
  const Time at = overrun_at(scenario, what, log);
  const auto first = std::find_if(log.begin(), log.end(), [&](const Event& event) {
    return event.kind == EventKind::k_shots && is_in_window(what, event);
  });
  if (at == kNever || first == log.end() || first->at > at) return kNeverHappened;
  return (at - first->at).seconds() / 60.0;
}

// Men fit at the end of the window: those of the start less those lost until then.
double strength(const Scenario& scenario, const Measure& what, const state::State& last,
                const EventLog& log) {
  int men = 0;
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    if (counts(scenario, what, ElementId{i})) men += last.start[i].men;
  }
  for (const Event& event : log) {
    if (event.kind != EventKind::k_casualties || event.at > what.to) continue;
    if (counts(scenario, what, event.subject)) men -= men_of(what.kind, event);
  }
  return men;
}

// What the side holds of the place at the end of the window: as the last change before it left it,
// or as the first one after it found it.
double control_share(const Measure& what, const state::State& last, const EventLog& log) {
  const Event* before = nullptr;
  const Event* after = nullptr;
  for (const Event& event : log) {
    if (event.kind != EventKind::k_control || event.place != what.place) continue;
    if (event.at <= what.to) before = &event;
    if (event.at > what.to && after == nullptr) after = &event;
  }
  if (before != nullptr) return (before->side == what.side ? before->a : before->c) / 1000.0;
  if (after != nullptr) return (after->side == what.side ? after->b : after->d) / 1000.0;
  return state::control_share(last, what.place, what.side);
}

// Vehicles that the enemy put out of action inside the window, each once, however little ails it.
double tanks_lost(const Scenario& scenario, const Measure& what, const EventLog& log) {
  std::vector<ElementId> lost;
  for (const Event& event : log) {
    const bool out =
        event.kind == EventKind::k_tank_immobile || event.kind == EventKind::k_tank_gun_out ||
        event.kind == EventKind::k_tank_knocked_out || event.kind == EventKind::k_tank_burnt;
    if (!out || !event.object.exists() || !is_in_window(what, event)) continue;
    if (!counts(scenario, what, event.subject)) continue;
    if (std::find(lost.begin(), lost.end(), event.subject) == lost.end()) {
      lost.push_back(event.subject);
    }
  }
  return static_cast<double>(lost.size());
}

// The sum of `a` (or `b`) of events of a kind about the side's aircraft.
double sum_of(const Scenario& scenario, const Measure& what, const EventLog& log, EventKind kind,
              int32_t Event::*amount) {
  double sum = 0;
  for (const Event& event : log) {
    if (event.kind == kind && is_in_window(what, event) && counts(scenario, what, event.subject)) {
      sum += event.*amount;
    }
  }
  return sum;
}

// Badly wounded of the side by the end of the window, less those at the aid post by then.
double left_lying(const Scenario& scenario, const Measure& what, const EventLog& log) {
  double men = 0;
  for (const Event& event : log) {
    if (event.at > what.to || !counts(scenario, what, event.subject)) continue;
    if (event.kind == EventKind::k_casualties) men += event.b;
    if (event.kind == EventKind::k_wounded_evacuated) men -= event.a;
  }
  return men;
}

bool is_flight(const Scenario& scenario, ElementId element) {
  return element.exists() && scenario.element(element).aircraft.exists();
}

double air_rounds(const Scenario& scenario, const Measure& what, const EventLog& log) {
  double rounds = 0;
  for (const Event& event : log) {
    if (event.kind != EventKind::k_shots || !is_flight(scenario, event.subject)) continue;
    if (is_in_window(what, event) && counts(scenario, what, event.subject)) rounds += event.a;
  }
  return rounds;
}

// Men of the side hit by bombs or by the guns of aircraft, own or foreign.
double air_casualties(const Scenario& scenario, const Measure& what, const EventLog& log) {
  double men = 0;
  for (const Event& event : log) {
    if (event.kind != EventKind::k_casualties || !is_flight(scenario, event.object)) continue;
    if (is_in_window(what, event) && counts(scenario, what, event.subject)) {
      men += men_of(what.kind, event);
    }
  }
  return men;
}

double air_measure(const Scenario& scenario, const Measure& what, const EventLog& log) {
  switch (what.kind) {
    case MeasureKind::kSorties:
      return sum_of(scenario, what, log, EventKind::k_flight_took_off, &Event::a);
    case MeasureKind::kBombsTonnes:
      return sum_of(scenario, what, log, EventKind::k_bombs_released, &Event::b) / 1000;
    case MeasureKind::kAirRounds:
      return air_rounds(scenario, what, log);
    case MeasureKind::kAircraftLost:
      return sum_of(scenario, what, log, EventKind::k_aircraft_lost, &Event::a);
    default:
      return air_casualties(scenario, what, log);
  }
}

}  // namespace

double measure(const Scenario& scenario, const Measure& what, const state::State& last,
               const EventLog& log) {
  switch (what.kind) {
    case MeasureKind::kKilled:
    case MeasureKind::kWounded:
    case MeasureKind::kMissing:
    case MeasureKind::kCasualties:
    case MeasureKind::kDeadAndMissing:
      return losses(scenario, what, log);
    case MeasureKind::kTimeOfControl:
      return hour_of_capture(scenario, what, log);
    case MeasureKind::kMinutesToOverrun:
      return minutes_to_overrun(scenario, what, log);
    case MeasureKind::kControlShare:
      return control_share(what, last, log);
    case MeasureKind::kRoundsFired:
    case MeasureKind::kShellsFired:
      return rounds_fired(scenario, what, log);
    case MeasureKind::kStrength:
      return strength(scenario, what, last, log);
    case MeasureKind::kTanksLost:
      return tanks_lost(scenario, what, log);
    case MeasureKind::kSorties:
    case MeasureKind::kBombsTonnes:
    case MeasureKind::kAirRounds:
    case MeasureKind::kAircraftLost:
    case MeasureKind::kAirCasualties:
      return air_measure(scenario, what, log);
    case MeasureKind::kAirClaims:
      return sum_of(scenario, what, log, EventKind::k_air_claim, &Event::a);
    case MeasureKind::kEvacuated:
      return sum_of(scenario, what, log, EventKind::k_wounded_evacuated, &Event::a);
    case MeasureKind::kLeftLying:
      return left_lying(scenario, what, log);
    case MeasureKind::kNotSimulated:
      return kNeverHappened;
  }
  return kNeverHappened;
}

}  // namespace khasan::sim
