// Goal: units break at the loss fraction that their stored courage, their task and the modifiers
// say, one step down at a time, and rally no more often than they may. Method: a platoon whose men
// are taken away by hand, over many replications; equal seeds make comparisons exact.
#include "combat/morale.h"

#include <gtest/gtest.h>

#include "base/maths.h"
#include "combat/breaking.h"
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

constexpr int kReplications = 400;

struct Platoon {
  Scenario scenario;
  UnitId company, unit, sibling;
  ElementId leader, squad;
};

// A platoon of 4 + 96 men in its company, side kSecond; an enemy squad `enemy_m` to the north.
Platoon make_platoon(double enemy_m = 300, Side side = Side::kSecond) {
  Platoon p;
  p.scenario = support::empty_battle();
  const UnitId enemy = support::add_unit(p.scenario, enemy_of(side), "a/p1");
  support::add_squad(p.scenario, enemy, "sq1", 10, {kCentre.x_m, kCentre.y_m + enemy_m});
  p.company = support::add_unit(p.scenario, side, "b/co1", UnitId{}, forces::Echelon::kCompany);
  p.unit = support::add_unit(p.scenario, side, "b/co1/p1", p.company);
  p.sibling = support::add_unit(p.scenario, side, "b/co1/p2", p.company);
  p.leader = support::add_element(p.scenario, p.unit, "hq", forces::ElementKind::kHeadquarters, 4,
                                  WeaponId{0}, 4, 100, kCentre);
  p.squad = support::add_squad(p.scenario, p.unit, "sq1", 96, kCentre);
  support::finish(p.scenario);
  return p;
}

State start_under_fire(const Platoon& p, const Rng& rng, int men_lost, Task task) {
  State state = state::start(p.scenario, rng, {});
  state.roll[p.squad.index()].men = static_cast<int16_t>(96 - men_lost);
  state.under_fire[p.squad.index()] = state.now;
  state.task[p.unit.index()].task = task;
  // Front to the north, where the enemy is.
  state.task[p.unit.index()].facing_rad = static_cast<float>(kPi / 2);
  return state;
}

Effects propose(const Platoon& p, const State& state, const Rng& rng, Time dt = seconds(10)) {
  Effects effects;
  test_morale(p.scenario, state, rng, support::tick_of_all(p.scenario, state, dt), effects);
  return effects;
}

bool breaks(const Platoon& p, const State& state, const Rng& rng) {
  for (const auto& change : propose(p, state, rng).morale) {
    if (change.unit == p.unit) return true;
  }
  return false;
}

template <class Change>
int count_breaks(const Platoon& p, int men_lost, Task task, Change&& change) {
  int n = 0;
  for (int r = 0; r < kReplications; ++r) {
    const Rng rng(1, static_cast<uint64_t>(r));
    State state = start_under_fire(p, rng, men_lost, task);
    change(state);
    n += breaks(p, state, rng);
  }
  return n;
}
int count_breaks(const Platoon& p, int men_lost, Task task) {
  return count_breaks(p, men_lost, task, [](State&) {});
}

TEST(Morale, nobody_breaks_without_losses) {
  EXPECT_EQ(count_breaks(make_platoon(), 0, Task::kAttack), 0);
}

TEST(Morale, nobody_is_tested_in_peace) {
  const Platoon p = make_platoon();
  EXPECT_EQ(count_breaks(p, 90, Task::kAttack,
                         [&](State& s) { s.under_fire[p.squad.index()] = s.now - hours(1); }),
            0);
}

TEST(Morale, half_of_the_attackers_break_at_the_median_loss) {
  const Platoon p = make_platoon();
  const auto values = scenario::best_values(p.scenario.parameters);
  const double median =
      values[Param::morale_break_fraction_attack] * values[Param::morale_cohesion_soviet];
  const int lost = static_cast<int>(median * 100 + 0.5);
  // Standard deviation of the count: 10; four of them.
  EXPECT_NEAR(count_breaks(p, lost, Task::kAttack), kReplications / 2, 40);
}

TEST(Morale, more_losses_never_mend_a_unit) {
  const Platoon p = make_platoon();
  for (int r = 0; r < 50; ++r) {
    const Rng rng(2, static_cast<uint64_t>(r));
    bool broken = false;
    for (int lost = 0; lost < 96; lost += 4) {
      const bool now = breaks(p, start_under_fire(p, rng, lost, Task::kAttack), rng);
      EXPECT_TRUE(now || !broken) << "replication " << r << ", lost " << lost;
      broken = now;
    }
    EXPECT_TRUE(broken || r > 0);
  }
}

TEST(Morale, defenders_hold_longer_than_attackers) {
  const Platoon p = make_platoon();
  EXPECT_LT(count_breaks(p, 30, Task::kDefend) + 40, count_breaks(p, 30, Task::kAttack));
}

