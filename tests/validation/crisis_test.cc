// Goal: the crisis engine finds what was planted and nothing else, on the crisis that ships.
// Method: a closed form for the guards; changes whose sign the model fixes; a crisis in which no
// report says anything, and one in which a single report decides.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "base/odds.h"
#include "crisis/course.h"
#include "load/crisis_file.h"
#include "study/crisis_odds.h"
#include "study/crisis_partings.h"
#include "support/small_theatre.h"

namespace khasan {
namespace {

using namespace support;
using crisis::Numbers;
using crisis::Theatre;

Theatre lake_khasan() {
  auto loaded = load::load_crisis(KHASAN_SOURCE_DIR "/battles/lake-khasan-1938");
  if (!loaded) ADD_FAILURE() << to_text(loaded.errors()[0]);
  return loaded.take();
}

int actor_of(const Theatre& theatre, const char* id) {
  for (std::size_t i = 0; i < theatre.actors.size(); ++i) {
    if (theatre.actors[i].id == id) return static_cast<int>(i);
  }
  ADD_FAILURE() << id;
  return 0;
}

std::size_t measure(const char* id) { return static_cast<std::size_t>(sim::crisis_measure(id)); }

TEST(CrisisOnRecord, guards_alone_go_as_often_as_their_closed_form_at_any_tempo) {
  Theatre theatre = lake_khasan();
  Numbers& n = theatre.numbers;
  stop_clocks(n);
  n.side[0].resolved = .4, n.side[1].resolved = .73;
  const int guard = actor_of(theatre, "border_guards");
  n.actor[guard] = {1.2, .5, 12, .5, .7, 0, 0, 6.8};
  // What the guards believe of Japan after the defection, and what going is worth to either type.
  const double sure = logistic(log_odds(.4) + .4);
  const auto goes = [&](double stake) {
    const double gain = stake * (1 - .4 * sure) - .5 * .03 - .0002 * 12 - .7 + .23;
    return logistic(6.8 * (gain - .5 * stake * (1 - sure)));
  };
  const double p = .73 * goes(1.2 * 1.2) + .27 * goes(1.2 * .7);
  EXPECT_NEAR(p, .7715, 5e-4);
  constexpr int kRuns = 8000;
  int slow = 0, fast = 0;
  for (uint64_t k = 0; k < kRuns; ++k) {
    n.rate_guard = 2;
    const bool went = crisis::run_crisis(theatre, n, Rng(1, k)).occupied_day < crisis::kNoDay;
    n.rate_guard = 40;
    fast += crisis::run_crisis(theatre, n, Rng(1, k)).occupied_day < crisis::kNoDay;
    slow += went;
  }
  EXPECT_EQ(slow, fast);
  EXPECT_NEAR(static_cast<double>(slow) / kRuns, p, 4 * std::sqrt(p * (1 - p) / kRuns));
}

// Runs with the same chance before and after a change: what it does to the chance of an assault.
struct Paired {
  double mean = 0, error = 0;
};
Paired effect_on_assaults(const Theatre& theatre, const std::function<void(Numbers&)>& change) {
  Numbers changed = theatre.numbers;
  change(changed);
  constexpr int kRuns = 3000;
  double sum = 0, squares = 0;
  for (uint64_t k = 0; k < kRuns; ++k) {
    const auto fought = [&](const Numbers& numbers) {
      return crisis::run_crisis(theatre, numbers, Rng(1, k)).assault_day < crisis::kNoDay;
    };
    const double difference = fought(changed) - fought(theatre.numbers);
    sum += difference, squares += difference * difference;
  }
  const double mean = sum / kRuns;
  return {mean, std::sqrt((squares / kRuns - mean * mean) / kRuns)};
}

TEST(CrisisOnRecord, assaults_move_as_the_model_says) {
  const Theatre theatre = lake_khasan();
  const int army = actor_of(theatre, "korea_army");
  const auto rises = [&](const std::function<void(Numbers&)>& change) {
    const Paired effect = effect_on_assaults(theatre, change);
    EXPECT_GE(effect.mean, -2 * effect.error);
    return effect.mean;
  };
  const auto falls = [&](const std::function<void(Numbers&)>& change) {
    const Paired effect = effect_on_assaults(theatre, change);
    EXPECT_LE(effect.mean, 2 * effect.error);
    return effect.mean;
  };
  EXPECT_GT(rises([](Numbers& n) { n.side[0].quality = .6; }), 0);
  EXPECT_GT(rises([&](Numbers& n) { n.actor[army].stake = 1.8; }), 0);
  EXPECT_GT(rises([&](Numbers& n) { n.actor[army].erosion = .8; }), 0);
  EXPECT_LT(falls([&](Numbers& n) { n.actor[army].war_loss = 25; }), 0);
  EXPECT_LT(falls([&](Numbers& n) { n.actor[army].discipline = 3; }), 0);
}

// Plays the crisis as it is and with no report at all, over sets of numbers.
study::OddsPlan small_plan() {
  study::OddsPlan plan;
  plan.sets = 8, plan.runs = 150;
  return plan;
}

void silence(Theatre& theatre) {
  for (crisis::ReportNumbers& said : theatre.numbers.report) said.chance = 0;
}

TEST(PlantedCrisis, reports_without_information_change_nothing) {
  Theatre theatre = small_theatre();
  add_band(theatre, "heights", theatre.numbers.heights, .5, 1.1);
  add_band(theatre, "stake", theatre.numbers.actor[kRedArmy].stake, .8, 1.8);
  for (const char* id : {"rumour", "gossip", "slander"}) {
    const int r =
        add_report(theatre, id, kRed, 5 + 9 * static_cast<double>(theatre.reports.size()));
    theatre.numbers.report[r].quality = 3, theatre.numbers.report[r].quantity = -2;
    theatre.numbers.report[r].credibility = 0;
  }
  Theatre silent = theatre;
  silence(silent);
  const study::Odds told = study::play_odds(theatre, small_plan(), {});
  const study::Odds untold = study::play_odds(silent, small_plan(), {});
  for (std::size_t m = 0; m < sim::crisis_measures().size(); ++m) {
    const study::OddsDifference d = study::difference_of(told, untold, m);
    EXPECT_EQ(d.mean, 0) << sim::crisis_measures()[m].id;
    EXPECT_EQ(d.more + d.less, 0) << sim::crisis_measures()[m].id;
    if (std::isnan(d.best)) continue;
    EXPECT_EQ(d.best, 0) << sim::crisis_measures()[m].id;
  }
  EXPECT_EQ(study::count_partings(theatre, silent, 1, 300).same, 300);
}

TEST(PlantedCrisis, a_report_that_decides_is_found_to_decide) {
  Theatre theatre = small_theatre();
  // Red holds itself for far too weak until it is told otherwise on the twenty-fifth day.
  theatre.numbers.side[kRed].quality = -6;
  theatre.numbers.rate_pretext = 0;
  const int r = add_report(theatre, "truth", kRed, 25);
  theatre.numbers.report[r].quality = 2, theatre.numbers.report[r].var_quality = .001;
  theatre.numbers.report[r].credibility = 1;
  Theatre silent = theatre;
  silence(silent);
  const study::Odds told = study::play_odds(theatre, small_plan(), {});
  const study::Odds untold = study::play_odds(silent, small_plan(), {});
  const study::OddsDifference d = study::difference_of(told, untold, measure("assault_given"));
  EXPECT_LT(d.best, -.4);
  EXPECT_EQ(d.less, 1);
  const study::Partings partings = study::count_partings(theatre, silent, 1, 300);
  for (const study::PartingCount& count : partings.counts) EXPECT_GE(count.parting.day, 25);
  EXPECT_LT(partings.same, 200);
}

}  // namespace
}  // namespace khasan
