// How a run stands by the victory conditions of its battle. Implements docs/methods/victory.md.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "sim/measure.h"
#include "sim/run.h"

namespace khasan::sim {

// One condition, at the moment it was asked.
struct VictoryStanding {
  double value = kNeverHappened;  // of what it measures
  double points = 0;              // 0 to those of the condition
};

// Counts what the conditions measure; sees a run from its start on.
class VictoryCount : public Watcher {
 public:
  // Keeps a reference to the scenario.
  explicit VictoryCount(const scenario::Scenario& scenario);
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;

  // As if the battle ended with that state; by position in scenario.victory.
  std::vector<VictoryStanding> standings(const state::State& last) const;

 private:
  const scenario::Scenario& scenario_;
  std::vector<std::unique_ptr<MeasureCount>> counts_;
};

// Points by side.
std::array<double, 2> score_of(const scenario::Scenario& scenario,
                               const std::vector<VictoryStanding>& standings);

// Who has won, by the lead in points: fewer than kDrawBelow are a draw, kDecisiveFrom or more a
// decisive victory.
inline constexpr double kDrawBelow = 10, kDecisiveFrom = 40;
// "a draw", "a Soviet victory", "a decisive Japanese victory".
std::string verdict_of(const scenario::Scenario& scenario, const std::array<double, 2>& score);

}  // namespace khasan::sim
