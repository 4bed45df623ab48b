// Goal: rounds, hits and obedience of aimed fire. Method: the published table of the formula, then
// squads on level ground with hand-made contacts, over many replications.
#include "combat/direct_fire.h"

#include <gtest/gtest.h>

#include <cmath>

#include "combat/exposure.h"
#include "support/small_battle.h"

namespace khasan::combat {
namespace {

using scenario::FirePolicy;
using scenario::Param;
using state::Knowledge;
using support::kCentre;

// A Soviet squad of ten and a machine gun, and Japanese in the open at a set range.
struct Duel {
  scenario::Scenario scenario = support::empty_battle();
  ElementId target, squad, gun;
  UnitId jp, su;
  state::State state;
  explicit Duel(double range_m, int target_men = 12) {
    jp = support::add_unit(scenario, Side::kFirst, "jp/p1");
    su = support::add_unit(scenario, Side::kSecond, "su/p1");
    target =
        support::add_squad(scenario, jp, "s1", target_men, {kCentre.x_m + range_m, kCentre.y_m});
    squad = support::add_squad(scenario, su, "s1", 10, kCentre);
    gun = support::add_element(scenario, su, "s2", forces::ElementKind::kMachineGun, 4, WeaponId{2},
                               1, 2500, kCentre);
    support::finish(scenario);
    state = state::start(scenario, Rng(1, 0), {});
    state.now = hours(1);
    state.params[Param::sense_micro_relief_open_m] = 1e9;  // no folds between them
    know(Knowledge::kDetected);
  }
  void know(Knowledge level) {
    state.contacts[su.index()][0] = {target, level, state.at[target.index()], 20, state.now};
  }
  state::Effects fire(uint64_t replication = 0, Time dt = seconds(10)) const {
    state::Effects effects;
    fire_directly(scenario, state, Rng(7, replication), support::tick_of_all(scenario, state, dt),
                  effects);
    return effects;
  }
  struct Sum {
    double rounds = 0, hits = 0;
  };
  // Rounds and hits of one firer over many steps.
  Sum sum(ElementId by, int steps, Time dt = seconds(10)) {
    Sum total;
    for (int i = 0; i < steps; ++i) {
      state.now += dt;
      know(state.contacts[su.index()][0].level);
      const state::Effects effects = fire(static_cast<uint64_t>(i), dt);
      for (const auto& s : effects.shots) total.rounds += s.subject == by ? s.rounds : 0;
      for (const auto& h : effects.hits) total.hits += h.by == by ? h.men : 0;
    }
    return total;
  }
  state::Intent& intent(ElementId e) { return state.intent[e.index()]; }
  void make_night() {
    for (auto& light : scenario.light) light = {-30, 10, 1, 0.1};
  }
};

TEST(DirectFire, hit_chance_is_that_of_the_published_table) {
  // Rifle of 3 mil at a standing man of 0.45 m2 (models: section 2).
  EXPECT_NEAR(hit_chance(0.45, 3, 100), 0.55, 0.005);
  EXPECT_NEAR(hit_chance(0.45, 3, 200), 0.18, 0.005);
  EXPECT_NEAR(hit_chance(0.45, 3, 300), 0.085, 0.001);
  EXPECT_NEAR(hit_chance(0.45, 3, 400), 0.049, 0.001);
}

TEST(DirectFire, one_casualty_costs_a_number_of_rounds_that_history_knows) {
  // Riflemen against an assault pressed home from 600 m to 50 m at an even pace. Balck, p. 502,
  // gives about 144 rounds for a casualty; here fields are flat and nobody lies down, which makes
  // fire better: within a factor of four is what such a figure can bear.
  double rounds = 0, hits = 0;
  for (double r_m = 600; r_m > 50; r_m -= 50) {
    const auto sum = Duel(r_m).sum(ElementId{1}, 150);
    rounds += sum.rounds;
    hits += sum.hits;
  }
  RecordProperty("rounds_per_hit", static_cast<int>(rounds / hits));
  EXPECT_GT(rounds / hits, 144 / 4.0);
  EXPECT_LT(rounds / hits, 144 * 4.0);
}

TEST(DirectFire, riflemen_fire_at_the_rate_of_the_share_engaging) {
  Duel duel(300);
  const double expected = 10 * duel.state.params[Param::direct_fire_share_engaging] * 5 / 6;
  const auto sum = duel.sum(duel.squad, 900);
  // The same men for a minute: 150 independent minutes of variance 10 p (1 - p).
  EXPECT_NEAR(sum.rounds / 900, expected, 4 * 0.83 * std::sqrt(2.4 / 150));
}

TEST(DirectFire, halving_the_step_leaves_the_expectation) {
  Duel coarse(200), fine(200);
  for (Duel* duel : {&coarse, &fine}) duel->state.params[Param::direct_fire_share_engaging] = 1;
  const auto a = coarse.sum(coarse.gun, 600, seconds(20));
  const auto b = fine.sum(fine.gun, 6000, seconds(2));
  EXPECT_NEAR(a.rounds, b.rounds, 0.02 * a.rounds);
  EXPECT_NEAR(a.hits, b.hits, 4 * std::sqrt(a.hits + b.hits));
  EXPECT_GT(a.hits, 100);
}

TEST(DirectFire, a_machine_gun_is_worth_about_nine_rifles) {
  // In defence, over the ranges at which small arms do their work (models: section 2, second hand).
  // Within a factor of four: rifles here fire at the trials' full pace, on flat ground.
  double rifle = 0, gun = 0;
  for (const double r_m : {100.0, 200.0, 300.0}) {
    Duel duel(r_m);
    rifle += duel.sum(duel.squad, 900).hits / 10;
    gun += duel.sum(duel.gun, 900).hits;
  }
  RecordProperty("rifles", static_cast<int>(gun / rifle));
  EXPECT_GT(gun / rifle, 9 / 4.0);
  EXPECT_LT(gun / rifle, 9 * 4.0);
}

TEST(DirectFire, small_men_are_missed_more_often_by_a_badly_laid_burst) {
  const Duel duel(100);
  const forces::Weapon& gun = duel.scenario.weapon(WeaponId{2});
  const forces::Weapon& rifle = duel.scenario.weapon(WeaponId{0});
  EXPECT_EQ(size_factor(gun, 0.45, 0.45, 100), 1);
  double before = 1;
  for (const double r_m : {50.0, 100.0, 300.0, 1000.0}) {
    // Middles of bursts spread evenly over a wide ground: the share that hits, by summing up.
    const auto reach = [&](double area_m2) {
      const double s_m = gun.dispersion_mil * r_m / 1000;
      const double q = gun.burst_rounds * area_m2 / (2 * 3.14159265 * s_m * s_m);
      double sum = 0;
      for (double c = 0.005; c < 8; c += 0.01) {
        sum += c * 0.01 * (1 - std::exp(-q * std::exp(-c * c / 2)));
      }
      return sum;
    };
    const double factor = size_factor(gun, 0.05, 0.45, r_m);
    EXPECT_NEAR(factor, reach(0.05) / reach(0.45), 0.2 * factor) << r_m;
    // Near by a group is narrower than a head; far off only the area counts.
    EXPECT_GT(factor, 0.05 / 0.45);
    EXPECT_LT(factor, before);
    before = factor;
  }
  EXPECT_NEAR(size_factor(rifle, 0.05, 0.45, 1500), 0.05 / 0.45, 0.01);
}

TEST(DirectFire, rapid_fire_lasts_for_minutes_and_begins_anew_after_a_rest) {
  Duel duel(100);
  const auto squad = duel.squad.index();
  const auto rounds = [&](Time since_spell) {
    duel.state.rapid_since[squad] = duel.state.now - since_spell;
    return duel.sum(duel.squad, 1).rounds;
  };
  duel.state.params[Param::direct_fire_share_engaging] = 1;
  const double rapid = rounds(seconds(30));
  EXPECT_LT(rounds(minutes(4)), 0.5 * rapid);
  EXPECT_GT(rounds(minutes(10)), 0.8 * rapid);
}

TEST(DirectFire, nobody_fires_past_his_own_men) {
  Duel clear(200), before(200), beside(200);
  const auto put_friend = [](Duel& duel, double ahead_m, double aside_m) {
    // The machine gun steps out; the squad fires.
    duel.state.at[duel.gun.index()] = {kCentre.x_m + ahead_m, kCentre.y_m + aside_m};
  };
  put_friend(before, 100, 4);
  put_friend(beside, 100, 40);
  EXPECT_GT(clear.sum(clear.squad, 60).rounds, 0);
  EXPECT_EQ(before.sum(before.squad, 60).rounds, 0);
  EXPECT_GT(beside.sum(beside.squad, 60).rounds, 0);
}

TEST(DirectFire, men_hand_to_hand_do_not_shoot) {
  Duel duel(15);
  EXPECT_GT(duel.sum(duel.squad, 60).rounds, 0);
  duel.intent(duel.target).close = true;
  EXPECT_EQ(duel.sum(duel.squad, 60).rounds, 0);
}

TEST(DirectFire, cover_dark_and_fear_save_men) {
  Duel open(400), trench(400), night(400), afraid(400), ground(400);
  trench.state.posture[trench.target.index()] = state::Posture::kTrench;
  for (auto& light : night.scenario.light) light.lux_clear = 1e-3;
  night.state.params = open.state.params;
  afraid.state.suppression[afraid.gun.index()] = 3;
  afraid.state.suppressed_at[afraid.gun.index()] = hours(2);  // no decay until then
  ground.state.morale[ground.jp.index()] = state::Morale::kToGround;
  const double hits = open.sum(open.gun, 300).hits;
  EXPECT_LT(trench.sum(trench.gun, 300).hits, 0.5 * hits);
  EXPECT_LT(night.sum(night.gun, 300).hits, 0.6 * hits);
  EXPECT_LT(afraid.sum(afraid.gun, 300).hits, 0.3 * hits);
  EXPECT_LT(ground.sum(ground.gun, 300).hits, 0.5 * hits);
}

TEST(DirectFire, at_most_one_victim_a_burst_and_no_more_than_there_are) {
  Duel duel(20, 3);
  for (uint64_t r = 0; r < 200; ++r) {
    const state::Effects effects = duel.fire(r);
    for (const auto& hit : effects.hits) {
      EXPECT_LE(hit.men, 3);
      for (const auto& shots : effects.shots) {
        if (shots.subject != hit.by) continue;
        const int burst = hit.by == duel.gun ? 10 : 1;
        EXPECT_LE(hit.men, (shots.rounds + burst - 1) / burst);
      }
    }
  }
}

TEST(DirectFire, nobody_fires_into_the_dead_ground_of_his_weapon) {
  for (const double r_m : {10.0, 20.0}) {
    Duel duel(r_m);
    duel.scenario.weapons[2].range_m_min = 15;
    EXPECT_EQ(duel.sum(duel.gun, 20).rounds > 0, r_m > 15) << r_m;
    EXPECT_GT(duel.sum(duel.squad, 20).rounds, 0) << "rifles have none";
  }
}

TEST(DirectFire, held_fire_opens_at_the_ordered_range) {
  Duel far(200), near(80);
  for (Duel* duel : {&far, &near}) {
    for (const ElementId e : {duel->squad, duel->gun}) {
      duel->intent(e).fire = FirePolicy::kHold;
      duel->intent(e).open_fire_range_m = 100;
    }
  }
  EXPECT_EQ(far.sum(far.gun, 20).rounds, 0);
  EXPECT_GT(near.sum(near.gun, 20).rounds, 0);
  near.intent(near.gun).open_fire_range_m = 1e9f;  // held without a range: never
  EXPECT_EQ(near.sum(near.gun, 20).rounds, 0);
}

TEST(DirectFire, return_fire_waits_for_fire) {
  Duel duel(200);
  duel.intent(duel.gun).fire = FirePolicy::kReturn;
  EXPECT_EQ(duel.sum(duel.gun, 20).rounds, 0);
  duel.state.under_fire[duel.gun.index()] = duel.state.now + hours(1);
  EXPECT_GT(duel.sum(duel.gun, 20).rounds, 0);
}

TEST(DirectFire, nobody_fires_at_what_his_unit_does_not_know) {
  Duel duel(200);
  duel.state.contacts[duel.su.index()][0] = {};
  EXPECT_TRUE(duel.fire().shots.empty());
  duel.know(Knowledge::kDetected);
  duel.state.now += minutes(5);  // long out of sight
  EXPECT_TRUE(duel.fire().shots.empty());
}

TEST(DirectFire, fire_at_noise_hits_far_less_often) {
  Duel seen(200), heard(200);
  for (Duel* duel : {&seen, &heard}) duel->make_night();
  heard.know(Knowledge::kHeard);
  const auto a = seen.sum(seen.gun, 600), b = heard.sum(heard.gun, 600);
  EXPECT_GT(b.rounds, 0);
  EXPECT_LT(b.hits / b.rounds, 0.2 * a.hits / a.rounds);
  Duel distant(800);
  distant.make_night();
  distant.know(Knowledge::kHeard);
  EXPECT_TRUE(distant.fire().shots.empty());
}

TEST(DirectFire, rounds_are_saved_for_men_whom_they_can_hit) {
  // A rifle at a prone man who does not move, by day: 0.0021 a round at 200 m, 0.0005 at 400 m.
  Duel near(200), far(400), attack(400), support(400), noise(250);
  for (Duel* duel : {&near, &far, &attack, &support, &noise}) {
    duel->state.posture[duel->target.index()] = state::Posture::kProne;
    duel->state.last_moved[duel->target.index()] = Time{};
  }
  attack.state.task[attack.su.index()].task = scenario::Task::kAttack;
  scenario::Place trench;
  trench.at = support.state.at[support.target.index()];
  support.scenario.places.push_back(trench);
  support.intent(support.squad).fire_at = PlaceId{support.scenario.places.size() - 1};
  noise.know(Knowledge::kHeard);
  Duel night = noise;
  night.make_night();
  EXPECT_GT(near.sum(near.squad, 30).rounds, 0);
  EXPECT_EQ(far.sum(far.squad, 30).rounds, 0);
  EXPECT_GT(attack.sum(attack.squad, 30).rounds, 0);
  EXPECT_GT(support.sum(support.squad, 30).rounds, 0);
  EXPECT_EQ(noise.sum(noise.squad, 30).rounds, 0);
  EXPECT_GT(night.sum(night.squad, 30).rounds, 0);
  // Attackers who have gone to ground have nothing to keep heads down for.
  attack.state.morale[attack.su.index()] = state::Morale::kToGround;
  attack.state.under_fire[attack.squad.index()] = attack.state.now + hours(1);
  EXPECT_EQ(attack.sum(attack.squad, 30).rounds, 0);
}

TEST(DirectFire, routed_men_do_not_fire) {
  Duel duel(100);
  duel.state.morale[duel.su.index()] = state::Morale::kRouted;
  EXPECT_TRUE(duel.fire().shots.empty());
}

TEST(DirectFire, no_more_rounds_than_the_stock) {
  Duel duel(100);
  duel.state.rounds[duel.gun.index()][0] = 3;
  for (uint64_t r = 0; r < 100; ++r) {
    for (const auto& shots : duel.fire(r, minutes(1)).shots) {
      if (shots.subject == duel.gun) {
        EXPECT_LE(shots.rounds, 3);
      }
    }
  }
}

TEST(DirectFire, fire_from_nowhere_surprises_once) {
  Duel duel(100);
  EXPECT_FALSE(duel.fire().surprises.empty());
  duel.state.under_fire[duel.target.index()] = duel.state.now;
  EXPECT_TRUE(duel.fire().surprises.empty());
  Duel warned(100);
  warned.state.contacts[warned.jp.index()][0] = {warned.gun, Knowledge::kHeard, kCentre, 20,
                                                 warned.state.now};
  EXPECT_TRUE(warned.fire().surprises.empty());
}

TEST(DirectFire, a_crew_serves_its_gun_until_too_few_are_left) {
  Duel duel(200);
  duel.state.roll[duel.gun.index()].men = 2;
  EXPECT_GT(duel.sum(duel.gun, 10).rounds, 0);
  duel.state.roll[duel.gun.index()].men = 1;
  EXPECT_EQ(duel.sum(duel.gun, 10).rounds, 0);
}

TEST(Exposure, cover_is_taken_once) {
  const auto params = Duel(100).state.params;
  const double to_ground = params[Param::direct_fire_exposure_gone_to_ground];
  constexpr auto lying = state::Posture::kProne;
  EXPECT_DOUBLE_EQ(exposed_fraction(params, state::Morale::kSteady, lying, 0), 1);
  EXPECT_DOUBLE_EQ(exposed_fraction(params, state::Morale::kSteady, lying, 1), to_ground);
  EXPECT_DOUBLE_EQ(exposed_fraction(params, state::Morale::kToGround, lying, 1), to_ground);
  EXPECT_LE(exposed_fraction(params, state::Morale::kRouted, lying, 0), to_ground);
}

TEST(Exposure, men_in_a_hole_show_themselves_only_to_fire) {
  const auto params = Duel(100).state.params;
  const double engaging = params[Param::direct_fire_share_engaging];
  for (const double suppressed : {0.0, 0.5, 1.0}) {
    for (const auto morale : {state::Morale::kSteady, state::Morale::kToGround}) {
      const auto share = [&](state::Posture p) {
        return exposed_fraction(params, morale, p, suppressed);
      };
      EXPECT_DOUBLE_EQ(share(state::Posture::kTrench), engaging * share(state::Posture::kScrape));
    }
  }
}

TEST(Exposure, of_men_who_lie_still_only_the_firing_ones_show_themselves) {
  Duel duel(100);
  const std::size_t target = duel.target.index();
  const double engaging = duel.state.params[Param::direct_fire_share_engaging];
  const auto share = [&] { return exposed_fraction(duel.scenario, duel.state, duel.target); };
  duel.state.posture[target] = state::Posture::kProne;
  duel.state.last_moved[target] = duel.state.now - seconds(30);
  EXPECT_DOUBLE_EQ(share(), 1);
  duel.state.last_moved[target] = duel.state.now - minutes(2);
  EXPECT_DOUBLE_EQ(share(), engaging);
  // Taken once: men gone to ground keep lower already.
  duel.state.morale[duel.jp.index()] = state::Morale::kToGround;
  EXPECT_DOUBLE_EQ(share(), duel.state.params[Param::direct_fire_exposure_gone_to_ground]);
}

TEST(Exposure, in_a_hole_only_sentries_look_out_while_nobody_fires) {
  Duel duel(100);
  const std::size_t target = duel.target.index();
  duel.state.posture[target] = state::Posture::kTrench;
  const auto share = [&](Time since) {
    duel.state.last_fired[target] = duel.state.now - since;
    return exposed_fraction(duel.scenario, duel.state, duel.target);
  };
  EXPECT_DOUBLE_EQ(share(seconds(30)), duel.state.params[Param::direct_fire_share_engaging]);
  EXPECT_DOUBLE_EQ(share(minutes(2)), duel.state.params[Param::direct_fire_share_of_sentries]);
}

TEST(Exposure, digging_leaves_less_of_a_man) {
  const auto params = Duel(100).state.params;
  using state::Posture;
  for (int p = 1; p <= static_cast<int>(Posture::kOverhead); ++p) {
    const auto better = static_cast<Posture>(p), worse = static_cast<Posture>(p - 1);
    EXPECT_LE(vulnerable_area_m2(params, better, 0), vulnerable_area_m2(params, worse, 0));
  }
}

// Half of the work on a hole is worth half of its protection, on a scale of logarithms.
TEST(Exposure, cover_grows_with_every_spade) {
  const auto params = Duel(100).state.params;
  using state::Posture;
  const double prone = params[Param::direct_fire_area_prone_m2];
  const double head = params[Param::direct_fire_area_trench_m2];
  const double hole_h = params[Param::engineering_foxhole_h];
  EXPECT_DOUBLE_EQ(vulnerable_area_m2(params, Posture::kProne, 0), prone);
  EXPECT_NEAR(vulnerable_area_m2(params, Posture::kScrape, hole_h / 2), std::sqrt(prone * head),
              1e-12);
  EXPECT_DOUBLE_EQ(vulnerable_area_m2(params, Posture::kScrape, hole_h), head);
  const double scrape_h = params[Param::engineering_scrape_h];
  const double flat = params[Param::indirect_fire_posture_prone];
  const double scrape = params[Param::indirect_fire_posture_scrape];
  EXPECT_NEAR(shell_posture_factor(params, Posture::kProne, scrape_h / 2), std::sqrt(flat * scrape),
              1e-12);
  EXPECT_DOUBLE_EQ(shell_posture_factor(params, Posture::kScrape, scrape_h), scrape);
  EXPECT_DOUBLE_EQ(shell_posture_factor(params, Posture::kStanding, 5), 1);
}

}  // namespace
}  // namespace khasan::combat
