// Goal: pairs of runs stay coupled where a change cannot reach. Method: (a) ten fights out of sight
// of each other, of which the change reaches one: the factor of the total losses is well above 3,
// and near 1 as soon as the chance of the second run is another (the canary); the other nine fights
// are the same to the man; (b) battles changed from some hour on are equal, event by event, until
// then.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "record/apart.h"
#include "sim/run.h"
#include "study/paired_runs.h"
#include "support/random_battle.h"
#include "support/small_battle.h"

namespace khasan {
namespace {

using scenario::Scenario;

constexpr int kFights = 10, kPairs = 40;
constexpr int kReached = 4;  // the fight that is otherwise
constexpr Time kLength = minutes(20);

terrain::Point place_of_fight(int fight) {
  return {support::kCentre.x_m - 1600 + 800 * (fight % 5),
          support::kCentre.y_m + (fight < 5 ? -1000 : 1000)};
}

scenario::Measure losses_of(Side side) {
  scenario::Measure measure;
  measure.id = side == Side::kFirst ? "jp" : "su";
  measure.side = side;
  return measure;
}

// Haze: the fights, 800 m apart, hear but do not see each other. In each two squads of either side
// shoot at each other over 100 m; in the fight that the change reaches the second side has `men` a
// squad.
Scenario ten_fights(int men) {
  Scenario battle = support::empty_battle();
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    const bool is_first = side == Side::kFirst;
    for (int fight = 0; fight < kFights; ++fight) {
      const std::string path = (is_first ? "jp/p" : "su/p") + std::to_string(fight);
      const UnitId unit = support::add_unit(battle, side, path);
      for (const int squad : {0, 1}) {
        terrain::Point at = place_of_fight(fight);
        at.x_m += 30 * squad;
        at.y_m += is_first ? 0 : 100;
        const int strength = !is_first && fight == kReached ? men : 10;
        support::add_squad(battle, unit, "sq" + std::to_string(squad), strength, at);
      }
    }
  }
  battle.end = battle.start + kLength;
  battle.measures = {losses_of(Side::kFirst), losses_of(Side::kSecond)};
  support::finish(battle);
  battle.weather.front().visibility_m = 700;
  return battle;
}

double factor_of_total_losses(const Scenario& first, const Scenario& second, uint64_t second_seed) {
  study::StudyPlan plan, other;
  other.seed = second_seed;
  const study::PairedRuns runs = study::play_pairs(
      {study::Branch{first, plan}, study::Branch{second, other}}, kPairs, std::nullopt);
  std::array<std::vector<double>, 2> totals;
  for (int pair = 0; pair < kPairs; ++pair) {
    const auto p = static_cast<std::size_t>(pair);
    for (const std::size_t arm : {0u, 1u}) {
      const auto& run = (arm == 0 ? runs.first : runs.second).runs[p];
      totals[arm].push_back(run.measures[0] + run.measures[1]);
    }
  }
  return study::paired_difference(totals[0], totals[1]).variance_reduction;
}

TEST(Coupling, a_change_that_reaches_a_tenth_of_the_force_is_seen_with_a_third_of_the_pairs) {
  const Scenario battle = ten_fights(10), changed = ten_fights(6);
  const double coupled = factor_of_total_losses(battle, changed, 1);
  const double independent = factor_of_total_losses(battle, changed, 2);
  EXPECT_GE(coupled, 3) << "independent: " << independent;
  EXPECT_LT(independent, 2) << "the canary: without common chance nothing is gained";
  EXPECT_GT(independent, 0.5);
}

TEST(Coupling, fights_that_the_change_does_not_reach_are_the_same_to_the_man) {
  const Scenario battle = ten_fights(10), changed = ten_fights(6);
  const record::Matching matching = record::match_elements(battle, changed);
  for (uint64_t pair = 0; pair < 5; ++pair) {
    sim::Play first(battle, {1, pair, {}, {}, {}}), second(changed, {1, pair, {}, {}, {}});
    record::SideBySide both(first, second);
    while (both.step()) continue;
    int reached = 0;
    for (const record::Match& match : matching.both) {
      const record::Facets apart = record::facets_apart(first, second, match);
      const std::string& path = battle.element(match.first).path;
      const bool in_fight = path.find("/p" + std::to_string(kReached)) != std::string::npos;
      reached += in_fight && apart.has(record::Facet::kMen);
      if (!in_fight) {
        EXPECT_FALSE(apart.has(record::Facet::kMen)) << path << " in pair " << pair;
        EXPECT_FALSE(apart.has(record::Facet::kPlace)) << path << " in pair " << pair;
      }
    }
    EXPECT_GE(reached, 2) << "the change does something";
  }
}

// Events up to `until`, and whether there are others later.
struct Compared {
  int equal = 0;
  bool later_differ = false;
};

Compared compare(const Scenario& a, const Scenario& b, Time until) {
  sim::Play first(a, {}), second(b, {});
  Compared compared;
  while (!first.is_over()) {
    first.step(), second.step();
    const bool same = first.state().now == second.state().now &&
                      first.state().digest == second.state().digest &&
                      first.events() == second.events();
    compared.later_differ |= !same;
    if (first.state().now >= until) continue;
    EXPECT_TRUE(same) << "at " << first.state().now.ms << " ms";
    compared.equal += static_cast<int>(first.events().size());
  }
  return compared;
}

Scenario half_an_hour(uint64_t number) {
  Scenario battle = support::random_battle(number);
  battle.end = battle.start + minutes(30);
  return battle;
}

TEST(Coupling, weather_of_a_later_hour_changes_nothing_before) {
  for (const uint64_t number : {1u, 2u}) {
    const Scenario battle = half_an_hour(number);
    Scenario fog = battle;
    scenario::Weather later = battle.weather.front();
    later.from = battle.start + minutes(10);
    later.visibility_m = 20;
    fog.weather.push_back(later);
    const Compared compared = compare(battle, fog, later.from);
    EXPECT_GT(compared.equal, 100);
    EXPECT_TRUE(compared.later_differ) << "the fog acts at last";
  }
}

TEST(Coupling, an_order_of_a_later_hour_changes_nothing_before) {
  for (const uint64_t number : {1u, 2u}) {
    Scenario battle = half_an_hour(number), earlier = battle;
    battle.orders[1].not_before = battle.start + minutes(12);
    earlier.orders[1].not_before = battle.start + minutes(10);
    const Compared compared = compare(battle, earlier, battle.start + minutes(10));
    EXPECT_GT(compared.equal, 100);
    EXPECT_TRUE(compared.later_differ);
  }
}

}  // namespace
}  // namespace khasan
