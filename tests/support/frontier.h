// A small battle with a line that the first side may be forbidden to cross, and a place beyond it.
#pragma once

#include <string>

#include "support/small_battle.h"

namespace khasan::support {

inline terrain::Point from_centre(double east_m, double north_m) {
  return {kCentre.x_m + east_m, kCentre.y_m + north_m};
}

struct Frontier {
  scenario::Scenario s = empty_battle();
  double line_m;   // the line runs from south to north so far east of the middle
  PlaceId beyond;  // a place on its forbidden side

  Frontier(double line_east_m, double beyond_east_m, double radius_m = 0)
      : line_m(line_east_m),
        beyond(add_place(s, "beyond", from_centre(beyond_east_m, 0), radius_m)) {}

  // Adds a rule of engagement for the first side.
  scenario::Rule& add(scenario::RuleKind kind) {
    scenario::Rule& rule = s.rules.emplace_back();
    rule.id = "rule" + std::to_string(s.rules.size());
    rule.kind = kind;
    if (kind == scenario::RuleKind::kNoCrossing) {
      rule.line = {from_centre(line_m, -100), from_centre(line_m, 100)};
      rule.place = beyond;
    }
    return rule;
  }
};

}  // namespace khasan::support
