#include "terrain/ground.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "base/hash.h"

namespace khasan::terrain {

namespace {

int clamp_index(double position, int count) {
  if (!(position > 0.0)) return 0;
  return position < count ? static_cast<int>(position) : count - 1;
}

// First and one past last index of the cells that from..to touches, both in cells.
struct Range {
  int first = 0, end = 0;
  int size() const { return end - first; }
};

Range touched(double from, double to, int count) {
  const double first = std::clamp(std::floor(from), 0.0, static_cast<double>(count));
  const double end = std::clamp(std::ceil(to), first, static_cast<double>(count));
  return {static_cast<int>(first), static_cast<int>(end)};
}

template <class T>
std::vector<T> crop_values(const std::vector<T>& values, int columns, Range rows, Range across) {
  std::vector<T> out;
  if (values.empty()) return out;
  out.reserve(static_cast<std::size_t>(rows.size()) * static_cast<std::size_t>(across.size()));
  for (int row = rows.first; row < rows.end; ++row) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(row) * columns;
    out.insert(out.end(), begin + across.first, begin + across.end);
  }
  return out;
}

uint8_t vegetation_dm_of(const CoverClass& cover) {
  return static_cast<uint8_t>(
      std::clamp(std::floor(cover.vegetation_height_m * 10.0 + 0.5), 0.0, 255.0));
}

template <class T>
void add_bytes(Hasher& h, const std::vector<T>& values) {
  h.add(static_cast<uint64_t>(values.size()));
  for (const T v : values) h.add(static_cast<uint64_t>(static_cast<int64_t>(v)));
}

void add_table(Hasher& h, const CoverTable& table) {
  for (const CoverClass& c : table.by_class) {
    h.add(c.vegetation_height_m);
    h.add(c.micro_relief_length_m);
    h.add(c.concealment);
    h.add(c.wetness);
    h.add(static_cast<uint64_t>(c.soil));
  }
  h.add(table.rocky_slope);
}

}  // namespace

GroundLayers crop(const GroundLayers& layers, const Box& window) {
  const GridShape& s = layers.shape;
  const Range across = touched((window.west_m - s.west_m) / s.cell_m,
                               (window.east_m - s.west_m) / s.cell_m, s.columns);
  const Range rows = touched((s.north_m - window.north_m) / s.cell_m,
                             (s.north_m - window.south_m) / s.cell_m, s.rows);
  GroundLayers out;
  out.shape = {across.size(), rows.size(), s.cell_m, s.west_m + across.first * s.cell_m,
               s.north_m - rows.first * s.cell_m};
  out.elevation_dm = crop_values(layers.elevation_dm, s.columns, rows, across);
  out.cover = crop_values(layers.cover, s.columns, rows, across);
  out.crossing = crop_values(layers.crossing, s.columns, rows, across);
  return out;
}

Ground::Ground(const GroundLayers& layers, const CoverTable& table)
    : shape_(layers.shape), table_(table), cover_(layers.cover), crossing_(layers.crossing) {
  const std::size_t padded =
      static_cast<std::size_t>(padded_columns()) * static_cast<std::size_t>(shape_.rows + 2);
  crossing_.resize(shape_.cell_count(), Crossing::kNone);
  elevation_dm_.assign(padded, 0);
  surface_dm_.assign(padded, 0);
  if (shape_.cell_count() == 0) return;
  for (std::size_t i = 0; i < shape_.cell_count(); ++i) {
    elevation_dm_[padded_index(CellId{i})] = layers.elevation_dm[i];
  }
  fill_rim(elevation_dm_);
  classify(layers);
  fill_rim(surface_dm_);
}

