// Organisations written out into units and elements, parts and absences applied.
#include <algorithm>
#include <map>

#include "scenario/compilation.h"
#include "scenario/nearest_name.h"

namespace khasan::scenario {

namespace {

constexpr int64_t kElementsMax = 200'000;  // twice the design size of a battle
constexpr std::size_t kLevelsMax = 32;     // corps to team are nine

using Tables = std::map<std::string, const OrganisationSpec*>;

// Elements and units of each table with all below it; finds tables that contain themselves.
class TableCounter {
 public:
  TableCounter(Compilation& c, const Tables& tables) : c_(c), tables_(tables) {}

  int64_t count(const OrganisationSpec& table) {
    const auto known = counts_.find(table.id);
    if (known != counts_.end()) return known->second;
    open_.push_back(table.id);
    auto n = static_cast<int64_t>(table.elements.size()) + 1;  // with the unit itself
    for (const SubUnitSpec& unit : table.units) {
      n = std::min(kElementsMax + 1, n + count_below(unit));  // no overflow on the way
    }
    open_.pop_back();
    return counts_[table.id] = n;
  }
  bool failed() const { return failed_; }

 private:
  int64_t count_below(const SubUnitSpec& unit) {
    const auto found = tables_.find(unit.organisation.id);
    if (found == tables_.end()) {
      failed_ = true;
      c_.fault(unit.organisation.where, unit.organisation.id, "the id of an organisation",
               did_you_mean(unit.organisation.id, names_of(tables_)));
      return 0;
    }
    const auto cycle = std::find(open_.begin(), open_.end(), unit.organisation.id);
    if (cycle == open_.end() && open_.size() >= kLevelsMax) {
      failed_ = true;
      c_.fault(unit.organisation.where, unit.organisation.id, "at most 32 levels of organisation");
      return 0;
    }
    if (cycle == open_.end()) return count(*found->second);
    report_cycle(unit, cycle);
    return 0;
  }

  void report_cycle(const SubUnitSpec& unit, std::vector<std::string>::iterator from) {
    failed_ = true;
    std::string chain;
    for (auto id = from; id != open_.end(); ++id) chain += *id + " > ";
    c_.fault(unit.organisation.where, chain + unit.organisation.id,
             "organisations that do not contain themselves");
  }

  Compilation& c_;
  const Tables& tables_;
  std::map<std::string, int64_t> counts_;
  std::vector<std::string> open_;
  bool failed_ = false;
};

class TreeBuilder {
 public:
  explicit TreeBuilder(Compilation& c) : c_(c) {}

  void build() {
    if (!read_tables()) return;
    check_elements();
    for (const UnitSpec* entry : sorted_entries()) add_entry(*entry);
  }

 private:
  bool read_tables() {
    for (const OrganisationSpec& table : c_.spec.organisations) {
      if (tables_.emplace(table.id, &table).second) continue;
      c_.fault(table.where, table.id, "an id that no other organisation has");
    }
    TableCounter counter(c_, tables_);
    for (const auto& entry : tables_) counts_[entry.first] = counter.count(*entry.second);
    return !counter.failed();
  }

  // Weapons that elements name must exist and have ammunition.
  void check_elements() {
    for (const auto& entry : tables_) {
      for (const ElementSpec& element : entry.second->elements) check_weapons(element);
    }
    for (const UnitSpec& unit : c_.spec.units) {
      for (const ElementSpec& element : unit.elements) check_weapons(element);
      for (const UnitSpec& part : unit.parts) {
        for (const ElementSpec& element : part.elements) check_weapons(element);
      }
    }
  }

  // A tank is a vehicle, and only a vehicle's crew is a tank.
  void check_vehicle(const ElementSpec& element) {
    const std::string& vehicle = element.element.vehicle;
    if (!vehicle.empty())
      c_.resolve(c_.vehicles, {vehicle, element.vehicle}, "the id of a vehicle");
    if ((element.element.kind == forces::ElementKind::kTank) == !vehicle.empty()) return;
    c_.fault(element.where, element.element.name, "kind: tank and a vehicle, or neither");
  }

