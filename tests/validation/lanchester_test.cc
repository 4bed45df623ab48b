// Goal: with everything but aimed fire switched off, two small sides in the open are a stochastic
// Lanchester process of the square law, whose win probabilities are known exactly. Method: hit rate
// made constant through the parameters, steps so short that two hits in one are rare, many fixed
// seeds; the exact values come from rational arithmetic (tests/data/test_vectors/README.md), which
// reproduces the published 31/40, 331/360 and 233/315 of Hankin. Error rate: each comparison allows
// four standard errors, so that a right program fails about once in 16,000 comparisons.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "sim/step.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using scenario::Param;

struct Case {
  std::string text, law;
  double a = 0, b = 0;  // kills per man and unit of time, by a man of A and of B
  int men_a = 0, men_b = 0;
  double p_a = 0;          // probability that A wins
  double survivors_a = 0;  // expected survivors of A, counted 0 where B wins
};

double number(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return std::stod(text);
  return std::stod(text.substr(0, slash)) / std::stod(text.substr(slash + 1));
}

std::vector<Case> square_law_cases() {
  std::vector<Case> cases;
  std::ifstream in(std::string(KHASAN_TEST_DATA) + "/test_vectors/lanchester_markov_exact.csv");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '"') continue;  // quoted texts belong to other laws
    std::vector<std::string> f;
    std::stringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) f.push_back(field);
    if (f.size() < 12 || f[1] != "square" || f[6] != "0") continue;
    cases.push_back({f[0], f[1], number(f[2]), number(f[3]), std::stoi(f[4]), std::stoi(f[5]),
                     std::stod(f[9]), std::stod(f[10])});
  }
  return cases;
}

// One round in so many hits; rounds per man and minute for a rate of 1 a unit of time.
constexpr double kHitChance = 0.004;
constexpr double kRoundsPerMin = 10;

// Two squads in view of each other on level open ground, rifles that hit with a constant chance.
struct Duel {
  scenario::Scenario s = support::empty_battle();
  ElementId a, b;
  state::State start;

  explicit Duel(const Case& c) {
    s.weapons[0].rounds_per_min = kRoundsPerMin * c.a;
    s.weapons[0].dispersion_mil = 1e-3;  // on the man, but for the degradation
    s.weapons.push_back(s.weapons[0]);
    s.weapons.back().rounds_per_min = kRoundsPerMin * c.b;
    const WeaponId other{s.weapons.size() - 1};
    const auto kind = forces::ElementKind::kRifleSquad;
    const UnitId ua = support::add_unit(s, Side::kFirst, "jp/p1");
    a = support::add_element(s, ua, "sq1", kind, c.men_a, WeaponId{0}, c.men_a, 10'000'000,
                             support::kCentre);
    const UnitId ub = support::add_unit(s, Side::kSecond, "su/p1");
    b = support::add_element(s, ub, "sq1", kind, c.men_b, other, c.men_b, 10'000'000,
                             {support::kCentre.x_m + 200, support::kCentre.y_m});
    open_the_ground();
    support::finish(s);
    start = state::start(s, Rng(1, 0), {});
    auto& p = start.params;
    p[Param::direct_fire_degradation_rifle] = kHitChance;
    p[Param::direct_fire_share_engaging] = 1;
    p[Param::direct_fire_rapid_fire_range_m] = 1;
    p[Param::direct_fire_surprised_fire_factor] = 1;
    p[Param::direct_fire_target_memory_s] = 1e9;
    know(ua, b);
    know(ub, a);
  }
  // No folds of the ground between the two.
  void open_the_ground() {
    terrain::CoverTable table = s.ground.cover_table();
    for (auto& cover : table.by_class) cover.micro_relief_length_m = 1e12;
    terrain::GroundLayers layers;
    layers.shape = s.ground.shape();
    layers.elevation_dm.assign(layers.shape.cell_count(), 500);
    layers.cover.assign(layers.shape.cell_count(), terrain::Cover::kOpen);
    s.ground = terrain::Ground(layers, table);
    s.parameters[static_cast<std::size_t>(Param::sense_micro_relief_open_m)].best = 1e12;
  }
  void know(UnitId unit, ElementId enemy) {
    start.contacts[unit.index()][0] = {enemy, state::Knowledge::kLocated, s.element(enemy).at, 0,
                                       start.now};
  }
};

struct Score {
  double wins_a = 0, survivors_a = 0, survivors_a_squared = 0;
};

// To the end: 1 if A is left, 1/2 if both fell in one step.
void fight(const Duel& duel, const sim::StepOptions& options, uint64_t replication, Score& score) {
  state::State state = duel.start;
  sim::Workspace workspace;
  const Rng rng(20380729, replication);
  const auto men = [&state](ElementId e) { return state.roll[e.index()].men; };
  while (men(duel.a) > 0 && men(duel.b) > 0 && state.now < hours(200)) {
    sim::step(duel.s, state, rng, options, workspace, nullptr);
  }
  score.wins_a += men(duel.a) > 0 ? 1 : men(duel.b) > 0 ? 0 : 0.5;
  score.survivors_a += men(duel.a);
  score.survivors_a_squared += double(men(duel.a)) * men(duel.a);
}

sim::StepOptions only_aimed_fire() {
  sim::StepOptions options;
  for (const sim::Phase& phase : sim::phases()) {
    if (phase.name == "direct_fire" || phase.name == "casualties") continue;
    options.without |= sim::mask_of(phase.name);
  }
  options.times = {seconds(2), seconds(2), seconds(2), seconds(2)};
  return options;
}

Score fight_many(const Case& c, int replications) {
  const Duel duel(c);
  const sim::StepOptions options = only_aimed_fire();
  Score score;
  for (int r = 0; r < replications; ++r) fight(duel, options, static_cast<uint64_t>(r), score);
  return score;
}

TEST(Lanchester, win_probabilities_and_survivors_are_those_of_the_exact_chain) {
  constexpr int kReplications = 1500;
  constexpr double kStandardErrors = 4;
  // Even steps of 2 s leave a small bias: two hits in one step instead of one after the other.
  constexpr double kBias = 0.005;
  int compared = 0;
  for (const Case& c : square_law_cases()) {
    if (c.men_a + c.men_b > 21 || c.a + c.b > 5) continue;  // larger ones only cost time
    const Score score = fight_many(c, kReplications);
    const double n = kReplications;
    const std::string what =
        c.text + " " + std::to_string(c.men_a) + " : " + std::to_string(c.men_b);
    const double error_p = std::sqrt(std::max(c.p_a * (1 - c.p_a), 1 / n) / n);
    EXPECT_NEAR(score.wins_a / n, c.p_a, kStandardErrors * error_p + kBias) << what;
    const double mean = score.survivors_a / n;
    const double variance = std::max(score.survivors_a_squared / n - mean * mean, 0.01);
    EXPECT_NEAR(mean, c.survivors_a, kStandardErrors * std::sqrt(variance / n) + kBias * c.men_a)
        << what;
    ++compared;
  }
  EXPECT_GE(compared, 8);
}

// The net must hold: twice the rate of one side is noticed.
TEST(Lanchester, canary_a_wrong_rate_is_noticed) {
  Case wrong;
  for (const Case& c : square_law_cases()) {
    if (c.men_a == 6 && c.men_b == 6) wrong = c;
  }
  ASSERT_EQ(wrong.p_a, 0.5);
  wrong.a = 2;
  EXPECT_GT(fight_many(wrong, 300).wins_a / 300, 0.65);
}

}  // namespace
}  // namespace khasan
