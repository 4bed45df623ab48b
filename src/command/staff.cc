#include "command/staff.h"

#include <algorithm>

#include "base/draw.h"
#include "command/picture.h"
#include "command/tasks.h"
#include "state/apply.h"

namespace khasan::command {

using forces::Echelon;
using scenario::Order;
using scenario::Param;
using state::OrderPhase;

namespace {

// When the headquarters is free, with what this step has given it already.
Time free_at(const Staff& staff, UnitId unit) {
  Time free = staff.state.headquarters_free[unit.index()];
  for (const state::HeadquartersBusy& busy : staff.effects.headquarters) {
    if (busy.unit == unit) free = std::max(free, busy.until);
  }
  return free;
}

}  // namespace

double decision_median_s(const Staff& staff, Echelon echelon) {
  switch (echelon) {
    case Echelon::kTeam:
    case Echelon::kSection:
    case Echelon::kPlatoon:
      return staff.param(Param::command_delay_platoon_s);
    case Echelon::kCompany:
      return staff.param(Param::command_delay_company_s);
    case Echelon::kBattalion:
      return staff.param(Param::command_delay_battalion_s);
    case Echelon::kDivision:
      return staff.param(Param::command_delay_division_s);
    case Echelon::kCorps:
      return staff.param(Param::command_delay_corps_s);
    default:
      return staff.param(Param::command_delay_regiment_s);
  }
}

double factor_of(const Staff& staff, OrderId order) {
  return staff.order(order).pre_planned ? staff.param(Param::command_pre_planned_factor) : 1.0;
}

Time decision_time(const Staff& staff, UnitId unit, OrderId order, double median_s, uint32_t n) {
  const double u =
      staff.rng.uniform(Purpose::kDecisionDelay, staff.key(unit), staff.work(order), Time{}, n);
  return from_seconds(lognormal_from(u, median_s, staff.param(Param::command_delay_sigma_log)));
}

UnitId acting_headquarters(const Staff& staff, UnitId unit) {
  for (UnitId u = unit; u.exists(); u = staff.scenario.unit(u).parent) {
    const ElementId hq = staff.scenario.unit(u).headquarters;
    if (!hq.exists() || state::is_alive(staff.scenario, staff.state, hq)) return u;
  }
  return unit;
}

UnitId issuer_of(const Staff& staff, const Order& order) {
  const UnitId parent = staff.scenario.unit(order.unit).parent;
  const UnitId named = order.issuer.exists() ? order.issuer : parent;
  return acting_headquarters(staff, named.exists() ? named : order.unit);
}

terrain::Point seat_of(const Staff& staff, UnitId unit) {
  const ElementId hq = staff.scenario.unit(unit).headquarters;
  if (hq.exists() && state::is_alive(staff.scenario, staff.state, hq)) {
    return staff.state.at[hq.index()];
  }
  return centre_of(staff.scenario, staff.state, unit).value_or(terrain::Point{});
}

double link_median_s(const Staff& staff, UnitId from, UnitId to) {
  if (from == to) return 0;
  const double way_m = terrain::distance_m(seat_of(staff, from), seat_of(staff, to));
  const double runner_s = way_m / (staff.param(Param::command_runner_kmh) / 3.6);
  if (staff.scenario.unit(to).echelon < Echelon::kCompany) return runner_s;
  return std::min(runner_s, staff.param(Param::command_telephone_s));
}

Time link_time(const Staff& staff, UnitId from, UnitId to, OrderId order) {
  const double median_s = link_median_s(staff, from, to);
  if (median_s <= 0) return Time{};
  const double u =
      staff.rng.uniform(Purpose::kMessageDelay, staff.key(to), staff.key(order), staff.state.now);
  return from_seconds(lognormal_from(u, median_s, staff.param(Param::command_delay_sigma_log)));
}

Time queue_work(const Staff& staff, UnitId unit, Time asked, Time work) {
  const Time free = free_at(staff, unit);
  const Time begin = free > staff.state.now ? std::max(free, asked) : asked;
  const Time end = std::max(staff.state.now, begin + work);
  staff.effects.headquarters.push_back({unit, end});
  return end;
}

std::vector<UnitId> between(const Staff& staff, UnitId issuer, UnitId unit) {
  std::vector<UnitId> chain;
  for (UnitId u = staff.scenario.unit(unit).parent; u != issuer;
       u = staff.scenario.unit(u).parent) {
    if (!u.exists()) return {};
    chain.push_back(u);
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

Time pass_on(const Staff& staff, UnitId unit, OrderId id, Time asked) {
  const UnitId worker = acting_headquarters(staff, unit);
  for (const PassedOn& other : staff.passed_on) {
    if (other.work == staff.work(id) && other.unit == worker) return other.done;
  }
  const double median_s =
      decision_median_s(staff, staff.scenario.unit(unit).echelon) * factor_of(staff, id);
  const Time done = queue_work(staff, worker, asked, decision_time(staff, unit, id, median_s, 4));
  staff.passed_on.push_back({staff.work(id), worker, done});
  return done;
}

bool is_taken_over(const Staff& staff, OrderId id, OrderId by) {
  return staff.order(by).by_player && id < by &&
         is_within(staff.scenario, staff.order(id).unit, staff.order(by).unit);
}

namespace {

// Whether an order that takes it over is so.
template <class Test>
bool any_takes_over(const Staff& staff, OrderId id, const Test& test) {
  for (std::size_t i = staff.state.orders.size(); i > id.index() + 1; --i) {
    const OrderId by{i - 1};
    if (!staff.order(by).by_player) return false;  // those of the plan stand before
    if (is_taken_over(staff, id, by) && test(by)) return true;
  }
  return false;
}

}  // namespace

bool is_overruled(const Staff& staff, OrderId id) {
  return any_takes_over(staff, id,
                        [&](OrderId by) { return !state::was_recalled(staff.state, by); });
}

bool is_out_of_date(const Staff& staff, OrderId id) {
  return any_takes_over(staff, id, [&](OrderId by) {
    return staff.state.orders[by.index()].begun > state::kLongAgo;
  });
}

void end_order(const Staff& staff, OrderId id, OrderPhase how) {
  staff.effects.orders.push_back({id, how, staff.state.now});
  for_each_below(staff.scenario, staff.order(id).unit, [&](UnitId unit) {
    if (staff.state.task[unit.index()].order != id) return;
    staff.effects.tasks.push_back({unit, hold_here(staff.scenario, staff.state, unit, id)});
  });
}

}  // namespace khasan::command
