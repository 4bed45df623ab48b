// Regular square grids on the map: where a cell lies, which cell a point falls into, and arrays of
// one value a cell. Rows run from the north, columns from the west, row-major, as in a raster file.
// Coordinates are UTM eastings and northings in metres; the zone is the battle's, not kept here.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/ids.h"

namespace khasan::terrain {

// A place on the map.
struct Point {
  double x_m = 0;  // UTM easting
  double y_m = 0;  // UTM northing
  constexpr bool operator==(const Point&) const = default;
};

inline double distance_m(Point a, Point b) {
  const double dx = a.x_m - b.x_m, dy = a.y_m - b.y_m;
  return std::sqrt(dx * dx + dy * dy);
}

// An upright rectangle of the map.
struct Box {
  double west_m = 0, south_m = 0, east_m = 0, north_m = 0;
};

// Size and place of a grid. A cell owns its west and north edges, not its east and south ones.
struct GridShape {
  int columns = 0;
  int rows = 0;
  double cell_m = 25;  // side of a cell
  double west_m = 0;   // easting of the left edge of the first column
  double north_m = 0;  // northing of the upper edge of the first row
  constexpr bool operator==(const GridShape&) const = default;

  constexpr std::size_t cell_count() const {
    return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
  }
  constexpr bool contains(int column, int row) const {
    return column >= 0 && column < columns && row >= 0 && row < rows;
  }
  constexpr bool contains(CellId cell) const { return cell.index() < cell_count(); }
  constexpr bool contains(Point p) const {
    return p.x_m >= west_m && p.x_m < west_m + columns * cell_m && p.y_m <= north_m &&
           p.y_m > north_m - rows * cell_m;
  }
  // The cell in that column and row, which must exist.
  constexpr CellId cell(int column, int row) const {
    return CellId{static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                  static_cast<std::size_t>(column)};
  }
  constexpr int column_of(CellId id) const { return static_cast<int>(id.index()) % columns; }
  constexpr int row_of(CellId id) const { return static_cast<int>(id.index()) / columns; }
  // The cell that a point lies in; none (exists() is false) outside the grid.
  CellId cell_at(Point p) const {
    if (!contains(p)) return CellId{};
    // Rounding of the quotient may reach the edge that `contains` has just excluded.
    const int column = static_cast<int>((p.x_m - west_m) / cell_m);
    const int row = static_cast<int>((north_m - p.y_m) / cell_m);
    return cell(column < columns ? column : columns - 1, row < rows ? row : rows - 1);
  }
  constexpr Point centre_of(CellId id) const {
    return {west_m + (column_of(id) + 0.5) * cell_m, north_m - (row_of(id) + 0.5) * cell_m};
  }
  Box bounds() const {
    return {west_m, north_m - rows * cell_m, west_m + columns * cell_m, north_m};
  }
};

// One value a cell.
template <class T>
struct Grid {
  GridShape shape;
  std::vector<T> values;  // row-major from the north-west, shape.cell_count() of them

  Grid() = default;
  explicit Grid(const GridShape& s, T value = T{}) : shape(s), values(s.cell_count(), value) {}
  const T& operator[](CellId id) const { return values[id.index()]; }
  T& operator[](CellId id) { return values[id.index()]; }
  bool operator==(const Grid&) const = default;
};

}  // namespace khasan::terrain
