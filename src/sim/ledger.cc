#include "sim/ledger.h"

#include <algorithm>

#include "state/apply.h"

namespace khasan::sim {

using scenario::Scenario;
using state::Cause;
using state::Event;
using state::EventKind;
using state::HullPhase;

namespace {

constexpr std::array kBothSides{Side::kFirst, Side::kSecond};

struct SumInfo {
  const char *id, *group, *name, *unit;
};
constexpr std::array<SumInfo, kSums> kSumInfos{{
#define KHASAN_SUM(id, group, name, unit) {#id, group, name, unit},
#include "sim/ledger.def"
#undef KHASAN_SUM
}};

constexpr std::array<SumInfo, kTankStocks> kStockInfos{{
    {"tanks_running", "tanks", "running", "tanks"},
    {"tanks_stopped", "tanks", "stopped", "tanks"},
    {"tanks_bogged", "tanks", "bogged", "tanks"},
    {"tanks_immobile", "tanks", "immobile", "tanks"},
    {"tanks_gun_out", "tanks", "gun out", "tanks"},
    {"tanks_knocked_out", "tanks", "knocked out", "tanks"},
    {"tanks_burnt", "tanks", "burnt", "tanks"},
    {"tanks_evacuated", "tanks", "evacuated", "tanks"},
    {"tanks_in_workshop", "tanks", "in the workshop", "tanks"},
}};

constexpr int64_t kDayMs = 86'400'000;

// Midnights of the first side's clock inside the battle, after its start.
std::vector<Time> midnights(const Scenario& s) {
  const int64_t shift_ms = s.epoch_utc_ms + s.side(Side::kFirst).offset_minutes * 60'000LL;
  const int64_t into_day_ms = ((s.start.ms + shift_ms) % kDayMs + kDayMs) % kDayMs;
  std::vector<Time> times;
  for (Time t{s.start.ms - into_day_ms + kDayMs}; t < s.end; t += Time{kDayMs}) times.push_back(t);
  return times;
}

// What men were lost to, in the words of the ledger.
Sum cause_of(const Scenario& s, const Event& event) {
  switch (event.cause) {
    case Cause::kGrenade:
      return Sum::k_lost_grenades;
    case Cause::kCloseCombat:
      return Sum::k_lost_hand_to_hand;
    case Cause::kFlight:
      return Sum::k_lost_flight;
    case Cause::kSurrender:
      return Sum::k_lost_surrender;
    case Cause::kInTank:
      return Sum::k_lost_in_tanks;
    case Cause::kCrash:
      return Sum::k_lost_in_aircraft;
    default:
      break;
  }
  if (event.object.exists()) {
    const scenario::ElementDef& by = s.element(event.object);
    if (by.is_flight()) return Sum::k_lost_air;
    if (by.is_tank()) return Sum::k_lost_tanks;
  }
  return event.cause == Cause::kBullet ? Sum::k_lost_small_arms : Sum::k_lost_shells;
}

}  // namespace

std::vector<PlaceId> ledger_places(const Scenario& scenario) {
  std::vector<PlaceId> places;
  for (std::size_t p = 0; p < scenario.places.size(); ++p) {
    const scenario::Place& place = scenario.places[p];
    const bool measured =
        std::any_of(scenario.measures.begin(), scenario.measures.end(),
                    [p](const scenario::Measure& measure) { return measure.place == PlaceId{p}; });
    // A point changes hands with every passer-by.
    if (place.cells.size() > 1 && (place.kind == "crest" || measured)) places.push_back(PlaceId{p});
  }
  return places;
}

std::vector<LedgerRow> ledger_rows(const Scenario& scenario) {
  std::vector<LedgerRow> rows;
  const auto add = [&](const SumInfo& info, bool is_stock) {
    for (const Side side : kBothSides) {
      rows.push_back({std::string(info.id) + "_" + scenario.side(side).id, info.group, info.name,
                      info.unit, side, is_stock});
    }
  };
  for (const SumInfo& info : kSumInfos) add(info, false);
  for (const SumInfo& info : kStockInfos) add(info, true);
  for (const PlaceId p : ledger_places(scenario)) {
    const scenario::Place& place = scenario.place(p);
    const std::string id = "held_" + place.id;
    add({id.c_str(), "control", place.names.en.c_str(), "share"}, true);
  }
  return rows;
}

std::vector<Time> ledger_bounds(const Scenario& scenario) {
  std::vector<Time> bounds = midnights(scenario);
  for (const scenario::Stage& stage : scenario.stages) {
    bounds.push_back(stage.from);
    bounds.push_back(stage.to);
  }
  bounds.push_back(scenario.start);
  bounds.push_back(scenario.end);
  std::sort(bounds.begin(), bounds.end());
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  std::erase_if(bounds, [&](Time t) { return t < scenario.start || t > scenario.end; });
  return bounds;
}

std::vector<Span> ledger_spans(const Scenario& scenario) {
  std::vector<Span> spans;
  for (const scenario::Stage& stage : scenario.stages) {
    const Time from = std::max(stage.from, scenario.start), to = std::min(stage.to, scenario.end);
    if (from < to) spans.push_back({stage.name, true, from, to});
  }
  std::vector<Time> days = midnights(scenario);
  days.insert(days.begin(), scenario.start);
  days.push_back(scenario.end);
  for (std::size_t d = 0; d + 1 < days.size(); ++d) {
    const std::string clock = format_clock(scenario.epoch_utc_ms + days[d].ms,
                                           scenario.side(Side::kFirst).offset_minutes);
    spans.push_back({clock.substr(0, 6), false, days[d], days[d + 1]});
  }
  return spans;
}

double over_span(const LedgerRow& row, const std::vector<double>& values,
                 const std::vector<Time>& bounds, const Span& span) {
  double value = 0;
  for (std::size_t c = 0; c < values.size(); ++c) {
    if (bounds[c] < span.from || bounds[c] >= span.to) continue;
    value = row.is_stock ? values[c] : value + values[c];
  }
  return value;
}

Ledger::Ledger(const Scenario& scenario)
    : scenario_(scenario),
      places_(ledger_places(scenario)),
      bounds_(ledger_bounds(scenario)),
      tank_lost_(scenario.elements.size()) {
  const std::size_t columns = bounds_.size() - 1;
  values_.assign(row_of_place(places_.size(), Side::kFirst), std::vector<double>(columns));
}

void Ledger::count(const state::State& state, const state::EventLog& events) {
  // The stocks of a column are those after the first step that reaches its end.
  while (column_ + 2 < bounds_.size() && state.now >= bounds_[column_ + 1]) {
    take_stocks(state);
    ++column_;
  }
  for (const Event& event : events) count(event);
}

void Ledger::close(const state::State& last) {
  for (; column_ + 1 < bounds_.size(); ++column_) take_stocks(last);
}

void Ledger::keep(Archive& archive) {
  archive.pass(column_);
  archive.pass(tank_lost_);
  for (std::vector<double>& row : values_) archive.pass(row);
}

void Ledger::add(Sum sum, Side side, double amount) {
  values_[row_of(sum, side)][column_] += amount;
}

void Ledger::count(const Event& event) {
  switch (event.kind) {
    case EventKind::k_casualties:
      return count_losses(event);
    case EventKind::k_shots:
    case EventKind::k_shells_fired:
      return count_shots(event);
    case EventKind::k_grenades:
      return add(Sum::k_grenades, event.side, event.a);
    case EventKind::k_flight_took_off:
      return add(Sum::k_sorties, event.side, event.a);
    case EventKind::k_bombs_released:
      return add(Sum::k_bombs_t, event.side, event.b / 1000.0);
    case EventKind::k_aircraft_lost:
      return add(Sum::k_aircraft_lost, event.side, event.a);
    case EventKind::k_tank_immobile:
    case EventKind::k_tank_gun_out:
    case EventKind::k_tank_knocked_out:
    case EventKind::k_tank_burnt:
      return count_tank(event);
    case EventKind::k_tank_repaired:
      if (tank_lost_[event.subject.index()]) add(Sum::k_tanks_mended, event.side, 1);
      return;
    default:
      return;
  }
}

void Ledger::count_losses(const Event& event) {
  add(Sum::k_killed, event.side, event.a);
  add(Sum::k_wounded, event.side, event.b + event.c);
  add(Sum::k_missing, event.side, event.d);
  add(cause_of(scenario_, event), event.side, event.a + event.b + event.c + event.d);
}

void Ledger::count_shots(const Event& event) {
  const bool shells = event.kind == EventKind::k_shells_fired;
  const scenario::ElementDef& by = scenario_.element(event.subject);
  if (by.is_flight()) return add(Sum::k_air_rounds, event.side, event.a);
  if (by.is_tank()) {
    return add(shells ? Sum::k_tank_shells : Sum::k_tank_rounds, event.side, event.a);
  }
  const bool discharger = event.weapon.exists() && scenario_.weapon(event.weapon).kind ==
                                                       forces::WeaponKind::kGrenadeDischarger;
  const Sum fired = discharger ? Sum::k_discharger_grenades
                    : shells   ? Sum::k_shells
                               : Sum::k_rounds;
  add(fired, event.side, event.a);
}

// A tank counts once, when the enemy first puts it out of action.
void Ledger::count_tank(const Event& event) {
  if (!event.object.exists() || tank_lost_[event.subject.index()]) return;
  tank_lost_[event.subject.index()] = true;
  add(Sum::k_tanks_hit, event.side, 1);
}

void Ledger::take_stocks(const state::State& state) {
  for (std::size_t i = 0; i < state.hull.size(); ++i) {
    const scenario::ElementDef& def = scenario_.elements[i];
    if (state.hull[i].phase == HullPhase::kNone) continue;
    if (state::arrival_of(scenario_, state, ElementId{i}) > state.now) continue;
    values_[row_of(state.hull[i].phase, def.side)][column_] += 1;
  }
  for (std::size_t p = 0; p < places_.size(); ++p) {
    for (const Side side : kBothSides) {
      values_[row_of_place(p, side)][column_] = state::control_share(state, places_[p], side);
    }
  }
}

}  // namespace khasan::sim
