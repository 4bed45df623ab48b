#include "terrain/paths.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <queue>

#include "terrain/flood.h"
#include "terrain/step_cost.h"

namespace khasan::terrain {

namespace {

// Octile distance in whole least steps: never more than the cheapest way.
uint32_t least_cost(const GridShape& shape, CellId a, CellId b, uint32_t straight,
                    uint32_t diagonal) {
  const int dx = std::abs(shape.column_of(a) - shape.column_of(b));
  const int dy = std::abs(shape.row_of(a) - shape.row_of(b));
  const uint32_t shorter = static_cast<uint32_t>(std::min(dx, dy));
  const uint32_t longer = static_cast<uint32_t>(std::max(dx, dy));
  return shorter * diagonal + (longer - shorter) * straight;
}

// The search of one fastest way.
class Search {
 public:
  Search(const Ground& ground, const MobilityRow& row, const PathOptions& options)
      : shape_(ground.shape()),
        step_(ground, row, options),
        straight_(step_.least(false)),
        diagonal_(std::min(step_.least(true), 2 * straight_)),
        cost_(shape_.cell_count(), kFar),
        came_(shape_.cell_count(), kNoDirection) {}

  Path run(CellId from, CellId to) {
    if (!step_.is_passable(from) || !step_.is_passable(to)) return {};
    cost_[from.index()] = 0;
    open_.push(key(least_cost(shape_, from, to, straight_, diagonal_), from));
    while (!open_.empty()) {
      const uint64_t best = open_.top();
      open_.pop();
      const CellId cell{static_cast<uint32_t>(best & 0xffffffffu)};
      if (cell == to) return unwind(from, to);
      const uint32_t rest = least_cost(shape_, cell, to, straight_, diagonal_);
      if ((best >> 32) == uint64_t{cost_[cell.index()]} + rest) expand(cell, to);
    }
    return {};
  }

 private:
  static uint64_t key(uint32_t cost, CellId cell) { return (uint64_t{cost} << 32) | cell.value; }

  void expand(CellId cell, CellId to) {
    const Spot at = step_.spot(cell);
    step_.for_each_neighbour(at, [&](const Spot& next, std::size_t d) {
      const uint32_t step = step_.of(at, next, is_diagonal(d));
      if (step == kFar) return;
      const std::size_t i = next.cell.index();
      const uint32_t cost = cost_[cell.index()] + step;
      if (cost >= cost_[i]) return;
      cost_[i] = cost;
      came_[i] = static_cast<uint8_t>(7 - d);  // the opposite direction
      open_.push(key(cost + least_cost(shape_, next.cell, to, straight_, diagonal_), next.cell));
    });
  }

  Path unwind(CellId from, CellId to) const {
    Path path;
    path.cost_ds = cost_[to.index()];
    for (CellId cell = to;;) {
      path.cells.push_back(cell);
      if (cell == from) break;
      const std::size_t d = came_[cell.index()];
      cell = shape_.cell(shape_.column_of(cell) + kNeighbourColumn[d],
                         shape_.row_of(cell) + kNeighbourRow[d]);
    }
    std::reverse(path.cells.begin(), path.cells.end());
    return path;
  }

