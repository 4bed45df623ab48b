// forces/*.yaml.
#include <algorithm>

#include "load/battle_files.h"

namespace khasan::load {

using scenario::PositionSpec;
using scenario::UnitSpec;

namespace {

constexpr Limits kBearing{-360, 360, "degrees from -360 to 360"};

PositionSpec read_position(const Value& value) {
  PositionSpec position;
  position.where = value.where();
  if (value.is_map()) {
    Map map(value);
    position.place = map.need("place").text("the id of a place");
    map.with("east_m", [&](const Value& v) { position.east_m = v.number(kAnyNumber); });
    map.with("north_m", [&](const Value& v) { position.north_m = v.number(kAnyNumber); });
    map.finish();
  } else if (value.is_list()) {
    const terrain::Point p = value.point();
    position.east_m = p.x_m;
    position.north_m = p.y_m;
  } else {
    position.place = value.text("a place, [east, north] or {place: …}");
  }
  return position;
}

std::string read_path(const Value& value) {
  const std::string path = value.text("a path");
  if (path.empty()) return {};
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '/';
  };
  const bool sound = std::all_of(path.begin(), path.end(), allowed) && path.size() <= 200 &&
                     path.find("//") == std::string::npos && path.front() != '/' &&
                     path.back() != '/';
  if (sound) return path;
  value.fault(path, "names of lower-case letters, digits and '_', joined by '/'");
  return {};
}

void read_ground(Map& map, const std::string& path, UnitSpec& unit) {
  map.with("at", [&](const Value& v) { unit.at = read_position(v); });
  map.with("facing_deg", [&](const Value& v) { unit.facing_deg = v.number(kBearing); });
  map.with("frontage_m", [&](const Value& v) { unit.frontage_m = v.number({0, 1e5, "metres"}); });
  map.with("depth_m", [&](const Value& v) { unit.depth_m = v.number({0, 1e5, "metres"}); });
  map.with("formation", [&](const Value& v) {
    v.word({"line", "two_up", "column", "ring"}, unit.formation.emplace());
  });
  map.with("base_km", [&](const Value& v) {
    unit.base_km = v.evidence(path + ": km to its base", {0, 5000, "kilometres, 0 or more"});
  });
  map.with("rally", [&](const Value& v) { unit.rally = v.name(); });
  map.with("arrives", [&](const Value& v) { unit.arrives = v.moment(); });
}

void read_state(Map& map, const std::string& path, UnitSpec& unit) {
  map.with("strength",
           [&](const Value& v) { unit.strength = v.evidence(path + ": strength", kMen); });
  map.with("strength_fraction", [&](const Value& v) {
    unit.strength_fraction = v.evidence(path + ": strength as a share of the table", kShare);
    if (unit.strength) v.fault("both strength and strength_fraction", "one of them");
  });
  map.with("posture_work_h", [&](const Value& v) {
    unit.posture_work_h = v.evidence(path + ": hours of digging", kHours);
  });
  map.with("night_training", [&](const Value& v) {
    unit.night_training = v.evidence(path + ": night training", kQualityFactor);
  });
}

// The keys that a unit and a part have in common. `path`: the full one, for the report.
void read_common(Map& map, const std::string& path, UnitSpec& unit);

UnitSpec read_part(const Value& value, const std::string& above) {
  Map map(value);
  UnitSpec part;
  part.where = value.where();
  const Value name = map.need("unit");
  part.path = read_path(name);
  if (name.exists()) part.where = name.where();
  if (map.has("organisation")) {
    const Value organisation = map.take("organisation");
    organisation.fault(organisation.found(), "no organisation in a part",
                       "list the unit by itself, under its own path");
  }
  read_common(map, above + "/" + part.path, part);
  map.finish();
  return part;
}

void read_common(Map& map, const std::string& path, UnitSpec& unit) {
  map.with("name", [&](const Value& v) { unit.name = v.text(); });
  map.with("short_name", [&](const Value& v) { unit.short_name = v.text(); });
  map.with("branch", [&](const Value& v) { unit.branch = v.id(); });
  map.with("echelon", [&](const Value& v) { v.word(echelon_words(), unit.echelon.emplace()); });
  unit.elements = read_elements(map.take("elements"));
  read_state(map, path, unit);
  read_ground(map, path, unit);
  for (const Value& v : map.take("absent").items())
    unit.absent.push_back({read_path(v), v.where()});
  for (const Value& v : map.take("parts").items()) unit.parts.push_back(read_part(v, path));
  map.with("sources", [&](const Value& v) { unit.sources = v.sources(); });
  skip_evidence(map);
}

UnitSpec read_unit(const Value& value, const std::string& side) {
  Map map(value);
  UnitSpec unit;
  unit.where = value.where();
  const Value path = map.need("path");
  unit.path = read_path(path);
  if (path.exists()) unit.where = path.where();
  if (!side.empty() && !unit.path.empty() &&
      unit.path.compare(0, side.size() + 1, side + "/") != 0) {
    path.fault(unit.path, "a path that begins with " + side + "/, the side of this file");
  }
  map.with("organisation", [&](const Value& v) { unit.organisation = v.name(); });
  read_common(map, unit.path, unit);
  map.finish();
  return unit;
}

}  // namespace

void read_forces(BattleReading& battle, const std::string& path) {
  const auto document = Document::open(battle.reading, path);
  if (!document) return;
  Map map(document->root());
  const std::string side = map.need("side").id();
  for (const Value& unit : map.need("units").items()) {
    battle.spec.units.push_back(read_unit(unit, side));
  }
  map.finish();
}

}  // namespace khasan::load
