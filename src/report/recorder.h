// Watches one run for the page: where every element was, how many men it had, how it lay and felt,
// at fixed moments; only changes are kept.
#pragma once

#include <vector>

#include "scenario/scenario.h"
#include "sim/run.h"

namespace khasan::report {

// Change points of one element: the values at t[i] hold until t[i + 1].
struct Track {
  std::vector<int64_t> t_ms;
  std::vector<int> x_m, y_m, men, posture, suppression, morale;  // suppression 0..100
};

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
