// What one step works on: how far it advances which elements, what falls due, and who stands near
// whom. Nothing here is part of the state; all of it is recomputed from (scenario, state).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "state/line_memory.h"
#include "state/state.h"
#include "terrain/detours.h"

namespace khasan::state {

// Live elements of each side by square buckets of ground, in id order within a bucket.
class Neighbourhood {
 public:
  static constexpr double kBucketM = 200.0;
  // Sorts all live elements that are on the map into buckets.
  void rebuild(const scenario::Scenario& scenario, const State& state);
  // The same where only these can have moved, come or gone since the last time.
  void update(const scenario::Scenario& scenario, const State& state,
              const std::vector<ElementId>& changed);
  // How often that was done: as long as this stays the same, so do all distances.
  uint32_t builds() const { return builds_; }
  // Whether nobody of that side has moved, come or gone near the box since that build.
  bool is_calm(Side side, const terrain::Box& box, uint32_t since) const;
  // Calls visit(ElementId, distance_m) for every live element of `side` within `range_m` of `at`,
  // bucket by bucket (rows from the north, ids ascending inside a bucket).
  template <class Visit>
  void for_each_within(const State& state, Side side, terrain::Point at, double range_m,
                       Visit&& visit) const;
  // All of them, bucket by bucket.
  const std::vector<ElementId>& all_of(Side side) const { return ids_[index_of(side)]; }
  // Calls visit(begin, end) for spans of all_of(side) that hold everybody in the box, and others.
  template <class Visit>
  void for_each_span(Side side, const terrain::Box& box, Visit&& visit) const;
  // Calls visit(span of ids) for every row of buckets, from the north.
  template <class Visit>
  void for_each_row(Side side, Visit&& visit) const;
  // The rows that the box touches: the first, and the one after the last.
  std::pair<std::size_t, std::size_t> rows_of(const terrain::Box& box) const {
    return {static_cast<std::size_t>(row_of(box.north_m)),
            static_cast<std::size_t>(row_of(box.south_m)) + 1};
  }
  // Whether is_it(ElementId, Point) holds for any of them; stops at the first.
  template <class Predicate>
  bool any_within(const State& state, Side side, terrain::Point at, double range_m,
                  Predicate&& is_it) const {
    return any_within(state, side, at, range_m, box_round(at, range_m), is_it);
  }
  // The same for those of them who matter only if they stand in the box.
  template <class Predicate>
  bool any_within(const State& state, Side side, terrain::Point at, double range_m,
                  const terrain::Box& box, Predicate&& is_it) const;
  static terrain::Box box_round(terrain::Point at, double range_m) {
    return {at.x_m - range_m, at.y_m - range_m, at.x_m + range_m, at.y_m + range_m};
  }

