#include "combat/roads.h"

#include "base/maths.h"

namespace khasan::combat {

using scenario::Param;

namespace {

constexpr double kSpanH = 1.0 / 60;  // the phase runs every minute
constexpr double kDryH = 1e-6;       // less than this is none

}  // namespace

void soak_roads(const scenario::Scenario& scenario, const state::State& state, const Rng&,
                const state::Tick& tick, state::Effects& effects) {
  if (!tick.minute) return;
  const double rain = scenario.weather_at(state.now).rain;
  if (rain <= 0 && state.road_rain_h <= 0) return;
  const double kept = pinned_exp(-kSpanH / state.params[Param::roads_dry_h]);
  const double rain_h = state.road_rain_h * kept + rain * kSpanH;
  effects.road_rain_h.push_back(rain_h > kDryH ? rain_h : 0);
  const double cut_h = state.params[Param::roads_cut_rain_h];
  if ((rain_h >= cut_h) == (state.road_rain_h >= cut_h)) return;
  state::Event event;
  event.at = state.now;
  event.kind = state::EventKind::k_road_cut;
  event.a = rain_h >= cut_h ? 1 : 0;
  effects.events.push_back(event);
}

}  // namespace khasan::combat
