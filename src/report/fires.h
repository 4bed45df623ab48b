// Watches one run for the page: who fires where, as lines on the map. Rounds of one element at one
// place within a short time make one line; the time grows until the page can draw them all.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "scenario/scenario.h"
#include "sim/run.h"

namespace khasan::report {

struct Fire {
  Time at{};  // of its first round
  terrain::Point from, to;
  ElementId by{};
  WeaponId weapon{};
  const char* kind = "";  // "small_arms", "mg", "shell", "grenade", "flare"
  int rounds = 0;
  int side = -1;       // index; -1: a flare
  double smoke_m = 0;  // radius of the dust of one of its shells; 0: hides nobody
};

class FireRecorder : public sim::Watcher {
 public:
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;
  const std::vector<Fire>& fires() const { return fires_; }  // by time
  Time smoke_life() const { return smoke_life_; }            // how long dust of a shell stands

 private:
  // Span of time, element, weapon and square of the target.
  using Key = std::tuple<int64_t, uint32_t, uint32_t, int64_t>;

  void add(const scenario::Scenario& scenario, const state::State& state,
           const state::Event& event);
  void add(const Fire& fire);
  void coarsen();

  Time span_ = seconds(30);
  Time smoke_life_{};
  std::map<uint32_t, terrain::Point> guns_;  // where each gun last fired from
  std::map<Key, std::size_t> index_;         // into fires_
  std::vector<Fire> fires_;
};

}  // namespace khasan::report
