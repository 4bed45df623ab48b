// A file of a player's orders: what `khasan play --orders` reads (docs/methods/play.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "scenario/player_order.h"
#include "scenario/spec.h"

namespace khasan::load {

struct ReadOrder {
  Time at{};                    // when he gives it
  scenario::PlayerOrder order;  // `seat` as the file has it, else as `seat` of read_orders
  std::optional<Time> recall;   // when he takes it back
  scenario::Where where;        // in the file
};

// The orders in the order in which they are given. `seat`: the headquarters at which the player
// sits; none: the highest above each unit. Errors: all faults with their lines.
Result<std::vector<ReadOrder>> read_orders(const std::string& path,
                                           const scenario::Scenario& scenario, Side side,
                                           UnitId seat);

}  // namespace khasan::load
