// Who or what a side blames for a fight that went otherwise than expected: numbers, the quality of
// the men, its own command, or chance; and what of it survives until the next incident. One Kalman
// gain over independent Gaussian causes. Equations (9) and (10) of docs/methods/lessons.md.
//
// All strengths are natural logarithms of ratios, own over enemy, as in exchange.h.
#pragma once

#include "lessons/exchange.h"

namespace khasan::lessons {

// What a side believed before the battle about its strength beyond the plan: n is the error in the
// planners' numbers, q the quality man for man; Gaussian with these means and covariances.
struct PriorBelief {
  double mu_n = 0;
  double mu_q = 0;
  double p_nn = 0;  // variance of n, >= 0
  double p_qq = 0;  // variance of q, >= 0
  double p_nq = 0;  // covariance, p_nq^2 <= p_nn p_qq
};

// How a side learns. The figures are a battle's (crisis.yaml), one set a side.
struct LearningHabits {
  double alpha = 1;     // weight on quality, 0..1: 1 learns by Bayes, 0 never doubts its doctrine
  double phi_n = 1;     // what it remembers of numbers until the next incident, 0..1
  double phi_q = 1;     // what it remembers of quality, 0..1
  double doctrine = 0;  // the log quality to which a forgetful side returns
  double p_o = 0;  // variance of the failings it allows its own command, >= 0; 0 never blames it
  double tolerance = 0;         // log strength a commander may cost before he is replaced, >= 0
  double drag_factor_next = 1;  // drag of command under his successor, as a part of his, 0..1
};

// The parts of a surprise; they add up to it.
struct Attribution {
  double numbers = 0;
  double quality = 0;
  double command = 0;
  double chance = 0;  // noise of the battles
};

// What a side makes of its engagements.
struct Lesson {
  int engagements = 0;
  double expected = 0;  // log strength beyond the plan, before
  double seen = 0;      // mean residual of its engagements; without any, as expected
  Attribution blame;    // of the surprise, seen less expected
  bool commander_replaced = false;
  double mu_n_next = 0;  // beliefs carried into the next incident
  double mu_q_next = 0;
  double drag_next = 0;  // log strength lost by its own command in the next incident, >= 0

  double surprise() const { return seen - expected; }
  double expected_next() const { return mu_n_next + mu_q_next; }
};

// Splits the surprise e by the gain of each cause: with standard deviation of quality taken as
// alpha times what it is, D = P_nn + 2 alpha P_nq + alpha^2 P_qq + P_o + R/m, and
//   numbers  = e (P_nn + alpha P_nq) / D
//   quality  = e (alpha^2 P_qq + alpha P_nq) / D
//   command  = e P_o / D
//   chance   = e (R/m) / D.
// P_nq = P_o = 0 is equation (9); alpha = 1 is the exact Bayesian update. `surprise` in log
// strength; without engagements all of it is chance.
Attribution attribute(double surprise, const PriorBelief& prior, const LearningHabits& habits,
                      const Observation& observation);

// The lesson of a battle and what is left of it (10): mu_n' = phi_n (mu_n + numbers),
// mu_q' = phi_q (mu_q + quality) + (1 - phi_q) doctrine. A commander whose part is below
// -tolerance is replaced. `drag` is the log strength that command really cost, >= 0.
Lesson learn(const PriorBelief& prior, const Observation& observation, const LearningHabits& habits,
             double drag);

}  // namespace khasan::lessons
