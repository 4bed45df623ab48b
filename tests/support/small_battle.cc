#include "support/small_battle.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <regex>

#include "base/hash.h"
#include "state/apply.h"

namespace khasan::support {

namespace {

using forces::ElementKind;
using forces::Weapon;
using forces::WeaponKind;
using scenario::Scenario;
using terrain::MobilityClass;
using terrain::Point;

// Best values of the catalogue, "mechanism.name" -> value: a line reader of
// "  name: {best: 0.1, …", so that these tests do not rest on the loader.
std::map<std::string, double> read_best_values() {
  std::map<std::string, double> values;
  const std::regex entry(R"(^\s+([a-z0-9_]+):\s*\{\s*best:\s*([-+0-9.eE]+).*)");
  const std::string folder = std::string(KHASAN_SOURCE_DIR) + "/catalog/parameters";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(file.path());
    std::smatch match;
    for (std::string line; std::getline(in, line);) {
      if (std::regex_match(line, match, entry)) {
        values[file.path().stem().string() + "." + match[1].str()] = std::stod(match[2].str());
      }
    }
  }
  return values;
}

scenario::ParamTable catalogue_parameters() {
  static const std::map<std::string, double> values = read_best_values();
  scenario::ParamTable table;
  for (std::size_t i = 0; i < scenario::kParamCount; ++i) {
    const auto& info = scenario::info_of(static_cast<scenario::Param>(i));
    const std::string name = std::string(info.mechanism) + "." + std::string(info.name);
    const auto found = values.find(name);
    if (found == values.end()) {
      std::cerr << "no value for parameter " << name << " in catalog/parameters\n";
      std::abort();
    }
    table[i] = {found->second, found->second, found->second, scenario::Reliability::kLow, {}};
  }
  return table;
}

Weapon weapon(const char* id, WeaponKind kind, double range_m, double rate, double dispersion_mil) {
  Weapon w;
  w.id = id;
  w.name = id;
  w.kind = kind;
  w.range_m_max = range_m;
  w.rounds_per_min = rate;
  w.dispersion_mil = dispersion_mil;
  w.first_line_rounds = 120;
  w.muzzle_speed_mps = 700;
  return w;
}

std::vector<Weapon> weapons() {
  std::vector<Weapon> all{weapon("rifle", WeaponKind::kRifle, 1000, 5, 3.0),
                          weapon("lmg", WeaponKind::kLightMachineGun, 1000, 80, 4.0),
                          weapon("hmg", WeaponKind::kHeavyMachineGun, 2000, 100, 1.5),
                          weapon("discharger", WeaponKind::kGrenadeDischarger, 650, 10, 10),
                          weapon("gun", WeaponKind::kFieldGun, 8000, 6, 1),
                          weapon("grenade", WeaponKind::kHandGrenade, 35, 2, 0),
                          weapon("at_gun", WeaponKind::kAntiTankGun, 2870, 15, 1),
                          weapon("tank_gun", WeaponKind::kAntiTankGun, 3600, 8, 1),
                          weapon("flame", WeaponKind::kFlamethrower, 35, 6, 0),
                          weapon("bomb", WeaponKind::kBomb, 0, 0, 0)};
  all[1].burst_rounds = 5;
  all[1].crew = 2;
  all[2].burst_rounds = 10;
  all[2].crew = 4;
  all[3].crew = 2;
  all[3].shell_kg = 0.8;
  all[3].lethal_area_m2 = 37;
  all[3].range_m_min = 120;
  all[3].range_error_fraction = 0.02;
  all[3].deflection_error_mil = 5;
  all[3].muzzle_speed_mps = 70;
  all[4].crew = 6;
  all[4].shell_kg = 6.2;
  all[4].lethal_area_m2 = 156;
  all[4].range_error_fraction = 0.006;
  all[4].deflection_error_mil = 0.6;
  all[4].muzzle_speed_mps = 300;
  all[5].shell_kg = 0.5;
  for (const std::size_t gun : {std::size_t{6}, std::size_t{7}}) {
    all[gun].crew = 2;
    all[gun].range_error_fraction = 0.006;
    all[gun].deflection_error_mil = 0.6;
    all[gun].muzzle_speed_mps = 300;
  }
  // The 37 mm gun of models section 7, and the gun of the T-26.
  all[6].shell_kg = 0.69;
  all[6].lethal_area_m2 = 34;
  all[6].ap_shell_kg = 0.69;
  all[6].ap_calibre_mm = 37;
  all[6].ap_speed_mps = 700;
  all[6].ap_drag_per_km = 0.563;
  all[6].ap_de_marre_k = 2400;
  all[7].shell_kg = 2.1;
  all[7].lethal_area_m2 = 74;
  all[8].lethal_area_m2 = 120;
  // A bomb of 100 kg.
  all[9].shell_kg = 100;
  all[9].lethal_area_m2 = 1094;
  return all;
}

forces::Vehicle t26() {
  forces::Vehicle v;
  v.id = v.name = "t26";
  v.armour_front_mm = v.armour_side_mm = v.armour_rear_mm = 15;
  v.length_m = 4.6;
  v.width_m = 2.4;
  v.height_m = 2.2;
  v.road_kmh = 20;
  v.cross_country_kmh = 10;
  v.marsh_kmh = 3.5;
  v.stoppages_per_100km = 0.06;
  return v;
}

std::vector<forces::Aircraft> aircraft() {
  forces::Aircraft bomber;
  bomber.id = bomber.name = "bomber";
  bomber.speed_kmh = 180;
  bomber.ceiling_m = 3800;
  bomber.payload_kg = 2000;
  bomber.stick_m = 300;
  bomber.crew = 8;
  bomber.bombs = {{"bomb", 20, -1}};
  forces::Aircraft fighter;
  fighter.id = fighter.name = "fighter";
  fighter.speed_kmh = 300;
  fighter.ceiling_m = 8000;
  fighter.strafes = true;
  fighter.guns = {{"lmg", 4, 500}};
  return {bomber, fighter};
}

terrain::Ground open_ground() {
  terrain::CoverTable table;
  for (terrain::CoverClass& cover : table.by_class) cover.micro_relief_length_m = 1500;
  terrain::GroundLayers layers;
  layers.shape = {160, 160, 25, kCentre.x_m - 2000, kCentre.y_m + 2000};
  layers.elevation_dm.assign(layers.shape.cell_count(), 500);
  layers.cover.assign(layers.shape.cell_count(), terrain::Cover::kOpen);
  return terrain::Ground(layers, table);
}

terrain::MobilityTable walking() {
  terrain::MobilityTable table;
  for (terrain::MobilityRow& row : table.by_class) {
    row.slope = terrain::kToblerWalking;
    row.slope_max = 1;
    row.night_factor = 0.8;
    row.cover_factor.fill(0.6);
  }
  return table;
}

}  // namespace

