// Two runs of the same forces: where they part for the first time, in which phase, about whom and
// in which number; and how far the difference has spread later.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "record/columns.h"
#include "record/record_reader.h"
#include "sim/play.h"

namespace khasan::record {

// One number that differs.
struct Differing {
  std::string who;    // path of an element or unit, id of an order or place; empty: nobody's
  std::string field;  // "roll.men", or of an effect: "shots.rounds"
  std::string a, b;   // both values; empty where one side has no such thing
};

// The first difference of two runs.
struct FirstDifference {
  Time at{};                        // of the step
  std::string phase;                // which proposed it; empty: not a phase
  std::optional<Differing> effect;  // what it proposed otherwise
  std::optional<Differing> number;  // the first number of the state that became another
  std::optional<terrain::Point> where;
};

// How far the difference has spread at a moment.
struct Spread {
  Time at{};
  std::size_t elements = 0, units = 0;  // that differ
  double farthest_m = 0;                // of these elements from where it began
  std::array<int, kSideCount> men{};    // present in the second run less those in the first
};

// The steps of two records up to the first that is not the same.
struct Parting {
  Time before{};  // the last moment at which both are known to be equal
  Time at{};      // the earlier of the two steps that differ
};
// None: the steps are equal as far as both go.
std::optional<Parting> find_parting(RecordReader& a, RecordReader& b);

// Both runs stand at the last moment at which they are equal, or at their start. Plays one step of
// each and says what differs; none if nothing does.
std::optional<FirstDifference> first_difference(sim::Play& a, sim::Play& b);

// The first number that differs between two states of a scenario; none: the states are equal.
std::optional<Differing> first_number(const scenario::Scenario& scenario, const state::State& a,
                                      const state::State& b);
// Whether anything but these elements, and the units that are made of them alone, differs between
// two states: whether their absence has reached anybody else.
bool others_differ(const scenario::Scenario& scenario, const state::State& a, const state::State& b,
                   const std::vector<ElementId>& left_out);
Spread spread_of(const scenario::Scenario& scenario, const state::State& a, const state::State& b,
                 const std::optional<terrain::Point>& origin);

}  // namespace khasan::record
