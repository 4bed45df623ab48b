// Goal: a crisis runs by its rules: who may do what, when, and by what chance; and its chance is
// that of the same men in every history. Method: small crises in which one decision is left, with
// known odds; twins that differ in one thing; thousands of random sets of numbers.
#include "crisis/course.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "base/odds.h"
#include "crisis/logit.h"
#include "crisis/surrogate.h"
#include "support/small_theatre.h"

namespace khasan::crisis {
namespace {

using namespace support;

constexpr double kMuch = 1e6;

Outcome play(const Theatre& theatre, uint64_t k, std::vector<Told>* told = nullptr) {
  return run_crisis(theatre, theatre.numbers, Rng(5, k), told);
}

// Share of runs of which something is true.
double share_of(const Theatre& theatre, int runs, const std::function<bool(const Outcome&)>& what) {
  int count = 0;
  for (int k = 0; k < runs; ++k) count += what(play(theatre, static_cast<uint64_t>(k)));
  return static_cast<double>(count) / runs;
}

double four_errors(double p, int runs) { return 4 * std::sqrt(p * (1 - p) / runs); }

bool is_assaulted(const Outcome& outcome) { return outcome.assault_day < kNoDay; }

// The guards go at once, nothing else happens by itself, and the red army has one strike, for which
// it needs no leave.
Theatre one_decision() {
  Theatre theatre = small_theatre();
  Numbers& n = theatre.numbers;
  stop_clocks(n);
  n.rate_guard = 100, n.actor[kBlueGuards].stake = kMuch;
  n.rate_field[kRed] = 1;
  theatre.end_day = 20;
  n.resolved = n.unresolved = 1;
  n.skip = 0;
  n.quality_sd = n.quantity_sd = 0;
  for (int i = 0; i < 6; ++i) n.actor[i].erosion = 0;
  for (Rung& rung : theatre.ladder) rung.possible[kRed] = rung.mobilised[kRed] = false;
  theatre.ladder[kRegiments].possible[kRed] = true;
  theatre.sides[kRed].sanction_from = theatre.sides[kRed].sanction_from_at_war = kRungsMax;
  return theatre;
}

// What the strike is worth to an actor of red more than holding, once the hill is taken.
double gain_of(const Theatre& theatre, int actor) {
  const Rng rng(5, 0);
  Course course(theatre, theatre.numbers, rng);
  course.advance(.5);
  const View view{theatre, theatre.numbers, course.situation(), actor, true};
  return strike_value(view, kRegiments) - hold_value(view);
}

TEST(Course, frozen_choices_between_two_are_logit) {
  constexpr int kDraws = 2'000'000;
  const double gain = .6;
  int taken = 0;
  for (uint64_t k = 0; k < kDraws; ++k) {
    const Rng rng(2, k);
    const auto shock = [&](uint64_t act) {
      return gumbel_from(rng.uniform(Purpose::kCrisisShock, stable_key("red_army"), act, Time{}));
    };
    taken += gain + shock(stable_key("regiments")) > shock(stable_key("hold"));
  }
  EXPECT_NEAR(static_cast<double>(taken) / kDraws, logistic(gain),
              four_errors(logistic(gain), kDraws));
}

TEST(Course, the_first_strike_is_a_logit_choice_and_looking_again_adds_nothing) {
  Theatre theatre = one_decision();
  Numbers& n = theatre.numbers;
  n.actor[kRedArmy].precision = .8 / gain_of(theatre, kRedArmy);
  constexpr int kRuns = 4000;
  const double p = logistic(.8);
  const double often = share_of(theatre, kRuns, is_assaulted);
  EXPECT_NEAR(often, p, four_errors(p, kRuns));
  n.rate_field[kRed] = 4;
  EXPECT_EQ(share_of(theatre, kRuns, is_assaulted), often);
}

TEST(Course, without_precision_every_option_is_as_likely) {
  Theatre theatre = one_decision();
  theatre.numbers.actor[kRedArmy].precision = 0;
  for (const int k : {kCompany, kDivision}) {
    theatre.ladder[static_cast<std::size_t>(k)].possible[kRed] = true;
  }
  theatre.sides[kRed].threatened = kDivision;
  constexpr int kRuns = 4000;
  for (const int k : {kCompany, kRegiments, kDivision}) {
    const double first = share_of(theatre, kRuns, [k](const Outcome& outcome) {
      return outcome.rung_day[kRed][k] == outcome.assault_day && is_assaulted(outcome);
    });
    EXPECT_NEAR(first, .25, four_errors(.25, kRuns)) << k;
  }
}

TEST(Course, with_perfect_precision_risk_is_run_below_gain_over_loss) {
  Theatre theatre = one_decision();
  Numbers& n = theatre.numbers;
  double& spiral = n.rung[kRegiments].spiral;
  n.actor[kRedArmy].precision = 1e9;
  spiral = 0;
  const double gain = gain_of(theatre, kRedArmy);
  ASSERT_GT(gain, 0);
  const double threshold = gain / (n.actor[kRedArmy].war_loss * 1.6);
  for (uint64_t k = 0; k < 50; ++k) {
    spiral = threshold * (1 - 1e-6);
    EXPECT_TRUE(is_assaulted(play(theatre, k)));
    spiral = threshold * (1 + 1e-6);
    EXPECT_FALSE(is_assaulted(play(theatre, k)));
  }
}

TEST(Course, a_certain_occupation_waits_one_over_its_rate) {
  Theatre theatre = small_theatre();
  stop_clocks(theatre.numbers);
  theatre.numbers.actor[kBlueGuards].stake = kMuch;
  theatre.numbers.rate_guard = .5;
  constexpr int kRuns = 20000;
  double days = 0;
  for (uint64_t k = 0; k < kRuns; ++k) days += play(theatre, k).occupied_day;
  EXPECT_NEAR(days / kRuns, 2, 4 * 2 / std::sqrt(kRuns));
}

TEST(Course, an_obedient_army_under_a_certain_veto_never_strikes) {
  Theatre theatre = small_theatre();
  theatre.numbers.side[kRed].veto = 1;
  theatre.numbers.rate_pretext = 0;
  EXPECT_GT(share_of(theatre, 2000, is_assaulted), 0);
  theatre.numbers.actor[kRedArmy].discipline = std::numeric_limits<double>::infinity();
  EXPECT_EQ(share_of(theatre, 2000, is_assaulted), 0);
}

TEST(Course, where_every_step_spirals_every_assault_is_general_war) {
  Theatre theatre = small_theatre();
  for (RungNumbers& rung : theatre.numbers.rung) rung.spiral = 1;
  for (ActorNumbers& actor : theatre.numbers.actor) actor.war_loss = 0;
  int assaults = 0;
  for (uint64_t k = 0; k < 1000; ++k) {
    const Outcome outcome = play(theatre, k);
    assaults += is_assaulted(outcome);
    EXPECT_EQ(outcome.end == End::kGeneralWar, is_assaulted(outcome));
  }
  EXPECT_GT(assaults, 100);
}

TEST(Course, a_strike_spirals_as_often_as_its_rung_says) {
  Theatre theatre = one_decision();
  theatre.numbers.actor[kRedArmy].stake = kMuch;
  theatre.numbers.rung[kRegiments].spiral = .3;
  constexpr int kRuns = 4000;
  const double war = share_of(theatre, kRuns, [](const Outcome& outcome) {
    return outcome.end == End::kGeneralWar && outcome.end_day == outcome.assault_day;
  });
  EXPECT_NEAR(war, .3, four_errors(.3, kRuns));
}

// The army proposes for certain; the capital approves with odds a; the army disobeys with odds d.
struct Sanction : testing::Test {
  Sanction() {
    Numbers& n = theatre.numbers;
    n.actor[kRedArmy].stake = 40;
    n.actor[kRedArmy].discipline = 1;
    n.actor[kRedArmy].precision = 30;
    theatre.sides[kRed].sanction_from = kCompany;
    const double gain = gain_of(theatre, kRedArmy);
    n.actor[kRedArmy].discipline = gain + .5 / 30;
    n.actor[kRedCapital].precision = 2;
    approves = logistic(2 * (gain_of(theatre, kRedCapital) - n.side[kRed].undemanded));
  }
  Theatre theatre = one_decision();
  double approves = 0, disobeys = logistic(-.5);
  static constexpr int kRuns = 4000;
};

TEST_F(Sanction, a_strike_needs_leave_or_disobedience) {
  theatre.numbers.side[kRed].veto = .4;
  const double leave = approves * .6, goes = leave + (1 - leave) * disobeys;
  EXPECT_NEAR(share_of(theatre, kRuns, is_assaulted), goes, four_errors(goes, kRuns));
  const double sanctioned =
      share_of(theatre, kRuns, [](const Outcome& outcome) { return outcome.sanctioned; });
  EXPECT_NEAR(sanctioned, leave, four_errors(leave, kRuns));
}

TEST_F(Sanction, a_vote_approves_by_its_weights) {
  theatre.numbers.actor[kRedArmy].discipline = kMuch * kMuch;
  theatre.sides[kRed].voters = {{"for", 3, kMuch}, {"against", 1, -kMuch}};
  EXPECT_NEAR(share_of(theatre, kRuns, is_assaulted), .75, four_errors(.75, kRuns));
  theatre.sides[kRed].voters[0].leaning = -kMuch;
  EXPECT_EQ(share_of(theatre, 500, is_assaulted), 0);
}

TEST_F(Sanction, a_fresh_pretext_lowers_the_bar) {
  theatre.numbers.side[kRed].veto = 1;
  theatre.numbers.pretext_discipline = .01;
  EXPECT_LT(share_of(theatre, 1000, is_assaulted), .5);
  theatre.numbers.rate_pretext = 5;
  EXPECT_EQ(share_of(theatre, 1000, is_assaulted), 1);
}

// ---- The same men.

// One line of a run with names for positions, so that histories with other orders compare.
std::string line_of(const Theatre& theatre, const Told& told, bool mirror = false) {
  const auto number = [](double value) { return std::to_string(value) + " "; };
  const std::size_t side = static_cast<std::size_t>(mirror ? 1 - told.side : told.side);
  std::string line = number(told.day) + std::to_string(static_cast<int>(told.deed)) + " " +
                     std::to_string(told.rung) + " ";
  if (told.actor != kNobody) line += theatre.actors[static_cast<std::size_t>(told.actor)].id + " ";
  if (told.deed == Deed::kReport) line += theatre.reports[static_cast<std::size_t>(told.report)].id;
  line += std::to_string(side) + " " + number(told.value) + number(told.hold) + number(told.chance);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::size_t s = mirror ? 1 - i : i;
    line += number(told.belief[s].strength()) + number(told.belief[s].resolved) +
            number(told.crest[s]) + number(told.audience[s]);
  }
  return line;
}

std::vector<std::string> lines_of(const Theatre& theatre, uint64_t k, bool mirror = false) {
  std::vector<Told> told;
  play(theatre, k, &told);
  std::vector<std::string> lines;
  for (const Told& line : told) {
    // A cease-fire and its failure are nobody's: they are filed under the first side.
    const bool shared = line.deed == Deed::kTalksFailed || line.deed == Deed::kCeaseFire;
    Told as_told = line;
    if (shared && mirror) as_told.side = 1 - as_told.side;
    lines.push_back(line_of(theatre, as_told, mirror));
  }
  return lines;
}

Theatre with_reports() {
  Theatre theatre = small_theatre();
  for (const char* id : {"first", "second", "third"}) {
    const int r = add_report(theatre, id, kRed, 25);
    theatre.numbers.report[r].quality = .6 + .3 * r;
    theatre.numbers.report[r].quantity = -.5 + .3 * r;
    theatre.numbers.report[r].alarm = .4;
    theatre.numbers.report[r].chance = .8;
  }
  return theatre;
}

TEST(Course, the_order_of_actors_does_not_matter) {
  const Theatre theatre = with_reports(), reversed = with_actors_reversed(theatre);
  for (uint64_t k = 0; k < 500; ++k) {
    ASSERT_EQ(lines_of(theatre, k), lines_of(reversed, k)) << k;
  }
}

TEST(Course, the_order_of_reports_of_one_day_does_not_matter) {
  const Theatre theatre = with_reports();
  Theatre reversed = theatre;
  std::reverse(reversed.reports.begin(), reversed.reports.end());
  std::reverse(reversed.numbers.report, reversed.numbers.report + 3);
  for (uint64_t k = 0; k < 500; ++k) {
    ASSERT_EQ(lines_of(theatre, k), lines_of(reversed, k)) << k;
  }
}

TEST(Course, the_order_of_sides_does_not_matter) {
  const Theatre theatre = with_reports(), other = mirrored(theatre);
  for (uint64_t k = 0; k < 500; ++k) {
    ASSERT_EQ(lines_of(theatre, k), lines_of(other, k, true)) << k;
  }
}

TEST(Course, histories_are_the_same_until_a_report_parts_them) {
  Theatre told = with_reports(), untold = told;
  told.numbers.report[1].day = 30, untold.numbers.report[1].day = 30;
  told.numbers.report[1].chance = 1, untold.numbers.report[1].chance = 0;
  int parted = 0;
  for (uint64_t k = 0; k < 1000; ++k) {
    std::vector<Told> a, b;
    play(told, k, &a), play(untold, k, &b);
    const auto before = [](const std::vector<Told>& lines) {
      return std::count_if(lines.begin(), lines.end(), [](const Told& l) { return l.day < 30; });
    };
    ASSERT_EQ(before(a), before(b)) << k;
    for (std::ptrdiff_t i = 0; i < before(a); ++i) {
      const auto at = static_cast<std::size_t>(i);
      ASSERT_EQ(line_of(told, a[at]), line_of(untold, b[at])) << k;
    }
    parted += a.back().day != b.back().day;
  }
  EXPECT_GT(parted, 20);
}

TEST(Course, whoever_is_not_touched_stays_the_same_man) {
  // Blue's capital and one more actor change, which matters to nobody before there is fighting.
  const Theatre theatre = small_theatre();
  Theatre other = theatre;
  add_actor(other, "blue_successor", kBlue, Role::kSuccessor, other.numbers.actor[kRedSuccessor]);
  for (Theatre* t : {&other}) t->numbers.rate_talks *= 3, t->numbers.fatigue = .2;
  for (uint64_t k = 0; k < 1000; ++k) {
    const Outcome a = play(theatre, k), b = play(other, k);
    ASSERT_EQ(a.occupied_day, b.occupied_day);
    ASSERT_EQ(a.demand_day, b.demand_day);
    ASSERT_EQ(a.assault_day, b.assault_day);
    ASSERT_EQ(a.sanctioned, b.sanctioned);
    ASSERT_EQ(a.truth.strength, b.truth.strength);
  }
}

TEST(Course, stopping_to_look_changes_nothing) {
  const Theatre theatre = with_reports();
  for (uint64_t k = 0; k < 300; ++k) {
    const Outcome whole = play(theatre, k);
    const Rng rng(5, k);
    Course course(theatre, theatre.numbers, rng);
    for (double day = .5; !course.is_over(); day += .5) {
      while (course.advance(day) == Course::Stop::kStrike) {
        course.settle(course.strike(), fight(theatre, theatre.numbers, course.truth(),
                                             course.situation(), course.strike(), rng));
      }
    }
    const Outcome& parts = course.outcome();
    ASSERT_EQ(whole.end, parts.end) << k;
    ASSERT_EQ(whole.end_day, parts.end_day) << k;
    ASSERT_EQ(whole.assault_day, parts.assault_day) << k;
    ASSERT_EQ(whole.after, parts.after) << k;
  }
}

// ---- Whatever the numbers.

bool is_chance(double p) { return p >= 0 && p <= 1; }

void expect_sound(const std::vector<Told>& told, const Outcome& outcome, const Theatre& theatre) {
  double day = -1e9;
  std::array<double, kSides> audience{};
  for (const Told& line : told) {
    ASSERT_GE(line.day, day);
    ASSERT_TRUE(is_chance(line.chance)) << line.chance;
    ASSERT_LE(line.crest[0] + line.crest[1], 1 + 1e-12);
    for (std::size_t i = 0; i < kSides; ++i) {
      ASSERT_TRUE(is_chance(line.crest[i]));
      ASSERT_GE(line.audience[i], audience[i]);
      ASSERT_TRUE(is_chance(line.belief[i].resolved));
      ASSERT_GE(line.belief[i].var_strength(), -1e-12);
      ASSERT_TRUE(std::isfinite(line.belief[i].strength()));
    }
    day = line.day;
    audience = line.audience;
  }
  ASSERT_LE(outcome.end_day, theatre.end_day);
  ASSERT_GE(outcome.end_day, day);
  if (is_assaulted(outcome)) {
    ASSERT_GE(outcome.assault_day, outcome.occupied_day);
  }
  const bool silent = outcome.end == End::kFaded || outcome.end == End::kConceded ||
                      outcome.end == End::kNoOccupation;
  ASSERT_NE(silent, is_assaulted(outcome));
  ASSERT_EQ(outcome.end == End::kNoOccupation, outcome.occupied_day == kNoDay);
}

TEST(Course, public_steps_strain_the_relation_and_a_settlement_eases_it) {
  Theatre theatre = with_reports();
  theatre.numbers.relation = {1, 0.25, 0, 0};
  int settled = 0, others = 0;
  for (uint64_t k = 0; k < 300; ++k) {
    std::vector<Told> told;
    const Outcome outcome = play(theatre, k, &told);
    double strain = 1;
    for (const Told& line : told) {
      ASSERT_GE(line.strain, strain);
      strain = line.strain;
    }
    const bool is_settled = outcome.end == End::kConceded || outcome.end == End::kCeaseFire;
    ASSERT_DOUBLE_EQ(outcome.strain, is_settled ? strain / 4 : strain);
    (is_settled ? settled : others) += strain > 1;
  }
  EXPECT_GT(settled, 10);
  EXPECT_GT(others, 10);
}

TEST(Course, what_strain_is_carried_on_makes_both_look_resolved) {
  Theatre theatre = with_reports();
  const auto believed = [&] {
    const Course course(theatre, theatre.numbers, Rng(5, 1));
    return course.situation().belief;
  };
  const auto calm = believed();
  theatre.numbers.relation.hostility = 0.5;
  const auto hostile = believed();
  for (std::size_t i = 0; i < kSides; ++i) {
    EXPECT_NEAR(log_odds(hostile[i].resolved) - log_odds(calm[i].resolved), 0.5, 1e-9);
  }
}

TEST(Course, any_numbers_give_a_sound_story) {
  const Theatre best = with_reports();
  std::array<int, 6> ends{};
  for (uint64_t k = 0; k < 4000; ++k) {
    Theatre theatre = best;
    uint32_t drawn = 0;
    const auto wide = [&](double& value, double most) {
      value = most * Rng(9, k).uniform(Purpose::kTest, 0, 0, Time{}, drawn++);
    };
    Numbers& n = theatre.numbers;
    for (int i = 0; i < 6; ++i) {
      ActorNumbers& who = n.actor[i];
      wide(who.stake, 3), wide(who.cost_weight, 2), wide(who.war_loss, 100);
      wide(who.audience, 2), wide(who.discipline, 3), wide(who.erosion, 2);
      wide(who.precision, 20);
    }
    for (int i = 0; i < kSides; ++i) {
      SideNumbers& side = n.side[i];
      wide(side.resolved, 1), wide(side.quality, 1), wide(side.var_quantity, 1);
      wide(side.var_quality, 1), wide(side.drag, 1), wide(side.veto, 1), wide(side.mobilise_d, 9);
      wide(n.rate_field[i], 1), wide(n.rate_principal[i], 1);
    }
    for (ReportNumbers& said : n.report) {
      wide(said.day, 80), wide(said.credibility, 1), wide(said.var_quality, .3);
      wide(said.var_quantity, .3), wide(said.suspicion, .5), wide(said.resolve, 3);
    }
    wide(n.heights, 2), wide(n.battle_noise, .5), wide(n.exchange_noise, .3);
    wide(n.crest_width, 3), wide(n.share, .5), wide(n.fatigue, .2), wide(n.skip, .3);
    wide(n.rate_guard, 1), wide(n.rate_talks, 1), wide(n.rate_pretext, 1);
    std::vector<Told> told;
    const Outcome outcome = play(theatre, k, &told);
    ++ends[static_cast<std::size_t>(outcome.end)];
    ASSERT_NO_FATAL_FAILURE(expect_sound(told, outcome, theatre)) << k;
  }
  for (const int count : ends) EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace khasan::crisis
