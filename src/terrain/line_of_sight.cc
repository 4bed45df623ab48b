#include "terrain/line_of_sight.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/maths.h"
#include "base/rng.h"

namespace khasan::terrain {

namespace {

// Fixed point with 32 binary places: heights in decimetres and positions in cells. Sums of it are
// exact, so a ray of thousands of cells drifts by less than 1e-6 dm.
constexpr double kOne = 4294967296.0;
constexpr int kPlaces = 32;
// A line that touches the ground is clear: 2^-12 dm swallow the rounding of the fixed point.
constexpr int64_t kTouch = int64_t{1} << 20;

// Rounded to the nearest; |x| < 2^18. Adding 1.5 * 2^52 leaves no binary places below the units,
// which is quicker than std::floor.
int64_t to_fixed(double x) {
  constexpr double kRounder = 0x1.8p52;
  return static_cast<int64_t>((x * kOne + kRounder) - kRounder);
}

// One end of a ray: position in the padded grid, in cells from its first centre, and height.
struct End {
  double column = 0, row = 0;
  double above_m = 0;    // above the bare ground
  double height_dm = 0;  // above sea level
};

// Bilinear height of the bare ground, in decimetres.
double bare_dm(const Ground& ground, double column, double row) {
  const int c = static_cast<int>(column), r = static_cast<int>(row);
  const int w = ground.padded_columns();
  const int16_t* h = ground.padded_elevation_dm() + static_cast<std::ptrdiff_t>(r) * w + c;
  const double fx = column - c, fy = row - r;
  const double upper = h[0] + (h[1] - h[0]) * fx;
  const double lower = h[w] + (h[w + 1] - h[w]) * fx;
  return upper + (lower - upper) * fy;
}

End end_at(const Ground& ground, double cells_per_m, Point p, double above_m) {
  const GridShape& s = ground.shape();
  End end{(p.x_m - s.west_m) * cells_per_m + 0.5, (s.north_m - p.y_m) * cells_per_m + 0.5, above_m,
          0};
  end.height_dm = bare_dm(ground, end.column, end.row) + above_m * 10.0;
  return end;
}

End end_at(const Ground& ground, CellId cell, double above_m) {
  const int padded = static_cast<int>(ground.padded_index(cell));
  const int row = padded / ground.padded_columns();
  return {static_cast<double>(padded - row * ground.padded_columns()), static_cast<double>(row),
          above_m, ground.padded_elevation_dm()[padded] + above_m * 10.0};
}

// A total order of ends, so that a ray is always walked in the same direction; the end nearer to
// its ground comes first, because lines are mostly cut close to it.
bool comes_first(const End& a, const End& b) {
  if (a.above_m != b.above_m) return a.above_m < b.above_m;
  if (a.column != b.column) return a.column < b.column;
  if (a.row != b.row) return a.row < b.row;
  return a.height_dm < b.height_dm;
}

// A ray cut into its crossings with the grid lines through cell centres that lie across its longer
// direction ("major"); "minor" is the other direction.
struct Walk {
  int count = 0;                       // crossings
  std::ptrdiff_t start = 0;            // padded index of minor 0 on the first line
  std::ptrdiff_t major_step = 0;       // from line to line
  std::ptrdiff_t minor_step = 0;       // from centre to centre on a line
  int64_t minor = 0, minor_slope = 0;  // position on the line, in cells
  int64_t height = 0, height_step = 0, height_bend = 0;  // of the ray, in decimetres
};

// The first crossing beyond `from`, towards +1 or -1; `from` > 0.
double line_after(double from, bool is_rising) {
  const double below = static_cast<int>(from);
  if (is_rising) return below + 1.0;
  return below < from ? below : below - 1.0;
}

// Height of the line at the share t of the way: the chord, less the bulge of the earth under it,
// c s (D - s) / 2 at distance s of D (Bomford 1980, ch. 3). In decimetres.
Walk plan(const End& a, const End& b, int padded_columns, double cell_m, double curvature_per_m) {
  Walk walk;
  const double dx = b.column - a.column, dy = b.row - a.row;
  const bool along_row = std::fabs(dx) >= std::fabs(dy);
  const double from = along_row ? a.column : a.row;
  const double major = along_row ? dx : dy, minor = along_row ? dy : dx;
  const double length = std::fabs(major);
  const double first = line_after(from, major >= 0);
  const double to_first = std::fabs(first - from);
  // Crossings strictly between the ends.
  const double room = length - to_first;
  if (room <= 0.0) return walk;
  const int whole = static_cast<int>(room);
  walk.count = whole < room ? whole + 1 : whole;
  const double step = 1.0 / length, t = to_first * step;
  const double slope = minor * step;
  walk.minor = to_fixed((along_row ? a.row : a.column) + slope * to_first);
  walk.minor_slope = to_fixed(slope);
  walk.minor_step = along_row ? padded_columns : 1;
  const std::ptrdiff_t line_step = along_row ? 1 : padded_columns;
  walk.start = static_cast<std::ptrdiff_t>(first) * line_step;
  walk.major_step = major >= 0 ? line_step : -line_step;
  const double rise = b.height_dm - a.height_dm;
  const double bulge = 5.0 * curvature_per_m * cell_m * cell_m * (dx * dx + dy * dy);
  walk.height = to_fixed(a.height_dm + rise * t - bulge * t * (1.0 - t)) + kTouch;
  walk.height_step = to_fixed(rise * step - bulge * step * (1.0 - 2.0 * t - step));
  walk.height_bend = to_fixed(2.0 * bulge * step * step);
  return walk;
}

// Height between two centres of a line at the walk's position, in fixed-point decimetres.
inline int64_t height_on_line(const int16_t* line, int64_t minor, std::ptrdiff_t minor_step) {
  const int16_t* h = line + (minor >> kPlaces) * minor_step;
  const int64_t h0 = h[0], h1 = h[minor_step];
  return (h0 << kPlaces) + (h1 - h0) * (minor & 0xffffffff);
}

// The rest of the line clears those heights. If not, the walk is left at the crossing that cuts.
bool is_clear(Walk& walk, const int16_t* heights) {
  const int16_t* line = heights + walk.start;
  int64_t minor = walk.minor, height = walk.height, step = walk.height_step;
  int left = walk.count;
  for (; left > 0; --left) {
    if (height_on_line(line, minor, walk.minor_step) > height) break;
    line += walk.major_step;
    minor += walk.minor_slope;
    height += step;
    step += walk.height_bend;
  }
  walk.start = line - heights;
  walk.minor = minor;
  walk.height = height;
  walk.height_step = step;
  walk.count = left;
  return left == 0;
}

// Whether the crossing that comes next lies in the cell of that end.
bool is_in_cell_of(const Walk& walk, const End& end, int padded_columns) {
  const std::ptrdiff_t nearest = (walk.minor + (int64_t{1} << (kPlaces - 1))) >> kPlaces;
  const std::ptrdiff_t cell = static_cast<std::ptrdiff_t>(end.row + 0.5) * padded_columns +
                              static_cast<std::ptrdiff_t>(end.column + 0.5);
  return walk.start + nearest * walk.minor_step == cell;
}

// Passes the crossing that comes next if it lies in the cell of an end and clears the bare ground
// there: what grows in that cell does not cut the line.
bool pass_own_cell(Walk& walk, const Ground& ground, const End& a, const End& b) {
  const int width = ground.padded_columns();
  if (!is_in_cell_of(walk, a, width) && !is_in_cell_of(walk, b, width)) return false;
  Walk crossing = walk;
  crossing.count = 1;
  if (!is_clear(crossing, ground.padded_elevation_dm())) return false;
  crossing.count = walk.count - 1;
  walk = crossing;
  return true;
}

Walk plan_in_order(const Ground& ground, End& a, End& b, double curvature_per_m) {
  if (comes_first(b, a)) std::swap(a, b);
  return plan(a, b, ground.padded_columns(), ground.shape().cell_m, curvature_per_m);
}

bool is_open(const Ground& ground, End a, End b, double curvature_per_m) {
  Walk walk = plan_in_order(ground, a, b, curvature_per_m);
  const int count = walk.count;
  while (!is_clear(walk, ground.padded_surface_dm())) {
    // Only the first and the last crossing can lie in the cell of an end.
    if (walk.count != count && walk.count != 1) return false;
    if (!pass_own_cell(walk, ground, a, b)) return false;
  }
  return true;
}

// The same between centres, where no crossing lies in the cell of an end.
bool is_open_between_centres(const Ground& ground, End a, End b, double curvature_per_m) {
  Walk walk = plan_in_order(ground, a, b, curvature_per_m);
  return is_clear(walk, ground.padded_surface_dm());
}

}  // namespace

bool visible(const Ground& ground, const Sight& sight) {
  if (!ground.is_inside(sight.eye) || !ground.is_inside(sight.target)) return false;
  const double cells_per_m = 1 / ground.shape().cell_m;  // one division for four
  return is_open(ground, end_at(ground, cells_per_m, sight.eye, sight.eye_height_m),
                 end_at(ground, cells_per_m, sight.target, sight.target_height_m),
                 sight.curvature_per_m);
}

bool visible(const Ground& ground, CellId eye, double eye_height_m, CellId target,
             double target_height_m) {
  return is_open_between_centres(ground, end_at(ground, eye, eye_height_m),
                                 end_at(ground, target, target_height_m), kOpticalCurvature_per_m);
}

double horizon_m(double eye_height_m, double target_height_m, double curvature_per_m) {
  return std::sqrt(2.0 * eye_height_m / curvature_per_m) +
         std::sqrt(2.0 * target_height_m / curvature_per_m);
}

namespace {

// The sweep of a viewshed. Heights are metres relative to the eye's horizontal plane.
class Sweep {
 public:
  Sweep(const Ground& ground, const Observer& observer)
      : ground_(ground),
        shape_(ground.shape()),
        column_(shape_.column_of(observer.cell)),
        row_(shape_.row_of(observer.cell)),
        eye_m_(ground.height_of(observer.cell) + observer.eye_height_m),
        drop_per_cell2_m_(0.5 * observer.curvature_per_m * shape_.cell_m * shape_.cell_m),
        barrier_(shape_),
        lowest_(shape_) {
    lowest_[observer.cell] = ground.height_of(observer.cell);
  }

