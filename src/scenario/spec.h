// ScenarioSpec: what the files of a battle say (docs/battle_format.md), one struct an entry, each
// with the place it stands at. Editable: what-ifs change a spec and compile it again. Nothing is
// resolved here: names are still names. src/load fills it, compile() (compile.h) reads it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "forces/aircraft.h"
#include "forces/organisation.h"
#include "forces/vehicle.h"
#include "forces/weapon.h"
#include "scenario/order.h"
#include "scenario/parameters.h"
#include "scenario/scenario.h"
#include "terrain/ground.h"
#include "terrain/mobility.h"

namespace khasan::scenario {

// Where something stands; empty for a spec made in code.
struct Where {
  std::string file;
  int line = 0;
  int column = 0;
  std::string path;  // "units[2].strength"
};

// An error at that place.
Error error_at(const Where& where, std::string found, std::string expected, std::string fix = {});

// A name of something that stands elsewhere. Empty: not given.
struct NameSpec {
  std::string id;
  Where where;
  bool given() const { return !id.empty(); }
};

struct FigureSpec {
  Figure figure;
  Where where;
  bool by_profile = false;  // a profile said it, not the battle file
  std::string dispute;      // figures of one dispute are drawn together; empty: by itself
};

struct MomentSpec {
  int64_t utc_ms = 0;
  Where where;
};

struct StageSpec {
  std::string name;
  MomentSpec from, to;
};

// A position: a place, a point, or a place with an offset.
struct PositionSpec {
  std::string place;  // empty: east_m, north_m are coordinates
  double east_m = 0, north_m = 0;
  Where where;
};

struct SideSpec {
  SideDef side;
  Where where;
};

struct PlaceSpec {
  Place place;  // `cells` is not filled
  Where where;
};

struct CrossingSpec {
  terrain::Crossing kind = terrain::Crossing::kFord;
  std::vector<terrain::Point> line;
  Where where;
};

struct ObstacleSpec {
  std::string id;
  bool fougasses = false;  // a charge at every point of the line; else wire along it
  NameSpec owner;
  std::vector<terrain::Point> line;
  std::optional<MomentSpec> from;
  Where where;
};

struct WeatherSpec {
  Weather weather;  // `from` is not filled
  MomentSpec from;
  std::array<FigureSpec, 4> figures{};  // visibility, cloud, rain, wetness with their ranges
};

struct WeaponSpec {
  forces::Weapon weapon;
  Where where;
};

struct VehicleSpec {
  forces::Vehicle vehicle;
  Where where;
};

struct AircraftSpec {
  forces::Aircraft aircraft;
  Where where;
};

struct ElementSpec {
  forces::ElementTemplate element;
  Where where;
  Where vehicle;               // of its vehicle
  Where aircraft;              // of its aircraft
  std::vector<Where> weapons;  // of each weapon
};

struct SubUnitSpec {
  std::string id, name;  // {n} is filled in
  NameSpec organisation;
};

// A table of organisation with {n} and counts written out.
struct OrganisationSpec {
  std::string id, name;
  forces::Echelon echelon = forces::Echelon::kPlatoon;
  std::string branch;
  std::vector<ElementSpec> elements;
  std::vector<SubUnitSpec> units;
  std::vector<std::string> sources;
  Where where;
};

enum class Formation : uint8_t { kLine, kTwoUp, kColumn, kRing };

// An entry of forces/*.yaml, or of `parts` in one.
struct UnitSpec {
  std::string path;  // from the side; in a part: from the unit that it is a part of
  Where where;
  std::string name, short_name, branch;
  NameSpec organisation;
  std::optional<forces::Echelon> echelon;
  std::vector<ElementSpec> elements;
  std::optional<FigureSpec> strength, strength_fraction;
  std::optional<PositionSpec> at;
  std::optional<double> facing_deg, frontage_m, depth_m;
  std::optional<Formation> formation;
  std::optional<FigureSpec> posture_work_h, night_training, base_km;
  std::optional<MomentSpec> arrives;
  NameSpec rally;
  std::vector<NameSpec> absent;
  std::vector<UnitSpec> parts;
  std::vector<std::string> sources;
};

struct ConditionSpec {
  Condition condition;  // kind, fraction, range and negation; ids and times are not filled
  MomentSpec time;
  int64_t delay_ms = 0;
  NameSpec order, place, unit, side;
};

struct OrderSpec {
  Order order;  // what needs no name
  NameSpec unit, issuer, objective;
  std::vector<NameSpec> via;
  std::optional<MomentSpec> not_before, issued;
  FigureSpec not_before_range;                       // seconds about not_before, best 0
  std::array<std::optional<FigureSpec>, 3> figures;  // open_fire_range_m, spacing_m, rounds_per_gun
  std::vector<ConditionSpec> when, until;
  Where where;
};

struct RuleSpec {
  Rule rule;  // what needs no name
  NameSpec side, place;
  std::vector<NameSpec> units;
  std::optional<MomentSpec> from, until;
  Where where;
  bool off = false;  // left out on the command line
};

struct CeaseFireSpec {
  std::optional<MomentSpec> agreed;
  MomentSpec at;
  FigureSpec range;  // seconds about `at`, best 0
  std::vector<std::string> sources;
  std::string note;
  bool off = false;
};

struct EscalationSpec {
  Escalation escalation;  // what needs no name
  NameSpec side;
  MomentSpec from;
  std::optional<MomentSpec> to;        // all of its side from `from` to then belongs to it
  std::vector<NameSpec> orders;        // ids, with one '*' for any letters
  std::vector<NameSpec> units, lifts;  // who arrives with it; rules that end with it
  Where where;
};

// A line that a side claims as its border; `place` lies on its side.
struct ClaimSpec {
  NameSpec side, place;
  std::vector<terrain::Point> line;
};

struct OccupationSpec {
  std::vector<NameSpec> units;
  MomentSpec since;
};

struct CampaignSpec {
  Mode mode = Mode::kHistorical;
  std::optional<MomentSpec> end;  // of a free battle
  std::string crisis;             // folder with crisis.yaml, from the battle's; empty: its own
  std::vector<NameSpec> crest;
  std::vector<ClaimSpec> claims;
  std::vector<EscalationSpec> escalations;
  std::optional<OccupationSpec> occupation;
};

struct MeasureSpec {
  Measure measure;  // what needs no name
  NameSpec side, place;
  std::vector<NameSpec> units;
  std::optional<MomentSpec> from, to;
  std::optional<int> clock_minutes;
  std::optional<Target> target;
  Where where;
};

struct VictorySpec {
  VictoryCondition condition;  // what needs no name
  NameSpec side;
  MeasureSpec measure;  // `measure.measure` has no id
  Where where;
};

// A figure as a profile says it (profile.h). Hours: `moment`, and `figure` in seconds about it.
struct ProfileFigure {
  std::string name;
  FigureSpec figure;
  MomentSpec moment;
  Where where;
};

// evidence/*.yaml.
struct ProfileSpec {
  std::string id, title, note;
  std::vector<ProfileFigure> figures;
  Where where;
};

struct ScenarioSpec {
  std::string id, title, subtitle, folder;
  std::string file;  // battle.yaml, for errors about the whole
  MomentSpec epoch, start, end;
  std::vector<SideSpec> sides;

