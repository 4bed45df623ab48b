#include "combat/touch.h"

#include <algorithm>

#include "combat/breaking.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using state::Morale;

namespace {

// Half the width over which the men of an element stand, averaged over the direction from which
// it is met, m: half of the half, assumed. The element itself is a point.
double reach_m(const Field& s, ElementId e) {
  return 0.25 * s.men(e) * s.param(Param::direct_fire_frontage_per_man_m);
}

double touch_m(const Field& s, ElementId a, ElementId b) {
  return s.param(Param::close_assault_contact_range_m) + reach_m(s, a) + reach_m(s, b);
}

// Reach of a rush or of a grenade, whichever is farther.
double near_m(const Field& s) {
  return std::max(s.param(Param::close_assault_assault_range_m),
                  s.param(Param::close_assault_grenade_range_m));
}

bool is_open_to_assault(const Field& s, ElementId enemy) {
  return state::is_present(s.scenario, s.state, enemy) && s.morale(enemy) < Morale::kSurrendered &&
         !state::is_under_armour(s.state, enemy);  // no bayonet reaches those
}

}  // namespace

bool has_enemies_near(const Field& s, ElementId e) {
  return s.tick.enemy_m[e.index()] <= static_cast<float>(near_m(s));
}

std::vector<Near> enemies_near(const Field& s, ElementId e) {
  std::vector<Near> found;
  const auto keep = [&](ElementId enemy, double d) {
    if (is_open_to_assault(s, enemy)) found.push_back({enemy, d});
  };
  s.tick.near.for_each_within(s.state, enemy_of(s.side(e)), s.state.at[e.index()], near_m(s), keep);
  std::sort(found.begin(), found.end(),
            [](const Near& a, const Near& b) { return a.enemy < b.enemy; });
  return found;
}

bool in_touch(const Field& s, ElementId a, ElementId b, double distance_m) {
  const auto& intent = s.state.intent;
  return distance_m <= touch_m(s, a, b) && (intent[a.index()].close || intent[b.index()].close);
}

int men_against(const Field& s, ElementId e, const std::vector<Near>& enemies) {
  int men = 0;
  for (const Near& near : enemies) {
    if (in_touch(s, e, near.enemy, near.distance_m)) men += s.men(near.enemy);
  }
  return men;
}

bool is_hand_to_hand(const Field& s, ElementId element) {
  if (!has_enemies_near(s, element) || is_broken(s.morale(element))) return false;
  const terrain::Point at = s.state.at[element.index()];
  return s.tick.near.any_within(
      s.state, enemy_of(s.side(element)), at, near_m(s), [&](ElementId enemy, terrain::Point p) {
        return is_open_to_assault(s, enemy) && !is_broken(s.morale(enemy)) &&
               in_touch(s, element, enemy, terrain::distance_m(p, at));
      });
}

}  // namespace khasan::combat
