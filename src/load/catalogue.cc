// Sources, weapons and organisations: of the catalogue, and of a battle that adds its own.
#include <algorithm>

#include "load/battle_files.h"

namespace khasan::load {

using forces::Weapon;
using scenario::ElementSpec;
using scenario::OrganisationSpec;
using scenario::SubUnitSpec;

namespace {

constexpr Limits kWhole{0, 1e7, "a number, 0 or more"};
constexpr Limits kPositive{1e-6, 1e7, "a number above 0"};
constexpr Limits kFrom1{1, 1000, "a number from 1 to 1000"};

std::vector<std::string> weapon_words() {
  return {"rifle",
          "pistol",
          "light_machine_gun",
          "heavy_machine_gun",
          "hand_grenade",
          "grenade_discharger",
          "mortar",
          "infantry_gun",
          "field_gun",
          "anti_tank_gun",
          "flamethrower",
          "bomb"};
}

std::vector<std::string> element_words() {
  return {"rifle_squad", "machine_gun",      "grenade_discharger", "gun",  "headquarters",
          "observer",    "ammunition_point", "engineers",          "tank", "flight"};
}

// A figure that is nought when the key is missing.
double figure_or(Map& map, std::string_view key, double otherwise) {
  const Value value = map.take(key);
  return value.exists() ? value.figure(kWhole).figure.best : otherwise;
}

double positive(Map& map, std::string_view key) {
  return map.need(key).figure(kPositive).figure.best;
}

int whole_or(Map& map, std::string_view key, int otherwise, Limits limits) {
  const Value value = map.take(key);
  if (!value.exists()) return otherwise;
  const double best = value.figure(limits).figure.best;
  return static_cast<int>(best + 0.5);
}

void read_ballistics(Map& map, Weapon& w) {
  // A bomb falls; how far and how often is the business of the aircraft.
  w.range_m_max = w.is_bomb() ? figure_or(map, "range_m_max", 0)
                              : map.need("range_m_max").figure(kWhole).figure.best;
  // Hand grenades are thrown at a rate of the men, not of the weapon (close_assault).
  w.rounds_per_min = w.kind == forces::WeaponKind::kHandGrenade || w.is_bomb()
                         ? figure_or(map, "rounds_per_min", 0)
                         : map.need("rounds_per_min").figure(kWhole).figure.best;
  w.range_m_min = figure_or(map, "range_m_min", 0);
  w.dispersion_mil = figure_or(map, "dispersion_mil", 0);
  w.shell_kg = figure_or(map, "shell_kg", 0);
  w.lethal_area_m2 = figure_or(map, "lethal_area_m2", 0);
  w.range_error_fraction = figure_or(map, "range_error_fraction", 0);
  w.deflection_error_mil = figure_or(map, "deflection_error_mil", 0);
  w.muzzle_speed_mps = figure_or(map, "muzzle_speed_mps", 0);
  map.with("armour_piercing", [&](const Value& v) {
    Map round(v);
    w.ap_shell_kg = positive(round, "shell_kg");
    w.ap_calibre_mm = positive(round, "calibre_mm");
    w.ap_speed_mps = positive(round, "speed_mps");
    w.ap_drag_per_km = positive(round, "drag_per_km");
    w.ap_de_marre_k = positive(round, "de_marre_k");
    round.finish();
  });
}

void read_weapon(Map& map, Weapon& w) {
  map.need("kind").word(weapon_words(), w.kind);
  w.crew = whole_or(map, "crew", 1, kFrom1);
  w.burst_rounds = whole_or(map, "burst_rounds", 1, kFrom1);
  w.first_line_rounds = whole_or(map, "first_line_rounds", 0, kWhole);
  read_ballistics(map, w);
}

void read_vehicle(Map& map, forces::Vehicle& v) {
  v.armour_front_mm = positive(map, "armour_front_mm");
  v.armour_side_mm = positive(map, "armour_side_mm");
  v.armour_rear_mm = positive(map, "armour_rear_mm");
  v.length_m = positive(map, "length_m");
  v.width_m = positive(map, "width_m");
  v.height_m = positive(map, "height_m");
  v.road_kmh = positive(map, "road_kmh");
  v.cross_country_kmh = positive(map, "cross_country_kmh");
  v.marsh_kmh = positive(map, "marsh_kmh");
  v.stoppages_per_100km = map.need("stoppages_per_100km").figure(kWhole).figure.best;
  v.bogging_factor = figure_or(map, "bogging_factor", 1);
}

forces::WeaponCount read_weapon_count(const Value& value) {
  Map map(value);
  forces::WeaponCount count;
  count.weapon = map.need("weapon").id("the id of a weapon");
  count.count = map.need("count").integer({1, 100'000, "a number, 1 or more"});
  map.with("rounds_each", [&](const Value& v) { count.rounds_each = v.integer(kWhole); });
  map.with("days", [&](const Value& v) {
    count.days = v.integer({1, 1000, "a number of days, 1 to 1000"});
  });
  map.finish();
  return count;
}

void read_one_aircraft(Map& map, forces::Aircraft& a) {
  a.speed_kmh = positive(map, "speed_kmh");
  a.ceiling_m = positive(map, "ceiling_m");
  a.payload_kg = map.need("payload_kg").figure(kWhole).figure.best;
  a.stick_m = figure_or(map, "stick_m", 0);
  a.crew = map.need("crew").integer({1, 20, "a number of men, 1 to 20"});
  map.with("strafes", [&](const Value& v) { a.strafes = v.boolean(); });
  for (const Value& bomb : map.take("bombs").items()) a.bombs.push_back(read_weapon_count(bomb));
  for (const Value& gun : map.take("guns").items()) a.guns.push_back(read_weapon_count(gun));
}

// "lmg{n}" with the number put in.
std::string numbered(std::string text, int n) {
  const std::size_t at = text.find("{n}");
  return at == std::string::npos ? text : text.replace(at, 3, std::to_string(n));
}

// An id that may hold {n}.
std::string numbered_id(const Value& value) {
  const std::string text = value.text("an id");
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  const std::string plain = numbered(text, 1);
  if (value.exists() && !std::all_of(plain.begin(), plain.end(), allowed)) {
    value.fault(text, "an id of lower-case letters, digits and '_', with {n} for the number");
  }
  return text;
}

// `count` and `from`; the id of several must hold {n}.
struct Repetition {
  int count = 1, from = 1;
};
Repetition read_repetition(Map& map, const std::string& id) {
  Repetition r;
  r.count = whole_or(map, "count", 1, kFrom1);
  r.from = whole_or(map, "from", 1, kFrom1);
  if (r.count > 1 && id.find("{n}") == std::string::npos) {
    map.value().fault(id, "{n} in the id of several", "write e.g. " + id + "{n}");
  }
  return r;
}

void read_element(const Value& value, std::vector<ElementSpec>& elements) {
  Map map(value);
  ElementSpec spec;
  spec.where = value.where();
  forces::ElementTemplate& e = spec.element;
  e.id = numbered_id(map.need("id"));
  e.name = map.need("name").text();
  const bool known = map.need("kind").word(element_words(), e.kind);
  e.men = map.need("men").integer({1, 10'000, "a number of men, 1 or more"});
  map.with("vehicle", [&](const Value& v) {
    e.vehicle = v.id("the id of a vehicle");
    spec.vehicle = v.where();
    e.mobility = "tracked";
  });
  map.with("aircraft", [&](const Value& v) {
    e.aircraft = v.id("the id of an aircraft");
    spec.aircraft = v.where();
  });
  map.with("aircraft_count", [&](const Value& v) { e.aircraft_count = v.integer(kFrom1); });
  map.with("lorries", [&](const Value& v) {
    e.lorries = v.integer({0, 10'000, "a number of lorries, 0 or more"});
    if (known && e.kind != forces::ElementKind::kAmmunitionPoint) {
      v.fault(element_words()[static_cast<std::size_t>(e.kind)], "lorries of an ammunition_point",
              "leave the key out, or give the lorries to the point that loads them");
    }
  });
  map.with("loads", [&](const Value& v) { e.loads = v.integer(kFrom1); });
  map.with("mobility", [&](const Value& v) {
    v.word({"foot", "loaded_foot", "horse_artillery", "wheeled", "tracked"});
    e.mobility = v.text();
  });
  for (const Value& weapon : map.take("weapons").items()) {
    spec.weapons.push_back(weapon.where());
    e.weapons.push_back(read_weapon_count(weapon));
  }
  const Repetition r = read_repetition(map, e.id);
  map.finish();
  for (int n = r.from; n < r.from + r.count; ++n) {
    ElementSpec& one = elements.emplace_back(spec);
    one.element.id = numbered(e.id, n);
    one.element.name = numbered(e.name, n);
  }
}

void read_sub_unit(const Value& value, std::vector<SubUnitSpec>& units) {
  Map map(value);
  const std::string id = numbered_id(map.need("id"));
  const std::string name = map.need("name").text();
  const scenario::NameSpec organisation = map.need("organisation").name();
  const Repetition r = read_repetition(map, id);
  map.finish();
  for (int n = r.from; n < r.from + r.count; ++n) {
    units.push_back({numbered(id, n), numbered(name, n), organisation});
  }
}

void check_ids(const OrganisationSpec& table, const Value& value) {
  std::vector<std::string> ids;
  for (const ElementSpec& e : table.elements) ids.push_back(e.element.id);
  for (const SubUnitSpec& u : table.units) ids.push_back(u.id);
  std::sort(ids.begin(), ids.end());
  const auto twice = std::adjacent_find(ids.begin(), ids.end());
  if (twice != ids.end()) value.fault("'" + *twice + "' twice", "ids that differ");
}

void read_organisation(const Value& value, std::vector<OrganisationSpec>& list) {
  Map map(value);
  OrganisationSpec table;
  table.where = value.where();
  table.id = map.need("id").id();
  table.name = map.need("name").text();
  map.need("echelon").word(echelon_words(), table.echelon);
  table.branch = map.need("branch").id();
  table.elements = read_elements(map.take("elements"));
  for (const Value& unit : map.take("units").items()) read_sub_unit(unit, table.units);
  table.sources = map.need("sources").sources();
  skip_evidence(map);
  map.finish();
  check_ids(table, value);
  list.push_back(std::move(table));
}

// Reads each entry of the one list of a file.
template <class ReadEntry>
void read_list(BattleReading& battle, const std::string& path, std::string_view key,
               ReadEntry read_entry) {
  const auto document = Document::open(battle.reading, path);
  if (!document) return;
  Map map(document->root());
  for (const Value& value : map.need(key).items()) read_entry(value);
  map.finish();
}

// A file of weapons, vehicles or aircraft: what all types say, and what `read_rest` reads of each.
template <class Spec, class Type>
void read_types(BattleReading& battle, const std::string& path, std::string_view key,
                std::vector<Spec>& list, Type Spec::*type, void (*read_rest)(Map&, Type&)) {
  read_list(battle, path, key, [&](const Value& value) {
    Map map(value);
    Spec& spec = list.emplace_back();
    spec.where = value.where();
    Type& one = spec.*type;
    one.id = map.need("id").id();
    one.name = map.need("name").text();
    read_rest(map, one);
    one.sources = map.need("sources").sources();
    skip_evidence(map);
    map.finish();
  });
}

std::string name_of_author(const Value& author) {
  Map map(author);
  for (std::string_view key : {"family", "literal", "given"}) {
    const Value part = map.take(key);
    if (part.exists()) return part.text();
  }
  return {};
}

std::string year_of(const Value& issued) {
  if (!issued.exists()) return {};
  Map map(issued);
  const auto years = map.take("date-parts").items();
  if (years.empty() || !years[0].is_list() || years[0].node()->items.empty()) return {};
  return years[0].item(0).text();
}

// CSL-JSON has many keys; those that a citation needs are read, the others are for Zotero.
scenario::Source read_source(const Value& value) {
  Map map(value);
  scenario::Source source;
  source.id = map.need("id").id();
  map.need("type").text();
  const std::string title = map.need("title").text();
  std::string authors;
  for (const Value& author : map.take("author").items()) {
    authors += (authors.empty() ? "" : ", ") + name_of_author(author);
  }
  const std::string year = year_of(map.take("issued"));
  source.citation = authors +
                    (authors.empty() ? ""
                     : year.empty()  ? ": "
                                     : " " + year + ": ") +
                    title + (authors.empty() && !year.empty() ? " (" + year + ")" : "");
  for (std::string_view key : {"container-title", "publisher"}) {
    map.with(key, [&](const Value& v) { source.citation += ", " + v.text(); });
  }
  map.with("note", [&](const Value& v) { source.note = v.text(); });
  return source;
}

}  // namespace

std::vector<std::string> echelon_words() {
  return {"team",     "section", "platoon",  "company", "battalion",
          "regiment", "brigade", "division", "corps"};
}

std::vector<ElementSpec> read_elements(const Value& list) {
  std::vector<ElementSpec> elements;
  for (const Value& element : list.items()) read_element(element, elements);
  return elements;
}

void read_sources(BattleReading& battle, const std::string& path) {
  const auto document = Document::open(battle.reading, path);
  if (!document) return;
  for (const Value& value : document->root().items()) {
    scenario::Source source = read_source(value);
    // A battle may repeat a work of the catalogue; its own entry is the one that is printed.
    if (battle.reading.sources.insert(source.id).second) {
      battle.spec.sources.push_back(std::move(source));
      continue;
    }
    for (scenario::Source& known : battle.spec.sources) {
      if (known.id == source.id) known = source;
    }
  }
}

void read_weapons(BattleReading& battle, const std::string& path) {
  read_types(battle, path, "weapons", battle.spec.weapons, &scenario::WeaponSpec::weapon,
             read_weapon);
}

void read_vehicles(BattleReading& battle, const std::string& path) {
  read_types(battle, path, "vehicles", battle.spec.vehicles, &scenario::VehicleSpec::vehicle,
             read_vehicle);
}

void read_aircraft(BattleReading& battle, const std::string& path) {
  read_types(battle, path, "aircraft", battle.spec.aircraft, &scenario::AircraftSpec::aircraft,
             read_one_aircraft);
}

void read_organisations(BattleReading& battle, const std::string& path) {
  read_list(battle, path, "organisations",
            [&](const Value& value) { read_organisation(value, battle.spec.organisations); });
}

}  // namespace khasan::load
