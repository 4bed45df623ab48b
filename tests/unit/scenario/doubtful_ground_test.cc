// Goal: drawn ground differs from the best within its stated doubt, smoothly, and only where it is
// reconstructed and nobody knows better. Method: a plain with a square lake, half of it surveyed.
#include "scenario/doubtful_ground.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

namespace khasan::scenario {
namespace {

using terrain::Cover;
using terrain::Point;

constexpr int kCells = 160;  // of 25 m: 4 km

struct Plain {
  ScenarioSpec spec;
  Scenario best;
  Plain() {
    terrain::GroundLayers& layers = spec.layers;
    layers.shape = {kCells, kCells, 25, 600000, 4704000};
    layers.elevation_dm.assign(kCells * kCells, 500);
    layers.cover.assign(kCells * kCells, Cover::kOpen);
    spec.basis.legend = {{1, "drawn by hand", true, 60, 4}, {2, "surveyed", false, 0, 0}};
    for (int i = 0; i < kCells * kCells; ++i) {
      const int column = i % kCells, row = i / kCells;
      const bool is_lake = std::abs(column - 80) < 30 && std::abs(row - 80) < 30;
      if (is_lake) layers.cover[static_cast<std::size_t>(i)] = Cover::kWater;
      if (is_lake) layers.elevation_dm[static_cast<std::size_t>(i)] = 480;
      spec.basis.cells.push_back(column < 80 ? 1 : 2);
    }
    best.ground = terrain::Ground(layers, {});
  }
};

TEST(DoubtfulGround, is_a_function_of_the_terrain_stream_alone) {
  const Plain plain;
  const auto first = drawn_ground(plain.spec, plain.best, Rng(1, 5));
  EXPECT_EQ(
      first.elevation_dm,
      drawn_ground(plain.spec, plain.best, Rng(1, mixed_replication({9, 9, 9, 5}))).elevation_dm);
  EXPECT_NE(first.elevation_dm, drawn_ground(plain.spec, plain.best, Rng(1, 6)).elevation_dm);
}

TEST(DoubtfulGround, stays_within_its_doubt_and_where_it_is_surveyed) {
  const Plain plain;
  double squares = 0, count = 0;
  int moved = 0;
  for (uint64_t r = 0; r < 20; ++r) {
    const auto drawn = drawn_ground(plain.spec, plain.best, Rng(1, r));
    for (std::size_t i = 0; i < drawn.cover.size(); ++i) {
      const bool is_known = plain.spec.basis.cells[i] == 2;
      const int rise = drawn.elevation_dm[i] - plain.spec.layers.elevation_dm[i];
      if (is_known) {
        ASSERT_EQ(drawn.cover[i], plain.spec.layers.cover[i]);
        ASSERT_EQ(rise, 0);
        continue;
      }
      moved += drawn.cover[i] != plain.spec.layers.cover[i];
      if (drawn.cover[i] == Cover::kWater) {
        ASSERT_EQ(drawn.elevation_dm[i], 480) << "water is level";
      } else if (plain.spec.layers.cover[i] == Cover::kOpen) {
        squares += rise * rise, ++count;
        ASSERT_LE(std::abs(rise), 4 * 10 * 2.5 + 1);
      }
    }
  }
  EXPECT_GT(moved, 0) << "the shore moves";
  EXPECT_NEAR(std::sqrt(squares / count), 0.74 * 40, 8) << "decimetres, between the nodes";
}

TEST(DoubtfulGround, keeps_the_ground_of_men_and_places) {
  Plain plain;
  ElementDef man;
  man.at = {600000 + 25 * 51 + 12.5, 4702000};  // on the western shore
  plain.best.elements.push_back(man);
  for (uint64_t r = 0; r < 20; ++r) {
    const auto drawn = drawn_ground(plain.spec, plain.best, Rng(1, r));
    const auto& shape = drawn.shape;
    for (int d = -4; d <= 4; ++d) {
      const std::size_t i = shape.cell_at({man.at.x_m + 25 * d, man.at.y_m}).index();
      EXPECT_EQ(drawn.cover[i], plain.spec.layers.cover[i]);
    }
  }
}

TEST(DoubtfulGround, without_stated_doubt_is_as_it_is) {
  Plain plain;
  plain.spec.basis.legend[0].shift_m = plain.spec.basis.legend[0].height_m = 0;
  const auto drawn = drawn_ground(plain.spec, plain.best, Rng(1, 5));
  EXPECT_EQ(drawn.cover, plain.spec.layers.cover);
  EXPECT_EQ(drawn.elevation_dm, plain.spec.layers.elevation_dm);
}

}  // namespace
}  // namespace khasan::scenario
