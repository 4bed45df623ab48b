#include "sim/schedule.h"

#include <algorithm>
#include <array>

#include "state/apply.h"

namespace khasan::sim {

namespace {

using scenario::Scenario;
using state::NearestEnemy;
using state::State;
using state::Tick;

constexpr double kCloseM = 100;       // enemies who move so near are stepped most finely
constexpr double kTouchM = 30;        // enemies so near are while they fight
constexpr double kTouchDayM = 1500;   // by day, small arms and eyes reach so far
constexpr double kTouchNightM = 400;  // by night
constexpr double kNearM = 400;        // enemies so near are watched while they move
constexpr double kNightLux = 1;       // below: night
constexpr double kFastestMps = 6;     // nobody on foot closes faster
constexpr float kFarthestM = 10000;
constexpr double kSlackM = 0.01;          // swallows the rounding of a distance
constexpr Time kFresh = minutes(1);       // who was noticed this lately is watched
constexpr Time kAfterFire = minutes(2);   // fire given or received keeps an element alert
constexpr Time kAfterMove = seconds(12);  // who moved this recently is on his way

Time next_multiple(Time now, Time period) { return {(now.ms / period.ms + 1) * period.ms}; }

// The nearest live enemy within that range; none: enemy does not exist.
NearestEnemy nearest_within(const State& state, const Tick& tick, Side enemy, ElementId e,
                            double range_m) {
  NearestEnemy nearest{{}, static_cast<float>(range_m), tick.near.builds(), state.at[e.index()]};
  double best_m = range_m;
  tick.near.for_each_within(state, enemy, state.at[e.index()], range_m,
                            [&](ElementId id, double d) {
                              if (nearest.enemy.exists() && d >= best_m) return;
                              nearest.enemy = id;
                              best_m = d;
                            });
  nearest.distance_m = static_cast<float>(best_m);
  return nearest;
}

// Whether neither the element nor any enemy as near as the nearest has moved, come or gone. For
// those who are far off that takes longer than to look again.
bool still_holds(const State& state, const Tick& tick, Side enemy, ElementId e,
                 const NearestEnemy& last) {
  if (last.build == tick.near.builds()) return true;
  const terrain::Point at = state.at[e.index()];
  if (!last.enemy.exists() || last.distance_m > kTouchDayM || !(at == last.from)) return false;
  const double range_m = static_cast<double>(last.distance_m) + kSlackM;
  return tick.near.is_calm(enemy, state::Neighbourhood::box_round(at, range_m), last.build);
}

// Distance to the nearest live enemy: nobody farther than the one who was it last time, else looked
// for in rings.
float nearest_enemy_m(const Scenario& scenario, const State& state, Tick& tick, ElementId e) {
  NearestEnemy& last = tick.nearest[e.index()];
  const Side enemy = enemy_of(scenario.element(e).side);
  if (still_holds(state, tick, enemy, e, last)) {
    last.build = tick.near.builds();
    return last.distance_m;
  }
  std::array rings_m{0.0, 300.0, 1500.0, 4000.0, static_cast<double>(kFarthestM)};
  if (last.enemy.exists() && state::is_present(scenario, state, last.enemy)) {
    const double d = terrain::distance_m(state.at[last.enemy.index()], state.at[e.index()]);
    rings_m[0] = std::min(d, rings_m.back()) + kSlackM;
  }
  for (const double ring_m : rings_m) {
    if (ring_m <= 0) continue;
    last = nearest_within(state, tick, enemy, e, ring_m);
    if (last.enemy.exists() && last.distance_m < kFarthestM) return last.distance_m;
  }
  last.distance_m = kFarthestM;
  return kFarthestM;
}

// How far enemies can touch each other in this light and weather.
double touch_m(const Scenario& scenario, Time now) {
  const double eyes_m = scenario.lux_at(now) < kNightLux ? kTouchNightM : kTouchDayM;
  return std::min(eyes_m, std::max(kTouchNightM / 2, scenario.weather_at(now).visibility_m));
}

// Whether the unit above it attacks: then second lines and headquarters follow.
bool follows_attack(const Scenario& scenario, const State& state, UnitId unit) {
  using scenario::Task;
  for (UnitId u = scenario.unit(unit).parent; u.exists(); u = scenario.unit(u).parent) {
    const state::UnitTask& task = state.task[u.index()];
    if (task.begun && !task.done && (task.task == Task::kAttack || task.task == Task::kAssault)) {
      return true;
    }
  }
  return false;
}

// Whether its task or its guns want an element looked at every minute. Who holds a place waits for
// the enemy.
bool is_busy(const Scenario& scenario, const State& state, ElementId e) {
  using scenario::Task;
  const UnitId unit = scenario.element(e).unit;
  const state::UnitTask& task = state.task[unit.index()];
  const bool waits = task.task == Task::kNone || task.task == Task::kOccupy ||
                     task.task == Task::kDefend || task.task == Task::kReserve;
  return state.intent[e.index()].move || (task.begun && !task.done && !waits) ||
         scenario.element(e).kind == forces::ElementKind::kGun ||
         follows_attack(scenario, state, unit);
}

bool moved_lately(const State& state, ElementId e) {
  return state.last_moved[e.index()] + kAfterMove > state.now;
}

// Whether the element or an enemy within that range is on his way.
bool somebody_moves(const Scenario& scenario, const State& state, const Tick& tick, ElementId e,
                    double range_m) {
  return moved_lately(state, e) ||
         tick.near.any_within(
             state, enemy_of(scenario.element(e).side), state.at[e.index()], range_m,
             [&](ElementId enemy, terrain::Point) { return moved_lately(state, enemy); });
}

bool is_under_fire(const State& state, ElementId e) {
  return state.under_fire[e.index()] + kAfterFire > state.now;
}

bool serves_mission(const State& state, ElementId e) {
  return state.mission[e.index()].phase != state::MissionPhase::kNone;
}

bool is_in_action(const State& state, ElementId e) {
  return is_under_fire(state, e) || state.last_fired[e.index()] + kAfterFire > state.now ||
         serves_mission(state, e);
}

// Whether its unit saw or heard an enemy a moment ago.
bool has_fresh_contact(const Scenario& scenario, const State& state, ElementId e) {
  const auto& contacts = state.contacts[scenario.element(e).unit.index()];
  return std::any_of(contacts.begin(), contacts.end(), [&](const state::Contact& c) {
    return c.enemy.exists() && state.now - c.seen <= kFresh;
  });
}

// Whole minutes, tens of seconds or finest steps, so that neighbours are stepped together.
Time on_lattice(Time wait, const StepTimes& times) {
  const Time unit = wait >= times.far       ? times.far
                    : wait >= times.contact ? times.contact
                                            : times.close;
  return {wait.ms / unit.ms * unit.ms};
}

// While nobody moves, distances stay as they are: then hazards change slowly enough for the longer
// of two waits.
Time wait_of(const Scenario& scenario, const State& state, const StepTimes& times, const Tick& tick,
             double touch, ElementId e) {
  const double enemy_m = tick.enemy_m[e.index()];
  if (enemy_m <= kTouchM && is_in_action(state, e)) return times.close;
  if (enemy_m <= kCloseM && somebody_moves(scenario, state, tick, e, kCloseM)) return times.close;
  // Guns out of the enemy's reach: their rounds have their own times within a step.
  if (enemy_m > touch && serves_mission(state, e) && !is_under_fire(state, e)) return times.watch;
  if (is_in_action(state, e)) return times.contact;
  if (enemy_m <= kNearM) {
    if (state.intent[e.index()].move || enemy_m <= kTouchM) return times.contact;
    const bool watched =
        has_fresh_contact(scenario, state, e) || somebody_moves(scenario, state, tick, e, kNearM);
    return watched ? times.watch : times.far;
  }
  if (enemy_m <= touch) {
    if (state.intent[e.index()].move) return times.contact;
    const bool busy = has_fresh_contact(scenario, state, e) || is_busy(scenario, state, e);
    return busy ? times.far : times.quiet;
  }
  // Not so long that an enemy could come within touch unnoticed.
  const Time safe = from_seconds((enemy_m - touch) / kFastestMps);
  return std::clamp(safe, times.far, is_busy(scenario, state, e) ? times.far : times.asleep);
}

// The elements of a block of state::kWakeBlock that are due now.
void add_due(const Scenario& scenario, const State& state, std::size_t block, Tick& tick) {
  const std::size_t first = block * state::kWakeBlock;
  const std::size_t end = std::min(first + state::kWakeBlock, scenario.elements.size());
  for (std::size_t i = first; i < end; ++i) {
    const ElementId e{i};
    if (state.wake[i] > state.now || state.updated[i] >= state.now) continue;
    if (!state::is_present(scenario, state, e)) continue;
    tick.due.push_back(e);
    tick.span[i] = state.now - state.updated[i];
    tick.dt.push_back(tick.span[i]);
    tick.due_units.push_back(scenario.element(e).unit);
    tick.enemy_m[i] = nearest_enemy_m(scenario, state, tick, e);
  }
}

}  // namespace

Time next_moment(const State& state, const StepOptions& options) {
  // Moments lie on the lattice of the finest step.
  Time next = next_multiple(state.now, minutes(1));
  for (std::size_t b = 0; b < state.wake_block.size(); ++b) {
    if (state.wake_block[b] < next) next = std::min(next, state::earliest_wake(state, b));
  }
  if (!state.queue.empty()) {
    // A pending event happens on the lattice, up to one fine step late.
    const int64_t fine = options.times.close.ms;
    next = std::min(next, Time{(state.queue.front().at.ms + fine - 1) / fine * fine});
  }
  next = std::max(next, state.now + milliseconds(1));
  return std::min(next, options.until);
}

bool somebody_arrives(const Scenario& scenario, const State& state, Time before) {
  const auto comes_within = [&](const std::vector<Time>& arrivals, Time from, Time to) {
    const auto next = std::upper_bound(arrivals.begin(), arrivals.end(), from);
    return next != arrivals.end() && *next <= to;
  };
  if (comes_within(scenario.arrivals, before, state.now)) return true;
  return std::any_of(state.releases.begin(), state.releases.end(), [&](const scenario::Release& r) {
    if (!r.escalation.exists()) return false;
    const Time late = r.at - scenario.escalations[r.escalation.index()].from;
    return comes_within(scenario.arrivals, before - late, state.now - late);
  });
}

void fill_tick(const Scenario& scenario, const State& state, Tick& tick) {
  tick.enemy_m.resize(scenario.elements.size(), kFarthestM);
  tick.span.resize(scenario.elements.size(), Time{});
  for (const ElementId e : tick.due) {
    tick.enemy_m[e.index()] = kFarthestM;
    tick.span[e.index()] = Time{};
  }
  tick.nearest.resize(scenario.elements.size());
  tick.due.clear();
  tick.dt.clear();
  tick.due_units.clear();
  tick.minute = state.now.ms % 60'000 == 0;
  for (std::size_t b = 0; b < state.wake_block.size(); ++b) {
    if (state.wake_block[b] <= state.now) add_due(scenario, state, b, tick);
  }
  std::sort(tick.due_units.begin(), tick.due_units.end());
  tick.due_units.erase(std::unique(tick.due_units.begin(), tick.due_units.end()),
                       tick.due_units.end());
}

void schedule_again(const Scenario& scenario, State& state, const StepTimes& times,
                    const Tick& tick) {
  const double touch = touch_m(scenario, state.now);
  for (const ElementId e : tick.due) {
    const Time wait = wait_of(scenario, state, times, tick, touch, e);
    set_wake(state, e, next_multiple(state.now, on_lattice(wait, times)));
  }
  settle_wakes(state);
}

}  // namespace khasan::sim
