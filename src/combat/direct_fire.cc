#include "combat/direct_fire.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "base/draw.h"
#include "base/maths.h"
#include "combat/breaking.h"
#include "combat/effectiveness.h"
#include "combat/exposure.h"
#include "combat/touch.h"
#include "combat/visibility.h"
#include "state/apply.h"

namespace khasan::combat {

using forces::ElementKind;
using forces::Weapon;
using forces::WeaponKind;
using scenario::FirePolicy;
using scenario::Param;
using scenario::Scenario;
using state::Contact;
using state::Knowledge;
using state::Morale;
using state::State;
using terrain::Point;

namespace {

// An element spreads its fire over at most so many enemies, the second nearly as near as the first
// (assumed).
constexpr std::size_t kTargetsMax = 2;
constexpr double kSpread = 1.5;
// A place to fire at draws fire from enemies so near to it, as if they were half as far away
// (assumed).
constexpr double kPlaceM = 200;
// Being shot at justifies returning fire for so long; a quiet enemy can be surprised after so long
// (assumed).
constexpr Time kReturnFor = minutes(1), kQuiet = minutes(10);

struct Target {
  ElementId enemy;
  double r_m;
  double score;  // lower is better
  bool seen;     // false: fire at flashes and noise
  Point aim;
};

// One element that may fire in this step.
struct Firer {
  const Scenario& scenario;
  const State& state;
  const Rng& rng;
  ElementId id;
  const scenario::ElementDef& def;
  const state::Tick& tick;
  Time dt;
  uint64_t relief;
  double effectiveness = 1;  // what tiredness leaves of its accuracy
  double output = 1;         // share of its fire that suppression, surprise and movement leave
  std::size_t index() const { return id.index(); }
  double param(Param p) const { return state.params[p]; }
};

// Rounds of a well-laid group that are expected on an area in its middle; its size in rounds.
double rounds_on(double area_m2, double dispersion_mil, double r_m) {
  const double scatter_m = dispersion_mil * r_m / 1000;
  return area_m2 / (2 * kPi * scatter_m * scatter_m);
}

bool is_under_fire(const State& state, ElementId e, Time within) {
  return state.now - state.under_fire[e.index()] <= within;
}

// Elements whose work is not shooting take up their rifles only for their own skin.
bool is_shooter(ElementKind kind) {
  return kind == ElementKind::kRifleSquad || kind == ElementKind::kMachineGun ||
         kind == ElementKind::kGrenadeDischarger || kind == ElementKind::kEngineers ||
         kind == ElementKind::kTank;
}

// Farthest enemy that orders allow it to fire at, m; negative: none.
double allowed_range_m(const Firer& f) {
  const Morale morale = f.state.morale[f.def.unit.index()];
  if (morale >= Morale::kRouted) return -1;
  const state::Intent& intent = f.state.intent[f.index()];
  const double opening_m = intent.open_fire_range_m;
  const double self_defence_m = f.param(Param::close_assault_assault_range_m);
  const bool is_open = opening_m < state::kAnyRange_m;  // an order names the range
  double range_m = opening_m;
  if (intent.fire == FirePolicy::kHold) range_m = is_open ? opening_m : -1;
  if (intent.fire == FirePolicy::kReturn && !is_under_fire(f.state, f.id, kReturnFor)) {
    range_m = is_open ? opening_m : self_defence_m;
  }
  // Men gone to ground and men on their way back fire at who fires at them.
  if (morale != Morale::kSteady && !is_under_fire(f.state, f.id, kReturnFor)) {
    range_m = std::min(range_m, self_defence_m);
  }
  if (!is_shooter(f.def.kind)) {
    range_m = std::min(range_m, f.param(Param::direct_fire_rapid_fire_range_m));
  }
  return range_m;
}

// Distances over which a firer can hit somebody, m. Nearer than the first lies the dead ground
// round a tank.
struct Reach {
  double nearest_m = 1e9, farthest_m = 0;
};

Reach reach_of_weapons(const Firer& f) {
  Reach reach;
  for (const scenario::WeaponSlot& slot : f.def.weapons) {
    if (!slot.exists()) continue;
    const Weapon& weapon = f.scenario.weapon(slot.weapon);
    if (!weapon.is_small_arm()) continue;
    reach.nearest_m = std::min(reach.nearest_m, weapon.range_m_min);
    reach.farthest_m = std::max(reach.farthest_m, weapon.range_m_max);
  }
  return reach;
}

// The contacts of a unit that bullets can be meant for: fresh, there, not behind plates, where they
// do nothing (docs/methods/armour.md).
struct Foes {
  UnitId unit{};
  std::array<const Contact*, state::kContactsMax> all;  // the first `count`
  std::size_t count = 0;
};

Foes foes_of(const Scenario& scenario, const State& state, UnitId unit, Time memory) {
  Foes foes{unit, {}, 0};
  for (const Contact& contact : state.contacts[unit.index()]) {
    if (!contact.enemy.exists() || contact.level == Knowledge::kNone) continue;
    if (state.now - contact.seen > memory) continue;
    if (state::is_under_armour(state, contact.enemy)) continue;
    if (state::is_present(scenario, state, contact.enemy)) foes.all[foes.count++] = &contact;
  }
  return foes;
}

bool is_in_range(const Firer& f, const Contact& contact, const Reach& reach) {
  const Point here = f.state.at[f.index()], there = f.state.at[contact.enemy.index()];
  const double dx = there.x_m - here.x_m, dy = there.y_m - here.y_m;
  const double distance2 = dx * dx + dy * dy;
  return distance2 <= reach.farthest_m * reach.farthest_m &&
         distance2 >= reach.nearest_m * reach.nearest_m;
}

Target target_of(const Firer& f, const Contact& contact) {
  const Point there = f.state.at[contact.enemy.index()];
  const double r_m = std::max(1.0, terrain::distance_m(f.state.at[f.index()], there));
  const PlaceId place = f.state.intent[f.index()].fire_at;
  const bool wanted =
      place.exists() && terrain::distance_m(f.scenario.place(place).at, contact.at) <= kPlaceM;
  return {contact.enemy, r_m, wanted ? 0.5 * r_m : r_m, contact.level >= Knowledge::kDetected,
          contact.at};
}

bool comes_first(const Target& a, const Target& b) {
  if (a.seen != b.seen) return a.seen;
  return a.score != b.score ? a.score < b.score : a.enemy < b.enemy;
}

bool may_fire_at_noise(const Firer& f, const Target& target) {
  return target.r_m <= f.param(Param::direct_fire_area_fire_range_m) &&
         (f.state.intent[f.index()].fire == FirePolicy::kFree ||
          is_under_fire(f.state, f.id, kReturnFor));
}

// Whether own men stand before the muzzles: near the line of fire or beside the enemy. Those who
// stand level with the firer do not count.
bool is_masked(const Firer& f, const Target& target) {
  const Point from = f.state.at[f.index()], to = target.aim;
  const double clear_m = f.param(Param::direct_fire_friend_clearance_m);
  const double r_m = std::max(1.0, terrain::distance_m(from, to));
  const double ux = (to.x_m - from.x_m) / r_m, uy = (to.y_m - from.y_m) / r_m;
  const Point middle{(from.x_m + to.x_m) / 2, (from.y_m + to.y_m) / 2};
  // Nobody in the way stands outside the rectangle that the line spans, with this margin.
  const double margin_m = 2 * clear_m + 1;
  const terrain::Box box{
      std::min(from.x_m, to.x_m) - margin_m, std::min(from.y_m, to.y_m) - margin_m,
      std::max(from.x_m, to.x_m) + margin_m, std::max(from.y_m, to.y_m) + margin_m};
  return f.tick.near.any_within(
      f.state, f.def.side, middle, r_m / 2 + 2 * clear_m, box, [&](ElementId e, Point p) {
        const double ahead_m = (p.x_m - from.x_m) * ux + (p.y_m - from.y_m) * uy;
        const double aside_m = (p.x_m - from.x_m) * uy - (p.y_m - from.y_m) * ux;
        return ahead_m > clear_m && ahead_m < r_m + clear_m && std::fabs(aside_m) < clear_m &&
               e != f.id;
      });
}

// The enemies that it fires at in this step: seen ones before heard ones, near ones first. Returns
// how many.
std::size_t choose_targets(const Firer& f, const Foes& foes, const Reach& reach,
                           std::array<Target, kTargetsMax>& chosen) {
  std::array<Target, state::kContactsMax> targets;
  std::size_t count = 0, n_chosen = 0;
  for (const Contact* contact : std::span(foes.all).first(foes.count)) {
    if (is_in_range(f, *contact, reach)) targets[count++] = target_of(f, *contact);
  }
  // Few are looked at, so that sorting all of them would be in vain.
  for (auto next = targets.begin(), end = next + count; next != end; ++next) {
    if (n_chosen == kTargetsMax) break;
    std::iter_swap(next, std::min_element(next, end, comes_first));
    Target& target = *next;
    if (n_chosen > 0) {
      const Target& best = chosen.front();
      if (target.seen != best.seen || target.score > kSpread * best.score) break;
    }
    if (target.seen) {
      // What its unit saw it may not see itself.
      if (!line_is_open(f.scenario, f.state, f.relief, f.id, target.enemy, &f.tick.lines)) {
        continue;
      }
      target.aim = f.state.at[target.enemy.index()];
    } else if (!may_fire_at_noise(f, target)) {
      continue;
    }
    if (!is_masked(f, target)) chosen[n_chosen++] = target;
  }
  return n_chosen;
}

// Weapons of a slot with the men to serve them; crews serve their guns while enough of them are
// left.
int manned_weapons(const Firer& f, std::size_t slot, const Weapon& weapon) {
  const int working = std::max(0, int{f.state.weapons[f.index()][slot]});
  const int men = f.state.roll[f.index()].men;
  if (!weapon.is_machine_gun()) return std::min(working, men);
  const double crew =
      std::max(1.0, weapon.crew * f.param(Param::direct_fire_machine_gun_crew_min_fraction));
  return std::min(working, static_cast<int>(men / crew));
}

// Of these, those that really fire: only a share of the men engages, the same for a minute; a
// machine gun in the same share of the minutes (sights, drums, stoppages, a new place).
int firing_weapons(const Firer& f, std::size_t slot, const Weapon& weapon) {
  const Time minute{f.state.now.ms / 60'000 * 60'000};
  const double u =
      f.rng.uniform(Purpose::kEngagement, f.def.key, 0, minute, static_cast<uint32_t>(slot));
  return binomial_from(u, manned_weapons(f, slot, weapon),
                       f.param(Param::direct_fire_share_engaging));
}

// Share of its fire that suppression, surprise and movement leave, 0..1. Each cause once.
double output_of(const Firer& f) {
  const double suppressed = state::suppressed_share(f.state, f.id);
  double factor = suppressed > f.param(Param::suppression_pinned_share)
                      ? f.param(Param::suppression_pinned_fire)
                      : 1 - f.param(Param::suppression_fire_loss) * suppressed;
  if (f.state.shocked_until[f.index()] > f.state.now) {
    factor *= f.param(Param::direct_fire_surprised_fire_factor);
  }
  return is_moving(f.state, f.id) ? factor * f.param(Param::direct_fire_fire_while_moving) : factor;
}

// What an emptying pouch leaves of that.
double output_factor(const Firer& f, std::size_t slot) {
  const double low =
      f.param(Param::direct_fire_low_ammunition_fraction) * f.def.weapons[slot].rounds;
  const double left = f.state.rounds[f.index()][slot];
  return left < low ? f.output * left / low : f.output;
}

// Whether the men are in a spell of rapid fire, or rested from the last one.
bool can_fire_rapidly(const Firer& f) {
  const Time rested = from_seconds(f.param(Param::direct_fire_rapid_fire_duration_s) +
                                   f.param(Param::direct_fire_rapid_fire_rest_s));
  return state::in_rapid_spell(f.state, f.id) ||
         f.state.now - f.state.rapid_since[f.index()] > rested;
}

// An enemy near by draws rapid fire, for as long as men can keep it up.
bool fires_rapidly(const Firer& f, const Weapon& weapon, const Target& target) {
  return weapon.kind == WeaponKind::kRifle &&
         target.r_m <= f.param(Param::direct_fire_rapid_fire_range_m) && can_fire_rapidly(f);
}

// How an enemy offers himself to everybody who fires at him in this step.
const state::Exposure& exposure_of(const Firer& f, ElementId enemy) {
  state::Exposure& exposure = f.tick.exposures[enemy.index()];
  if (exposure.volleys == f.tick.volleys) return exposure;
  const double lux = light_lux(f.scenario, f.state, f.state.at[enemy.index()]);
  exposure = {f.tick.volleys, aim_factor(f.state.params, lux), vulnerable_area_m2(f.state, enemy),
              exposed_fraction(f.scenario, f.state, enemy)};
  return exposure;
}

// Chance that one burst hits a man: at most one victim, however many rounds (models: section 0b).
double burst_chance(const Firer& f, const Weapon& weapon, const Target& target) {
  const auto& params = f.state.params;
  const state::Exposure& exposure = exposure_of(f, target.enemy);
  // Combat, bad light and haste spoil the laying, not the group: the whole burst lies elsewhere.
  // Were they applied to every round by itself, a machine gun would make them good by the length of
  // its bursts and be worth hundreds of rifles (docs/methods/direct_fire.md). A small target is
  // easier to miss with a burst that is laid badly.
  double laid = degradation(params, weapon) * exposure.aim * f.effectiveness;
  if (fires_rapidly(f, weapon, target)) {
    laid *= params[Param::direct_fire_rapid_fire_hit_factor];
  }
  if (f.def.kind == ElementKind::kTank) laid *= params[Param::direct_fire_tank_factor];
  if (!target.seen) laid *= params[Param::direct_fire_area_fire_factor];
  const double standing_m2 = params[Param::direct_fire_area_standing_m2];
  return laid * exposure.share *
         hit_chance(weapon.burst_rounds * standing_m2, weapon.dispersion_mil, target.r_m) *
         size_factor(weapon, exposure.area_m2, standing_m2, target.r_m);
}

// Men hit by that many bursts: each hits one man, and a man can be hit twice.
int men_hit(const Firer& f, const Target& target, std::size_t slot, int bursts, double p_burst) {
  const int men = f.state.roll[target.enemy.index()].men;
  if (bursts <= 0 || men <= 0) return 0;
  const double expected = bursts * p_burst;
  const double different = men * chance_of(expected / men);
  const double u =
      f.rng.uniform(Purpose::kDirectHit, f.def.key, f.scenario.element(target.enemy).key,
                    f.state.now, static_cast<uint32_t>(slot));
  return std::min(men, binomial_from(u, bursts, std::min(1.0, different / bursts)));
}

// Whole bursts of one slot at one target, with the expectation that rate and time give.
int bursts_of(const Firer& f, const Weapon& weapon, const Target& target, std::size_t slot,
              double weapons_firing) {
  const double rate = fires_rapidly(f, weapon, target)
                          ? f.param(Param::direct_fire_rapid_fire_rounds_per_min)
                          : rate_per_min(f.state.params, weapon, target.r_m);
  const double rounds = weapons_firing * rate * output_factor(f, slot) * f.dt.seconds() / 60;
  const double u =
      f.rng.uniform(Purpose::kRoundsFired, f.def.key, f.scenario.element(target.enemy).key,
                    f.state.now, static_cast<uint32_t>(slot));
  return static_cast<int>(rounds / weapon.burst_rounds + u);
}

// Fire out of nowhere at men who expect no enemy takes them by surprise, once.
void surprise(const Firer& f, const Target& target, state::Effects& effects) {
  const ElementId enemy = target.enemy;
  if (is_attacking(f.state, f.scenario.element(enemy).unit)) return;
  if (target.r_m > f.param(Param::direct_fire_rapid_fire_range_m)) return;
  if (is_under_fire(f.state, enemy, kQuiet)) return;
  if (f.state.shocked_until[enemy.index()] > f.state.now) return;
  for (const Contact& c : f.state.contacts[f.scenario.element(enemy).unit.index()]) {
    if (c.enemy.exists() && f.state.now - c.seen <= kQuiet) return;
  }
  effects.surprises.push_back(
      {enemy, f.state.now + from_seconds(f.param(Param::direct_fire_surprise_duration_s))});
}

// Who attacks or supports by fire shoots to keep heads down. All others save their rounds for men
// whom they can hope to hit, and shoot at flashes and noise only where nobody is to be seen: in the
// dark.
bool is_worth_a_round(const Firer& f, const Weapon& weapon, const Target& target, double p_burst) {
  const UnitId unit = f.def.unit;
  const bool keeps_heads_down =
      f.state.intent[f.index()].fire_at.exists() ||
      (is_attacking(f.state, unit) && f.state.morale[unit.index()] == Morale::kSteady);
  if (keeps_heads_down) return true;
  if (!target.seen) return f.scenario.is_dark(f.state.now);
  return p_burst >= weapon.burst_rounds * f.param(Param::direct_fire_hits_per_round_min);
}

// A target of one slot, with the chance that one of its bursts hits a man.
struct Mark {
  const Target* target;
  double p_burst;
};

// The targets that a slot reaches and that are worth its rounds; returns how many.
std::size_t marks_of(const Firer& f, const Weapon& weapon, std::span<const Target> targets,
                     std::array<Mark, kTargetsMax>& marks) {
  std::size_t count = 0;
  for (const Target& target : targets) {
    if (target.r_m > weapon.range_m_max) continue;
    const double p_burst = burst_chance(f, weapon, target);
    if (is_worth_a_round(f, weapon, target, p_burst)) marks[count++] = {&target, p_burst};
  }
  return count;
}

void fire_slot(const Firer& f, std::size_t slot, std::span<const Target> targets,
               state::Effects& effects) {
  const WeaponId id = f.def.weapons[slot].weapon;
  const Weapon& weapon = f.scenario.weapon(id);
  int left = f.state.rounds[f.index()][slot];
  const int firing = left > 0 ? firing_weapons(f, slot, weapon) : 0;
  if (firing <= 0) return;
  std::array<Mark, kTargetsMax> marks;
  const std::size_t count = marks_of(f, weapon, targets, marks);
  const double each = firing / static_cast<double>(std::max<std::size_t>(1, count));
  for (const Mark& mark : std::span(marks).first(count)) {
    const Target& target = *mark.target;
    // The last burst may be a short one.
    const int bursts = std::min(bursts_of(f, weapon, target, slot, each),
                                (left + weapon.burst_rounds - 1) / weapon.burst_rounds);
    const int rounds = std::min(left, bursts * weapon.burst_rounds);
    if (rounds <= 0) continue;
    left -= rounds;
    effects.shots.push_back({f.id, target.enemy, static_cast<uint8_t>(slot), rounds, target.aim,
                             fires_rapidly(f, weapon, target)});
    const int hit = men_hit(f, target, slot, bursts, mark.p_burst);
    if (hit > 0) {
      effects.hits.push_back(
          {target.enemy, f.id, state::Cause::kBullet, id, static_cast<int16_t>(hit)});
    }
    surprise(f, target, effects);
  }
}

}  // namespace

double hit_chance(double area_m2, double dispersion_mil, double r_m) {
  return chance_of(rounds_on(area_m2, dispersion_mil, r_m));
}

double size_factor(const Weapon& weapon, double area_m2, double standing_m2, double r_m) {
  if (area_m2 == standing_m2) return 1;
  // Rounds of a burst count as if the man were as many times as large.
  const auto reach = [&](double area) {
    return pinned_log(1 + rounds_on(weapon.burst_rounds * area, weapon.dispersion_mil, r_m));
  };
  return reach(area_m2) / reach(standing_m2);
}

double degradation(const scenario::ParamValues& params, const Weapon& weapon) {
  return params[weapon.is_machine_gun() ? Param::direct_fire_degradation_machine_gun
                                        : Param::direct_fire_degradation_rifle];
}

double rate_per_min(const scenario::ParamValues& params, const Weapon& weapon, double r_m) {
  if (weapon.kind == WeaponKind::kRifle) {
    // Bands of Balck (1915), p. 190.
    if (r_m > 700) {
      return weapon.rounds_per_min * params[Param::direct_fire_rate_factor_beyond_700_m];
    }
    if (r_m > 400) {
      return weapon.rounds_per_min * params[Param::direct_fire_rate_factor_400_700_m];
    }
  }
  return weapon.rounds_per_min;
}

void fire_directly(const Scenario& scenario, const State& state, const Rng& rng,
                   const state::Tick& tick, state::Effects& effects) {
  const uint64_t relief = relief_seed(rng);
  const Time memory = from_seconds(state.params[Param::direct_fire_target_memory_s]);
  tick.exposures.resize(scenario.elements.size());
  ++tick.volleys;
  std::array<Target, kTargetsMax> targets;
  Foes foes;
  for (std::size_t i = 0; i < tick.due.size(); ++i) {
    const ElementId id = tick.due[i];
    Firer f{scenario, state, rng, id, scenario.element(id), tick, tick.dt[i], relief};
    Reach reach = reach_of_weapons(f);
    reach.farthest_m = std::min(reach.farthest_m, allowed_range_m(f));
    // Nobody is nearer than a metre.
    if (reach.farthest_m < 1 || tick.enemy_m[id.index()] > reach.farthest_m) continue;
    if (!state::is_under_armour(state, id) && is_hand_to_hand({scenario, state, tick}, id))
      continue;
    // Elements of one unit follow each other.
    if (foes.unit != f.def.unit) foes = foes_of(scenario, state, f.def.unit, memory);
    const std::size_t count = choose_targets(f, foes, reach, targets);
    if (count == 0) continue;
    f.effectiveness = effectiveness(scenario, state, id);
    f.output = output_of(f);
    for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
      const WeaponId weapon = f.def.weapons[slot].weapon;
      if (!weapon.exists() || !scenario.weapon(weapon).is_small_arm()) continue;
      fire_slot(f, slot, std::span(targets).first(count), effects);
    }
  }
}

}  // namespace khasan::combat