  // A flight is aircraft, each with its whole crew, and brings no weapons but theirs.
  void check_aircraft(const ElementSpec& spec) {
    const forces::ElementTemplate& e = spec.element;
    const bool flies = e.kind == forces::ElementKind::kFlight;
    if (flies == e.aircraft.empty() || flies != (e.aircraft_count > 0)) {
      c_.fault(spec.where, e.name, "kind: flight with aircraft and aircraft_count, or none");
    }
    if (!flies || e.aircraft.empty()) return;
    const AircraftId id = c_.resolve(c_.aircraft, {e.aircraft, spec.aircraft}, "an aircraft's id");
    if (!id.exists()) return;
    const int crews = e.aircraft_count * c_.scenario.aircraft[id.index()].crew;
    if (e.men != crews) {
      c_.fault(spec.where, std::to_string(e.men) + " men",
               "the " + std::to_string(crews) + " men of the crews");
    }
    if (!e.weapons.empty()) c_.fault(spec.where, "weapons", "only those of the type of aircraft");
  }

  void check_weapons(const ElementSpec& element) {
    check_vehicle(element);
    check_aircraft(element);
    const auto& weapons = element.element.weapons;
    if (weapons.size() > static_cast<std::size_t>(kWeaponSlots)) {
      c_.fault(element.where, std::to_string(weapons.size()) + " kinds of weapon", "at most 4");
    }
    for (std::size_t i = 0; i < weapons.size(); ++i) {
      const Where where = i < element.weapons.size() ? element.weapons[i] : element.where;
      const WeaponId id = c_.resolve(c_.weapons, {weapons[i].weapon, where}, "the id of a weapon");
      if (!id.exists()) continue;
      const forces::Weapon& weapon = c_.scenario.weapon(id);
      const bool is_grenade = weapon.kind == forces::WeaponKind::kHandGrenade;
      const int own = is_grenade ? 1 : weapon.first_line_rounds;
      if ((weapons[i].rounds_each >= 0 ? weapons[i].rounds_each : own) > 0) continue;
      c_.fault(where, weapon.id + " without ammunition", "rounds for the weapon",
               "give rounds_each here or first_line_rounds in the weapon's entry");
    }
  }

  // Parents before children: by depth of the path, then by path.
  std::vector<const UnitSpec*> sorted_entries() const {
    std::vector<const UnitSpec*> entries;
    for (const UnitSpec& unit : c_.spec.units) entries.push_back(&unit);
    const auto depth = [](const UnitSpec* u) {
      return std::count(u->path.begin(), u->path.end(), '/');
    };
    std::stable_sort(entries.begin(), entries.end(), [&](const UnitSpec* a, const UnitSpec* b) {
      return depth(a) != depth(b) ? depth(a) < depth(b) : a->path < b->path;
    });
    return entries;
  }

  void add_entry(const UnitSpec& entry) {
    const std::size_t first = entry.path.find('/'), last = entry.path.rfind('/');
    if (first == std::string::npos) {
      c_.fault(entry.where, entry.path, "a path that begins with a side, as jp/19div");
      return;
    }
    Side side = Side::kFirst;
    if (!c_.resolve_side({entry.path.substr(0, first), entry.where}, side)) return;
    std::vector<Formed>* siblings = siblings_of(entry, entry.path.substr(0, last));
    if (siblings == nullptr) return;
    for (const Formed& other : *siblings) {
      if (other.path != entry.path) continue;
      c_.fault(entry.where, entry.path, "a path that no other unit has",
               "to change a part of an organisation use 'parts'");
      return;
    }
    siblings->push_back(form(entry, side));
    apply_parts(entry, siblings->back());
  }

  // The list that a unit belongs in: its parent's children, or the roots.
  std::vector<Formed>* siblings_of(const UnitSpec& entry, const std::string& parent) {
    if (parent.find('/') == std::string::npos) return &c_.forces;
    if (Formed* found = find(c_.forces, parent)) return &found->children;
    c_.fault(entry.where, entry.path, "a unit '" + parent + "' that it can belong to",
             "list the parent in the forces");
    return nullptr;
  }

  static Formed* find(std::vector<Formed>& units, const std::string& path) {
    for (Formed& unit : units) {
      if (unit.path == path) return &unit;
      if (path.compare(0, unit.path.size() + 1, unit.path + "/") == 0) {
        return find(unit.children, path);
      }
    }
    return nullptr;
  }

