// rules_of_engagement and cease_fire of battle.yaml.
#include "load/battle_files.h"

namespace khasan::load {

using scenario::CeaseFireSpec;
using scenario::RuleSpec;

void read_rule(BattleReading& battle, const Value& value) {
  Map map(value);
  RuleSpec spec;
  spec.where = value.where();
  spec.rule.id = map.need("id").id();
  spec.side = map.need("side").name();
  std::vector<std::string> kinds;
  for (const std::string_view word : scenario::kRuleWords) kinds.emplace_back(word);
  map.need("kind").word(kinds, spec.rule.kind);
  map.with("from", [&](const Value& v) { spec.from = v.moment(); });
  map.with("until", [&](const Value& v) { spec.until = v.moment(); });
  for (const Value& unit : map.take("units").items()) spec.units.push_back(unit.name());
  map.with("line", [&](const Value& v) { spec.rule.line = v.points(2); });
  map.with("place", [&](const Value& v) { spec.place = v.name(); });
  map.with("sources", [&](const Value& v) { spec.rule.sources = v.sources(); });
  map.with("reliability", [](const Value& v) { v.word({"high", "medium", "low"}); });
  map.with("note", [&](const Value& v) { spec.rule.note = v.text(); });
  map.finish();
  battle.spec.rules.push_back(std::move(spec));
}

void read_cease_fire(BattleReading& battle, const Value& value) {
  Map map(value);
  CeaseFireSpec spec;
  map.with("agreed", [&](const Value& v) { spec.agreed = v.moment(); });
  spec.at = map.need("at").disputed_moment(spec.range);
  map.with("sources", [&](const Value& v) { spec.sources = v.sources(); });
  map.with("reliability", [](const Value& v) { v.word({"high", "medium", "low"}); });
  map.with("note", [&](const Value& v) { spec.note = v.text(); });
  map.finish();
  battle.spec.cease_fire = std::move(spec);
}

}  // namespace khasan::load
