// Goal: elements go where they are told, as fast as the page says and no faster, exactly in time,
// and stop for fire, wire and water. Method: one or two squads on level or specially made ground,
// stepped by hand: propose, apply, look.
#include "combat/movement.h"

#include <gtest/gtest.h>

#include "base/maths.h"
#include "combat/pace.h"
#include "combat/way.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using scenario::Param;
using state::Morale;
using state::Posture;
using support::kCentre;
using terrain::distance_m;
using terrain::Point;

Point east_of_centre(double m) { return {kCentre.x_m + m, kCentre.y_m}; }

// A battle of one Japanese squad in the middle and whatever the test adds.
struct Field {
  scenario::Scenario s = support::empty_battle();
  UnitId platoon = support::add_unit(s, Side::kFirst, "jp/p1");
  ElementId squad = support::add_squad(s, platoon, "sq1", 12, kCentre);
  state::State state;
  state::EventLog log;
  Rng rng{7, 0};

  void begin() {
    support::finish(s);
    state = state::start(s, rng, {});
  }
  void order(ElementId e, Point goal) {
    state.intent[e.index()].goal = goal;
    state.intent[e.index()].move = true;
  }
  void step(Time dt) {
    state.now += dt;
    const state::Tick tick = support::tick_of_all(s, state, dt);
    state::Effects effects;
    combat::move(s, state, rng, tick, effects);
    state::apply(s, effects, state, &log);
  }
  Point at(ElementId e) const { return state.at[e.index()]; }
  double gone_m() const { return distance_m(kCentre, at(squad)); }
  double param(Param p) const { return state.params[p]; }
  void suppress(ElementId e, double share) {
    state.suppression[e.index()] = static_cast<float>(-pinned_log(1 - share));
    state.suppressed_at[e.index()] = state.now;
  }
};

// Walls of water: cells for which `wet` is true.
template <class Wet>
terrain::Ground ground_with_water(Wet wet) {
  terrain::CoverTable table;
  for (auto& cover : table.by_class) cover.micro_relief_length_m = 1500;
  terrain::GroundLayers layers;
  layers.shape = {160, 160, 25, kCentre.x_m - 2000, kCentre.y_m + 2000};
  layers.elevation_dm.assign(layers.shape.cell_count(), 500);
  for (std::size_t c = 0; c < layers.shape.cell_count(); ++c) {
    const Point p = layers.shape.centre_of(CellId{c});
    layers.cover.push_back(wet(p.x_m - kCentre.x_m, p.y_m - kCentre.y_m) ? terrain::Cover::kWater
                                                                         : terrain::Cover::kOpen);
  }
  return terrain::Ground(layers, table);
}

void bar_water(scenario::Scenario& s) {
  for (auto& row : s.mobility.by_class) {
    row.cover_factor[static_cast<std::size_t>(terrain::Cover::kWater)] = 0;
  }
}

// A belt of wire across the way, `metres` east of the centre.
void add_wire(scenario::Scenario& s, Side owner, double metres, double half_width_m = 500) {
  scenario::Obstacle belt;
  belt.owner = owner;
  for (double y = -half_width_m + 12.5; y < half_width_m; y += 25) {
    belt.cells.push_back(s.ground.cell_at({kCentre.x_m + metres, kCentre.y_m + y}));
  }
  s.obstacles.push_back(belt);
}

TEST(Movement, goes_at_the_pace_of_the_formation_on_level_ground) {
  Field f;
  f.begin();
  f.order(f.squad, east_of_centre(800));
  f.step(minutes(1));
  EXPECT_NEAR(f.gone_m(), f.param(Param::movement_cross_country_day_kmh) * 1000 / 60, 1e-6);
  EXPECT_FLOAT_EQ(f.state.heading_rad[0], 0.0f);
}

TEST(Movement, load_slows_men_on_ground_worse_than_their_formation_needs) {
  Field f;
  f.s.mobility[terrain::MobilityClass::kFoot].cover_factor.fill(0.3);
  f.begin();
  f.order(f.squad, east_of_centre(800));
  f.step(minutes(1));
  const double ground_mps = terrain::tobler_speed_mps(0) * 0.3;
  EXPECT_NEAR(f.gone_m(), ground_mps * f.param(Param::movement_load_factor) * 60, 1e-6);
}

TEST(Movement, never_overshoots_the_goal) {
  Field f;
  f.begin();
  f.order(f.squad, {kCentre.x_m + 7.25, kCentre.y_m - 3.5});
  f.step(minutes(1));
  EXPECT_EQ(f.at(f.squad), f.state.intent[0].goal);
}