  std::string projection;  // "EPSG:32652"
  Where projection_where;
  terrain::GroundLayers layers;  // without crossings
  terrain::CoverTable cover;
  terrain::MobilityTable mobility;
  std::vector<CrossingSpec> crossings;
  std::vector<PlaceSpec> places;
  std::vector<ObstacleSpec> obstacles;
  std::vector<MapFeature> features;
  GroundBasis basis;

  std::vector<WeaponSpec> weapons;
  std::vector<VehicleSpec> vehicles;
  std::vector<AircraftSpec> aircraft;
  std::vector<OrganisationSpec> organisations;
  std::vector<UnitSpec> units;
  std::vector<OrderSpec> orders;
  std::vector<RuleSpec> rules;
  std::optional<CeaseFireSpec> cease_fire;
  std::optional<CampaignSpec> campaign;
  std::vector<std::string> rule_changes;
  std::vector<std::string> what_ifs;  // titles of those that changed it
  std::vector<WeatherSpec> weather;
  std::vector<StageSpec> stages;
  std::vector<MeasureSpec> measures;
  std::vector<VictorySpec> victory;
  std::vector<ProfileSpec> profiles;  // by id
  ParamTable parameters;

  std::vector<Source> sources;
  std::vector<EvidenceRow> evidence;  // figures with evidence, in file order
  std::vector<std::string> credits, notes;
};

}  // namespace khasan::scenario
