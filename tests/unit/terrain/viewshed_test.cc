// Goal: the map shows the engine's own lines of sight. Method: brute force, an oracle that walks
// the bilinear surface of bare ground every metre in plain floating point and knows nothing of the
// engine's crossings; it must agree wherever the line clears, or is cut, by more than the surface
// can rise between two crossings.
#include "terrain/viewshed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "support/small_ground.h"

namespace khasan::terrain {
namespace {

using testing::layers_of;
using testing::rough_layers;
using testing::simple_cover;

// Least height of the line over the ground, every metre between its ends.
double clearance_m(const Ground& ground, Point eye, double eye_m, Point target, double target_m) {
  const double length = distance_m(eye, target);
  const double from = ground.height_m(eye) + eye_m, to = ground.height_m(target) + target_m;
  double least = std::numeric_limits<double>::infinity();
  for (double s = 1; s < length; s += 1) {
    const double t = s / length;
    const Point at{eye.x_m + (target.x_m - eye.x_m) * t, eye.y_m + (target.y_m - eye.y_m) * t};
    const double bulge = kOpticalCurvature_per_m * length * length * t * (1 - t) / 2;
    least = std::min(least, from + (to - from) * t - bulge - ground.height_m(at));
  }
  return least;
}

TEST(SeenFrom, agrees_with_brute_force_wherever_that_is_sure) {
  const Ground ground(rough_layers(40, 30, 25.0, 3.0, 7), simple_cover());
  const Point eye{512, 377};
  const Grid<uint8_t> seen = seen_from(ground, eye, 2.0, 1.5, 400);
  constexpr double kSureM = 0.4;
  int open = 0, cut = 0;
  for (std::size_t i = 0; i < seen.values.size(); ++i) {
    const Point centre = seen.shape.centre_of(CellId{i});
    if (distance_m(eye, centre) > 400) {
      EXPECT_EQ(seen.values[i], 0);
      continue;
    }
    const double clear_m = clearance_m(ground, eye, 2.0, centre, 1.5);
    const bool is_sure = clear_m > kSureM || clear_m < -kSureM;
    if (is_sure) {
      EXPECT_EQ(seen.values[i], clear_m > 0) << i;
    }
    open += is_sure && clear_m > 0, cut += is_sure && clear_m < 0;
  }
  EXPECT_GT(open, 5);
  EXPECT_GT(cut, 5);
}

TEST(SeenFrom, has_the_cells_of_the_ground_that_the_range_reaches) {
  const Ground ground(layers_of(40, 30, 25.0, [](int, int) { return 0; }), simple_cover());
  const Grid<uint8_t> seen = seen_from(ground, {30, 30}, 2, 2, 100);
  EXPECT_EQ(seen.shape, (GridShape{6, 6, 25, 0, 150}));
  // A circle of radius 100 m around (30, 30), as far as it lies on the ground.
  EXPECT_EQ(std::count(seen.values.begin(), seen.values.end(), 1), 22);
}

TEST(SeenFrom, an_eye_outside_sees_nothing) {
  const Ground ground(layers_of(4, 4, 25.0, [](int, int) { return 0; }), simple_cover());
  EXPECT_TRUE(seen_from(ground, {-1, 10}, 2, 2, 100).values.empty());
  EXPECT_TRUE(profile_of(ground, Sight{{-1, 10}, 2, {50, 50}, 2}).points.empty());
}

// Level ground with a wall of 10 m across column 20.
Ground walled() {
  return Ground(layers_of(40, 5, 25.0, [](int column, int) { return column == 20 ? 10 : 0; }),
                simple_cover());
}

TEST(ProfileOf, says_where_a_wall_cuts_the_line) {
  const LineProfile profile = profile_of(walled(), Sight{{12, 62}, 2, {937, 62}, 2});
  EXPECT_FALSE(profile.is_visible);
  // The wall rises from the centre of column 19, at 487.5 m, to that of column 20.
  ASSERT_TRUE(profile.blocked_at_m);
  EXPECT_GE(*profile.blocked_at_m, 487.5 - 12 - 12.5);
  EXPECT_LE(*profile.blocked_at_m, 512.5 - 12 + 12.5);
  EXPECT_EQ(profile.points.front().distance_m, 0);
  EXPECT_EQ(profile.points.front().line_m, 2);
  EXPECT_NEAR(profile.points.back().distance_m, 925, 1e-9);
}

TEST(ProfileOf, an_open_line_is_blocked_nowhere) {
  const LineProfile profile = profile_of(walled(), Sight{{12, 62}, 12, {937, 62}, 12});
  EXPECT_TRUE(profile.is_visible);
  EXPECT_FALSE(profile.blocked_at_m);
}

TEST(ProfileOf, the_verdict_is_the_engine_s_and_a_cut_has_a_place) {
  const Ground ground(rough_layers(40, 30, 25.0, 8.0, 3), simple_cover());
  int cut = 0;
  for (int i = 0; i < 200; ++i) {
    const Sight sight{{20.0 + 4 * i, 100}, 1.5, {980.0 - 4 * i, 100.0 + 3 * i}, 1.5};
    const LineProfile profile = profile_of(ground, sight);
    EXPECT_EQ(profile.is_visible, visible(ground, sight));
    EXPECT_EQ(profile.is_visible, !profile.blocked_at_m.has_value());
    cut += !profile.is_visible;
  }
  EXPECT_GT(cut, 20);
  EXPECT_LT(cut, 200);
}

}  // namespace
}  // namespace khasan::terrain
