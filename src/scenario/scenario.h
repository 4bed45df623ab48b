// The compiled battle: immutable tables, grids, orders and parameters with their citations, built
// once and shared by every run. Made from a ScenarioSpec by compile() (compile.h); nothing writes
// to it afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "forces/aircraft.h"
#include "forces/organisation.h"
#include "forces/vehicle.h"
#include "forces/weapon.h"
#include "scenario/disputed.h"
#include "scenario/engagement.h"
#include "scenario/escalation.h"
#include "scenario/figure.h"
#include "scenario/order.h"
#include "scenario/parameters.h"
#include "terrain/ground.h"
#include "terrain/mobility.h"
#include "terrain/paths.h"

namespace khasan::scenario {

inline constexpr int kWeaponSlots = 4;   // kinds of weapon that one element may have
inline constexpr int kSubUnitsMax = 12;  // units directly below one unit
// Light on the ground at the end of civil twilight: one reads by daylight (exact).
inline constexpr double kDaylight_lux = 10;

// Names of a thing in the languages of the sources.
struct Names {
  std::string en, ru, ja;
};

// A named point or area. Orders refer to places; control is measured over polygons.
struct Place {
  std::string id;
  Names names;
  std::string kind;                     // hill, knoll, village, position, ford, rally, crest, …
  terrain::Point at{};                  // the point, or the centre of the polygon
  std::vector<terrain::Point> polygon;  // empty for a point
  std::vector<CellId> cells;            // of the polygon; for a point the one cell it lies in
  double height_m = 0;                  // published height for labels; 0 if none
  bool by_player = false;               // pointed at by a player while the battle was played
};

// A belt of wire: the cells it runs through.
struct Obstacle {
  std::string id;
  Side owner = Side::kFirst;
  Time from{};                // stands from then on; before, nobody meets it
  EscalationId escalation{};  // that it is built after; `from` shifts with it
  std::vector<terrain::Point> line;
  std::vector<CellId> cells;
};

// A charge under stones before a position: it goes off once.
struct Fougasse {
  std::string id;    // of the obstacle, and its number in it: "fougasses_zaozernaya/2"
  uint64_t key = 0;  // the name of every draw about it
  Side owner = Side::kFirst;
  terrain::Point at{};
  Time from{};  // laid by then
};

// One kind of weapon in an element.
struct WeaponSlot {
  WeaponId weapon{};
  int count = 0;   // at full strength
  int rounds = 0;  // for all of them together, at the start
  int days = 0;    // that these are meant to last; 0: not rationed
  bool exists() const { return weapon.exists(); }
};

// The simulated thing as the scenario knows it (what changes is in State).
struct ElementDef {
  std::string path;  // "su/40rd/118rr/3bn/7co/1pl/sq2"
  uint64_t key = 0;  // stable key of the path: the name of every draw about it
  std::string name;  // for people: "2nd squad, 1st platoon"
  Side side = Side::kFirst;
  UnitId unit{};  // the lowest unit it belongs to
  forces::ElementKind kind = forces::ElementKind::kRifleSquad;
  int men = 0;                // at the start, with best evidence
  int men_establishment = 0;  // by the table of organisation
  std::array<WeaponSlot, kWeaponSlots> weapons{};
  terrain::MobilityClass mobility = terrain::MobilityClass::kFoot;
  terrain::Point at{};        // at the start
  double posture_work_h = 0;  // hours of digging already done at its place at the start
  Time arrives{};             // on the map from then on (arrivals from outside)
  double facing_rad = 0;      // direction it faces at the start: atan2(north, east)
  VehicleId vehicle{};        // whose crew the men are; none: they are on foot or with a gun
  int lorries = 0;            // of an ammunition point, that bring its rounds to points below
  AircraftId aircraft{};      // of a flight
  int aircraft_count = 0;     // of a flight, at the start
  double base_km = 0;         // of a flight: from its base to the battle; 0: by the parameter
  EscalationId escalation{};  // that it arrives with; `arrives` shifts with it

