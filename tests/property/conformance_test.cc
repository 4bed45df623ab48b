// Goal: laws that every phase of the step must keep, whatever it models. Method: small random
// battles run in lockstep with a variant that must not matter; after each phase of the table the
// effects proposed by both are compared. A new phase is tested by standing in the table.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "scenario/parameters.h"
#include "sim/phases.h"
#include "sim/step.h"
#include "state/apply.h"
#include "support/lab.h"
#include "support/random_battle.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using support::random_battle;
using support::Variant;

constexpr uint64_t kBattles = 12;
constexpr int kSteps = 150;

// A lab whose platoons have spent what their points had, so that lorries run.
class Lab : public support::Lab {
 public:
  explicit Lab(scenario::Scenario battle, uint64_t seed = 5)
      : support::Lab(std::move(battle), seed) {
    for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
      const scenario::ElementDef& element = scenario.elements[i];
      if (element.kind != forces::ElementKind::kAmmunitionPoint || element.lorries > 0) continue;
      state.fired[i][0] = std::exchange(state.rounds[i][0], 0);
    }
  }
};

// Steps both battles together; the first difference with the phase that made it.
std::string first_divergence(Lab& a, Lab& b) {
  for (int i = 0; i < kSteps; ++i) {
    a.begin_step();
    b.begin_step();
    if (a.state.now != b.state.now) return "the steps fall on other moments";
    for (const sim::Phase& phase : sim::phases()) {
      a.propose(phase);
      b.propose(phase);
      const auto difference = support::first_difference(support::describe(a.scenario, a.effects),
                                                        support::describe(b.scenario, b.effects));
      if (!difference.empty()) {
        return std::string(phase.name) + " in step " + std::to_string(i) + ": " + difference;
      }
      a.settle(phase);
      b.settle(phase);
    }
    a.end_step();
    b.end_step();
  }
  return "";
}

TEST(Conformance, the_battles_of_this_suite_are_battles) {
  std::set<state::EventKind> seen;
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab lab(random_battle(n));
    sim::Workspace workspace;
    for (int i = 0; i < kSteps; ++i) {
      sim::step(lab.scenario, lab.state, lab.rng, {}, workspace, &lab.log);
    }
    for (const state::Event& event : lab.log) seen.insert(event.kind);
  }
  using enum state::EventKind;
  for (const auto kind :
       {k_order_begun,    k_contact,       k_fire_opened,      k_shots,
        k_shells_landed,  k_flare,         k_casualties,       k_broke,
        k_close_combat,   k_tank_immobile, k_tank_knocked_out, k_flight_took_off,
        k_bombs_released, k_strafed,       k_bearers_sent,     k_wounded_evacuated,
        k_lorries_left,   k_resupplied,    k_fougasse,         k_air_claim}) {
    EXPECT_TRUE(seen.contains(kind)) << state::info_of(kind).name;
  }
}

// Lets the other tests speak for sim::step, and checks what it keeps from one step to the next.
TEST(Conformance, the_lab_steps_as_the_simulator_does) {
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab lab(random_battle(n)), same(random_battle(n));
    sim::Workspace workspace;
    for (int i = 0; i < kSteps; ++i) {
      lab.begin_step();
      for (const sim::Phase& phase : sim::phases()) {
        lab.propose(phase);
        lab.settle(phase);
      }
      lab.end_step();
      sim::step(same.scenario, same.state, same.rng, {}, workspace, &same.log);
      ASSERT_EQ(state::hash(lab.state), state::hash(same.state)) << "step " << i << " of " << n;
    }
    EXPECT_EQ(lab.log, same.log);
  }
}

TEST(Conformance, no_phase_changes_the_state_while_it_looks) {
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab lab(random_battle(n));
    for (int i = 0; i < kSteps; ++i) {
      lab.begin_step();
      for (const sim::Phase& phase : sim::phases()) {
        const uint64_t before = state::hash(lab.state);
        lab.propose(phase);
        ASSERT_EQ(state::hash(lab.state), before) << phase.name << " in battle " << n;
        lab.settle(phase);
      }
      lab.end_step();
    }
  }
}

TEST(Conformance, a_phase_asked_twice_says_the_same) {
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab lab(random_battle(n));
    for (int i = 0; i < kSteps; ++i) {
      lab.begin_step();
      for (const sim::Phase& phase : sim::phases()) {
        state::Effects again = lab.effects;
        lab.propose(phase);
        if (lab.runs(phase)) phase.run(lab.scenario, lab.state, lab.rng, lab.tick, again);
        const auto difference = support::first_difference(
            support::describe(lab.scenario, lab.effects), support::describe(lab.scenario, again));
        ASSERT_EQ(difference, "") << phase.name;
        lab.settle(phase);
      }
      lab.end_step();
    }
  }
}

TEST(Conformance, dense_ids_do_not_matter) {
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab a(random_battle(n)), b(random_battle(n, Variant{.renumber = 77 + n}));
    EXPECT_EQ(first_divergence(a, b), "") << "battle " << n;
  }
}

TEST(Conformance, the_number_of_a_side_does_not_matter) {
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab a(random_battle(n)), b(random_battle(n, Variant{.exchange_sides = true}));
    EXPECT_EQ(first_divergence(a, b), "") << "battle " << n;
  }
}

TEST(Conformance, strangers_far_away_do_not_matter) {
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab a(random_battle(n)), b(random_battle(n, Variant{.strangers = true}));
    EXPECT_EQ(first_divergence(a, b), "") << "battle " << n;
  }
}