  // Rings of cells at the same larger distance, each from the ring inside it.
  Grid<double> run() {
    const int last = std::max(std::max(column_, shape_.columns - 1 - column_),
                              std::max(row_, shape_.rows - 1 - row_));
    for (int ring = 1; ring <= last; ++ring) sweep_ring(ring);
    return std::move(lowest_);
  }

 private:
  void sweep_ring(int ring) {
    for (const int side : {-ring, ring}) {
      const int row = row_ + side, column = column_ + side;
      if (row >= 0 && row < shape_.rows) sweep_along_row(row, side, ring);
      if (column >= 0 && column < shape_.columns) sweep_along_column(column, side, ring);
    }
  }

  void sweep_along_row(int row, int dy, int ring) {
    const int first = std::max(0, column_ - ring);
    const int last = std::min(shape_.columns - 1, column_ + ring);
    const std::ptrdiff_t inward = dy > 0 ? -shape_.columns : shape_.columns;
    for (int column = first; column <= last; ++column) {
      const int dx = column - column_;
      settle(shape_.cell(column, row), ring, dx < 0 ? -dx : dx, inward,
             dx < 0   ? 1
             : dx > 0 ? -1
                      : 0);
    }
  }

  // Corners belong to the rows.
  void sweep_along_column(int column, int dx, int ring) {
    const int first = std::max(0, row_ - ring + 1);
    const int last = std::min(shape_.rows - 1, row_ + ring - 1);
    const std::ptrdiff_t inward = dx > 0 ? -1 : 1;
    for (int row = first; row <= last; ++row) {
      const int dy = row - row_;
      settle(shape_.cell(column, row), ring, dy < 0 ? -dy : dy, inward,
             dy < 0   ? shape_.columns
             : dy > 0 ? -shape_.columns
                      : 0);
    }
  }