  Formed form(const UnitSpec& entry, Side side) {
    Formed unit;
    unit.path = entry.path;
    unit.side = side;
    unit.where = entry.where;
    if (!entry.organisation.given()) {
      check_bare(entry);
    } else if (const OrganisationSpec* table = table_of(entry.organisation)) {
      fill(unit, *table);
    }
    apply(entry, unit);
    if (unit.name.empty()) c_.fault(entry.where, "", "a name for people", "write name: …");
    return unit;
  }

  void check_bare(const UnitSpec& entry) {
    if (entry.echelon.has_value() && !entry.branch.empty()) return;
    c_.fault(entry.where, entry.path + " without organisation",
             "'organisation', or 'echelon' and 'branch' for a unit of its own make");
  }

  const OrganisationSpec* table_of(const NameSpec& name) {
    const auto found = tables_.find(name.id);
    if (found == tables_.end()) {
      c_.fault(name.where, name.id, "the id of an organisation",
               did_you_mean(name.id, names_of(tables_)));
      return nullptr;
    }
    elements_ += counts_[name.id];
    if (elements_ <= kElementsMax) return found->second;
    c_.fault(name.where, name.id,
             "at most " + std::to_string(kElementsMax) + " elements and units in all");
    return nullptr;
  }

  // Writes out a table below a unit.
  void fill(Formed& unit, const OrganisationSpec& table) {
    unit.name = table.name;
    unit.echelon = table.echelon;
    unit.branch = table.branch;
    unit.sources = table.sources;
    for (const ElementSpec& element : table.elements) add_element(unit, element);
    for (const SubUnitSpec& sub : table.units) {
      Formed child;
      child.path = unit.path + "/" + sub.id;
      child.side = unit.side;
      child.where = unit.where;
      fill(child, *tables_[sub.organisation.id]);
      child.name = child.short_name = sub.name;
      unit.children.push_back(std::move(child));
    }
  }

  static void add_element(Formed& unit, const ElementSpec& element) {
    Recruit recruit;
    recruit.path = unit.path + "/" + element.element.id;
    recruit.spec = &element;
    unit.elements.push_back(std::move(recruit));
  }

  // What an entry says about a unit, over what was said before.
  void apply(const UnitSpec& entry, Formed& unit) {
    unit.entries.push_back(&entry);
    unit.where = entry.where;
    if (!entry.name.empty()) unit.name = unit.short_name = entry.name;
    if (!entry.short_name.empty()) unit.short_name = entry.short_name;
    if (!entry.branch.empty()) unit.branch = entry.branch;
    if (entry.echelon.has_value()) unit.echelon = *entry.echelon;
    if (!entry.sources.empty()) unit.sources = entry.sources;
    for (const ElementSpec& element : entry.elements) add_element(unit, element);
    for (const NameSpec& part : entry.absent) remove(part, unit);
  }

  // Takes out a unit or an element below `unit`.
  void remove(const NameSpec& part, Formed& unit) {
    const std::string path = unit.path + "/" + part.id;
    if (Formed* found = find(unit.children, path)) {
      found->absent = true;
      return;
    }
    Formed* owner = owner_of(unit, path);
    if (owner != nullptr &&
        std::erase_if(owner->elements, [&](const Recruit& r) { return r.path == path; }) > 0) {
      return;
    }
    report_part(part, unit);
  }

  // The unit that would own the element of that path.
  static Formed* owner_of(Formed& unit, const std::string& path) {
    const std::string parent = path.substr(0, path.rfind('/'));
    return parent == unit.path ? &unit : find(unit.children, parent);
  }

  void apply_parts(const UnitSpec& entry, Formed& unit) {
    for (const UnitSpec& part : entry.parts) apply_part(part, unit);
  }

  void apply_part(const UnitSpec& part, Formed& unit) {
    const std::string path = unit.path + "/" + part.path;
    if (Formed* found = find(unit.children, path)) {
      apply(part, *found);
      apply_parts(part, *found);
      return;
    }
    Formed* owner = owner_of(unit, path);
    for (std::size_t i = 0; owner != nullptr && i < owner->elements.size(); ++i) {
      if (owner->elements[i].path != path) continue;
      apply_to_element(part, owner->elements[i]);
      return;
    }
    report_part({part.path, part.where}, unit);
  }

