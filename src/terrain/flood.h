// The flood from goals over the ground, for a whole map or a window of it: shared by paths.h and
// detours.h, and by nobody else.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "terrain/step_cost.h"

namespace khasan::terrain {

inline constexpr uint32_t kBucketCount = 131072;  // > kStepMax_ds + 65535, a power of two

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

// A rectangle of cells.
struct Window {
  int column = 0, row = 0;  // of its north-western cell
  int columns = 0, rows = 0;
};

// The flood of a flow field over a window of the ground. It works on a grid with a rim, so that no
// neighbour needs a test of bounds: the rim and all ground that cannot be entered count as settled
// at no cost. Can be used again; its room is kept.
class Flood {
 public:
  // Lays the grid over the window, nothing flooded yet. `step` must outlive the flood.
  void begin(const GridShape& shape, const StepCost& step, Window window) {
    shape_ = shape;
    step_ = &step;
    window_ = window;
    width_ = window.columns + 2;
    places_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(window.rows + 2),
                   Place{});
    for (std::size_t d = 0; d < 8; ++d) {
      offset_[d] = kNeighbourRow[d] * width_ + kNeighbourColumn[d];
    }
    for (int row = 0; row < window.rows; ++row) {
      for (int column = 0; column < window.columns; ++column) {
        const Spot spot = step.spot(shape.cell(window.column + column, window.row + row));
        if (spot.slowness <= 0.0) continue;
        places_[place_of(column, row)] = {spot.slowness, kFar, static_cast<int16_t>(spot.height_dm),
                                          kNoDirection};
      }
    }
  }

  // `goal` lies in the window.
  void add_goal(CellId goal) {
    const std::size_t place =
        place_of(shape_.column_of(goal) - window_.column, shape_.row_of(goal) - window_.row);
    if (places_[place].cost != kFar) return;
    places_[place].cost = 0;
    open_.push(static_cast<uint32_t>(place), 0);
  }

  void run() {
    for (uint32_t cost = 0; !open_.is_empty();) {
      const uint32_t place = open_.pop(cost);
      // Otherwise reached more cheaply since.
      if (places_[place].cost == cost) settle(place, cost);
    }
  }

  // Calls visit(cost, direction) for the cells of the window, row by row.
  template <class Visit>
  void for_each_cell(Visit visit) const {
    for (int row = 0; row < window_.rows; ++row) {
      const Place* place = &places_[place_of(0, row)];
      for (int column = 0; column < window_.columns; ++column, ++place) {
        visit(place->slowness > 0.0 ? place->cost : kFar, place->direction);
      }
    }
  }

 private:
  struct Place {
    double slowness = 0;
    uint32_t cost = 0;
    int16_t height_dm = 0;
    uint8_t direction = kNoDirection;
  };

  std::size_t place_of(int column, int row) const {
    return static_cast<std::size_t>(row + 1) * static_cast<std::size_t>(width_) +
           static_cast<std::size_t>(column + 1);
  }

  CellId cell_of(uint32_t place) const {
    const int row = static_cast<int>(place) / width_;
    const int column = static_cast<int>(place) - row * width_;
    return shape_.cell(window_.column + column - 1, window_.row + row - 1);
  }

  void settle(uint32_t place, uint32_t cost) {
    const Place at = places_[place];
    const uint32_t entry = cost + step_->extra(cell_of(place));
    for (std::size_t d = 0; d < 8; ++d) {
      const uint32_t next = place + static_cast<uint32_t>(offset_[d]);
      Place& before = places_[next];
      if (before.cost <= cost) continue;  // every step costs something
      const uint32_t hop = step_->between_passable(at.height_dm - before.height_dm,
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

  GridShape shape_;
  const StepCost* step_ = nullptr;
  Window window_;
  int width_ = 0;
  std::array<int, 8> offset_{};
  std::vector<Place> places_;
  Buckets open_;
};

}  // namespace khasan::terrain