  // The plane through the eye and the barriers of the two neighbours nearer to it: at (i, j) with
  // i <= j, from (i-1, j-1) and (i, j-1), it is (i Za + (j-i) Zb) / (j-1) high (Franklin and Ray
  // 1994; Wang, Robinson and White 2000).
  void settle(CellId cell, int j, int i, std::ptrdiff_t inward, std::ptrdiff_t sideways) {
    const double d2 = static_cast<double>(i) * i + static_cast<double>(j) * j;
    const double drop_m = drop_per_cell2_m_ * d2 + eye_m_;
    const double bare_m = ground_.height_of(cell);
    const double surface_m = bare_m + ground_.vegetation_m(cell);
    double line_m = bare_m - drop_m;  // nothing stands between neighbours
    if (j > 1) {
      const double* b = barrier_.values.data() + static_cast<std::ptrdiff_t>(cell.index()) + inward;
      line_m = (i * b[sideways] + (j - i) * b[0]) / (j - 1);
    }
    barrier_[cell] = std::max(line_m, surface_m - drop_m);
    lowest_[cell] = line_m + drop_m;
  }

  const Ground& ground_;
  const GridShape shape_;
  const int column_, row_;
  const double eye_m_;
  const double drop_per_cell2_m_;  // of the earth's surface, at one cell
  Grid<double> barrier_;           // height that hides what is behind
  Grid<double> lowest_;            // lowest visible height above sea level
};

}  // namespace

Grid<double> lowest_visible_m(const Ground& ground, const Observer& observer) {
  return Sweep(ground, observer).run();
}

Grid<uint8_t> viewshed(const Ground& ground, const Observer& observer, double target_height_m) {
  const Grid<double> lowest = lowest_visible_m(ground, observer);
  Grid<uint8_t> out(ground.shape());
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    // A nanometre for the rounding of the sweep: what touches the line is visible.
    const double top_m = ground.height_of(CellId{i}) + target_height_m + 1e-9;
    out.values[i] = top_m >= lowest.values[i] ? 1 : 0;
  }
  return out;
}

