#include "combat/bursts.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/draw.h"
#include "base/maths.h"
#include "combat/exposure.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using state::Effects;
using state::Pending;
using state::Posture;
using state::State;
using state::Tick;

namespace {

// Volleys of one gun that land at the same moment are kept apart in the names of their draws: more
// than a volley has (structural).
constexpr uint32_t kRoundsOfVolleyMax = 4096;
// Beyond this many scales of the kernel less than one man in ten thousand is hit.
constexpr double kReach = 3;

// One burst of a volley: `n` is its number in the names of draws.
struct Landing {
  const Pending& volley;
  const forces::Weapon& weapon;
  terrain::Point at;
  uint32_t n;
  double area_m2() const { return weapon.lethal_area_m2 * static_cast<double>(volley.area_factor); }
};

// The share of an element that one bomb of a salvo hits.
struct Struck {
  ElementId element;
  double share;
};

terrain::Point place_of_burst(const Rng& rng, const Pending& volley, bool bomb, uint64_t gun,
                              uint32_t n) {
  const auto draw = [&](uint32_t axis, double sd) {
    const double u = rng.uniform(Purpose::kRoundDispersion, gun, 0, volley.at, 2 * n + axis);
    return normal_from(u, 0, sd);
  };
  double along = 0;
  if (bomb) {
    const double u = rng.uniform(Purpose::kRoundDispersion, gun, 0, volley.at, 2 * n);
    along = (u - 0.5) * static_cast<double>(volley.spread_range_m);
  } else {
    along = draw(0, static_cast<double>(volley.spread_range_m));
  }
  const double across = draw(1, static_cast<double>(volley.spread_deflection_m));
  const double c = pinned_cos(static_cast<double>(volley.bearing_rad));
  const double s = pinned_sin(static_cast<double>(volley.bearing_rad));
  return {volley.aim.x_m + along * c - across * s, volley.aim.y_m + along * s + across * c};
}

// Soft ground swallows shells, water all of them.
bool is_dud(const Scenario& scenario, const State& state, const Rng& rng, const Landing& landing,
            uint64_t gun) {
  const terrain::Ground& ground = scenario.ground;
  if (!ground.is_inside(landing.at) || ground.is_water(landing.at)) return true;
  const terrain::Soil soil = ground.soil_at(landing.at);
  if (soil != terrain::Soil::kSoft && soil != terrain::Soil::kWet) return false;
  return rng.uniform(Purpose::kDud, gun, 0, landing.volley.at, landing.n) <
         state.params[Param::indirect_fire_dud_soft_ground];
}

// Splinters do nothing to men behind plates; a heavy shell that bursts on the tank or beside it
// does (docs/methods/armour.md).
void hit_tank(const Scenario& scenario, const State& state, const Rng& rng, const Landing& landing,
              ElementId e, double distance_m, Effects& effects) {
  const forces::Vehicle& vehicle = scenario.vehicle(scenario.element(e).vehicle);
  const auto& p = state.params;
  // The plan of the vehicle as a disc, and what a burst beside it still reaches.
  const double reach_m =
      std::sqrt(vehicle.length_m * vehicle.width_m / kPi) + p[Param::armour_shell_beside_m];
  if (distance_m > reach_m || landing.weapon.shell_kg < p[Param::armour_shell_min_kg]) return;
  const uint64_t gun = scenario.element(landing.volley.element).key;
  const double u = rng.uniform(Purpose::kShellOnTank, scenario.element(e).key, gun,
                               landing.volley.at, landing.n);
  const bool out = u < p[Param::armour_shell_kill_chance];
  effects.hulls.push_back({e, landing.volley.element, landing.volley.weapon,
                           out ? state::HullPhase::kImmobile : state::HullPhase::kNone});
}

void hit_element(const Scenario& scenario, const State& state, const Rng& rng,
                 const Landing& landing, ElementId e, double distance_m,
                 std::vector<Struck>& struck, Effects& effects) {
  if (state::is_under_armour(state, e)) {
    return hit_tank(scenario, state, rng, landing, e, distance_m, effects);
  }
  const double g = shell_posture_factor(state, e);
  const double share = burst_share(distance_m, landing.area_m2() * g,
                                   state.params[Param::indirect_fire_element_scatter_m]);
  if (landing.weapon.is_bomb()) return struck.push_back({e, share});
  const uint64_t gun = scenario.element(landing.volley.element).key;
  const double u =
      rng.uniform(Purpose::kBurstHit, scenario.element(e).key, gun, landing.volley.at, landing.n);
  const int men = binomial_from(u, state.roll[e.index()].men, share);
  if (men == 0) return;
  effects.hits.push_back({e, landing.volley.element, state::Cause::kFragment, landing.volley.weapon,
                          static_cast<int16_t>(men)});
}

// Men on their feet throw themselves down; their next volley finds them prone.
void drop_prone(const State& state, ElementId e, double distance_m, double radius_m,
                Effects& effects) {
  if (state.posture[e.index()] != Posture::kStanding || distance_m > radius_m) return;
  if (state::is_under_armour(state, e)) return;
  const auto down = std::lower_bound(
      effects.postures.begin(), effects.postures.end(), e,
      [](const state::PostureChange& change, ElementId id) { return change.subject < id; });
  if (down != effects.postures.end() && down->subject == e) return;
  effects.postures.insert(down, {e, Posture::kProne, state.dig_h[e.index()]});
}

void burst(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
           const Landing& landing, std::vector<Struck>& struck, Effects& effects) {
  const auto& p = state.params;
  const double kg = landing.weapon.shell_kg;
  effects.bursts.push_back(
      {landing.volley.element, landing.volley.weapon, landing.at, static_cast<float>(kg)});
  // Down go all whom the burst frightens as much as not (models: section 3).
  const double fear_m = p[Param::suppression_shell_radius_4kg_m] *
                        pinned_pow(kg / 4.0, p[Param::suppression_shell_radius_exponent]);
  const double scatter_m = p[Param::indirect_fire_element_scatter_m];
  const double scale_m = std::sqrt(landing.area_m2() / kPi + 2 * scatter_m * scatter_m);
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    tick.near.for_each_within(state, side, landing.at, std::max(fear_m, kReach * scale_m),
                              [&](ElementId e, double d) {
                                if (!state::is_present(scenario, state, e)) return;
                                if (d <= kReach * scale_m)
                                  hit_element(scenario, state, rng, landing, e, d, struck, effects);
                                drop_prone(state, e, d, fear_m, effects);
                              });
  }
}

