// Goal: designs are what their names say: every slice once, the points of the published sequence,
// one factor at a time, pairs that share all but one. Method: count, and compare with points worked
// out by hand.
#include "study/design.h"

#include <gtest/gtest.h>

#include <set>

#include "base/rng.h"

namespace khasan::study {
namespace {

using scenario::DesignKind;
using scenario::FactorKind;
using scenario::FactorSpec;
using scenario::StudySpec;

FactorSpec range(const char* id, double low, double high, bool whole = false) {
  FactorSpec factor;
  factor.id = id;
  factor.figure.low = factor.figure.best = low;
  factor.figure.high = high;
  factor.is_whole = whole;
  return factor;
}

FactorSpec on_off(const char* id) {
  FactorSpec factor;
  factor.id = id;
  factor.kind = FactorKind::kChoice;
  factor.alternatives = {{"off", {}, {}, {}}, {"on", {"no_fog"}, {}, {}}};
  return factor;
}

TEST(Design, a_latin_hypercube_takes_every_slice_once_and_depends_on_the_seed_alone) {
  const auto design = latin_hypercube(50, 3, 7);
  for (std::size_t axis = 0; axis < 3; ++axis) {
    std::set<int> slices;
    for (const UnitPoint& point : design) slices.insert(static_cast<int>(50 * point[axis]));
    EXPECT_EQ(slices.size(), 50u);
  }
  EXPECT_EQ(design, latin_hypercube(50, 3, 7));
  EXPECT_NE(design, latin_hypercube(50, 3, 8));
  EXPECT_NE(design[0][0], design[0][1]) << "axes are shuffled apart";
}

TEST(Design, sobol_points_are_those_of_the_published_sequence) {
  const auto points = sobol_sequence(3, 2);
  const double expected[3][2] = {{0.5, 0.5}, {0.75, 0.25}, {0.25, 0.75}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t d = 0; d < 2; ++d) EXPECT_NEAR(points[i][d], expected[i][d], 1e-12);
  }
}

TEST(Design, places_become_values_by_kind) {
  EXPECT_DOUBLE_EQ(value_at(range("x", 10, 30), 0.25), 15);
  EXPECT_EQ(value_at(range("x", 11, 12, true), 0.49), 11);
  EXPECT_EQ(value_at(range("x", 11, 12, true), 0.51), 12);
  EXPECT_EQ(value_at(on_off("x"), 0.4), 0);
  EXPECT_EQ(value_at(on_off("x"), 0.6), 1);
  FactorSpec parameter = range("x", 0.1, 0.4);
  parameter.kind = FactorKind::kParameter;
  parameter.figure.best = 0.2;
  EXPECT_DOUBLE_EQ(value_at(parameter, 0.5), 0.2) << "the best value is the median";
  parameter.is_probability = true;
  EXPECT_DOUBLE_EQ(value_at(parameter, 0.5), 0.2);
  EXPECT_EQ(levels_of(range("x", 0, 10), 3), (std::vector<double>{0, 5, 10}));
  EXPECT_EQ(levels_of(range("x", 1, 2, true), 5), (std::vector<double>{1, 2}));
}

TEST(Design, one_at_a_time_leaves_all_others_as_they_are) {
  StudySpec study;
  study.factors = {range("a", 1, 2), on_off("b")};
  const auto points = points_of(study);
  ASSERT_EQ(points.size(), 4u) << "as it is, two levels, on: off is as it is";
  EXPECT_EQ(points[0].values, scenario::FactorValues(2));
  EXPECT_EQ(points[2].values, (scenario::FactorValues{2.0, std::nullopt}));
  EXPECT_EQ(points[3].values, (scenario::FactorValues{std::nullopt, 1.0}));
}

TEST(Design, points_of_indices_share_all_but_one_factor) {
  StudySpec study;
  study.design = DesignKind::kIndices;
  study.factors = {range("a", 0, 1), range("b", 0, 1), range("c", 0, 1)};
  study.points = 8;
  const auto points = points_of(study);
  ASSERT_EQ(points.size(), 8u * 5);
  for (std::size_t i = 0; i < 8; ++i) {
    for (std::size_t f = 0; f < 3; ++f) {
      const auto& mixed = points[8 * (2 + f) + i].values;
      for (std::size_t g = 0; g < 3; ++g) {
        EXPECT_EQ(mixed[g], points[g == f ? 8 + i : i].values[g]);
        EXPECT_NE(points[i].values[g], points[8 + i].values[g]);
      }
    }
  }
}

TEST(Design, a_spread_exchanges_one_stream_at_a_time) {
  StudySpec study;
  study.design = DesignKind::kSpread;
  study.points = 4;
  const auto points = points_of(study);
  ASSERT_EQ(points.size(), 4u * 6);
  const uint64_t evidence_from_b = points[4 * 3 + 2].mixed;
  EXPECT_EQ(replication_of(evidence_from_b, Stream::kChance), 2u);
  EXPECT_EQ(replication_of(evidence_from_b, Stream::kEvidence), 6u);
  EXPECT_EQ(replication_of(evidence_from_b, Stream::kTerrain), 2u);
}

}  // namespace
}  // namespace khasan::study
