// What a step between neighbouring cells costs one class of mobility, in whole deciseconds: shared
// by the searches of paths.h and detours.h, and by nobody else.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "terrain/paths.h"

namespace khasan::terrain {

inline constexpr uint32_t kFar = FlowField::kUnreachable;
// A step costs at most this many deciseconds (109 minutes) before what is to be avoided is added,
// so that two such numbers always fit into the ring of buckets.
inline constexpr uint32_t kStepMax_ds = 65535;

inline constexpr std::size_t kCrossingCount = 3;

inline bool is_diagonal(std::size_t direction) {
  return kNeighbourColumn[direction] != 0 && kNeighbourRow[direction] != 0;
}

// What a step needs to know of a cell.
struct Spot {
  CellId cell;
  std::size_t padded;  // its place among the padded heights, dear to work out for each neighbour
  double slowness;     // 1 / factor; 0 where impassable
  int height_dm;
};

// Whole deciseconds of a step between neighbours.
class StepCost {
 public:
  StepCost(const Ground& ground, const MobilityRow& row, const PathOptions& options)
      : ground_(ground), avoid_ds_(options.avoid_ds) {
    const double night = options.is_night ? row.night_factor : 1.0;
    for (std::size_t cover = 0; cover < kCoverCount; ++cover) {
      for (std::size_t crossing = 0; crossing < kCrossingCount; ++crossing) {
        const double f =
            row.factor(static_cast<Cover>(cover), static_cast<Crossing>(crossing)) * night;
        slowness_[cover * kCrossingCount + crossing] = f > 0.0 ? 1.0 / f : 0.0;
        if (f > factor_max_) factor_max_ = f;
      }
    }
    fill(row, ground.shape().cell_m, straight_);
    fill(row, ground.shape().cell_m * std::sqrt(2.0), diagonal_);
  }

  bool is_passable(CellId cell) const { return slowness_of(cell) > 0.0; }
  Spot spot(CellId cell) const { return spot(cell, ground_.padded_index(cell)); }
  Spot spot(CellId cell, std::size_t padded) const {
    return {cell, padded, slowness_of(cell), ground_.padded_elevation_dm()[padded]};
  }

  // From a cell to its neighbour, kFar where there is no way.
  uint32_t of(const Spot& from, const Spot& to, bool is_diagonal) const {
    if (from.slowness <= 0.0 || to.slowness <= 0.0) return kFar;
    const uint32_t step =
        between_passable(to.height_dm - from.height_dm, from.slowness + to.slowness, is_diagonal);
    return step == kFar ? kFar : step + extra(to.cell);
  }

  // Without what is to be avoided; `slowness` is the sum over the two cells, half the way in each.
  uint32_t between_passable(int rise_dm, double slowness, bool is_diagonal) const {
    const Table& table = is_diagonal ? diagonal_ : straight_;
    if (rise_dm < -table.rise_max_dm || rise_dm > table.rise_max_dm) return kFar;
    const double time_ds = table.time_ds[static_cast<std::size_t>(rise_dm + table.rise_max_dm)];
    return whole(time_ds * 0.5 * slowness);
  }

  // Deciseconds for entering a cell that is to be avoided.
  uint32_t extra(CellId cell) const { return avoid_ds_.empty() ? 0 : avoid_ds_[cell.index()]; }

  // Calls visit(neighbour, direction) for the neighbours inside the grid, in the order of indices.
  template <class Visit>
  void for_each_neighbour(const Spot& at, Visit visit) const {
    const GridShape& shape = ground_.shape();
    const int row = static_cast<int>(at.cell.value) / shape.columns;
    const int column = static_cast<int>(at.cell.value) - row * shape.columns;
    for (std::size_t d = 0; d < 8; ++d) {
      if (!shape.contains(column + kNeighbourColumn[d], row + kNeighbourRow[d])) continue;
      const int offset = kNeighbourRow[d] * shape.columns + kNeighbourColumn[d];
      const std::ptrdiff_t padded_offset = offset + 2 * kNeighbourRow[d];
      visit(spot(CellId{at.cell.value + static_cast<uint32_t>(offset)},
                 at.padded + static_cast<std::size_t>(padded_offset)),
            d);
    }
  }

  // No step of that kind costs less.
  uint32_t least(bool is_diagonal) const {
    const Table& table = is_diagonal ? diagonal_ : straight_;
    return factor_max_ > 0.0 ? whole(table.least_ds / factor_max_) : 1;
  }

 private:
  // Time over one step on a path, by the difference in height.
  struct Table {
    int rise_max_dm = -1;
    std::vector<double> time_ds;
    double least_ds = 0;
  };

  static uint32_t whole(double time_ds) {
    if (time_ds >= kStepMax_ds) return kStepMax_ds;
    return time_ds < 1.0 ? 1 : static_cast<uint32_t>(time_ds + 0.5);
  }

  static void fill(const MobilityRow& row, double run_m, Table& table) {
    // 16-bit heights cannot differ by more than 65535.
    const double limit = std::min(std::floor(row.slope_max * run_m * 10.0 + 1e-9), 65535.0);
    if (!(row.slope.speed_max_mps > 0.0) || !(limit >= 0.0)) return;
    table.rise_max_dm = static_cast<int>(limit);
    table.least_ds = 10.0 * run_m / row.slope.speed_max_mps;
    for (int rise_dm = -table.rise_max_dm; rise_dm <= table.rise_max_dm; ++rise_dm) {
      const double speed_mps = tobler_speed_mps(rise_dm * 0.1 / run_m, row.slope);
      table.time_ds.push_back(speed_mps > 0.0 ? 10.0 * run_m / speed_mps : 1e9);
    }
  }

  double slowness_of(CellId cell) const {
    return slowness_[static_cast<std::size_t>(ground_.cover_of(cell)) * kCrossingCount +
                     static_cast<std::size_t>(ground_.crossing_of(cell))];
  }

  const Ground& ground_;
  std::span<const uint16_t> avoid_ds_;
  // 1 / factor by cover and crossing; 0 where impassable.
  std::array<double, kCoverCount * kCrossingCount> slowness_{};
  double factor_max_ = 0;
  Table straight_, diagonal_;
};

}  // namespace khasan::terrain
