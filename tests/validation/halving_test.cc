// Goal: the length of the step is no part of the model. Method: whole small battles of two
// companies with every mechanism on, many runs with the ordinary steps and as many with half of
// them; the mean losses and the rounds fired must agree within Monte Carlo error. The second half
// has another seed: the samples are independent, so the error of their difference is known. The
// canary shows that a change of the model is noticed.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "sim/run.h"
#include "support/random_battle.h"

namespace khasan {
namespace {

constexpr int kRuns = 100;
constexpr double kStandardErrors = 3.5;  // eight comparisons: a false alarm in 270 suites
constexpr Time kLength = hours(1);

struct Sample {
  double sum = 0, squares = 0;
  void add(double x) {
    sum += x;
    squares += x * x;
  }
  double mean() const { return sum / kRuns; }
  double variance_of_mean() const {
    return std::max(squares / kRuns - mean() * mean(), 1e-9) / kRuns;
  }
};

// Men lost by either side, rounds fired by either side.
using Samples = std::array<Sample, 4>;

std::array<double, 4> counts_of(const state::EventLog& log) {
  std::array<double, 4> counts{};
  for (const state::Event& event : log) {
    const std::size_t side = index_of(event.side);
    if (event.kind == state::EventKind::k_casualties) {
      counts[side] += event.a + event.b + event.c + event.d;
    }
    if (event.kind == state::EventKind::k_shots) counts[2 + side] += event.a;
  }
  return counts;
}

Samples play_many(const scenario::Scenario& battle, uint64_t seed, const sim::StepTimes& times) {
  Samples samples;
  sim::RunPlan plan;
  plan.seed = seed;
  plan.step.times = times;
  plan.step.until = battle.start + kLength;
  for (int r = 0; r < kRuns; ++r) {
    plan.replication = static_cast<uint64_t>(r);
    const auto counts = counts_of(sim::run(battle, plan, nullptr, sim::KeepLog::kYes).log);
    for (std::size_t i = 0; i < counts.size(); ++i) samples[i].add(counts[i]);
  }
  return samples;
}

sim::StepTimes halved() {
  const sim::StepTimes whole;
  return {{whole.close.ms / 2}, {whole.contact.ms / 2}, {whole.watch.ms / 2},
          {whole.far.ms / 2},   {whole.quiet.ms / 2},   {whole.asleep.ms / 2}};
}

// How many standard errors the two means lie apart.
double distance(const Sample& a, const Sample& b) {
  return std::fabs(a.mean() - b.mean()) / std::sqrt(a.variance_of_mean() + b.variance_of_mean());
}

class Halving : public ::testing::TestWithParam<uint64_t> {};

TEST_P(Halving, the_step_leaves_a_whole_battle_inside_monte_carlo_error) {
  const scenario::Scenario battle = support::random_battle(GetParam());
  const Samples whole = play_many(battle, 1, {}), half = play_many(battle, 2, halved());
  EXPECT_GT(whole[0].mean() + whole[1].mean(), 3) << "a battle that hurts nobody shows nothing";
  const std::array<const char*, 4> names{"men lost, first side", "men lost, second side",
                                         "rounds, first side", "rounds, second side"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_LT(distance(whole[i], half[i]), kStandardErrors)
        << names[i] << ": " << whole[i].mean() << " with the ordinary steps, " << half[i].mean()
        << " with half of them";
  }
}

INSTANTIATE_TEST_SUITE_P(Battles, Halving, ::testing::Values(1, 2));

// The net must hold: men who hit half as often are noticed.
TEST(HalvingCanary, a_weaker_fire_is_noticed) {
  const scenario::Scenario battle = support::random_battle(2);
  scenario::Scenario weaker = battle;
  using scenario::Param;
  for (const Param p :
       {Param::direct_fire_degradation_rifle, Param::direct_fire_degradation_machine_gun}) {
    weaker.parameters[static_cast<std::size_t>(p)].best /= 2;
  }
  const Samples strong = play_many(battle, 1, {}), weak = play_many(weaker, 2, {});
  EXPECT_GT(std::max(distance(strong[0], weak[0]), distance(strong[1], weak[1])), kStandardErrors);
}

}  // namespace
}  // namespace khasan