 private:
  static constexpr uint32_t kAbsent = 0xffffffffu;
  int columns_ = 0, rows_ = 0;
  double west_m_ = 0, north_m_ = 0;
  std::array<std::vector<uint32_t>, kSideCount> first_;  // by bucket: start in ids_
  std::array<std::vector<ElementId>, kSideCount> ids_;
  uint32_t builds_ = 0;
  // What the scenario says of an element, side by side: it is asked of all of them in every step.
  struct Resident {
    Time arrives{};
    EscalationId escalation{};
    UnitId unit{};
    Side side = Side::kFirst;
    bool flies = false;
  };
  std::vector<Resident> residents_;
  std::vector<uint32_t> bucket_;    // by element, or kAbsent
  std::vector<terrain::Point> at_;  // by element: where it stood when that was worked out
  std::array<std::vector<uint32_t>, kSideCount>
      touched_;                 // by bucket: the last build that changed it
  std::vector<uint32_t> next_;  // room for sort_into_buckets()
  void begin(const scenario::Scenario& scenario);
  bool is_present(const scenario::Scenario& scenario, const State& state,
                  std::size_t element) const;
  bool settle(const scenario::Scenario& scenario, const State& state, std::size_t element);
  void sort_into_buckets();
  int column_of(double x_m) const {
    return static_cast<int>(std::clamp((x_m - west_m_) / kBucketM, 0.0, columns_ - 1.0));
  }
  int row_of(double y_m) const {
    return static_cast<int>(std::clamp((north_m_ - y_m) / kBucketM, 0.0, rows_ - 1.0));
  }
};

// The nearest live enemy of an element, where that stood, and which build of the neighbourhood it
// was looked up in.
struct NearestEnemy {
  ElementId enemy{};
  float distance_m = 0;
  uint32_t build = 0;
  terrain::Point from{};
};

// The threshold of an element for being seen, at the cell where that was last asked for.
struct Threshold {
  CellId cell{};
  double x = 0;
};

// What an element shows of itself: as long as this stays the same, it looks the same.
struct Guise {
  terrain::Point at{};
  Posture posture = Posture::kStanding;
  bool fires = false, moves = false, is_silent = false;
  bool operator==(const Guise&) const = default;
};

// How one enemy looks to everybody in one step. Valid while `looks` is that of the Tick.
struct Appearance {
  uint32_t looks = 0;
  uint32_t stand = 0;       // number of where and how he stands, for lines of sight
  double hazy_m = 0;        // nobody sees him from beyond in the haze
  double clear_m = 0;       // range at which half of such men are seen in clear air
  double x_seen = 0;        // threshold at his place
  double farthest_m = 0;    // nobody sees him from beyond in clear air
  Guise guise;              // of the step in which the ranges were worked out
  double lit_m = -1;        // and the seeing range in the light on him; < 0: not yet
  double visibility_m = 0;  // and the haze
};

// How far one enemy is heard in one step. Valid while `looks` is that of the Tick.
struct Noise {
  uint32_t looks = 0;
  double fire_m = 0;   // 0: does not fire
  double steps_m = 0;  // where all is quiet
};

// How one enemy offers himself to bullets in one step. Valid while `volleys` is that of the Tick.
struct Exposure {
  uint32_t volleys = 0;
  double aim = 0;      // accuracy left by the light on him
  double area_m2 = 0;  // of a man who shows himself
  double share = 0;    // of his men who do
};

// Where one enemy is and how far he is seen or heard at most in one step. Valid while `looks` is
// that of the Tick.
struct Noticed {
  uint32_t looks = 0;
  ElementId enemy{};
  terrain::Point at{};
  double reach2 = 0;  // square of that distance, m2, as far as men look
};

// Those of a side who are noticed from afar, by rows of the neighbourhood.
struct FarOff {
  std::vector<Noticed> all;
  std::vector<std::size_t> first;  // by row: start in `all`; one more at the end
};

// The step from an earlier moment to state.now. An element in `due` is advanced over the span
// (now - dt, now]; all others sleep. Hazards are integrated over dt exactly.
struct Tick {
  Time before{};                  // state.now of the step before
  std::vector<ElementId> due;     // elements that this step advances, ascending; alive, on the map
  std::vector<Time> dt;           // by position in `due`: time since each was last stepped, > 0
  std::vector<Time> span;         // by element: the same; 0 for elements that are not due
  std::vector<UnitId> due_units;  // units that own an element in `due`, ascending
  std::vector<Pending> popped;    // events due now, in queue order
  std::vector<float> enemy_m;     // by element: metres to the nearest live enemy; 10 km for none
                                  // so near and for elements that are not due
  bool minute = false;            // now is a whole minute: the phases of every minute run, and
                                  // treat all elements, over 60 s
  Neighbourhood near;
  // What earlier steps found out and what still holds: it saves work and changes no answer.
  std::vector<NearestEnemy> nearest;  // by element: of the last step that advanced it
  mutable LineMemory lines;
  mutable terrain::Detours detours;
  mutable std::vector<Threshold> thresholds;  // by element
  // Room for the sense phase, by element; `looks` counts how often it ran.
  mutable uint32_t looks = 0;
  mutable std::vector<Appearance> appearances;
  mutable std::vector<Noise> noises;
  mutable std::array<std::vector<Noticed>, kSideCount> near_by;  // in the order of near.all_of()
  mutable std::array<FarOff, kSideCount> far_off;
  mutable std::vector<const Contact*> contacts;  // of the unit that looks; all null in between
  // Room for direct fire, by element; `volleys` counts how often it ran.
  mutable uint32_t volleys = 0;
  mutable std::vector<Exposure> exposures;
};

template <class Visit>
void Neighbourhood::for_each_span(Side side, const terrain::Box& box, Visit&& visit) const {
  if (ids_[index_of(side)].empty()) return;
  const auto& first = first_[index_of(side)];
  const int c0 = column_of(box.west_m), c1 = column_of(box.east_m);
  const int r0 = row_of(box.north_m), r1 = row_of(box.south_m);
  for (int r = r0; r <= r1; ++r) {
    const auto row = static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_);
    visit(first[row + static_cast<std::size_t>(c0)], first[row + static_cast<std::size_t>(c1) + 1]);
  }
}

template <class Visit>
void Neighbourhood::for_each_row(Side side, Visit&& visit) const {
  const std::span all(ids_[index_of(side)]);
  const auto& first = first_[index_of(side)];
  for (std::size_t row = 0; row < static_cast<std::size_t>(rows_); ++row) {
    const std::size_t bucket = row * static_cast<std::size_t>(columns_);
    if (all.empty()) {
      visit(all);
      continue;
    }
    const uint32_t begin = first[bucket];
    visit(all.subspan(begin, first[bucket + static_cast<std::size_t>(columns_)] - begin));
  }
}

template <class Predicate>
bool Neighbourhood::any_within(const State& state, Side side, terrain::Point at, double range_m,
                               const terrain::Box& box, Predicate&& is_it) const {
  const auto& ids = ids_[index_of(side)];
  bool found = false;
  for_each_span(side, box, [&](uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end && !found; ++i) {
      const terrain::Point p = state.at[ids[i].index()];
      const double dx = p.x_m - at.x_m, dy = p.y_m - at.y_m;
      found = dx * dx + dy * dy <= range_m * range_m && is_it(ids[i], p);
    }
  });
  return found;
}

template <class Visit>
void Neighbourhood::for_each_within(const State& state, Side side, terrain::Point at,
                                    double range_m, Visit&& visit) const {
  any_within(state, side, at, range_m, [&](ElementId e, terrain::Point p) {
    visit(e, terrain::distance_m(p, at));
    return false;
  });
}

}  // namespace khasan::state
