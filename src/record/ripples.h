// How a difference spreads through a pair of runs: which units part when and through whom, and at
// growing spans after the parting how many elements differ, in what, and how far away
// (docs/methods/coupled_pairs.md).
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "record/apart.h"

namespace khasan::record {

// What ties an element that parts to one that differed before it.
enum class Link : uint8_t {
  kStart,  // nobody differed before
  kFire,   // one shot at the other, or shelled its place
  kSight,  // it sees, hears or aims at the other
  kOrder,  // a headquarters above it differs, and so does its task
  kNear,   // nothing of these: the other is only the nearest
};
const char* word_of(Link link);

// A unit that differs for the first time.
struct UnitParting {
  Time at{};
  UnitId unit{};        // of the first battle; the lowest one that owns the element
  ElementId element{};  // its first element to differ
  Facets facets;
  terrain::Point where{};
  Link link = Link::kStart;
  ElementId from{};   // through whom; none for kStart
  double from_m = 0;  // how far away that one is

  // Nothing that is seen explains it: here the pair has lost its coupling without need.
  static constexpr double kLoose_m = 1000;
  bool is_loose() const { return link == Link::kNear && from_m > kLoose_m; }
};

struct ElementApart {
  ElementId element{};  // of the first battle
  Facets facets;
  terrain::Point where{};  // in the first run
  double moved_m = 0;      // between its places in both runs
  int men = 0;             // fit in the second run less those in the first
};

// The difference at a moment. Distances and cells leave flights out, which are on no ground.
struct Ripple {
  static constexpr double kCell_m = 250;  // of the grid in which the area is counted
  Time at{};
  std::vector<ElementApart> elements;  // by path
  std::array<int, kSideCount> by_side{}, men{};
  int units = 0;
  double farthest_m = 0;  // from the nearest of those that differed first
  double area_km2 = 0;    // of the cells in which somebody differs
};

// Elements that differ, by side.
struct RippleCount {
  Time at{};
  std::array<int, kSideCount> by_side{};
};

struct Ripples {
  std::optional<Time> parted;      // none: the runs never differ
  std::vector<UnitParting> units;  // in the order in which they part
  std::vector<Ripple> moments;  // at the parting, 1, 2, 5, 10, 20, 30 min, 1, 2, 3, 6, 12 h, days
  std::vector<RippleCount> counts;                 // over the whole battle, some hundred
  std::vector<ElementId> only_first, only_second;  // elements that are in one battle alone
};

// Plays both from their beginnings to their ends.
Ripples follow_ripples(sim::Play& first, sim::Play& second);

}  // namespace khasan::record
