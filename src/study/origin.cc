#include "study/origin.h"

#include <algorithm>

namespace khasan::study {

using scenario::Condition;
using scenario::ConditionKind;
using scenario::Measure;
using scenario::MeasureKind;
using scenario::Order;
using scenario::Scenario;
using scenario::Target;
using scenario::Task;

namespace {

// An hour of the plan this near to the recorded band says when it happens.
constexpr Time kNear = minutes(15);
// Planned rounds up to this share of the record leave the rest to the gunners.
constexpr double kMostOfIt = 0.25;

bool is_within(const Scenario& s, UnitId unit, UnitId above) {
  for (UnitId u = unit; u.exists(); u = s.unit(u).parent) {
    if (u == above) return true;
  }
  return false;
}

// Whether the measure counts men of that unit.
bool counts(const Scenario& s, const Measure& m, UnitId unit) {
  if (s.unit(unit).side != m.side) return false;
  return m.units.empty() || std::any_of(m.units.begin(), m.units.end(), [&](UnitId named) {
           return is_within(s, unit, named) || is_within(s, named, unit);
         });
}

bool is_attack(Task task) { return task == Task::kAttack || task == Task::kAssault; }

bool overlaps(const Order& order, const Measure& m) { return order.not_before <= m.to; }

// --- strengths and losses -----------------------------------------------------------------------

// Men counted before anybody can have fallen are those of the file.
Provenance of_strength(const Scenario& s, const Measure& m) {
  if (m.to <= s.start) return {Origin::kGiven, "counted before the play begins"};
  return {Origin::kPartlyGiven, "the men at the start are an input, the losses are not"};
}

// An attack that the plan ends at a share of losses bounds the losses.
Provenance of_losses(const Scenario& s, const Measure& m) {
  for (const Order& order : s.orders) {
    if (!is_attack(order.task) || !counts(s, m, order.unit) || !overlaps(order, m)) continue;
    const bool stops = std::any_of(order.until.begin(), order.until.end(), [](const Condition& c) {
      return c.kind == ConditionKind::kLossesOver && !c.negated;
    });
    if (stops) return {Origin::kPartlyGiven, "order " + order.id + " ends at a share of losses"};
  }
  return {};
}

// --- places -------------------------------------------------------------------------------------

// The recorded band of an hour as moments of the window, widened by kNear; the whole window where
// there is no record.
struct Band {
  Time from, to;
  bool has(Time t) const { return t >= from && t <= to; }
};
Band band_of(const Scenario& s, const Measure& m, const Target* target) {
  if (target == nullptr) return {m.from, m.to};
  constexpr int64_t kHourMs = 3'600'000, kDayMs = 24 * kHourMs;
  const int64_t local_ms = s.epoch_utc_ms + m.from.ms + m.offset_minutes * 60'000LL;
  const int64_t midnight = m.from.ms - (local_ms % kDayMs + kDayMs) % kDayMs;
  const auto moment = [&](double hour) {
    Time t{midnight + static_cast<int64_t>(hour * static_cast<double>(kHourMs))};
    while (t < m.from) t.ms += kDayMs;
    return t;
  };
  const Time low = moment(target->low);
  const Time span{
      static_cast<int64_t>((target->high - target->low) * static_cast<double>(kHourMs))};
  return {low - kNear, low + span + kNear};
}

// Men whom the file puts on the place within the band, without a fight of theirs.
bool arrives_there(const Scenario& s, const Measure& m, const Band& band) {
  const scenario::Place& place = s.place(m.place);
  return std::any_of(s.elements.begin(), s.elements.end(), [&](const scenario::ElementDef& e) {
    if (e.aircraft.exists() || e.side != m.side || !band.has(std::max(e.arrives, s.start)))
      return false;
    return std::any_of(place.cells.begin(), place.cells.end(),
                       [&](CellId cell) { return s.ground.cell_at(e.at) == cell; });
  });
}

// An order that has the holder leave the place, by the hour or some time after another order.
const Order* order_to_leave(const Scenario& s, const Measure& m) {
  for (const Order& order : s.orders) {
    const bool leaves = order.task == Task::kWithdraw;
    if (!leaves || s.unit(order.unit).side == m.side || !overlaps(order, m)) continue;
    // He holds the place by an order of his own.
    const bool holds = std::any_of(s.orders.begin(), s.orders.end(), [&](const Order& other) {
      return other.unit == order.unit && other.objective == m.place;
    });
    const bool beaten = std::any_of(order.when.begin(), order.when.end(), [](const Condition& c) {
      return c.kind == ConditionKind::kLossesOver || c.kind == ConditionKind::kControls ||
             c.kind == ConditionKind::kUnitBroken || c.kind == ConditionKind::kEnemyNear;
    });
    if (holds && !beaten) return &order;
  }
  return nullptr;
}

// A rule of engagement that keeps men of the side off the place until some time within the band.
const scenario::Rule* rule_lifted(const Scenario& s, const Measure& m, const Band& band) {
  const auto& cells = s.place(m.place).cells;
  for (const scenario::Rule& rule : s.rules) {
    if (rule.side != m.side || !band.has(rule.until)) continue;
    if (std::any_of(cells.begin(), cells.end(), [&](CellId c) { return rule.forbids(c); })) {
      return &rule;
    }
  }
  return nullptr;
}

Provenance of_capture(const Scenario& s, const Measure& m, const Target* target) {
  const Band band = band_of(s, m, target);
  if (arrives_there(s, m, band)) return {Origin::kGiven, "men come on the map there"};
  for (const Order& order : s.orders) {
    const bool goes = order.objective == m.place && order.task != Task::kBombard &&
                      order.task != Task::kSupportByFire && order.task != Task::kAirStrike;
    if (!goes || s.unit(order.unit).side != m.side || !band.has(order.not_before)) continue;
    return {Origin::kPartlyGiven, "order " + order.id + " has its hour there"};
  }
  if (const scenario::Rule* rule = rule_lifted(s, m, band)) {
    return {Origin::kPartlyGiven, "rule of engagement " + rule->id + " ends there"};
  }
  if (const Order* leave = order_to_leave(s, m)) {
    return {Origin::kPartlyGiven, "order " + leave->id + " has the other side leave"};
  }
  return {};
}

// --- rounds -------------------------------------------------------------------------------------

double planned_rounds(const Scenario& s, const Measure& m) {
  double rounds = 0;
  for (const Order& order : s.orders) {
    if (order.rounds_per_gun == 0 || !counts(s, m, order.unit) || !overlaps(order, m)) continue;
    if (order.not_before < m.from) continue;
    for (const ElementId e : s.unit(order.unit).all_elements) {
      if (s.element(e).kind == forces::ElementKind::kGun) rounds += order.rounds_per_gun;
    }
  }
  return rounds;
}

Provenance of_rounds(const Scenario& s, const Measure& m, const Target* target) {
  const double planned = planned_rounds(s, m);
  if (planned <= 0) return {};
  if (target != nullptr && planned >= target->low && planned <= target->high) {
    return {Origin::kGiven, "the bombardments of the plan alone come to that"};
  }
  if (target != nullptr && planned < kMostOfIt * target->best) return {};
  return {Origin::kPartlyGiven, "the plan names rounds for its bombardments"};
}

// Strikes and loads are the plan's; weather and losses take some of them away.
Provenance of_strikes(const Scenario& s, const Measure& m) {
  for (const Order& order : s.orders) {
    if (order.task != Task::kAirStrike || !counts(s, m, order.unit)) continue;
    return {Origin::kPartlyGiven, "the plan orders the strikes, as order " + order.id};
  }
  return {};
}

}  // namespace

Provenance provenance_of(const Scenario& scenario, const Measure& measure, const Target* target) {
  switch (measure.kind) {
    case MeasureKind::kStrength:
      return of_strength(scenario, measure);
    case MeasureKind::kKilled:
    case MeasureKind::kWounded:
    case MeasureKind::kMissing:
    case MeasureKind::kCasualties:
    case MeasureKind::kTanksLost:
    case MeasureKind::kAirCasualties:
    case MeasureKind::kDeadAndMissing:
    case MeasureKind::kEvacuated:
    case MeasureKind::kLeftLying:
      return of_losses(scenario, measure);
    case MeasureKind::kTimeOfControl:
      return of_capture(scenario, measure, target);
    case MeasureKind::kRoundsFired:
    case MeasureKind::kShellsFired:
      return of_rounds(scenario, measure, target);
    case MeasureKind::kSorties:
    case MeasureKind::kBombsTonnes:
    case MeasureKind::kAirRounds:
    case MeasureKind::kAirClaims:
      return of_strikes(scenario, measure);
    case MeasureKind::kMinutesToOverrun:
    case MeasureKind::kControlShare:
    case MeasureKind::kAircraftLost:
    case MeasureKind::kSalient:
      return {};
    case MeasureKind::kNotSimulated:
      return {Origin::kNotSimulated, {}};
  }
  return {};
}

std::string to_text(Origin origin) {
  switch (origin) {
    case Origin::kGiven:
      return "given";
    case Origin::kPartlyGiven:
      return "partly given";
    case Origin::kEmerged:
      return "emerged";
    case Origin::kNotSimulated:
      return "not simulated";
  }
  return {};
}

}  // namespace khasan::study
