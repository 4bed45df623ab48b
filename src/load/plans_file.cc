// plans/*.yaml.
#include "load/battle_files.h"
#include "scenario/player_order.h"

namespace khasan::load {

using scenario::ConditionKind;
using scenario::ConditionSpec;
using scenario::OrderSpec;

namespace {

ConditionSpec read_condition(const Value& value);

// The condition of a key and what belongs to it; false for a key that is none.
bool read_kind(Map& map, ConditionSpec& spec) {
  auto& condition = spec.condition;
  const auto is = [&](std::string_view key, ConditionKind kind) {
    if (!map.has(key)) return false;
    condition.kind = kind;
    return true;
  };
  if (is("time", ConditionKind::kTime)) {
    spec.time = map.take("time").moment();
  } else if (is("order_done", ConditionKind::kOrderDone)) {
    spec.order = map.take("order_done").name();
  } else if (is("after_order", ConditionKind::kAfterOrder)) {
    spec.order = map.take("after_order").name();
    const double delay_min = map.need("delay_min").number({0, 1e6, "minutes, 0 or more"});
    spec.delay_ms = static_cast<int64_t>(delay_min * 60'000 + 0.5);
  } else if (is("controls", ConditionKind::kControls)) {
    spec.place = map.take("controls").name();
    spec.side = map.need("side").name();
    condition.fraction = 0.5;
    map.with("fraction", [&](const Value& v) { condition.fraction = v.number(kShare); });
  } else if (is("contact", ConditionKind::kContact)) {
    condition.negated = !map.take("contact").boolean();
  } else if (is("losses_over", ConditionKind::kLossesOver)) {
    condition.fraction = map.take("losses_over").figure(kShare).figure.best;
  } else if (is("enemy_near", ConditionKind::kEnemyNear)) {
    spec.place = map.take("enemy_near").name();
    condition.range_m = map.need("range_m").number(kMetres);
  } else if (is("unit_broken", ConditionKind::kUnitBroken)) {
    spec.unit = map.take("unit_broken").name();
  } else {
    return false;
  }
  return true;
}

ConditionSpec read_condition(const Value& value) {
  Map map(value);
  ConditionSpec spec;
  if (map.has("not")) {
    spec = read_condition(map.take("not"));
    spec.condition.negated = !spec.condition.negated;
  } else if (!read_kind(map, spec)) {
    for (std::string_view key : {"time", "order_done", "after_order", "controls", "contact",
                                 "losses_over", "enemy_near", "unit_broken", "not"}) {
      map.take(key);  // known keys, for the message about the unknown one
    }
    if (value.is_map() && value.node()->keys.empty()) value.fault("an empty map", "a condition");
  }
  map.finish();
  return spec;
}

void read_manner(Map& map, OrderSpec& spec) {
  auto& order = spec.order;
  map.with("stance", [&](const Value& v) { v.word(scenario::stance_words(), order.stance); });
  map.with("fire", [&](const Value& v) { v.word(scenario::fire_words(), order.fire); });
  map.with("altitude_m", [&](const Value& v) {
    order.altitude_m = v.figure({10, 1e4, "metres, 10 to 10000"}).figure.best;
  });
  map.with("fuze", [&](const Value& v) { order.delay_fuze = v.word({"instant", "delay"}) == 1; });
  const auto read = [&](const std::string& key, std::size_t i, Limits limits, auto&& set) {
    map.with(key, [&](const Value& v) {
      spec.figures[i] = v.evidence("order " + order.id + ": " + key, limits);
      set(spec.figures[i]->figure.best);
    });
  };
  read("open_fire_range_m", 0, kMetres, [&](double x) { order.open_fire_range_m = x; });
  read("spacing_m", 1, kMetres, [&](double x) { order.spacing_m = x; });
  read("rounds_per_gun", 2, kRounds, [&](double x) { order.rounds_per_gun = static_cast<int>(x); });
  map.with("pre_planned", [&](const Value& v) { order.pre_planned = v.boolean(); });
  map.with("pursue", [&](const Value& v) { order.pursue = v.boolean(); });
}

OrderSpec read_order(const Value& value) {
  Map map(value);
  OrderSpec spec;
  spec.where = value.where();
  spec.order.id = map.need("id").id();
  spec.unit = map.need("unit").name();
  map.with("issuer", [&](const Value& v) { spec.issuer = v.name(); });
  const int task = map.need("task").word(scenario::task_words());
  if (task >= 0) spec.order.task = static_cast<scenario::Task>(task + 1);
  map.with("objective", [&](const Value& v) { spec.objective = v.name(); });
  for (const Value& v : map.take("via").items()) spec.via.push_back(v.name());
  read_manner(map, spec);
  map.with("operation", [&](const Value& v) { spec.order.operation = v.id(); });
  map.with("not_before",
           [&](const Value& v) { spec.not_before = v.disputed_moment(spec.not_before_range); });
  map.with("issued", [&](const Value& v) { spec.issued = v.moment(); });
  for (const Value& v : map.take("when").items()) spec.when.push_back(read_condition(v));
  for (const Value& v : map.take("until").items()) spec.until.push_back(read_condition(v));
  map.with("sources", [&](const Value& v) { spec.order.sources = v.sources(); });
  skip_evidence(map);
  map.finish();
  return spec;
}

}  // namespace

void read_plans(BattleReading& battle, const std::string& path) {
  const auto document = Document::open(battle.reading, path);
  if (!document) return;
  Map map(document->root());
  const Value side = map.need("side");
  const std::string prefix = side.id() + "/";
  for (const Value& value : map.need("orders").items()) {
    OrderSpec order = read_order(value);
    if (side.exists() && order.unit.given() &&
        order.unit.id.compare(0, prefix.size(), prefix) != 0) {
      battle.reading.errors.push_back(
          scenario::error_at(order.unit.where, order.unit.id, "a unit of the side of this file"));
    }
    battle.spec.orders.push_back(std::move(order));
  }
  map.finish();
}

}  // namespace khasan::load
