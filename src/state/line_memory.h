// Remembers which lines between two elements were open, for as long as neither of them moves or
// changes between standing and lying: whoever watches a front asks the same again and again. It
// only saves work: (scenario, state) would give the same answer.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "state/state.h"

namespace khasan::state {

class LineMemory {
 public:
  // Whether the line between two elements of one run is open: from memory, else by ask() -> bool,
  // whose answer must be the same in both directions.
  template <class Ask>
  bool is_open(const State& state, ElementId a, ElementId b, const Ask& ask) {
    if (b < a) std::swap(a, b);
    Line now{a,
             b,
             state.last_moved[a.index()],
             state.last_moved[b.index()],
             state.posture[a.index()] == Posture::kStanding,
             state.posture[b.index()] == Posture::kStanding,
             false};
    if (lines_.empty()) lines_.resize(kLines);
    Line& line = lines_[(a.value * 0x9e3779b1u + b.value * 0x85ebca6bu) >> (32 - kBits)];
    if (!line.has_same_ends(now)) {
      now.is_open = ask();
      line = now;
    }
    return line.is_open;
  }

 private:
  // As many lines as fit into the second level of a cache; a newer one takes the place of an older.
  static constexpr int kBits = 14;
  static constexpr std::size_t kLines = std::size_t{1} << kBits;
  struct Line {
    ElementId a{}, b{};
    Time a_moved{}, b_moved{};
    bool a_stands = false, b_stands = false;
    bool is_open = false;
    bool has_same_ends(const Line& o) const {
      return a == o.a && b == o.b && a_moved == o.a_moved && b_moved == o.b_moved &&
             a_stands == o.a_stands && b_stands == o.b_stands;
    }
  };
  std::vector<Line> lines_;
};

}  // namespace khasan::state
