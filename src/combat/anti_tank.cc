#include "combat/anti_tank.h"

#include <algorithm>
#include <cmath>

#include "base/draw.h"
#include "base/maths.h"
#include "combat/armour.h"
#include "combat/breaking.h"
#include "combat/effectiveness.h"
#include "combat/exposure.h"
#include "combat/visibility.h"
#include "state/apply.h"
#include "terrain/line_of_sight.h"

namespace khasan::combat {

using forces::ElementKind;
using forces::Weapon;
using forces::WeaponKind;
using scenario::FirePolicy;
using scenario::Param;
using scenario::Scenario;
using state::Contact;
using state::Effects;
using state::Knowledge;
using state::State;
using state::Tick;
using terrain::Point;

namespace {

// More than one gun can fire in one step; keeps the names of its draws apart (structural).
constexpr uint32_t kRoundsMax = 256;
// Being shot at justifies returning fire for so long.
constexpr Time kReturnFor = minutes(1);

// One element and what all questions about its fight are asked of.
struct Fighter {
  const Scenario& scenario;
  const State& state;
  const Rng& rng;
  const Tick& tick;
  ElementId id;
  Time dt;
  uint64_t relief;
  std::size_t index() const { return id.index(); }
  const scenario::ElementDef& def() const { return scenario.element(id); }
  double param(Param p) const { return state.params[p]; }
  Point at(ElementId e) const { return state.at[e.index()]; }
  double to_m(ElementId e) const { return std::max(1.0, terrain::distance_m(at(id), at(e))); }
  const forces::Vehicle& vehicle(ElementId e) const {
    return scenario.vehicle(scenario.element(e).vehicle);
  }
};

// --- guns ---------------------------------------------------------------------------------------

bool may_fire(const Fighter& f) {
  const state::Intent& intent = f.state.intent[f.index()];
  // An order that names a range opens the fire of guns that else hold or return it.
  const bool opens = intent.open_fire_range_m < state::kAnyRange_m;
  const bool shot_at = f.state.now - f.state.under_fire[f.index()] <= kReturnFor;
  if (intent.fire == FirePolicy::kHold && !opens) return false;
  if (intent.fire == FirePolicy::kReturn && !opens && !shot_at) return false;
  return !is_moving(f.state, f.id) && !is_broken(f.state.morale[f.def().unit.index()]);
}

// The nearest tank in view that can still do harm; none: no such tank.
ElementId choose_tank(const Fighter& f, double range_m) {
  const Time memory = from_seconds(f.param(Param::armour_target_memory_s));
  ElementId best{};
  double best_m = range_m;
  for (const Contact& c : f.state.contacts[f.def().unit.index()]) {
    if (!c.enemy.exists() || c.level < Knowledge::kDetected) continue;
    if (!state::is_under_armour(f.state, c.enemy) || f.state.now - c.seen > memory) continue;
    const double r_m = f.to_m(c.enemy);
    if (r_m > best_m || (best.exists() && r_m == best_m)) continue;
    if (!state::is_present(f.scenario, f.state, c.enemy)) continue;
    if (!line_is_open(f.scenario, f.state, f.relief, f.id, c.enemy, &f.tick.lines)) continue;
    best = c.enemy;
    best_m = r_m;
  }
  return best;
}

// Only its turret shows: from the gun the lower part lies behind the ground.
bool is_hull_down(const Fighter& f, ElementId tank, double height_m) {
  if (is_moving(f.state, tank)) return false;
  const double shown = f.param(Param::armour_hull_down_share);
  return !terrain::visible(f.scenario.ground, f.at(f.id), f.param(Param::sense_height_prone_m),
                           f.at(tank), (1 - shown) * height_m);
}

Aspect look_at(const Fighter& f, ElementId tank) {
  const Point from = f.at(tank), to = f.at(f.id);
  const double bearing = pinned_atan2(to.y_m - from.y_m, to.x_m - from.x_m);
  double off = bearing - static_cast<double>(f.state.heading_rad[tank.index()]);
  if (off > kPi) off -= 2 * kPi;
  if (off < -kPi) off += 2 * kPi;
  const forces::Vehicle& vehicle = f.vehicle(tank);
  Aspect aspect = aspect_of(vehicle, off);
  if (is_hull_down(f, tank, aspect.height_m)) {
    aspect.height_m *= f.param(Param::armour_hull_down_share);
  }
  if (is_moving(f.state, tank)) {
    const bool marsh = f.scenario.ground.cover_at(from) == terrain::Cover::kMarsh;
    const double kmh = marsh ? vehicle.marsh_kmh : vehicle.cross_country_kmh;
    aspect.crossing_mps = kmh / 3.6 * std::fabs(pinned_sin(off));
  }
  return aspect;
}

// Rounds of the slot in dt, whole ones with the expectation that rate and suppression give.
int rounds_of(const Fighter& f, std::size_t slot, const Weapon& weapon, ElementId tank) {
  const double suppressed = state::suppressed_share(f.state, f.id);
  const double left = suppressed > f.param(Param::suppression_pinned_share)
                          ? f.param(Param::suppression_pinned_fire)
                          : 1 - f.param(Param::suppression_fire_loss) * suppressed;
  const double mean =
      f.state.weapons[f.index()][slot] * weapon.rounds_per_min * left * f.dt.seconds() / 60;
  const double u = f.rng.uniform(Purpose::kTankRounds, f.def().key, f.scenario.element(tank).key,
                                 f.state.now, static_cast<uint32_t>(slot));
  const int rounds = std::min(static_cast<int>(mean + u), static_cast<int>(kRoundsMax));
  return std::min(rounds, f.state.rounds[f.index()][slot]);
}

struct Aim {
  ElementId tank;
  Aspect aspect;
  double r_m = 0, laid = 1;  // laid: share of trial accuracy that combat and light leave
  bool ranged = false;       // the gun has just fired at it
};

Aim aim_at(const Fighter& f, ElementId tank) {
  Aim aim{tank, look_at(f, tank), f.to_m(tank)};
  aim.laid = f.param(Param::armour_degradation) *
             aim_factor(f.state.params, light_lux(f.scenario, f.state, f.at(tank))) *
             effectiveness(f.scenario, f.state, f.id);
  const Time keeps = from_seconds(f.param(Param::armour_first_round_after_s));
  aim.ranged = f.state.now - f.state.last_fired[f.index()] <= keeps;
  return aim;
}

// Fires until the rounds are spent or the tank is out; the rounds fired.
int fire_at(const Fighter& f, std::size_t slot, const Aim& aim, int rounds, Effects& effects) {
  const WeaponId id = f.def().weapons[slot].weapon;
  const Weapon& weapon = f.scenario.weapon(id);
  const double p_pierce =
      pierce_chance(f.state.params, penetration_mm(weapon, aim.r_m), aim.aspect);
  for (int round = 0; round < rounds; ++round) {
    const uint32_t n = static_cast<uint32_t>(slot) * kRoundsMax + static_cast<uint32_t>(round);
    const auto draw = [&](Purpose purpose) {
      return f.rng.uniform(purpose, f.def().key, f.scenario.element(aim.tank).key, f.state.now, n);
    };
    const bool first = !aim.ranged && round == 0;
    const double p_hit =
        aim.laid * strike_chance(f.state.params, weapon, aim.r_m, aim.aspect, first);
    if (draw(Purpose::kTankHit) >= p_hit) continue;
    if (draw(Purpose::kTankPierce) >= p_pierce) {
      effects.hulls.push_back({aim.tank, f.id, id, state::HullPhase::kNone});
      continue;
    }
    const Strike strike{aim.tank, f.id, id, f.param(Param::armour_kill_chance), n};
    if (propose_strike(f.scenario, f.state, f.rng, strike, effects)) return round + 1;
  }
  return rounds;
}

void fire_guns(const Fighter& f, Effects& effects) {
  bool asked = false;
  Aim aim;
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    const WeaponId id = f.def().weapons[slot].weapon;
    if (!id.exists() || !f.scenario.weapon(id).pierces_armour()) continue;
    if (f.state.weapons[f.index()][slot] <= 0 || f.state.rounds[f.index()][slot] <= 0) continue;
    if (!asked) {
      const double range_m =
          std::min({f.param(Param::armour_open_fire_range_m), f.scenario.weapon(id).range_m_max,
                    static_cast<double>(f.state.intent[f.index()].open_fire_range_m)});
      if (!may_fire(f)) return;
      const ElementId tank = choose_tank(f, range_m);
      if (!tank.exists()) return;
      aim = aim_at(f, tank);
      asked = true;
    }
    const int rounds = rounds_of(f, slot, f.scenario.weapon(id), aim.tank);
    if (rounds <= 0) continue;
    const int fired = fire_at(f, slot, aim, rounds, effects);
    effects.shots.push_back({f.id, aim.tank, static_cast<uint8_t>(slot), fired, f.at(aim.tank)});
  }
}

// --- men against tanks --------------------------------------------------------------------------

bool storms_tanks(const Fighter& f) {
  const ElementKind kind = f.def().kind;
  if (kind != ElementKind::kRifleSquad && kind != ElementKind::kEngineers) return false;
  return f.state.morale[f.def().unit.index()] == state::Morale::kSteady &&
         state::suppressed_share(f.state, f.id) <= f.param(Param::suppression_halted_share);
}

// Whether infantry of its own side is with the tank.
bool is_supported(const Fighter& f, ElementId tank) {
  return f.tick.near.any_within(
      f.state, f.scenario.element(tank).side, f.at(tank), f.param(Param::armour_escort_range_m),
      [&](ElementId e, Point) { return !f.scenario.element(e).vehicle.exists(); });
}

void assault_tanks(const Fighter& f, Effects& effects) {
  // A tank that drives must pass close by; to one that stands a party comes up in a rush.
  const double passing_m = f.param(Param::armour_assault_range_m);
  const double standing_m = std::max(passing_m, f.param(Param::close_assault_assault_range_m));
  if (f.tick.enemy_m[f.index()] > static_cast<float>(standing_m) || !storms_tanks(f)) return;
  ElementId prey{};
  f.tick.near.for_each_within(
      f.state, enemy_of(f.def().side), f.at(f.id), standing_m, [&](ElementId e, double d) {
        if (!state::is_under_armour(f.state, e) || (prey.exists() && prey < e)) return;
        if (d > passing_m && is_moving(f.state, e)) return;
        if (state::is_stuck(f.state, e) || !is_supported(f, e)) prey = e;
      });
  if (!prey.exists()) return;
  const double p = chance_of(f.param(Param::armour_assault_per_min) * f.dt.seconds() / 60);
  const double u =
      f.rng.uniform(Purpose::kTankAssault, f.def().key, f.scenario.element(prey).key, f.state.now);
  if (u >= p) return;
  propose_strike(f.scenario, f.state, f.rng, {prey, f.id, WeaponId{}, 1.0, 0}, effects);
}

// --- flame --------------------------------------------------------------------------------------

// The nearest enemy who is not behind plates.
ElementId nearest_man(const Fighter& f, double range_m) {
  ElementId best{};
  double best_m = range_m;
  f.tick.near.for_each_within(f.state, enemy_of(f.def().side), f.at(f.id), range_m,
                              [&](ElementId e, double d) {
                                if (state::is_under_armour(f.state, e)) return;
                                if (d > best_m || (best.exists() && d == best_m && best < e))
                                  return;
                                best = e;
                                best_m = d;
                              });
  return best;
}

void spout_flame(const Fighter& f, std::size_t slot, Effects& effects) {
  const WeaponId id = f.def().weapons[slot].weapon;
  const Weapon& weapon = f.scenario.weapon(id);
  if (f.tick.enemy_m[f.index()] > static_cast<float>(weapon.range_m_max)) return;
  if (f.state.intent[f.index()].fire == FirePolicy::kHold) return;
  const ElementId enemy = nearest_man(f, weapon.range_m_max);
  if (!enemy.exists()) return;
  const int jets = rounds_of(f, slot, weapon, enemy);
  if (jets <= 0) return;
  effects.shots.push_back({f.id, enemy, static_cast<uint8_t>(slot), jets, f.at(enemy)});
  // A jet runs into a trench as no splinter does: posture helps no more than by this factor.
  const double g =
      std::max(shell_posture_factor(f.state, enemy), f.param(Param::armour_flame_cover_min));
  // Carleton's kernel about the middle of the element, as for shells (models: section 5).
  const double r2 = weapon.lethal_area_m2 * g / kPi;
  const double scatter_m = f.param(Param::indirect_fire_element_scatter_m);
  const double share = r2 / (r2 + 2 * scatter_m * scatter_m);
  const int there = f.state.roll[enemy.index()].men;
  const double u =
      f.rng.uniform(Purpose::kFlame, f.def().key, f.scenario.element(enemy).key, f.state.now);
  const int men = binomial_from(u, there, 1 - pinned_pow(1 - share, jets));
  if (men == 0) return;
  effects.hits.push_back({enemy, f.id, state::Cause::kFlame, id, static_cast<int16_t>(men)});
}

void use_flamethrowers(const Fighter& f, Effects& effects) {
  if (!state::is_under_armour(f.state, f.id)) return;
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    const WeaponId id = f.def().weapons[slot].weapon;
    if (!id.exists() || f.scenario.weapon(id).kind != WeaponKind::kFlamethrower) continue;
    spout_flame(f, slot, effects);
  }
}

}  // namespace

void fight_tanks(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
                 Effects& effects) {
  if (scenario.crews.empty()) return;
  const uint64_t relief = relief_seed(rng);
  for (std::size_t i = 0; i < tick.due.size(); ++i) {
    const Fighter f{scenario, state, rng, tick, tick.due[i], tick.dt[i], relief};
    fire_guns(f, effects);
    assault_tanks(f, effects);
    use_flamethrowers(f, effects);
  }
}

}  // namespace khasan::combat