  bool is_flight() const { return aircraft.exists(); }
  bool is_tank() const { return kind == forces::ElementKind::kTank; }
};

// A unit of the hierarchy.
struct UnitDef {
  std::string path;
  uint64_t key = 0;
  std::string name;        // "7th company, 3rd battalion, 118th Rifle Regiment"
  std::string short_name;  // "7/118"
  Side side = Side::kFirst;
  forces::Echelon echelon = forces::Echelon::kPlatoon;
  std::string branch;  // infantry, machine_gun, artillery, border_guards, headquarters, …
  UnitId parent{};
  std::vector<UnitId> children;
  std::vector<ElementId> elements;      // its own, not those of its children
  std::vector<ElementId> all_elements;  // its own and those of all units below
  ElementId headquarters{};             // the element that commands it
  Figure strength{};  // men of the whole unit where the battle file gives them; best 0: by table
  double night_training = 1.0;  // quality factors from the battle file; 1: ordinary
  double facing_rad = 0;        // direction of its front at the start: atan2(north, east)
  PlaceId rally{};              // where it falls back to when broken; none: its own start
  std::vector<std::string> sources;
};

// Weather from `from` on, until the next entry.
struct Weather {
  Time from{};
  std::string text;             // "fog", "downpour", "overcast, dark"
  double visibility_m = 15000;  // meteorological visibility
  double cloud = 0;             // 0..1: share of moon- and starlight taken
  double rain = 0;              // 0..1
  double wetness = 0;           // 0..1 of the soil
  double cloud_base_m = 1e9;    // over the ground; far: no low cloud
};

// Natural light without cloud, for one moment; computed from the ephemeris when compiled.
struct Light {
  double sun_elevation_deg = 0;
  double moon_elevation_deg = 0;
  double moon_phase = 0;  // illuminated share 0..1
  double lux_clear = 0;   // on the ground, clear sky
};

// What a battle wants measured; simulated against recorded.
enum class MeasureKind : uint8_t {
  kKilled,
  kWounded,
  kMissing,
  kCasualties,        // men of a side (or of `units`) in the window
  kTimeOfControl,     // hour on the clock `offset_minutes` when `side` first controls `place`
  kMinutesToOverrun,  // from the first shot in the window until `side` controls `place`
  kControlShare,      // share of `place` held by `side` at the end of the window
  kRoundsFired,       // by a side
  kStrength,          // men present and fit at the end of the window
  kTanksLost,         // vehicles of a side put out of action by the enemy in the window
  kSorties,           // aircraft of a side that took off in the window
  kBombsTonnes,       // bombs of a side that were released
  kAirRounds,         // rounds that its aircraft fired
  kAircraftLost,      // aircraft of a side
  kAirCasualties,     // men of a side hit from the air: by bombs and aircraft's guns
  kDeadAndMissing,    // killed and missing of a side
  kShellsFired,       // rounds of guns, mortars and dischargers, not of tanks
  kAirClaims,         // men whom its pilots claim to have hit
  kEvacuated,         // badly wounded of a side whom bearers brought to the aid post
  kLeftLying,         // badly wounded of a side not there by the end of the window
  kSalient,           // how far beyond `line` men of a side stand at the end of the battle, m
  kNotSimulated,      // the row is shown with its record only
};

struct Measure {
  std::string id;  // "T029"
  std::string quantity, unit;
  MeasureKind kind = MeasureKind::kCasualties;
  Side side = Side::kFirst;
  std::vector<UnitId> units;  // with all below; empty: the whole side
  PlaceId place{};
  double fraction = 0.5;  // share of the place that counts as control; kSalient: of the men
                          // beyond the line, who stand farther
  std::vector<terrain::Point> line;  // kSalient, metres; `place` lies on the side's own side of it
  std::vector<uint8_t> own_ground;   // by cell: 1 on that side
  Time from{}, to = kNever;          // window
  int offset_minutes = 540;          // clock of kTimeOfControl
};

// What a side fights for: so many points for what is measured (victory.h).
struct VictoryCondition {
  Side side = Side::kFirst;         // who has the points
  std::string text;                 // in words
  double points = 0;                // at most; > 0, those of a side add up to 100
  double none_at = 0, full_at = 1;  // values of the measure with no and with all points; not equal
  Measure measure;
};

// A span of the battle with a name, such as a night assault: what historians call its phase.
struct Stage {
  std::string name;
  Time from{}, to{};  // from < to
};

enum class TargetRole : uint8_t { kJudged, kInput, kParameter, kDerived, kNone };

struct Target {
  std::string measure;  // id of a Measure
  double low = 0, best = 0, high = 0;
  TargetRole role = TargetRole::kJudged;
  std::string source, note;
  std::string when_missed;  // what would have to be true to meet it
  bool recalled = false;    // rests on recall
};

struct Source {
  std::string id, citation, note;
};

// A figure of the battle with its evidence, for the report.
struct EvidenceRow {
  std::string what;  // "su/40rd/118rr/3bn: strength"
  Figure figure;
};

// A profile of evidence that the battle offers (profile.h).
struct Profile {
  std::string id, title, note;
};

struct SideDef {
  std::string id;          // "jp"
  std::string name;        // "Japan"
  std::string adjective;   // "Japanese"
  std::string colour;      // "#c0392b" for the map
  int offset_minutes = 0;  // its clock
  bool japanese = false;   // which national parameters apply (cohesion, bayonet, initiative)
};

// Shapes drawn on the map only (rivers, roads, frontier …), in UTM metres.
struct MapFeature {
  std::string kind;
  Names names;
  std::string geometry;  // Point, LineString, Polygon
  std::vector<std::vector<terrain::Point>> rings;
  std::string confidence;
  double height_m = 0;
};

// What the ground rests on: which cells are surveyed, which are reconstructed, and how far off
// these may be. The map shows it; studies may draw it (doubtful_ground.h).
struct GroundBasis {
  struct Class {
    int number = 0;
    std::string name;
    bool reconstructed = false;
    double shift_m = 0;   // of outlines, one standard deviation east and north
    double height_m = 0;  // of heights, one standard deviation
  };
  std::vector<Class> legend;
  std::vector<uint8_t> cells;  // number of a class by cell of the ground; empty: nothing is said
};

struct Scenario {
  std::string id, title, subtitle;
  std::string folder;        // where it was read from, for messages only; not hashed
  int64_t epoch_utc_ms = 0;  // Time{0}
  Time start{}, end{};
  std::string projection;  // of all coordinates: "EPSG:32652" (UTM on WGS 84)
  std::array<SideDef, kSideCount> sides;

