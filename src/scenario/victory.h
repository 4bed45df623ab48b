// What a side fights for, as a battle states it before a game: conditions with points. They decide
// nothing while it is played. Implements docs/methods/victory.md.
#pragma once

#include <string>

#include "scenario/scenario.h"

namespace khasan::scenario {

// Points of one condition, when what it measures has that value; NaN (it did not happen): none.
// Linear from `none_at` to `full_at`, which may be the smaller one.
inline double points_at(const VictoryCondition& condition, double value) {
  const double share = (value - condition.none_at) / (condition.full_at - condition.none_at);
  if (!(share > 0)) return 0;
  return condition.points * (share < 1 ? share : 1);
}

}  // namespace khasan::scenario
