#include "terrain/paths.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <queue>

namespace khasan::terrain {

namespace {

constexpr uint32_t kFar = FlowField::kUnreachable;
// A step costs at most this many deciseconds (109 minutes) before what is to be avoided is added,
// so that two such numbers always fit into the ring of buckets.
constexpr uint32_t kStepMax_ds = 65535;
constexpr uint32_t kBucketCount = 131072;  // > kStepMax_ds + 65535, a power of two

// Whole deciseconds of a step between neighbours.
class StepCost {
 public:
  StepCost(const Ground& ground, const MobilityRow& row, const PathOptions& options)
      : ground_(ground), avoid_ds_(options.avoid_ds) {
    const double night = options.is_night ? row.night_factor : 1.0;
    slowness_.resize(ground.shape().cell_count());
    for (std::size_t i = 0; i < slowness_.size(); ++i) {
      const CellId cell{i};
      const double f = row.factor(ground.cover_of(cell), ground.crossing_of(cell)) * night;
      slowness_[i] = f > 0.0 ? 1.0 / f : 0.0;
      if (f > factor_max_) factor_max_ = f;
    }
    fill(row, ground.shape().cell_m, straight_);
    fill(row, ground.shape().cell_m * std::sqrt(2.0), diagonal_);
  }

  bool is_passable(CellId cell) const { return slowness_[cell.index()] > 0.0; }

  // From a cell to its neighbour, kFar where there is no way.
  uint32_t of(CellId from, CellId to, bool is_diagonal) const {
    const double f = slowness_[from.index()], t = slowness_[to.index()];
    if (f <= 0.0 || t <= 0.0) return kFar;
    const Table& table = is_diagonal ? diagonal_ : straight_;
    const int rise_dm = ground_.height_dm(to) - ground_.height_dm(from);
    if (rise_dm < -table.rise_max_dm || rise_dm > table.rise_max_dm) return kFar;
    const double time_ds =
        table.time_ds[static_cast<std::size_t>(rise_dm + table.rise_max_dm)] * 0.5 * (f + t);
    const uint32_t extra = avoid_ds_.empty() ? 0 : avoid_ds_[to.index()];
    return whole(time_ds) + extra;
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

  const Ground& ground_;
  std::span<const uint16_t> avoid_ds_;
  std::vector<double> slowness_;  // 1 / factor; 0 where impassable
  double factor_max_ = 0;
  Table straight_, diagonal_;
};

// Cells waiting at their cost in a ring of buckets (Dial 1969, Comm. ACM 12(11), algorithm 360).
// All costs waiting at one time lie within kBucketCount of each other.
class Buckets {
 public:
  Buckets() : head_(kBucketCount, kNone), occupied_(kBucketCount / 64, 0) {}

  void push(CellId cell, uint32_t cost) {
    const uint32_t b = cost & (kBucketCount - 1);
    entries_.push_back({cell, head_[b]});
    head_[b] = static_cast<uint32_t>(entries_.size() - 1);
    occupied_[b >> 6] |= uint64_t{1} << (b & 63);
    ++waiting_;
  }

  bool is_empty() const { return waiting_ == 0; }

  // The cheapest cell; `cost` goes from that of the pop before to its own.
  CellId pop(uint32_t& cost) {
    cost += gap_after(cost & (kBucketCount - 1));
    const uint32_t b = cost & (kBucketCount - 1);
    const Entry entry = entries_[head_[b]];
    head_[b] = entry.next;
    if (entry.next == kNone) occupied_[b >> 6] &= ~(uint64_t{1} << (b & 63));
    --waiting_;
    return entry.cell;
  }

 private:
  static constexpr uint32_t kNone = 0xffffffffu;
  struct Entry {
    CellId cell;
    uint32_t next;
  };

