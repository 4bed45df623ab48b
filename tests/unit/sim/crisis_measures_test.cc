// Goal: each measure counts what its words say, of the runs to which it applies. Method: the record
// of the small crisis, made by hand, changed one thing at a time.
#include "sim/crisis_measures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "support/small_theatre.h"

namespace khasan::sim {
namespace {

using namespace support;
using crisis::End;
using crisis::kNoDay;

struct Measures : testing::Test {
  Measures() {
    for (auto& row : outcome.rung_day) std::fill(std::begin(row), std::end(row), kNoDay);
  }
  // Blue sits down on day 10; red strikes on day 30 with its regiments, blue with a division on 33
  // and a corps on 36; they talk on day 43 and blue holds the hill.
  void as_recorded() {
    outcome.end = End::kCeaseFire, outcome.end_day = 43;
    outcome.occupier = kBlue, outcome.occupied_day = 10, outcome.shot_day = 12;
    outcome.demand_day = 20, outcome.assault_day = 30, outcome.assailant = kRed;
    outcome.mobilised = true, outcome.crest = {0, 1};
    outcome.rung_day[kRed][kRegiments] = 30;
    outcome.rung_day[kBlue][kDivision] = 33;
    outcome.rung_day[kBlue][kCorps] = 36;
    after.per_year = 1;
  }
  double operator()(const char* id) const {
    const int m = crisis_measure(id);
    EXPECT_GE(m, 0) << id;
    return crisis_measures()[static_cast<std::size_t>(m)].value({theatre, outcome, after});
  }
  bool applies(const char* id) const { return !std::isnan((*this)(id)); }
  const Measures& measure = *this;
  crisis::Theatre theatre = small_theatre();
  crisis::Outcome outcome;
  Aftermath after;
};

TEST_F(Measures, have_names_of_their_own) {
  std::set<std::string_view> names;
  for (const CrisisMeasure& each : crisis_measures()) {
    EXPECT_TRUE(names.insert(each.id).second) << each.id;
    EXPECT_FALSE(each.text.empty());
  }
  EXPECT_EQ(crisis_measure("nonsense"), -1);
}

TEST_F(Measures, tell_a_crisis_as_it_went) {
  as_recorded();
  for (const char* happened : {"occupied", "shot", "demand", "mobilised", "assault_given",
                               "assault", "unsanctioned", "second_strike", "counter_attack",
                               "counter_stroke", "cease_fire", "occupier_holds", "fought_back"}) {
    EXPECT_EQ(measure(happened), 1) << happened;
  }
  for (const char* not_so : {"occupied_first_side", "conceded", "claimant_air", "crossed",
                             "general_war", "occupier_replaces", "no_violence"}) {
    EXPECT_EQ(measure(not_so), 0) << not_so;
  }
  EXPECT_EQ(measure("occupied_day"), 10);
  EXPECT_EQ(measure("demand_day"), 20);
  EXPECT_EQ(measure("assault_day"), 30);
  EXPECT_EQ(measure("counter_stroke_day"), 36);
  EXPECT_EQ(measure("cease_fire_after"), 13);
  EXPECT_EQ(measure("duration_days"), 33);
  EXPECT_NEAR(measure("next_290_days"), 1 - std::exp(-290 / 365.25), 1e-12);
}

TEST_F(Measures, of_a_crisis_that_never_was_only_chances_of_everything_apply) {
  for (const char* of_all : {"occupied", "demand", "assault", "occupied_first_side"}) {
    EXPECT_EQ(measure(of_all), 0) << of_all;
  }
  for (const char* given :
       {"shot", "conceded", "assault_given", "occupied_day", "assault_day", "unsanctioned",
        "general_war", "cease_fire_after", "occupier_holds", "no_violence", "next_290_days"}) {
    EXPECT_FALSE(applies(given)) << given;
  }
}

TEST_F(Measures, know_the_highest_strikes_from_the_top) {
  as_recorded();
  outcome.rung_day[kRed][kCorps] = 40;
  EXPECT_EQ(measure("claimant_air"), 1);
  EXPECT_EQ(measure("crossed"), 0);
  outcome.rung_day[kBlue][kAcross] = 41;
  EXPECT_EQ(measure("crossed"), 1);
}

TEST_F(Measures, turn_with_the_side_that_sat_down) {
  as_recorded();
  outcome.occupier = kRed;
  EXPECT_EQ(measure("occupied_first_side"), 1);
  EXPECT_EQ(measure("claimant_air"), 1);
  EXPECT_EQ(measure("occupier_holds"), 0);
  EXPECT_EQ(measure("counter_stroke_day"), 30);
}

TEST_F(Measures, a_crisis_without_blows_is_without_violence) {
  as_recorded();
  outcome.assault_day = kNoDay, outcome.end = End::kConceded, outcome.conceded = true;
  EXPECT_EQ(measure("no_violence"), 1);
  EXPECT_EQ(measure("conceded"), 1);
  EXPECT_FALSE(applies("cease_fire"));
}

}  // namespace
}  // namespace khasan::sim
