// The odds of the next crisis, given what a side takes out of this one. It says how often recorded
// incidents grow into a major crisis, not which. Equation (11) of docs/methods/lessons.md.
#pragma once

namespace khasan::lessons {

// How incidents grow. The figures are a battle's (crisis.yaml).
struct IncidentOdds {
  double chance_reference = 0;     // eps0: that one recorded incident grows, 0..1
  double incidents_per_year = 0;   // N_inc, >= 0
  double boldness = 0;             // lambda V of the field army next in line, >= 0
  double optimism = 0;             // its own addition b to believed strength, log
  double strength_sd = 1;          // s of a forecast of success, log, > 0
  double doctrine = 0;             // believed strength at the reference chance, log
  double grievance = 0;            // added to the log-odds when the last fight was lost
  double resolve_weight = 0;       // beta_r on the enemy's believed resolve
  double resolve_reference = 0.5;  // pi_ref: believed resolve at the reference chance, 0..1
};

// With what the side comes out of a crisis.
struct Aftermath {
  double expected = 0;   // log strength beyond the plan that it carries on
  bool lost = false;     // the fight, or the ground it was about
  double resolve = 0.5;  // pi: its belief that the enemy is resolved, strictly within 0..1
};

// Chance eps that one recorded incident becomes a major crisis, 0..1. On the scale of log-odds it
// is the reference, plus `boldness` times what belief adds to the chance of success, plus
// `grievance` if lost, less `resolve_weight` times what resolve has gained.
double chance_of_escalation(const IncidentOdds& odds, const Aftermath& after);

// Rate nu of major crises, a year: incidents_per_year * eps.
double crises_per_year(const IncidentOdds& odds, const Aftermath& after);

// Probability of at least one within `years` >= 0, at a constant rate (Poisson): 1 - exp(-nu x).
double chance_of_next_within(double years, double per_year);

}  // namespace khasan::lessons
