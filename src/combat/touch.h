// Who is near whom with grenade and bayonet: asked by close assault and by direct fire, since men
// who are hand to hand do not shoot (docs/methods/close_assault.md).
#pragma once

#include <vector>

#include "scenario/scenario.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Who stands where.
struct Field {
  const scenario::Scenario& scenario;
  const state::State& state;
  const state::Tick& tick;
  double param(scenario::Param p) const { return state.params[p]; }
  int men(ElementId e) const { return state.roll[e.index()].men; }
  uint64_t key(ElementId e) const { return scenario.element(e).key; }
  UnitId unit(ElementId e) const { return scenario.element(e).unit; }
  Side side(ElementId e) const { return scenario.element(e).side; }
  state::Morale morale(ElementId e) const { return state.morale[unit(e).index()]; }
  bool japanese(ElementId e) const { return scenario.side(side(e)).japanese; }
};

struct Near {
  ElementId enemy;
  double distance_m;
};

// Whether any live enemy may be among enemies_near(): asked first, it costs nothing.
bool has_enemies_near(const Field& field, ElementId element);

// Live enemies within the reach of grenades or bayonets, in id order.
std::vector<Near> enemies_near(const Field& field, ElementId element);

// Whether two enemies at that distance are at bayonets' length, one of them meaning to close.
bool in_touch(const Field& field, ElementId a, ElementId b, double distance_m);

// All men of the other side in touch with the element, of those near it.
int men_against(const Field& field, ElementId element, const std::vector<Near>& enemies);

// Whether the element, not broken, is in touch with an enemy who still fights. The rate of the
// melee holds all that they do to one another then, point-blank shots too.
bool is_hand_to_hand(const Field& field, ElementId element);

}  // namespace khasan::combat
