// Fits the fast battle of a crisis (crisis/surrogate.h) to runs of the element-level one: what each
// escalation brought to bear, what its losses show, and how often it took the crest. Docs:
// docs/methods/campaign.md.
#pragma once

#include <vector>

#include "crisis/theatre.h"
#include "scenario/scenario.h"
#include "study/replications.h"

namespace khasan::study {

// One escalation of one run, seen from looks at the fighting.
struct EscalationFight {
  std::size_t escalation = 0;  // position in scenario.escalations
  double men[2] = {0, 0};      // most in contact at any look, by side
  double losses[2] = {0, 0};
  double crest_after = 0;  // the attacker's share, the most in that time
  bool enemy_held = false;
};

// Plays the battle with its escalations as recorded, and looks at it every epoch; fights in which
// either side had nobody in contact are left out.
std::vector<EscalationFight> watch_fights(const scenario::Scenario& scenario, const StudyPlan& plan,
                                          Time epoch, const StudyControl& control = {});

// What one escalation came to over the runs.
struct EscalationSummary {
  std::size_t escalation = 0;
  int n = 0;
  double mass[2] = {0, 0};  // logarithm of thousand men in contact, mean
  double residual = 0,
         residual_sd = 0;  // shown by losses beyond the tables (8), at the fitted heights
  double taken = 0;        // share of runs in which the attacker had more than half of the crest
  double predicted = 0;    // of the fitted surrogate
};

// The numbers of the surrogate that describe the fights best, heights and noise within their bands.
struct FittedSurrogate {
  double heights = 0, battle_noise = 0;  // by likelihood of who had the crest
  double exchange_noise = 0;             // spread of residuals within an escalation
  double quality_mean = 0, drag = 0;     // from residuals of the first and of the second side
  double log_likelihood = 0;
  bool at_edge = false;  // heights or noise ended at the edge of its band
  std::vector<EscalationSummary> escalations;
};
// `fights` not empty.
FittedSurrogate fit_surrogate(const scenario::Scenario& scenario, const crisis::Theatre& theatre,
                              const std::vector<EscalationFight>& fights);

}  // namespace khasan::study
