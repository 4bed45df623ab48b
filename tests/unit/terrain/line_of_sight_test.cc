// Goal: lines are cut by what stands in them and by nothing else, the same in both directions.
// Method: two oracles. The first walks the same crossings in plain floating point and says by how
// much the line clears; it may be trusted because it is the definition written down. The second
// knows nothing of crossings: it looks at the bilinear surface every metre, and must agree wherever
// the line clears or is cut by more than the surface can rise between two crossings.
#include "terrain/line_of_sight.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/small_ground.h"

namespace khasan::terrain {
namespace {

using testing::layers_of;
using testing::rough_layers;
using testing::simple_cover;

double surface_dm_at_centre(const Ground& g, int column, int row) {
  column = std::clamp(column, 0, g.shape().columns - 1);
  row = std::clamp(row, 0, g.shape().rows - 1);
  const CellId cell = g.shape().cell(column, row);
  return g.height_dm(cell) + g.vegetation_m(cell) * 10.0;
}

// Least clearance of the line over all crossings, in decimetres; infinite without crossings.
double clearance_dm(const Ground& g, const Sight& s) {
  const GridShape& shape = g.shape();
  // In cells from the centre of the first cell.
  const double x1 = (s.eye.x_m - shape.west_m) / shape.cell_m - 0.5;
  const double y1 = (shape.north_m - s.eye.y_m) / shape.cell_m - 0.5;
  const double x2 = (s.target.x_m - shape.west_m) / shape.cell_m - 0.5;
  const double y2 = (shape.north_m - s.target.y_m) / shape.cell_m - 0.5;
  const double z1 = (g.height_m(s.eye) + s.eye_height_m) * 10;
  const double z2 = (g.height_m(s.target) + s.target_height_m) * 10;
  const bool along_row = std::fabs(x2 - x1) >= std::fabs(y2 - y1);
  const double from = along_row ? x1 : y1, to = along_row ? x2 : y2;
  const double distance = distance_m(s.eye, s.target);
  double least = std::numeric_limits<double>::infinity();
  for (int k = static_cast<int>(std::floor(std::min(from, to))); k <= std::max(from, to); ++k) {
    if (k <= std::min(from, to) || k >= std::max(from, to)) continue;
    const double t = (k - from) / (to - from);
    const double minor = along_row ? y1 + (y2 - y1) * t : x1 + (x2 - x1) * t;
    const int low = static_cast<int>(std::floor(minor));
    const double f = minor - low;
    const Point p{s.eye.x_m + (s.target.x_m - s.eye.x_m) * t,
                  s.eye.y_m + (s.target.y_m - s.eye.y_m) * t};
    const CellId own = g.cell_at(p);
    double h = g.height_m(p) * 10;
    if (own != g.cell_at(s.eye) && own != g.cell_at(s.target)) {
      const double h0 =
          along_row ? surface_dm_at_centre(g, k, low) : surface_dm_at_centre(g, low, k);
      const double h1 =
          along_row ? surface_dm_at_centre(g, k, low + 1) : surface_dm_at_centre(g, low + 1, k);
      h = h0 + (h1 - h0) * f;
    }
    const double bulge = 10 * s.curvature_per_m * distance * distance * t * (1 - t) / 2;
    least = std::min(least, z1 + (z2 - z1) * t - bulge - h);
  }
  return least;
}

class Spread {
 public:
  explicit Spread(uint64_t seed) : state_(seed) {}
  double in(double low, double high) {
    state_ += 0x9e3779b97f4a7c15ull;
    return low + (high - low) * (static_cast<double>(mix(state_) >> 11) * 0x1.0p-53);
  }

