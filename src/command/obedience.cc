#include "command/obedience.h"

#include "command/picture.h"
#include "command/tasks.h"
#include "state/restraint.h"

namespace khasan::command {

using scenario::Rule;
using scenario::RuleKind;
using scenario::Scenario;
using state::Effects;
using state::HeldFrom;
using state::Intent;
using state::State;
using terrain::Point;

namespace {

// Rules of one side overlap at most so often before a man is told to stay where he is.
constexpr int kRulesAtOnce = 4;

Intent stay(const State& state, ElementId element, Intent intent) {
  intent.goal = state.at[element.index()];
  intent.move = intent.close = false;
  return intent;
}

// The nearest place before all lines that bind the element; `goal` itself if none does. The place
// where it stands if it is beyond already.
Point before_the_line(const Scenario& scenario, const State& state, ElementId element, Point goal) {
  const Point here = state.at[element.index()];
  for (int i = 0; i < kRulesAtOnce; ++i) {
    const Rule* rule = state::rule_barring(scenario, state, element, goal);
    if (rule == nullptr) return goal;
    if (rule->forbids(scenario.ground.nearest_cell(here))) return here;
    const CellId back = rule->way_back[scenario.ground.cell_at(goal).index()];
    if (!back.exists()) return here;
    goal = scenario.ground.centre_of(back);
  }
  return here;
}

Intent keep_before_the_line(const Scenario& scenario, const State& state, ElementId element,
                            Intent intent, Effects& effects) {
  const Rule* rule = state::rule_barring(scenario, state, element, intent.goal);
  if (rule == nullptr || !intent.move) return intent;
  const Point here = state.at[element.index()];
  intent.goal = before_the_line(scenario, state, element, intent.goal);
  intent.close = false;
  // As near as a cell is at the line.
  const double within_m = scenario.ground.shape().cell_m;
  intent.move = terrain::distance_m(here, intent.goal) > within_m;
  if (!intent.move) {
    intent.goal = here;
    intent.dig = true;
    state::hold_back(scenario, state, *rule, element, HeldFrom::kGoing, effects);
  }
  return intent;
}

// Whether the element takes part in an attack, in the first line or behind it.
bool is_in_attack(const Scenario& scenario, const State& state, ElementId element) {
  const state::UnitTask& task = state.task[scenario.element(element).unit.index()];
  if (task.done) return false;
  return is_attack(task.task) ||
         (task.order.exists() && is_attack(scenario.orders[task.order.index()].task));
}

}  // namespace

Intent obey(const Scenario& scenario, const State& state, ElementId element, Intent intent,
            Effects& effects) {
  if (scenario.rules.empty()) return intent;
  if (scenario.element(element).kind == forces::ElementKind::kTank && intent.move &&
      is_in_attack(scenario, state, element)) {
    if (const Rule* rule = state::rule_on(scenario, state, RuleKind::kNoTanks, element)) {
      state::hold_back(scenario, state, *rule, element, HeldFrom::kAttack, effects);
      return stay(state, element, intent);
    }
  }
  return keep_before_the_line(scenario, state, element, intent, effects);
}

void note_no_pursuit(const Scenario& scenario, const State& state, ElementId element,
                     Effects& effects) {
  const Rule* rule = state::rule_on(scenario, state, RuleKind::kNoPursuit, element);
  if (rule != nullptr) {
    state::hold_back(scenario, state, *rule, element, HeldFrom::kPursuit, effects);
  }
}

bool is_kept_from_beginning(const Scenario& scenario, const State& state, OrderId id,
                            Effects& effects) {
  const scenario::Order& order = scenario.orders[id.index()];
  const Rule* rule = scenario.rule_against(order.task, order.unit, state.now, state.releases);
  if (rule == nullptr) return false;
  if (state.now < scenario.hour(order.escalation, order.not_before, state.releases)) return true;
  state::Restraint held{};
  held.rule = static_cast<uint32_t>(rule - scenario.rules.data());
  held.order = id;
  held.unit = order.unit;
  held.what = HeldFrom::kBeginning;
  held.where = centre_of(scenario, state, order.unit).value_or(Point{});
  if (!state::is_noted(state, held)) effects.restraints.push_back(held);
  return true;
}

}  // namespace khasan::command
