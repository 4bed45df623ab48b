// Which way an element goes: along the flow field of its route while far away, straight to the goal
// when near, around water and cliffs where the straight line is barred. Says the next point to walk
// to in a straight line; speed and obstacles are the business of pace.h and movement.cc.
// Implements docs/methods/movement.md.
#pragma once

#include "base/ids.h"
#include "scenario/scenario.h"
#include "state/state.h"
#include "terrain/detours.h"

namespace khasan::combat {

// A straight walk cut at the border of the cell that it begins in.
struct Reach {
  terrain::Point end{};  // a hair beyond the border, or the aim itself
  double length_m = 0;   // to `end`
  CellId into{};         // the cell beyond the border; none if the aim lies inside or off the grid
  bool leaves = false;   // whether the border is reached
};
Reach reach_of(const terrain::GridShape& shape, terrain::Point from, terrain::Point aim);

// The point `length_m` from `from` on the line to `to`.
terrain::Point along(terrain::Point from, terrain::Point to, double length_m);

// Whether one can step from a cell into a neighbour (from where nobody can stand: into any cell
// where one can).
bool can_step(const terrain::Ground& ground, const terrain::MobilityRow& row, CellId from,
              CellId into);

class Way {
 public:
  Way(const scenario::Scenario& scenario, const state::State& state, ElementId element,
      terrain::Detours& detours);
  // Where to walk next from `at`; `at` itself where there is no way on.
  terrain::Point next(terrain::Point at);

 private:
  bool follows_route(terrain::Point at) const;
  bool is_open_line(terrain::Point at) const;
  terrain::Point next_on_detour(terrain::Point at) const;
  const scenario::Scenario& scenario_;
  const state::Intent& intent_;
  terrain::Detours& detours_;
  terrain::MobilityClass mobility_;
  const terrain::MobilityRow& row_;
  const terrain::Signposts* field_ = nullptr;
  const terrain::Regions* regions_ = nullptr;
  bool straight_ = false;  // the line to the goal is known to be open
};

}  // namespace khasan::combat
