// Units and elements sorted by path, with ids, stable keys and links between them.
#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "base/maths.h"
#include "scenario/compilation.h"

namespace khasan::scenario {

namespace {

// A unit with what it takes over from those above.
struct Numbered {
  const Formed* formed = nullptr;
  double night_training = 1;
  double bearing_deg = 0;
  NameSpec rally;
};

void flatten(const std::vector<Formed>& units, const Numbered& above, std::vector<Numbered>& out) {
  for (const Formed& unit : units) {
    Numbered own = above;
    own.formed = &unit;
    if (const auto* training = unit.said(&UnitSpec::night_training)) {
      own.night_training = training->figure.best;
    }
    if (const auto* bearing = unit.said(&UnitSpec::facing_deg)) own.bearing_deg = *bearing;
    for (const UnitSpec* entry : unit.entries) {
      if (entry->rally.given()) own.rally = entry->rally;
    }
    out.push_back(own);
    flatten(unit.children, own, out);
  }
}

// From a compass bearing to an angle from the east, counter-clockwise, in (-pi, pi].
double heading_of(double bearing_deg) {
  const double a = std::fmod(bearing_deg, 360.0) * kPi / 180;
  return pinned_atan2(pinned_cos(a), pinned_sin(a));
}

void add_unit(Compilation& c, const Numbered& numbered) {
  const Formed& formed = *numbered.formed;
  UnitDef unit;
  unit.path = formed.path;
  unit.key = stable_key(formed.path);
  unit.name = formed.name;
  unit.short_name = formed.short_name.empty() ? formed.name : formed.short_name;
  unit.side = formed.side;
  unit.echelon = formed.echelon;
  unit.branch = formed.branch;
  if (const auto* strength = formed.said(&UnitSpec::strength)) unit.strength = strength->figure;
  unit.night_training = numbered.night_training;
  unit.facing_rad = heading_of(numbered.bearing_deg);
  unit.rally = c.resolve_optional(c.places, numbered.rally, "a place");
  unit.sources = formed.sources;
  c.units.emplace(unit.path, UnitId{c.scenario.units.size()});
  c.scenario.units.push_back(std::move(unit));
}

terrain::MobilityClass mobility_of(Compilation& c, const Recruit& recruit) {
  terrain::MobilityClass mobility = terrain::MobilityClass::kFoot;
  if (!terrain::parse_mobility(recruit.spec->element.mobility, mobility)) {
    c.fault(recruit.spec->where, recruit.spec->element.mobility, "a class of mobility",
            "foot, loaded_foot, horse_artillery, wheeled or tracked");
  }
  return mobility;
}

void fill_weapons(const Compilation& c, const Recruit& recruit, ElementDef& element) {
  const auto& table = recruit.spec->element.weapons;
  std::size_t slot = 0;
  for (std::size_t i = 0; i < std::min(table.size(), recruit.counts.size()); ++i) {
    const auto found = c.weapons.find(table[i].weapon);
    if (found == c.weapons.end() || recruit.counts[i] == 0) continue;
    const forces::Weapon& type = c.scenario.weapon(found->second);
    const bool is_grenade = type.kind == forces::WeaponKind::kHandGrenade;
    const int own = is_grenade ? 1 : type.first_line_rounds;
    const int each = table[i].rounds_each >= 0 ? table[i].rounds_each : own;
    element.weapons[slot++] = {found->second, recruit.counts[i], recruit.counts[i] * each,
                               table[i].days};
  }
}

// A flight has the bombs and guns of its aircraft: `count` is what all carry at once, the rounds
// are those of all its loads.
void load_aircraft(const Compilation& c, const Recruit& recruit, ElementDef& element) {
  const auto type = c.aircraft.find(recruit.spec->element.aircraft);
  if (type == c.aircraft.end()) return;
  const forces::Aircraft& aircraft = c.scenario.aircraft[type->second.index()];
  element.aircraft = type->second;
  element.base_km = recruit.base_km;
  element.aircraft_count =
      std::min(recruit.spec->element.aircraft_count, recruit.men / std::max(1, aircraft.crew));
  std::size_t slot = 0;
  for (const auto* list : {&aircraft.bombs, &aircraft.guns}) {
    for (const forces::WeaponCount& one : *list) {
      const auto found = c.weapons.find(one.weapon);
      if (found == c.weapons.end() || slot >= element.weapons.size()) continue;
      const forces::Weapon& weapon = c.scenario.weapon(found->second);
      const int own = weapon.is_bomb() ? 1 : weapon.first_line_rounds;
      const int each = !weapon.is_bomb() && one.rounds_each >= 0 ? one.rounds_each : own;
      const int count = one.count * element.aircraft_count;
      element.weapons[slot++] = {found->second, count, count * each * recruit.spec->element.loads};
    }
  }
}

void add_element(Compilation& c, const Recruit& recruit, UnitId unit) {
  ElementDef element;
  element.path = recruit.path;
  element.key = stable_key(recruit.path);
  element.name = recruit.spec->element.name;
  element.side = c.scenario.unit(unit).side;
  element.unit = unit;
  element.kind = recruit.spec->element.kind;
  element.men = recruit.men;
  element.men_establishment = recruit.spec->element.men;
  element.mobility = mobility_of(c, recruit);
  element.lorries = recruit.spec->element.lorries;
  element.at = recruit.at;
  element.posture_work_h = recruit.posture_work_h;
  element.arrives = recruit.arrives;
  element.facing_rad = heading_of(recruit.bearing_deg);
  const auto vehicle = c.vehicles.find(recruit.spec->element.vehicle);
  if (vehicle != c.vehicles.end()) element.vehicle = vehicle->second;
  fill_weapons(c, recruit, element);
  load_aircraft(c, recruit, element);
  c.scenario.elements.push_back(std::move(element));
}

// The element that commands a unit: its headquarters, or else the first of its own.
ElementId headquarters_of(const Scenario& s, const UnitDef& unit) {
  for (ElementId e : unit.elements) {
    if (s.element(e).kind == forces::ElementKind::kHeadquarters) return e;
  }
  return unit.elements.empty() ? ElementId{} : unit.elements.front();
}

void link_units(Compilation& c) {
  Scenario& s = c.scenario;
  for (std::size_t u = 0; u < s.units.size(); ++u) {
    const std::string& path = s.units[u].path;
    const auto parent = c.units.find(path.substr(0, path.rfind('/')));
    if (parent == c.units.end()) continue;
    s.units[u].parent = parent->second;
    s.units[parent->second.index()].children.push_back(UnitId{u});
  }
  for (std::size_t e = 0; e < s.elements.size(); ++e) {
    s.units[s.elements[e].unit.index()].elements.push_back(ElementId{e});
  }
  s.index_elements();
  for (UnitDef& unit : s.units) unit.headquarters = headquarters_of(s, unit);
}

// No two things may share a path, or by bad luck a key: draws would be shared with it.
void check_keys(Compilation& c) {
  std::vector<std::pair<uint64_t, std::string>> keys;
  for (const UnitDef& unit : c.scenario.units) keys.emplace_back(unit.key, unit.path);
  for (const ElementDef& element : c.scenario.elements) {
    keys.emplace_back(element.key, element.path);
  }
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].first != keys[i - 1].first) continue;
    c.fault({c.spec.file, 0, 0, "forces"}, keys[i].second,
            "a path with a key other than that of " + keys[i - 1].second, "rename one of them");
  }
}

