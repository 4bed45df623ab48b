#include "combat/pace.h"

#include <algorithm>

#include "base/maths.h"
#include "combat/effectiveness.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Stance;
using state::Morale;
using terrain::MobilityClass;
using terrain::Point;

namespace {

constexpr double kmh(double v) { return v / 3.6; }

bool is_on_foot(MobilityClass mobility) {
  return mobility == MobilityClass::kFoot || mobility == MobilityClass::kLoadedFoot;
}

// What a vehicle does better or worse than its class of mobility on that cover.
double vehicle_factor(const Walk& walk, terrain::Cover cover) {
  const VehicleId id = walk.scenario.element(walk.element).vehicle;
  if (!id.exists()) return 1;
  const forces::Vehicle& vehicle = walk.scenario.vehicle(id);
  const auto& by_cover = walk.row().cover_factor;
  // Tilled ground stands for all that is neither road nor marsh.
  const bool own = cover == terrain::Cover::kRoad || cover == terrain::Cover::kMarsh;
  const double factor = by_cover[static_cast<std::size_t>(own ? cover : terrain::Cover::kOpen)];
  const double known = terrain::tobler_speed_mps(0, walk.row().slope) * factor;
  const double vehicle_kmh = cover == terrain::Cover::kRoad    ? vehicle.road_kmh
                             : cover == terrain::Cover::kMarsh ? vehicle.marsh_kmh
                                                               : vehicle.cross_country_kmh;
  return known > 0 ? kmh(vehicle_kmh) / known : 0;
}

// What rain leaves of the speed of wheels on a road.
double rain_factor(const Walk& walk, terrain::Cover cover) {
  const bool rolls = walk.scenario.element(walk.element).mobility == MobilityClass::kWheeled;
  return rolls && cover == terrain::Cover::kRoad ? state::road_share(walk.state) : 1;
}

// The ground's own speed. Men who stand where nobody can stand (the corner of a river's cell) get
// out of it at the speed of the ground that they head for.
double ground_mps(const Walk& walk, Point from, Point to) {
  const terrain::Ground& ground = walk.scenario.ground;
  const terrain::MobilityRow& row = walk.row();
  if (terrain::is_passable(ground, row, ground.nearest_cell(from))) {
    const terrain::Cover cover = ground.cover_at(from);
    return terrain::speed_mps(ground, row, from, to) * vehicle_factor(walk, cover) *
           rain_factor(walk, cover);
  }
  const CellId ahead = ground.nearest_cell(to);
  return terrain::tobler_speed_mps(0, row.slope) *
         row.factor(ground.cover_of(ahead), ground.crossing_of(ahead));
}

// What the order of march allows on good ground in daylight.
double formation_mps(const Walk& walk, Point from) {
  const auto& params = walk.state.params;
  const MobilityClass mobility = walk.scenario.element(walk.element).mobility;
  if (mobility == MobilityClass::kHorseArtillery) {
    return kmh(params[Param::movement_horse_artillery_kmh]);
  }
  if (!is_on_foot(mobility)) return 1e9;
  const bool on_road = walk.scenario.ground.cover_at(from) == terrain::Cover::kRoad;
  const bool column = walk.intent().stance == Stance::kMarch && on_road;
  return kmh(
      params[column ? Param::movement_march_road_day_kmh : Param::movement_cross_country_day_kmh]);
}

// The last metres of an assault, or the first of a flight: running, as far as the ground lets.
double rush_mps(const Walk& walk, double ground) {
  if (!is_on_foot(walk.scenario.element(walk.element).mobility)) return ground * walk.conditions;
  const double level = terrain::tobler_speed_mps(0, walk.row().slope);
  return walk.state.params[Param::movement_rush_mps] * ground / level * walk.conditions;
}

bool storms(const Walk& walk, Point from) {
  const double range_m = walk.state.params[Param::close_assault_assault_range_m];
  return walk.intent().close && !walk.routed &&
         (terrain::distance_m(from, walk.intent().goal) < range_m || walk.enemy_m < range_m);
}

bool creeps(const Walk& walk, Point from) {
  const double within_m = walk.state.params[Param::movement_silent_within_m];
  return walk.intent().stance == Stance::kSilent && !walk.under_fire &&
         (terrain::distance_m(from, walk.intent().goal) < within_m || walk.contact_m < within_m);
}

double contact_m(const scenario::Scenario& scenario, const state::State& state, ElementId element) {
  double nearest_m = 1e9;
  for (const state::Contact& contact : state.contacts[scenario.element(element).unit.index()]) {
    if (contact.level < state::Knowledge::kDetected) continue;
    nearest_m = std::min(nearest_m, terrain::distance_m(contact.at, state.at[element.index()]));
  }
  return nearest_m;
}

// How far x > 0 has come from `low` to `high` by its logarithm, 0..1.
double log_share(double x, double low, double high) {
  // Beyond them it needs no logarithm; the hair keeps the rounding of the quotient out.
  constexpr double kHair = 1e-9;
  if (x < low * (1 - kHair)) return 0;
  if (x > high * (1 + kHair)) return 1;
  return std::clamp(pinned_log(x / low) / pinned_log(high / low), 0.0, 1.0);
}

}  // namespace

