// Game trees with noisy players, solved by statistical backward induction: the oracle for the
// crisis games. With logit choices it is the agent quantal response equilibrium of a game of
// perfect information (McKelvey and Palfrey 1998). It knows nothing of crises, uses the C library
// instead of the pinned mathematics, and is checked against published solvers in
// tests/unit/crisis/classic_games_test.cc: so it may be trusted to judge src/crisis.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace khasan::support {

enum class Mover { kFirst, kSecond, kNature, kNobody };

struct GameNode {
  Mover mover = Mover::kNobody;    // kNobody: the game ends here
  std::array<double, 2> payoff{};  // at an end, of each player
  std::vector<GameNode> moves;
  std::vector<double> chances;  // of the moves of nature
};

inline GameNode game_end(double first, double second) {
  return {Mover::kNobody, {first, second}, {}, {}};
}
inline GameNode choice_of(Mover mover, std::vector<GameNode> moves) {
  return {mover, {}, std::move(moves), {}};
}
// The first of two moves comes with chance p.
inline GameNode chance_node(double p, GameNode first, GameNode second) {
  return {Mover::kNature, {}, {std::move(first), std::move(second)}, {p, 1 - p}};
}

struct SolvedNode {
  std::array<double, 2> value{};  // expected payoff of each player
  std::vector<double> p;          // of each move
  std::vector<SolvedNode> moves;
};

// Probabilities of moves by their utilities to the mover.
using ChoiceRule = std::function<std::vector<double>(const std::vector<double>& utilities)>;

// Gumbel errors: p proportional to exp(lambda u).
inline ChoiceRule logit_choice(double lambda) {
  return [lambda](const std::vector<double>& utilities) {
    double best = utilities[0], sum = 0;
    for (const double u : utilities) best = std::max(best, u);
    std::vector<double> p;
    for (const double u : utilities) sum += p.emplace_back(std::exp(lambda * (u - best)));
    for (double& x : p) x /= sum;
    return p;
  };
}

inline double normal_law(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

// Standard normal errors on both of two moves (the agent error of Signorino 2003).
inline std::vector<double> probit_choice(const std::vector<double>& utilities) {
  const double p = normal_law((utilities.at(0) - utilities.at(1)) / std::sqrt(2.0));
  return {p, 1 - p};
}

// From the ends back: who moves weighs what comes of each move once all later ones are as they are.
inline SolvedNode solve_game(const GameNode& node, const ChoiceRule& rule) {
  SolvedNode solved;
  if (node.mover == Mover::kNobody) {
    solved.value = node.payoff;
    return solved;
  }
  for (const GameNode& move : node.moves) solved.moves.push_back(solve_game(move, rule));
  std::vector<double> utilities;
  for (const SolvedNode& move : solved.moves) {
    utilities.push_back(move.value[node.mover == Mover::kSecond]);
  }
  solved.p = node.mover == Mover::kNature ? node.chances : rule(utilities);
  for (std::size_t i = 0; i < solved.p.size(); ++i) {
    for (const int player : {0, 1}) {
      solved.value[player] += solved.p[i] * solved.moves[i].value[player];
    }
  }
  return solved;
}

// Probability of each end, from the first to the last.
inline std::vector<double> end_probabilities(const SolvedNode& node) {
  if (node.moves.empty()) return {1};
  std::vector<double> all;
  for (std::size_t i = 0; i < node.moves.size(); ++i) {
    for (const double p : end_probabilities(node.moves[i])) all.push_back(node.p[i] * p);
  }
  return all;
}

}  // namespace khasan::support
