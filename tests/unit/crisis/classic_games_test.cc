// Goal: the oracle for crisis games gives what published solvers and papers give, so that it may
// judge the crisis model; and the limits of that model are the theorems they are meant to be.
// Method: golden values of the R package games 1.1.2 (egame12: Signorino 1999, 2003; Kenkel and
// Signorino 2014) and of gambit-logit 17.0.0 (quantal response); for continuous games, the payoffs
// of the paper searched or summed by brute force against its closed form. Last, the closed forms of
// the model against the trees they stand for, with numbers drawn at random.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/hash.h"
#include "crisis/utility.h"
#include "support/game_tree.h"

namespace khasan::support {
namespace {

// Signorino's tree: the first keeps the status quo or demands; the second gives in (both 0) or
// fights.
GameNode signorino(double u11, double u14, double u24) {
  return choice_of(
      Mover::kFirst,
      {game_end(u11, 0), choice_of(Mover::kSecond, {game_end(0, 0), game_end(u14, u24)})});
}

void expect_ends(const GameNode& game, const ChoiceRule& rule, std::vector<double> expected) {
  const std::vector<double> p = end_probabilities(solve_game(game, rule));
  ASSERT_EQ(p.size(), expected.size());
  for (std::size_t i = 0; i < p.size(); ++i) EXPECT_NEAR(p[i], expected[i], 1e-9) << i;
}

TEST(Signorino, by_hand) {
  const GameNode game = signorino(-0.5, 0.2, 0.5);
  expect_ends(game, probit_choice, {0.3285924029, 0.2429399797, 0.4284676174});
  expect_ends(game, logit_choice(1), {0.3487605372, 0.2458693823, 0.4053700805});
  EXPECT_NEAR(solve_game(game, probit_choice).moves[1].p[1], 0.6381631951, 1e-9);
}

TEST(Signorino, rows_of_the_fitted_wars_of_the_nineteenth_century) {
  // Coefficients that the package estimates from its 282 rows, and two of its predictions.
  const auto u11 = [](double s_wt_re1) {
    return -0.4954461639 - 0.7400146617 * s_wt_re1 + 0.4272404776;
  };
  const auto u24 = [](double balance) { return 0.4990884759 - 0.0419715218 * balance; };
  expect_ends(signorino(u11(-0.6104590297), 0.2219066036, u24(0.7107929587)), probit_choice,
              {0.5684203122, 0.1596909474, 0.2718887404});
  expect_ends(
      signorino(u11(-0.5760859847), 0.2219066036 - 0.5841051409, u24(0.5761834383) - 0.6168265522),
      probit_choice, {0.6446959829, 0.1918528646, 0.1634511525});
}

// Demand or not; concede or resist; fight or back down.
GameNode three_node_crisis() {
  return choice_of(
      Mover::kFirst,
      {game_end(0, 1),
       choice_of(Mover::kSecond, {game_end(1, 0), choice_of(Mover::kFirst, {game_end(-0.2, -0.3),
                                                                            game_end(-0.5, 1)})})});
}

TEST(ThreeNodeCrisis, is_the_quantal_response_equilibrium) {
  const double golden[][4] = {{1, 0.562807265, 0.562970056, 0.574442517},
                              {2, 0.619076501, 0.579639481, 0.645656306},
                              {5, 0.913094085, 0.422081582, 0.817574476}};
  for (const auto& [lambda, challenge, resist, fight] : golden) {
    const SolvedNode solved = solve_game(three_node_crisis(), logit_choice(lambda));
    EXPECT_NEAR(solved.p[1], challenge, 1e-8) << lambda;
    EXPECT_NEAR(solved.moves[1].p[1], resist, 1e-8) << lambda;
    EXPECT_NEAR(solved.moves[1].moves[1].p[0], fight, 1e-8) << lambda;
  }
}

TEST(Limits, without_precision_every_move_is_as_likely) {
  GameNode game = three_node_crisis();
  game.moves.push_back(game_end(7, -7));
  const SolvedNode solved = solve_game(game, logit_choice(0));
  for (const double p : solved.p) EXPECT_EQ(p, 1.0 / 3);
  EXPECT_EQ(solved.moves[1].p[0], 0.5);
}

TEST(Limits, with_precision_a_threat_is_made_below_the_threshold_of_deterrence) {
  // Zagare and Kilgour's threshold: the chance of resistance below (v - c - h) / (v - w).
  const double v = 1, w = -0.8, h = 0.1, c = 0.05;
  const double threshold = (v - c - h) / (v - w);
  for (const double margin : {-0.001, 0.001}) {
    const GameNode threat = chance_node(threshold + margin, game_end(w - c, 0), game_end(v - c, 0));
    const SolvedNode solved =
        solve_game(choice_of(Mover::kFirst, {game_end(h, 0), threat}), logit_choice(1e5));
    EXPECT_NEAR(solved.p[1], margin < 0 ? 1 : 0, 1e-12) << margin;
  }
}

TEST(Limits, with_precision_a_side_escalates_while_the_risk_is_below_gain_over_loss) {
  const double gain = 0.3, loss = 20, bar = gain / loss;
  for (const double margin : {-1e-4, 1e-4}) {
    // Schelling's threat that leaves something to chance: the gain is had, war may come on top.
    const GameNode step = chance_node(bar + margin, game_end(gain - loss, 0), game_end(gain, 0));
    const SolvedNode solved =
        solve_game(choice_of(Mover::kFirst, {game_end(0, 0), step}), logit_choice(1e5));
    EXPECT_NEAR(solved.p[1], margin < 0 ? 1 : 0, 1e-12) << margin;
  }
}

TEST(Limits, risks_of_steps_add_up_to_less_than_their_sum) {
  GameNode game = game_end(0, 0);
  for (int step = 0; step < 5; ++step) game = chance_node(0.01, game_end(-1, -1), game);
  const SolvedNode solved = solve_game(game, logit_choice(1));
  EXPECT_NEAR(-solved.value[0], 0.0490099501, 1e-10);
}

// Fearon 1995: A offers B the share 1 - x of a prize of one; B takes it, or fights and wins with
// 1 - p at a cost uniform in 0..cost_max, which A does not know. War costs A cost_a.
struct Bargain {
  double p, cost_a, cost_max;

