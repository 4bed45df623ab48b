// The workshop of compile(): what its passes share. Private to src/scenario; a pass reads the spec
// and what passes before it made, adds its part to the scenario, and reports faults without
// stopping, so that one run finds them all.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "scenario/spec.h"

namespace khasan::scenario {

// An element while its unit is being worked out.
struct Recruit {
  std::string path;
  const ElementSpec* spec = nullptr;
  int men = 0;                             // as shared out
  bool fixed = false;                      // the battle file gives its men
  std::array<int, kWeaponSlots> counts{};  // weapons that remain
  terrain::Point at{};
  double bearing_deg = 0;
  bool placed = false;
  double posture_work_h = 0;
  double base_km = 0;
  Time arrives{};
  const FigureSpec* strength = nullptr;  // its own, if the battle file gives one
  const FigureSpec* digging = nullptr;   // what says posture_work_h
};

// A unit while it is being worked out. Entries about it, the general first, the particular last.
struct Formed {
  std::string path, name, short_name, branch;
  Side side = Side::kFirst;
  forces::Echelon echelon = forces::Echelon::kPlatoon;
  std::vector<const UnitSpec*> entries;
  std::vector<std::string> sources;
  Where where;         // of the entry, or of the unit that it is part of
  int given_men = -1;  // men of the whole by the battle file; -1: by the table
  bool absent = false;
  std::vector<Recruit> elements;  // its own
  std::vector<Formed> children;

  // The last entry that says something about a key of UnitSpec; null if none does.
  template <class T>
  const T* said(std::optional<T> UnitSpec::*key) const {
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
      if (((*entry)->*key).has_value()) return &*((*entry)->*key);
    }
    return nullptr;
  }
};

struct Compilation {
  explicit Compilation(const ScenarioSpec& s) : spec(s) {}

  const ScenarioSpec& spec;
  Scenario scenario;
  Errors errors;
  std::vector<Formed> forces;  // roots: the top units of both sides
  std::map<std::string, PlaceId> places;
  std::map<std::string, WeaponId> weapons;
  std::map<std::string, VehicleId> vehicles;
  std::map<std::string, AircraftId> aircraft;
  std::map<std::string, UnitId> units;
  std::map<std::string, OrderId> orders;

  // Notes a fault once: a table that fills ten companies has its fault at one place.
  void fault(const Where& where, std::string found, std::string expected, std::string fix = {});
  // The thing of that name; reports an unknown one. `kind`: "a place", for the message.
  template <class IdType>
  IdType resolve(const std::map<std::string, IdType>& known, const NameSpec& name,
                 const std::string& kind);
  // The same for a name that may be missing.
  template <class IdType>
  IdType resolve_optional(const std::map<std::string, IdType>& known, const NameSpec& name,
                          const std::string& kind) {
    return name.given() ? resolve(known, name, kind) : IdType{};
  }
  bool resolve_side(const NameSpec& name, Side& side);
  Time time_of(const MomentSpec& moment) const { return Time{moment.utc_ms - spec.epoch.utc_ms}; }
  // The point that a position means; false, and a fault, when there is none.
  bool resolve_position(const PositionSpec& position, terrain::Point& at);
};

// Men of a unit by its tables, all parts that are present.
int establishment_of(const Formed& unit);
// Visits a unit and all below it, parents first.
template <class Unit, class Visit>
void for_each_unit(std::vector<Unit>& units, Visit&& visit) {
  for (Unit& unit : units) {
    visit(unit);
    for_each_unit(unit.children, visit);
  }
}

// The passes, in the order of compile().
void compile_setting(Compilation& c);
void compile_ground(Compilation& c);
void compile_places(Compilation& c);
void compile_weapons(Compilation& c);
void compile_vehicles(Compilation& c);
void compile_aircraft(Compilation& c);
void build_force_tree(Compilation& c);
void share_strength(Compilation& c);
void lay_out_forces(Compilation& c);
void number_forces(Compilation& c);
void compile_weather(Compilation& c);
void compile_orders(Compilation& c);
void compile_stages(Compilation& c);
void compile_measures(Compilation& c);
void compile_victory(Compilation& c);
void compile_rules(Compilation& c);
void compile_campaign(Compilation& c);
void compile_disputed(Compilation& c);
void compile_routes(Compilation& c);
void compute_hashes(Compilation& c);

// The names that a table knows, for "did you mean".
template <class IdType>
std::vector<std::string> names_of(const std::map<std::string, IdType>& known) {
  std::vector<std::string> names;
  for (const auto& entry : known) names.push_back(entry.first);
  return names;
}

void report_unknown(Compilation& c, const NameSpec& name, const std::string& kind,
                    const std::vector<std::string>& names);

template <class IdType>
IdType Compilation::resolve(const std::map<std::string, IdType>& known, const NameSpec& name,
                            const std::string& kind) {
  const auto found = known.find(name.id);
  if (found != known.end()) return found->second;
  report_unknown(*this, name, kind, names_of(known));
  return IdType{};
}

}  // namespace khasan::scenario