  // How many buckets further the next occupied one is, round the ring; there must be one.
  uint32_t gap_after(uint32_t b) const {
    uint32_t word = b >> 6;
    uint64_t bits = occupied_[word] & (~uint64_t{0} << (b & 63));
    while (bits == 0) {
      word = (word + 1) & (kBucketCount / 64 - 1);
      bits = occupied_[word];
    }
    const uint32_t found = word * 64 + static_cast<uint32_t>(std::countr_zero(bits));
    return (found - b) & (kBucketCount - 1);
  }

  std::vector<uint32_t> head_;
  std::vector<uint64_t> occupied_;
  std::vector<Entry> entries_;
  std::size_t waiting_ = 0;
};

// Calls visit(neighbour, direction) for the neighbours inside the grid, in the order of indices.
template <class Visit>
void for_each_neighbour(const GridShape& shape, CellId cell, Visit visit) {
  const int column = shape.column_of(cell), row = shape.row_of(cell);
  for (std::size_t d = 0; d < 8; ++d) {
    const int c = column + kNeighbourColumn[d], r = row + kNeighbourRow[d];
    if (shape.contains(c, r)) visit(shape.cell(c, r), d);
  }
}

bool is_diagonal(std::size_t direction) {
  return kNeighbourColumn[direction] != 0 && kNeighbourRow[direction] != 0;
}

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
    for_each_neighbour(shape_, cell, [&](CellId next, std::size_t d) {
      const uint32_t step = step_.of(cell, next, is_diagonal(d));
      if (step == kFar) return;
      const uint32_t cost = cost_[cell.index()] + step;
      if (cost >= cost_[next.index()]) return;
      cost_[next.index()] = cost;
      came_[next.index()] = static_cast<uint8_t>(7 - d);  // the opposite direction
      open_.push(key(cost + least_cost(shape_, next, to, straight_, diagonal_), next));
    });
  }

  Path unwind(CellId from, CellId to) const {
    Path path;
    path.cost_ds = cost_[to.index()];
    for (CellId cell = to;; ) {
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

}  // namespace

CellId FlowField::next(CellId from) const {
  const uint8_t d = direction[from.index()];
  if (d == kNoDirection) return CellId{};
  return shape.cell(shape.column_of(from) + kNeighbourColumn[d],
                    shape.row_of(from) + kNeighbourRow[d]);
}

Point FlowField::toward(Point from) const {
  const CellId cell = shape.cell_at(from);
  if (!cell.exists()) return from;
  const CellId ahead = next(cell);
  return ahead.exists() ? shape.centre_of(ahead) : from;
}

FlowField compute_flow_field(const Ground& ground, const MobilityRow& row,
                             std::span<const CellId> goals, const PathOptions& options) {
  const GridShape& shape = ground.shape();
  const StepCost step(ground, row, options);
  FlowField field{shape, std::vector<uint32_t>(shape.cell_count(), kFar),
                  std::vector<uint8_t>(shape.cell_count(), kNoDirection)};
  Buckets open;
  for (const CellId goal : goals) {
    if (!shape.contains(goal) || !step.is_passable(goal) || field.is_reachable(goal)) continue;
    field.cost_ds[goal.index()] = 0;
    open.push(goal, 0);
  }
  for (uint32_t cost = 0; !open.is_empty();) {
    const CellId cell = open.pop(cost);
    if (field.cost_ds[cell.index()] != cost) continue;  // reached more cheaply since
    for_each_neighbour(shape, cell, [&](CellId before, std::size_t d) {
      const uint32_t known = field.cost_ds[before.index()];
      if (known <= cost) return;  // every step costs something
      const uint32_t hop = step.of(before, cell, is_diagonal(d));
      if (hop == kFar) return;
      const uint32_t total = cost + hop;
      const uint8_t direction = static_cast<uint8_t>(7 - d);  // back to `cell`
      // Ties go to the neighbour of the lower index: all candidates settle before `before` does.
      if (total > known || (total == known && direction > field.direction[before.index()])) return;
      field.direction[before.index()] = direction;
      if (total == known) return;
      field.cost_ds[before.index()] = total;
      open.push(before, total);
    });
  }
  return field;
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

}  // namespace khasan::terrain