namespace {

// The cell counted from the origin of the map's coordinates, whatever window the grid is of. The
// quarter keeps grids aligned to whole and half cells away from the edge of rounding.
uint64_t absolute_key(const GridShape& shape, CellId cell) {
  const int64_t x =
      static_cast<int64_t>(std::floor(shape.west_m / shape.cell_m + 0.25)) + shape.column_of(cell);
  const int64_t y =
      static_cast<int64_t>(std::floor(shape.north_m / shape.cell_m + 0.25)) - shape.row_of(cell);
  return (static_cast<uint64_t>(x) << 32) ^ (static_cast<uint64_t>(y) & 0xffffffffu);
}

}  // namespace

double micro_relief_uniform(const GridShape& shape, CellId a, CellId b, uint64_t seed) {
  uint64_t first = absolute_key(shape, a), second = absolute_key(shape, b);
  if (second < first) std::swap(first, second);
  Hasher h;
  h.add(seed);
  h.add(first);
  h.add(second);
  return Rng::unit_interval(h.value());
}

bool micro_relief_open(const GridShape& shape, CellId a, CellId b, uint64_t seed, double length_m) {
  const double range_m = distance_m(shape.centre_of(a), shape.centre_of(b));
  const double x = range_m / length_m, u = micro_relief_uniform(shape, a, b, seed);
  // 1 - x <= e^-x <= 1 / (1 + x): most lines need no exponential. The hair is for the rounding.
  constexpr double kHair = 1e-9;
  if (u < 1 - x - kHair) return true;
  if (u * (1 + x) > 1 + kHair) return false;
  return u < pinned_exp(-x);
}

}  // namespace khasan::terrain
