#include "command/headquarters.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/draw.h"
#include "base/maths.h"
#include "command/conditions.h"
#include "command/decisions.h"
#include "command/obedience.h"
#include "command/picture.h"
#include "command/staff.h"
#include "command/tasks.h"
#include "state/apply.h"
#include "state/restraint.h"

namespace khasan::command {

using forces::Echelon;
using scenario::Order;
using scenario::Param;
using scenario::Scenario;
using scenario::Task;
using state::Effects;
using state::OrderPhase;
using state::Pending;
using state::PendingKind;
using state::State;
using state::Tick;
using state::UnitTask;

namespace {

// --- tasks reach units ----------------------------------------------------------------------

// A known hour needs no message and no staff work, only that leaders get their men up: at most
// what a company needs.
Time reaction_time(const Staff& staff, UnitId unit, OrderId order) {
  const Echelon echelon = std::min(staff.scenario.unit(unit).echelon, Echelon::kCompany);
  const double median_s = decision_median_s(staff, echelon) * factor_of(staff, order);
  return decision_time(staff, unit, order, median_s, 1);
}

// In force when the play begins: everybody is at it already.
bool is_standing(const Staff& staff, OrderId id) {
  const Order& order = staff.order(id);
  return order.pre_planned && order.when.empty() && staff.hour_of(id) <= staff.scenario.start;
}

void receive(const Staff& staff, UnitId unit, UnitTask task);

void schedule_task(const Staff& staff, UnitId unit, const UnitTask& task, Time at) {
  if (at <= staff.state.now) return receive(staff, unit, task);
  Pending arrival;
  arrival.at = at;
  arrival.kind = PendingKind::kTaskArrives;
  arrival.unit = unit;
  arrival.order = task.order;
  arrival.task = task;
  arrival.side = staff.scenario.unit(unit).side;
  staff.effects.pending.push_back(arrival);
}

// Whether an order to this very unit begins in this step, which the frozen state does not show.
bool begins_own_now(const Staff& staff, UnitId unit) {
  return std::any_of(staff.effects.orders.begin(), staff.effects.orders.end(),
                     [&](const state::OrderChange& change) {
                       return change.phase == OrderPhase::kBegun &&
                              staff.order(change.order).unit == unit &&
                              staff.order(change.order).task != Task::kReserve;
                     });
}

// Each sub-unit gets its part by message and needs its own time for it, all at once.
void pass_down(const Staff& staff, UnitId unit, const UnitTask& task) {
  const Order& order = staff.order(task.order);
  for (const SubTask& part : sub_tasks(staff.scenario, staff.state, unit, task)) {
    if (is_standing(staff, task.order)) {
      receive(staff, part.unit, part.task);
      continue;
    }
    const Time link = order.pre_planned ? Time{} : link_time(staff, unit, part.unit, task.order);
    const Time work = reaction_time(staff, part.unit, task.order);
    const UnitId worker = acting_headquarters(staff, part.unit);
    schedule_task(staff, part.unit, part.task,
                  queue_work(staff, worker, staff.state.now + link, work));
  }
}

// A unit does one order at a time: what it did before is over. A player's order takes over who
// stands below as well.
void give_up_others(const Staff& staff, UnitId unit, OrderId begun) {
  for (std::size_t i = 0; i < staff.state.orders.size(); ++i) {
    const Order& other = staff.scenario.orders[i];
    const bool is_its = other.unit == unit || is_taken_over(staff, OrderId{i}, begun);
    if (!is_its || OrderId{i} == begun) continue;
    if (staff.state.orders[i].phase != OrderPhase::kBegun) continue;
    const bool kept = is_holding(other.task) || other.task == Task::kReserve ||
                      other.task == Task::kDig || other.task == Task::kSupportByFire;
    staff.effects.orders.push_back(
        {OrderId{i}, kept ? OrderPhase::kDone : OrderPhase::kFailed, staff.state.now});
  }
}

// A task reaches its unit, which begins it and passes it on.
void receive(const Staff& staff, UnitId unit, UnitTask task) {
  const OrderId id = task.order;
  const OrderPhase phase = staff.state.orders[id.index()].phase;
  // Too late; but who holds a place may be told to win it back.
  const bool wins_back = is_attack(task.task) && is_holding(staff.order(id).task);
  if (phase >= OrderPhase::kDone && !wins_back) return;
  if (staff.order(id).unit == unit) {
    if (is_out_of_date(staff, id) || !is_alive(staff.scenario, staff.state, unit)) {
      staff.effects.orders.push_back({id, OrderPhase::kFailed, staff.state.now});
      return;
    }
    if (is_kept_from_beginning(staff.scenario, staff.state, id, staff.effects)) {
      staff.effects.orders.push_back({id, OrderPhase::kWaiting, staff.state.now});
      return;
    }
    task = task_of(staff.scenario, staff.state, id, task.objective);
    give_up_others(staff, unit, id);
    staff.effects.orders.push_back({id, OrderPhase::kBegun, staff.state.now});
  } else if (has_own_order(staff.scenario, staff.state, unit, id) || begins_own_now(staff, unit) ||
             !is_alive(staff.scenario, staff.state, unit)) {
    return;
  }
  task.since = staff.state.now;
  task.begun = true;
  task.done = false;
  staff.effects.tasks.push_back({unit, task});
  pass_down(staff, unit, task);
}

// --- orders are issued ----------------------------------------------------------------------

// The place that a misread order names: the nearest other one, if near enough to be mistaken.
PlaceId misread(const Staff& staff, PlaceId meant) {
  if (!meant.exists()) return meant;
  PlaceId wrong;
  double best_m = staff.param(Param::command_misread_within_m);
  for (std::size_t i = 0; i < staff.scenario.places.size(); ++i) {
    if (PlaceId{i} == meant || staff.scenario.places[i].kind == "rally" ||
        staff.scenario.places[i].by_player) {
      continue;
    }
    const double d =
        terrain::distance_m(staff.scenario.places[i].at, staff.scenario.place(meant).at);
    if (d < best_m) wrong = PlaceId{i}, best_m = d;
  }
  return wrong.exists() ? wrong : meant;
}

// One order in so many is misunderstood (models: section 9), half of these as to the place, half
// as to the hour: then it is carried out later by another decision time of the issuer.
struct Understanding {
  PlaceId objective{};
  Time late{};
};

Understanding understand(const Staff& staff, OrderId id, UnitId issuer) {
  const Order& order = staff.order(id);
  Understanding result{order.objective, Time{}};
  const double p = staff.param(Param::command_misinterpretation);
  const double u =
      staff.rng.uniform(Purpose::kMisinterpretation, staff.key(order.unit), staff.key(id), Time{});
  if (u >= p) return result;
  if (u < p / 2) {
    result.objective = misread(staff, order.objective);
  } else {
    const Echelon echelon = staff.scenario.unit(issuer).echelon;
    const double median_s = decision_median_s(staff, echelon) * factor_of(staff, id);
    result.late = decision_time(staff, issuer, id, median_s, 2);
  }
  return result;
}

void begin_at(const Staff& staff, OrderId id, PlaceId objective, Time at) {
  UnitTask task;
  task.order = id;
  task.task = staff.order(id).task;
  task.objective = objective;
  schedule_task(staff, staff.order(id).unit, task, std::max(at, staff.hour_of(id)));
}

void schedule_decision(const Staff& staff, OrderId id, UnitId issuer, Time at) {
  Pending decided;
  decided.at = at;
  decided.kind = PendingKind::kOrderDecided;
  decided.unit = issuer;
  decided.order = id;
  decided.side = staff.scenario.unit(issuer).side;
  staff.effects.pending.push_back(decided);
}

// The order leaves its headquarters. A lost message is missed after the time of an answer, twice
// the way, and sent again.
void send(const Staff& staff, OrderId id, UnitId issuer) {
  const Order& order = staff.order(id);
  if (staff.state.orders[id.index()].phase >= OrderPhase::kBegun) return;
  if (is_overruled(staff, id)) {
    staff.effects.orders.push_back({id, OrderPhase::kWaiting, staff.state.now});
    return;
  }
  staff.effects.orders.push_back({id, OrderPhase::kIssued, staff.state.now});
  state::Event event;
  event.at = staff.state.now;
  event.kind = state::EventKind::k_order_sent;
  event.side = staff.scenario.unit(issuer).side;
  event.unit = issuer;
  event.order = id;
  event.place = order.objective;
  event.where = seat_of(staff, issuer);
  staff.effects.events.push_back(event);

  UnitId from = issuer;
  Time sent = staff.state.now;
  const std::vector<UnitId> chain = between(staff, issuer, order.unit);
  const Time link = link_time(staff, issuer, chain.empty() ? order.unit : chain.front(), id);
  const double u = staff.rng.uniform(Purpose::kMessageLoss, staff.key(order.unit), staff.key(id),
                                     staff.state.now);
  if (issuer != order.unit && u < staff.param(Param::command_message_loss)) {
    // Not at once even where the way is short: a step must pass before it is sent again.
    const Time answer = std::max(link + link, minutes(1));
    return schedule_decision(staff, id, issuer, staff.state.now + answer);
  }
  for (const UnitId hq : chain) {
    sent = pass_on(staff, hq, id, sent + link_time(staff, from, hq, id));
    from = hq;
  }
  const Understanding read = understand(staff, id, issuer);
  const Time work = issuer == order.unit ? Time{} : reaction_time(staff, order.unit, id);
  const UnitId worker = acting_headquarters(staff, order.unit);
  const Time ready = queue_work(staff, worker, sent + link_time(staff, from, order.unit, id), work);
  begin_at(staff, id, read.objective, ready + read.late);
}

// Expected time from the beginning of the staff's work to the unit's start: work on an order for
// a set hour begins so long before.
Time lead_of(const Staff& staff, OrderId id, UnitId issuer) {
  const Order& order = staff.order(id);
  const double own_s = decision_median_s(
      staff, std::min(staff.scenario.unit(order.unit).echelon, Echelon::kCompany));
  double work_s = own_s + decision_median_s(staff, staff.scenario.unit(issuer).echelon);
  double links_s = 0;
  UnitId from = issuer;
  for (const UnitId hq : between(staff, issuer, order.unit)) {
    work_s += decision_median_s(staff, staff.scenario.unit(hq).echelon);
    links_s += link_median_s(staff, from, hq);
    from = hq;
  }
  return from_seconds(work_s * factor_of(staff, id) + links_s +
                      link_median_s(staff, from, order.unit));
}

// Known beforehand and waiting for the hour or for something the unit sees itself: it begins by
// itself, after its own reaction.
void begin_as_planned(const Staff& staff, OrderId id, UnitId issuer) {
  const Order& order = staff.order(id);
  const Understanding read = understand(staff, id, issuer);
  Time at = staff.state.now;
  if (!is_standing(staff, id)) {
    const Time asked = order.when.empty() ? staff.hour_of(id) : staff.state.now;
    at = asked + reaction_time(staff, order.unit, id) + read.late;
  }
  staff.effects.orders.push_back({id, OrderPhase::kIssued, staff.state.now});
  begin_at(staff, id, read.objective, at);
}

// When the issuer's staff finishes an operation that it has begun with another order; now, if it
// has finished already.
std::optional<Time> end_of_operation(const Staff& staff, OrderId id) {
  if (staff.order(id).operation.empty()) return std::nullopt;
  const auto is_its = [&](const Pending& p) {
    return p.kind == PendingKind::kOrderDecided && staff.is_one_work(p.order, id);
  };
  const auto& queue = staff.state.queue;
  const auto& added = staff.effects.pending;
  const auto waiting = std::find_if(queue.begin(), queue.end(), is_its);
  if (waiting != queue.end()) return waiting->at;
  const auto new_one = std::find_if(added.begin(), added.end(), is_its);
  if (new_one != added.end()) return new_one->at;
  for (std::size_t i = 0; i < staff.state.orders.size(); ++i) {
    const OrderPhase phase = staff.state.orders[i].phase;
    if (phase >= OrderPhase::kDeciding && staff.is_one_work(OrderId{i}, id)) {
      return staff.state.now;
    }
  }
  return std::nullopt;
}

void decide(const Staff& staff, OrderId id, UnitId issuer, Time asked) {
  Time at;
  if (const auto end = end_of_operation(staff, id)) {
    at = *end;
  } else {
    const double median_s =
        decision_median_s(staff, staff.scenario.unit(issuer).echelon) * factor_of(staff, id);
    at = queue_work(staff, issuer, asked, decision_time(staff, issuer, id, median_s, 0));
  }
  staff.effects.orders.push_back({id, OrderPhase::kDeciding, staff.state.now});
  if (at <= staff.state.now) return send(staff, id, issuer);
  schedule_decision(staff, id, issuer, at);
}

void consider_waiting(const Staff& staff, OrderId id) {
  const Order& order = staff.order(id);
  const bool alone = order.pre_planned && judges_itself(staff.scenario, order);
  // The cheap tests first: most orders wait for their hour.
  const Time hour = staff.hour_of(id), issued = staff.issue_of(id);
  if (staff.state.now < issued) return;
  if (alone && staff.state.now < hour) return;
  const UnitId issuer = issuer_of(staff, order);
  const Time lead = alone ? Time{} : lead_of(staff, id, issuer);
  if (staff.state.now < hour - lead || is_overruled(staff, id)) return;
  if (must_end(staff.scenario, staff.state, order)) {
    staff.effects.orders.push_back({id, OrderPhase::kFailed, staff.state.now});
    return;
  }
  if (!may_begin(staff.scenario, staff.state, order)) return;
  if (is_kept_from_beginning(staff.scenario, staff.state, id, staff.effects)) return;
  if (alone) return begin_as_planned(staff, id, issuer);
  // Staff work on an order without conditions was begun in time, also before the play begins.
  const Time in_time = std::max(issued, hour - lead);
  decide(staff, id, issuer, order.when.empty() ? in_time : staff.state.now);
}

// --- orders end -----------------------------------------------------------------------------

// How the units that own elements stand with an order.
struct Progress {
  int working = 0, done = 0, beaten_for_good = 0, alive = 0;
};

Progress progress_of(const Staff& staff, OrderId id) {
  Progress progress;
  const int rallies = staff.state.params.count(Param::morale_rally_count_max);
  for_each_below(staff.scenario, staff.order(id).unit, [&](UnitId unit) {
    const scenario::UnitDef& def = staff.scenario.unit(unit);
    if (!def.children.empty() || def.elements.empty()) return;
    const UnitTask& task = staff.state.task[unit.index()];
    const bool alive = is_alive(staff.scenario, staff.state, unit);
    progress.alive += alive;
    // Second line and supports do not carry the task.
    const bool carries = task.task == staff.order(id).task || task.done;
    if (task.order != id || !alive || !carries) return;
    const state::Morale morale = staff.state.morale[unit.index()];
    ++progress.working;
    progress.done += task.done;
    progress.beaten_for_good += morale >= state::Morale::kSurrendered ||
                                (is_beaten(morale) && staff.state.breaks[unit.index()] > rallies);
  });
  return progress;
}

// The unit as a whole has done it: its headquarters knows; its parts keep what they hold.
void complete(const Staff& staff, OrderId id) {
  staff.effects.orders.push_back({id, OrderPhase::kDone, staff.state.now});
  const UnitId unit = staff.order(id).unit;
  UnitTask task = staff.state.task[unit.index()];
  task.done = true;
  staff.effects.tasks.push_back({unit, task});
}

void consider_begun(const Staff& staff, OrderId id) {
  const Order& order = staff.order(id);
  if (!order.until.empty() && must_end(staff.scenario, staff.state, order)) {
    return end_order(staff, id, OrderPhase::kDone);
  }
  const Progress progress = progress_of(staff, id);
  if (progress.alive == 0) return end_order(staff, id, OrderPhase::kFailed);
  if (progress.working == 0) return;
  if (2 * progress.done >= progress.working) return complete(staff, id);
  if (progress.beaten_for_good == progress.working) {
    staff.effects.orders.push_back({id, OrderPhase::kFailed, staff.state.now});
  }
}

void consider_orders(const Staff& staff) {
  for (std::size_t i = 0; i < staff.state.orders.size(); ++i) {
    const OrderPhase phase = staff.state.orders[i].phase;
    if (phase == OrderPhase::kWaiting) consider_waiting(staff, OrderId{i});
    if (phase == OrderPhase::kBegun) consider_begun(staff, OrderId{i});
  }
}

// --- reserves -------------------------------------------------------------------------------

bool is_under_way(const State& state, UnitId unit) {
  return std::any_of(state.queue.begin(), state.queue.end(), [&](const Pending& p) {
    return p.kind == PendingKind::kTaskArrives && p.unit == unit;
  });
}

// Whether the reserve is wanted: a sibling has stopped or broken in the attack; the place that its
// parent holds is mostly lost, or a sibling has broken there.
bool is_needed(const Staff& staff, UnitId reserve, const UnitTask& whole) {
  const bool attack = is_attack(whole.task);
  const Side side = staff.scenario.unit(reserve).side;
  if (!attack && is_lost(staff.state, whole.objective, side)) return true;
  for (const UnitId sibling : staff.scenario.unit(staff.scenario.unit(reserve).parent).children) {
    if (sibling == reserve || staff.state.task[sibling.index()].task == Task::kReserve) continue;
    if (is_broken(staff.scenario, staff.state, sibling)) return true;
    if (attack && staff.state.morale[sibling.index()] == state::Morale::kToGround) return true;
  }
  return false;
}

// A reserve goes in on its own initiative, at a national rate, or when its parent has decided it:
// on with the attack, into the line that holds, or back to the lost place.
void consider_reserve(const Staff& staff, UnitId unit) {
  const UnitId parent = staff.scenario.unit(unit).parent;
  if (!parent.exists() || is_broken(staff.scenario, staff.state, unit)) return;
  const UnitTask& whole = staff.state.task[parent.index()];
  if (!(is_attack(whole.task) && !whole.done) && !is_holding(whole.task)) return;
  if (!whole.order.exists() || !whole.objective.exists()) return;
  if (!is_alive(staff.scenario, staff.state, unit) || !is_needed(staff, unit, whole)) return;

  const UnitTask task = go_in(staff.scenario, staff.state, unit, whole);
  const bool japanese = staff.scenario.side(staff.scenario.unit(unit).side).japanese;
  const double per_h = staff.param(japanese ? Param::command_initiative_japanese_per_h
                                            : Param::command_initiative_soviet_per_h);
  const double u = staff.rng.uniform(Purpose::kInitiative, staff.key(unit), staff.key(whole.order),
                                     staff.state.now);
  if (u < chance_of(per_h / 60)) return receive(staff, unit, task);
  if (is_under_way(staff.state, unit)) return;
  const UnitId decider = acting_headquarters(staff, parent);
  const double median_s = decision_median_s(staff, staff.scenario.unit(decider).echelon);
  const Time work = decision_time(staff, decider, whole.order, median_s, 3);
  const Time link = link_time(staff, decider, unit, whole.order);
  schedule_task(staff, unit, task, queue_work(staff, decider, staff.state.now, work) + link);
}

void consider_reserves(const Staff& staff) {
  for (std::size_t i = 0; i < staff.scenario.units.size(); ++i) {
    if (staff.state.task[i].task == Task::kReserve) consider_reserve(staff, UnitId{i});
  }
}

// --- reports --------------------------------------------------------------------------------

void take_report(const Staff& staff, const Pending& report) {
  const ElementId enemy = report.contact.enemy;
  if (!enemy.exists()) return;
  const state::Track& old = staff.state.tracks[index_of(report.side)][enemy.index()];
  const bool known = old.level != state::Knowledge::kNone;
  if (known && old.seen > report.contact.seen) return;
  state::Track track{report.contact.level, report.contact.at, report.contact.error_m,
                     report.contact.seen, staff.state.now};
  if (known) track.level = std::max(track.level, old.level);
  staff.effects.tracks.push_back({report.side, enemy, track});
  if (known) return;
  state::Event event;
  event.at = staff.state.now;
  event.kind = state::EventKind::k_reported;
  event.side = report.side;
  event.subject = report.element;
  event.object = enemy;
  event.unit = report.unit;
  event.where = report.contact.at;
  staff.effects.events.push_back(event);
}

void handle(const Staff& staff, const Pending& due) {
  switch (due.kind) {
    case PendingKind::kOrderDecided:
      return send(staff, due.order, due.unit);
    case PendingKind::kTaskArrives:
      return receive(staff, due.unit, due.task);
    case PendingKind::kReportArrives:
      return take_report(staff, due);
    default:
      return;
  }
}

}  // namespace

void run_headquarters(const Scenario& scenario, const State& state, const Rng& rng,
                      const Tick& tick, Effects& effects) {
  std::vector<PassedOn> passed_on;
  const Staff staff{scenario, state, rng, tick, effects, passed_on};
  if (!scenario.rules.empty()) state::wake_at_rules(scenario, state, tick.before, effects);
  for (const Pending& due : tick.popped) handle(staff, due);
  if (!tick.minute) return;
  consider_orders(staff);
  consider_reserves(staff);
  decide_again(staff);
}

}  // namespace khasan::command
