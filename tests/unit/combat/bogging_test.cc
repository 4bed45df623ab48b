// Goal: marsh bogs vehicles at the rate of the parameter, however the way is cut into steps.
// Method: many tanks drive 100 m of marsh; the share that sticks against the closed form.
#include "combat/bogging.h"

#include <gtest/gtest.h>

#include <cmath>

#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::combat {
namespace {

using scenario::Param;
using state::HullPhase;
using support::kCentre;

constexpr int kTanks = 4000;

struct Drive {
  scenario::Scenario scenario = support::empty_battle();
  state::State state;
  explicit Drive(terrain::Cover cover, double wetness) {
    terrain::GroundLayers layers;
    layers.shape = scenario.ground.shape();
    layers.elevation_dm.assign(layers.shape.cell_count(), 500);
    layers.cover.assign(layers.shape.cell_count(), cover);
    scenario.ground = terrain::Ground(layers, scenario.ground.cover_table());
    scenario.weather[0].wetness = wetness;
    support::add_unit(scenario, Side::kFirst, "jp/p1");
    const UnitId su = support::add_unit(scenario, Side::kSecond, "su/p1");
    for (int i = 0; i < kTanks; ++i) {
      support::add_tank(scenario, su, "t" + std::to_string(i), kCentre);
    }
    support::finish(scenario);
    state = state::start(scenario, Rng(1, 0), {});
  }
  // Drives `steps` stretches of `length_m`; the share that is stuck in the end.
  double share_stuck(int steps, double length_m) {
    const Rng rng(9, 0);
    for (int step = 0; step < steps; ++step) {
      state.now += seconds(10);
      state::Effects effects;
      for (const ElementId e : scenario.crews) {
        if (state::is_stuck(state, e)) continue;
        const terrain::Point at = state.at[e.index()];
        effects.moves.push_back({e, {at.x_m + length_m, at.y_m}, 0});
      }
      bog_down(scenario, state, rng, {}, effects);
      state::apply(scenario, effects, state, nullptr);
    }
    int stuck = 0;
    for (const ElementId e : scenario.crews) {
      stuck += state.hull[e.index()].phase == HullPhase::kBogged;
    }
    return stuck / static_cast<double>(kTanks);
  }
};

double four_sd(double p) { return 4 * std::sqrt(p * (1 - p) / kTanks); }

TEST(Bogging, share_that_sticks_in_100_m_is_the_parameter) {
  const double p = 0.04;
  EXPECT_NEAR(Drive(terrain::Cover::kMarsh, 0.3).share_stuck(1, 100), p, four_sd(p));
  EXPECT_NEAR(Drive(terrain::Cover::kMarsh, 0.3).share_stuck(10, 10), p, four_sd(p));
}

TEST(Bogging, rises_with_wetness_and_is_none_on_dry_ground) {
  const double p = 1 - std::pow(0.96, 5 * std::exp(1.5 * 0.5));
  EXPECT_NEAR(Drive(terrain::Cover::kMarsh, 0.8).share_stuck(5, 100), p, four_sd(p));
  EXPECT_EQ(Drive(terrain::Cover::kOpen, 0.8).share_stuck(5, 100), 0);
}

TEST(Bogging, vehicles_break_down_on_any_ground) {
  Drive drive(terrain::Cover::kOpen, 0.3);
  // 0.06 stoppages in 100 km: 20 times that much to see any.
  drive.scenario.vehicles[0].stoppages_per_100km = 200;
  drive.share_stuck(1, 500);
  int stopped = 0, immobile = 0;
  for (const ElementId e : drive.scenario.crews) {
    stopped += drive.state.hull[e.index()].phase == HullPhase::kStopped;
    immobile += drive.state.hull[e.index()].phase == HullPhase::kImmobile;
  }
  const double all = 1 - std::exp(-1.0);
  EXPECT_NEAR((stopped + immobile) / double(kTanks), all, four_sd(all));
  EXPECT_NEAR(stopped / double(stopped + immobile), 0.7, 0.05);
}

}  // namespace
}  // namespace khasan::combat