  double chance_of_war(double x) const { return std::clamp((x - p) / cost_max, 0.0, 1.0); }
  double worth_to_a(double x) const {
    return chance_of_war(x) * (p - cost_a) + (1 - chance_of_war(x)) * x;
  }
  double best_demand() const {
    double best = 0;
    for (int i = 0; i <= 100'000; ++i) {
      if (worth_to_a(i * 1e-5) > worth_to_a(best)) best = i * 1e-5;
    }
    return best;
  }
};

TEST(FearonsOffer, balances_risk_against_return) {
  const Bargain bargain{0.5, 0.1, 0.4};
  EXPECT_NEAR(bargain.best_demand(), 0.5 + (0.4 - 0.1) / 2, 1e-5);
  EXPECT_NEAR(bargain.chance_of_war(bargain.best_demand()), (1 - 0.1 / 0.4) / 2, 1e-4);
  EXPECT_NEAR(bargain.chance_of_war(0.65), 0.375, 1e-12);
}

TEST(FearonsOffer, risks_no_war_where_war_is_dear) {
  const Bargain bargain{0.5, 0.4, 0.3};
  EXPECT_NEAR(bargain.best_demand(), 0.5, 1e-5);
  EXPECT_NEAR(bargain.chance_of_war(bargain.best_demand()), 0, 1e-4);
}

TEST(FearonsOffer, of_one_who_knows_leaves_no_war) {
  // Known costs: A asks for all that B would rather give than fight over, within p - c_A..p + c_B.
  const double p = 0.5, cost_a = 0.1, cost_b = 0.2;
  const auto ends = [&](double x) {
    return solve_game(
        choice_of(Mover::kSecond, {game_end(x, 1 - x), game_end(p - cost_a, 1 - p - cost_b)}),
        logit_choice(1e6));
  };
  double best = 0;
  for (int i = 0; i <= 1000; ++i) {
    if (ends(i * 1e-3).value[0] > ends(best).value[0]) best = i * 1e-3;
  }
  EXPECT_NEAR(best, p + cost_b, 1.5e-3);
  EXPECT_NEAR(ends(best).p[1], 0, 1e-12) << "P(war)";
  EXPECT_GT(best, p - cost_a);
}

// Fearon 1994: both stand for a prize, and who backs down at time t pays an audience cost a t. Each
// stands at t with the probability that makes the other indifferent.
double still_stands(double prize_of_other, double cost_of_other, double t) {
  return prize_of_other / (prize_of_other + cost_of_other * t);
}

TEST(WarOfAttrition, nobody_gains_by_backing_down_earlier_or_later) {
  const double prize = 1, cost = 0.1;
  EXPECT_NEAR(still_stands(prize, cost, 5), 2.0 / 3, 1e-15);
  // What it is worth to stand until t: the prize if the other has gone by then, else the cost.
  for (const double t : {0.5, 5.0, 40.0}) {
    const double other = still_stands(prize, cost, t);
    EXPECT_NEAR((1 - other) * prize - other * cost * t, 0, 1e-14) << t;
  }
}

TEST(WarOfAttrition, who_pays_dearer_faces_the_weaker_enemy) {
  // A dear audience makes a side's enemy give way sooner: audience costs are strength.
  EXPECT_LT(still_stands(1, 0.3, 5), still_stands(1, 0.1, 5));
}

// Two sides of one actor each: the first strikes at rung 2 or threatens so by rung 0, the second
// stands at rung 1 and strikes back at rung 3.
struct RandomCrisis {
  crisis::Theatre theatre;
  crisis::Situation now;

