// Goal: cover grows with work, only with work, and only while men can work. Method: one squad with
// the order to dig, stepped by hand.
#include "combat/engineering.h"

#include <gtest/gtest.h>

#include "base/maths.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using scenario::Param;
using state::Posture;

struct Works {
  scenario::Scenario s = support::empty_battle();
  UnitId platoon = support::add_unit(s, Side::kFirst, "jp/p1");
  ElementId squad = support::add_squad(s, platoon, "sq1", 12, support::kCentre);
  state::State state;
  state::EventLog log;
  Rng rng{3, 0};

  void begin() {
    support::finish(s);
    state = state::start(s, rng, {});
    state.intent[0].dig = true;
  }
  void step(Time dt) {
    state.now += dt;
    const state::Tick tick = support::tick_of_all(s, state, dt);
    state::Effects effects;
    combat::dig(s, state, rng, tick, effects);
    state::apply(s, effects, state, &log);
  }
  void work(double hours_of_work) {
    for (int i = 0; i < static_cast<int>(hours_of_work * 60 + 0.5); ++i) step(minutes(1));
  }
};

TEST(Engineering, cover_comes_at_the_hours_of_the_page) {
  Works w;
  w.begin();
  const auto& p = w.state.params;
  double done = 0;
  const auto cover_at = [&](double h) {
    w.work(h - done);
    done = h;
    return w.state.posture[0];
  };
  EXPECT_EQ(cover_at(p[Param::engineering_scrape_h] - 0.1), Posture::kProne);
  EXPECT_EQ(cover_at(p[Param::engineering_scrape_h] + 0.1), Posture::kScrape);
  EXPECT_EQ(cover_at(p[Param::engineering_foxhole_h] + 0.1), Posture::kFoxhole);
  EXPECT_EQ(cover_at(p[Param::engineering_trench_h] - 0.1), Posture::kFoxhole);
  EXPECT_EQ(cover_at(p[Param::engineering_trench_h] + 0.1), Posture::kTrench);
  const double roof_h = p[Param::engineering_trench_h] + p[Param::engineering_overhead_h];
  EXPECT_EQ(cover_at(roof_h - 0.1), Posture::kTrench);
  EXPECT_EQ(cover_at(roof_h + 0.1), Posture::kOverhead);
  EXPECT_EQ(w.log.size(), 4u);
}

TEST(Engineering, cover_never_worsens_by_digging) {
  Works w;
  w.begin();
  w.state.posture[0] = Posture::kTrench;  // found, not dug
  w.work(0.2);
  EXPECT_EQ(w.state.posture[0], Posture::kTrench);
}

TEST(Engineering, rock_makes_the_work_slower_by_its_factor) {
  Works w;
  terrain::CoverTable table;
  table[terrain::Cover::kOpen].soil = terrain::Soil::kRocky;
  terrain::GroundLayers layers;
  layers.shape = w.s.ground.shape();
  layers.elevation_dm.assign(layers.shape.cell_count(), 500);
  layers.cover.assign(layers.shape.cell_count(), terrain::Cover::kOpen);
  w.s.ground = terrain::Ground(layers, table);
  w.begin();
  w.work(1);
  EXPECT_NEAR(w.state.dig_h[0], 1 / w.state.params[Param::engineering_rocky_factor], 1e-3);
}

TEST(Engineering, nobody_digs_on_the_way_or_without_orders_or_broken) {
  const auto dug_h = [](auto change) {
    Works w;
    w.begin();
    change(w.state);
    w.step(minutes(1));
    return w.state.dig_h[0];
  };
  EXPECT_GT(dug_h([](state::State&) {}), 0);
  EXPECT_EQ(dug_h([](state::State& s) { s.intent[0].dig = false; }), 0);
  EXPECT_EQ(dug_h([](state::State& s) {
              s.intent[0].move = true;
              s.intent[0].goal.x_m += 500;
            }),
            0);
  EXPECT_EQ(dug_h([](state::State& s) { s.morale[0] = state::Morale::kRouted; }), 0);
}

TEST(Engineering, who_fires_does_not_dig) {
  Works w;
  w.begin();
  w.state.last_fired[0] = w.state.now + minutes(1);
  w.step(minutes(1));
  EXPECT_NEAR(w.state.dig_h[0], (1 - w.state.params[Param::direct_fire_share_engaging]) / 60, 1e-6);
}

