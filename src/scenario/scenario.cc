#include "scenario/scenario.h"

#include <algorithm>

#include "scenario/ephemeris.h"

namespace khasan::scenario {

const Weather& Scenario::weather_at(Time t) const {
  const auto is_later = [](Time moment, const Weather& w) { return moment < w.from; };
  const auto after = std::upper_bound(weather.begin(), weather.end(), t, is_later);
  return after == weather.begin() ? weather.front() : *(after - 1);
}

const Light& Scenario::light_at(Time t) const {
  const int64_t step = (t - start).ms / kLightStep.ms;
  const auto last = static_cast<int64_t>(light.size()) - 1;
  return light[static_cast<std::size_t>(std::clamp<int64_t>(step, 0, last))];
}

double Scenario::lux_at(Time t) const {
  return lux_under_cloud(light_at(t).lux_clear, weather_at(t).cloud);
}

}  // namespace khasan::scenario
