// Watches one run for the page: what each side's headquarters believe of the enemy. That is the
// side's tracks (State::tracks): every sighting of a unit becomes a report and a track after the
// telephone's delay, in a fight of companies as in one of divisions, and orders and fires are
// decided from them (docs/methods/command.md). Looked at now and then, rounded; only changes are
// kept.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "sim/run.h"

namespace khasan::report {

// What a side believes of one enemy element from a moment on, until the next point.
struct PicturePoint {
  int32_t t_s = 0;    // seconds from the battle's epoch
  uint8_t level = 0;  // state::Knowledge
  int32_t x_m = 0, y_m = 0;
  int32_t error_m = 0;  // one standard deviation
  int32_t seen_s = 0;   // the last sighting that says so; those before it lie close together
};
using EnemyPicture = std::vector<PicturePoint>;

class PictureRecorder : public sim::Watcher {
 public:
  // Looks every `step` of the battle; by default so seldom that the document stays small.
  explicit PictureRecorder(const scenario::Scenario& scenario);
  PictureRecorder(const scenario::Scenario& scenario, Time step);
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;

  Time step() const { return step_; }
  // By enemy element; empty where nothing was ever known of it.
  const std::vector<EnemyPicture>& pictures_of(Side side) const {
    return pictures_[index_of(side)];
  }

 private:
  Time step_{}, next_{};
  std::array<std::vector<EnemyPicture>, kSideCount> pictures_;
};

// What a side believes of one enemy element now, rounded as the page needs it.
PicturePoint picture_of(const state::Track& track, Time now);

// Appends the pictures of both sides to a text, as `pictures` of the document.
void write_pictures(const scenario::Scenario& scenario, const PictureRecorder& pictures,
                    std::string& text);

}  // namespace khasan::report
