// Orders with their names resolved.
#include <algorithm>

#include "scenario/compilation.h"

namespace khasan::scenario {

namespace {

bool needs_objective(Task task) { return task != Task::kReserve && task != Task::kDig; }

Condition compile_condition(Compilation& c, const ConditionSpec& spec) {
  Condition condition = spec.condition;
  switch (condition.kind) {
    case ConditionKind::kTime:
      condition.time = c.time_of(spec.time);
      break;
    case ConditionKind::kOrderDone:
      condition.order = c.resolve(c.orders, spec.order, "an order");
      break;
    case ConditionKind::kAfterOrder:
      condition.order = c.resolve(c.orders, spec.order, "an order");
      condition.time = milliseconds(spec.delay_ms);
      break;
    case ConditionKind::kControls:
      condition.place = c.resolve(c.places, spec.place, "a place");
      c.resolve_side(spec.side, condition.side);
      break;
    case ConditionKind::kEnemyNear:
      condition.place = c.resolve(c.places, spec.place, "a place");
      break;
    case ConditionKind::kUnitBroken:
      condition.unit = c.resolve(c.units, spec.unit, "a unit");
      break;
    case ConditionKind::kAlways:
    case ConditionKind::kContact:
    case ConditionKind::kLossesOver:
      break;
  }
  return condition;
}

// Flights fly and do nothing else; nobody else does.
void check_flight(Compilation& c, const OrderSpec& spec, const Order& order) {
  if (!order.unit.exists()) return;
  const Scenario& s = c.scenario;
  const auto& all = s.unit(order.unit).all_elements;
  const auto flies = [&](ElementId e) { return s.element(e).aircraft.exists(); };
  if (order.task != Task::kAirStrike) {
    if (all.empty() || !std::all_of(all.begin(), all.end(), flies)) return;
    return c.fault(spec.where, spec.unit.id, "task: air_strike for a unit of aircraft");
  }
  if (std::none_of(all.begin(), all.end(), flies)) {
    return c.fault(spec.unit.where, spec.unit.id, "a unit of aircraft for this task");
  }
  for (const ElementId e : all) {
    if (!flies(e) || order.altitude_m <= s.aircraft_of(e).ceiling_m) continue;
    c.fault(spec.where, "altitude_m of " + std::to_string(static_cast<int>(order.altitude_m)),
            "not above the ceiling of " + s.aircraft_of(e).name);
  }
}

void add_order(Compilation& c, const OrderSpec& spec) {
  Order order = spec.order;
  order.unit = c.resolve(c.units, spec.unit, "a unit");
  order.issuer = c.resolve_optional(c.units, spec.issuer, "a unit");
  order.objective = c.resolve_optional(c.places, spec.objective, "a place");
  if (needs_objective(order.task) && !spec.objective.given()) {
    c.fault(spec.where, "", "an 'objective' for this task", "name a place of the battle");
  }
  for (const NameSpec& via : spec.via) order.via.push_back(c.resolve(c.places, via, "a place"));
  order.not_before = spec.not_before ? c.time_of(*spec.not_before) : c.scenario.start;
  if (spec.issued) order.issued = c.time_of(*spec.issued);
  const Time latest = order.not_before +
                      milliseconds(static_cast<int64_t>(spec.not_before_range.figure.high) * 1000);
  if (latest > c.scenario.end) {
    c.fault(spec.not_before->where, format_iso(c.spec.epoch.utc_ms + latest.ms, 0),
            "a time before the end of the battle " + format_iso(c.spec.end.utc_ms, 0));
  }
  for (const ConditionSpec& when : spec.when) {
    if (when.order.given() && when.order.id == order.id) {
      c.fault(when.order.where, order.id, "an order other than the one that waits for it");
    }
    order.when.push_back(compile_condition(c, when));
  }
  for (const ConditionSpec& until : spec.until) order.until.push_back(compile_condition(c, until));
  check_flight(c, spec, order);
  c.scenario.orders.push_back(std::move(order));
}

}  // namespace

void compile_orders(Compilation& c) {
  std::size_t next = 0;
  for (const OrderSpec& spec : c.spec.orders) {
    if (!c.orders.emplace(spec.order.id, OrderId{next++}).second) {
      c.fault(spec.where, spec.order.id, "an id that no other order has");
    }
  }
  for (const OrderSpec& spec : c.spec.orders) add_order(c, spec);
}

}  // namespace khasan::scenario
