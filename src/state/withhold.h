// What a future of a run is played without: men who are no longer there, weapons that stay silent,
// orders that are not given. To ask what they did; no mechanism does so.
#pragma once

#include <vector>

#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::state {

// One kind of weapon of one element.
struct SlotOf {
  ElementId element{};
  std::size_t slot = 0;
};

// From now on the elements are not there, as if they had gone home: nobody sees, follows or awaits
// them, they are no losses, and their side does not take them for beaten.
void withhold_men(const scenario::Scenario& scenario, const std::vector<ElementId>& gone,
                  State& state);
// These weapons have no rounds and do not work; their men stay. The scenario that the state is
// played on must have left them out, or crews would take them up again.
void withhold_weapons(const std::vector<SlotOf>& silent, State& state);
// Orders that have not begun are taken back from staffs and messengers. The scenario must put off
// their hour, or they would be given again.
void withhold_orders(const std::vector<OrderId>& orders, State& state);

}  // namespace khasan::state