TEST(Morale, japanese_cohesion_holds_longer) {
  EXPECT_LT(count_breaks(make_platoon(300, Side::kFirst), 30, Task::kAttack) + 40,
            count_breaks(make_platoon(300, Side::kSecond), 30, Task::kAttack));
}

TEST(Morale, modifiers_shift_the_stored_threshold_and_nothing_else) {
  const Platoon p = make_platoon();
  const int plain = count_breaks(p, 40, Task::kDefend);
  const auto with = [&](auto change) { return count_breaks(p, 40, Task::kDefend, change); };
  const auto hole = state::Posture::kFoxhole;
  EXPECT_LT(with([&](State& s) { s.posture[p.squad.index()] = hole; }), plain);
  EXPECT_GT(with([&](State& s) { s.awake_h[p.squad.index()] = 40; }), plain);
  EXPECT_GT(with([&](State& s) { s.morale[p.sibling.index()] = Morale::kRouted; }), plain);
  EXPECT_GT(with([&](State& s) {
              s.suppression[p.squad.index()] = 5;
              s.suppressed_at[p.squad.index()] = s.now;
            }),
            plain);
  EXPECT_GT(with([&](State& s) {
              s.roll[p.leader.index()].men = 0;
              s.roll[p.squad.index()].men += 4;  // the same losses
            }),
            plain);
}

TEST(Morale, fire_from_behind_breaks_sooner) {
  const Platoon p = make_platoon();
  const auto shot_at = [&](double facing_rad) {
    return count_breaks(p, 40, Task::kDefend, [&](State& s) {
      s.contacts[p.unit.index()][0] = {ElementId{0}, state::Knowledge::kDetected, s.at[0], 5,
                                       s.now};
      s.last_fired[0] = s.now;
      s.task[p.unit.index()].facing_rad = static_cast<float>(facing_rad);
    });
  };
  EXPECT_LT(shot_at(kPi / 2), shot_at(-kPi / 2));
}

TEST(Morale, shock_alone_can_break_and_decays) {
  const Platoon p = make_platoon();
  const auto shocked = [&](Time age) {
    return count_breaks(p, 0, Task::kAttack, [&](State& s) {
      s.now += age;
      const double median =
          s.params[Param::morale_break_fraction_attack] * s.params[Param::morale_cohesion_soviet];
      s.shock[p.unit.index()] = static_cast<float>(1.2 * median);
      s.under_fire[p.squad.index()] = s.now;
    });
  };
  EXPECT_GT(shocked(Time{0}), kReplications / 2);
  EXPECT_EQ(shocked(hours(3)), 0);
}

TEST(Morale, surprise_gives_its_shock_once_whatever_the_step) {
  const Platoon p = make_platoon();
  const Rng rng(3, 0);
  for (const int64_t dt : {2, 5, 10}) {
    State state = start_under_fire(p, rng, 0, Task::kDefend);
    const Time began = state.now + seconds(5);
    const Time lasts = from_seconds(state.params[Param::direct_fire_surprise_duration_s]);
    state.shocked_until[p.squad.index()] = began + lasts;
    std::size_t shocks = 0;
    for (int64_t t = dt; t <= 20; t += dt) {
      state.now = seconds(t);
      shocks += propose(p, state, rng, seconds(dt)).shocks.size();
    }
    EXPECT_EQ(shocks, 1u) << "step " << dt;
  }
}

TEST(Morale, attackers_go_to_ground_before_they_withdraw) {
  const Platoon p = make_platoon();
  const Rng rng(4, 0);
  Effects effects = propose(p, start_under_fire(p, rng, 94, Task::kAttack), rng);
  ASSERT_EQ(effects.morale.size(), 1u);
  EXPECT_EQ(effects.morale[0].morale, Morale::kToGround);
  EXPECT_TRUE(effects.morale[0].counts_as_break);
  ASSERT_EQ(effects.pending.size(), 1u);
  EXPECT_EQ(effects.pending[0].kind, state::PendingKind::kRally);
}

TEST(Morale, each_step_down_needs_more_losses) {
  const Platoon p = make_platoon();
  const auto from = [&](Morale morale) {
    return count_breaks(p, 40, Task::kAttack, [&](State& s) {
      s.morale[p.unit.index()] = morale;
      s.breaks[p.unit.index()] = morale == Morale::kSteady ? 0 : 1;
    });
  };
  EXPECT_GT(from(Morale::kSteady), from(Morale::kToGround));
  EXPECT_GT(from(Morale::kToGround), from(Morale::kWithdrawing));
  EXPECT_EQ(from(Morale::kRouted), 0);
}

TEST(Morale, in_touch_with_the_enemy_there_is_no_going_to_ground) {
  const Platoon p = make_platoon(8);
  const Rng rng(4, 0);
  const Effects effects = propose(p, start_under_fire(p, rng, 94, Task::kAttack), rng);
  ASSERT_EQ(effects.morale.size(), 1u);
  EXPECT_EQ(effects.morale[0].morale, Morale::kWithdrawing);
}

