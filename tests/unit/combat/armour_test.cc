// Goal: hit, penetration and kill of a shell against a plate. Method: the table of models section 7
// for the 37 mm gun, which was worked out elsewhere; then laws that must hold whatever the numbers.
#include "combat/armour.h"

#include <gtest/gtest.h>

#include <array>

#include "base/maths.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::combat {
namespace {

using scenario::Param;
using state::HullPhase;

struct Row {
  double r_m, pen_mm, pen_30_mm, first, later, crossing, hull_down;
};
constexpr std::array kTable{
    Row{200, 33, 26, 1.00, 1.00, 1.00, 0.96}, Row{300, 30, 24, 0.98, 1.00, 0.95, 0.76},
    Row{500, 26, 20, 0.61, 0.95, 0.58, 0.34}, Row{800, 20, 16, 0.19, 0.52, 0.16, 0.09},
    Row{1000, 17, 14, 0.09, 0.29, 0.07, 0.04}};

struct Range {
  scenario::Scenario scenario = support::empty_battle();
  scenario::ParamValues params = scenario::best_values(scenario.parameters);
  const forces::Weapon& gun() const { return scenario.weapons[6]; }
  Aspect plate(double height_m = 2.2, double crossing_mps = 0) const {
    return {2.2, height_m, 15, 0, crossing_mps};
  }
};

TEST(Armour, penetration_is_that_of_the_table) {
  const Range range;
  EXPECT_NEAR(penetration_mm(range.gun(), 0), 38, 0.5);
  for (const Row& row : kTable) {
    EXPECT_NEAR(penetration_mm(range.gun(), row.r_m), row.pen_mm, 0.6) << row.r_m;
    // The table cuts what follows the point.
    const double at_30 =
        penetration_mm(range.gun(), row.r_m) * pinned_pow(pinned_cos(kPi / 6), 1.4);
    EXPECT_NEAR(at_30, row.pen_30_mm, 1.0) << row.r_m;
  }
}

TEST(Armour, chance_to_strike_is_that_of_the_table) {
  const Range range;
  for (const Row& row : kTable) {
    const auto p = [&](const Aspect& aspect, bool first) {
      return strike_chance(range.params, range.gun(), row.r_m, aspect, first);
    };
    EXPECT_NEAR(p(range.plate(), true), row.first, 0.02) << row.r_m;
    EXPECT_NEAR(p(range.plate(), false), row.later, 0.04) << row.r_m;
    EXPECT_NEAR(p(range.plate(2.2, 15 / 3.6), true), row.crossing, 0.03) << row.r_m;
    EXPECT_NEAR(p(range.plate(1.1), true), row.hull_down, 0.03) << row.r_m;
  }
}

TEST(Armour, plate_of_a_t26_barely_matters_inside_600_m) {
  const Range range;
  Aspect aspect = range.plate();
  for (const double off : {0.0, 0.5}) {
    aspect.obliquity_rad = off;
    EXPECT_GT(pierce_chance(range.params, penetration_mm(range.gun(), 600), aspect), 0.92);
  }
  EXPECT_LT(pierce_chance(range.params, penetration_mm(range.gun(), 2000), aspect), 0.05);
  EXPECT_EQ(pierce_chance(range.params, 0, aspect), 0);
  // As thick as the shell pierces: even.
  aspect = {2.2, 2.2, 20, 0, 0};
  EXPECT_NEAR(pierce_chance(range.params, 20, aspect), 0.5, 1e-12);
}

TEST(Armour, plate_that_is_met_follows_from_the_heading) {
  forces::Vehicle v;
  v.armour_front_mm = 20, v.armour_side_mm = 13, v.armour_rear_mm = 10;
  v.length_m = 5, v.width_m = 2, v.height_m = 2;
  EXPECT_EQ(aspect_of(v, 0.2).plate_mm, 20);
  EXPECT_EQ(aspect_of(v, -kPi / 2).plate_mm, 13);
  EXPECT_EQ(aspect_of(v, kPi).plate_mm, 10);
  EXPECT_NEAR(aspect_of(v, 0).width_m, 2, 1e-9);
  EXPECT_NEAR(aspect_of(v, kPi / 2).width_m, 5, 1e-9);
  for (double off = -3.1; off < 3.1; off += 0.1) {
    EXPECT_LE(aspect_of(v, off).obliquity_rad, kPi / 4 + 1e-9) << off;
  }
}

TEST(Armour, kills_are_shared_as_the_record_of_khasan) {
  const Range range;
  std::array<int, 9> count{};
  constexpr int kDraws = 10000;
  for (int i = 0; i < kDraws; ++i) {
    ++count[static_cast<std::size_t>(kill_of(range.params, (i + 0.5) / kDraws))];
  }
  const auto share = [&](HullPhase p) {
    return count[static_cast<std::size_t>(p)] / double(kDraws);
  };
  EXPECT_NEAR(share(HullPhase::kBurnt), 0.12, 1e-3);
  EXPECT_NEAR(share(HullPhase::kImmobile) + share(HullPhase::kGunOut), 0.44, 1e-3);
  EXPECT_NEAR(share(HullPhase::kKnockedOut), 0.44, 1e-3);
}

}  // namespace
}  // namespace khasan::combat
