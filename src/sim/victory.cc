#include "sim/victory.h"

#include <algorithm>
#include <cmath>

#include "scenario/victory.h"

namespace khasan::sim {

using scenario::Scenario;
using scenario::VictoryCondition;

VictoryCount::VictoryCount(const Scenario& scenario) : scenario_(scenario) {
  for (const VictoryCondition& condition : scenario.victory) {
    counts_.push_back(count_of(scenario, condition.measure));
  }
}

void VictoryCount::see(const Scenario&, const state::State&, const state::EventLog& events) {
  for (const auto& count : counts_) {
    const std::vector<state::EventKind>& hears = count->hears();
    for (const state::Event& event : events) {
      if (std::find(hears.begin(), hears.end(), event.kind) != hears.end()) count->count(event);
    }
  }
}

std::vector<VictoryStanding> VictoryCount::standings(const state::State& last) const {
  std::vector<VictoryStanding> standings;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const double value = counts_[i]->value(last);
    standings.push_back({value, points_at(scenario_.victory[i], value)});
  }
  return standings;
}

std::array<double, 2> score_of(const Scenario& scenario,
                               const std::vector<VictoryStanding>& standings) {
  std::array<double, 2> score{};
  for (std::size_t i = 0; i < standings.size(); ++i) {
    score[index_of(scenario.victory[i].side)] += standings[i].points;
  }
  return score;
}

std::string verdict_of(const Scenario& scenario, const std::array<double, 2>& score) {
  const double lead = std::abs(score[0] - score[1]);
  if (lead < kDrawBelow) return "a draw";
  const Side winner = score[0] > score[1] ? Side::kFirst : Side::kSecond;
  const std::string victory = scenario.side(winner).adjective + " victory";
  return (lead < kDecisiveFrom ? "a " : "a decisive ") + victory;
}

}  // namespace khasan::sim