// One draw for each element about all bombs of a salvo.
void hit_by_salvo(const Scenario& scenario, const State& state, const Rng& rng,
                  const Pending& volley, uint32_t ordinal, std::vector<Struck>& struck,
                  Effects& effects) {
  std::stable_sort(struck.begin(), struck.end(),
                   [](const Struck& a, const Struck& b) { return a.element < b.element; });
  const uint64_t flight = scenario.element(volley.element).key;
  for (std::size_t i = 0; i < struck.size();) {
    const ElementId e = struck[i].element;
    double escapes = 1;
    for (; i < struck.size() && struck[i].element == e; ++i) escapes *= 1 - struck[i].share;
    const double u =
        rng.uniform(Purpose::kBombHit, scenario.element(e).key, flight, volley.at, ordinal);
    const int men = binomial_from(u, state.roll[e.index()].men, 1 - escapes);
    if (men == 0) continue;
    effects.hits.push_back(
        {e, volley.element, state::Cause::kBomb, volley.weapon, static_cast<int16_t>(men)});
  }
}

void land_volley(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
                 const Pending& volley, uint32_t ordinal, Effects& effects) {
  const uint64_t gun = scenario.element(volley.element).key;
  const forces::Weapon& weapon = scenario.weapon(volley.weapon);
  std::vector<Struck> struck;
  for (int round = 0; round < volley.rounds; ++round) {
    const uint32_t n = ordinal * kRoundsOfVolleyMax + static_cast<uint32_t>(round);
    const Landing landing{volley, weapon, place_of_burst(rng, volley, weapon.is_bomb(), gun, n), n};
    if (is_dud(scenario, state, rng, landing, gun)) continue;
    burst(scenario, state, rng, tick, landing, struck, effects);
  }
  hit_by_salvo(scenario, state, rng, volley, ordinal, struck, effects);
}

void land(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
          std::size_t i, Effects& effects) {
  const Pending& volley = tick.popped[i];
  uint32_t ordinal = 0;
  for (std::size_t j = 0; j < i; ++j) {
    const Pending& other = tick.popped[j];
    ordinal +=
        other.kind == volley.kind && other.element == volley.element && other.at == volley.at;
  }
  land_volley(scenario, state, rng, tick, volley, ordinal, effects);
}

bool lands(const Scenario& scenario, const Pending& pending, bool bombs) {
  return pending.kind == state::PendingKind::kShellsLand &&
         scenario.weapon(pending.weapon).is_bomb() == bombs;
}

}  // namespace

double burst_share(double distance_m, double area_m2, double scatter_m) {
  const double r2 = area_m2 / kPi;
  const double scale2 = r2 + 2 * scatter_m * scatter_m;
  return r2 / scale2 * pinned_exp(-distance_m * distance_m / scale2);
}

void land_shells(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
                 Effects& effects) {
  for (std::size_t i = 0; i < tick.popped.size(); ++i) {
    if (lands(scenario, tick.popped[i], false)) land(scenario, state, rng, tick, i, effects);
  }
}

void land_bombs(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
                Effects& effects) {
  std::vector<std::size_t> salvos;
  for (std::size_t i = 0; i < tick.popped.size(); ++i) {
    if (lands(scenario, tick.popped[i], true)) salvos.push_back(i);
  }
  // Doses of so many bursts add up to numbers in which the order of a sum shows: not that of ids.
  const auto key = [&](std::size_t i) { return scenario.element(tick.popped[i].element).key; };
  std::stable_sort(salvos.begin(), salvos.end(),
                   [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  for (const std::size_t i : salvos) land(scenario, state, rng, tick, i, effects);
}

}  // namespace khasan::combat
