// Goal: contact decides as Rowland's small-unit attacks do in direction: surprise helps more than
// three to one, and the ratio alone little. Method: platoons set against each other at bayonet
// range with all other fire off, many replications, with casualties and morale applied.
#include "combat/close_assault.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "base/maths.h"
#include "combat/breaking.h"
#include "combat/casualties.h"
#include "combat/morale.h"
#include "combat/touch.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::combat {
namespace {

using scenario::Param;
using scenario::Scenario;
using scenario::Task;
using state::Effects;
using state::Morale;
using state::State;
using support::kCentre;

struct Fight {
  Scenario scenario;
  std::vector<UnitId> attackers;
  UnitId defender;
};

constexpr int kSquadMen = 11;

void add_platoon(Scenario& scenario, UnitId unit, double north_m) {
  for (int squad = 0; squad < 3; ++squad) {
    support::add_squad(scenario, unit, "sq" + std::to_string(squad), kSquadMen,
                       {kCentre.x_m + 40.0 * squad, kCentre.y_m + north_m});
  }
}

enum class Armies { kAsTheyWere, kAlike, kAlikeDefenderDugIn };

// `platoons` of side `side` against one of the other side, squads face to face at 8 m.
Fight make_fight(int platoons, Side side = Side::kFirst, Armies armies = Armies::kAsTheyWere) {
  Fight f;
  f.scenario = support::empty_battle();
  // Two armies of the Soviet kind: what Rowland's figures, of like armies, can be compared with.
  if (armies != Armies::kAsTheyWere) f.scenario.sides[0].japanese = false;
  const UnitId company =
      support::add_unit(f.scenario, side, "a/co", UnitId{}, forces::Echelon::kCompany);
  for (int p = 0; p < platoons; ++p) {
    f.attackers.push_back(
        support::add_unit(f.scenario, side, "a/co/p" + std::to_string(p), company));
  }
  f.defender = support::add_unit(f.scenario, enemy_of(side), "b/p");
  for (const UnitId unit : f.attackers) add_platoon(f.scenario, unit, -8);
  add_platoon(f.scenario, f.defender, 0);
  if (armies == Armies::kAlikeDefenderDugIn) {
    for (const ElementId e : f.scenario.unit(f.defender).elements) {
      f.scenario.elements[e.index()].posture_work_h = 3;  // foxholes
    }
  }
  support::finish(f.scenario);
  return f;
}

State start_in_contact(const Fight& f, const Rng& rng, bool surprise) {
  State state = state::start(f.scenario, rng, {});
  for (const UnitId unit : f.attackers) {
    state.task[unit.index()].task = Task::kAssault;
    for (const ElementId e : f.scenario.unit(unit).elements) state.intent[e.index()].close = true;
  }
  state.task[f.defender.index()].task = Task::kDefend;
  // Who is not surprised knows what is before him.
  const Side attacker = f.scenario.unit(f.attackers[0]).side;
  std::size_t n = 0;
  for (std::size_t i = 0; !surprise && i < f.scenario.elements.size(); ++i) {
    if (f.scenario.elements[i].side != attacker) continue;
    if (n == state::kContactsMax) break;
    state.contacts[f.defender.index()][n++] = {ElementId{i}, state::Knowledge::kLocated,
                                               state.at[i], 1, state.now};
  }
  return state;
}

void step(const Fight& f, State& state, const Rng& rng, Time dt) {
  state.now += dt;
  Effects effects;
  test_morale(f.scenario, state, rng, support::tick_of_all(f.scenario, state, dt), effects);
  state::apply(f.scenario, effects, state, nullptr);
  const state::Tick tick = support::tick_of_all(f.scenario, state, dt);
  assault_closely(f.scenario, state, rng, tick, effects);
  split_casualties(f.scenario, state, rng, tick, effects);
  state::apply(f.scenario, effects, state, nullptr);
}

bool attackers_broken(const Fight& f, const State& state) {
  for (const UnitId unit : f.attackers) {
    if (!is_broken(state.morale[unit.index()])) return false;
  }
  return true;
}

// Whether the attack succeeds: the defender breaks first.
bool succeeds(const Fight& f, const Rng& rng, bool surprise, Time dt) {
  State state = start_in_contact(f, rng, surprise);
  while (state.now < f.scenario.start + hours(1)) {
    step(f, state, rng, dt);
    const bool won = is_broken(state.morale[f.defender.index()]);
    if (attackers_broken(f, state)) return false;
    if (won) return true;
  }
  return false;
}

double success(const Fight& f, bool surprise, Time dt = seconds(2), int replications = 1000,
               uint64_t seed = 1) {
  int n = 0;
  for (int r = 0; r < replications; ++r) {
    n += succeeds(f, Rng(seed, static_cast<uint64_t>(r)), surprise, dt);
  }
  return static_cast<double>(n) / replications;
}

struct FourFigures {
  double one_to_one, three_to_one, one_to_one_surprise, three_to_one_surprise;
};

FourFigures four_figures(const char* name, Side side, Armies armies) {
  const Fight one = make_fight(1, side, armies), three = make_fight(3, side, armies);
  const FourFigures p{success(one, false), success(three, false), success(one, true),
                      success(three, true)};
  std::printf("%-26s 1:1 %.2f, 3:1 %.2f; with surprise 1:1 %.2f, 3:1 %.2f\n", name, p.one_to_one,
              p.three_to_one, p.one_to_one_surprise, p.three_to_one_surprise);
  return p;
}

TEST(CloseAssault, surprise_helps_everybody_and_numbers_help) {
  for (const FourFigures p :
       {four_figures("armies alike", Side::kFirst, Armies::kAlike),
        four_figures("Japanese attack Soviets", Side::kFirst, Armies::kAsTheyWere),
        four_figures("Soviets attack Japanese", Side::kSecond, Armies::kAsTheyWere)}) {
    EXPECT_GT(p.one_to_one_surprise, p.one_to_one);
    EXPECT_GT(p.three_to_one_surprise, p.three_to_one);
    EXPECT_GT(p.three_to_one, p.one_to_one);
    EXPECT_GT(p.three_to_one_surprise, p.one_to_one_surprise);
  }
}

TEST(CloseAssault, success_against_a_dug_in_defender_is_near_to_the_recorded_shares) {
  const FourFigures p =
      four_figures("alike, defender dug in", Side::kFirst, Armies::kAlikeDefenderDugIn);
  // Rowland, small-unit attacks 1939-45 (models: section 4), each with its published range and
  // three standard errors of a share of 1000.
  EXPECT_NEAR(p.one_to_one, 0.40, 0.15);
  EXPECT_NEAR(p.three_to_one, 0.54, 0.15);
  EXPECT_NEAR(p.one_to_one_surprise, 0.70, 0.15);
  EXPECT_NEAR(p.three_to_one_surprise, 0.76, 0.15);
  // Surprise does as much for the attacker as three times the men.
  EXPECT_GT(p.one_to_one_surprise, p.three_to_one - 0.05);
}

TEST(CloseAssault, halving_the_step_changes_nothing_beyond_chance) {
  constexpr int n = 1000;
  const Fight f = make_fight(2);
  const double coarse = success(f, false, seconds(2), n, 2);
  const double fine = success(f, false, seconds(1), n, 3);
  // Four standard errors of the difference of two shares.
  EXPECT_NEAR(coarse, fine, 4 * std::sqrt(2 * 0.25 / n));
}

TEST(CloseAssault, nothing_happens_where_nobody_closes) {
  const Fight f = make_fight(1);
  const Rng rng(1, 0);
  State state = start_in_contact(f, rng, false);
  for (state::Intent& intent : state.intent) intent.close = false;
  Effects effects;
  assault_closely(f.scenario, state, rng, support::tick_of_all(f.scenario, state, minutes(1)),
                  effects);
  EXPECT_TRUE(effects.hits.empty());
  EXPECT_TRUE(effects.morale.empty());
}

// Mean losses of each side in one minute of melee.
std::pair<double, double> losses_in_a_minute(int platoons) {
  const Fight f = make_fight(platoons);
  double attackers = 0, defenders = 0;
  constexpr int kReplications = 500;
  for (int r = 0; r < kReplications; ++r) {
    const Rng rng(4, static_cast<uint64_t>(r));
    const State state = start_in_contact(f, rng, false);
    Effects effects;
    assault_closely(f.scenario, state, rng, support::tick_of_all(f.scenario, state, seconds(60)),
                    effects);
    for (const state::Hit& hit : effects.hits) {
      const bool jp = f.scenario.element(hit.subject).side == Side::kFirst;
      (jp ? attackers : defenders) += hit.men;
    }
  }
  return {attackers / kReplications, defenders / kReplications};
}

TEST(CloseAssault, losses_follow_the_linear_law) {
  // Pairs are as many as the weaker side has men: three times the attackers kill no faster.
  const auto one = losses_in_a_minute(1), three = losses_in_a_minute(3);
  const double mean = 0.1 * 33;  // k times 33 pairs
  EXPECT_NEAR(one.first, mean, 0.4);
  EXPECT_NEAR(one.second, 1.5 * mean, 0.4);  // the bayonets of the attackers are better
  EXPECT_NEAR(three.first, mean, 0.4);
  EXPECT_NEAR(three.second, 1.5 * mean, 0.4);
}

Effects throw_at(state::Posture posture, double dud, int grenades, uint64_t replication) {
  Fight f = make_fight(1);
  const Rng rng(5, replication);
  State state = start_in_contact(f, rng, false);
  state.params[Param::close_assault_grenade_dud] = dud;
  state.params[Param::close_assault_melee_rate_per_min] = 0;
  for (const ElementId e : f.scenario.unit(f.defender).elements) {
    state.grenades[e.index()] = static_cast<int16_t>(grenades);
  }
  for (const UnitId unit : f.attackers) {
    for (const ElementId e : f.scenario.unit(unit).elements) {
      state.posture[e.index()] = posture;
      state.intent[e.index()].close = false;  // near, not yet hand to hand
    }
  }
  Effects effects;
  assault_closely(f.scenario, state, rng, support::tick_of_all(f.scenario, state, seconds(60)),
                  effects);
  return effects;
}

int men_hit(const Effects& effects, state::Cause cause) {
  int men = 0;
  for (const state::Hit& hit : effects.hits) men += hit.cause == cause ? hit.men : 0;
  return men;
}

TEST(CloseAssault, no_more_grenades_fly_than_there_are) {
  for (uint64_t r = 0; r < 50; ++r) {
    for (const auto& thrown : throw_at(state::Posture::kStanding, 0, 1, r).grenades) {
      EXPECT_EQ(thrown.count, 1);
    }
  }
  EXPECT_TRUE(throw_at(state::Posture::kStanding, 0, 0, 1).grenades.empty());
}

TEST(CloseAssault, duds_hurt_nobody_and_cover_helps) {
  int standing = 0, prone = 0, thrown = 0;
  for (uint64_t r = 0; r < 100; ++r) {
    EXPECT_EQ(men_hit(throw_at(state::Posture::kStanding, 1, 20, r), state::Cause::kGrenade), 0);
    const Effects effects = throw_at(state::Posture::kStanding, 0.15, 20, r);
    for (const auto& g : effects.grenades) thrown += g.count;
    standing += men_hit(effects, state::Cause::kGrenade);
    prone += men_hit(throw_at(state::Posture::kProne, 0.15, 20, r), state::Cause::kGrenade);
  }
  EXPECT_LT(prone, standing);
  // About one casualty a grenade was the fault of the first calculation (models: section 0b.6).
  EXPECT_LT(standing, 0.9 * thrown);
  EXPECT_GT(standing, 0.3 * thrown);
}

TEST(CloseAssault, nobody_throws_into_a_fight_hand_to_hand) {
  const Fight f = make_fight(1);
  const Rng rng(5, 0);
  State state = start_in_contact(f, rng, false);
  for (auto& stock : state.grenades) stock = 20;
  Effects effects;
  const state::Tick tick = support::tick_of_all(f.scenario, state, seconds(60));
  assault_closely(f.scenario, state, rng, tick, effects);
  EXPECT_TRUE(effects.grenades.empty());
  EXPECT_GT(men_hit(effects, state::Cause::kCloseCombat), 0);
  for (std::size_t i = 0; i < f.scenario.elements.size(); ++i) {
    EXPECT_TRUE(is_hand_to_hand({f.scenario, state, tick}, ElementId{i}));
  }
}

// A broken platoon that runs within reach of an enemy who does not break.
Effects flee(const Fight& f, Morale morale, uint64_t replication, Time dt) {
  const Rng rng(6, replication);
  State state = start_in_contact(f, rng, false);
  state.morale[f.defender.index()] = morale;
  for (const ElementId e : f.scenario.unit(f.defender).elements) {
    state.last_moved[e.index()] = state.now;
  }
  Effects effects;
  assault_closely(f.scenario, state, rng, support::tick_of_all(f.scenario, state, dt), effects);
  return effects;
}

TEST(CloseAssault, only_the_broken_surrender_or_are_cut_down_in_flight) {
  const Fight f = make_fight(1);
  int surrendered = 0, fled = 0;
  for (uint64_t r = 0; r < 200; ++r) {
    const Effects steady = flee(f, Morale::kSteady, r, seconds(60));
    EXPECT_EQ(men_hit(steady, state::Cause::kSurrender), 0);
    EXPECT_EQ(men_hit(steady, state::Cause::kFlight), 0);
    const Effects routed = flee(f, Morale::kRouted, r, seconds(60));
    EXPECT_EQ(men_hit(routed, state::Cause::kCloseCombat), 0);
    surrendered += men_hit(routed, state::Cause::kSurrender);
    fled += men_hit(routed, state::Cause::kFlight);
  }
  // Three of a hundred of 33 men surrender when the enemy comes upon them. Of those left a tenth
  // falls on the 40 m out of reach, which take two minutes: 1 - 0.9^(1/2) in one.
  EXPECT_NEAR(surrendered / 200.0, 1, 0.3);
  EXPECT_NEAR(fled / 200.0, 32 * (1 - std::sqrt(0.9)), 0.4);
}

TEST(CloseAssault, men_who_lie_still_before_the_enemy_are_not_cut_down_in_flight) {
  const Fight f = make_fight(1);
  const Rng rng(6, 0);
  State state = start_in_contact(f, rng, false);
  state.morale[f.defender.index()] = Morale::kWithdrawing;
  for (const UnitId unit : f.attackers) {
    for (const ElementId e : f.scenario.unit(unit).elements) state.intent[e.index()].close = false;
  }
  Effects effects;
  assault_closely(f.scenario, state, rng, support::tick_of_all(f.scenario, state, minutes(5)),
                  effects);
  EXPECT_TRUE(effects.hits.empty());
}

TEST(CloseAssault, the_broken_surrender_once_for_each_time_that_the_enemy_is_upon_them) {
  // Five minutes of touch in steps of 2 and of 10 s cost one share; another time, another share.
  const Fight f = make_fight(1);
  for (const int64_t step_s : {2, 10}) {
    int first = 0, later = 0;
    for (uint64_t r = 0; r < 100; ++r) {
      const Rng rng(6, r);
      State state = start_in_contact(f, rng, false);
      state.morale[f.defender.index()] = Morale::kWithdrawing;
      const auto men_in = [&](Time span) {
        int men = 0;
        const Time until = state.now + span;
        for (Effects effects; state.now < until; state.now += seconds(step_s)) {
          assault_closely(f.scenario, state, rng,
                          support::tick_of_all(f.scenario, state, seconds(step_s)), effects);
          men += men_hit(effects, state::Cause::kSurrender);
          effects.hits.clear();
          state::apply(f.scenario, effects, state, nullptr);
        }
        return men;
      };
      first += men_in(minutes(5));
      state.now += minutes(10);
      later += men_in(minutes(1));
    }
    EXPECT_NEAR(first / 100.0, 1, 0.35);
    EXPECT_NEAR(later / 100.0, 1, 0.35);
  }
}

TEST(CloseAssault, who_runs_is_cut_down_only_while_he_leaves) {
  // The way out of the reach of an assault takes two minutes; who is followed farther is shot at.
  const Fight f = make_fight(1);
  const auto cut_down = [&](Time ago) {
    const Rng rng(6, 0);
    State state = start_in_contact(f, rng, false);
    state.morale[f.defender.index()] = Morale::kRouted;
    for (const ElementId e : f.scenario.unit(f.defender).elements) {
      state.last_moved[e.index()] = state.now;
      state.pressed[e.index()] = state.now - ago;
    }
    Effects effects;
    const state::Tick tick = support::tick_of_all(f.scenario, state, minutes(1));
    assault_closely(f.scenario, state, rng, tick, effects);
    return men_hit(effects, state::Cause::kFlight);
  };
  EXPECT_GT(cut_down(minutes(1)), 0);
  EXPECT_EQ(cut_down(minutes(3)), 0);
}

TEST(CloseAssault, japanese_surrender_less) {
  const Fight soviets = make_fight(1, Side::kFirst), japanese = make_fight(1, Side::kSecond);
  int s = 0, j = 0;
  for (uint64_t r = 0; r < 200; ++r) {
    s += men_hit(flee(soviets, Morale::kRouted, r, seconds(60)), state::Cause::kSurrender);
    j += men_hit(flee(japanese, Morale::kRouted, r, seconds(60)), state::Cause::kSurrender);
  }
  EXPECT_LT(j, s / 2);
}

TEST(CloseAssault, the_nerve_test_has_one_answer_while_the_contact_lasts) {
  const Fight f = make_fight(1);
  int broken = 0;
  constexpr int kReplications = 300;
  for (int r = 0; r < kReplications; ++r) {
    const Rng rng(7, static_cast<uint64_t>(r));
    State state = start_in_contact(f, rng, true);
    int answer = -1;
    for (int64_t t = 2; t <= 60; t += 2) {
      state.now = seconds(t);
      Effects effects;
      assault_closely(f.scenario, state, rng, support::tick_of_all(f.scenario, state, seconds(2)),
                      effects);
      const int now = !effects.morale.empty();
      if (answer >= 0) {
        EXPECT_EQ(now, answer);
      }
      answer = now;
    }
    broken += answer;
  }
  EXPECT_NEAR(broken / static_cast<double>(kReplications), 0.4, 0.12);
}

// Of the nerve test: how often pinned men break when they meet an enemy who closes or stays put.
int pinned_attackers_that_break(const Fight& f, bool defender_closes) {
  int broken = 0;
  for (uint64_t r = 0; r < 100; ++r) {
    const Rng rng(8, r);
    State state = start_in_contact(f, rng, false);
    for (const ElementId e : f.scenario.unit(f.attackers[0]).elements) {
      state.suppression[e.index()] = 3;
      state.suppressed_at[e.index()] = state.now;
    }
    for (const ElementId e : f.scenario.unit(f.defender).elements) {
      state.intent[e.index()].close = defender_closes;
    }
    Effects effects;
    assault_closely(f.scenario, state, rng, support::tick_of_all(f.scenario, state, seconds(2)),
                    effects);
    broken += !effects.morale.empty();
  }
  return broken;
}

TEST(CloseAssault, men_pinned_before_a_trench_fail_the_nerve_test_only_when_somebody_closes) {
  const Fight f = make_fight(1);
  EXPECT_EQ(pinned_attackers_that_break(f, false), 0);
  // The nation's cohesion is the power of the chance.
  const auto params = start_in_contact(f, Rng(8, 0), false).params;
  const double chance = pinned_pow(params[Param::close_assault_nerve_pinned_or_surprised],
                                   params[Param::morale_cohesion_japanese]);
  EXPECT_NEAR(pinned_attackers_that_break(f, true), 100 * chance, 9);
}

}  // namespace
}  // namespace khasan::combat
