// Crisis games in which one side cannot see the other's type, solved for all their equilibria: what
// the closed forms of the crisis model leave out, kept as oracles. A fixed point in one number is
// scanned for changes of sign, each of which is halved down; none is chosen. Checked against
// gambit-logit and the R package sigInt in tests/unit/crisis/signalling_test.cc.
#pragma once

#include <cmath>
#include <functional>
#include <vector>

#include "support/game_tree.h"

namespace khasan::support {

// All roots of f in low..high that change its sign, rising; two within one cell are not seen.
inline std::vector<double> all_roots(const std::function<double(double)>& f, double low,
                                     double high, int cells) {
  std::vector<double> roots;
  bool was_above = f(low) > 0;
  for (int i = 0; i < cells; ++i) {
    double a = low + (high - low) * i / cells, b = low + (high - low) * (i + 1) / cells;
    const bool is_above = f(b) > 0;
    if (is_above != was_above) {
      for (int halving = 0; halving < 50; ++halving) {
        const double middle = 0.5 * (a + b);
        ((f(middle) > 0) == is_above ? b : a) = middle;
      }
      roots.push_back(0.5 * (a + b));
    }
    was_above = is_above;
  }
  return roots;
}

// Probability that two standard normal numbers of correlation rho, |rho| < 1, are below h and k: an
// integral over the angle of correlation (Drezner and Wesolowsky 1990), by Simpson's rule. (The
// mathematics of Boost have no such function.)
inline double bivariate_normal_law(double h, double k, double rho) {
  const auto density = [h, k](double angle) {
    const double c = std::cos(angle);
    return std::exp(-(h * h + k * k - 2 * h * k * std::sin(angle)) / (2 * c * c));
  };
  constexpr int kIntervals = 200;  // even
  const double step = std::asin(rho) / kIntervals;
  double sum = density(0) + density(kIntervals * step);
  for (int i = 1; i < kIntervals; ++i) sum += (i % 2 == 1 ? 4 : 2) * density(i * step);
  return normal_law(h) * normal_law(k) + sum * step / 3 / (2 * std::acos(-1.0));
}

// Three nodes as in choice_of(demand; resist; fight), the first side of two types. Payoffs (first,
// second): no demand (0, 1), concession (1, 0), backing down (-0.5, 1).
struct TwoTypes {
  double p_resolved;                   // belief before the demand
  double war_if_resolved, war_if_not;  // worth of war to each type of the first
  double war_to_second;
};

struct TwoTypeEquilibrium {
  double p_demand_if_resolved, p_demand_if_not, p_resist, posterior_resolved;
};

// The second resists with chance r; the demand is then a game against nature.
inline SolvedNode demand_of(double war, double war_to_second, double r, const ChoiceRule& rule) {
  const GameNode resisted =
      choice_of(Mover::kFirst, {game_end(war, war_to_second), game_end(-0.5, 1)});
  return solve_game(
      choice_of(Mover::kFirst, {game_end(0, 1), chance_node(r, resisted, game_end(1, 0))}), rule);
}

// What follows from a chance r of resistance; its p_resist is the answer that r calls for.
inline TwoTypeEquilibrium answer_to(double r, const TwoTypes& game, double lambda) {
  const ChoiceRule rule = logit_choice(lambda);
  const SolvedNode hard = demand_of(game.war_if_resolved, game.war_to_second, r, rule);
  const SolvedNode soft = demand_of(game.war_if_not, game.war_to_second, r, rule);
  const double joint = game.p_resolved * hard.p[1];
  const double posterior = joint / (joint + (1 - game.p_resolved) * soft.p[1]);
  const auto resisting = [](const SolvedNode& type) { return type.moves[1].moves[0].value[1]; };
  const double resist = posterior * resisting(hard) + (1 - posterior) * resisting(soft);
  return {hard.p[1], soft.p[1], rule({resist, 0})[0], posterior};
}

// All quantal response equilibria, by rising chance of resistance.
inline std::vector<TwoTypeEquilibrium> equilibria(const TwoTypes& game, double lambda) {
  std::vector<TwoTypeEquilibrium> all;
  for (const double r :
       all_roots([&](double x) { return answer_to(x, game, lambda).p_resist - x; }, 0, 1, 1000)) {
    all.push_back(answer_to(r, game, lambda));
  }
  return all;
}

// Lewis and Schultz 2003: both sides have private normal payoffs. A challenges; B concedes or
// resists; A fights or backs down. Names of payoffs as in the paper and in sigInt.
struct LewisSchultz {
  double s_a = 0, v_a = 1;         // to A: status quo, winning without war
  double c_b = 0, v_b = 1;         // to B: conceding, calling a bluff
  double w_a = 0, w_b = 0, a = 0;  // means of war to each, of backing down to A
};

struct SignallingEquilibrium {
  double p_challenge, p_resist, p_fight;  // of fighting: given that A has challenged
};

// What follows from a chance p_resist > 0 of resistance; its own p_resist is B's answer to that.
inline SignallingEquilibrium answer_to(double p_resist, const LewisSchultz& game) {
  const double cut = (game.s_a - (1 - p_resist) * game.v_a) / p_resist;
  const double p_challenge = 1 - normal_law(cut - game.w_a) * normal_law(cut - game.a);
  const double p_fight =
      bivariate_normal_law((game.w_a - game.a) / std::sqrt(2.0), game.w_a - cut, std::sqrt(0.5)) /
      p_challenge;
  const double answer =
      normal_law((p_fight * game.w_b + (1 - p_fight) * game.v_b - game.c_b) / p_fight);
  return {p_challenge, answer, p_fight};
}

// All equilibria, by rising chance of resistance.
inline std::vector<SignallingEquilibrium> equilibria(const LewisSchultz& game) {
  constexpr double kEdge = 1e-9;
  std::vector<SignallingEquilibrium> all;
  for (const double p : all_roots([&](double x) { return answer_to(x, game).p_resist - x; }, kEdge,
                                  1 - kEdge, 1000)) {
    all.push_back(answer_to(p, game));
  }
  return all;
}

}  // namespace khasan::support