Scenario empty_battle() {
  Scenario s;
  s.id = "small";
  s.epoch_utc_ms = parse_iso_utc_ms("1938-07-29T05:00:00Z").value();
  s.start = Time{0};
  s.end = hours(24);
  s.sides[0] = {"jp", "Japan", "Japanese", "#c0392b", 540, true};
  s.sides[1] = {"su", "Soviet Union", "Soviet", "#2c3e90", 600, false};
  s.ground = open_ground();
  s.mobility = walking();
  s.weapons = weapons();
  s.vehicles = {t26()};
  s.aircraft = aircraft();
  s.weather = {{Time{0}, "clear", 15000, 0, 0, 0}};
  s.parameters = catalogue_parameters();
  return s;
}

UnitId add_unit(Scenario& scenario, Side side, const std::string& path, UnitId parent,
                forces::Echelon echelon) {
  scenario::UnitDef unit;
  unit.path = path;
  unit.key = stable_key(path);
  unit.name = unit.short_name = path;
  unit.side = side;
  unit.echelon = echelon;
  unit.branch = "infantry";
  unit.parent = parent;
  const UnitId id{scenario.units.size()};
  scenario.units.push_back(unit);
  if (parent.exists()) scenario.units[parent.index()].children.push_back(id);
  return id;
}

ElementId add_element(Scenario& scenario, UnitId unit, const std::string& name, ElementKind kind,
                      int men, WeaponId weapon, int count, int rounds, Point at) {
  scenario::ElementDef element;
  element.path = scenario.unit(unit).path + "/" + name;
  element.key = stable_key(element.path);
  element.name = name;
  element.side = scenario.unit(unit).side;
  element.unit = unit;
  element.kind = kind;
  element.men = element.men_establishment = men;
  element.weapons[0] = {weapon, count, rounds};
  element.at = at;
  const ElementId id{scenario.elements.size()};
  scenario.elements.push_back(element);
  scenario.units[unit.index()].elements.push_back(id);
  if (kind == ElementKind::kHeadquarters) scenario.units[unit.index()].headquarters = id;
  return id;
}

