// The work of headquarters on one order: who does it, how long it takes, when it is done, and how
// long a message is on its way. Each headquarters is a queue with one server
// (docs/methods/command.md).
#pragma once

#include <vector>

#include "base/hash.h"
#include "base/rng.h"
#include "scenario/scenario.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::command {

// A headquarters that has passed on the orders of an operation in this step.
struct PassedOn {
  uint64_t work = 0;
  UnitId unit{};
  Time done{};
};

struct Staff {
  const scenario::Scenario& scenario;
  const state::State& state;
  const Rng& rng;
  const state::Tick& tick;
  state::Effects& effects;
  std::vector<PassedOn>& passed_on;

  double param(scenario::Param p) const { return state.params[p]; }
  const scenario::Order& order(OrderId id) const { return scenario.orders[id.index()]; }
  // Its intended hour, and the moment before which nobody works on it; kNever: a crisis has not
  // released it.
  Time hour_of(OrderId id) const { return as_released(order(id), order(id).not_before); }
  Time issue_of(OrderId id) const { return as_released(order(id), order(id).issued); }
  uint64_t key(UnitId unit) const { return scenario.unit(unit).key; }
  uint64_t key(OrderId id) const { return stable_key(order(id).id); }
  // Names the staff work on an order: one piece for all orders of an operation.
  uint64_t work(OrderId id) const {
    return order(id).operation.empty() ? key(id) : stable_key(order(id).operation);
  }
  bool is_one_work(OrderId a, OrderId b) const {
    return !order(a).operation.empty() && order(a).operation == order(b).operation &&
           order(a).issuer == order(b).issuer;
  }

 private:
  Time as_released(const scenario::Order& of, Time recorded) const {
    return scenario.hour(of.escalation, recorded, state.releases);
  }
};

// Median time that a headquarters of that echelon needs for an order, s.
double decision_median_s(const Staff& staff, forces::Echelon echelon);
// What foreknowledge leaves of the time for an order, 0..1.
double factor_of(const Staff& staff, OrderId order);
// Time that `unit` needs to turn an order into its own: D of models section 9. `n` tells decisions
// about the same order apart.
Time decision_time(const Staff& staff, UnitId unit, OrderId order, double median_s, uint32_t n);
// Whose staff works for `unit`: the first above whose headquarters is alive or was never modelled.
UnitId acting_headquarters(const Staff& staff, UnitId unit);
// Whose headquarters gives the order.
UnitId issuer_of(const Staff& staff, const scenario::Order& order);
// Where messages to the unit go.
terrain::Point seat_of(const Staff& staff, UnitId unit);
// Median time of a message, s: by runner, or by telephone where that is quicker and companies and
// larger units have it; and the time of one message.
double link_median_s(const Staff& staff, UnitId from, UnitId to);
Time link_time(const Staff& staff, UnitId from, UnitId to, OrderId order);
// The headquarters of `unit` takes up work that reached it at `asked`, after what it has to do
// already; returns when it is finished, never before now.
Time queue_work(const Staff& staff, UnitId unit, Time asked, Time work);
// The headquarters between the issuer and the unit, from above; none where the one is not above
// the other.
std::vector<UnitId> between(const Staff& staff, UnitId issuer, UnitId unit);
// A headquarters makes its own order of one that reaches it at `asked`: once for an operation.
// Returns when it is done.
Time pass_on(const Staff& staff, UnitId unit, OrderId id, Time asked);

// Orders of a player reach farther than those of a plan. His later order for a unit, or for one
// above it, takes over an earlier one (`id`) when it begins;
bool is_taken_over(const Staff& staff, OrderId id, OrderId by);
// holds it back, so long as it has not been sent, from the moment it is given until it is recalled;
bool is_overruled(const Staff& staff, OrderId id);
// and leaves it without effect when it arrives after all.
bool is_out_of_date(const Staff& staff, OrderId id);

// The order ends; those who work on it hold where they are.
void end_order(const Staff& staff, OrderId id, state::OrderPhase how);

}  // namespace khasan::command
