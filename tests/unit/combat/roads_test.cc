// Goal: downpour cuts roads after the hours of the page, and they dry. Method: minute by minute
// under weather made by hand.
#include "combat/roads.h"

#include <gtest/gtest.h>

#include <cmath>

#include "combat/pace.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using scenario::Param;

struct Sky {
  scenario::Scenario s = support::empty_battle();
  state::State state;
  state::EventLog log;
  Rng rng{1, 0};

  Sky() {
    const UnitId column = support::add_unit(s, Side::kFirst, "jp/p1");
    support::add_squad(s, column, "sq1", 4, support::kCentre);
    s.elements[0].mobility = terrain::MobilityClass::kWheeled;
    support::finish(s);
    state = state::start(s, rng, {});
  }
  void wait(int n, double rain) {
    s.weather.front().rain = rain;
    for (int i = 0; i < n; ++i) support::play_minute(s, state, rng, combat::soak_roads, &log);
  }
  double param(Param p) const { return state.params[p]; }
};

TEST(Roads, are_dry_until_it_rains) {
  Sky sky;
  sky.wait(600, 0);
  EXPECT_EQ(state::road_share(sky.state), 1);
  EXPECT_TRUE(sky.log.empty());
}

TEST(Roads, hold_the_rain_of_the_page_and_dry_again) {
  Sky sky;
  const double dry_h = sky.param(Param::roads_dry_h);
  sky.wait(240, 0.5);
  const double held = 0.5 * dry_h * (1 - std::exp(-4 / dry_h));  // the integral of the law
  EXPECT_NEAR(sky.state.road_rain_h, held, 0.01);
  EXPECT_NEAR(state::road_share(sky.state), 1 - held / sky.param(Param::roads_cut_rain_h), 0.01);
  sky.wait(static_cast<int>(60 * dry_h), 0);
  EXPECT_NEAR(sky.state.road_rain_h, held / std::exp(1.0), 0.01);
}

TEST(Roads, are_cut_once_and_opened_once) {
  Sky sky;
  sky.wait(60 * 24, 1);
  EXPECT_EQ(state::road_share(sky.state), 0);
  sky.wait(60 * 24, 0);
  EXPECT_GT(state::road_share(sky.state), 0);
  ASSERT_EQ(sky.log.size(), 2u);
  EXPECT_EQ(sky.log[0].kind, state::EventKind::k_road_cut);
  EXPECT_EQ(sky.log[0].a, 1);
  EXPECT_EQ(sky.log[1].a, 0);
}

}  // namespace
}  // namespace khasan