  explicit RandomCrisis(uint64_t seed) : state_(seed) {
    theatre.actors = {{"first", "", 0}, {"second", "", 1}};
    theatre.ladder.resize(4);
    for (const int rung : {2, 3}) {
      theatre.ladder[rung].possible[0] = theatre.ladder[rung].possible[1] = true;
    }
    theatre.shot = 0, theatre.first_strike = 2;
    crisis::Numbers& n = theatre.numbers;
    for (const int side : {0, 1}) {
      theatre.sides[side].principal = side;
      theatre.sides[side].threatened = 2;
      n.actor[side] = {in(0.4, 2), in(0.3, 1.3),  in(5, 60),  in(0.1, 1),
                       0,          in(-0.2, 0.3), in(0.1, 1), in(2, 8)};
      n.side[side].commitment_weight = in(0, 1);
      for (int rung = 0; rung < 4; ++rung) n.rung[rung].mass[side] = in(-1, 2);
      now.belief[side] = {in(-0.5, 0.5), in(-0.5, 0.5), 0.2, -0.05, 0.1, in(0.1, 0.9)};
      now.audience[side] = in(0, 0.5);
      now.commitment[side] = in(0, 1);
      now.climbed[side] = 1;
    }
    for (int rung = 0; rung < 4; ++rung) {
      n.rung[rung].cost = in(0.01, 0.5);
      n.rung[rung].spiral = in(0, 0.01);
      n.rung[rung].publicity = in(0, 0.4);
    }
    n.heights = 0.8, n.battle_noise = 0.5, n.skip = 0.1;
    n.unresolved = 0.7, n.resolved = 1.2;
    now.crest = {0, 1};
    now.level = {0, 2};
    now.day = in(0, 30);
  }

