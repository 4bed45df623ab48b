#include "load/orders_file.h"

#include <algorithm>
#include <map>

#include "load/value.h"
#include "scenario/nearest_name.h"

namespace khasan::load {

using scenario::PlayerOrder;
using scenario::Scenario;
using scenario::Spot;

namespace {

struct Names {
  std::map<std::string, UnitId> units;
  std::map<std::string, PlaceId> places;
};

Names names_of(const Scenario& scenario) {
  Names names;
  for (std::size_t u = 0; u < scenario.units.size(); ++u) {
    names.units.emplace(scenario.units[u].path, UnitId{u});
  }
  for (std::size_t p = 0; p < scenario.places.size(); ++p) {
    names.places.emplace(scenario.places[p].id, PlaceId{p});
  }
  return names;
}

// The thing of that name; a fault with the nearest name where there is none.
template <class Id>
Id find(const std::map<std::string, Id>& known, const Value& value, const std::string& what) {
  const std::string name = value.id(what);
  const auto found = known.find(name);
  if (found != known.end()) return found->second;
  std::vector<std::string> all;
  for (const auto& [id, number] : known) all.push_back(id);
  if (value.exists()) value.fault(name, what, scenario::did_you_mean(name, all));
  return Id{};
}

// "zaozernaya", or [east, north] in metres.
Spot read_spot(const Names& names, const Value& value) {
  if (value.is_list()) return {PlaceId{}, value.point()};
  return {find(names.places, value, "a place of the battle or [east, north]"), {}};
}

Time moment_of(const Scenario& scenario, const Value& value) {
  const Time at{value.moment().utc_ms - scenario.epoch_utc_ms};
  if (value.exists() && (at < scenario.start || at >= scenario.end)) {
    value.fault(value.found(), "a moment of the battle, from " +
                                   format_iso(scenario.epoch_utc_ms + scenario.start.ms, 0) +
                                   " to " + format_iso(scenario.epoch_utc_ms + scenario.end.ms, 0));
  }
  return at;
}

ReadOrder read_order(const Scenario& scenario, const Names& names, UnitId seat,
                     const Value& value) {
  Map map(value);
  ReadOrder read;
  read.where = value.where();
  PlayerOrder& order = read.order;
  read.at = moment_of(scenario, map.need("at"));
  order.unit = find(names.units, map.need("unit"), "a unit");
  order.seat = seat;
  if (!seat.exists() && order.unit.exists()) order.seat = scenario::top_of(scenario, order.unit);
  map.with("headquarters", [&](const Value& v) { order.seat = find(names.units, v, "a unit"); });
  const int task = map.need("task").word(scenario::task_words());
  if (task >= 0) order.task = static_cast<scenario::Task>(task + 1);
  map.with("objective", [&](const Value& v) { order.objective = read_spot(names, v); });
  for (const Value& v : map.take("via").items()) order.via.push_back(read_spot(names, v));
  map.with("stance", [&](const Value& v) { v.word(scenario::stance_words(), order.stance); });
  map.with("fire", [&](const Value& v) { v.word(scenario::fire_words(), order.fire); });
  map.with("not_before", [&](const Value& v) { order.not_before = moment_of(scenario, v); });
  map.with("recall", [&](const Value& v) {
    read.recall = moment_of(scenario, v);
    if (*read.recall < read.at) v.fault(v.found(), "a moment after the order");
  });
  map.finish();
  return read;
}

}  // namespace

Result<std::vector<ReadOrder>> read_orders(const std::string& path, const Scenario& scenario,
                                           Side side, UnitId seat) {
  Reading reading;
  const auto document = Document::open(reading, path);
  if (!document) return std::move(reading.errors);
  const Names names = names_of(scenario);
  std::vector<ReadOrder> orders;
  Map map(document->root());
  for (const Value& value : map.need("orders").items()) {
    const std::size_t faults = reading.errors.size();
    orders.push_back(read_order(scenario, names, seat, value));
    if (reading.errors.size() > faults) continue;
    for (const Error& fault : faults_of(scenario, side, orders.back().order)) {
      value.fault(fault.found, fault.expected, fault.fix);
    }
  }
  map.finish();
  if (!reading.errors.empty()) return std::move(reading.errors);
  std::stable_sort(orders.begin(), orders.end(),
                   [](const ReadOrder& a, const ReadOrder& b) { return a.at < b.at; });
  return orders;
}

}  // namespace khasan::load
