// Goal: shells fall where the model says, hit friend and foe by posture, and guns fire only at what
// somebody may see, unless a bombardment was ordered. Method: one gun or battery and a few squads
// on level ground; exact laws by quadrature, shares over replications.
#include "combat/indirect_fire.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/maths.h"
#include "combat/bursts.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::combat {
namespace {

using scenario::Param;
using scenario::Scenario;
using scenario::Task;
using state::Effects;
using state::MissionPhase;
using state::Posture;
using state::State;
using support::kCentre;
using terrain::Point;

constexpr WeaponId kDischarger{3}, kGun{4};

TEST(Bursts, the_kernel_integrates_to_the_lethal_area) {
  // Whatever the scatter: the sum of shares over the plane is the area (Carleton, normalised).
  for (const double area : {37.0, 156.0}) {
    for (const double scatter : {0.5, 15.0}) {
      double sum = 0;
      constexpr double kStep = 0.05;
      for (double r = kStep / 2; r < 150; r += kStep) {
        sum += 2 * kPi * r * kStep * burst_share(r, area, scatter);
      }
      EXPECT_NEAR(sum, area, 0.001 * area);
    }
  }
}

struct Battery {
  Scenario scenario;
  UnitId unit, watchers;
  std::vector<ElementId> guns;
  ElementId watcher, target;
  PlaceId place;
};

// `count` weapons 1 m apart; a squad of the other side `range_m` to the north, a watcher of the
// guns' side 300 m short of it.
Battery make_battery(int count, WeaponId weapon, double range_m) {
  Battery b;
  b.scenario = support::empty_battle();
  b.unit = support::add_unit(b.scenario, Side::kFirst, "a/battery");
  for (int i = 0; i < count; ++i) {
    b.guns.push_back(support::add_element(b.scenario, b.unit, "gun" + std::to_string(i),
                                          forces::ElementKind::kGun, 6, weapon, 1, 60,
                                          {kCentre.x_m + i, kCentre.y_m}));
  }
  b.watchers = support::add_unit(b.scenario, Side::kFirst, "a/p1");
  const Point at{kCentre.x_m, kCentre.y_m + range_m};
  b.watcher = support::add_squad(b.scenario, b.watchers, "sq1", 10, {at.x_m, at.y_m - 300});
  const UnitId enemy = support::add_unit(b.scenario, Side::kSecond, "b/p1");
  b.target = support::add_squad(b.scenario, enemy, "sq1", 11, at);
  b.place = support::add_place(b.scenario, "hill", at);
  support::finish(b.scenario);
  return b;
}

State start_of(const Battery& b, Task task, int rounds = 0) {
  State state = state::start(b.scenario, Rng(1, 0), {});
  state::UnitTask& t = state.task[b.unit.index()];
  t.task = task;
  t.objective = b.place;
  t.begun = true;
  t.rounds_left = rounds;
  return state;
}

// The watcher's unit sees the target now; the side has known of it for a while.
void see(const Battery& b, State& state) {
  const Point at = state.at[b.target.index()];
  state.contacts[b.watchers.index()][0] = {b.target, state::Knowledge::kLocated, at, 5, state.now};
  state.tracks[0][b.target.index()] = {state::Knowledge::kLocated, at, 5, state.now, state.now};
}

struct Spent {
  int rounds = 0;
  int shells = 0;
  std::vector<Point> aims;
};

// Steps the guns alone for `span`; `look` prepares the state before each step.
template <class Look>
Spent shoot(const Battery& b, State& state, Time span, Time dt, Look&& look, uint64_t seed = 1) {
  Spent spent;
  const Rng rng(seed, 0);
  for (const Time end = state.now + span; state.now < end;) {
    state.now += dt;
    look(state);
    Effects effects;
    fire_indirectly(b.scenario, state, rng, support::tick_of_all(b.scenario, state, dt), effects);
    for (const auto& shots : effects.shots) spent.rounds += shots.rounds;
    for (const auto& volley : effects.pending) {
      EXPECT_EQ(volley.kind, state::PendingKind::kShellsLand);
      EXPECT_GT(volley.at, state.now);
      spent.shells += volley.rounds;
      spent.aims.push_back(volley.aim);
    }
    effects.pending.clear();
    state::apply(b.scenario, effects, state, nullptr);
  }
  EXPECT_EQ(spent.shells, spent.rounds);
  return spent;
}
const auto kBlind = [](State&) {};

TEST(IndirectFire, guns_without_order_or_target_are_silent) {
  const Battery b = make_battery(2, kGun, 1800);
  State state = start_of(b, Task::kSupportByFire);
  state.task[b.unit.index()].task = Task::kReserve;
  EXPECT_EQ(shoot(b, state, minutes(30), seconds(10), kBlind).rounds, 0);
}

void set_weather(Battery& b, double visibility_m) {
  b.scenario.weather = {{Time{0}, "fog", visibility_m, 1, 1, 0.5}};
}

TEST(IndirectFire, called_fire_needs_somebody_who_sees) {
  Battery b = make_battery(1, kGun, 1800);
  State seen = start_of(b, Task::kSupportByFire);
  const auto all = shoot(b, seen, minutes(40), seconds(10), [&](State& s) { see(b, s); });
  EXPECT_GT(all.rounds, 10);
  // Rain or fog: nobody sees, the old report is no reason to fire.
  set_weather(b, 150);
  State blind = start_of(b, Task::kSupportByFire);
  see(b, blind);
  EXPECT_EQ(shoot(b, blind, minutes(40), seconds(10),
                  [&](State& s) { s.contacts[b.watchers.index()][0].seen = s.now - hours(1); })
                .rounds,
            0);
}

TEST(IndirectFire, an_ordered_bombardment_goes_on_in_fog) {
  Battery b = make_battery(1, kGun, 1800);
  set_weather(b, 150);
  State state = start_of(b, Task::kBombard, 20);
  EXPECT_EQ(shoot(b, state, hours(1), seconds(10), kBlind).rounds, 20);
  EXPECT_TRUE(state.task[b.unit.index()].done);
}

TEST(IndirectFire, the_first_round_of_a_called_mission_takes_its_time) {
  const Battery b = make_battery(1, kGun, 1800);
  State state = start_of(b, Task::kSupportByFire);
  const Time call = from_seconds(state.params[Param::indirect_fire_call_time_s]);
  const auto look = [&](State& s) { see(b, s); };
  EXPECT_EQ(shoot(b, state, call - minutes(1), seconds(10), look).rounds, 0);
  EXPECT_EQ(state.mission[b.guns[0].index()].phase, MissionPhase::kRanging);
  EXPECT_GT(shoot(b, state, minutes(2), seconds(10), look).rounds, 0);
}

TEST(IndirectFire, the_error_of_a_mission_is_drawn_once) {
  Battery b = make_battery(1, kGun, 1800);
  set_weather(b, 150);
  double sum2 = 0;
  constexpr int kReplications = 200;
  for (int r = 0; r < kReplications; ++r) {
    State state = start_of(b, Task::kBombard, 10);
    const Spent spent = shoot(b, state, minutes(30), seconds(60), kBlind, static_cast<uint64_t>(r));
    ASSERT_FALSE(spent.aims.empty());
    for (const Point& aim : spent.aims) EXPECT_EQ(aim, spent.aims[0]);
    const double dx = spent.aims[0].x_m - kCentre.x_m;
    sum2 += dx * dx;
  }
  // 150 m by the map; the standard error of a standard deviation is sd/sqrt(2n) = 7.5 m.
  EXPECT_NEAR(std::sqrt(sum2 / kReplications), 150, 30);
}

TEST(IndirectFire, observed_fire_closes_on_its_target) {
  const Battery b = make_battery(1, kGun, 1800);
  double first = 0, last = 0;
  constexpr int kReplications = 100;
  for (int r = 0; r < kReplications; ++r) {
    State state = start_of(b, Task::kBombard, 10);
    const Spent spent = shoot(b, state, hours(1), seconds(60), kBlind, static_cast<uint64_t>(r));
    first += terrain::distance_m(spent.aims.front(), state.at[b.target.index()]);
    last += terrain::distance_m(spent.aims.back(), state.at[b.target.index()]);
  }
  EXPECT_GT(first / kReplications, 100);
  // A mean distance of 30 m sqrt(pi/2).
  EXPECT_NEAR(last / kReplications, 37.6, 10);
}

TEST(IndirectFire, one_gun_ranges_for_the_battery) {
  const Battery b = make_battery(4, kGun, 1800);
  State state = start_of(b, Task::kBombard, 10);
  const auto spent = shoot(b, state, minutes(6), seconds(10), kBlind);
  EXPECT_LE(spent.rounds, 8);
  shoot(b, state, minutes(10), seconds(10), kBlind);
  for (const ElementId gun : b.guns) {
    EXPECT_EQ(state.mission[gun.index()].error, state.mission[b.guns[0].index()].error);
  }
}

TEST(IndirectFire, rounds_do_not_depend_on_the_step) {
  const Battery b = make_battery(3, kGun, 1800);
  const auto rounds = [&](Time dt) {
    State state = start_of(b, Task::kBombard);
    return shoot(b, state, minutes(30), dt, kBlind).rounds;
  };
  EXPECT_NEAR(rounds(seconds(10)), rounds(seconds(5)), 2);
  EXPECT_NEAR(rounds(seconds(10)), rounds(seconds(60)), 8);
}

TEST(IndirectFire, full_rate_does_not_last) {
  const Battery b = make_battery(1, kGun, 1800);
  State state = start_of(b, Task::kBombard);
  shoot(b, state, minutes(9), seconds(10), kBlind);  // ranging
  const int early = shoot(b, state, minutes(2), seconds(10), kBlind).rounds;
  shoot(b, state, minutes(2), seconds(10), kBlind);
  const int late = shoot(b, state, minutes(2), seconds(10), kBlind).rounds;
  EXPECT_GT(early, 2 * late);
  EXPECT_GT(late, 0);
}

TEST(IndirectFire, nobody_shells_his_own_men) {
  Battery b = make_battery(1, kGun, 1800);
  State state = start_of(b, Task::kBombard, 20);
  state.at[b.watcher.index()].y_m = state.at[b.target.index()].y_m - 100;
  EXPECT_EQ(shoot(b, state, minutes(30), seconds(10), kBlind).rounds, 0);
}

TEST(IndirectFire, dischargers_lay_on_what_their_own_unit_sees) {
  const Battery b = make_battery(1, kDischarger, 400);
  State state = start_of(b, Task::kAttack);
  EXPECT_EQ(shoot(b, state, minutes(5), seconds(10), [&](State& s) { see(b, s); }).rounds, 0);
  const auto own = [&](State& s) {
    s.contacts[b.unit.index()][0] = {b.target, state::Knowledge::kDetected, s.at[b.target.index()],
                                     5, s.now};
  };
  EXPECT_GT(shoot(b, state, minutes(1), seconds(10), own).rounds, 5);
  // Held fire stays held until the enemy is near enough.
  state.intent[b.guns[0].index()].open_fire_range_m = 200;
  EXPECT_EQ(shoot(b, state, minutes(1), seconds(10), own).rounds, 0);
}

TEST(IndirectFire, no_round_is_fired_that_is_not_there) {
  const Battery b = make_battery(1, kGun, 1800);
  State state = start_of(b, Task::kBombard);
  EXPECT_EQ(shoot(b, state, hours(3), seconds(60), kBlind).rounds, 60);
  EXPECT_EQ(state.rounds[b.guns[0].index()][0], 0);
}

TEST(IndirectFire, anti_tank_guns_keep_rounds_for_tanks) {
  const Battery b = make_battery(1, WeaponId{6}, 400);
  State state = start_of(b, Task::kDefend);
  state.params[Param::armour_rounds_kept_share] = 0.5;
  const auto own = [&](State& s) {
    s.contacts[b.unit.index()][0] = {b.target, state::Knowledge::kDetected, s.at[b.target.index()],
                                     5, s.now};
  };
  EXPECT_EQ(shoot(b, state, hours(3), seconds(60), own).rounds, 30);
}

// Lands one volley on the target and returns what it does.
Effects land(const Battery& b, const State& state, int rounds, uint64_t replication) {
  state::Tick tick = support::tick_of_all(b.scenario, state, seconds(2));
  state::Pending volley;
  volley.at = state.now;
  volley.kind = state::PendingKind::kShellsLand;
  volley.element = b.guns[0];
  volley.weapon = kGun;
  volley.aim = state.at[b.target.index()];
  volley.spread_range_m = 20;
  volley.spread_deflection_m = 2;
  volley.bearing_rad = static_cast<float>(kPi / 2);
  volley.rounds = rounds;
  tick.popped.push_back(volley);
  Effects effects;
  land_shells(b.scenario, state, Rng(1, replication), tick, effects);
  return effects;
}

double mean_hits(const Battery& b, const State& state, ElementId whom, double* bursts = nullptr) {
  constexpr int kReplications = 1000;
  double men = 0;
  for (uint64_t r = 0; r < kReplications; ++r) {
    const Effects effects = land(b, state, 4, r);
    for (const auto& hit : effects.hits) men += hit.subject == whom ? hit.men : 0;
    if (bursts) *bursts += static_cast<double>(effects.bursts.size()) / kReplications;
  }
  return men / kReplications;
}

TEST(IndirectFire, a_mission_ends_with_the_last_round) {
  const Battery b = make_battery(1, kGun, 1800);
  State state = start_of(b, Task::kBombard);
  state.rounds[b.guns[0].index()][0] = 3;
  EXPECT_EQ(shoot(b, state, minutes(30), seconds(10), kBlind).rounds, 3);
  EXPECT_EQ(state.mission[b.guns[0].index()].phase, MissionPhase::kNone);
}

TEST(Bursts, cover_divides_losses_by_its_factor) {
  const Battery b = make_battery(1, kGun, 1800);
  State state = start_of(b, Task::kBombard);
  const double standing = mean_hits(b, state, b.target);
  state.posture[b.target.index()] = Posture::kProne;
  const double prone = mean_hits(b, state, b.target);
  state.posture[b.target.index()] = Posture::kTrench;
  const double trench = mean_hits(b, state, b.target);
  EXPECT_GT(standing, 1.0);
  EXPECT_NEAR(prone / standing, 0.35, 0.05);
  EXPECT_NEAR(trench / standing, 0.044, 0.03);
}

TEST(Bursts, shells_spare_no_side) {
  const Battery b = make_battery(1, kGun, 1800);
  State state = start_of(b, Task::kBombard);
  state.at[b.watcher.index()] = state.at[b.target.index()];
  const double friends = mean_hits(b, state, b.watcher);
  // Ten men to eleven, the same bursts.
  EXPECT_NEAR(friends / mean_hits(b, state, b.target), 10.0 / 11.0, 0.1);
}

TEST(Bursts, men_drop_prone_after_the_first_volley) {
  const Battery b = make_battery(1, kGun, 1800);
  State state = start_of(b, Task::kBombard);
  const Effects effects = land(b, state, 1, 1);
  ASSERT_EQ(effects.postures.size(), 1u);
  EXPECT_EQ(effects.postures[0].subject, b.target);
  EXPECT_EQ(effects.postures[0].posture, Posture::kProne);
  state.posture[b.target.index()] = Posture::kFoxhole;
  EXPECT_TRUE(land(b, state, 1, 1).postures.empty());
}

TEST(Bursts, soft_ground_swallows_its_share) {
  Battery b = make_battery(1, kGun, 1800);
  State state = start_of(b, Task::kBombard);
  double firm = 0, soft = 0;
  mean_hits(b, state, b.target, &firm);
  terrain::CoverTable table;
  for (auto& cover : table.by_class) cover.soil = terrain::Soil::kWet;
  terrain::GroundLayers layers;
  layers.shape = b.scenario.ground.shape();
  layers.elevation_dm.assign(layers.shape.cell_count(), 500);
  layers.cover.assign(layers.shape.cell_count(), terrain::Cover::kMarsh);
  b.scenario.ground = terrain::Ground(layers, table);
  mean_hits(b, state, b.target, &soft);
  EXPECT_NEAR(firm, 4, 1e-9);
  EXPECT_NEAR(soft, 4 * 0.85, 0.1);
}

}  // namespace
}  // namespace khasan::combat
