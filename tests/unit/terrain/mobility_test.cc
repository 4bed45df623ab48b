// Goal: speeds follow Tobler's law, the factors of the cover, and nothing else.
#include "terrain/mobility.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/small_ground.h"

namespace khasan::terrain {
namespace {

using testing::layers_of;
using testing::simple_cover;
using testing::simple_foot;

TEST(Mobility, names_and_classes_match) {
  for (int i = 0; i < kMobilityClassCount; ++i) {
    MobilityClass found{};
    ASSERT_TRUE(parse_mobility(name_of(static_cast<MobilityClass>(i)), found));
    EXPECT_EQ(static_cast<int>(found), i);
  }
  MobilityClass unchanged = MobilityClass::kTracked;
  EXPECT_FALSE(parse_mobility("flying", unchanged));
  EXPECT_EQ(unchanged, MobilityClass::kTracked);
}

TEST(Mobility, crossings_take_the_place_of_the_cover) {
  MobilityRow row = simple_foot();
  row.cover_factor[static_cast<std::size_t>(Cover::kRoad)] = 0.9;
  EXPECT_EQ(row.factor(Cover::kRiver, Crossing::kNone), 0.0);
  EXPECT_EQ(row.factor(Cover::kRiver, Crossing::kFord), 0.25);
  EXPECT_EQ(row.factor(Cover::kRiver, Crossing::kBridge), 0.9);
}

TEST(Mobility, time_between_cells_is_half_by_either_cover) {
  auto layers = layers_of(3, 1, 20.0, [](int, int) { return 5.0; });
  layers.cover = {Cover::kOpen, Cover::kWoods, Cover::kWater};
  const Ground g(layers, simple_cover());
  const MobilityRow row = simple_foot();
  const double flat = tobler_speed_mps(0.0);
  const double time_s = 10.0 / flat + 10.0 / (0.5 * flat);
  EXPECT_NEAR(speed_mps(g, row, CellId{0}, CellId{1}), 20.0 / time_s, 1e-12);
  EXPECT_NEAR(speed_mps(g, row, CellId{1}, CellId{0}), 20.0 / time_s, 1e-12);
  EXPECT_EQ(speed_mps(g, row, CellId{1}, CellId{2}), 0.0);
  EXPECT_EQ(speed_mps(g, row, CellId{2}, CellId{1}), 0.0);
  EXPECT_NEAR(speed_mps(g, row, CellId{1}, CellId{1}), 0.5 * flat, 1e-12);
  EXPECT_TRUE(is_passable(g, row, CellId{1}));
  EXPECT_FALSE(is_passable(g, row, CellId{2}));
}

TEST(Mobility, uphill_is_slower_than_downhill_and_cliffs_stop) {
  const Ground g(layers_of(3, 1, 20.0, [](int c, int) { return c < 2 ? 4.0 * c : 40.0; }),
                 simple_cover());
  const MobilityRow row = simple_foot();
  EXPECT_NEAR(speed_mps(g, row, CellId{0}, CellId{1}), tobler_speed_mps(0.2), 1e-12);
  EXPECT_NEAR(speed_mps(g, row, CellId{1}, CellId{0}), tobler_speed_mps(-0.2), 1e-12);
  EXPECT_LT(tobler_speed_mps(0.2), tobler_speed_mps(-0.2));
  EXPECT_EQ(speed_mps(g, row, CellId{1}, CellId{2}), 0.0);
}

TEST(Mobility, a_point_uses_the_slope_ahead_and_the_cover_beneath) {
  auto layers = layers_of(6, 2, 20.0, [](int c, int) { return 2.0 * c; });
  layers.cover[1] = Cover::kWoods;
  const Ground g(layers, simple_cover());
  const MobilityRow row = simple_foot();
  EXPECT_NEAR(speed_mps(g, row, Point{50.0, 30.0}, Point{110.0, 30.0}), tobler_speed_mps(0.1),
              1e-12);
  EXPECT_NEAR(speed_mps(g, row, Point{50.0, 30.0}, Point{55.0, 30.0}), tobler_speed_mps(0.1),
              1e-12);
  EXPECT_NEAR(speed_mps(g, row, Point{35.0, 30.0}, Point{75.0, 30.0}), 0.5 * tobler_speed_mps(0.1),
              1e-12);
  EXPECT_NEAR(speed_mps(g, row, Point{50.0, 30.0}, Point{50.0, 30.0}), tobler_speed_mps(0.0),
              1e-12);
}

}  // namespace
}  // namespace khasan::terrain
