#include "command/decisions.h"

#include <algorithm>

#include "base/maths.h"
#include "command/conditions.h"
#include "command/picture.h"
#include "command/tasks.h"
#include "state/apply.h"

namespace khasan::command {

using forces::Echelon;
using scenario::Order;
using scenario::Param;
using scenario::Scenario;
using scenario::Task;
using state::Choice;
using state::OrderPhase;
using state::OrderState;
using state::State;
using state::UnitTask;

namespace {

// The law of models, section 4, without surprise: logit p = a + b ln(ratio).
constexpr double kLogitAtEven = -0.41, kLogitPerLogRatio = 0.51;
// Staff work of this kind is the fifth about an order (structural: staff.h).
constexpr uint32_t kReview = 5;

bool is_side(const Scenario& scenario, UnitId unit, bool japanese) {
  return scenario.side(scenario.unit(unit).side).japanese == japanese;
}

// Men of a unit's fighting parts that still obey and have no other order.
double fit_men(const Staff& staff, UnitId unit) {
  double men = 0;
  for_each_below(staff.scenario, unit, [&](UnitId below) {
    if (is_beaten(staff.state.morale[below.index()])) return;
    for (const ElementId e : staff.scenario.unit(below).elements) {
      if (state::is_present(staff.scenario, staff.state, e)) men += staff.state.roll[e.index()].men;
    }
  });
  return men;
}

// What one commander looks at: his order, and what became of it.
struct Review {
  const Staff& staff;
  OrderId id;
  const Order& order;
  const OrderState& progress;
  UnitId unit() const { return order.unit; }
  double men() const { return fit_men(staff, order.unit); }
  Appraisal look(double own) const {
    return appraise(staff.scenario, staff.state, order.unit, order.objective, own);
  }
};

bool holds_objective(const Review& r) {
  const Side side = r.staff.scenario.unit(r.unit()).side;
  return state::control_share(r.staff.state, r.order.objective, side) > 0.5;
}

// An attack that was beaten off or called off; a place to be held that is lost, as far as one
// knows. Nothing else is looked at again.
enum class Trouble { kNone, kAttackOver, kAttackGoesOn, kPlaceLost };

Trouble trouble_of(const Review& r) {
  if (!r.order.objective.exists()) return Trouble::kNone;
  if (r.staff.scenario.unit(r.unit()).echelon < Echelon::kCompany) return Trouble::kNone;
  const OrderPhase phase = r.progress.phase;
  if (is_attack(r.order.task)) {
    if (phase == OrderPhase::kBegun) return Trouble::kAttackGoesOn;
    return phase == OrderPhase::kFailed && r.progress.begun > state::kLongAgo && !holds_objective(r)
               ? Trouble::kAttackOver
               : Trouble::kNone;
  }
  if (!is_holding(r.order.task) || phase < OrderPhase::kBegun || phase == OrderPhase::kFailed) {
    return Trouble::kNone;
  }
  const Side side = r.staff.scenario.unit(r.unit()).side;
  return is_lost(r.staff.state, r.order.objective, side) ? Trouble::kPlaceLost : Trouble::kNone;
}

// Whether a newer order has taken the unit over, or one of the plan is about to: then its
// commander has nothing to decide.
bool has_other_orders(const Review& r) {
  const Time horizon =
      r.staff.state.now + from_seconds(r.staff.param(Param::decisions_next_order_h) * 3600);
  for (std::size_t i = 0; i < r.staff.state.orders.size(); ++i) {
    const Order& other = r.staff.scenario.orders[i];
    if (OrderId{i} == r.id || !is_within(r.staff.scenario, r.unit(), other.unit)) continue;
    if (is_overruled(r.staff, OrderId{i})) continue;
    const OrderState& its = r.staff.state.orders[i];
    const bool newer = its.begun > r.progress.begun;
    const bool coming = its.phase < OrderPhase::kBegun && r.staff.hour_of(OrderId{i}) <= horizon &&
                        (other.when.empty() || its.phase > OrderPhase::kWaiting);
    if (other.unit == r.unit() ? newer || coming : newer && its.phase == OrderPhase::kBegun) {
      return true;
    }
  }
  return false;
}

// Whether men of his own or of a body above him arrive soon.
bool help_is_coming(const Review& r) {
  const Time horizon =
      r.staff.state.now + from_seconds(r.staff.param(Param::decisions_help_h) * 3600);
  for (UnitId u = r.unit(); u.exists(); u = r.staff.scenario.unit(u).parent) {
    for (const ElementId e : r.staff.scenario.unit(u).all_elements) {
      const Time arrives = state::arrival_of(r.staff.scenario, r.staff.state, e);
      if (arrives > r.staff.state.now && arrives <= horizon) return true;
    }
  }
  return false;
}

Choice choose(const Review& r, Trouble trouble, const Appraisal& view) {
  const Param boldness = is_side(r.staff.scenario, r.unit(), true) ? Param::decisions_dare_japanese
                                                                   : Param::decisions_dare_soviet;
  if (trouble == Trouble::kAttackGoesOn) {
    return view.p_success < r.staff.param(Param::decisions_call_off) ? Choice::kStop
                                                                     : Choice::kGoOn;
  }
  const bool too_weak = loss_share(r.staff.scenario, r.staff.state, r.unit()) >
                        r.staff.param(Param::decisions_spent_share);
  if (view.p_success >= r.staff.param(boldness) && !too_weak && view.own_men > 0) {
    return trouble == Trouble::kPlaceLost ? Choice::kCounterAttack : Choice::kAgain;
  }
  return help_is_coming(r) ? Choice::kWait : Choice::kStop;
}

void tell(const Review& r, Choice choice, const Appraisal& view) {
  // Going on, and going on waiting, is no news.
  if (choice == Choice::kGoOn) return;
  const bool rests = choice == Choice::kWait || choice == Choice::kStop;
  if (rests && choice == r.progress.choice) return;
  state::Event event;
  event.at = r.staff.state.now;
  event.kind = state::EventKind::k_decided;
  event.side = r.staff.scenario.unit(r.unit()).side;
  event.unit = r.unit();
  event.order = r.id;
  event.place = r.order.objective;
  event.where = seat_of(r.staff, r.unit());
  event.a = static_cast<int32_t>(choice);
  event.b = static_cast<int32_t>(view.own_men);
  event.c = static_cast<int32_t>(view.enemy_men);
  event.d = static_cast<int32_t>(100 * view.p_success);
  r.staff.effects.events.push_back(event);
}

// The parts that still obey and have no order of their own go for what was lost.
void counter_attack(const Review& r) {
  const Staff& staff = r.staff;
  UnitTask whole = staff.state.task[r.unit().index()];
  whole.order = r.id;
  whole.task = r.order.task;
  whole.objective = r.order.objective;
  for (const UnitId part : staff.scenario.unit(r.unit()).children) {
    if (is_broken(staff.scenario, staff.state, part) ||
        !is_alive(staff.scenario, staff.state, part) ||
        has_own_order(staff.scenario, staff.state, part, r.id)) {
      continue;
    }
    state::Pending arrival;
    arrival.at = staff.state.now + link_time(staff, r.unit(), part, r.id);
    arrival.kind = state::PendingKind::kTaskArrives;
    arrival.unit = part;
    arrival.order = r.id;
    arrival.task = go_in(staff.scenario, staff.state, part, whole);
    arrival.side = staff.scenario.unit(part).side;
    staff.effects.pending.push_back(arrival);
  }
}

void carry_out(const Review& r, Choice choice) {
  switch (choice) {
    case Choice::kAgain:
      r.staff.effects.orders.push_back({r.id, OrderPhase::kWaiting, r.staff.state.now});
      return;
    case Choice::kCounterAttack:
      return counter_attack(r);
    case Choice::kStop:
      if (r.progress.phase == OrderPhase::kBegun && is_attack(r.order.task)) {
        end_order(r.staff, r.id, OrderPhase::kFailed);
      }
      return;
    default:
      return;
  }
}

// The next look comes after the time that this headquarters needs for a decision.
void schedule_review(const Review& r, Choice choice) {
  const UnitId worker = acting_headquarters(r.staff, r.unit());
  const double median_s = decision_median_s(r.staff, r.staff.scenario.unit(worker).echelon);
  const auto n = static_cast<uint32_t>(r.progress.reviews) << 3 | kReview;
  const Time work = decision_time(r.staff, worker, r.id, median_s, n);
  r.staff.effects.reviews.push_back({r.id, r.staff.state.now + work, choice});
}

void review(const Review& r) {
  const Trouble trouble = trouble_of(r);
  if (trouble == Trouble::kNone || is_out_of_date(r.staff, r.id)) return;
  const Time since = trouble == Trouble::kAttackOver ? r.progress.ended : r.progress.begun;
  // News of trouble: the commander begins to think.
  if (r.progress.review <= since) return schedule_review(r, Choice::kNone);
  if (r.staff.state.now < r.progress.review || has_other_orders(r)) return;
  if (trouble != Trouble::kAttackGoesOn && (must_end(r.staff.scenario, r.staff.state, r.order) ||
                                            !is_alive(r.staff.scenario, r.staff.state, r.unit()))) {
    return;
  }
  const Appraisal view = r.look(r.men());
  const Choice choice = choose(r, trouble, view);
  tell(r, choice, view);
  carry_out(r, choice);
  schedule_review(r, choice);
}

}  // namespace

double chance_of_attack(const scenario::ParamValues& params, double own_men, double enemy_men,
                        double log_ratio) {
  if (own_men <= 0) return 0;
  const double defenders = std::max(1.0, enemy_men * params[Param::decisions_prepared_factor]);
  const double counted = pinned_log(own_men / defenders);
  const double logit = kLogitAtEven + kLogitPerLogRatio * (counted + log_ratio);
  return 1 / (1 + pinned_exp(-logit));
}

Appraisal appraise(const Scenario& scenario, const State& state, UnitId unit, PlaceId place,
                   double men) {
  const auto& params = state.params;
  const Time life = from_seconds(params[Param::decisions_belief_h] * 3600);
  const double near_m = radius_of(scenario, place) + params[Param::decisions_around_m];
  const terrain::Point at = scenario.place(place).at;
  Appraisal view;
  view.own_men = men;
  for (const state::Track& track : state.tracks[index_of(scenario.unit(unit).side)]) {
    if (track.level < state::Knowledge::kDetected || state.now - track.seen > life) continue;
    if (terrain::distance_m(track.at, at) <= near_m) {
      view.enemy_men += params[Param::decisions_men_per_sighting];
    }
  }
  const std::size_t side = index_of(scenario.unit(unit).side);
  const double believed = state.footing.empty() ? 0 : state.footing[side].log_ratio;
  view.p_success = chance_of_attack(params, view.own_men, view.enemy_men, believed);
  return view;
}

void decide_again(const Staff& staff) {
  for (std::size_t i = 0; i < staff.state.orders.size(); ++i) {
    const OrderState& progress = staff.state.orders[i];
    if (progress.phase < OrderPhase::kBegun) continue;
    review({staff, OrderId{i}, staff.scenario.orders[i], progress});
  }
}

}  // namespace khasan::command