TEST(Conformance, equal_causes_have_equal_logs_and_another_seed_another_log) {
  const auto log_of = [](uint64_t n, uint64_t seed) {
    Lab lab(random_battle(n), seed);
    sim::Workspace workspace;
    for (int i = 0; i < kSteps; ++i) {
      sim::step(lab.scenario, lab.state, lab.rng, {}, workspace, &lab.log);
    }
    return std::pair(lab.log, state::hash(lab.state));
  };
  for (uint64_t n = 0; n < kBattles; ++n) {
    EXPECT_EQ(log_of(n, 5), log_of(n, 5)) << n;
    EXPECT_NE(log_of(n, 5).second, log_of(n, 6).second) << n;
  }
}

TEST(Conformance, proposals_are_never_absurd) {
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab lab(random_battle(n));
    for (int i = 0; i < kSteps; ++i) {
      lab.begin_step();
      for (const sim::Phase& phase : sim::phases()) {
        lab.propose(phase);
        const std::string fault = support::absurdity(lab.scenario, lab.state, lab.effects);
        ASSERT_EQ(fault, "") << phase.name << " in step " << i << " of battle " << n;
        lab.settle(phase);
      }
      lab.end_step();
    }
  }
}

TEST(Conformance, probabilities_are_probabilities) {
  const auto table = support::empty_battle().parameters;
  for (std::size_t i = 0; i < scenario::kParamCount; ++i) {
    const auto& info = scenario::info_of(static_cast<scenario::Param>(i));
    EXPECT_GE(table[i].best, 0) << info.mechanism << "." << info.name;
    const double most = info.unit == "probability" ? 1 : 1e9;
    EXPECT_LE(table[i].best, most) << info.mechanism << "." << info.name;
  }
}

// Men, rounds and all else that must add up, after every step, with each phase in turn left out.
class Without : public testing::TestWithParam<std::string> {};

TEST_P(Without, men_and_rounds_add_up_and_are_never_negative) {
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab lab(random_battle(n));
    sim::Workspace workspace;
    sim::StepOptions options;
    options.without = GetParam() == "nothing" ? 0 : sim::mask_of(GetParam());
    for (int i = 0; i < kSteps; ++i) {
      sim::step(lab.scenario, lab.state, lab.rng, options, workspace, &lab.log);
      const auto faults = state::invariants(lab.scenario, lab.state);
      ASSERT_TRUE(faults.empty()) << faults.front() << " in step " << i << " of battle " << n;
    }
  }
}

std::vector<std::string> phase_names() {
  std::set<std::string> names{"nothing"};
  for (const sim::Phase& phase : sim::phases()) names.insert(std::string(phase.name));
  return {names.begin(), names.end()};
}
INSTANTIATE_TEST_SUITE_P(EachPhase, Without, testing::ValuesIn(phase_names()),
                         [](const auto& test) { return test.param; });

TEST(Conformance, where_nobody_lives_nothing_happens) {
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab lab(random_battle(n));
    lab.scenario.orders.clear();
    lab.scenario.weather.front().rain = 0;
    lab.state.orders.clear();
    for (auto& cells : lab.state.contested) std::fill(cells.begin(), cells.end(), int8_t{0});
    for (state::Roll& roll : lab.state.roll) {
      roll.killed = roll.men;
      roll.men = 0;
    }
    for (int i = 0; i < 20; ++i) {
      lab.begin_step();
      for (const sim::Phase& phase : sim::phases()) {
        lab.propose(phase);
        ASSERT_TRUE(support::describe(lab.scenario, lab.effects).empty())
            << phase.name << ": " << support::describe(lab.scenario, lab.effects).front().what;
      }
    }
  }
}

TEST(Conformance, without_enemies_and_orders_nobody_fights_or_goes) {
  scenario::Scenario battle = support::empty_battle();
  const UnitId platoon = support::add_unit(battle, Side::kFirst, "jp/p1");
  support::add_squad(battle, platoon, "sq1", 12, support::kCentre);
  support::add_squad(battle, platoon, "sq2", 12, {support::kCentre.x_m + 40, support::kCentre.y_m});
  support::finish(battle);
  Lab lab(battle);
  for (int i = 0; i < 60; ++i) {
    lab.begin_step();
    for (const sim::Phase& phase : sim::phases()) {
      lab.propose(phase);
      for (const support::Line& line : support::describe(lab.scenario, lab.effects)) {
        // Being awake and being told to stay are no deeds.
        const bool harmless = line.what.rfind("awake", 0) == 0 || line.what.rfind("intent", 0) == 0;
        ASSERT_TRUE(harmless) << phase.name << ": " << line.what;
      }
      lab.settle(phase);
    }
    lab.end_step();
  }
}

// The net must hold: other chance, or squads half as strong, are noticed in every battle.
TEST(Conformance, canary_a_difference_is_noticed) {
  for (uint64_t n = 0; n < kBattles; ++n) {
    Lab a(random_battle(n)), b(random_battle(n), 6);
    EXPECT_NE(first_divergence(a, b), "") << n;
    Lab c(random_battle(n)), d(random_battle(n));
    for (std::size_t i = 0; i < d.state.roll.size(); ++i) {
      const auto lost = static_cast<int16_t>(d.state.roll[i].men / 2);
      d.state.roll[i].men = static_cast<int16_t>(d.state.roll[i].men - lost);
      d.state.roll[i].killed = lost;
    }
    EXPECT_NE(first_divergence(c, d), "") << n;
  }
}

}  // namespace
}  // namespace khasan
