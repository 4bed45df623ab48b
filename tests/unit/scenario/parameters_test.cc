// Figures drawn from their evidence.
#include "scenario/parameters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace khasan::scenario {

namespace {

ParamTable table_of(const Figure& figure) {
  ParamTable table;
  table.fill(figure);
  return table;
}

TEST(Figure, draws_stay_in_range_and_rise_with_the_number_drawn) {
  for (const Figure& figure :
       {Figure{2, 1, 5, {}, {}}, Figure{0.5, 0, 1, {}, {}}, Figure{-0.05, -0.1, 0, {}, {}}}) {
    double last = figure.low;
    for (double u = 0.0005; u < 1; u += 0.001) {
      const double x = draw_figure(figure, u);
      EXPECT_GE(x, last);
      EXPECT_LE(x, figure.high);
      last = x;
    }
  }
}

TEST(Figure, median_is_the_best_value) {
  EXPECT_NEAR(draw_figure({2, 1, 5, {}, {}}, 0.5), 2, 1e-12);
  EXPECT_NEAR(draw_probability({0.1, 0.05, 0.3, {}, {}}, 0.5), 0.1, 1e-12);
}

TEST(Figure, a_figure_without_range_is_a_constant) {
  EXPECT_EQ(draw_figure({3, 3, 3, {}, {}}, 0.9), 3);
  EXPECT_EQ(draw_probability({0.3, 0.3, 0.3, {}, {}}, 0.01), 0.3);
}

TEST(Parameters, best_values_are_the_best) {
  const ParamValues values = best_values(table_of({2, 1, 3, {}, {}}));
  EXPECT_TRUE(
      std::all_of(values.value.begin(), values.value.end(), [](double x) { return x == 2; }));
}

TEST(Parameters, a_count_is_the_nearest_whole_number) {
  ParamValues values;
  for (const auto& [value, count] : {std::pair{1.0, 1}, {1.4, 1}, {1.6, 2}, {2.5, 3}, {0.2, 0}}) {
    values[Param::morale_rally_count_max] = value;
    EXPECT_EQ(values.count(Param::morale_rally_count_max), count) << value;
  }
}

TEST(Parameters, draws_depend_on_seed_replication_and_name_only) {
  const ParamTable table = table_of({0.2, 0.1, 0.4, {}, {}});
  const ParamValues a = draw_values(table, Rng(1, 7));
  EXPECT_EQ(a, draw_values(table, Rng(1, 7)));
  EXPECT_NE(a, draw_values(table, Rng(1, 8)));
  // One parameter with another range leaves all others as they were.
  ParamTable changed = table;
  changed[3] = {0.9, 0.8, 0.95, {}, {}};
  const ParamValues b = draw_values(changed, Rng(1, 7));
  for (std::size_t i = 0; i < kParamCount; ++i) {
    if (i == 3) continue;
    EXPECT_EQ(a.value[i], b.value[i]);
  }
  EXPECT_NE(a.value[3], b.value[3]);
}

TEST(Parameters, hash_sees_every_value) {
  ParamTable table = table_of({2, 1, 3, {}, {}});
  const uint64_t before = hash_of(table);
  table[kParamCount - 1].high = 4;
  EXPECT_NE(hash_of(table), before);
}

TEST(Parameters, every_name_stands_once) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kParamCount; ++i) {
    const auto& info = info_of(static_cast<Param>(i));
    names.push_back(std::string(info.mechanism) + "." + std::string(info.name));
  }
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace khasan::scenario
