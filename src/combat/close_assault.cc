#include "combat/close_assault.h"

#include <algorithm>
#include <vector>

#include "base/draw.h"
#include "base/maths.h"
#include "combat/breaking.h"
#include "combat/exposure.h"
#include "combat/touch.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using state::Cause;
using state::Contact;
using state::Effects;
using state::Hit;
using state::Knowledge;
using state::Morale;
using state::State;
using state::Tick;

namespace {

// Grenades are thrown at enemies seen or heard this recently.
constexpr Time kFresh = minutes(1);
// Times of nerve tests are cut into bins: one test for each unit in each.
constexpr Time kNerveBin = hours(1);
constexpr double kMinute_s = 60;

// Who stands where, and what a step of the fight draws and proposes.
struct Scene : Field {
  const Rng& rng;
  Effects& effects;
};

// Whether the enemy came upon `e` unknown or too suddenly. Men who attack expect him.
bool is_surprised_by(const Scene& s, ElementId e, ElementId enemy) {
  if (s.state.shocked_until[e.index()] > s.state.now) return true;
  if (s.state.intent[e.index()].close || is_attacking(s.state, s.unit(e))) return false;
  for (const Contact& contact : s.state.contacts[s.unit(e).index()]) {
    if (contact.enemy == enemy) return contact.level < Knowledge::kHeard;
  }
  return true;
}

double quality(const Scene& s, ElementId e) {
  return s.scenario.unit(s.unit(e)).night_training *
         s.param(s.japanese(e) ? Param::close_assault_bayonet_japanese
                               : Param::close_assault_bayonet_soviet);
}

// --- grenades -----------------------------------------------------------------------------------

WeaponId grenade_of(const Scene& s, ElementId e) {
  for (const scenario::WeaponSlot& slot : s.scenario.element(e).weapons) {
    if (!slot.exists()) continue;
    if (s.scenario.weapon(slot.weapon).kind == forces::WeaponKind::kHandGrenade) return slot.weapon;
  }
  return WeaponId{};
}

bool knows_freshly(const Scene& s, ElementId e, ElementId enemy) {
  for (const Contact& contact : s.state.contacts[s.unit(e).index()]) {
    if (contact.enemy == enemy) {
      return contact.level >= Knowledge::kHeard && s.state.now - contact.seen <= kFresh;
    }
  }
  return false;
}

// Grenades that the element throws in dt: a Poisson number, no more than it has.
int grenades_thrown(const Scene& s, ElementId e, ElementId enemy, Time dt) {
  const double suppressed = state::suppressed_share(s.state, e);
  double men = s.men(e) * s.param(Param::direct_fire_share_engaging) *
               (1 - s.param(Param::suppression_fire_loss) * suppressed);
  if (s.state.shocked_until[e.index()] > s.state.now) {
    men *= s.param(Param::direct_fire_surprised_fire_factor);
  }
  const double mean =
      men * s.param(Param::close_assault_grenades_per_man_min) * dt.seconds() / kMinute_s;
  const double u = s.rng.uniform(Purpose::kGrenadeThrow, s.key(e), s.key(enemy), s.state.now);
  return std::min<int>(poisson_from(u, mean), s.state.grenades[e.index()]);
}

// Carleton's kernel in closed form. The thrower aims at one man and misses him by the throwing
// error; the others stand about the middle of the element (models: sections 0b.6 and 5).
struct GrenadeChance {
  double aimed_at, others;
};

GrenadeChance chance_of_grenade(const Scene& s, ElementId enemy) {
  const double g = shell_posture_factor(s.state, enemy);
  const double r2 = s.param(Param::close_assault_grenade_lethal_area_m2) * g / kPi;
  const double error_m = s.param(Param::close_assault_grenade_error_m);
  const double scatter_m = s.param(Param::indirect_fire_element_scatter_m);
  // Two men of the element lie sqrt(2) times the scatter apart on each axis.
  const double variance = 2 * scatter_m * scatter_m + error_m * error_m;
  return {r2 / (r2 + 2 * error_m * error_m), r2 / (r2 + 2 * variance)};
}

int victims_of_grenade(const Scene& s, ElementId e, ElementId enemy, uint32_t n) {
  const auto draw = [&](uint32_t question) {
    return s.rng.uniform(Purpose::kGrenadeHit, s.key(e), s.key(enemy), s.state.now,
                         4 * n + question);
  };
  if (draw(0) < s.param(Param::close_assault_grenade_dud)) return 0;
  const GrenadeChance p = chance_of_grenade(s, enemy);
  return binomial_from(draw(1), 1, p.aimed_at) +
         binomial_from(draw(2), std::max(0, s.men(enemy) - 1), p.others);
}

void throw_grenades(const Scene& s, ElementId e, ElementId enemy, Time dt) {
  const int count = grenades_thrown(s, e, enemy, dt);
  if (count == 0) return;
  const WeaponId weapon = grenade_of(s, e);
  const double kg = weapon.exists() ? s.scenario.weapon(weapon).shell_kg : 0.5;
  int men = 0;
  for (int n = 0; n < count; ++n) {
    men += victims_of_grenade(s, e, enemy, static_cast<uint32_t>(n));
    s.effects.bursts.push_back({e, weapon, s.state.at[enemy.index()], static_cast<float>(kg)});
  }
  s.effects.grenades.push_back({e, static_cast<int16_t>(count)});
  state::Event event{s.state.now, state::EventKind::k_grenades, s.side(e), e, enemy};
  event.a = count;
  event.weapon = weapon;
  event.where = s.state.at[enemy.index()];
  s.effects.events.push_back(event);
  if (men > 0) {
    s.effects.hits.push_back({enemy, e, Cause::kGrenade, weapon, static_cast<int16_t>(men)});
  }
}

// --- nerve --------------------------------------------------------------------------------------

void log_close_combat(const Scene& s, ElementId e, ElementId enemy) {
  if (!s.state.intent[e.index()].close) return;
  const std::size_t u = s.unit(e).index();
  if (s.state.shock[u] > 0 && s.state.now - s.state.shocked_at[u] < kOneFight) return;
  state::Event event{s.state.now, state::EventKind::k_close_combat, s.side(e), e, enemy};
  event.unit = s.unit(e);
  event.where = s.state.at[e.index()];
  for (const state::Event& other : s.effects.events) {
    if (other.kind == event.kind && other.unit == event.unit) return;
  }
  s.effects.events.push_back(event);
}

// The chance is that of men of cohesion 1; who stands m times the losses fails with its m-th power
// (assumed).
double chance_to_lose_nerve(const Scene& s, ElementId e) {
  const bool japanese = s.scenario.side(s.side(e)).japanese;
  return pinned_pow(
      s.param(Param::close_assault_nerve_pinned_or_surprised),
      s.param(japanese ? Param::morale_cohesion_japanese : Param::morale_cohesion_soviet));
}

// Once for each unit in a fight: men who are surprised or pinned when the enemy closes may break
// there and then (models: section 4.3). The draw is named by the unit and the hour, so it gives one
// answer however long the contact lasts, however many come on and whatever the step. Men pinned
// before a trench whose garrison stays in it have nobody upon them.
bool nerve_fails(const Scene& s, ElementId e, ElementId enemy) {
  if (!s.state.intent[enemy.index()].close) return false;
  const double suppressed = state::suppressed_share(s.state, e);
  const bool pinned = suppressed > s.param(Param::suppression_pinned_share);
  if (!pinned && !is_surprised_by(s, e, enemy)) return false;
  const Time bin{s.state.now.ms / kNerveBin.ms};
  const double u = s.rng.uniform(Purpose::kNerveTest, s.scenario.unit(s.unit(e)).key, 0, bin);
  return u < chance_to_lose_nerve(s, e);
}

void break_unit(const Scene& s, ElementId e) {
  const UnitId unit = s.unit(e);
  for (const state::MoraleChange& change : s.effects.morale) {
    if (change.unit == unit) return;
  }
  if (s.morale(e) == Morale::kSteady) {
    break_steady_unit(s.scenario, s.state, s.rng, unit, Morale::kWithdrawing, s.effects);
  } else {
    s.effects.morale.push_back({unit, Morale::kWithdrawing, false});
  }
}

// --- hand to hand -------------------------------------------------------------------------------

// Linear law: losses of `e` against one enemy element, k q_enemy (men at it) dt. A man fights one
// man: where an element meets several, its men are shared out in proportion.
void fight(const Scene& s, ElementId e, ElementId enemy, int men_facing_e, Time dt) {
  const double own = s.men(e), other = s.men(enemy);
  const int men_facing_enemy = men_against(s, enemy, enemies_near(s, enemy));
  const double pairs = std::min(own * other / std::max(1, men_facing_e),
                                other * own / std::max(1, men_facing_enemy));
  const double mean = s.param(Param::close_assault_melee_rate_per_min) * quality(s, enemy) * pairs *
                      dt.seconds() / kMinute_s;
  const double u = s.rng.uniform(Purpose::kMelee, s.key(e), s.key(enemy), s.state.now);
  const int men = binomial_from(u, s.men(e), chance_of(mean / own));
  if (men > 0) {
    s.effects.hits.push_back(
        {e, enemy, Cause::kCloseCombat, WeaponId{}, static_cast<int16_t>(men)});
  }
}

// Time in which men under fire come out of the reach of an assault, minutes.
double leaving_min(const Scene& s) {
  return s.param(Param::close_assault_assault_range_m) /
         s.param(Param::movement_under_fire_m_per_min);
}

// Broken men near the enemy: a share surrenders to those who come upon them (models: section 4.3),
// once in each fight; others are cut down as they run, a share of those who leave his reach at the
// pace of men under fire (models: section 0b.7), for as long as that takes however far he follows.
// Who lies pinned in front of an enemy who stays in his trench suffers neither.
void pursue(const Scene& s, ElementId e, const Near& near, Time dt) {
  int left = s.men(e);
  const auto lose = [&](Purpose purpose, Cause cause, double p) {
    const double u = s.rng.uniform(purpose, s.key(e), 0, s.state.now);
    const int men = binomial_from(u, left, p);
    left -= men;
    if (men == 0) return;
    s.effects.hits.push_back({e, near.enemy, cause, WeaponId{}, static_cast<int16_t>(men)});
  };
  const Time since = s.state.now - s.state.pressed[e.index()];
  if (since > kOneFight && in_touch(s, e, near.enemy, near.distance_m)) {
    lose(Purpose::kSurrender, Cause::kSurrender,
         s.param(s.japanese(e) ? Param::close_assault_surrender_japanese
                               : Param::close_assault_surrender_soviet));
    s.effects.pressed.push_back({e});
  }
  const bool runs = s.state.last_moved[e.index()] >= s.state.now - dt;
  const bool has_left = since <= kOneFight && since.seconds() > kMinute_s * leaving_min(s);
  if (!runs || has_left) return;
  const double times = dt.seconds() / kMinute_s / leaving_min(s);
  const double kept = pinned_log(1 - s.param(Param::casualties_flight_loss));
  lose(Purpose::kFlightLoss, Cause::kFlight, chance_of(-kept * times));
}

// The nearest enemy that still fights; none: nullptr.
const Near* nearest_fighting(const Scene& s, const std::vector<Near>& enemies) {
  const Near* nearest = nullptr;
  for (const Near& near : enemies) {
    if (is_broken(s.morale(near.enemy))) continue;
    if (!nearest || near.distance_m < nearest->distance_m) nearest = &near;
  }
  return nearest;
}

// Losses and fear of one element that still fights, from the enemies in touch with it.
void stand(const Scene& s, ElementId e, const std::vector<Near>& enemies, int men_facing_e,
           Time dt) {
  bool touched = false;
  for (const Near& near : enemies) {
    if (!in_touch(s, e, near.enemy, near.distance_m) || is_broken(s.morale(near.enemy))) continue;
    log_close_combat(s, e, near.enemy);
    if (nerve_fails(s, e, near.enemy)) {
      break_unit(s, e);
      return;
    }
    fight(s, e, near.enemy, men_facing_e, dt);
    touched = true;
  }
  if (!touched) return;
  // Fear grows with the share of the unit that is in it; morale tests it against the threshold.
  int men = 0;
  for (const ElementId own : s.scenario.unit(s.unit(e)).elements) men += s.men(own);
  const double share = static_cast<double>(s.men(e)) / std::max(1, men);
  const double amount =
      s.param(Param::morale_shock_close_combat) * share * dt.seconds() / kMinute_s;
  s.effects.shocks.push_back({s.unit(e), static_cast<float>(amount)});
}

void close_with(const Scene& s, ElementId e, Time dt) {
  const std::vector<Near> enemies = enemies_near(s, e);
  if (enemies.empty()) return;
  const Near* nearest = nearest_fighting(s, enemies);
  if (is_broken(s.morale(e))) {
    if (nearest && nearest->distance_m <= s.param(Param::close_assault_assault_range_m)) {
      pursue(s, e, *nearest, dt);
    }
    return;
  }
  const int men_facing_e = men_against(s, e, enemies);
  // Nobody throws a grenade into a hand-to-hand fight of his own.
  if (men_facing_e == 0 && nearest &&
      nearest->distance_m <= s.param(Param::close_assault_grenade_range_m) &&
      s.state.grenades[e.index()] > 0 && knows_freshly(s, e, nearest->enemy)) {
    throw_grenades(s, e, nearest->enemy, dt);
  }
  stand(s, e, enemies, men_facing_e, dt);
}

}  // namespace

void assault_closely(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
                     Effects& effects) {
  const Scene s{{scenario, state, tick}, rng, effects};
  for (std::size_t i = 0; i < tick.due.size(); ++i) {
    const ElementId e = tick.due[i];
    if (!has_enemies_near(s, e)) continue;
    if (!state::is_present(scenario, state, e) || state::is_under_armour(state, e)) continue;
    if (state.morale[scenario.element(e).unit.index()] >= Morale::kSurrendered) continue;
    close_with(s, e, tick.dt[i]);
  }
}

}  // namespace khasan::combat