bool is_on_the_way(const scenario::Scenario& scenario, const state::State& state,
                   ElementId element) {
  const state::Intent& intent = state.intent[element.index()];
  const Morale morale = state.morale[scenario.element(element).unit.index()];
  // Men gone to ground do not go on, whatever they were told before.
  if (morale == Morale::kToGround || morale >= Morale::kSurrendered) return false;
  return intent.move && terrain::distance_m(state.at[element.index()], intent.goal) > kArrivedM;
}

double night_speed_factor(double lux, double night_factor) {
  // Bounds of twilight, exact by the words of the parameters: 10 lux is the end of civil twilight
  // under cloud, 0.1 lux a clear night with half a moon. Between them by the logarithm, as eyes do.
  return night_factor + (1.0 - night_factor) * log_share(lux, 0.1, 10);
}

double fog_speed_factor(double visibility_m, double fog_factor) {
  // "Fog" begins at 1 km, exact by its definition; thick fog hides the next squad at 50 m
  // (assumed).
  return fog_factor + (1.0 - fog_factor) * log_share(visibility_m, 50, 1000);
}

Walk walk_of(const scenario::Scenario& scenario, const state::State& state, ElementId element,
             double enemy_m) {
  Walk walk{scenario, state, element};
  const MobilityClass mobility = scenario.element(element).mobility;
  const double night = is_on_foot(mobility) ? state.params[Param::movement_night_factor]
                                            : scenario.mobility[mobility].night_factor;
  walk.conditions = night_speed_factor(scenario.lux_at(state.now), night) *
                    fog_speed_factor(scenario.weather_at(state.now).visibility_m,
                                     state.params[Param::movement_fog_factor]) *
                    effectiveness(scenario, state, element);
  walk.enemy_m = enemy_m;
  walk.contact_m = contact_m(scenario, state, element);
  const double since_fire_s = (state.now - state.under_fire[element.index()]).seconds();
  walk.under_fire = since_fire_s <= state.params[Param::movement_under_fire_memory_s];
  walk.routed = state.morale[scenario.element(element).unit.index()] == Morale::kRouted;
  return walk;
}

double pace_mps(const Walk& walk, Point from, Point to) {
  const auto& params = walk.state.params;
  const double ground = ground_mps(walk, from, to);
  if (ground <= 0) return 0;
  // Pack, rifle and cartridges; the tables of the heavier loads have it in them.
  const bool light = walk.scenario.element(walk.element).mobility == MobilityClass::kFoot;
  const double load = light ? params[Param::movement_load_factor] : 1.0;
  const double free = ground * walk.conditions * load;
  // Vehicles neither rush nor crawl, and bullets do not slow them.
  if (walk.scenario.element(walk.element).vehicle.exists()) return free;
  if (walk.routed) {
    return walk.enemy_m < params[Param::movement_rout_run_m] ? rush_mps(walk, ground) : free;
  }
  if (storms(walk, from)) return rush_mps(walk, ground);
  double pace = std::min(free, formation_mps(walk, from) * walk.conditions);
  if (creeps(walk, from)) pace = std::min(pace, kmh(params[Param::movement_silent_kmh]));
  const bool bounds = walk.intent().stance == Stance::kBounds && walk.contact_m < 1e9;
  if (walk.under_fire || bounds) {
    // The parameter is the net pace of a unit; by bounds one half of it moves at a time.
    const double turns = walk.intent().stance == Stance::kBounds ? 2.0 : 1.0;
    pace = std::min(pace, turns * params[Param::movement_under_fire_m_per_min] / 60.0);
  }
  return pace;
}

}  // namespace khasan::combat
