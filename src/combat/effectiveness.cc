#include "combat/effectiveness.h"

#include <algorithm>

#include "base/maths.h"

namespace khasan::combat {

using scenario::Param;

double local_hour(const scenario::Scenario& scenario, Side side, Time at) {
  constexpr int64_t kDayMs = 86'400'000;
  const int64_t offset_ms = int64_t{scenario.side(side).offset_minutes} * 60'000;
  const int64_t local_ms = (scenario.epoch_utc_ms + at.ms + offset_ms) % kDayMs;
  return static_cast<double>(local_ms < 0 ? local_ms + kDayMs : local_ms) / 3'600'000.0;
}

double effectiveness_after(const scenario::ParamValues& params, double awake_h, double hour) {
  // e = 1 - a (h/24)^b - dip in the small hours (models: section 3, fatigue).
  const double days = std::max(0.0, awake_h) / 24.0;
  const double loss =
      params[Param::fatigue_loss_24h] * pinned_pow(days, params[Param::fatigue_exponent]);
  const bool small_hours = hour >= params[Param::fatigue_night_dip_from_h] &&
                           hour < params[Param::fatigue_night_dip_to_h];
  const double dip = small_hours ? params[Param::fatigue_night_dip] : 0.0;
  return std::clamp(1.0 - loss - dip, params[Param::fatigue_effectiveness_min], 1.0);
}

double effectiveness(const scenario::Scenario& scenario, const state::State& state,
                     ElementId element) {
  const double hour = local_hour(scenario, scenario.element(element).side, state.now);
  return effectiveness_after(state.params, state.awake_h[element.index()], hour);
}

}  // namespace khasan::combat