ElementId add_squad(Scenario& scenario, UnitId unit, const std::string& name, int men, Point at) {
  return add_element(scenario, unit, name, ElementKind::kRifleSquad, men, WeaponId{0}, men,
                     120 * men, at);
}

ElementId add_tank(Scenario& scenario, UnitId unit, const std::string& name, Point at) {
  const ElementId id =
      add_element(scenario, unit, name, ElementKind::kTank, 3, WeaponId{7}, 1, 120, at);
  scenario::ElementDef& tank = scenario.elements[id.index()];
  tank.weapons[1] = {WeaponId{1}, 1, 2700};
  tank.vehicle = VehicleId{0};
  tank.mobility = MobilityClass::kTracked;
  return id;
}

ElementId add_flight(Scenario& scenario, UnitId unit, const std::string& name, AircraftId type,
                     int count, int loads) {
  const forces::Aircraft& aircraft = scenario.aircraft[type.index()];
  const bool bombs = !aircraft.bombs.empty();
  const forces::WeaponCount& one = bombs ? aircraft.bombs.front() : aircraft.guns.front();
  const int each = bombs ? 1 : one.rounds_each;
  const ElementId id = add_element(scenario, unit, name, ElementKind::kFlight,
                                   count * aircraft.crew, bombs ? WeaponId{9} : WeaponId{1},
                                   count * one.count, count * one.count * each * loads, kCentre);
  scenario.elements[id.index()].aircraft = type;
  scenario.elements[id.index()].aircraft_count = count;
  scenario.elements[id.index()].base_km = 6;
  return id;
}

PlaceId add_place(Scenario& scenario, const std::string& id, Point at, double radius_m) {
  scenario::Place place;
  place.id = id;
  place.names.en = id;
  place.at = at;
  const auto& shape = scenario.ground.shape();
  for (std::size_t i = 0; radius_m > 0 && i < shape.cell_count(); ++i) {
    if (terrain::distance_m(shape.centre_of(CellId{i}), at) <= radius_m) {
      place.cells.push_back(CellId{i});
    }
  }
  if (place.cells.empty()) place.cells.push_back(scenario.ground.nearest_cell(at));
  scenario.places.push_back(place);
  return PlaceId{scenario.places.size() - 1};
}

void finish(Scenario& scenario) {
  scenario.index_elements();
  scenario.index_rules();
  constexpr auto foot = static_cast<std::size_t>(MobilityClass::kFoot);
  scenario.routes.resize(scenario.places.size());
  for (std::size_t p = 0; p < scenario.places.size(); ++p) {
    scenario.routes[p][foot] = terrain::compute_flow_field(
        scenario.ground, scenario.mobility.by_class[foot], scenario.places[p].cells);
  }
  const int64_t steps = (scenario.end - scenario.start).ms / scenario::kLightStep.ms + 1;
  scenario.light.assign(static_cast<std::size_t>(steps), {45, -30, 0, 50000});
}

state::Tick tick_of_all(const Scenario& scenario, const state::State& state, Time dt) {
  state::Tick tick;
  tick.enemy_m.assign(scenario.elements.size(), 10000.0f);
  tick.span.assign(scenario.elements.size(), Time{});
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    const ElementId e{i};
    if (!state::is_present(scenario, state, e)) continue;
    tick.due.push_back(e);
    tick.dt.push_back(dt);
    tick.span[i] = dt;
    tick.due_units.push_back(scenario.element(e).unit);
    for (std::size_t j = 0; j < scenario.elements.size(); ++j) {
      if (scenario.elements[j].side == scenario.elements[i].side) continue;
      if (!state::is_present(scenario, state, ElementId{j})) continue;
      const double d = terrain::distance_m(state.at[i], state.at[j]);
      if (d < tick.enemy_m[i]) tick.enemy_m[i] = static_cast<float>(d);
    }
  }
  std::sort(tick.due_units.begin(), tick.due_units.end());
  tick.due_units.erase(std::unique(tick.due_units.begin(), tick.due_units.end()),
                       tick.due_units.end());
  tick.before = state.now - dt;
  tick.minute = dt >= minutes(1);
  tick.near.rebuild(scenario, state);
  return tick;
}

void play_minute(const scenario::Scenario& scenario, state::State& state, const Rng& rng,
                 sim::PhaseFunction phase, state::EventLog* log) {
  state.now += minutes(1);
  const state::Tick tick = tick_of_all(scenario, state, minutes(1));
  state::Effects effects;
  phase(scenario, state, rng, tick, effects);
  state::apply(scenario, effects, state, log);
}

}  // namespace khasan::support
