// Goal: ways are the fastest ones, go round what blocks, and are the same everywhere.
// Method: costs against Bellman and Ford's relaxation, which needs no queue and no order and so
// shares no code and no idea with the searches under test; both searches against each other.
#include "terrain/paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "support/small_ground.h"

namespace khasan::terrain {
namespace {

using testing::layers_of;
using testing::rough_layers;
using testing::simple_cover;
using testing::simple_foot;

// Hills with woods, water and a few fords.
Ground mixed_ground(uint64_t seed) {
  auto layers = rough_layers(24, 18, 25.0, 14.0, seed);
  layers.crossing.assign(layers.shape.cell_count(), Crossing::kNone);
  for (std::size_t i = 0; i < layers.cover.size(); ++i) {
    const uint64_t h = mix(seed * 1000 + i) % 10;
    if (h < 2) layers.cover[i] = Cover::kWoods;
    if (h == 2) layers.cover[i] = Cover::kRiver;
    if (h == 2 && i % 3 == 0) layers.crossing[i] = Crossing::kFord;
  }
  return Ground(layers, simple_cover());
}

uint32_t step_ds(const Ground& g, const MobilityRow& row, CellId from, CellId to) {
  const double speed = speed_mps(g, row, from, to);
  if (speed <= 0) return FlowField::kUnreachable;
  const double way_m = distance_m(g.centre_of(from), g.centre_of(to));
  return static_cast<uint32_t>(std::max(1.0, std::floor(10 * way_m / speed + 0.5)));
}

std::vector<uint32_t> relaxed_costs(const Ground& g, const MobilityRow& row, CellId goal) {
  const GridShape& s = g.shape();
  std::vector<uint32_t> cost(s.cell_count(), FlowField::kUnreachable);
  cost[goal.index()] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < cost.size(); ++i) {
      for (std::size_t d = 0; d < 8; ++d) {
        const int c = s.column_of(CellId{i}) + kNeighbourColumn[d];
        const int r = s.row_of(CellId{i}) + kNeighbourRow[d];
        if (!s.contains(c, r)) continue;
        const CellId to = s.cell(c, r);
        const uint32_t step = step_ds(g, row, CellId{i}, to);
        if (step == FlowField::kUnreachable) continue;
        if (cost[to.index()] == FlowField::kUnreachable) continue;
        if (cost[to.index()] + step >= cost[i]) continue;
        cost[i] = cost[to.index()] + step;
        changed = true;
      }
    }
  }
  return cost;
}

TEST(Paths, flow_field_costs_are_the_least_ones) {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    const Ground g = mixed_ground(seed);
    const MobilityRow row = simple_foot();
    CellId goal{200};
    while (!is_passable(g, row, goal)) goal = CellId{goal.index() + 1};
    const FlowField field = compute_flow_field(g, row, std::array{goal});
    const auto truth = relaxed_costs(g, row, goal);
    int cut_off = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      // The two round alike except where rounding of doubles meets a half.
      if (truth[i] == FlowField::kUnreachable) {
        ASSERT_EQ(field.cost_ds[i], FlowField::kUnreachable);
        ++cut_off;
      } else {
        ASSERT_NEAR(field.cost_ds[i], truth[i], 2);
      }
    }
    EXPECT_GT(cut_off, 0);
    EXPECT_LT(cut_off, 200);
  }
}

TEST(Paths, routes_follow_the_field_and_add_up_to_its_cost) {
  const Ground g = mixed_ground(3);
  const MobilityRow row = simple_foot();
  const std::array goals{CellId{30}, CellId{400}};
  const FlowField field = compute_flow_field(g, row, goals);
  for (std::size_t i = 0; i < g.shape().cell_count(); ++i) {
    const auto cells = route(field, CellId{i});
    ASSERT_EQ(cells.empty(), !field.is_reachable(CellId{i}));
    if (cells.empty()) continue;
    ASSERT_EQ(cells.front(), CellId{i});
    ASSERT_TRUE(cells.back() == goals[0] || cells.back() == goals[1]);
    for (std::size_t k = 1; k < cells.size(); ++k) {
      const uint32_t step = field.cost_ds[cells[k - 1].index()] - field.cost_ds[cells[k].index()];
      ASSERT_NEAR(step, step_ds(g, row, cells[k - 1], cells[k]), 1);
    }
  }
}

TEST(Paths, both_searches_find_the_same_cost) {
  const MobilityRow row = simple_foot();
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    const Ground g = mixed_ground(seed);
    for (std::size_t to = 5; to < g.shape().cell_count(); to += 61) {
      const FlowField field = compute_flow_field(g, row, std::array{CellId{to}});
      for (std::size_t from = 0; from < g.shape().cell_count(); from += 29) {
        const Path path = find_path(g, row, CellId{from}, CellId{to});
        ASSERT_EQ(path.cost_ds, field.cost_ds[from]);
        ASSERT_EQ(path.cells.empty(), !field.is_reachable(CellId{from}));
      }
    }
  }
}

