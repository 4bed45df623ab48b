#include "state/tick.h"

#include <algorithm>

#include "state/apply.h"

namespace khasan::state {

void Neighbourhood::rebuild(const scenario::Scenario& scenario, const State& state) {
  // The box that holds all live elements.
  double east_m = -1e18, south_m = 1e18;
  west_m_ = 1e18;
  north_m_ = -1e18;
  std::array<std::vector<ElementId>, kSideCount> live;
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    if (!is_present(scenario, state, ElementId{i})) continue;
    live[index_of(scenario.elements[i].side)].push_back(ElementId{i});
    west_m_ = std::min(west_m_, state.at[i].x_m);
    east_m = std::max(east_m, state.at[i].x_m);
    south_m = std::min(south_m, state.at[i].y_m);
    north_m_ = std::max(north_m_, state.at[i].y_m);
  }
  columns_ = rows_ = 1;
  if (east_m >= west_m_) {
    columns_ = static_cast<int>((east_m - west_m_) / kBucketM) + 1;
    rows_ = static_cast<int>((north_m_ - south_m) / kBucketM) + 1;
  }
  const auto buckets = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
  const auto bucket_of = [&](ElementId e) {
    const terrain::Point p = state.at[e.index()];
    return static_cast<std::size_t>(row_of(p.y_m)) * static_cast<std::size_t>(columns_) +
           static_cast<std::size_t>(column_of(p.x_m));
  };
  // Counting sort; ids arrive ascending and stay so inside a bucket.
  for (std::size_t side = 0; side < kSideCount; ++side) {
    first_[side].assign(buckets + 1, 0);
    for (const ElementId e : live[side]) ++first_[side][bucket_of(e) + 1];
    for (std::size_t b = 0; b < buckets; ++b) first_[side][b + 1] += first_[side][b];
    std::vector<uint32_t> next(first_[side].begin(), first_[side].end() - 1);
    ids_[side].resize(live[side].size());
    for (const ElementId e : live[side]) ids_[side][next[bucket_of(e)]++] = e;
  }
}

int Neighbourhood::column_of(double x_m) const {
  return static_cast<int>(std::clamp((x_m - west_m_) / kBucketM, 0.0, columns_ - 1.0));
}

int Neighbourhood::row_of(double y_m) const {
  return static_cast<int>(std::clamp((north_m_ - y_m) / kBucketM, 0.0, rows_ - 1.0));
}

}  // namespace khasan::state