TEST(Movement, the_step_does_not_matter) {
  const auto place_after = [](Time dt, int steps) {
    Field f;
    f.s.mobility[terrain::MobilityClass::kFoot].cover_factor[1] = 0.5;
    const PlaceId hill = support::add_place(f.s, "hill", {kCentre.x_m + 900, kCentre.y_m + 610});
    f.begin();
    f.order(f.squad, {kCentre.x_m + 950, kCentre.y_m + 600});
    f.state.intent[0].route = hill;
    for (int i = 0; i < steps; ++i) f.step(dt);
    return f.at(f.squad);
  };
  const Point coarse = place_after(minutes(1), 10), fine = place_after(seconds(2), 300);
  EXPECT_GT(distance_m(coarse, kCentre), 300);
  EXPECT_LT(distance_m(coarse, fine), 1.0);
}

TEST(Movement, nobody_marches_before_the_order_came) {
  Field f;
  f.begin();
  f.order(f.squad, east_of_centre(800));
  f.state.task[f.platoon.index()].task = scenario::Task::kMove;
  f.state.task[f.platoon.index()].since = minutes(9);
  f.step(minutes(10));
  EXPECT_NEAR(f.gone_m(), f.param(Param::movement_cross_country_day_kmh) * 1000 / 60, 1e-6);
}

TEST(Movement, stays_without_an_order_to_move) {
  Field f;
  f.begin();
  f.state.intent[0].goal = east_of_centre(500);
  f.step(minutes(1));
  EXPECT_EQ(f.at(f.squad), kCentre);
}

TEST(Movement, darkness_and_fog_slow_and_never_hasten) {
  EXPECT_EQ(combat::night_speed_factor(5e4, 0.67), 1.0);
  EXPECT_EQ(combat::night_speed_factor(0.001, 0.67), 0.67);
  EXPECT_EQ(combat::fog_speed_factor(15000, 0.8), 1.0);
  EXPECT_EQ(combat::fog_speed_factor(20, 0.8), 0.8);
  double before = 0;
  for (double lux = 0.01; lux < 100; lux *= 1.5) {
    const double now = combat::night_speed_factor(lux, 0.67);
    EXPECT_GE(now, before);
    before = now;
  }
}

TEST(Movement, fire_cuts_the_advance_to_bounds) {
  Field f;
  f.begin();
  f.order(f.squad, east_of_centre(800));
  f.state.under_fire[0] = f.state.now;
  f.step(minutes(1));
  EXPECT_NEAR(f.gone_m(), f.param(Param::movement_under_fire_m_per_min), 1e-6);
}

TEST(Movement, creeps_silently_only_in_the_last_stretch) {
  Field f;
  f.begin();
  f.state.intent[0].stance = scenario::Stance::kSilent;
  const double within_m = f.param(Param::movement_silent_within_m);
  f.order(f.squad, east_of_centre(within_m + 500));
  f.step(minutes(1));
  EXPECT_NEAR(f.gone_m(), f.param(Param::movement_cross_country_day_kmh) * 1000 / 60, 1e-6);
  f.order(f.squad, {f.at(f.squad).x_m + within_m - 50, kCentre.y_m});
  const double before = f.gone_m();
  f.step(minutes(1));
  EXPECT_NEAR(f.gone_m() - before, f.param(Param::movement_silent_kmh) * 1000 / 60, 1e-6);
}

TEST(Movement, rushes_the_last_metres_of_an_assault) {
  Field f;
  f.begin();
  f.order(f.squad, east_of_centre(f.param(Param::close_assault_assault_range_m) - 1));
  f.state.intent[0].close = true;
  f.step(seconds(2));
  const double on_this_ground = 0.6;
  EXPECT_NEAR(f.gone_m(), 2 * on_this_ground * f.param(Param::movement_rush_mps), 1e-6);
}

TEST(Movement, pinned_men_stay_and_lie_down) {
  Field f;
  f.begin();
  f.order(f.squad, east_of_centre(800));
  f.state.now += seconds(10);
  f.suppress(f.squad, 0.95);
  f.step(seconds(2));
  EXPECT_EQ(f.at(f.squad), kCentre);
  EXPECT_EQ(f.state.posture[0], Posture::kProne);
}

TEST(Movement, routed_men_run_though_pinned) {
  Field f;
  const UnitId enemy = support::add_unit(f.s, Side::kSecond, "su/p1");
  support::add_squad(f.s, enemy, "sq1", 11, east_of_centre(-100));
  f.begin();
  f.order(f.squad, east_of_centre(800));
  f.suppress(f.squad, 0.95);
  f.state.morale[f.platoon.index()] = Morale::kRouted;
  f.step(seconds(10));
  EXPECT_NEAR(f.gone_m(), 10 * 0.6 * f.param(Param::movement_rush_mps), 1e-6);
}