void check_sides_have_men(Compilation& c) {
  for (Side side : {Side::kFirst, Side::kSecond}) {
    const auto& all = c.scenario.elements;
    const bool any =
        std::any_of(all.begin(), all.end(), [&](const ElementDef& e) { return e.side == side; });
    if (any) continue;
    c.fault({c.spec.file, 0, 0, "forces"}, "",
            "at least one element of side '" + c.scenario.side(side).id + "'");
  }
}

}  // namespace

void number_forces(Compilation& c) {
  std::vector<Numbered> numbered;
  flatten(c.forces, {}, numbered);
  std::sort(numbered.begin(), numbered.end(),
            [](const Numbered& a, const Numbered& b) { return a.formed->path < b.formed->path; });
  for (const Numbered& unit : numbered) add_unit(c, unit);
  std::vector<std::pair<const Recruit*, UnitId>> recruits;
  for (std::size_t u = 0; u < numbered.size(); ++u) {
    for (const Recruit& r : numbered[u].formed->elements) recruits.emplace_back(&r, UnitId{u});
  }
  std::sort(recruits.begin(), recruits.end(),
            [](const auto& a, const auto& b) { return a.first->path < b.first->path; });
  for (const auto& [recruit, unit] : recruits) add_element(c, *recruit, unit);
  link_units(c);
  check_keys(c);
  if (c.errors.empty()) check_sides_have_men(c);
}

}  // namespace khasan::scenario