  terrain::Ground ground;
  terrain::MobilityTable mobility;
  std::vector<Place> places;
  std::vector<Obstacle> obstacles;
  std::vector<Fougasse> fougasses;
  std::vector<MapFeature> features;
  GroundBasis basis;
  std::vector<std::string> credits;

  std::vector<forces::Weapon> weapons;
  std::vector<forces::Vehicle> vehicles;
  std::vector<forces::Aircraft> aircraft;
  std::vector<ElementDef> elements;     // sorted by path
  std::vector<ElementId> crews;         // elements with a vehicle, ascending
  std::vector<ElementId> flights;       // ascending
  std::vector<ElementId> shell_firers;  // elements with a weapon that fires shells
  std::vector<Time> arrivals;           // moments at which elements come on the map, ascending
  std::vector<UnitDef> units;           // sorted by path: parents before children
  std::vector<Order> orders;            // by hour, then by id
  std::vector<Rule> rules;              // of engagement, in file order
  std::vector<std::vector<uint32_t>> rules_of;  // by unit: the rules that bind it; empty: no rules
  std::optional<CeaseFire> cease_fire;          // `end` is not after it
  Mode mode = Mode::kHistorical;
  std::vector<Escalation> escalations;   // of both sides, in file order; may be empty
  std::optional<Occupation> occupation;  // of the prize before the battle
  std::vector<PlaceId> crest;            // the places that a crisis is about
  // By side and cell: 1 on the own side of the line that it claims; empty: none is drawn.
  std::array<std::vector<uint8_t>, kSideCount> claimed;
  std::vector<std::string> rule_changes;  // as told on the command line: "frontier=off"; not hashed
  std::vector<std::string> what_ifs;      // titles of those that changed the battle; not hashed
  std::vector<Weather> weather;           // by time
  std::vector<Light> light;               // every kLightStep from `start`
  ParamTable parameters;

  // Flow field towards each place for each class of mobility that needs it, by place then class.
  std::vector<std::array<std::optional<terrain::Signposts>, terrain::kMobilityClassCount>> routes;

