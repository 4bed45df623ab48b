// Goal: the ground says what the rasters say, between the centres too, and windows of a raster
// agree with the whole.
#include "terrain/ground.h"

#include <gtest/gtest.h>

#include "support/small_ground.h"

namespace khasan::terrain {
namespace {

using testing::layers_of;
using testing::simple_cover;

TEST(Grid, a_cell_owns_its_west_and_north_edges_only) {
  const GridShape s{4, 3, 25.0, 1000.0, 2000.0};
  EXPECT_EQ(s.cell_at({1000.0, 2000.0}), s.cell(0, 0));
  EXPECT_EQ(s.cell_at({1025.0, 1975.0}), s.cell(1, 1));
  EXPECT_EQ(s.cell_at({1024.999, 1975.001}), s.cell(0, 0));
  EXPECT_FALSE(s.cell_at({1100.0, 1990.0}).exists());
  EXPECT_FALSE(s.cell_at({1050.0, 1925.0}).exists());
  EXPECT_FALSE(s.cell_at({999.9, 1990.0}).exists());
  for (std::size_t i = 0; i < s.cell_count(); ++i) {
    EXPECT_EQ(s.cell_at(s.centre_of(CellId{i})), CellId{i});
  }
}

TEST(Ground, heights_are_linear_between_centres_and_level_beyond_them) {
  const Ground g(layers_of(4, 4, 10.0, [](int c, int) { return 2.0 * c; }), simple_cover());
  EXPECT_DOUBLE_EQ(g.height_m({15.0, 20.0}), 2.0);
  EXPECT_DOUBLE_EQ(g.height_m({20.0, 20.0}), 3.0);
  EXPECT_DOUBLE_EQ(g.height_m({2.0, 20.0}), 0.0);
  EXPECT_DOUBLE_EQ(g.height_m({39.0, 39.0}), 6.0);
  EXPECT_DOUBLE_EQ(g.height_m({-500.0, 900.0}), 0.0);
  EXPECT_DOUBLE_EQ(g.height_of(CellId{2}), 4.0);
}

TEST(Ground, bilinear_surface_is_the_mean_in_the_middle_of_four_centres) {
  const Ground g(layers_of(2, 2, 10.0, [](int c, int r) { return c == 1 && r == 1 ? 8.0 : 0.0; }),
                 simple_cover());
  EXPECT_DOUBLE_EQ(g.height_m({10.0, 10.0}), 2.0);
}

TEST(Ground, gradient_of_a_plane_points_uphill_and_has_its_steepness) {
  const Ground g(layers_of(5, 5, 10.0, [](int c, int r) { return 3.0 * c - 4.0 * r + 20.0; }),
                 simple_cover());
  const CellId middle = g.shape().cell(2, 2);
  EXPECT_NEAR(g.gradient_of(middle).east, 0.3, 1e-12);
  EXPECT_NEAR(g.gradient_of(middle).north, 0.4, 1e-12);
  EXPECT_NEAR(g.slope_of(middle), 0.5, 1e-12);
}

TEST(Ground, steep_ground_is_rocky_and_vegetation_stands_on_the_surface) {
  auto layers = layers_of(5, 5, 10.0, [](int c, int) { return c < 3 ? 0.0 : 30.0 * (c - 2); });
  layers.cover[0] = Cover::kWoods;
  layers.cover[1] = Cover::kMarsh;
  CoverTable table = simple_cover();
  table.rocky_slope = 0.6;
  const Ground g(layers, table);
  EXPECT_EQ(g.soil_of(CellId{0}), Soil::kFirm);
  EXPECT_EQ(g.soil_of(CellId{1}), Soil::kWet);
  EXPECT_EQ(g.soil_of(g.shape().cell(3, 2)), Soil::kRocky);
  EXPECT_DOUBLE_EQ(g.vegetation_m(CellId{0}), 8.0);
  const std::size_t at = g.padded_index(CellId{0});
  EXPECT_EQ(g.padded_surface_dm()[at] - g.padded_elevation_dm()[at], 80);
  // The rim repeats the edge.
  EXPECT_EQ(g.padded_surface_dm()[0], 80);
}

TEST(Ground, a_window_of_the_raster_agrees_with_the_whole) {
  auto layers = testing::rough_layers(20, 15, 25.0, 90.0, 5);
  layers.shape.west_m = 500'000.0;
  layers.crossing.assign(layers.shape.cell_count(), Crossing::kNone);
  layers.crossing[layers.shape.cell(7, 6).index()] = Crossing::kFord;
  const GroundLayers part = crop(layers, {500'110.0, 60.0, 500'300.0, 290.0});
  EXPECT_EQ(part.shape.columns, 8);  // 4 .. 11
  EXPECT_EQ(part.shape.rows, 10);    // 3 .. 12
  EXPECT_DOUBLE_EQ(part.shape.west_m, 500'100.0);
  EXPECT_DOUBLE_EQ(part.shape.north_m, 300.0);
  const Ground whole(layers, simple_cover()), window(part, simple_cover());
  const Point p{500'187.0, 166.0};
  EXPECT_NEAR(whole.height_m(p), window.height_m(p), 1e-9);
  EXPECT_EQ(window.crossing_of(window.shape().cell(3, 3)), Crossing::kFord);
  EXPECT_EQ(crop(layers, {0, 0, 10, 10}).shape.cell_count(), 0u);
}

TEST(Ground, the_hash_sees_every_layer) {
  const auto layers = testing::rough_layers(6, 6, 25.0, 90.0, 5);
  const uint64_t hash = Ground(layers, simple_cover()).hash();
  EXPECT_EQ(Ground(layers, simple_cover()).hash(), hash);
  auto other = layers;
  other.elevation_dm[7] = static_cast<int16_t>(other.elevation_dm[7] + 1);
  EXPECT_NE(Ground(other, simple_cover()).hash(), hash);
  other = layers;
  other.cover[7] = Cover::kGrassScrub;
  EXPECT_NE(Ground(other, simple_cover()).hash(), hash);
  other = layers;
  other.crossing.assign(36, Crossing::kBridge);
  EXPECT_NE(Ground(other, simple_cover()).hash(), hash);
  other = layers;
  other.shape.west_m += 1;
  EXPECT_NE(Ground(other, simple_cover()).hash(), hash);
  CoverTable table = simple_cover();
  table[Cover::kMarsh].concealment = 0.5;
  EXPECT_NE(Ground(layers, table).hash(), hash);
}

TEST(Ground, water_is_water_whether_or_not_it_can_be_crossed) {
  auto layers = layers_of(3, 1, 25.0, [](int, int) { return 0.0; });
  layers.cover = {Cover::kWater, Cover::kRiver, Cover::kMarsh};
  layers.crossing = {Crossing::kNone, Crossing::kFord, Crossing::kNone};
  const Ground g(layers, simple_cover());
  EXPECT_TRUE(g.is_water(CellId{0}));
  EXPECT_TRUE(g.is_water(CellId{1}));
  EXPECT_FALSE(g.is_water(CellId{2}));
  EXPECT_TRUE(g.is_water(Point{-100.0, 12.0}));  // the nearest cell
}

}  // namespace
}  // namespace khasan::terrain
