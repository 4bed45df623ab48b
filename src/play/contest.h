// A battle whose sides are led by somebody else than a person, scored by its victory conditions:
// what a commander is worth. Implements docs/methods/commander.md.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "scenario/scenario.h"
#include "sim/run.h"
#include "sim/victory.h"

namespace khasan::play {

// Who leads a side: the plan of the battle's files, nobody (its units hold where they stand), a
// cautious commander, or an able one.
enum class Leader : uint8_t { kPlan, kNobody, kCautious, kCommander };

struct ContestResult {
  std::vector<sim::VictoryStanding> standings;  // by position in scenario.victory
  std::array<double, 2> score{};
  int orders = 0;     // given by commanders
  uint64_t hash = 0;  // of the last state
};

// Plays to the end. The same plan and leaders give the same result. `watcher` may be null.
ContestResult play_contest(scenario::Scenario battle, const sim::RunPlan& plan,
                           const std::array<Leader, 2>& leaders, sim::Watcher* watcher = nullptr);

}  // namespace khasan::play
