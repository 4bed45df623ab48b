#include "state/withhold.h"

#include "state/apply.h"

namespace khasan::state {

namespace {

using scenario::Scenario;

// The element itself: no men, nothing in hand, a vehicle or aircraft that is elsewhere.
void empty_out(const Scenario& scenario, ElementId element, State& state) {
  const std::size_t i = element.index();
  state.start[i].men = static_cast<int16_t>(state.start[i].men - state.roll[i].men);
  state.roll[i].men = 0;
  state.weapons[i] = {};
  state.bearers[i] = {};
  state.mission[i].phase = MissionPhase::kNone;
  state.wake[i] = kNever;
  if (is_manned(state.hull[i].phase)) state.hull[i] = {HullPhase::kEvacuated, state.now, 0};
  Flight& flight = state.flight[i];
  if (flight.phase == FlightPhase::kNone) return;
  flight.phase = FlightPhase::kReady;
  flight.aboard = {};
  flight.aircraft = 0;
  flight.lost = static_cast<int16_t>(scenario.element(element).aircraft_count);
}

// Nobody believes any more that they are there.
void forget(const std::vector<bool>& is_gone, State& state) {
  for (auto& contacts : state.contacts) {
    for (Contact& contact : contacts) {
      if (contact.enemy.exists() && is_gone[contact.enemy.index()]) contact = {};
    }
  }
  for (auto& tracks : state.tracks) {
    for (std::size_t i = 0; i < tracks.size(); ++i) {
      if (is_gone[i]) tracks[i] = {};
    }
  }
}

}  // namespace

void withhold_men(const Scenario& scenario, const std::vector<ElementId>& gone, State& state) {
  std::vector<bool> is_gone(scenario.elements.size());
  for (const ElementId element : gone) {
    is_gone[element.index()] = true;
    empty_out(scenario, element, state);
  }
  forget(is_gone, state);
  const auto speaks_of_them = [&](const Pending& pending) {
    const ElementId enemy = pending.contact.enemy;
    return (pending.element.exists() && is_gone[pending.element.index()]) ||
           (enemy.exists() && is_gone[enemy.index()]);
  };
  std::erase_if(state.queue, speaks_of_them);
}

void withhold_weapons(const std::vector<SlotOf>& silent, State& state) {
  for (const SlotOf& one : silent) {
    state.weapons[one.element.index()][one.slot] = 0;
    state.rounds[one.element.index()][one.slot] = 0;
    state.mission[one.element.index()].phase = MissionPhase::kNone;
  }
}

void withhold_orders(const std::vector<OrderId>& orders, State& state) {
  std::vector<bool> is_withheld(state.orders.size());
  for (const OrderId order : orders) {
    OrderState& known = state.orders[order.index()];
    if (known.phase >= OrderPhase::kBegun) continue;
    known.phase = OrderPhase::kWaiting;
    is_withheld[order.index()] = true;
  }
  std::erase_if(state.queue, [&](const Pending& pending) {
    return pending.order.exists() && is_withheld[pending.order.index()];
  });
}

}  // namespace khasan::state
