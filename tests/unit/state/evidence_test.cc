// Drawn evidence stays in its range, is a function of seed, replication and name alone, leaves all
// else as it is, and leaks from no run into the next.
#include "scenario/evidence.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "support/small_battle.h"

namespace khasan::scenario {
namespace {

Disputed disputed(const std::string& name, FigureKind kind, double best, double low, double high) {
  return {name, name, stable_key(name), kind, {best, low, high, Reliability::kLow, {}}, false, {0}};
}

Scenario battle() {
  Scenario s = support::empty_battle();
  const UnitId jp = support::add_unit(s, Side::kFirst, "jp/p1");
  const UnitId su = support::add_unit(s, Side::kSecond, "su/p1");
  support::add_squad(s, jp, "sq1", 40, support::kCentre);
  support::add_squad(s, su, "sq1", 10, support::kCentre);
  s.orders.resize(1);
  s.orders[0].not_before = hours(2);
  support::finish(s);
  s.disputed = {disputed("men", FigureKind::kStrength, 40, 20, 70),
                disputed("seen", FigureKind::kVisibility, 3000, 300, 8000),
                disputed("hour", FigureKind::kNotBefore, 0, -300, 1200)};
  return s;
}

TEST(Evidence, draws_stay_in_range_and_vary) {
  const Scenario best = battle();
  EvidenceDrawer drawer(best, Drawing::kAll);
  int men_low = 1000, men_high = 0;
  for (uint64_t r = 0; r < 300; ++r) {
    const Scenario& drawn = drawer.scenario_of(Rng(1, r));
    men_low = std::min(men_low, drawn.elements[0].men);
    men_high = std::max(men_high, drawn.elements[0].men);
    EXPECT_EQ(drawn.elements[1].men, 10) << "nobody disputes it";
    EXPECT_GE(drawn.weather[0].visibility_m, 300);
    EXPECT_LE(drawn.weather[0].visibility_m, 8000);
    EXPECT_GE(drawn.orders[0].not_before, hours(2) - minutes(5));
    EXPECT_LE(drawn.orders[0].not_before, hours(2) + minutes(20));
    EXPECT_EQ(drawn.orders[0].not_before.ms % 1000, 0);
  }
  EXPECT_GE(men_low, 20);
  EXPECT_LE(men_high, 71);
  EXPECT_LT(men_low, 25);
  EXPECT_GT(men_high, 60);
}

TEST(Evidence, a_run_draws_the_same_whatever_was_drawn_before) {
  const Scenario best = battle();
  EvidenceDrawer used(best, Drawing::kAll), fresh(best, Drawing::kAll);
  for (uint64_t r = 0; r < 20; ++r) used.scenario_of(Rng(7, r));
  const Scenario& a = used.scenario_of(Rng(7, 3));
  const Scenario& b = fresh.scenario_of(Rng(7, 3));
  EXPECT_EQ(a.elements[0].men, b.elements[0].men);
  EXPECT_EQ(a.weather[0].visibility_m, b.weather[0].visibility_m);
  EXPECT_EQ(a.orders[0].not_before, b.orders[0].not_before);
}

TEST(Evidence, best_is_the_scenario_itself) {
  const Scenario best = battle();
  EvidenceDrawer drawer(best, Drawing::kNone);
  EXPECT_EQ(&drawer.scenario_of(Rng(1, 0)), &best);
}

TEST(Evidence, a_profile_draws_its_own_figures_only) {
  Scenario best = battle();
  best.disputed[1].by_profile = true;
  EvidenceDrawer drawer(best, Drawing::kProfile);
  const Scenario& drawn = drawer.scenario_of(Rng(1, 5));
  EXPECT_EQ(drawn.elements[0].men, 40);
  EXPECT_EQ(drawn.orders[0].not_before, hours(2));
  EXPECT_NE(drawn.weather[0].visibility_m, best.weather[0].visibility_m);
}

TEST(Evidence, another_figure_shifts_no_draw) {
  const Scenario best = battle();
  Scenario more = best;
  more.disputed.insert(more.disputed.begin(), disputed("cloud", FigureKind::kCloud, 0.5, 0.2, 0.9));
  EvidenceDrawer a(best, Drawing::kAll), b(more, Drawing::kAll);
  EXPECT_EQ(a.scenario_of(Rng(2, 9)).weather[0].visibility_m,
            b.scenario_of(Rng(2, 9)).weather[0].visibility_m);
}

}  // namespace
}  // namespace khasan::scenario
