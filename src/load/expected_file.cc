// expected.yaml: what is measured, and what is recorded.
#include "load/battle_files.h"

namespace khasan::load {

using scenario::MeasureKind;
using scenario::MeasureSpec;
using scenario::Target;
using scenario::TargetRole;

namespace {

constexpr Limits kRecorded{-1e9, 1e9, "a number"};

Target read_target(const Value& value, const std::string& measure) {
  Map map(value);
  Target target;
  target.measure = measure;
  target.low = map.need("low").number(kRecorded);
  target.best = map.need("best").number(kRecorded);
  target.high = map.need("high").number(kRecorded);
  if (!(target.low <= target.best && target.best <= target.high)) {
    value.fault("a best value outside low to high", "low <= best <= high");
  }
  map.need("role").word({"judged", "input", "parameter", "derived", "none"}, target.role);
  map.with("sources", [&](const Value& v) {
    for (const std::string& id : v.sources())
      target.source += (target.source.empty() ? "" : ", ") + id;
  });
  map.with("note", [&](const Value& v) { target.note = v.text(); });
  map.with("recalled", [&](const Value& v) { target.recalled = v.boolean(); });
  map.with("when_missed", [&](const Value& v) { target.when_missed = v.text(); });
  if (target.role == TargetRole::kJudged && target.when_missed.empty()) {
    value.fault("", "'when_missed' for a judged row", "say what would have to be true to meet it");
  }
  map.finish();
  return target;
}

// What is measured, where and when.
void read_what(Map& map, MeasureSpec& spec) {
  auto& measure = spec.measure;
  map.need("measure").word({"killed",           "wounded",         "missing",
                            "casualties",       "time_of_control", "minutes_to_overrun",
                            "control_share",    "rounds_fired",    "strength",
                            "tanks_lost",       "sorties",         "bombs_t",
                            "air_rounds",       "aircraft_lost",   "air_casualties",
                            "dead_and_missing", "shells_fired",    "air_claims",
                            "evacuated",        "left_lying",      "salient_m",
                            "not_simulated"},
                           measure.kind);
  if (measure.kind == MeasureKind::kNotSimulated) {
    map.with("side", [&](const Value& v) { spec.side = v.name(); });
  } else {
    spec.side = map.need("side").name();
  }
  for (const Value& v : map.take("units").items()) spec.units.push_back(v.name());
  map.with("place", [&](const Value& v) { spec.place = v.name(); });
  map.with("line", [&](const Value& v) { measure.line = v.points(2); });
  map.with("fraction", [&](const Value& v) { measure.fraction = v.number(kShare); });
  map.with("from", [&](const Value& v) { spec.from = v.moment(); });
  map.with("to", [&](const Value& v) { spec.to = v.moment(); });
  map.with("clock", [&](const Value& v) { spec.clock_minutes = v.clock_minutes(); });
}

MeasureSpec read_measure(const Value& value) {
  Map map(value);
  MeasureSpec spec;
  spec.where = value.where();
  spec.measure.id = map.need("id").id();
  spec.measure.quantity = map.need("quantity").text();
  spec.measure.unit = map.need("unit").text();
  read_what(map, spec);
  map.with("target", [&](const Value& v) { spec.target = read_target(v, spec.measure.id); });
  map.finish();
  return spec;
}

}  // namespace

void read_victory(BattleReading& battle, const Value& value) {
  Map map(value);
  scenario::VictorySpec spec;
  spec.where = spec.measure.where = value.where();
  spec.side = map.need("for").name();
  spec.condition.text = map.need("text").text();
  spec.condition.points = map.need("points").number({1, 100, "points, 1 to 100"});
  spec.condition.none_at = map.need("none_at").number(kRecorded);
  spec.condition.full_at = map.need("full_at").number(kRecorded);
  if (spec.condition.none_at == spec.condition.full_at) {
    value.fault("no points and all of them at the same value",
                "'none_at' and 'full_at' that differ");
  }
  read_what(map, spec.measure);
  if (spec.measure.measure.kind == MeasureKind::kNotSimulated) {
    value.fault("not_simulated", "a measure that the battle simulates");
  }
  map.with("sources", [](const Value& v) { v.sources(); });
  skip_evidence(map);
  map.finish();
  battle.spec.victory.push_back(std::move(spec));
}

void read_expected(BattleReading& battle, const std::string& path) {
  const auto document = Document::open(battle.reading, path);
  if (!document) return;
  Map map(document->root());
  read_format(map.need("format"), "khasan-expected-1");
  for (const Value& value : map.need("measures").items()) {
    battle.spec.measures.push_back(read_measure(value));
  }
  map.finish();
}

}  // namespace khasan::load