  // Of these, the ones that a player's orders asked for, with the first that did. Nobody knew them
  // before it was given.
  struct LateRoute {
    PlaceId place{};
    terrain::MobilityClass mobility{};
    OrderId since{};
  };
  std::vector<LateRoute> late_routes;
  // The flow field that a run knows that has met `order_count` orders; null: none.
  const terrain::Signposts* route_to(PlaceId to, terrain::MobilityClass by,
                                     std::size_t order_count) const;

  // Ground that hangs together, for each class of mobility that an element has.
  std::array<std::optional<terrain::Regions>, terrain::kMobilityClassCount> regions;

  std::vector<Stage> stages;  // by time, none over another; may be empty; not hashed
  std::vector<Measure> measures;
  std::vector<Target> targets;
  std::vector<VictoryCondition> victory;  // by side; may be empty; not hashed
  std::vector<Source> sources;
  std::vector<EvidenceRow> evidence;
  std::vector<Disputed> disputed;  // figures that a run may draw, in file order
  std::vector<Profile> profiles;   // by id
  std::vector<std::string> notes;  // for the report: what the battle says about itself

  uint64_t hash = 0;  // of all that a run depends on
  uint64_t parameter_hash = 0;
  uint64_t orders_hash = 0;

  const SideDef& side(Side s) const { return sides[index_of(s)]; }
  const ElementDef& element(ElementId e) const { return elements[e.index()]; }
  const UnitDef& unit(UnitId u) const { return units[u.index()]; }
  const forces::Weapon& weapon(WeaponId w) const { return weapons[w.index()]; }
  const forces::Vehicle& vehicle(VehicleId v) const { return vehicles[v.index()]; }
  const forces::Aircraft& aircraft_of(ElementId e) const {
    return aircraft[element(e).aircraft.index()];
  }
  const Place& place(PlaceId p) const { return places[p.index()]; }
  // The weather and the light that hold at `t`.
  const Weather& weather_at(Time t) const;
  const Light& light_at(Time t) const;
  // Light on the ground in lux, cloud taken off.
  double lux_at(Time t) const;
  // Whether it is darker than kDaylight_lux.
  bool is_dark(Time t) const { return lux_at(t) < kDaylight_lux; }

  // When something of an escalation is whose recorded hour is `recorded`; kNever: not released.
  // What belongs to none, and all of a historical battle, comes at its recorded hour.
  Time hour(EscalationId escalation, Time recorded, const std::vector<Release>& releases) const {
    if (mode == Mode::kHistorical || !escalation.exists()) return recorded;
    return shifted(escalation, recorded, releases);
  }
  // When the rule ends.
  Time end_of_rule(const Rule& rule, const std::vector<Release>& releases) const;
  // When the battle ends: at its end, or by the decision of a crisis before that.
  Time end_of_fighting(const std::vector<Release>& releases) const;
  // Whether the rule is in force at `t`.
  bool holds(const Rule& rule, Time t, const std::vector<Release>& releases) const;

  // The rule of that kind that binds the unit at `t`; null if there is none.
  const Rule* rule_on(RuleKind kind, UnitId unit, Time t,
                      const std::vector<Release>& releases = {}) const;
  // The rule that keeps the unit out of the cell at `t`; null if there is none.
  const Rule* rule_barring(UnitId unit, CellId cell, Time t,
                           const std::vector<Release>& releases = {}) const;
  // The rule that keeps the unit from beginning such a task at `t`; null if there is none.
  const Rule* rule_against(Task task, UnitId unit, Time t,
                           const std::vector<Release>& releases = {}) const;

  // Fills rules_of and the cells of rules, from rules, units and places.
  void index_rules();
  // Fills all_elements, crews, flights, shell_firers and arrivals from elements, units and weapons.
  void index_elements();

 private:
  Time shifted(EscalationId escalation, Time recorded, const std::vector<Release>& releases) const;
};

// Whether a state of `a` is a state of `b`: they have the same elements, units, orders, places and
// obstacles, and `b` no rule of engagement less.
bool have_same_things(const Scenario& a, const Scenario& b);

inline constexpr Time kLightStep = minutes(5);

}  // namespace khasan::scenario