 private:
  uint64_t state_;
};

Ground wooded_rough_ground(uint64_t seed) {
  auto layers = rough_layers(40, 30, 25.0, 6.0, seed);
  for (std::size_t i = 0; i < layers.cover.size(); ++i) {
    if (mix(i * 7 + seed) % 8 == 0) layers.cover[i] = Cover::kWoods;
  }
  return Ground(layers, simple_cover());
}

TEST(LineOfSight, agrees_with_the_oracle_and_is_the_same_both_ways) {
  int open = 0, tested = 0;
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    const Ground g = wooded_rough_ground(seed);
    Spread spread(seed);
    for (int i = 0; i < 20'000; ++i) {
      const Sight s{{spread.in(0, 999), spread.in(1, 750)},
                    spread.in(0, 6),
                    {spread.in(0, 999), spread.in(1, 750)},
                    spread.in(0, 6)};
      const bool seen = visible(g, s);
      ASSERT_EQ(seen, visible(g, Sight{s.target, s.target_height_m, s.eye, s.eye_height_m}));
      const double clear = clearance_dm(g, s);
      if (std::fabs(clear) < 1e-3) continue;
      ASSERT_EQ(seen, clear > 0) << s.eye.x_m << ' ' << s.eye.y_m << " to " << s.target.x_m << ' '
                                 << s.target.y_m << " clears by " << clear << " dm";
      open += seen;
      ++tested;
    }
  }
  // The cases must be able to fail in either direction.
  EXPECT_GT(open, tested / 20);
  EXPECT_LT(open, tested * 19 / 20);
}

TEST(LineOfSight, between_cells_is_the_same_as_between_their_centres) {
  const Ground g = wooded_rough_ground(3);
  for (std::size_t a = 0; a < g.shape().cell_count(); a += 13) {
    for (std::size_t b = 0; b < g.shape().cell_count(); b += 17) {
      const CellId from{a}, to{b};
      ASSERT_EQ(visible(g, from, 1.5, to, 2.0),
                visible(g, g.centre_of(from), 1.5, g.centre_of(to), 2.0));
      ASSERT_EQ(visible(g, from, 1.5, to, 2.0), visible(g, to, 2.0, from, 1.5));
    }
  }
}

TEST(LineOfSight, agrees_with_a_dense_walk_over_smooth_hills) {
  const auto hill = [](int c, int r) {
    return 40.0 + 20 * std::sin(c * 0.35) * std::cos(r * 0.31) + 15 * std::sin((c + r) * 0.11);
  };
  const Ground g(layers_of(60, 60, 25.0, hill), simple_cover());
  Spread spread(9);
  int open = 0, cut = 0;
  for (int i = 0; i < 5'000; ++i) {
    const Sight s{{spread.in(0, 1499), spread.in(1, 1500)},
                  2.0,
                  {spread.in(0, 1499), spread.in(1, 1500)},
                  2.0,
                  0.0};
    const int steps = static_cast<int>(distance_m(s.eye, s.target)) + 1;
    const double z1 = g.height_m(s.eye) + 2.0, z2 = g.height_m(s.target) + 2.0;
    double least_m = 1e9;
    for (int k = 1; k < steps; ++k) {
      const double t = static_cast<double>(k) / steps;
      const Point p{s.eye.x_m + (s.target.x_m - s.eye.x_m) * t,
                    s.eye.y_m + (s.target.y_m - s.eye.y_m) * t};
      least_m = std::min(least_m, z1 + (z2 - z1) * t - g.height_m(p));
    }
    // Between two crossings the surface can stand above both by a quarter of its twist.
    if (std::fabs(least_m) < 0.6) continue;
    ASSERT_EQ(visible(g, s), least_m > 0) << least_m;
    (least_m > 0 ? open : cut) += 1;
  }
  EXPECT_GT(open, 200);
  EXPECT_GT(cut, 200);
}

TEST(LineOfSight, a_higher_eye_never_sees_less) {
  const Ground g = wooded_rough_ground(5);
  Spread spread(5);
  for (int i = 0; i < 5'000; ++i) {
    const Point a{spread.in(0, 999), spread.in(1, 750)}, b{spread.in(0, 999), spread.in(1, 750)};
    bool seen = false;
    for (const double height_m : {0.0, 0.5, 2.0, 5.0, 20.0}) {
      const bool now = visible(g, a, height_m, b, 1.0);
      ASSERT_TRUE(now || !seen);
      seen = now;
    }
  }
}

TEST(LineOfSight, a_line_that_touches_the_ground_is_open) {
  const Ground flat(layers_of(200, 3, 25.0, [](int, int) { return 3.0; }), simple_cover());
  const Ground slope(layers_of(200, 3, 25.0, [](int c, int) { return 0.7 * c; }), simple_cover());
  for (const Ground* g : {&flat, &slope}) {
    for (int c = 1; c < 200; ++c) {
      const Sight s{g->centre_of(g->shape().cell(0, 1)), 0.0, g->centre_of(g->shape().cell(c, 1)),
                    0.0, 0.0};
      ASSERT_TRUE(visible(*g, s)) << c;
    }
  }
}

TEST(LineOfSight, the_earth_hides_what_is_beyond_the_horizon) {
  const Ground sea(layers_of(600, 1, 25.0, [](int, int) { return 0.0; }), simple_cover());
  const double limit_m = horizon_m(2.0, 1.0);
  const int last = static_cast<int>(limit_m / 25.0);
  const CellId eye = sea.shape().cell(0, 0);
  EXPECT_TRUE(visible(sea, eye, 2.0, sea.shape().cell(last - 1, 0), 1.0));
  EXPECT_FALSE(visible(sea, eye, 2.0, sea.shape().cell(last + 2, 0), 1.0));
  const Sight flat{sea.centre_of(eye), 2.0, sea.centre_of(sea.shape().cell(599, 0)), 1.0, 0.0};
  EXPECT_TRUE(visible(sea, flat));
}

TEST(LineOfSight, woods_between_hide_but_ones_own_wood_does_not) {
  auto layers = layers_of(9, 1, 25.0, [](int, int) { return 0.0; });
  const auto plant = [&](int column) {
    auto copy = layers;
    copy.cover[static_cast<std::size_t>(column)] = Cover::kWoods;
    return Ground(copy, simple_cover());
  };
  const CellId eye{1}, target{7};
  EXPECT_TRUE(visible(plant(8), eye, 1.7, target, 1.7));
  EXPECT_TRUE(visible(plant(1), eye, 1.7, target, 1.7));
  EXPECT_TRUE(visible(plant(7), eye, 1.7, target, 1.7));
  EXPECT_FALSE(visible(plant(2), eye, 1.7, target, 1.7));
  EXPECT_FALSE(visible(plant(4), eye, 1.7, target, 1.7));
  EXPECT_FALSE(visible(plant(6), eye, 1.7, target, 1.7));
  EXPECT_TRUE(visible(plant(4), eye, 30.0, target, 1.7));
  // Also away from the centre, where the first crossing lies in the own cell.
  EXPECT_TRUE(visible(plant(1), Point{26.0, 10.0}, 1.7, Point{190.0, 12.0}, 1.7));
  EXPECT_TRUE(visible(plant(7), Point{26.0, 10.0}, 1.7, Point{199.0, 12.0}, 1.7));
}

TEST(LineOfSight, nothing_is_seen_from_outside_or_to_outside) {
  const Ground g(layers_of(4, 4, 25.0, [](int, int) { return 0.0; }), simple_cover());
  EXPECT_FALSE(visible(g, Point{-1.0, 50.0}, 2, Point{50.0, 50.0}, 2));
  EXPECT_FALSE(visible(g, Point{50.0, 50.0}, 2, Point{50.0, 101.0}, 2));
  EXPECT_TRUE(visible(g, Point{50.0, 50.0}, 2, Point{50.0, 50.0}, 2));
  EXPECT_TRUE(visible(g, Point{0.0, 100.0}, 2, Point{99.9, 0.1}, 2));
}

TEST(Viewshed, agrees_with_rays_except_near_the_edge_of_visibility) {
  const auto hill = [](int c, int r) {
    return 40.0 + 20 * std::sin(c * 0.35) * std::cos(r * 0.31) + 15 * std::sin((c + r) * 0.11);
  };
  const Ground g(layers_of(60, 60, 25.0, hill), simple_cover());
  const CellId eye = g.shape().cell(31, 22);
  const Grid<uint8_t> seen = viewshed(g, {eye, 2.0}, 1.5);
  int differ = 0;
  for (std::size_t i = 0; i < seen.values.size(); ++i) {
    differ += (seen.values[i] != 0) != visible(g, eye, 2.0, CellId{i}, 1.5);
  }
  EXPECT_LT(differ, static_cast<int>(seen.values.size() / 25));
}

TEST(Viewshed, along_the_axes_and_diagonals_it_is_the_ray) {
  const Ground g = wooded_rough_ground(2);
  const CellId eye = g.shape().cell(15, 12);
  const Grid<double> lowest = lowest_visible_m(g, {eye, 1.5});
  for (std::size_t i = 0; i < lowest.values.size(); ++i) {
    const int dx = g.shape().column_of(CellId{i}) - 15, dy = g.shape().row_of(CellId{i}) - 12;
    if (dx != 0 && dy != 0 && dx != dy && dx != -dy) continue;
    const double need_m = lowest.values[i] - g.height_of(CellId{i});
    if (need_m > 1e-3) {
      EXPECT_FALSE(visible(g, eye, 1.5, CellId{i}, need_m - 1e-3));
    }
    EXPECT_TRUE(visible(g, eye, 1.5, CellId{i}, std::max(0.0, need_m + 1e-3)));
  }
}

TEST(MicroRelief, is_the_same_both_ways_and_in_any_window) {
  const GridShape whole{100, 80, 25.0, 500'000.0, 4'600'000.0};
  const GridShape window{20, 20, 25.0, 500'250.0, 4'599'500.0};  // from column 10, row 20
  for (int i = 0; i < 20; ++i) {
    const CellId a = whole.cell(10 + i, 20), b = whole.cell(10, 20 + i);
    const double u = micro_relief_uniform(whole, a, b, 7);
    EXPECT_EQ(u, micro_relief_uniform(whole, b, a, 7));
    EXPECT_EQ(u, micro_relief_uniform(window, window.cell(i, 0), window.cell(0, i), 7));
    EXPECT_NE(u, micro_relief_uniform(whole, a, b, 8));
  }
}

TEST(MicroRelief, opens_the_share_of_lines_that_its_law_states) {
  const GridShape s{2000, 50, 25.0, 0.0, 0.0};
  int open = 0, trials = 0;
  for (int row = 0; row < 50; ++row) {
    for (int c = 0; c + 40 < 2000; c += 3, ++trials) {
      open += micro_relief_open(s, s.cell(c, row), s.cell(c + 40, row), 11, 1000.0);
    }
  }
  const double p = std::exp(-1.0);  // 40 cells of 25 m against 1000 m
  EXPECT_NEAR(static_cast<double>(open) / trials, p, 4 * std::sqrt(p * (1 - p) / trials));
  EXPECT_TRUE(micro_relief_open(s, s.cell(3, 3), s.cell(3, 3), 11, 1000.0));
}

}  // namespace
}  // namespace khasan::terrain
