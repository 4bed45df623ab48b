// Small random battles for the property tests: two companies that fight over a hill, in variants
// that must not matter (other dense ids, sides exchanged, strangers far away). Everything is keyed
// by the number of the battle: no clock, no hidden generator.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "state/effects.h"

namespace khasan::support {

struct Variant {
  uint64_t renumber = 0;        // other than 0: dense ids in another order
  bool exchange_sides = false;  // the same men under the other side's number
  bool strangers = false;       // a squad of either side far from everything
};

// Battle number `number`. By day or by night, in the open, with orders for both companies.
scenario::Scenario random_battle(uint64_t number, const Variant& variant = {});

// One effect in words and numbers that do not depend on dense ids or on the order of the sides.
struct Line {
  std::string what;
  std::vector<double> numbers;
};
// All effects, sorted; those of strangers left out.
std::vector<Line> describe(const scenario::Scenario& scenario, const state::Effects& effects);
// Empty when equal, else the first difference in words. Numbers may differ by the rounding of sums
// taken in another order.
std::string first_difference(const std::vector<Line>& a, const std::vector<Line>& b);

// The first negative, infinite or otherwise absurd number; empty when there is none.
std::string absurdity(const scenario::Scenario& scenario, const state::State& state,
                      const state::Effects& effects);

}  // namespace khasan::support
