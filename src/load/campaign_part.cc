// campaign of battle.yaml: what hangs on a crisis.
#include "load/battle_files.h"

namespace khasan::load {

namespace {

std::vector<scenario::NameSpec> names_of(const Value& list) {
  std::vector<scenario::NameSpec> names;
  for (const Value& name : list.items()) names.push_back(name.name());
  return names;
}

scenario::EscalationSpec read_escalation(const Value& value) {
  Map map(value);
  scenario::EscalationSpec spec;
  spec.where = value.where();
  spec.escalation.id = map.need("id").id();
  spec.side = map.need("side").name();
  spec.escalation.rung =
      map.need("rung").integer({1, scenario::kRungsMax, "a rung of a ladder, 1 to 16"});
  spec.from = map.need("from").moment();
  map.with("to", [&](const Value& v) { spec.to = v.moment(); });
  // A pattern may hold a star, which no name does.
  for (const Value& v : map.take("orders").items()) {
    spec.orders.push_back({v.text("the id of an order, or a pattern"), v.where()});
  }
  spec.units = names_of(map.take("units"));
  spec.lifts = names_of(map.take("lifts"));
  map.with("sources", [](const Value& v) { v.sources(); });
  skip_evidence(map);
  map.finish();
  return spec;
}

scenario::ClaimSpec read_claim(const Value& value) {
  Map map(value);
  scenario::ClaimSpec spec;
  spec.side = map.need("side").name();
  spec.line = map.need("line").points(2);
  spec.place = map.need("place").name();
  map.with("sources", [](const Value& v) { v.sources(); });
  skip_evidence(map);
  map.finish();
  return spec;
}

scenario::OccupationSpec read_occupation(const Value& value) {
  Map map(value);
  scenario::OccupationSpec spec;
  spec.units = names_of(map.need("units"));
  spec.since = map.need("since").moment();
  map.with("sources", [](const Value& v) { v.sources(); });
  skip_evidence(map);
  map.finish();
  return spec;
}

}  // namespace

void read_campaign(BattleReading& battle, const Value& value) {
  Map map(value);
  scenario::CampaignSpec spec;
  map.with("mode", [&](const Value& v) { v.word({"historical", "free"}, spec.mode); });
  map.with("end", [&](const Value& v) { spec.end = v.moment(); });
  map.with("crisis", [&](const Value& v) { spec.crisis = v.text("the folder of a crisis"); });
  spec.crest = names_of(map.need("crest"));
  for (const Value& v : map.take("claims").items()) spec.claims.push_back(read_claim(v));
  for (const Value& v : map.need("escalations").items()) {
    spec.escalations.push_back(read_escalation(v));
  }
  map.with("occupation", [&](const Value& v) { spec.occupation = read_occupation(v); });
  map.finish();
  battle.spec.campaign = std::move(spec);
}

}  // namespace khasan::load