  // An element has a strength, a place, digging and an arrival of its own, and no more.
  void apply_to_element(const UnitSpec& part, Recruit& element) {
    if (part.strength.has_value()) {
      element.men = static_cast<int>(part.strength->figure.best + 0.5);
      element.fixed = true;
      element.strength = &*part.strength;
    }
    if (part.at.has_value()) element.placed = c_.resolve_position(*part.at, element.at);
    if (part.facing_deg.has_value()) element.bearing_deg = *part.facing_deg;
    if (part.posture_work_h.has_value()) {
      element.posture_work_h = part.posture_work_h->figure.best;
      element.digging = &*part.posture_work_h;
    }
    const bool too_much = part.strength_fraction.has_value() || part.frontage_m.has_value() ||
                          part.depth_m.has_value() || part.formation.has_value() ||
                          !part.elements.empty() || !part.parts.empty() || !part.absent.empty();
    if (too_much) {
      c_.fault(part.where, part.path,
               "a unit; an element takes only strength, at, facing_deg "
               "and posture_work_h");
    }
  }

  void report_part(const NameSpec& part, Formed& unit) {
    std::vector<std::string> names;
    for_each_unit(unit.children, [&](const Formed& below) {
      names.push_back(below.path.substr(unit.path.size() + 1));
      for (const Recruit& r : below.elements) names.push_back(r.path.substr(unit.path.size() + 1));
    });
    for (const Recruit& r : unit.elements) names.push_back(r.path.substr(unit.path.size() + 1));
    c_.fault(part.where, part.id, "a part of " + unit.path, did_you_mean(part.id, names));
  }

  Compilation& c_;
  Tables tables_;
  std::map<std::string, int64_t> counts_;
  int64_t elements_ = 0;
};

void drop_absent(std::vector<Formed>& units) {
  std::erase_if(units, [](const Formed& unit) { return unit.absent; });
  for (Formed& unit : units) drop_absent(unit.children);
}

}  // namespace

void compile_weapons(Compilation& c) {
  for (const WeaponSpec& spec : c.spec.weapons) {
    if (!c.weapons.emplace(spec.weapon.id, WeaponId{c.scenario.weapons.size()}).second) {
      c.fault(spec.where, spec.weapon.id, "an id that no other weapon has");
      continue;
    }
    c.scenario.weapons.push_back(spec.weapon);
  }
}

void compile_vehicles(Compilation& c) {
  for (const VehicleSpec& spec : c.spec.vehicles) {
    if (!c.vehicles.emplace(spec.vehicle.id, VehicleId{c.scenario.vehicles.size()}).second) {
      c.fault(spec.where, spec.vehicle.id, "an id that no other vehicle has");
      continue;
    }
    c.scenario.vehicles.push_back(spec.vehicle);
  }
}

void compile_aircraft(Compilation& c) {
  for (const AircraftSpec& spec : c.spec.aircraft) {
    const forces::Aircraft& type = spec.aircraft;
    if (!c.aircraft.emplace(type.id, AircraftId{c.scenario.aircraft.size()}).second) {
      c.fault(spec.where, type.id, "an id that no other aircraft has");
      continue;
    }
    if (type.bombs.size() + type.guns.size() > static_cast<std::size_t>(kWeaponSlots)) {
      c.fault(spec.where, type.id, "at most 4 kinds of bombs and guns");
    }
    double load_kg = 0;
    for (const auto* list : {&type.bombs, &type.guns}) {
      for (const forces::WeaponCount& count : *list) {
        const WeaponId id = c.resolve(c.weapons, {count.weapon, spec.where}, "the id of a weapon");
        if (!id.exists()) continue;
        const forces::Weapon& weapon = c.scenario.weapon(id);
        if (weapon.is_bomb() != (list == &type.bombs)) {
          c.fault(spec.where, weapon.id, "weapons of kind bomb among the bombs, and only there");
        }
        if (weapon.is_bomb()) load_kg += count.count * weapon.shell_kg;
      }
    }
    if (load_kg > type.payload_kg) {
      c.fault(spec.where, std::to_string(static_cast<int>(load_kg)) + " kg of bombs",
              "no more than payload_kg");
    }
    c.scenario.aircraft.push_back(type);
  }
}

void build_force_tree(Compilation& c) {
  TreeBuilder(c).build();
  drop_absent(c.forces);
}

}  // namespace khasan::scenario