TEST(Paths, flat_ground_takes_toblers_time) {
  const Ground g(layers_of(11, 3, 25.0, [](int, int) { return 0.0; }), simple_cover());
  const FlowField field = compute_flow_field(g, simple_foot(), std::array{g.shape().cell(10, 1)});
  EXPECT_NEAR(field.time_s(g.shape().cell(0, 1)), 250.0 / tobler_speed_mps(0.0), 0.5);
  const PathOptions night{.avoid_ds = {}, .is_night = true};
  const FlowField dark =
      compute_flow_field(g, simple_foot(), std::array{g.shape().cell(10, 1)}, night);
  EXPECT_NEAR(dark.time_s(g.shape().cell(0, 1)), 500.0 / tobler_speed_mps(0.0), 0.5);
}

TEST(Paths, ways_go_round_water_and_over_the_ford) {
  auto layers = layers_of(9, 9, 25.0, [](int, int) { return 0.0; });
  layers.crossing.assign(81, Crossing::kNone);
  for (int row = 0; row < 9; ++row) layers.cover[layers.shape.cell(4, row).index()] = Cover::kRiver;
  const CellId from = layers.shape.cell(1, 1), to = layers.shape.cell(7, 1);
  const CellId ford = layers.shape.cell(4, 7);
  const Ground closed(layers, simple_cover());
  EXPECT_TRUE(find_path(closed, simple_foot(), from, to).cells.empty());
  layers.crossing[ford.index()] = Crossing::kFord;
  const Ground open(layers, simple_cover());
  const auto cells = find_path(open, simple_foot(), from, to).cells;
  EXPECT_NE(std::find(cells.begin(), cells.end(), ford), cells.end());
}

TEST(Paths, what_is_to_be_avoided_is_avoided_when_the_detour_is_cheaper) {
  const Ground g(layers_of(9, 5, 25.0, [](int, int) { return 0.0; }), simple_cover());
  std::vector<uint16_t> avoid(45, 0);
  for (int row = 1; row < 5; ++row) avoid[g.shape().cell(4, row).index()] = 60'000;
  const CellId from = g.shape().cell(0, 3), to = g.shape().cell(8, 3);
  const PathOptions options{.avoid_ds = avoid, .is_night = false};
  for (const CellId cell : find_path(g, simple_foot(), from, to, options).cells) {
    EXPECT_EQ(avoid[cell.index()], 0);
  }
  const FlowField field = compute_flow_field(g, simple_foot(), std::array{to}, options);
  for (const CellId cell : route(field, from)) {
    EXPECT_EQ(avoid[cell.index()], 0);
  }
}

TEST(Paths, ties_go_to_the_lower_index) {
  const Ground g(layers_of(7, 7, 25.0, [](int, int) { return 0.0; }), simple_cover());
  const FlowField field = compute_flow_field(g, simple_foot(), std::array{g.shape().cell(3, 0)});
  // Two columns off and four rows down many ways cost the same: the first direction wins.
  EXPECT_EQ(field.next(g.shape().cell(5, 4)), g.shape().cell(4, 3));
  EXPECT_EQ(field.next(g.shape().cell(1, 4)), g.shape().cell(1, 3));
}

TEST(Paths, goals_that_cannot_be_stood_on_and_points_outside_lead_nowhere) {
  auto layers = layers_of(3, 3, 25.0, [](int, int) { return 0.0; });
  layers.cover[4] = Cover::kWater;
  const Ground g(layers, simple_cover());
  const FlowField none = compute_flow_field(g, simple_foot(), std::array{CellId{4}, CellId{}});
  EXPECT_FALSE(none.is_reachable(CellId{0}));
  EXPECT_FALSE(none.next(CellId{0}).exists());
  EXPECT_EQ(none.toward({10.0, 10.0}), (Point{10.0, 10.0}));
  const FlowField field = compute_flow_field(g, simple_foot(), std::array{CellId{2}});
  EXPECT_EQ(field.toward({10.0, 70.0}), g.centre_of(CellId{1}));
  EXPECT_EQ(field.toward({-10.0, 70.0}), (Point{-10.0, 70.0}));
  EXPECT_EQ(field.toward(g.centre_of(CellId{2})), g.centre_of(CellId{2}));
  EXPECT_TRUE(find_path(g, simple_foot(), CellId{}, CellId{2}).cells.empty());
}

TEST(Paths, regions_join_exactly_what_a_way_joins) {
  const Ground g = mixed_ground(5);
  const Regions regions = compute_regions(g, simple_foot());
  std::size_t apart = 0;
  for (std::size_t goal = 0; goal < g.shape().cell_count(); goal += 7) {
    const FlowField field = compute_flow_field(g, simple_foot(), std::array{CellId{goal}});
    for (std::size_t cell = 0; cell < g.shape().cell_count(); ++cell) {
      const bool joined = cell == goal || field.is_reachable(CellId{cell});
      EXPECT_EQ(regions.are_connected(CellId{cell}, CellId{goal}), joined) << cell << " " << goal;
      apart += joined ? 0 : 1;
    }
  }
  EXPECT_GT(apart, 0u);
}

}  // namespace
}  // namespace khasan::terrain