TEST(Movement, broken_men_run_though_pinned_when_the_enemy_is_upon_them) {
  for (const bool pressed : {false, true}) {
    Field f;
    f.begin();
    f.order(f.squad, east_of_centre(800));
    f.suppress(f.squad, 0.95);
    f.state.morale[f.platoon.index()] = Morale::kWithdrawing;
    if (pressed) f.state.pressed[f.squad.index()] = f.state.now;
    f.step(seconds(10));
    EXPECT_EQ(f.gone_m() > 0, pressed);
  }
}

TEST(Movement, men_gone_to_ground_or_surrendered_do_not_advance) {
  for (const Morale morale : {Morale::kToGround, Morale::kSurrendered}) {
    Field f;
    f.begin();
    f.order(f.squad, east_of_centre(800));
    f.state.morale[f.platoon.index()] = morale;
    f.step(minutes(1));
    EXPECT_EQ(f.at(f.squad), kCentre);
  }
}

TEST(Movement, leaders_get_halted_men_on_as_often_as_the_hazard_says) {
  int went = 0;
  constexpr int kTrials = 4000;
  Field f;
  f.begin();
  for (int i = 0; i < kTrials; ++i) {
    state::State& st = f.state;
    st.at[0] = kCentre;
    st.halted_until[0] = Time{0};
    f.order(f.squad, east_of_centre(800));
    st.now += minutes(2);  // another interval each time
    f.suppress(f.squad, 0.65);
    f.step(seconds(2));
    went += !(f.at(f.squad) == kCentre);
  }
  const double p = chance_of(f.param(Param::suppression_leader_test_per_min) *
                             f.param(Param::movement_leader_test_lasts_s) / 60);
  EXPECT_NEAR(went / double{kTrials}, p, 4 * std::sqrt(p * (1 - p) / kTrials));
}

TEST(Movement, a_failed_leader_test_holds_to_the_end_of_its_interval) {
  Field f;
  f.begin();
  f.order(f.squad, east_of_centre(800));
  while (f.state.halted_until[0] <= f.state.now) {
    f.suppress(f.squad, 0.65);
    f.step(seconds(2));
    ASSERT_LT(f.state.now, hours(1));
  }
  const Point held = f.at(f.squad);
  const Time until = f.state.halted_until[0];
  EXPECT_LE((until - f.state.now).seconds(), f.param(Param::movement_leader_test_lasts_s));
  f.state.suppression[0] = 0;
  while (f.state.now + seconds(2) < until) {
    f.step(seconds(2));
    EXPECT_EQ(f.at(f.squad), held);
  }
  f.step(seconds(4));
  EXPECT_FALSE(f.at(f.squad) == held);
}

TEST(Movement, moving_men_leave_their_holes) {
  Field f;
  f.begin();
  f.order(f.squad, east_of_centre(800));
  f.state.posture[0] = Posture::kFoxhole;
  f.state.dig_h[0] = 2;
  f.step(seconds(10));
  EXPECT_EQ(f.state.posture[0], Posture::kStanding);
  EXPECT_EQ(f.state.dig_h[0], 0);
}

TEST(Movement, men_at_rest_keep_their_cover_and_lie_down_under_fire) {
  Field f;
  f.begin();
  f.step(seconds(10));
  EXPECT_EQ(f.state.posture[0], Posture::kStanding);
  f.state.under_fire[0] = f.state.now;
  f.step(seconds(10));
  EXPECT_EQ(f.state.posture[0], Posture::kProne);
  f.state.posture[0] = Posture::kTrench;
  f.step(seconds(10));
  EXPECT_EQ(f.state.posture[0], Posture::kTrench);
}

TEST(Movement, goes_around_water_and_never_into_it) {
  Field f;
  // A bay that is open to the west: the straight line leads into it.
  const auto wet = [](double x, double y) {
    const bool far_shore = x > 200 && x < 250 && y > -200 && y < 200;
    const bool arms = x > 50 && x < 250 && (y > 150 || y < -150) && y > -200 && y < 200;
    return far_shore || arms;
  };
  f.s.ground = ground_with_water(wet);
  bar_water(f.s);
  f.begin();
  f.order(f.squad, east_of_centre(400));
  for (int i = 0; i < 300 && !(f.at(f.squad) == east_of_centre(400)); ++i) {
    f.step(seconds(10));
    ASSERT_FALSE(f.s.ground.is_water(f.at(f.squad))) << i;
  }
  EXPECT_EQ(f.at(f.squad), east_of_centre(400));
}

TEST(Movement, a_route_leads_over_the_ford_of_its_field) {
  Field f;
  const auto wet = [](double x, double y) { return x > 300 && x < 325 && !(y > 400 && y < 450); };
  f.s.ground = ground_with_water(wet);
  bar_water(f.s);
  const PlaceId hill = support::add_place(f.s, "hill", east_of_centre(700), 60);
  f.begin();
  f.order(f.squad, east_of_centre(690));
  f.state.intent[0].route = hill;
  for (int i = 0; i < 60; ++i) {
    f.step(minutes(1));
    ASSERT_FALSE(f.s.ground.is_water(f.at(f.squad)));
  }
  EXPECT_EQ(f.at(f.squad), east_of_centre(690));
}

