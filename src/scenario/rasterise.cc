#include "scenario/rasterise.h"

#include <algorithm>
#include <cmath>

namespace khasan::scenario {

using terrain::GridShape;
using terrain::Point;

namespace {

// Eastings where the polygon's edges cross the horizontal through y_m.
std::vector<double> crossings_at(const std::vector<Point>& polygon, double y_m) {
  std::vector<double> x;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point a = polygon[i], b = polygon[(i + 1) % polygon.size()];
    if ((a.y_m > y_m) == (b.y_m > y_m)) continue;
    x.push_back(a.x_m + (y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m));
  }
  std::sort(x.begin(), x.end());
  return x;
}

// Columns of the grid whose centres lie in [from, to).
void add_row(const GridShape& shape, int row, double from_m, double to_m,
             std::vector<CellId>& cells) {
  const double first = std::ceil((from_m - shape.west_m) / shape.cell_m - 0.5);
  const int begin = static_cast<int>(std::clamp(first, 0.0, static_cast<double>(shape.columns)));
  for (int column = begin; column < shape.columns; ++column) {
    const CellId cell = shape.cell(column, row);
    if (shape.centre_of(cell).x_m >= to_m) break;
    cells.push_back(cell);
  }
}

}  // namespace

Point centre_of_polygon(const std::vector<Point>& polygon) {
  if (polygon.empty()) return {};
  const Point origin = polygon.front();  // near the origin the products lose no digits
  double area = 0, x = 0, y = 0, mean_x = 0, mean_y = 0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point p = polygon[i], q = polygon[(i + 1) % polygon.size()];
    const double ax = p.x_m - origin.x_m, ay = p.y_m - origin.y_m;
    const double bx = q.x_m - origin.x_m, by = q.y_m - origin.y_m;
    const double cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
    mean_x += ax;
    mean_y += ay;
  }
  const auto n = static_cast<double>(polygon.size());
  if (std::fabs(area) < 1e-6) return {origin.x_m + mean_x / n, origin.y_m + mean_y / n};
  return {origin.x_m + x / (3 * area), origin.y_m + y / (3 * area)};
}

std::vector<CellId> cells_of_polygon(const GridShape& shape, const std::vector<Point>& polygon) {
  std::vector<CellId> cells;
  for (int row = 0; row < shape.rows && !polygon.empty(); ++row) {
    const std::vector<double> x = crossings_at(polygon, shape.north_m - (row + 0.5) * shape.cell_m);
    for (std::size_t i = 0; i + 1 < x.size(); i += 2) add_row(shape, row, x[i], x[i + 1], cells);
  }
  if (cells.empty()) {
    const CellId cell = shape.cell_at(centre_of_polygon(polygon));
    if (cell.exists()) cells.push_back(cell);
  }
  return cells;
}

std::vector<CellId> cells_of_line(const GridShape& shape, const std::vector<Point>& line) {
  std::vector<CellId> cells;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point a = line[i], b = line[i + 1];
    const double steps_wanted = std::ceil(terrain::distance_m(a, b) / (shape.cell_m / 4));
    // A segment longer than any battlefield is cut off, not walked for ever.
    const int steps = static_cast<int>(std::clamp(steps_wanted, 1.0, 1e6));
    for (int s = 0; s <= steps; ++s) {
      const double t = static_cast<double>(s) / steps;
      const CellId cell = shape.cell_at({a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)});
      if (cell.exists()) cells.push_back(cell);
    }
  }
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

}  // namespace khasan::scenario
