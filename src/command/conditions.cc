#include "command/conditions.h"

#include <algorithm>
#include <array>

#include "command/picture.h"
#include "state/apply.h"

namespace khasan::command {

using scenario::Condition;
using scenario::ConditionKind;
using scenario::Order;
using scenario::Param;
using scenario::Scenario;
using state::OrderPhase;
using state::State;

namespace {

struct Asking {
  const Scenario& scenario;
  const State& state;
  UnitId unit;
  const Condition& condition;
  Side side() const { return scenario.unit(unit).side; }
};

// How long ago something must have happened to be known: what befalls the unit itself at once,
// the news of others by telephone; the enemy's doings never by this way.
bool is_known(const Asking& a, UnitId whose, Time happened) {
  const UnitId asks = a.unit;
  if (a.scenario.unit(whose).side != a.side()) return false;
  const bool own = is_within(a.scenario, whose, asks) || is_within(a.scenario, asks, whose);
  const Time report = own ? Time{} : from_seconds(a.state.params[Param::command_telephone_s]);
  return happened + report <= a.state.now;
}

bool always(const Asking&) { return true; }

bool time_has_come(const Asking& a) {
  const Condition& c = a.condition;
  return a.state.now >= a.scenario.hour(c.escalation, c.time, a.state.releases);
}

bool order_is_done(const Asking& a) {
  const state::OrderState& order = a.state.orders[a.condition.order.index()];
  const UnitId whose = a.scenario.orders[a.condition.order.index()].unit;
  return order.phase >= OrderPhase::kDone && is_known(a, whose, order.ended);
}

bool order_began_before(const Asking& a) {
  const state::OrderState& order = a.state.orders[a.condition.order.index()];
  const UnitId whose = a.scenario.orders[a.condition.order.index()].unit;
  return order.phase >= OrderPhase::kBegun && a.state.now >= order.begun + a.condition.time &&
         is_known(a, whose, order.begun);
}

// A side knows what it holds. The enemy is believed to hold what it does not hold itself, where an
// enemy is known on the place.
bool place_is_held(const Asking& a) {
  const Condition& c = a.condition;
  const double own = state::control_share(a.state, c.place, a.side());
  if (c.side == a.side()) return own >= c.fraction;
  const Believed enemy =
      nearest_known(a.scenario, a.state, a.side(), a.unit, a.scenario.place(c.place).at);
  const double near_m =
      radius_of(a.scenario, c.place) + a.state.params[Param::command_near_report_m];
  return own <= 1 - c.fraction && enemy.distance_m <= near_m;
}

bool in_contact(const Asking& a) {
  const Time life = from_seconds(a.state.params[Param::conduct_contact_fresh_s]);
  return has_contact(a.scenario, a.state, a.unit, life);
}

bool losses_are_over(const Asking& a) {
  return loss_share(a.scenario, a.state, a.unit) > a.condition.fraction;
}

bool enemy_is_near(const Asking& a) {
  const terrain::Point at = a.scenario.place(a.condition.place).at;
  return nearest_known(a.scenario, a.state, a.side(), a.unit, at).distance_m <= a.condition.range_m;
}

// The moment of a break is not kept, so that it is known at once on the own side.
bool unit_is_broken(const Asking& a) {
  const UnitId other = a.condition.unit;
  if (a.scenario.unit(other).side != a.side()) return false;
  return a.state.breaks[other.index()] > 0 || is_broken(a.scenario, a.state, other);
}

using Test = bool (*)(const Asking&);
// In the order of ConditionKind.
constexpr std::array<Test, 9> kTests{
    always,     time_has_come,   order_is_done, order_began_before, place_is_held,
    in_contact, losses_are_over, enemy_is_near, unit_is_broken};

// Facts about the unit itself, the clock, and what it may see.
bool is_own_fact(const Scenario& scenario, const Order& order, const Condition& condition) {
  switch (condition.kind) {
    case ConditionKind::kOrderDone:
    case ConditionKind::kAfterOrder:
      return is_within(scenario, scenario.orders[condition.order.index()].unit, order.unit);
    case ConditionKind::kUnitBroken:
      return is_within(scenario, condition.unit, order.unit);
    case ConditionKind::kControls:
      return condition.place == order.objective;
    default:
      return true;
  }
}

}  // namespace

bool holds(const Scenario& scenario, const State& state, UnitId unit, const Condition& condition) {
  const Asking asking{scenario, state, unit, condition};
  return kTests[static_cast<std::size_t>(condition.kind)](asking) != condition.negated;
}

bool may_begin(const Scenario& scenario, const State& state, const Order& order) {
  return std::all_of(order.when.begin(), order.when.end(),
                     [&](const Condition& c) { return holds(scenario, state, order.unit, c); });
}

bool must_end(const Scenario& scenario, const State& state, const Order& order) {
  return std::any_of(order.until.begin(), order.until.end(),
                     [&](const Condition& c) { return holds(scenario, state, order.unit, c); });
}

bool judges_itself(const Scenario& scenario, const Order& order) {
  return std::all_of(order.when.begin(), order.when.end(),
                     [&](const Condition& c) { return is_own_fact(scenario, order, c); });
}

}  // namespace khasan::command
