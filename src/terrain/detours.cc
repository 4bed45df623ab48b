#include "terrain/detours.h"

#include <algorithm>

#include "terrain/flood.h"
#include "terrain/step_cost.h"

namespace khasan::terrain {

namespace {

// The cells within reach of a goal, as far as there is ground.
Window window_around(const GridShape& shape, CellId goal) {
  const int reach = static_cast<int>(Detours::kReachM / shape.cell_m);
  const int west = std::max(0, shape.column_of(goal) - reach);
  const int north = std::max(0, shape.row_of(goal) - reach);
  const int east = std::min(shape.columns - 1, shape.column_of(goal) + reach);
  const int south = std::min(shape.rows - 1, shape.row_of(goal) + reach);
  return {west, north, east - west + 1, south - north + 1};
}

}  // namespace

Detours::Detours() = default;
Detours::Detours(Detours&&) noexcept = default;
Detours& Detours::operator=(Detours&&) noexcept = default;
Detours::~Detours() = default;

Detours::Field& Detours::field_of(const Ground& ground, const MobilityTable& table,
                                  MobilityClass mobility, CellId goal) {
  kept_.resize(kKept);
  const auto m = static_cast<std::size_t>(mobility);
  // Neighbouring goals are asked for together: they lie side by side.
  Field& field = kept_[(goal.index() * kMobilityClassCount + m) % kKept];
  if (field.goal == goal && field.mobility == mobility) return field;
  if (!cost_[m]) cost_[m] = std::make_unique<StepCost>(ground, table[mobility], PathOptions{});
  if (!flood_) flood_ = std::make_unique<Flood>();
  const Window window = window_around(ground.shape(), goal);
  flood_->begin(ground.shape(), *cost_[m], window);
  flood_->add_goal(goal);
  flood_->run();
  field.goal = goal;
  field.mobility = mobility;
  field.column = window.column;
  field.row = window.row;
  field.columns = window.columns;
  field.rows = window.rows;
  field.direction.clear();
  flood_->for_each_cell([&](uint32_t, uint8_t direction) { field.direction.push_back(direction); });
  return field;
}

CellId Detours::next(const Ground& ground, const MobilityTable& table, MobilityClass mobility,
                     CellId from, CellId goal) {
  const GridShape& shape = ground.shape();
  const Field& field = field_of(ground, table, mobility, goal);
  const int column = shape.column_of(from) - field.column, row = shape.row_of(from) - field.row;
  if (column < 0 || row < 0 || column >= field.columns || row >= field.rows) return CellId{};
  const uint8_t d =
      field.direction[static_cast<std::size_t>(row) * static_cast<std::size_t>(field.columns) +
                      static_cast<std::size_t>(column)];
  if (d == kNoDirection) return CellId{};
  return shape.cell(shape.column_of(from) + kNeighbourColumn[d],
                    shape.row_of(from) + kNeighbourRow[d]);
}

}  // namespace khasan::terrain