  crisis::View view(int actor, bool resolved) const {
    return {theatre, theatre.numbers, now, actor, resolved};
  }
  double price(const crisis::View& view, int rung) const {
    return view.self().cost_weight * theatre.numbers.rung[rung].cost +
           theatre.numbers.rung[rung].spiral * crisis::war_loss(view);
  }

 private:
  double in(double low, double high) {
    state_ = mix(state_ + 0x9e3779b97f4a7c15ull);
    return low + (high - low) * static_cast<double>(state_ >> 11) * 0x1.0p-53;
  }
  uint64_t state_;
};

// An end at which both payoffs are in units of their owners' precision, so that one rule serves.
GameNode scaled_end(const RandomCrisis& game, double first, double second) {
  const crisis::ActorNumbers* actor = game.theatre.numbers.actor;
  return game_end(actor[0].precision * first, actor[1].precision * second);
}

constexpr int kTrials = 200;

TEST(ModelGames, a_strike_is_the_tree_of_storm_and_counter_stroke) {
  for (int seed = 0; seed < kTrials; ++seed) {
    const RandomCrisis game(seed);
    const crisis::View i = game.view(0, seed % 2 == 0);
    const double v = i.stake(), price = game.price(i, 2), r = crisis::loss_chance(i, 3, 2);
    const auto beaten_off = scaled_end(game, crisis::hold_value(i) - price, 0);
    const auto after_success = [&](bool resolved) {
      const crisis::View j = game.view(1, resolved);
      const double cost = game.price(j, 3) - game.now.audience[1];
      const GameNode strikes_back = chance_node(r, scaled_end(game, -price, j.stake() - cost),
                                                scaled_end(game, v - price, -cost));
      return choice_of(Mover::kSecond, {strikes_back, scaled_end(game, v - price, 0)});
    };
    const GameNode strike = chance_node(
        crisis::success_chance(i, 2, 2),
        chance_node(i.belief().resolved, after_success(true), after_success(false)), beaten_off);
    EXPECT_NEAR(crisis::strike_value(i, 2),
                solve_game(strike, logit_choice(1)).value[0] / i.self().precision, 1e-12)
        << seed;
  }
}

TEST(ModelGames, a_threat_is_the_tree_of_demand_answer_and_word_kept) {
  for (int seed = 0; seed < kTrials; ++seed) {
    const RandomCrisis game(seed);
    const crisis::View i = game.view(0, seed % 2 == 0);
    const double price = game.price(i, 0), publicity = game.theatre.numbers.rung[0].publicity;
    const double fight = crisis::strike_value(i, 2), p = crisis::success_chance(i, 2, 2);
    const double back_down =
        crisis::hold_value(i) - game.now.audience[0] - i.self().audience * publicity;
    const auto answered = [&](bool resolved) {
      const crisis::View j = game.view(1, resolved);
      const double face = game.now.audience[1] + j.self().audience * publicity;
      const GameNode refused = choice_of(
          Mover::kFirst, {scaled_end(game, fight - price, (1 - p) * j.stake() - game.price(j, 2)),
                          scaled_end(game, back_down - price, j.stake())});
      return choice_of(Mover::kSecond, {refused, scaled_end(game, i.stake() - price, -face)});
    };
    const SolvedNode solved = solve_game(
        chance_node(i.belief().resolved, answered(true), answered(false)), logit_choice(1));
    const crisis::Threat threat = crisis::threat(i, 0);
    EXPECT_NEAR(threat.refused_resolved, solved.moves[0].p[0], 1e-12) << seed;
    EXPECT_NEAR(threat.refused_other, solved.moves[1].p[0], 1e-12) << seed;
    EXPECT_NEAR(threat.carried_out, solved.moves[0].moves[0].p[0], 1e-12) << seed;
    EXPECT_NEAR(threat.value, solved.value[0] / i.self().precision, 1e-12) << seed;
  }
}

}  // namespace
}  // namespace khasan::support
