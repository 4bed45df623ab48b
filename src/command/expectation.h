// When an order would reach its unit, and each headquarters on the way, as its giver may expect:
// the law of docs/methods/command.md without its dice. Nothing of it touches the chance of a run.
#pragma once

#include <vector>

#include "scenario/player_order.h"
#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::command {

// When a headquarters will have finished with the order.
struct Arrival {
  UnitId unit{};
  Time low{}, best{}, high{};  // 1 in 10, 1 in 2, 9 in 10 orders are there by then
};

// From the giver's own headquarters down to the unit that begins; then the units directly below
// it, of which the slowest is given. A message that is lost, or misread, is not reckoned with.
std::vector<Arrival> expect_order(const scenario::Scenario& scenario, const state::State& state,
                                  const scenario::PlayerOrder& order);

}  // namespace khasan::command
