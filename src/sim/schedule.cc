#include "sim/schedule.h"

#include <algorithm>

#include "state/apply.h"

namespace khasan::sim {

namespace {

using scenario::Scenario;
using state::State;
using state::Tick;

constexpr double kCloseM = 100;       // enemies so near are stepped most finely
constexpr double kTouchDayM = 1500;   // by day, small arms and eyes reach so far
constexpr double kTouchNightM = 400;  // by night
constexpr double kNearM = 400;        // enemies so near are watched finely even when all is quiet
constexpr double kNightLux = 1;       // below: night
constexpr double kFastestMps = 6;     // nobody on foot closes faster
constexpr double kAsleepM = 6000;     // no enemy within: an idle element sleeps
constexpr float kFarthestM = 10000;
constexpr Time kAfterFire = minutes(2);  // fire given or received keeps an element alert

Time next_multiple(Time now, Time period) { return {(now.ms / period.ms + 1) * period.ms}; }

// Distance to the nearest live enemy, looked for in rings.
float nearest_enemy_m(const Scenario& scenario, const State& state, const Tick& tick, ElementId e) {
  const Side enemy = enemy_of(scenario.element(e).side);
  for (const double ring_m : {300.0, 1500.0, 4000.0, static_cast<double>(kFarthestM)}) {
    double best = ring_m;
    bool found = false;
    tick.near.for_each_within(state, enemy, state.at[e.index()], ring_m, [&](ElementId, double d) {
      best = std::min(best, d);
      found = true;
    });
    if (found) return static_cast<float>(best);
  }
  return kFarthestM;
}

// How far enemies can touch each other in this light and weather.
double touch_m(const Scenario& scenario, Time now) {
  const double eyes_m = scenario.lux_at(now) < kNightLux ? kTouchNightM : kTouchDayM;
  return std::min(eyes_m, std::max(kTouchNightM / 2, scenario.weather_at(now).visibility_m));
}

bool is_busy(const Scenario& scenario, const State& state, ElementId e) {
  const std::size_t i = e.index();
  const auto& task = state.task[scenario.element(e).unit.index()];
  return state.intent[i].move || state.intent[i].dig || (task.begun && !task.done);
}

bool is_in_action(const State& state, ElementId e) {
  const std::size_t i = e.index();
  return state.under_fire[i] + kAfterFire > state.now ||
         state.last_fired[i] + kAfterFire > state.now ||
         state.mission[i].phase != state::MissionPhase::kNone;
}

Time wait_of(const Scenario& scenario, const State& state, const StepTimes& times, double touch,
             ElementId e, double enemy_m) {
  if (enemy_m <= kCloseM) return times.close;
  const bool stirs = state.intent[e.index()].move || enemy_m <= kNearM;
  if (is_in_action(state, e) || (enemy_m <= touch && stirs)) return times.contact;
  if (enemy_m <= touch) return times.far;
  // Not so long that an enemy could come within touch unnoticed.
  const Time safe = from_seconds((enemy_m - touch) / kFastestMps);
  const bool asleep = enemy_m > kAsleepM && !is_busy(scenario, state, e);
  return std::clamp(safe, times.contact, asleep ? times.asleep : times.far);
}

}  // namespace

Time next_moment(const State& state, const StepOptions& options) {
  // Moments lie on the lattice of the finest step.
  Time next = next_multiple(state.now, minutes(1));
  for (std::size_t i = 0; i < state.wake.size(); ++i) {
    if (state.roll[i].men > 0) next = std::min(next, state.wake[i]);
  }
  if (!state.queue.empty()) {
    // A pending event happens on the lattice, up to one fine step late.
    const int64_t fine = options.times.close.ms;
    next = std::min(next, Time{(state.queue.front().at.ms + fine - 1) / fine * fine});
  }
  next = std::max(next, state.now + milliseconds(1));
  return std::min(next, options.until);
}

bool somebody_arrives(const Scenario& scenario, Time before, Time now) {
  return std::any_of(scenario.elements.begin(), scenario.elements.end(),
                     [&](const auto& e) { return e.arrives > before && e.arrives <= now; });
}

void fill_tick(const Scenario& scenario, const State& state, Tick& tick) {
  tick.due.clear();
  tick.dt.clear();
  tick.due_units.clear();
  tick.minute = state.now.ms % 60'000 == 0;
  tick.enemy_m.assign(scenario.elements.size(), kFarthestM);
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    const ElementId e{i};
    if (state.wake[i] > state.now || state.updated[i] >= state.now) continue;
    if (!state::is_present(scenario, state, e)) continue;
    tick.due.push_back(e);
    tick.dt.push_back(state.now - state.updated[i]);
    tick.due_units.push_back(scenario.element(e).unit);
    tick.enemy_m[i] = nearest_enemy_m(scenario, state, tick, e);
  }
  std::sort(tick.due_units.begin(), tick.due_units.end());
  tick.due_units.erase(std::unique(tick.due_units.begin(), tick.due_units.end()),
                       tick.due_units.end());
}

void schedule_again(const Scenario& scenario, State& state, const StepTimes& times,
                    const Tick& tick) {
  const double touch = touch_m(scenario, state.now);
  for (const ElementId e : tick.due) {
    const Time wait = wait_of(scenario, state, times, touch, e, tick.enemy_m[e.index()]);
    // On the lattice of its period, so that neighbours are stepped together.
    set_wake(state, e, next_multiple(state.now, Time{wait.ms / times.close.ms * times.close.ms}));
  }
}

}  // namespace khasan::sim
