#include "terrain/paths.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>
#include <queue>

namespace khasan::terrain {

namespace {

constexpr uint32_t kFar = FlowField::kUnreachable;
// A step costs at most this many deciseconds (109 minutes) before what is to be avoided is added,
// so that two such numbers always fit into the ring of buckets.
constexpr uint32_t kStepMax_ds = 65535;
constexpr uint32_t kBucketCount = 131072;  // > kStepMax_ds + 65535, a power of two

constexpr std::size_t kCrossingCount = 3;

bool is_diagonal(std::size_t direction) {
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

// Places waiting at their cost in a ring of buckets (Dial 1969, Comm. ACM 12(11), algorithm 360).
// All costs waiting at one time lie within kBucketCount of each other.
class Buckets {
 public:
  Buckets() : head_(kBucketCount, kNone), occupied_(kBucketCount / 64, 0) {}

  void push(uint32_t place, uint32_t cost) {
    const uint32_t b = cost & (kBucketCount - 1);
    head_[b] = store({place, head_[b]});
    occupied_[b >> 6] |= uint64_t{1} << (b & 63);
    ++waiting_;
  }

  bool is_empty() const { return waiting_ == 0; }

  // The cheapest place; `cost` goes from that of the pop before to its own.
  uint32_t pop(uint32_t& cost) {
    cost += gap_after(cost & (kBucketCount - 1));
    const uint32_t b = cost & (kBucketCount - 1);
    const uint32_t at = head_[b];
    const Entry entry = entries_[at];
    entries_[at].next = free_;
    free_ = at;
    head_[b] = entry.next;
    if (entry.next == kNone) occupied_[b >> 6] &= ~(uint64_t{1} << (b & 63));
    --waiting_;
    return entry.place;
  }

 private:
  static constexpr uint32_t kNone = 0xffffffffu;
  struct Entry {
    uint32_t place;
    uint32_t next;
  };

  // Entries that were popped are used again, so that the pool stays as small as the front.
  uint32_t store(Entry entry) {
    if (free_ == kNone) {
      entries_.push_back(entry);
      return static_cast<uint32_t>(entries_.size() - 1);
    }
    const uint32_t at = free_;
    free_ = entries_[at].next;
    entries_[at] = entry;
    return at;
  }

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
  uint32_t free_ = kNone;  // first of the list of popped entries
  std::size_t waiting_ = 0;
};

// The flood of a flow field. It works on a grid with a rim, so that no neighbour needs a test of
// bounds: the rim and all ground that cannot be entered count as settled at no cost.
class Flood {
 public:
  Flood(const Ground& ground, const StepCost& step)
      : shape_(ground.shape()),
        width_(ground.padded_columns()),
        step_(step),
        places_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(shape_.rows + 2)) {
    for (std::size_t d = 0; d < 8; ++d) {
      offset_[d] = kNeighbourRow[d] * width_ + kNeighbourColumn[d];
    }
    for (std::size_t i = 0; i < shape_.cell_count(); ++i) {
      const Spot spot = step.spot(CellId{i});
      if (spot.slowness <= 0.0) continue;
      places_[spot.padded] = {spot.slowness, kFar, static_cast<int16_t>(spot.height_dm),
                              kNoDirection};
    }
  }

  void add_goal(Spot spot) {
    if (places_[spot.padded].cost != kFar) return;
    places_[spot.padded].cost = 0;
    open_.push(static_cast<uint32_t>(spot.padded), 0);
  }

  FlowField run() {
    for (uint32_t cost = 0; !open_.is_empty();) {
      const uint32_t place = open_.pop(cost);
      // Otherwise reached more cheaply since.
      if (places_[place].cost == cost) settle(place, cost);
    }
    return result();
  }

 private:
  struct Place {
    double slowness = 0;
    uint32_t cost = 0;
    int16_t height_dm = 0;
    uint8_t direction = kNoDirection;
  };

  CellId cell_of(uint32_t place) const {
    const int row = static_cast<int>(place) / width_;
    return shape_.cell(static_cast<int>(place) - row * width_ - 1, row - 1);
  }

  void settle(uint32_t place, uint32_t cost) {
    const Place at = places_[place];
    const uint32_t entry = cost + step_.extra(cell_of(place));
    for (std::size_t d = 0; d < 8; ++d) {
      const uint32_t next = place + static_cast<uint32_t>(offset_[d]);
      Place& before = places_[next];
      if (before.cost <= cost) continue;  // every step costs something
      const uint32_t hop = step_.between_passable(at.height_dm - before.height_dm,
                                                  before.slowness + at.slowness, is_diagonal(d));
      if (hop == kFar) continue;
      const uint32_t total = entry + hop;
      const uint8_t direction = static_cast<uint8_t>(7 - d);  // back to `place`
      // Ties go to the neighbour of the lower index: all candidates settle before `before` does.
      if (total > before.cost) continue;
      if (total == before.cost) {
        before.direction = std::min(before.direction, direction);
        continue;
      }
      before.direction = direction;
      before.cost = total;
      open_.push(next, total);
    }
  }

  FlowField result() const {
    FlowField field{shape_, {}, {}};
    field.cost_ds.reserve(shape_.cell_count());
    field.direction.reserve(shape_.cell_count());
    for (int row = 1; row <= shape_.rows; ++row) {
      const Place* place = places_.data() + static_cast<std::ptrdiff_t>(row) * width_ + 1;
      for (int column = 0; column < shape_.columns; ++column, ++place) {
        field.cost_ds.push_back(place->slowness > 0.0 ? place->cost : kFar);
        field.direction.push_back(place->direction);
      }
    }
    return field;
  }

  const GridShape& shape_;
  const int width_;
  const StepCost& step_;
  std::array<int, 8> offset_{};
  std::vector<Place> places_;
  Buckets open_;
};

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
  const StepCost step(ground, row, options);
  Flood flood(ground, step);
  for (const CellId goal : goals) {
    if (ground.shape().contains(goal)) flood.add_goal(step.spot(goal));
  }
  return flood.run();
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
