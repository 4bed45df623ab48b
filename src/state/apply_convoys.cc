// Lorries between dumps and ammunition points (docs/methods/supply.md).
#include <algorithm>

#include "state/apply.h"
#include "state/apply_parts.h"

namespace khasan::state::parts {

using scenario::Scenario;

namespace {

// The stock of the dump that the rounds in a slot of the point come from; null if it has none.
int32_t* stock_for(const Scenario& scenario, State& state, const Convoy& convoy, std::size_t slot) {
  const WeaponId weapon = scenario.element(convoy.to).weapons[slot].weapon;
  const auto& slots = scenario.element(convoy.from).weapons;
  for (std::size_t s = 0; s < slots.size() && weapon.exists(); ++s) {
    if (slots[s].weapon == weapon) return &state.rounds[convoy.from.index()][s];
  }
  return nullptr;
}

void leave(const Scenario& scenario, Convoy convoy, State& state, EventLog* log) {
  int32_t aboard = 0;
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    int32_t* stock = stock_for(scenario, state, convoy, slot);
    convoy.rounds[slot] = stock != nullptr ? std::min(convoy.rounds[slot], *stock) : 0;
    if (stock != nullptr) *stock -= convoy.rounds[slot];
    aboard += convoy.rounds[slot];
  }
  if (aboard == 0) return;
  Event event = event_of(scenario, state, EventKind::k_lorries_left, convoy.from);
  event.object = convoy.to;
  event.a = convoy.lorries;
  event.b = aboard;
  log_event(log, event);
  state.convoys.push_back(convoy);
}

void unload(const Scenario& scenario, Convoy& convoy, State& state, EventLog* log) {
  Event event = event_of(scenario, state, EventKind::k_resupplied, convoy.to);
  event.object = convoy.from;
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    state.rounds[convoy.to.index()][slot] += convoy.rounds[slot];
    event.a += convoy.rounds[slot];
    convoy.rounds[slot] = 0;
  }
  log_event(log, event);
}

// What nobody received goes back on the stock. `lorries` 0 marks a convoy that is home.
void come_home(const Scenario& scenario, Convoy& convoy, State& state) {
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    if (int32_t* stock = stock_for(scenario, state, convoy, slot)) *stock += convoy.rounds[slot];
  }
  convoy.lorries = 0;
}

}  // namespace

void apply_convoys(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const ConvoyArrives& arrival : effects.arrivals) {
    Convoy& convoy = state.convoys[arrival.index];
    if (convoy.homeward) {
      come_home(scenario, convoy, state);
      continue;
    }
    if (arrival.receives) unload(scenario, convoy, state, log);
    convoy.homeward = true;
    convoy.due = arrival.due;
  }
  std::erase_if(state.convoys, [](const Convoy& convoy) { return convoy.lorries == 0; });
  for (const ConvoyLeaves& leaves : effects.convoys) leave(scenario, leaves.convoy, state, log);
  for (const double rain_h : effects.road_rain_h) state.road_rain_h = rain_h;
}

}  // namespace khasan::state::parts