TEST(Movement, an_unreachable_goal_stops_men_at_the_shore) {
  Field f;
  f.s.ground = ground_with_water([](double x, double) { return x > 100; });
  bar_water(f.s);
  f.begin();
  f.order(f.squad, east_of_centre(400));
  for (int i = 0; i < 10; ++i) f.step(minutes(1));
  EXPECT_FALSE(f.s.ground.is_water(f.at(f.squad)));
  EXPECT_GT(f.gone_m(), 50);
}

TEST(Movement, nobody_walks_off_the_map) {
  Field f;
  f.begin();
  f.state.at[0] = east_of_centre(1900);
  f.order(f.squad, east_of_centre(3000));
  for (int i = 0; i < 20; ++i) f.step(minutes(1));
  EXPECT_TRUE(f.s.ground.is_inside(f.at(f.squad)));
  EXPECT_GT(f.gone_m(), 1950);
}

TEST(Movement, wire_costs_the_time_of_the_page_and_is_open_for_all_afterwards) {
  Field f;
  const ElementId second = support::add_squad(f.s, f.platoon, "sq2", 12, kCentre);
  add_wire(f.s, Side::kSecond, 60);
  f.begin();
  const auto minutes_to_cross = [&](ElementId e) {
    f.order(e, east_of_centre(120));
    const Time from = f.state.now;
    while (f.at(e).x_m < east_of_centre(119).x_m && f.state.now < hours(2)) f.step(seconds(10));
    return (f.state.now - from).seconds() / 60;
  };
  const double walk = 120 / (f.param(Param::movement_cross_country_day_kmh) * 1000 / 60);
  const double cut = f.param(Param::engineering_wire_crossing_s) / 60;
  EXPECT_NEAR(minutes_to_cross(f.squad), walk + cut, 0.5);
  EXPECT_NEAR(minutes_to_cross(second), walk, 0.5);
  const auto opened = std::count_if(f.log.begin(), f.log.end(), [](const state::Event& e) {
    return e.kind == state::EventKind::k_wire_crossed;
  });
  EXPECT_EQ(opened, 1);
}

TEST(Movement, own_wire_costs_nothing) {
  Field f;
  add_wire(f.s, Side::kFirst, 60);
  f.begin();
  f.order(f.squad, east_of_centre(120));
  for (int i = 0; i < 4; ++i) f.step(minutes(1));
  EXPECT_EQ(f.at(f.squad), east_of_centre(120));
}

TEST(Movement, wire_stops_nobody_before_its_hour) {
  Field f;
  add_wire(f.s, Side::kSecond, 60);
  f.s.obstacles[0].from = f.s.start + minutes(30);
  f.begin();
  f.order(f.squad, east_of_centre(120));
  for (int i = 0; i < 4; ++i) f.step(minutes(1));
  EXPECT_EQ(f.at(f.squad), east_of_centre(120));
  f.order(f.squad, kCentre);
  while (f.state.now < f.s.start + minutes(31)) f.step(minutes(1));
  f.order(f.squad, east_of_centre(120));
  for (int i = 0; i < 4; ++i) f.step(minutes(1));
  EXPECT_LT(f.at(f.squad).x_m, east_of_centre(61).x_m);
}

TEST(Movement, a_gap_near_by_is_used) {
  Field f;
  const ElementId second =
      support::add_squad(f.s, f.platoon, "sq2", 12, {kCentre.x_m, kCentre.y_m + 52});
  add_wire(f.s, Side::kSecond, 60);
  f.begin();
  f.state.wire_open_s[0][20] = 1e6f;  // just north of the centre
  f.order(second, {kCentre.x_m + 120, kCentre.y_m + 52});
  for (int i = 0; i < 8; ++i) f.step(minutes(1));
  EXPECT_EQ(f.at(second), f.state.intent[second.index()].goal);
}

TEST(Movement, reach_ends_a_hair_beyond_the_border) {
  const terrain::GridShape shape{4, 4, 25, 0, 100};
  const combat::Reach reach = combat::reach_of(shape, {10, 90}, {60, 90});
  EXPECT_TRUE(reach.leaves);
  EXPECT_NEAR(reach.length_m, 15, 0.05);
  EXPECT_EQ(reach.into, shape.cell(1, 0));
  const combat::Reach inside = combat::reach_of(shape, {10, 90}, {20, 80});
  EXPECT_FALSE(inside.leaves);
  EXPECT_EQ(inside.end, (Point{20, 80}));
}

}  // namespace
}  // namespace khasan
