// Strafing: docs/methods/air.md.
#include "combat/strafing.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/draw.h"
#include "base/maths.h"
#include "combat/bomb_line.h"
#include "combat/exposure.h"
#include "state/apply.h"
#include "state/restraint.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using state::Effects;
using state::State;
using terrain::Point;

namespace {

struct Target {
  ElementId id;
  Point at;
  int men;
  double shows;  // share of what men standing in the open offer
};

// Whom the pilots take for enemies: men of the other side with no own men near, as far as they can
// tell, or everybody when they see no signals. Who is bound to keep before a line spares those
// beyond it.
std::vector<Target> targets_near(const Scenario& scenario, const State& state,
                                 const state::Tick& tick, ElementId by, bool sees_panels, Point at,
                                 double range_m) {
  const Side own = scenario.element(by).side;
  const double safety_m = state.params[Param::air_strafing_safety_m];
  std::vector<Target> targets;
  const auto consider = [&](ElementId e, double) {
    const Point there = state.at[e.index()];
    if (state::is_under_armour(state, e) || !state::is_present(scenario, state, e)) return;
    if (state::rule_barring(scenario, state, by, there) != nullptr) return;
    if (sees_panels && has_own_men_near(scenario, state, tick, by, there, safety_m)) return;
    targets.push_back({e, there, state.roll[e.index()].men, shell_posture_factor(state, e)});
  };
  tick.near.for_each_within(state, enemy_of(own), at, range_m, consider);
  if (!sees_panels) tick.near.for_each_within(state, own, at, range_m, consider);
  // In an order that does not hang on numbering.
  std::sort(targets.begin(), targets.end(), [&](const Target& a, const Target& b) {
    return scenario.element(a.id).key < scenario.element(b.id).key;
  });
  return targets;
}

// By how much there is to see of each.
const Target& choose(const std::vector<Target>& targets, double u) {
  double all = 0;
  for (const Target& t : targets) all += t.men * t.shows;
  double left = u * all;
  for (const Target& t : targets) {
    left -= t.men * t.shows;
    if (left < 0) return t;
  }
  return targets.back();
}

// Whether the pilot makes out anybody to fire at in the seconds of a dive: the chance grows with
// the men who show.
bool finds(const State& state, const std::vector<Target>& targets, double u) {
  double shows = 0;
  for (const Target& t : targets) shows += t.men * t.shows;
  return u < chance_of(shows / state.params[Param::air_strafing_found_men]);
}

struct Pass {
  const Scenario& scenario;
  const State& state;
  const Rng& rng;
  ElementId by;
  uint32_t n;  // of the aircraft and its slot, in the names of draws
  uint8_t slot;
  Effects& effects;

  // Expected losses go with the rounds and with the men: half a man of a platoon in the open.
  void hit(const Target& t, int group_men, int rounds) const {
    const auto& p = state.params;
    const int share = rounds * t.men / std::max(1, group_men);
    if (share <= 0) return;
    effects.shots.push_back({by, t.id, slot, share, t.at});
    const double expected = p[Param::air_strafing_casualties] * rounds /
                            p[Param::air_strafing_rounds] * t.men / p[Param::air_strafing_platoon] *
                            t.shows;
    const double u = rng.uniform(Purpose::kStrafeHit, scenario.element(t.id).key,
                                 scenario.element(by).key, state.now, n);
    const int men = binomial_from(u, t.men, chance_of(expected / t.men));
    if (men == 0) return;
    effects.hits.push_back({t.id, by, state::Cause::kBullet,
                            scenario.element(by).weapons[slot].weapon, static_cast<int16_t>(men)});
  }

  int fire(const std::vector<Target>& targets, const Target& aim, int rounds) const {
    const double width_m = state.params[Param::air_strafing_width_m];
    const auto beside = [&](const Target& t) {
      return terrain::distance_m(t.at, aim.at) <= width_m;
    };
    int group_men = 0, fired = 0;
    for (const Target& t : targets) group_men += beside(t) ? t.men : 0;
    for (const Target& t : targets) {
      if (!beside(t)) continue;
      hit(t, group_men, rounds);
      fired += rounds * t.men / std::max(1, group_men);
    }
    return fired;
  }
};

}  // namespace

int strafe(const Scenario& scenario, const State& state, const Rng& rng, const state::Tick& tick,
           ElementId by, state::Flight& flight, Point place, double place_radius_m,
           Effects& effects) {
  const forces::Aircraft& type = scenario.aircraft_of(by);
  const double range_m = place_radius_m + state.params[Param::air_strafing_reach_m];
  const std::vector<Target> targets =
      targets_near(scenario, state, tick, by, flight.sees_panels, place, range_m);
  if (targets.empty()) return 0;
  int fired = 0;
  for (int a = 0; a < flight.aircraft; ++a) {
    const auto number = static_cast<uint32_t>(a);
    const auto draw = [&](Purpose purpose) {
      return rng.uniform(purpose, scenario.element(by).key, 0, state.now, number);
    };
    if (!finds(state, targets, draw(Purpose::kStrafeFind))) continue;
    const double u = draw(Purpose::kStrafeTarget);
    const Target& aim = choose(targets, u);
    for (std::size_t slot = type.bombs.size(); slot < scenario::kWeaponSlots; ++slot) {
      const scenario::WeaponSlot& guns = scenario.element(by).weapons[slot];
      if (!guns.exists() || flight.aboard[slot] <= 0) continue;
      const int each = guns.count / std::max(1, scenario.element(by).aircraft_count);
      const double rounds = each * scenario.weapon(guns.weapon).rounds_per_min / 60 *
                            state.params[Param::air_strafing_pass_s];
      const int own = flight.aboard[slot] / (flight.aircraft - a);
      const auto n =
          number * static_cast<uint32_t>(scenario::kWeaponSlots) + static_cast<uint32_t>(slot);
      const Pass pass{scenario, state, rng, by, n, static_cast<uint8_t>(slot), effects};
      const int spent = pass.fire(targets, aim, std::min(own, static_cast<int>(rounds + 0.5)));
      flight.aboard[slot] -= spent;
      fired += spent;
    }
  }
  return fired;
}

}  // namespace khasan::combat
