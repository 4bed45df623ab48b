#include "state/tick.h"

namespace khasan::state {

void Neighbourhood::rebuild(const scenario::Scenario& scenario, const State& state) {
  ++builds_;
  bool changed = bucket_.size() != scenario.elements.size();
  if (changed) begin(scenario);
  for (std::size_t i = 0; i < residents_.size(); ++i) {
    const terrain::Point at = state.at[i];
    const uint32_t bucket =
        is_present(scenario, state, i)
            ? static_cast<uint32_t>(row_of(at.y_m) * columns_ + column_of(at.x_m))
            : kAbsent;
    changed = changed || bucket != bucket_[i];
    bucket_[i] = bucket;
  }
  // Few steps carry anybody over the border of a bucket.
  if (changed) sort_into_buckets();
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
