#include "report/recorder.h"

#include <cmath>

#include "state/apply.h"

namespace khasan::report {

namespace {

constexpr int64_t kFramesMax = 6000;

// Ten steps of suppression are enough for the eye, and keep the document small.
int suppression_percent(const state::State& state, ElementId element) {
  return 10 * static_cast<int>(std::lround(10 * state::suppressed_share(state, element)));
}

// Appends a change point if anything changed.
struct Sample {
  int x_m, y_m, men, posture, suppression, morale;
};

bool is_same(const Track& track, const Sample& s) {
  return !track.t_ms.empty() && track.x_m.back() == s.x_m && track.y_m.back() == s.y_m &&
         track.men.back() == s.men && track.posture.back() == s.posture &&
         track.suppression.back() == s.suppression && track.morale.back() == s.morale;
}

void append(Track& track, Time at, const Sample& s) {
  if (is_same(track, s)) return;
  track.t_ms.push_back(at.ms);
  track.x_m.push_back(s.x_m);
  track.y_m.push_back(s.y_m);
  track.men.push_back(s.men);
  track.posture.push_back(s.posture);
  track.suppression.push_back(s.suppression);
  track.morale.push_back(s.morale);
}

// What has not arrived yet, and aircraft, have no men on the map.
Sample sample_of(const scenario::Scenario& scenario, const state::State& state, std::size_t i) {
  const scenario::ElementDef& def = scenario.elements[i];
  return {static_cast<int>(std::lround(state.at[i].x_m)),
          static_cast<int>(std::lround(state.at[i].y_m)),
          def.arrives > state.now || def.aircraft.exists() ? 0 : state.roll[i].men,
          static_cast<int>(state.posture[i]),
          suppression_percent(state, ElementId{i}),
          static_cast<int>(state.morale[def.unit.index()])};
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
      append(tracks_[i], next_, sample_of(scenario, state, i));
    }
    ++frames_;
  }
}

}  // namespace khasan::report
