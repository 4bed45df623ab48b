// What a crisis has decided (docs/methods/campaign.md).
#include <algorithm>
#include <cmath>

#include "state/apply.h"
#include "state/apply_parts.h"

namespace khasan::state::parts {

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

}  // namespace

void apply_decisions(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
  for (const FootingChange& change : effects.footings) {
    take_footing(scenario, change, state, log);
  }
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

}  // namespace khasan::state::parts
