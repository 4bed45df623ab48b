// What became of everybody, in words that do not depend on dense ids or on the order of orders: to
// compare whole runs of a battle that is told in another way.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "state/event.h"
#include "state/state.h"

namespace khasan::support {

// One line an element and one a unit, by path.
std::vector<std::string> fates(const scenario::Scenario& scenario, const state::State& state);
// One line an event, sorted.
std::vector<std::string> happenings(const scenario::Scenario& scenario, const state::EventLog& log);
// Drops the lines that speak of what begins with that path.
void forget(const std::string& path, std::vector<std::string>& lines);

}  // namespace khasan::support
