// Goal: a detour is the fastest way there is near the goal, whatever was asked before.
// Method: every way is walked cell by cell and its cost compared with that of the single search.
#include "terrain/detours.h"

#include <gtest/gtest.h>

#include <array>

#include "support/small_ground.h"
#include "terrain/paths.h"

namespace khasan::terrain {
namespace {

using testing::rough_layers;
using testing::simple_cover;
using testing::simple_foot;

Ground hills_and_lakes() {
  auto layers = rough_layers(40, 30, 25.0, 10.0, 7);
  for (std::size_t i = 0; i < layers.cover.size(); ++i) {
    if (mix(900 + i / 3) % 5 == 0) layers.cover[i] = Cover::kWater;
  }
  return Ground(layers, simple_cover());
}

MobilityTable on_foot() {
  MobilityTable table;
  for (MobilityRow& row : table.by_class) row = simple_foot();
  return table;
}

// Cells from `from` to `goal` as next() leads; empty where it ends before.
std::vector<CellId> walk(Detours& detours, const Ground& g, CellId from, CellId goal) {
  const MobilityTable table = on_foot();
  std::vector<CellId> cells{from};
  while (cells.back() != goal) {
    const CellId next = detours.next(g, table, MobilityClass::kFoot, cells.back(), goal);
    if (!next.exists() || cells.size() > g.shape().cell_count()) return {};
    cells.push_back(next);
  }
  return cells;
}

uint32_t cost_ds(const Ground& g, const std::vector<CellId>& cells) {
  uint32_t sum = 0;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    sum += find_path(g, simple_foot(), cells[i - 1], cells[i]).cost_ds;
  }
  return sum;
}

TEST(Detours, lead_the_fastest_way_or_say_that_there_is_none) {
  const Ground g = hills_and_lakes();
  Detours detours;
  int ways = 0, none = 0;
  for (uint32_t n = 0; n < 60; ++n) {
    const CellId from{mix(n) % g.shape().cell_count()}, goal{mix(n / 4 + 500) % 1200};
    if (from == goal) continue;
    const Path path = find_path(g, simple_foot(), from, goal);
    const auto cells = walk(detours, g, from, goal);
    ASSERT_EQ(cells.empty(), path.cells.empty()) << n;
    (cells.empty() ? none : ways)++;
    if (cells.empty()) continue;
    EXPECT_EQ(cost_ds(g, cells), path.cost_ds) << n;
  }
  EXPECT_GT(ways, 10);
  EXPECT_GT(none, 3);
}

TEST(Detours, end_where_the_goal_is_out_of_reach) {
  const Ground g(testing::layers_of(200, 3, 25.0, [](int, int) { return 0.0; }), simple_cover());
  Detours detours;
  const CellId goal = g.shape().cell(0, 1);
  const MobilityTable table = on_foot();
  const auto next = [&](int column) {
    return detours.next(g, table, MobilityClass::kFoot, g.shape().cell(column, 1), goal);
  };
  EXPECT_TRUE(next(static_cast<int>(Detours::kReachM / 25)).exists());
  EXPECT_FALSE(next(static_cast<int>(Detours::kReachM / 25) + 1).exists());
}

}  // namespace
}  // namespace khasan::terrain
