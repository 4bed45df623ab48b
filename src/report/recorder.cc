#include "report/recorder.h"

#include <cmath>

#include "state/apply.h"

namespace khasan::report {

namespace {

constexpr int64_t kFramesMax = 6000;

// Ten steps of suppression are enough for the eye, and keep the document small.
uint8_t suppression_percent(const state::State& state, ElementId element) {
  return static_cast<uint8_t>(10 * std::lround(10 * state::suppressed_share(state, element)));
}

bool is_same(const TrackPoint& a, const TrackPoint& b) {
  return a.x_m == b.x_m && a.y_m == b.y_m && a.men == b.men && a.posture == b.posture &&
         a.suppression == b.suppression && a.morale == b.morale;
}

// What has not arrived yet, and aircraft, have no men on the map.
TrackPoint point_of(const scenario::Scenario& scenario, const state::State& state, Time at,
                    std::size_t i) {
  const scenario::ElementDef& def = scenario.elements[i];
  const bool is_away =
      state::arrival_of(scenario, state, ElementId{i}) > state.now || def.aircraft.exists();
  return {static_cast<int32_t>(at.ms / 1000),
          static_cast<int32_t>(std::lround(state.at[i].x_m)),
          static_cast<int32_t>(std::lround(state.at[i].y_m)),
          is_away ? int16_t{0} : state.roll[i].men,
          static_cast<uint8_t>(state.posture[i]),
          suppression_percent(state, ElementId{i}),
          static_cast<uint8_t>(state.morale[def.unit.index()])};
}

}  // namespace

TrackRecorder::TrackRecorder(const scenario::Scenario& scenario)
    : next_(scenario.start), tracks_(scenario.elements.size()) {
  const int64_t span_s = (scenario.end - scenario.start).ms / 1000;
  for (const int64_t step_s : {10, 20, 30, 60, 120, 300, 600, 1800, 3600}) {
    step_ = seconds(step_s);
    if (span_s / step_s <= kFramesMax) break;
  }
}

void TrackRecorder::see(const scenario::Scenario& scenario, const state::State& state,
                        const state::EventLog&) {
  for (; next_ <= state.now && next_ <= scenario.end; next_ += step_) {
    for (std::size_t i = 0; i < tracks_.size(); ++i) {
      const TrackPoint point = point_of(scenario, state, next_, i);
      if (tracks_[i].empty() || !is_same(tracks_[i].back(), point)) tracks_[i].push_back(point);
    }
    ++frames_;
  }
}

}  // namespace khasan::report
