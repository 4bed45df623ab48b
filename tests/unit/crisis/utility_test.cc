// Goal: what steps are worth is what equations (1), (4), (5) and (6) of the crisis model say, and
// does not know which side is which. Method: quadrature, the equations written out once more with
// the C library's functions, the limit of perfect precision, and the theatre in a mirror.
#include "crisis/utility.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/small_theatre.h"

namespace khasan::crisis {
namespace {

using namespace support;

double cdf(double x) { return .5 * std::erfc(-x / std::sqrt(2.0)); }
double sigma(double x) { return 1 / (1 + std::exp(-x)); }

// Blue sits on the hill, red thinks about it.
struct Utility : testing::Test {
  Utility() {
    now.day = 30;
    now.belief[kRed] = {-.1, .5, .15, -.02, .1, .6};
    now.belief[kBlue] = {0, .2, .2, 0, .2, .45};
    now.crest = {0, 1};
    now.lost_since = {22, 0};
    now.level = {kCallUp, kSitDown};
    now.climbed = {kNote, kSitDown};
    now.audience = {.07, .2};
    now.commitment = {.6, 0};
  }
  View view(int actor, bool resolved = true) const {
    return {theatre, theatre.numbers, now, actor, resolved};
  }
  Theatre theatre = small_theatre();
  Situation now;
};

TEST_F(Utility, chance_of_success_is_the_integral_over_belief) {
  theatre.numbers.battle_noise = .5;
  theatre.numbers.heights = 0;
  theatre.numbers.rung[kRegiments].mass[kRed] = theatre.numbers.rung[kSitDown].mass[kBlue] = 0;
  theatre.numbers.actor[kRedArmy].optimism = 0;
  now.belief[kRed] = {.2, .35, .2, 0, .12, .6};
  const double chance = success_chance(view(kRedArmy), kRegiments, kSitDown);
  EXPECT_NEAR(chance, .766844011631, 1e-9);
  // Trapezoids over twelve standard deviations of what is believed.
  const double sd = std::sqrt(.32), step = 24 * sd / 20000;
  double sum = 0;
  for (int i = 0; i <= 20000; ++i) {
    const double x = -12 * sd + i * step;
    const double weight = (i == 0 || i == 20000) ? .5 : 1;
    sum += weight * std::exp(-x * x / (2 * .32)) * cdf((.55 + x) / .5);
  }
  EXPECT_NEAR(chance, sum * step / std::sqrt(2 * std::acos(-1.0) * .32), 1e-9);
}

// Equations (1), (4) and (5) for the red army at its regiments, with blue's division to come.
struct Written : Utility {
  double s = std::sqrt(.25 + .15 - .04 + .1), strength = .4 + .3;
  double p = cdf((1.1 + 2.8 + strength - .8) / s);
  double r = cdf((1.6 - 1.1 - strength - .8) / s);
  double ca(double success) const {
    const auto strikes = [&](double stake) {
      return sigma(7 * (success * stake - .7 * .3 - .003 * 21 + .2));
    };
    return .6 * strikes(1.8 * 1.2) + .4 * strikes(1.8 * .7);
  }
  double price(double cost, double risk) const { return .6 * cost + risk * 12 * (1 + .6); }
  double v = 1.2 * 1.2, h = -.4 * 8 / 20;
  double fight = p * v * (1 - ca(r) * r) + (1 - p) * h - price(.22, .003) - .1 * 2;
};

TEST_F(Written, a_strike_is_worth_what_equation_5_says) {
  EXPECT_NEAR(success_chance(view(kRedArmy), kRegiments, kSitDown), p, 1e-12);
  EXPECT_NEAR(loss_chance(view(kRedArmy), kDivision, kRegiments), r, 1e-12);
  EXPECT_NEAR(counter_chance(view(kRedArmy), r), ca(r), 1e-12);
  EXPECT_NEAR(hold_value(view(kRedArmy)), h, 1e-12);
  // Ultimatum and call-up are left out.
  EXPECT_NEAR(strike_value(view(kRedArmy), kRegiments), fight, 1e-12);
}

TEST_F(Written, a_threat_is_worth_what_equation_6_says) {
  const double back = h - .07 - .2 * .15;
  const double carried = sigma(7 * (fight - back));
  const auto refuses = [&](double stake) {
    return sigma(7 * (carried * ((1 - p) * stake - .7 * .22 - .003 * 21) + (1 - carried) * stake +
                      .2 + .9 * .15));
  };
  const double q = .6 * refuses(1.8 * 1.2) + .4 * refuses(1.8 * .7);
  const Threat made = threat(view(kRedArmy), kCallUp);
  EXPECT_NEAR(made.carried_out, carried, 1e-12);
  EXPECT_NEAR(made.refused_resolved, refuses(1.8 * 1.2), 1e-12);
  EXPECT_NEAR(made.refused_other, refuses(1.8 * .7), 1e-12);
  EXPECT_NEAR(made.refused, q, 1e-12);
  EXPECT_NEAR(made.value,
              (1 - q) * v + q * (carried * fight + (1 - carried) * back) - price(.06, .0005),
              1e-12);
}

TEST_F(Written, a_holder_buys_safety) {
  now.crest = {1, 0};
  now.level[kRed] = kCompany;
  const double at_present = cdf((1.6 + 2 - strength - .8) / s);
  EXPECT_NEAR(strike_value(view(kRedArmy), kRegiments),
              v + v * (ca(at_present) * at_present - ca(r) * r) - price(.22, .003), 1e-12);
}

TEST_F(Written, a_cease_fire_is_weighed_against_going_on) {
  now.crest = {1, 0};
  now.level = {kRegiments, kCallUp};
  now.since_war = 6;
  EXPECT_NEAR(cease_fire_gain(view(kRedArmy)), v * .9 - (v * (1 - ca(r) * r) - .03 * 6), 1e-12);
  // Blue has lost it: nothing but swallowing it, where nothing can be struck.
  for (Rung& rung : theatre.ladder) rung.possible[kBlue] = false;
  now.lost_since[kBlue] = 20;
  const double v_blue = 1.8 * 1.2, swallow = -.2 - .8 * 10 / 20;
  EXPECT_NEAR(cease_fire_gain(view(kBlueCapital)), v_blue * .1 - .2 - (swallow - .03 * 6), 1e-12);
}

TEST_F(Written, sitting_down_is_weighed_against_waiting) {
  now.crest = {0, 0};
  const double stake = 1.2 * .7;
  EXPECT_NEAR(occupation_gain(view(kBlueGuards, false), .23),
              stake * (1 - .4 * .45) - .5 * .03 - .0002 * 12 - .7 + .23 - .5 * stake * .55, 1e-12);
}

TEST_F(Utility, an_empty_hill_is_worth_half_and_a_lost_one_hurts_more_with_time) {
  now.crest = {0, 0};
  EXPECT_NEAR(hold_value(view(kRedArmy)), 1.2 * 1.2 / 2, 1e-15);
  now.crest = {1, 0};
  now.lost_since[kBlue] = 25;
  EXPECT_NEAR(hold_value(view(kRedArmy)), 1.2 * 1.2, 1e-15);
  EXPECT_NEAR(hold_value(view(kBlueCapital)), -.8 * 5 / 20, 1e-15);
  now.day = 70;
  EXPECT_NEAR(hold_value(view(kBlueCapital)), -.8, 1e-15);
  // Lost in battle: doing nothing swallows what was said in public.
  now.lost_in_battle[kBlue] = true;
  EXPECT_NEAR(hold_value(view(kBlueCapital)), -.8 - .2, 1e-15);
}

TEST_F(Utility, a_perfect_chooser_threatens_below_the_deterrence_threshold) {
  for (int i = 0; i < 6; ++i) theatre.numbers.actor[i].precision = 1e9;
  int made_count = 0;
  for (int step = 0; step <= 60; ++step) {
    theatre.numbers.actor[kRedArmy].war_loss = 10 * step;
    theatre.numbers.actor[kBlueCapital].stake = .02 * step;
    const View red = view(kRedArmy);
    const Threat made = threat(red, kCallUp);
    const double fight = strike_value(red, kRegiments);
    const double back = hold_value(red) - .07 - .2 * .15;
    const double refused = std::max(fight, back);  // the better of carrying out and backing down
    const double cost = .6 * .06 + .0005 * war_loss(red);
    const double v = red.stake(), h = hold_value(red);
    const bool worth_it = made.value > h;
    EXPECT_EQ(worth_it, made.refused < (v - cost - h) / (v - refused)) << step;
    made_count += worth_it;
  }
  EXPECT_GT(made_count, 0);
  EXPECT_LT(made_count, 61);
}

TEST_F(Utility, a_receiver_refuses_unless_the_blow_is_worse) {
  // A sender that the receiver holds for weak is never believed.
  now.belief[kBlue].quality = 9;
  EXPECT_GT(refusal_gain(view(kBlueCapital), kUltimatum), 1.8);
  now.belief[kBlue].quality = -9;
  theatre.numbers.actor[kBlueCapital].war_loss = 2000;
  EXPECT_LT(refusal_gain(view(kBlueCapital), kUltimatum), 0);
  // His belief counts, not the sender's.
  const double gain = refusal_gain(view(kBlueCapital), kUltimatum);
  now.belief[kRed].quality = -9, now.belief[kRed].var_quality = 3;
  EXPECT_EQ(refusal_gain(view(kBlueCapital), kUltimatum), gain);
}

TEST_F(Utility, knows_no_difference_between_the_sides) {
  const Theatre other = mirrored(theatre);
  Situation seen = now;
  std::swap(seen.belief[0], seen.belief[1]);
  for (auto* values : {&seen.crest, &seen.lost_since, &seen.audience, &seen.commitment}) {
    std::swap((*values)[0], (*values)[1]);
  }
  std::swap(seen.level[0], seen.level[1]);
  std::swap(seen.climbed[0], seen.climbed[1]);
  for (const int actor : {kRedCapital, kRedArmy, kBlueCapital, kBlueFront}) {
    const View here = view(actor), there{other, other.numbers, seen, actor, true};
    for (int k = kDivision; k <= kAcross; ++k) {
      EXPECT_EQ(success_chance(here, k, kDivision), success_chance(there, k, kDivision));
      EXPECT_EQ(loss_chance(here, k, kDivision), loss_chance(there, k, kDivision));
      EXPECT_EQ(strike_value(here, k), strike_value(there, k));
    }
    EXPECT_EQ(counter_chance(here, .6), counter_chance(there, .6));
    EXPECT_EQ(threat(here, kUltimatum).value, threat(there, kUltimatum).value);
    EXPECT_EQ(refusal_gain(here, kUltimatum), refusal_gain(there, kUltimatum));
    EXPECT_EQ(hold_value(here), hold_value(there));
    EXPECT_EQ(occupation_gain(here, .2), occupation_gain(there, .2));
    EXPECT_EQ(cease_fire_gain(here), cease_fire_gain(there));
  }
}

TEST_F(Utility, the_next_strike_is_the_next_that_the_side_has) {
  EXPECT_EQ(next_strike(theatre, kRed, kSeen), kCompany);
  EXPECT_EQ(next_strike(theatre, kBlue, kSeen), kDivision);
  EXPECT_EQ(next_strike(theatre, kRed, kCompany), kRegiments);
  EXPECT_EQ(next_strike(theatre, kRed, kAcross), kAcross);
  for (Rung& rung : theatre.ladder) rung.possible[kBlue] = false;
  EXPECT_EQ(next_strike(theatre, kBlue, kSeen), kNobody);
  EXPECT_EQ(counter_chance(view(kRedArmy), .9), 0);
}

// Where striking and waiting are nearly equal, a look is worth the more the sharper it is; one that
// shows nothing costs what the rung costs.
TEST_F(Utility, a_look_is_worth_what_it_may_change) {
  const View army = view(kRedArmy);
  double& cost = theatre.numbers.rung[kRegiments].cost;
  cost += (strike_value(army, kRegiments) - hold_value(army)) / army.self().cost_weight;
  ASSERT_NEAR(strike_value(army, kRegiments), hold_value(army), 1e-12);
  const double price = army.self().cost_weight * theatre.numbers.rung[kSeen].cost +
                       theatre.numbers.rung[kSeen].spiral * war_loss(army);
  const double sharp = probing_gain(army, .05), blunt = probing_gain(army, .5);
  EXPECT_GT(sharp, blunt);
  EXPECT_GT(blunt, -price);
  EXPECT_NEAR(probing_gain(army, 1e12), -price, 1e-5);
}

}  // namespace
}  // namespace khasan::crisis
