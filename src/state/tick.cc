#include "state/tick.h"

namespace khasan::state {

void Neighbourhood::rebuild(const scenario::Scenario& scenario, const State& state) {
  ++builds_;
  bool changed = bucket_.size() != scenario.elements.size();
  if (changed) begin(scenario);
  for (std::size_t i = 0; i < residents_.size(); ++i) changed |= settle(scenario, state, i);
  // Few steps carry anybody over the border of a bucket.
  if (changed) sort_into_buckets();
}

void Neighbourhood::update(const scenario::Scenario& scenario, const State& state,
                           const std::vector<ElementId>& changed) {
  if (bucket_.size() != scenario.elements.size()) return rebuild(scenario, state);
  ++builds_;
  bool crossed = false;
  for (const ElementId e : changed) crossed |= settle(scenario, state, e.index());
  if (crossed) sort_into_buckets();
}

// Puts an element into the bucket of its place; whether that is another one than before.
bool Neighbourhood::settle(const scenario::Scenario& scenario, const State& state,
                           std::size_t element) {
  const terrain::Point at = state.at[element];
  const uint32_t before = bucket_[element];
  const bool present = is_present(scenario, state, element);
  if (present == (before != kAbsent) && (!present || at == at_[element])) return false;
  at_[element] = at;
  uint32_t& bucket = bucket_[element];
  bucket = present ? static_cast<uint32_t>(row_of(at.y_m) * columns_ + column_of(at.x_m)) : kAbsent;
  auto& touched = touched_[index_of(residents_[element].side)];
  if (before != kAbsent) touched[before] = builds_;
  if (present) touched[bucket] = builds_;
  return bucket != before;
}

bool Neighbourhood::is_calm(Side side, const terrain::Box& box, uint32_t since) const {
  const auto& touched = touched_[index_of(side)];
  const int c0 = column_of(box.west_m), c1 = column_of(box.east_m);
  const int r0 = row_of(box.north_m), r1 = row_of(box.south_m);
  for (int r = r0; r <= r1; ++r) {
    for (int c = c0; c <= c1; ++c) {
      if (touched[static_cast<std::size_t>(r * columns_ + c)] > since) return false;
    }
  }
  return true;
}

void Neighbourhood::begin(const scenario::Scenario& scenario) {
  const terrain::GridShape& shape = scenario.ground.shape();
  west_m_ = shape.west_m;
  north_m_ = shape.north_m;
  columns_ = static_cast<int>(shape.columns * shape.cell_m / kBucketM) + 1;
  rows_ = static_cast<int>(shape.rows * shape.cell_m / kBucketM) + 1;
  residents_.clear();
  for (const scenario::ElementDef& element : scenario.elements) {
    residents_.push_back(
        {element.arrives, element.escalation, element.unit, element.side, element.is_flight()});
  }
  bucket_.assign(residents_.size(), kAbsent);
  at_.assign(residents_.size(), {});
  const auto buckets = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
  for (auto& touched : touched_) touched.assign(buckets, builds_);
}

// The same as state::is_present().
bool Neighbourhood::is_present(const scenario::Scenario& scenario, const State& state,
                               std::size_t element) const {
  const Resident& resident = residents_[element];
  return state.roll[element].men > 0 && !resident.flies &&
         scenario.hour(resident.escalation, resident.arrives, state.releases) <= state.now &&
         state.morale[resident.unit.index()] != Morale::kSurrendered;
}

// Counting sort; ids arrive ascending and stay so inside a bucket.
void Neighbourhood::sort_into_buckets() {
  const auto buckets = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
  for (std::size_t side = 0; side < kSideCount; ++side) {
    const auto is_in = [&](std::size_t i) {
      return bucket_[i] != kAbsent && index_of(residents_[i].side) == side;
    };
    auto& first = first_[side];
    first.assign(buckets + 1, 0);
    for (std::size_t i = 0; i < bucket_.size(); ++i) {
      if (is_in(i)) ++first[bucket_[i] + 1];
    }
    for (std::size_t b = 0; b < buckets; ++b) first[b + 1] += first[b];
    next_.assign(first.begin(), first.end() - 1);
    ids_[side].resize(first.back());
    for (std::size_t i = 0; i < bucket_.size(); ++i) {
      if (is_in(i)) ids_[side][next_[bucket_[i]]++] = ElementId{i};
    }
  }
}

}  // namespace khasan::state
