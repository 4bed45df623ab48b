// Goal: who sees whom, and that nobody sees everything. Method: the laws by themselves, then two
// squads on level ground by day, by night and in fog, over many replications (new thresholds each).
#include "combat/sense.h"

#include <gtest/gtest.h>

#include <cmath>

#include "combat/visibility.h"
#include "support/small_battle.h"

namespace khasan::combat {
namespace {

using scenario::Param;
using scenario::Stance;
using state::Knowledge;
using support::kCentre;

struct Watch {
  scenario::Scenario scenario = support::empty_battle();
  UnitId jp, su;
  ElementId walker, sentry, gun;
  state::State state;
  Watch(double range_m, double lux) {
    jp = support::add_unit(scenario, Side::kFirst, "jp/p1");
    su = support::add_unit(scenario, Side::kSecond, "su/p1");
    walker = support::add_squad(scenario, jp, "s1", 12, {kCentre.x_m + range_m, kCentre.y_m});
    sentry = support::add_squad(scenario, su, "s1", 10, kCentre);
    gun = support::add_element(scenario, su, "s2", forces::ElementKind::kMachineGun, 4, WeaponId{2},
                               1, 2500, {kCentre.x_m - 3500, kCentre.y_m});
    support::finish(scenario);
    for (auto& light : scenario.light) light = {-30, 10, 1, lux};
    state = state::start(scenario, Rng(1, 0), {});
    state.now = hours(1);
    state.params[Param::sense_micro_relief_open_m] = 1e9;
    state.params[Param::sense_sound_range_moving_m] = 0;
    moves(Stance::kNormal);
  }
  void moves(Stance stance) {
    state.last_moved[walker.index()] = state.now;
    state.intent[walker.index()].stance = stance;
  }
  state::Effects look(uint64_t replication, Time dt = seconds(10)) const {
    state::Effects effects;
    sense(scenario, state, Rng(3, replication), support::tick_of_all(scenario, state, dt), effects);
    return effects;
  }
  bool sees(uint64_t replication, Time dt = seconds(10)) const {
    for (const auto& s : look(replication, dt).sightings) {
      if (s.by == sentry && s.level >= Knowledge::kDetected) return true;
    }
    return false;
  }
  // Share of replications in which the sentry sees the walker within `steps` steps.
  double share_seen_within(int steps, int replications = 400, Time dt = seconds(10)) {
    int seen = 0;
    const Time start = state.now;
    for (int r = 0; r < replications; ++r) {
      bool found = false;
      for (int i = 0; i < steps && !found; ++i) {
        state.now = start + Time{dt.ms * i};
        if (state.last_moved[walker.index()].ms > 0) state.last_moved[walker.index()] = state.now;
        found = sees(static_cast<uint64_t>(r), dt);
      }
      seen += found;
    }
    state.now = start;
    return static_cast<double>(seen) / replications;
  }
};

TEST(Sense, half_are_seen_at_one_and_none_below_the_fixed_threshold) {
  const auto params = Watch(100, 1).state.params;
  EXPECT_DOUBLE_EQ(share_seen(params, 1), 0.5);
  EXPECT_EQ(share_seen(params, params[Param::sense_fixed_threshold_x_min] - 0.01), 0);
  EXPECT_GT(share_seen(params, 3), 0.98);
}

TEST(Sense, threshold_inverts_the_share_seen) {
  const auto params = Watch(100, 1).state.params;
  for (double u = 0.01; u < 1; u += 0.01) {
    const double x = threshold_x(params, u);
    if (x > params[Param::sense_fixed_threshold_x_min]) {
      EXPECT_NEAR(share_seen(params, x), u, 1e-6);
    } else {
      EXPECT_GE(share_seen(params, x), u - 1e-6);
    }
  }
}

TEST(Sense, seeing_range_by_night_is_that_of_the_named_lights) {
  const auto params = Watch(100, 1).state.params;
  const double moving = params[Param::sense_range_factor_moving];
  EXPECT_NEAR(moving * seeing_range_m(params, kFullMoon_lux),
              params[Param::sense_night_range_full_moon_m], 1e-6);
  EXPECT_NEAR(moving * seeing_range_m(params, kStarlight_lux),
              params[Param::sense_night_range_starlight_m], 1e-6);
  double last = 0;
  for (double lux = 1e-5; lux < 100; lux *= 1.5) {
    EXPECT_GE(seeing_range_m(params, lux), last);
    last = seeing_range_m(params, lux);
  }
}

TEST(Sense, fog_hides_what_clear_air_shows) {
  const auto params = Watch(100, 1).state.params;
  EXPECT_GT(haze_factor(params, 15000, 300), 0.8);
  EXPECT_EQ(haze_factor(params, 100, 300), 0);
}

TEST(Sense, the_share_seen_in_the_long_run_is_that_of_the_law) {
  // Full moon, 200 m, a man who moves: watched for long, about half are seen, the others never.
  // A faint man loses some cycles to his background, so it is a little less than half.
  Watch watch(200, kFullMoon_lux);
  watch.state.params[Param::sense_range_factor_skyline] = 1;  // level ground: no sky behind him
  const double expected =
      share_seen(watch.state.params, haze_factor(watch.state.params, 15000, 200));
  const double long_run = watch.share_seen_within(120);
  EXPECT_NEAR(long_run, expected, 4 * std::sqrt(0.25 / 400));
  EXPECT_LT(watch.share_seen_within(240), long_run + 0.05);  // patience does not help
}

TEST(Sense, nobody_is_seen_at_six_times_the_range_however_many_look) {
  Watch watch(1200, kFullMoon_lux);
  EXPECT_EQ(watch.share_seen_within(60, 100, seconds(60)), 0);
}

TEST(Sense, silence_cover_and_stillness_hide) {
  Watch walking(120, kFullMoon_lux), creeping(120, kFullMoon_lux), lying(120, kFullMoon_lux),
      dug_in(120, kFullMoon_lux);
  creeping.moves(Stance::kSilent);
  for (Watch* w : {&lying, &dug_in}) w->state.last_moved[w->walker.index()] = Time{-1000000};
  lying.state.posture[lying.walker.index()] = state::Posture::kProne;
  dug_in.state.posture[dug_in.walker.index()] = state::Posture::kTrench;
  const double seen = walking.share_seen_within(12);
  EXPECT_LT(creeping.share_seen_within(12), 0.7 * seen);
  EXPECT_LT(lying.share_seen_within(12), 0.3 * seen);
  EXPECT_LE(dug_in.share_seen_within(12), lying.share_seen_within(12));
}

TEST(Sense, a_shot_gives_the_firer_away) {
  Watch quiet(300, kFullMoon_lux), firing(300, kFullMoon_lux);
  firing.state.last_fired[firing.walker.index()] = hours(2);
  EXPECT_GT(firing.share_seen_within(12), quiet.share_seen_within(12) + 0.2);
}

// A head and a rifle over a parapet are small still; the flash and dust of a gun are not.
TEST(Sense, a_shot_shows_more_of_a_gun_than_of_men_in_a_hole) {
  Watch lying(80, kFullMoon_lux), dug_in(80, kFullMoon_lux), gun(80, kFullMoon_lux);
  for (Watch* w : {&lying, &dug_in, &gun}) {
    w->state.last_moved[w->walker.index()] = Time{-1000000};
    w->state.last_fired[w->walker.index()] = hours(2);
    w->state.posture[w->walker.index()] = state::Posture::kTrench;
  }
  lying.state.posture[lying.walker.index()] = state::Posture::kProne;
  gun.scenario.elements[gun.walker.index()].kind = forces::ElementKind::kGun;
  const double seen = lying.share_seen_within(12);
  EXPECT_GT(seen, 0.1);
  EXPECT_LT(dug_in.share_seen_within(12), 0.3 * seen);
  EXPECT_DOUBLE_EQ(gun.share_seen_within(12), seen);
}

TEST(Sense, halving_the_step_leaves_the_share_seen) {
  Watch watch(150, kFullMoon_lux);
  const double coarse = watch.share_seen_within(2, 1000, seconds(60));
  const double fine = watch.share_seen_within(12, 1000, seconds(10));
  const double finest = watch.share_seen_within(60, 1000, seconds(2));
  EXPECT_NEAR(coarse, fine, 0.06);
  EXPECT_NEAR(fine, finest, 0.06);
}

TEST(Sense, a_contact_in_sight_is_refreshed_without_chance) {
  Watch watch(100, 1000);
  auto& contact = watch.state.contacts[watch.su.index()][0];
  contact = {watch.walker, Knowledge::kDetected, watch.state.at[0], 5,
             watch.state.now - seconds(20)};
  for (uint64_t r = 0; r < 50; ++r) EXPECT_TRUE(watch.sees(r, seconds(2)));
  contact.seen = watch.state.now - seconds(2);  // fresh: nothing to write down
  for (uint64_t r = 0; r < 50; ++r) EXPECT_FALSE(watch.sees(r, seconds(2)));
}

TEST(Sense, a_ridge_hides_and_folds_of_the_ground_hide) {
  Watch watch(100, 1000);
  watch.state.params[Param::sense_micro_relief_open_m] = 1;
  EXPECT_EQ(watch.share_seen_within(12, 100), 0);
}

TEST(Sense, folds_hide_men_who_lie_and_not_men_in_their_holes) {
  Watch watch(200, 1000);
  watch.state.params[Param::sense_micro_relief_open_m] = 1000;
  constexpr int kGrounds = 2000;
  const auto share_open = [&](state::Posture posture) {
    watch.state.posture[watch.walker.index()] = posture;
    int open = 0;
    for (uint64_t seed = 0; seed < kGrounds; ++seed) {
      open += line_is_open(watch.scenario, watch.state, seed, watch.sentry, watch.walker, nullptr);
    }
    return open / static_cast<double>(kGrounds);
  };
  const double kFourSd = 4 * 0.5 / std::sqrt(double{kGrounds});
  EXPECT_NEAR(share_open(state::Posture::kStanding), std::exp(-0.2), kFourSd);
  EXPECT_NEAR(share_open(state::Posture::kProne), std::exp(-0.2 * 1.7 / 0.4), kFourSd);
  EXPECT_NEAR(share_open(state::Posture::kTrench), std::exp(-0.2), kFourSd);
}

TEST(Sense, steps_are_heard_near_by_but_not_in_the_din) {
  Watch watch(50, 1e-5);
  watch.state.params[Param::sense_sound_range_moving_m] = 60;
  watch.state.params[Param::sense_night_range_overcast_m] = 1e-3;  // pitch dark
  const auto heard = [&] {
    for (const auto& s : watch.look(0).sightings) {
      if (s.by == watch.sentry && s.level == Knowledge::kHeard && s.error_m > 0) return true;
    }
    return false;
  };
  EXPECT_TRUE(heard());
  watch.state.under_fire[watch.sentry.index()] = watch.state.now;
  EXPECT_FALSE(heard());
}

TEST(Sense, behind_plates_nobody_hears_and_fewer_see) {
  Watch open(150, kFullMoon_lux), closed(150, kFullMoon_lux);
  closed.state.hull[closed.sentry.index()].phase = state::HullPhase::kRunning;
  const double seen = open.share_seen_within(1, 400, seconds(30));
  const double through_slits = closed.share_seen_within(1, 400, seconds(30));
  EXPECT_GT(through_slits, 0);
  EXPECT_LT(through_slits, 0.7 * seen);
  Watch dark(30, 1e-5);
  dark.state.params[Param::sense_sound_range_moving_m] = 60;
  const auto sightings = [&] { return dark.look(1, seconds(30)).sightings.size(); };
  EXPECT_GT(sightings(), 0u);
  dark.state.hull[dark.sentry.index()].phase = state::HullPhase::kRunning;
  EXPECT_EQ(sightings(), 0u);
}

TEST(Sense, believed_place_is_wrong_by_a_share_of_the_range) {
  Watch watch(400, 1000);
  double sum2 = 0;
  int n = 0;
  for (uint64_t r = 0; r < 600; ++r) {
    for (const auto& s : watch.look(r, seconds(60)).sightings) {
      if (s.by != watch.sentry) continue;
      const double off_m = terrain::distance_m(s.at, watch.state.at[0]);
      sum2 += off_m * off_m;
      ++n;
    }
  }
  ASSERT_GT(n, 100);
  const double fraction = watch.state.params[Param::sense_location_error_fraction];
  EXPECT_NEAR(std::sqrt(sum2 / n), fraction * 400, 0.15 * fraction * 400);
}

TEST(Sense, machine_guns_light_the_night_when_they_hear_somebody) {
  Watch watch(100, 1e-3);
  watch.state.at[watch.gun.index()] = kCentre;
  int by_night = 0;
  const auto flares = [&](uint64_t r) { return watch.look(r, minutes(1)).flares.size(); };
  EXPECT_EQ(flares(0), 0u);  // nobody heard
  watch.state.contacts[watch.su.index()][0] = {watch.walker, Knowledge::kHeard, watch.state.at[0],
                                               20, watch.state.now};
  for (uint64_t r = 0; r < 200; ++r) by_night += flares(r) > 0;
  EXPECT_NEAR(by_night / 200.0, 1 - std::exp(-0.5), 0.15);
  for (auto& light : watch.scenario.light) light.lux_clear = 1000;
  EXPECT_EQ(flares(1), 0u);
}

TEST(Visibility, a_flare_lights_the_ground_below_it) {
  Watch watch(150, 1e-3);
  const double dark = light_lux(watch.scenario, watch.state, kCentre);
  watch.state.flares.push_back({kCentre, hours(2), ElementId{0}});
  const double below = light_lux(watch.scenario, watch.state, kCentre);
  EXPECT_NEAR(below - dark, watch.state.params[Param::sense_flare_light_lux], 1e-9);
  EXPECT_LT(light_lux(watch.scenario, watch.state, {kCentre.x_m + 300, kCentre.y_m}), 0.2 * below);
}

TEST(Visibility, men_on_a_crest_stand_against_the_sky_only_from_below) {
  // A ridge that runs north and south through the centre, 20 m high, falling both ways.
  Watch watch(0, 1000);
  terrain::GroundLayers layers;
  layers.shape = watch.scenario.ground.shape();
  for (std::size_t i = 0; i < layers.shape.cell_count(); ++i) {
    const double x_m = layers.shape.centre_of(CellId{i}).x_m - kCentre.x_m;
    layers.elevation_dm.push_back(static_cast<int16_t>(std::max(0.0, 200 - std::fabs(x_m) * 1.0)));
  }
  layers.cover.assign(layers.shape.cell_count(), terrain::Cover::kOpen);
  watch.scenario.ground = terrain::Ground(layers, watch.scenario.ground.cover_table());
  watch.state.at[watch.sentry.index()] = {kCentre.x_m - 300, kCentre.y_m};
  watch.state.at[watch.walker.index()] = kCentre;
  EXPECT_TRUE(is_on_skyline(watch.scenario, watch.state, watch.sentry, watch.walker));
  EXPECT_FALSE(is_on_skyline(watch.scenario, watch.state, watch.walker, watch.sentry));
}

TEST(Sense, smoke_closes_a_line_that_it_stands_on_and_no_other) {
  Watch watch(300, 1e5);
  const terrain::Point a = kCentre, b{kCentre.x_m + 300, kCentre.y_m};
  const uint64_t relief = relief_seed(Rng(1, 0));
  EXPECT_TRUE(line_is_open(watch.scenario, watch.state, relief, watch.sentry, watch.walker));
  watch.state.smoke.push_back({{kCentre.x_m + 150, kCentre.y_m + 30}, 12, hours(9)});
  EXPECT_FALSE(is_screened(watch.state, a, b));
  watch.state.smoke.push_back({{kCentre.x_m + 150, kCentre.y_m + 10}, 12, hours(9)});
  EXPECT_TRUE(is_screened(watch.state, a, b));
  EXPECT_TRUE(is_screened(watch.state, b, a));
  EXPECT_FALSE(line_is_open(watch.scenario, watch.state, relief, watch.sentry, watch.walker));
  // Behind the target it hides nobody.
  watch.state.smoke = {{{kCentre.x_m + 330, kCentre.y_m}, 12, hours(9)}};
  EXPECT_FALSE(is_screened(watch.state, a, b));
}

}  // namespace
}  // namespace khasan::combat
