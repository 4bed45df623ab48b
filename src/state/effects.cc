#include "state/effects.h"

#include <algorithm>

#include "state/apply_parts.h"

namespace khasan::state {

namespace {

// Calls visit(buffer) for every buffer, in the order of their declaration.
template <class E, class Visit>
void for_each_buffer(E& effects, Visit&& visit) {
  visit(effects.shots), visit(effects.bursts), visit(effects.fougasses);
  visit(effects.hits), visit(effects.losses);
  visit(effects.doses), visit(effects.sightings), visit(effects.moves), visit(effects.postures);
  visit(effects.halts), visit(effects.wire), visit(effects.pressed), visit(effects.surprises),
      visit(effects.shocks);
  visit(effects.morale), visit(effects.intents), visit(effects.tasks), visit(effects.orders);
  visit(effects.reviews), visit(effects.headquarters), visit(effects.missions),
      visit(effects.grenades);
  visit(effects.ammunition), visit(effects.convoys), visit(effects.arrivals),
      visit(effects.road_rain_h);
  visit(effects.tracks), visit(effects.reports), visit(effects.returns), visit(effects.bearers),
      visit(effects.awake);
  visit(effects.hulls), visit(effects.flights), visit(effects.owners), visit(effects.restraints),
      visit(effects.flares), visit(effects.pending), visit(effects.events);
}

template <class Buffer>
void sort(Buffer& buffer) {
  std::stable_sort(buffer.begin(), buffer.end(),
                   [](const auto& a, const auto& b) { return a.subject < b.subject; });
}

}  // namespace

void Effects::clear() {
  for_each_buffer(*this, [](auto& buffer) { buffer.clear(); });
}

bool Effects::empty() const {
  bool none = true;
  for_each_buffer(*this, [&](const auto& buffer) { none = none && buffer.empty(); });
  return none;
}

bool is_noted(const State& state, const Restraint& held) {
  const Restrained one{held.rule, held.order, held.unit, held.what};
  return std::find(state.restrained.begin(), state.restrained.end(), one) != state.restrained.end();
}

void parts::sort_by_subject(Effects& effects) {
  sort(effects.shots);
  sort(effects.losses);
  sort(effects.doses);
  sort(effects.hulls);
  sort(effects.flights);
}

}  // namespace khasan::state