  const GridShape& shape_;
  StepCost step_;
  uint32_t straight_, diagonal_;
  std::vector<uint32_t> cost_;
  std::vector<uint8_t> came_;  // direction of the cell before
  // Least first; ties by the index of the cell.
  std::priority_queue<uint64_t, std::vector<uint64_t>, std::greater<>> open_;
};

// The root of a cell among those joined so far (Tarjan 1975, J. ACM 22(2), with halved paths).
uint32_t find_root(std::vector<uint32_t>& root, uint32_t cell) {
  while (root[cell] != cell) {
    root[cell] = root[root[cell]];
    cell = root[cell];
  }
  return cell;
}

// The direction from a cell that the field does not reach to the best cell beside it that it does;
// the first of equals.
uint8_t way_in(const FlowField& field, int column, int row) {
  const GridShape& shape = field.shape;
  uint8_t best = kNoDirection;
  uint32_t least_ds = FlowField::kUnreachable;
  for (std::size_t d = 0; d < kNeighbourColumn.size(); ++d) {
    const int to_column = column + kNeighbourColumn[d], to_row = row + kNeighbourRow[d];
    if (!shape.contains(to_column, to_row)) continue;
    const uint32_t cost_ds = field.cost_ds[shape.cell(to_column, to_row).index()];
    if (cost_ds >= least_ds) continue;
    least_ds = cost_ds;
    best = static_cast<uint8_t>(d);
  }
  return best;
}

}  // namespace

CellId Signposts::next(CellId from) const {
  const uint8_t d = direction[from.index()];
  if (d == kNoDirection) return CellId{};
  return shape.cell(shape.column_of(from) + kNeighbourColumn[d],
                    shape.row_of(from) + kNeighbourRow[d]);
}

Point Signposts::toward(Point from) const {
  const CellId cell = shape.cell_at(from);
  if (!cell.exists()) return from;
  const CellId ahead = next(cell);
  return ahead.exists() ? shape.centre_of(ahead) : from;
}

FlowField compute_flow_field(const Ground& ground, const MobilityRow& row,
                             std::span<const CellId> goals, const PathOptions& options) {
  const StepCost step(ground, row, options);
  const GridShape& shape = ground.shape();
  Flood flood;
  flood.begin(shape, step, {0, 0, shape.columns, shape.rows});
  for (const CellId goal : goals) {
    if (shape.contains(goal)) flood.add_goal(goal);
  }
  flood.run();
  FlowField field{{shape, {}}, {}};
  field.cost_ds.reserve(shape.cell_count());
  field.direction.reserve(shape.cell_count());
  flood.for_each_cell([&](uint32_t cost, uint8_t direction) {
    field.cost_ds.push_back(cost);
    field.direction.push_back(direction);
  });
  return field;
}

Signposts signposts(FlowField field) {
  for (int row = 0; row < field.shape.rows; ++row) {
    for (int column = 0; column < field.shape.columns; ++column) {
      const CellId cell = field.shape.cell(column, row);
      if (!field.is_reachable(cell)) field.direction[cell.index()] = way_in(field, column, row);
    }
  }
  return {field.shape, std::move(field.direction)};
}

std::vector<CellId> route(const FlowField& field, CellId from) {
  std::vector<CellId> cells;
  if (!field.shape.contains(from) || !field.is_reachable(from)) return cells;
  for (CellId cell = from; cell.exists(); cell = field.next(cell)) cells.push_back(cell);
  return cells;
}

Path find_path(const Ground& ground, const MobilityRow& row, CellId from, CellId to,
               const PathOptions& options) {
  if (!ground.shape().contains(from) || !ground.shape().contains(to)) return {};
  return Search(ground, row, options).run(from, to);
}

Regions compute_regions(const Ground& ground, const MobilityRow& row) {
  const StepCost step(ground, row, {});
  Regions regions;
  std::vector<uint32_t>& root = regions.root;
  root.resize(ground.shape().cell_count());
  std::iota(root.begin(), root.end(), 0u);
  for (uint32_t cell = 0; cell < root.size(); ++cell) {
    const Spot at = step.spot(CellId{cell});
    step.for_each_neighbour(at, [&](const Spot& next, std::size_t d) {
      // A step up is a step down: looking back at the neighbours before is enough.
      if (next.cell.value > cell || step.of(at, next, is_diagonal(d)) == kFar) return;
      const uint32_t a = find_root(root, cell), b = find_root(root, next.cell.value);
      root[std::max(a, b)] = std::min(a, b);
    });
  }
  for (uint32_t cell = 0; cell < root.size(); ++cell) root[cell] = find_root(root, cell);
  return regions;
}

}  // namespace khasan::terrain
