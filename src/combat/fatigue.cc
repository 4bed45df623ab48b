#include "combat/fatigue.h"

#include <algorithm>
#include <array>
#include <vector>

#include "combat/effectiveness.h"
#include "combat/pace.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using state::State;

namespace {

// The phase runs every minute and treats all elements over one minute.
constexpr double kSpanH = 1.0 / 60.0;
// Darker than this is night for sleepers: the end of civil twilight.
constexpr double kNightLux = 10;

bool is_quiet(const Scenario& scenario, const State& state, ElementId element) {
  const std::size_t e = element.index();
  if (is_on_the_way(scenario, state, element)) return false;
  if (state.morale[scenario.element(element).unit.index()] != state::Morale::kSteady) return false;
  const Time latest = std::max({state.under_fire[e], state.last_fired[e], state.last_moved[e]});
  return (state.now - latest).seconds() >= state.params[Param::fatigue_sleep_quiet_s];
}

// Elements of both sides by squares as large as "near", so that the nine squares around a man hold
// all who are near him; a thousand men asleep must not each look at a thousand enemies.
class Presence {
 public:
  Presence(const Scenario& scenario, const State& state)
      : box_(scenario.ground.shape().bounds()),
        near_m_(state.params[Param::fatigue_sleep_near_m]),
        size_m_(std::max(100.0, near_m_)),
        columns_(static_cast<int>((box_.east_m - box_.west_m) / size_m_) + 1),
        rows_(static_cast<int>((box_.north_m - box_.south_m) / size_m_) + 1) {
    for (auto& squares : by_square_) squares.resize(static_cast<std::size_t>(columns_ * rows_));
    for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
      if (!state::is_present(scenario, state, ElementId{i})) continue;
      const terrain::Point at = state.at[i];
      by_square_[index_of(scenario.elements[i].side)][square(column(at), row(at))].push_back(at);
    }
  }
  bool is_near(Side side, terrain::Point at) const {
    for (int r = std::max(0, row(at) - 1); r <= std::min(rows_ - 1, row(at) + 1); ++r) {
      for (int c = std::max(0, column(at) - 1); c <= std::min(columns_ - 1, column(at) + 1); ++c) {
        for (const terrain::Point other : by_square_[index_of(side)][square(c, r)]) {
          if (terrain::distance_m(at, other) <= near_m_) return true;
        }
      }
    }
    return false;
  }

 private:
  int column(terrain::Point at) const {
    return std::clamp(static_cast<int>((at.x_m - box_.west_m) / size_m_), 0, columns_ - 1);
  }
  int row(terrain::Point at) const {
    return std::clamp(static_cast<int>((box_.north_m - at.y_m) / size_m_), 0, rows_ - 1);
  }
  std::size_t square(int c, int r) const { return static_cast<std::size_t>(r * columns_ + c); }
  terrain::Box box_;
  double near_m_, size_m_;
  int columns_, rows_;
  std::array<std::vector<std::vector<terrain::Point>>, kSideCount> by_square_;
};

// Share of the men asleep.
double sleep_share(const Scenario& scenario, const State& state, const Presence& presence,
                   bool night, ElementId element) {
  if (!is_quiet(scenario, state, element)) return 0;
  const Side enemy = enemy_of(scenario.element(element).side);
  const bool near = presence.is_near(enemy, state.at[element.index()]);
  const double share =
      state.params[near ? Param::fatigue_sleep_share_near : Param::fatigue_sleep_share_far];
  return night ? share : share * state.params[Param::fatigue_sleep_day_factor];
}

}  // namespace

void tire(const scenario::Scenario& scenario, const state::State& state, const Rng&,
          const state::Tick& tick, state::Effects& effects) {
  if (!tick.minute) return;
  const double recovery = state.params[Param::fatigue_recovery_per_sleep_h];
  const Presence presence(scenario, state);
  const bool night = scenario.lux_at(state.now) < kNightLux;
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    const ElementId element{i};
    if (!state::is_present(scenario, state, element)) continue;
    const double asleep = sleep_share(scenario, state, presence, night, element);
    const double awake_h = state.awake_h[i] + kSpanH * ((1 - asleep) - asleep * recovery);
    effects.awake.push_back({element, static_cast<float>(std::max(0.0, awake_h))});
  }
}

}  // namespace khasan::combat