// Vegetation, surface and soil. Needs the elevations with their rim, for the slopes.
void Ground::classify(const GroundLayers& layers) {
  soil_.resize(shape_.cell_count());
  vegetation_dm_.resize(shape_.cell_count());
  for (std::size_t i = 0; i < shape_.cell_count(); ++i) {
    const CellId cell{i};
    const CoverClass& cover = cover_class_of(cell);
    vegetation_dm_[i] = vegetation_dm_of(cover);
    const int surface = layers.elevation_dm[i] + vegetation_dm_[i];
    surface_dm_[padded_index(cell)] = static_cast<int16_t>(std::min(surface, 32767));
    const bool rocky = !is_water(cell) && slope_of(cell) > table_.rocky_slope;
    soil_[i] = rocky ? Soil::kRocky : cover.soil;
  }
}

// The rim repeats the outermost cells, so that the surface goes on level beyond them.
void Ground::fill_rim(std::vector<int16_t>& padded) const {
  const std::size_t width = static_cast<std::size_t>(padded_columns());
  const std::size_t height = static_cast<std::size_t>(shape_.rows) + 2;
  for (std::size_t row = 1; row + 1 < height; ++row) {
    padded[row * width] = padded[row * width + 1];
    padded[row * width + width - 1] = padded[row * width + width - 2];
  }
  for (std::size_t column = 0; column < width; ++column) {
    padded[column] = padded[width + column];
    padded[(height - 1) * width + column] = padded[(height - 2) * width + column];
  }
}

double Ground::height_m(Point p) const {
  // Position in the padded grid, in cells, counted from the centre of its first cell.
  const double x =
      std::clamp((p.x_m - shape_.west_m) / shape_.cell_m + 0.5, 0.5, shape_.columns + 0.5);
  const double y =
      std::clamp((shape_.north_m - p.y_m) / shape_.cell_m + 0.5, 0.5, shape_.rows + 0.5);
  const int column = static_cast<int>(x), row = static_cast<int>(y);
  const double fx = x - column, fy = y - row;
  const int16_t* h =
      elevation_dm_.data() + static_cast<std::ptrdiff_t>(row) * padded_columns() + column;
  const double upper = h[0] + (h[1] - h[0]) * fx;
  const int16_t* below = h + padded_columns();
  const double lower = below[0] + (below[1] - below[0]) * fx;
  return (upper + (lower - upper) * fy) * 0.1;
}

Gradient Ground::gradient_of(CellId cell) const {
  // Horn 1981, Proc. IEEE 69(1), 14-47: differences over the eight neighbours, weights 1 2 1.
  const std::ptrdiff_t w = padded_columns();
  const int16_t* h = elevation_dm_.data() + padded_index(cell);
  const int east = h[-w + 1] + 2 * h[1] + h[w + 1] - h[-w - 1] - 2 * h[-1] - h[w - 1];
  const int north = h[-w - 1] + 2 * h[-w] + h[-w + 1] - h[w - 1] - 2 * h[w] - h[w + 1];
  const double per_cell = 0.1 / (8.0 * shape_.cell_m);
  return {east * per_cell, north * per_cell};
}

double Ground::slope_of(CellId cell) const {
  const Gradient g = gradient_of(cell);
  return std::sqrt(g.east * g.east + g.north * g.north);
}

bool Ground::is_water(CellId cell) const {
  const Cover c = cover_of(cell);
  return c == Cover::kWater || c == Cover::kRiver;
}

CellId Ground::nearest_cell(Point p) const {
  const int column = clamp_index((p.x_m - shape_.west_m) / shape_.cell_m, shape_.columns);
  const int row = clamp_index((shape_.north_m - p.y_m) / shape_.cell_m, shape_.rows);
  return shape_.cell(column, row);
}

uint64_t Ground::hash() const {
  Hasher h;
  h.add(static_cast<uint64_t>(shape_.columns));
  h.add(static_cast<uint64_t>(shape_.rows));
  h.add(shape_.cell_m);
  h.add(shape_.west_m);
  h.add(shape_.north_m);
  add_bytes(h, elevation_dm_);
  add_bytes(h, surface_dm_);
  add_bytes(h, cover_);
  add_bytes(h, soil_);
  add_bytes(h, crossing_);
  add_table(h, table_);
  return h.value();
}

}  // namespace khasan::terrain
