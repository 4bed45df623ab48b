// What a crisis has decided (docs/methods/campaign.md), and what a player orders
// (docs/methods/play.md).
#include <algorithm>
#include <cmath>

#include "state/apply.h"
#include "state/apply_parts.h"

namespace khasan::state {

void grow(const scenario::Scenario& scenario, std::size_t order_count, State& state) {
  for (std::size_t i = state.orders.size(); i < order_count; ++i) {
    const scenario::Order& order = scenario.orders.at(i);
    std::size_t places = order.objective.exists() ? order.objective.index() + 1 : 0;
    for (const PlaceId via : order.via) places = std::max(places, via.index() + 1);
    for (std::size_t p = state.owner.size(); p < places; ++p) {
      const std::size_t cells = scenario.places[p].cells.size();
      state.owner.emplace_back(cells, int8_t{-1});
      state.contested.emplace_back(cells, int8_t{0});
    }
    state.orders.emplace_back();
  }
}

namespace parts {

using scenario::Scenario;

namespace {

int32_t in_thousandths(double value) { return static_cast<int32_t>(std::round(1000 * value)); }

bool is_decided(const State& state, EscalationId escalation) {
  return std::any_of(
      state.releases.begin(), state.releases.end(),
      [&](const scenario::Release& release) { return release.escalation == escalation; });
}

// The occupation has dug for longer, or less long, than recorded.
void scale_works(const Scenario& scenario, Side side, double factor, State& state) {
  for (const ElementId e : scenario.occupation->elements) {
    if (scenario.element(e).side != side) continue;
    float& work_h = state.dig_h[e.index()];
    work_h = static_cast<float>(work_h * factor);
    state.posture[e.index()] = cover_after(state.params, work_h);
  }
}

void take_footing(const Scenario& scenario, const FootingChange& change, State& state,
                  EventLog* log) {
  if (state.footing.empty()) state.footing.resize(kSideCount);
  state.footing[index_of(change.side)] = change.footing;
  if (state.now == scenario.start && scenario.occupation) {
    scale_works(scenario, change.side, change.footing.works, state);
  }
  Event event;
  event.at = state.now;
  event.kind = EventKind::k_footing;
  event.side = change.side;
  event.a = in_thousandths(change.footing.works);
  event.b = in_thousandths(change.footing.log_ratio);
  log_event(log, event);
}

Event event_of_order(const Scenario& scenario, const State& state, EventKind kind, OrderId id) {
  const scenario::Order& order = scenario.orders[id.index()];
  Event event;
  event.at = state.now;
  event.kind = kind;
  event.side = scenario.unit(order.unit).side;
  event.unit = order.unit;
  event.order = id;
  return event;
}

// The whole order, so that the record needs nothing else to play it again.
void log_order(const Scenario& scenario, const State& state, OrderId id, EventLog* log) {
  const scenario::Order& order = scenario.orders[id.index()];
  for (const PlaceId via : order.via) {
    Event event = event_of_order(scenario, state, EventKind::k_ordered_by_way, id);
    event.place = via;
    event.where = scenario.place(via).at;
    log_event(log, event);
  }
  Event event = event_of_order(scenario, state, EventKind::k_ordered, id);
  event.place = order.objective;
  if (order.objective.exists()) event.where = scenario.place(order.objective).at;
  event.a = static_cast<int32_t>(order.task);
  event.b = static_cast<int32_t>(order.stance) + kStances * static_cast<int32_t>(order.fire);
  event.c = static_cast<int32_t>(order.not_before.ms / 1000);
  event.d = static_cast<int32_t>(order.issuer.index());
  log_event(log, event);
}

void take_word(const Scenario& scenario, const PlayerWord& word, State& state, EventLog* log) {
  if (!word.recalled) {
    grow(scenario, word.order.index() + 1, state);
    return log_order(scenario, state, word.order, log);
  }
  if (!is_recallable(state, word.order)) return;
  OrderState& order = state.orders[word.order.index()];
  order.phase = OrderPhase::kFailed;
  order.ended = state.now;
  log_event(log, event_of_order(scenario, state, EventKind::k_recalled, word.order));
}

}  // namespace

void apply_decisions(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const FootingChange& change : effects.footings) {
    take_footing(scenario, change, state, log);
  }
  for (const PlayerWord& word : effects.words) take_word(scenario, word, state, log);
  for (const scenario::Release& release : effects.releases) {
    const EscalationId id = release.escalation;
    if (is_decided(state, id)) continue;
    state.releases.push_back(release);
    Event event;
    event.at = state.now;
    event.kind = id.exists() ? EventKind::k_released : EventKind::k_cease_fire;
    event.a = id.exists() ? static_cast<int32_t>(id.index()) : 0;  // 0: agreed, not in force
    event.c = static_cast<int32_t>(release.at.ms / 1000);
    if (id.exists()) event.side = scenario.escalations[id.index()].side;
    log_event(log, event);
    // Who arrives with it is due when he does.
    for (std::size_t e = 0; id.exists() && e < scenario.elements.size(); ++e) {
      if (scenario.elements[e].escalation == id) wake_soon(scenario, state, ElementId{e});
    }
  }
}

}  // namespace parts

}  // namespace khasan::state
