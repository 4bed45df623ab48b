// What a crisis has decided (docs/methods/campaign.md).
#include <algorithm>

#include "state/apply.h"
#include "state/apply_parts.h"

namespace khasan::state::parts {

using scenario::Scenario;

namespace {

bool is_decided(const State& state, EscalationId escalation) {
  return std::any_of(
      state.releases.begin(), state.releases.end(),
      [&](const scenario::Release& release) { return release.escalation == escalation; });
}

}  // namespace

void apply_decisions(const Scenario& scenario, Effects& effects, State& state, EventLog* log) {
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
