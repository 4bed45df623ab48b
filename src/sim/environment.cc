#include "sim/environment.h"

namespace khasan::sim {

namespace {

// Upper limb on the horizon with refraction, and the limit of civil twilight (degrees).
constexpr double kSunriseDeg = -0.833, kCivilDeg = -6.0;

state::Event sky_event(const state::State& state, state::EventKind kind, int a) {
  state::Event event;
  event.at = state.now;
  event.kind = kind;
  event.a = a;
  return event;
}

// The cease-fire: agreed upon, and in force.
void observe_cease_fire(const scenario::CeaseFire& cease, const state::State& state, Time before,
                        state::Effects& effects) {
  const auto is_now = [&](Time t) { return t > before && t <= state.now; };
  const bool in_force = is_now(cease.at);
  if (!in_force && !is_now(cease.agreed)) return;
  effects.events.push_back(sky_event(state, state::EventKind::k_cease_fire, in_force ? 1 : 0));
}

}  // namespace

void observe_sky(const scenario::Scenario& scenario, const state::State& state, const Rng&,
                 const state::Tick& tick, state::Effects& effects) {
  for (std::size_t w = 0; w < scenario.weather.size(); ++w) {
    const Time from = scenario.weather[w].from;
    if (from <= tick.before || from > state.now) continue;
    effects.events.push_back(
        sky_event(state, state::EventKind::k_weather_changed, static_cast<int>(w)));
  }
  if (scenario.cease_fire) observe_cease_fire(*scenario.cease_fire, state, tick.before, effects);
  for (const scenario::Release& release : state.releases) {
    if (release.escalation.exists() || release.at <= tick.before || release.at > state.now)
      continue;
    effects.events.push_back(sky_event(state, state::EventKind::k_cease_fire, 1));
  }
  const double before = scenario.light_at(tick.before).sun_elevation_deg;
  const double now = scenario.light_at(state.now).sun_elevation_deg;
  const auto crossed = [&](double level, int rising, int setting) {
    const int which = before < level && now >= level   ? rising
                      : before >= level && now < level ? setting
                                                       : -1;
    if (which < 0) return;
    effects.events.push_back(sky_event(state, state::EventKind::k_light_changed, which));
  };
  crossed(kCivilDeg, 0, 3);
  crossed(kSunriseDeg, 1, 2);
}

}  // namespace khasan::sim
