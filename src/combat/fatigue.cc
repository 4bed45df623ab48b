#include "combat/fatigue.h"

#include <algorithm>

#include "combat/effectiveness.h"
#include "combat/pace.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using state::State;

namespace {

// The phase runs every minute and treats all elements over one minute.
constexpr double kSpanH = 1.0 / 60.0;
// Darker than this is night for sleepers: the end of civil twilight (assumed).
constexpr double kNightLux = 10;

bool is_quiet(const Scenario& scenario, const State& state, ElementId element) {
  const std::size_t e = element.index();
  if (is_on_the_way(scenario, state, element)) return false;
  if (state.morale[scenario.element(element).unit.index()] != state::Morale::kSteady) return false;
  const Time latest = std::max({state.under_fire[e], state.last_fired[e], state.last_moved[e]});
  return (state.now - latest).seconds() >= state.params[Param::fatigue_sleep_quiet_s];
}

// Share of the men asleep.
double sleep_share(const Scenario& scenario, const State& state, const state::Tick& tick,
                   bool night, ElementId element) {
  if (!is_quiet(scenario, state, element)) return 0;
  const bool near = tick.near.any_within(
      state, enemy_of(scenario.element(element).side), state.at[element.index()],
      state.params[Param::fatigue_sleep_near_m], [](ElementId, terrain::Point) { return true; });
  const double share =
      state.params[near ? Param::fatigue_sleep_share_near : Param::fatigue_sleep_share_far];
  return night ? share : share * state.params[Param::fatigue_sleep_day_factor];
}

}  // namespace

void tire(const scenario::Scenario& scenario, const state::State& state, const Rng&,
          const state::Tick& tick, state::Effects& effects) {
  if (!tick.minute) return;
  const double recovery = state.params[Param::fatigue_recovery_per_sleep_h];
  const bool night = scenario.lux_at(state.now) < kNightLux;
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    const ElementId element{i};
    if (!state::is_present(scenario, state, element)) continue;
    const double asleep = sleep_share(scenario, state, tick, night, element);
    const double awake_h = state.awake_h[i] + kSpanH * ((1 - asleep) - asleep * recovery);
    effects.awake.push_back({element, static_cast<float>(std::max(0.0, awake_h))});
  }
}

}  // namespace khasan::combat