// Prone cover is dug under fire; men who are kept down dig no deeper.
TEST(Engineering, men_kept_down_scrape_prone_cover_and_no_more) {
  Works w;
  w.begin();
  const double scrape_h = w.state.params[Param::engineering_scrape_h];
  const auto work_pinned = [&](double suppressed, Time dt) {
    w.state.suppression[0] = static_cast<float>(-pinned_log(1 - suppressed));
    w.state.suppressed_at[0] = w.state.now + dt;
    const float before = w.state.dig_h[0];
    w.step(dt);
    return static_cast<double>(w.state.dig_h[0] - before) * 3600 / dt.seconds();
  };
  EXPECT_NEAR(work_pinned(0.99, minutes(1)), 1, 1e-3);
  w.state.dig_h[0] = static_cast<float>(scrape_h + 0.01);
  EXPECT_EQ(work_pinned(0.99, minutes(1)), 0);
  EXPECT_NEAR(work_pinned(0.4, seconds(2)), 0.6, 0.05);
}

// Two squads of one side and one of the other, 12 men each; the first lies in a hole of ten hours.
struct Holes : Works {
  ElementId friendly = support::add_squad(s, platoon, "sq2", 12, near(5));
  UnitId enemy_platoon = support::add_unit(s, Side::kSecond, "su/p1");
  ElementId enemy = support::add_squad(s, enemy_platoon, "sq1", 12, near(8));

  static terrain::Point near(double east_m) {
    return {support::kCentre.x_m + east_m, support::kCentre.y_m};
  }
  Holes() {
    begin();
    state.dig_h[0] = 10;
    state.posture[0] = Posture::kTrench;
  }
  // The first squad goes 100 m away.
  void leave() {
    state::Effects effects;
    effects.moves.push_back({squad, near(100), 0});
    effects.postures.push_back({squad, Posture::kStanding, 0});
    state::apply(s, effects, state, &log);
    state.intent[squad.index()].dig = false;
  }
  void let_dig(ElementId e) { state.intent[e.index()].dig = true; }
  Posture posture(ElementId e) const { return state.posture[e.index()]; }
};

TEST(Engineering, a_hole_stays_where_it_was_dug_and_shelters_friend_and_foe) {
  for (const bool foe : {false, true}) {
    Holes w;
    const ElementId next = foe ? w.enemy : w.friendly;
    w.let_dig(next);
    w.step(seconds(2));
    EXPECT_EQ(w.posture(next), Posture::kProne) << "its men are still in it";
    w.state.dig_h[next.index()] = 0;
    w.leave();
    EXPECT_EQ(w.posture(w.squad), Posture::kStanding);
    w.step(seconds(2));
    EXPECT_EQ(w.posture(next), Posture::kTrench);
    EXPECT_NEAR(w.state.dig_h[next.index()], 10, 0.01);
  }
}

TEST(Engineering, one_hole_takes_one_element_and_the_nearest_first) {
  Holes w;
  w.leave();
  w.let_dig(w.friendly);
  w.let_dig(w.enemy);
  w.step(seconds(2));
  EXPECT_EQ(w.posture(w.friendly), Posture::kTrench);
  EXPECT_EQ(w.posture(w.enemy), Posture::kProne);
}

TEST(Engineering, a_hole_out_of_reach_or_too_small_helps_less) {
  Holes far, small;
  far.state.at[far.friendly.index()].x_m += far.state.params[Param::engineering_hole_reach_m];
  small.state.start[0].men = 6;
  for (Holes* w : {&far, &small}) {
    w->leave();
    w->let_dig(w->friendly);
    w->step(seconds(2));
  }
  EXPECT_EQ(far.posture(far.friendly), Posture::kProne);
  EXPECT_EQ(small.state.dig_h[small.friendly.index()], 5);  // twice the men, half of the hole
}

TEST(Engineering, the_fallen_leave_their_hole) {
  Holes w;
  state::Effects effects;
  effects.losses.push_back(
      {w.squad, w.enemy, state::Cause::kBullet, {}, w.state.roll[0].men, 0, 0, 0, 0});
  state::apply(w.s, effects, w.state, &w.log);
  w.let_dig(w.enemy);
  w.step(seconds(2));
  EXPECT_EQ(w.posture(w.enemy), Posture::kTrench);
}

}  // namespace
}  // namespace khasan
