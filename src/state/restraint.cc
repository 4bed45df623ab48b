#include "state/restraint.h"

#include <algorithm>

namespace khasan::state {

using scenario::Rule;
using scenario::RuleKind;
using scenario::Scenario;

namespace {

// Whether men of the element heed orders at all.
bool heeds(const Scenario& scenario, const State& state, ElementId element) {
  return state.morale[scenario.element(element).unit.index()] < Morale::kRouted;
}

}  // namespace

const Rule* rule_on(const Scenario& scenario, const State& state, RuleKind kind,
                    ElementId element) {
  if (scenario.rules.empty() || !heeds(scenario, state, element)) return nullptr;
  return scenario.rule_on(kind, scenario.element(element).unit, state.now, state.releases);
}

const Rule* rule_barring(const Scenario& scenario, const State& state, ElementId element,
                         terrain::Point at) {
  if (scenario.rules.empty() || !heeds(scenario, state, element)) return nullptr;
  return scenario.rule_barring(scenario.element(element).unit, scenario.ground.cell_at(at),
                               state.now, state.releases);
}

void hold_back(const Scenario& scenario, const State& state, const Rule& rule, ElementId element,
               HeldFrom what, Effects& effects) {
  const UnitId own = scenario.element(element).unit;
  // Who falls back is not on his way anywhere that he was sent.
  if (what == HeldFrom::kGoing && state.morale[own.index()] != Morale::kSteady) return;
  const OrderId order = state.task[own.index()].order;
  Restraint held;
  held.rule = static_cast<uint32_t>(&rule - scenario.rules.data());
  held.order = order;
  held.unit = order.exists() ? scenario.orders[order.index()].unit : own;
  held.subject = element;
  held.what = what;
  held.where = state.at[element.index()];
  if (!is_noted(state, held)) effects.restraints.push_back(held);
}

void wake_at_rules(const Scenario& scenario, const State& state, Time before, Effects& effects) {
  const auto is_now = [&](Time t) { return t > before && t <= state.now; };
  const auto changes = [&](const Rule& r) {
    return is_now(r.from) || is_now(scenario.end_of_rule(r, state.releases));
  };
  const bool any = std::any_of(scenario.rules.begin(), scenario.rules.end(), changes);
  if (!any) return;
  for (std::size_t u = 0; u < scenario.units.size(); ++u) {
    for (const uint32_t r : scenario.rules_of[u]) {
      if (!changes(scenario.rules[r])) continue;
      effects.tasks.push_back({UnitId{u}, state.task[u]});
      break;
    }
  }
}

}  // namespace khasan::state
