// Watches one run for the page: where every element was, how many men it had, how it lay and felt,
// at fixed moments; only changes are kept.
#pragma once

#include <cstdint>
#include <vector>

#include "scenario/scenario.h"
#include "sim/run.h"

namespace khasan::report {

// What the page shows of one element from a moment on.
struct TrackPoint {
  int32_t t_s = 0;  // seconds from the battle's epoch
  int32_t x_m = 0, y_m = 0;
  int16_t men = 0;
  uint8_t posture = 0, suppression = 0, morale = 0;  // suppression 0..100
};
// Change points of one element: each holds until the next.
using Track = std::vector<TrackPoint>;

class TrackRecorder : public sim::Watcher {
 public:
  explicit TrackRecorder(const scenario::Scenario& scenario);
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;

  Time step() const { return step_; }
  int64_t frames() const { return frames_; }
  const std::vector<Track>& tracks() const { return tracks_; }  // by element

 private:
  Time step_{};
  Time next_{};
  int64_t frames_ = 0;
  std::vector<Track> tracks_;
};

}  // namespace khasan::report
