// Remembers which lines between two elements were open, for as long as neither of them moves or
// changes its profile: whoever watches a front asks the same again and again. It
// only saves work: (scenario, state) would give the same answer.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "state/state.h"

namespace khasan::state {

class LineMemory {
 public:
  // The number of where and how the element stands now: every such stand of every element of the
  // run has one of its own, from 1.
  uint32_t stand_of(const State& state, ElementId e) {
    if (stands_.empty()) stands_.resize(state.at.size());
    Stand& stand = stands_[e.index()];
    const Time moved = state.last_moved[e.index()];
    const Profile profile = profile_of(state.posture[e.index()]);
    if (stand.number == 0 || stand.moved != moved || stand.profile != profile) {
      stand = {moved, ++numbers_, profile};
    }
    return stand.number;
  }

  // Whether the line between two stands is open: from memory, else by ask() -> bool, whose answer
  // must be the same in both directions.
  template <class Ask>
  bool is_open(uint32_t a, uint32_t b, const Ask& ask) {
    if (lines_.empty()) lines_.resize(kLines);
    ++asked_;
    const uint32_t first = std::min(a, b), second = std::max(a, b);
    Line& line = lines_[(first * 0x9e3779b1u + second * 0x85ebca6bu) >> (32 - kBits)];
    if (line.first != first || line.second >> 1 != second) {
      line = {first, second << 1 | static_cast<uint32_t>(ask())};
    }
    return (line.second & 1) != 0;
  }

  // How often that was asked: for the benchmarks.
  uint64_t asked() const { return asked_; }

 private:
  // As many lines as fit into the second level of a cache; a newer one takes the place of an older.
  static constexpr int kBits = 15;
  static constexpr std::size_t kLines = std::size_t{1} << kBits;
  // The numbers of both ends; the lowest bit of the second says whether the line is open.
  struct Line {
    uint32_t first = 0, second = 0;
  };
  // Where and how an element was when somebody last asked.
  struct Stand {
    Time moved{};
    uint32_t number = 0;
    Profile profile = Profile::kUpright;
  };
  std::vector<Line> lines_;
  std::vector<Stand> stands_;  // by element
  uint32_t numbers_ = 0;       // given so far
  uint64_t asked_ = 0;
};

}  // namespace khasan::state