TEST(Morale, a_crew_takes_the_losses_of_its_company) {
  Platoon p = make_platoon();
  Scenario& s = p.scenario;
  const UnitId crew_unit = support::add_unit(s, Side::kSecond, "b/co1/p3", p.company);
  const ElementId crew = support::add_element(s, crew_unit, "mg", forces::ElementKind::kMachineGun,
                                              4, WeaponId{2}, 1, 1000, kCentre);
  support::finish(s);
  int broken = 0;
  for (int r = 0; r < kReplications; ++r) {
    const Rng rng(5, static_cast<uint64_t>(r));
    State state = start_under_fire(p, rng, 0, Task::kDefend);
    state.roll[crew.index()].men = 2;  // half the crew, two men of 104
    state.under_fire[crew.index()] = state.now;
    for (const auto& change : propose(p, state, rng).morale) broken += change.unit == crew_unit;
  }
  EXPECT_EQ(broken, 0);
}

// Runs one rally that falls due and tells whether the unit is steady again.
int count_rallies(const Platoon& p, int pending_break, int break_count, int men_lost) {
  int n = 0;
  for (int r = 0; r < kReplications; ++r) {
    const Rng rng(6, static_cast<uint64_t>(r));
    State state = start_under_fire(p, rng, men_lost, Task::kAttack);
    state.morale[p.unit.index()] = Morale::kWithdrawing;
    state.breaks[p.unit.index()] = static_cast<uint8_t>(break_count);
    state.under_fire[p.squad.index()] = state.now - hours(1);
    state::Tick tick = support::tick_of_all(p.scenario, state, seconds(10));
    state::Pending rally;
    rally.kind = state::PendingKind::kRally;
    rally.unit = p.unit;
    rally.rounds = pending_break;
    tick.popped.push_back(rally);
    Effects effects;
    test_morale(p.scenario, state, rng, tick, effects);
    for (const auto& change : effects.morale) n += change.morale == Morale::kSteady;
  }
  return n;
}

TEST(Morale, a_rally_needs_a_courage_that_bears_the_losses) {
  const Platoon p = make_platoon();
  EXPECT_EQ(count_rallies(p, 1, 1, 0), kReplications);
  const int some = count_rallies(p, 1, 1, 24);
  EXPECT_GT(some, kReplications / 4);
  EXPECT_LT(some, 3 * kReplications / 4);
  EXPECT_LT(count_rallies(p, 1, 1, 90), kReplications / 10);
}

TEST(Morale, the_rally_of_an_earlier_break_is_void) {
  EXPECT_EQ(count_rallies(make_platoon(), 1, 2, 0), 0);
}

TEST(Morale, who_broke_too_often_reforms_later_and_does_not_take_up_the_attack) {
  const Platoon p = make_platoon();
  const Rng rng(7, 0);
  State state = start_under_fire(p, rng, 94, Task::kAttack);
  const auto mean_delay_h = [&](int breaks) {
    state.breaks[p.unit.index()] = static_cast<uint8_t>(breaks);
    double sum = 0;
    for (uint64_t r = 0; r < 200; ++r) {
      Effects effects;
      schedule_recovery(p.scenario, state, Rng(7, r), p.unit, breaks,
                        may_rally(state, breaks) ? Recovery::kRally : Recovery::kReform, effects);
      sum += (effects.pending.at(0).at - state.now).seconds() / 3600;
    }
    return sum / 200;
  };
  EXPECT_LT(mean_delay_h(1), 2);
  EXPECT_GT(mean_delay_h(5), 8);

  const auto attempt = [&](Time quiet_for) {
    state = start_under_fire(p, rng, 0, Task::kAttack);
    state.morale[p.unit.index()] = Morale::kWithdrawing;
    state.breaks[p.unit.index()] = 5;
    state.under_fire[p.squad.index()] = state.now - quiet_for;
    state::Tick tick = support::tick_of_all(p.scenario, state, seconds(10));
    tick.popped.push_back({});
    tick.popped.back().kind = state::PendingKind::kRally;
    tick.popped.back().unit = p.unit;
    tick.popped.back().rounds = 5;
    Effects effects;
    test_morale(p.scenario, state, rng, tick, effects);
    return effects;
  };
  const Effects fit = attempt(hours(2));
  ASSERT_EQ(fit.morale.size(), 1u);
  EXPECT_EQ(fit.morale[0].morale, Morale::kSteady);
  ASSERT_EQ(fit.tasks.size(), 1u);
  EXPECT_EQ(fit.tasks[0].task.task, Task::kDefend);
  EXPECT_EQ(fit.tasks[0].task.via_next, state::kInPlace);
  const Effects not_yet = attempt(minutes(30));
  EXPECT_TRUE(not_yet.morale.empty());
  EXPECT_EQ(not_yet.pending.size(), 1u);
}

}  // namespace
}  // namespace khasan::combat
