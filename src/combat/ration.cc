#include "combat/ration.h"

#include <algorithm>
#include <cmath>

#include "state/apply.h"

namespace khasan::combat {

using scenario::Scenario;
using state::State;

bool has_ration(const Scenario& scenario, const State& state, ElementId element, std::size_t slot) {
  const scenario::WeaponSlot& weapon = scenario.element(element).weapons[slot];
  if (weapon.days == 0) return true;
  constexpr double kDay_s = 86400;  // exact
  const Time came = std::max(Time{}, state::arrival_of(scenario, state, element));
  const double here_s = (state.now - came).seconds();
  const double released = weapon.rounds * (std::floor(here_s / kDay_s) + 1) / weapon.days;
  return weapon.rounds - state.rounds[element.index()][slot] < released;
}

}  // namespace khasan::combat
