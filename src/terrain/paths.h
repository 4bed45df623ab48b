// Ways over the ground for one class of mobility (docs/methods/mobility.md): flow fields towards
// an objective for whole formations, single paths for one-off hops. Costs are whole deciseconds,
// ties are broken by cell index, so that a route is the same everywhere.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "terrain/grid.h"
#include "terrain/ground.h"
#include "terrain/mobility.h"

namespace khasan::terrain {

// The eight neighbours of a cell in the order of their indices: NW N NE W E SW S SE.
inline constexpr std::array<int, 8> kNeighbourColumn{-1, 0, 1, -1, 1, -1, 0, 1};
inline constexpr std::array<int, 8> kNeighbourRow{-1, -1, -1, 0, 0, 1, 1, 1};
inline constexpr uint8_t kNoDirection = 255;

struct PathOptions {
  // Extra deciseconds for entering each cell (wire, danger): empty, or one a cell.
  std::span<const uint16_t> avoid_ds = {};
  bool is_night = false;
};

// The next step towards an objective from everywhere.
struct Signposts {
  GridShape shape;
  std::vector<uint8_t> direction;  // towards the next cell; kNoDirection: none

  // The next cell on the way; none at a goal and where cut off.
  CellId next(CellId from) const;
  // The centre of the next cell for a point on the way; the point itself at a goal, where cut off
  // and outside the grid.
  Point toward(Point from) const;
};

// Time to an objective from everywhere and the next step of the fastest way there.
struct FlowField : Signposts {
  static constexpr uint32_t kUnreachable = 0xffffffffu;
  std::vector<uint32_t> cost_ds;  // deciseconds to the nearest goal; kUnreachable

  bool is_reachable(CellId from) const { return cost_ds[from.index()] != kUnreachable; }
  // Seconds to the nearest goal; `from` must be reachable.
  double time_s(CellId from) const { return cost_ds[from.index()] * 0.1; }
};

// Flow field to the nearest of `goals` (Dijkstra with the buckets of Dial 1969). Goals that the
// class cannot stand in are left out.
FlowField compute_flow_field(const Ground& ground, const MobilityRow& row,
                             std::span<const CellId> goals, const PathOptions& options = {});

// What marching needs of a flow field. Where it is cut off, a signpost shows to the neighbour from
// which the rest of the way is shortest, if one is reachable.
Signposts signposts(FlowField field);

// The cells from `from` to the goal, both included; empty where cut off.
std::vector<CellId> route(const FlowField& field, CellId from);

// One fastest way by A* (Hart, Nilsson, Raphael 1968).
struct Path {
  std::vector<CellId> cells;  // from start to goal, both included; empty if there is none
  uint32_t cost_ds = FlowField::kUnreachable;
};
Path find_path(const Ground& ground, const MobilityRow& row, CellId from, CellId to,
               const PathOptions& options = {});

// Which cells the class can go between at all.
struct Regions {
  std::vector<uint32_t> root;  // by cell: least index of a cell that can be reached from it
  bool are_connected(CellId a, CellId b) const { return root[a.index()] == root[b.index()]; }
};
Regions compute_regions(const Ground& ground, const MobilityRow& row);

}  // namespace khasan::terrain
