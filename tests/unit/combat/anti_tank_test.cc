// Goal: who fights tanks with what. Method: hand-made steps against the closed form, then a fight
// of five tanks with two guns over many runs, with the invariants after every step.
#include "combat/anti_tank.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/maths.h"
#include "combat/armour.h"
#include "sim/step.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::combat {
namespace {

using forces::ElementKind;
using scenario::Param;
using state::HullPhase;
using support::kCentre;

// A 37 mm gun, a squad, and a tank that the gun's unit sees.
struct Fight {
  scenario::Scenario scenario = support::empty_battle();
  ElementId gun, squad, tank, escort;
  state::State state;
  explicit Fight(double r_m, double squad_m = 900, double escort_m = 900) {
    const UnitId jp = support::add_unit(scenario, Side::kFirst, "jp/p1");
    const UnitId su = support::add_unit(scenario, Side::kSecond, "su/p1");
    const UnitId foot = support::add_unit(scenario, Side::kSecond, "su/p2");
    gun =
        support::add_element(scenario, jp, "at", ElementKind::kGun, 5, WeaponId{6}, 1, 80, kCentre);
    const terrain::Point at{kCentre.x_m + r_m, kCentre.y_m};
    squad = support::add_squad(scenario, jp, "sq", 10, {at.x_m, at.y_m + squad_m});
    tank = support::add_tank(scenario, su, "t1", at);
    escort = support::add_squad(scenario, foot, "sq", 10, {at.x_m, at.y_m - escort_m});
    support::finish(scenario);
    state = state::start(scenario, Rng(1, 0), {});
    state.now = minutes(10);
    state.heading_rad[tank.index()] = static_cast<float>(kPi);  // towards the gun
    state.contacts[jp.index()][0] = {tank, state::Knowledge::kLocated, at, 1, state.now};
  }
  state::Effects after(uint64_t run, Time dt = seconds(10)) const {
    state::Effects effects;
    fight_tanks(scenario, state, Rng(7, run), support::tick_of_all(scenario, state, dt), effects);
    return effects;
  }
};

TEST(AntiTank, share_of_tanks_put_out_in_a_step_is_the_closed_form) {
  // Four seconds are one round; of 4000 the share is within four standard deviations.
  const Fight fight(400);
  const auto& params = fight.state.params;
  const forces::Weapon& gun = fight.scenario.weapons[6];
  const Aspect aspect = aspect_of(fight.scenario.vehicles[0], 0);
  const double p =
      params[Param::armour_degradation] * strike_chance(params, gun, 400, aspect, true) *
      pierce_chance(params, penetration_mm(gun, 400), aspect) * params[Param::armour_kill_chance];
  constexpr int kRuns = 4000;
  int out = 0, open = 0;
  for (uint64_t run = 0; run < kRuns; ++run) {
    const state::Effects effects = fight.after(run, seconds(4));
    open += !effects.shots.empty();
    out += std::any_of(effects.hulls.begin(), effects.hulls.end(),
                       [](const auto& h) { return h.phase != HullPhase::kNone; });
  }
  // Micro-relief may close the line for a whole run.
  ASSERT_GT(open, kRuns / 2);
  const double share = static_cast<double>(out) / open;
  EXPECT_NEAR(share, p, 4 * std::sqrt(p * (1 - p) / open));
}

TEST(AntiTank, guns_wait_for_range_orders_and_sight) {
  EXPECT_TRUE(Fight(500).after(1).shots.empty()) << "beyond 400 m";
  Fight held(300);
  held.state.intent[held.gun.index()].fire = scenario::FirePolicy::kHold;
  EXPECT_TRUE(held.after(1).shots.empty());
  for (const auto policy : {scenario::FirePolicy::kHold, scenario::FirePolicy::kReturn}) {
    Fight ordered(300);
    state::Intent& intent = ordered.state.intent[ordered.gun.index()];
    intent.fire = policy, intent.open_fire_range_m = 400;
    bool fires = false;
    for (uint64_t run = 0; run < 20; ++run) fires |= !ordered.after(run).shots.empty();
    EXPECT_TRUE(fires) << "tanks are within the range of its order";
  }
  Fight blind(300);
  blind.state.contacts[0][0].seen = blind.state.now - minutes(5);
  EXPECT_TRUE(blind.after(1).shots.empty());
  Fight wreck(300);
  wreck.state.hull[wreck.tank.index()].phase = HullPhase::kBurnt;
  EXPECT_TRUE(wreck.after(1).shots.empty()) << "nobody fires at a wreck";
}

TEST(AntiTank, infantry_storms_only_tanks_that_stick_or_stand_alone) {
  const auto attempts = [](Fight fight, HullPhase phase) {
    fight.state.hull[fight.tank.index()].phase = phase;
    int hits = 0;
    for (uint64_t run = 0; run < 400; ++run) hits += !fight.after(run, minutes(1)).hulls.empty();
    return hits;
  };
  EXPECT_EQ(attempts(Fight(900, 60, 20), HullPhase::kImmobile), 0) << "too far";
  EXPECT_EQ(attempts(Fight(900, 10, 20), HullPhase::kRunning), 0) << "escorted and moving";
  const double p = 1 - std::exp(-Fight(900).state.params[Param::armour_assault_per_min]);
  for (const int hits : {attempts(Fight(900, 10, 20), HullPhase::kBogged),
                         attempts(Fight(900, 10, 900), HullPhase::kRunning)}) {
    EXPECT_NEAR(hits / 400.0, p, 4 * std::sqrt(p * (1 - p) / 400));
  }
}

TEST(AntiTank, a_party_rushes_at_a_tank_that_stands_and_lets_one_pass_that_drives) {
  const auto is_stormed = [](double squad_m, bool drives) {
    Fight fight(900, squad_m, 900);
    if (drives) fight.state.last_moved[fight.tank.index()] = fight.state.now;
    int hits = 0;
    for (uint64_t run = 0; run < 200; ++run) hits += !fight.after(run, minutes(1)).hulls.empty();
    return hits > 0;
  };
  EXPECT_TRUE(is_stormed(35, false)) << "within a rush";
  EXPECT_FALSE(is_stormed(35, true));
  EXPECT_TRUE(is_stormed(20, true)) << "it passes close by";
  EXPECT_FALSE(is_stormed(45, false)) << "farther than a rush";
}

TEST(AntiTank, flame_reaches_men_in_trenches_near_by) {
  Fight fight(20, 900, 900);
  fight.scenario.elements[fight.tank.index()].weapons[0] = {WeaponId{8}, 1, 40};
  fight.state.posture[fight.gun.index()] = state::Posture::kTrench;
  fight.state.rounds[fight.tank.index()][0] = 40;
  int men = 0;
  for (uint64_t run = 0; run < 50; ++run) {
    for (const state::Hit& hit : fight.after(run).hits) {
      if (hit.cause == state::Cause::kFlame) men += hit.men;
    }
  }
  EXPECT_GT(men, 0);
}

// Five T-26 drive at two 37 mm guns.
struct Charge {
  scenario::Scenario scenario = support::empty_battle();
  Charge() {
    const UnitId jp = support::add_unit(scenario, Side::kFirst, "jp/p1");
    const UnitId su = support::add_unit(scenario, Side::kSecond, "su/p1");
    for (int i = 0; i < 2; ++i) {
      support::add_element(scenario, jp, "at" + std::to_string(i), ElementKind::kGun, 5,
                           WeaponId{6}, 1, 80, {kCentre.x_m, kCentre.y_m + 60.0 * i});
    }
    for (int i = 0; i < 5; ++i) {
      support::add_tank(scenario, su, "t" + std::to_string(i),
                        {kCentre.x_m + 1200, kCentre.y_m + 40.0 * i});
    }
    for (auto& element : scenario.elements) {
      if (!element.vehicle.exists()) element.posture_work_h = 4;
    }
    const PlaceId hill = support::add_place(scenario, "hill", kCentre, 60);
    scenario::Order attack, defend;
    attack.id = "attack", attack.unit = su, attack.task = scenario::Task::kAttack;
    defend.id = "defend", defend.unit = jp, defend.task = scenario::Task::kDefend;
    attack.objective = defend.objective = hill;
    attack.pre_planned = defend.pre_planned = true;
    scenario.orders = {attack, defend};
    support::finish(scenario);
  }
};

TEST(AntiTank, five_tanks_against_two_guns) {
  const Charge charge;
  int out = 0, burnt = 0, gunners = 0, opened = 0, answered = 0;
  constexpr uint64_t kRuns = 30;
  for (uint64_t run = 0; run < kRuns; ++run) {
    const Rng rng(3, run);
    state::State state = state::start(charge.scenario, rng, {});
    sim::Workspace workspace;
    while (state.now < minutes(40)) {
      sim::step(charge.scenario, state, rng, {}, workspace, nullptr);
      const auto faults = state::invariants(charge.scenario, state);
      ASSERT_TRUE(faults.empty()) << faults.front();
    }
    for (std::size_t i = 0; i < state.hull.size(); ++i) {
      const HullPhase phase = state.hull[i].phase;
      out += phase >= HullPhase::kImmobile;
      burnt += phase == HullPhase::kBurnt;
      if (phase != HullPhase::kNone) {
        answered += state.fired[i][0] > 0 || state.fired[i][1] > 0;
        continue;
      }
      gunners += state.start[i].men - state.roll[i].men;
      opened += state.fired[i][0] > 0;
    }
  }
  RecordProperty("tanks_out_of_150", out);
  RecordProperty("burnt", burnt);
  RecordProperty("gunners_out_of_300", gunners);
  EXPECT_GT(opened, 30) << "guns that fired, of 60";
  // Neither a slaughter nor a parade.
  EXPECT_GT(out, 15);
  EXPECT_LT(out, 140);
  EXPECT_GT(answered, 30) << "tanks that fired back, of 150";
  EXPECT_LT(burnt, out / 2);
}

TEST(AntiTank, without_the_mechanism_no_tank_is_hurt) {
  const Charge charge;
  const Rng rng(3, 0);
  state::State state = state::start(charge.scenario, rng, {});
  sim::Workspace workspace;
  sim::StepOptions options;
  options.without = sim::mask_of("anti_tank");
  ASSERT_NE(options.without, 0u);
  while (state.now < minutes(40))
    sim::step(charge.scenario, state, rng, options, workspace, nullptr);
  for (const state::Hull& hull : state.hull) EXPECT_LT(hull.phase, HullPhase::kImmobile);
}

}  // namespace
}  // namespace khasan::combat
