#include "study/fit_surrogate.h"

#include <algorithm>
#include <cmath>

#include "base/maths.h"
#include "lessons/exchange.h"
#include "sim/campaign.h"
#include "study/study_summary.h"

namespace khasan::study {
namespace {

using crisis::Theatre;
using scenario::Escalation;
using scenario::Scenario;
using sim::Standings;

constexpr int kGrid = 41;  // structural: steps over a band

std::size_t index(Side side) { return side == Side::kFirst ? 0 : 1; }

// A fight over an escalation is looked at for a day, or until the same side's next one: replies of
// the enemy fall into it, since battles do not wait for each other.
constexpr int64_t kFight_h = 24;

EscalationFight fight_of(const Scenario& scenario, std::size_t e,
                         const std::vector<Standings>& looks) {
  const Escalation& one = scenario.escalations[e];
  Time to = std::min(scenario.end, one.from + hours(kFight_h));
  for (const Escalation& other : scenario.escalations) {
    if (other.side == one.side && other.from > one.from) to = std::min(to, other.from);
  }
  const std::size_t i = index(one.side), j = 1 - i;
  EscalationFight fight;
  fight.escalation = e;
  const Standings* first = &looks.front();
  const Standings* last = nullptr;
  for (const Standings& look : looks) {
    if (look.now <= one.from) {
      first = &look;
      continue;
    }
    if (look.now > to) break;
    last = &look;
    for (std::size_t s = 0; s < 2; ++s) {
      fight.men[s] = std::max<double>(fight.men[s], look.sides[s].men_in_contact);
    }
    fight.crest_after = std::max(fight.crest_after, look.sides[i].crest);
  }
  if (!last) return fight;
  for (std::size_t s = 0; s < 2; ++s) {
    fight.losses[s] = last->sides[s].men_lost - first->sides[s].men_lost;
  }
  fight.enemy_held = first->sides[j].crest > first->sides[i].crest;
  return fight;
}

double mass(double men) { return pinned_log(men / 1000); }

double residual(const Scenario& scenario, const EscalationFight& fight, double heights) {
  const std::size_t i = index(scenario.escalations[fight.escalation].side), j = 1 - i;
  lessons::Engagement engagement;
  engagement.holder = fight.enemy_held ? lessons::Holder::kEnemy : lessons::Holder::kNobody;
  engagement.own_men = fight.men[i];
  engagement.own_losses = std::min(fight.losses[i], fight.men[i]);
  engagement.enemy_men = fight.men[j];
  engagement.enemy_losses = std::min(fight.losses[j], fight.men[j]);
  return lessons::residual(engagement, heights);
}

const crisis::Band& band_of_number(const Theatre& theatre, std::size_t offset) {
  return *std::find_if(theatre.bands.begin(), theatre.bands.end(),
                       [&](const crisis::Band& band) { return band.offset == offset; });
}

// Quality of the first side over the second, and the drag of the second, at these heights: what
// attacks of either show beyond the tables.
void fit_quality(const Scenario& scenario, const std::vector<EscalationFight>& fights,
                 FittedSurrogate& fit) {
  std::vector<double> by_side[2];
  for (const EscalationFight& fight : fights) {
    const std::size_t i = index(scenario.escalations[fight.escalation].side);
    by_side[i].push_back(residual(scenario, fight, fit.heights));
  }
  const double first = by_side[0].empty() ? 0 : mean_of(by_side[0]).mean;
  const double second = by_side[1].empty() ? -first : mean_of(by_side[1]).mean;
  fit.quality_mean = by_side[0].empty() ? -second : first;
  fit.drag = -second - fit.quality_mean;
  if (fit.drag >= 0) return;
  // No drag to be seen: what both show is quality alone.
  const double n = static_cast<double>(fights.size());
  fit.drag = 0;
  fit.quality_mean = (first * static_cast<double>(by_side[0].size()) -
                      second * static_cast<double>(by_side[1].size())) /
                     n;
}

double chance_taken(const Scenario& scenario, const EscalationFight& fight,
                    const FittedSurrogate& fit) {
  const std::size_t i = index(scenario.escalations[fight.escalation].side), j = 1 - i;
  const double unplanned = i == 0 ? fit.quality_mean : -fit.quality_mean - fit.drag;
  const double strength =
      mass(fight.men[i]) - mass(fight.men[j]) - (fight.enemy_held ? fit.heights : 0) + unplanned;
  return normal_cdf(strength / fit.battle_noise);
}

double log_likelihood(const Scenario& scenario, const std::vector<EscalationFight>& fights,
                      const FittedSurrogate& fit) {
  constexpr double kLeast = 1e-9;
  double sum = 0;
  for (const EscalationFight& fight : fights) {
    const double p = chance_taken(scenario, fight, fit);
    sum += pinned_log(std::max(kLeast, fight.crest_after > 0.5 ? p : 1 - p));
  }
  return sum;
}

void summarise(const Scenario& scenario, const std::vector<EscalationFight>& fights,
               FittedSurrogate& fit) {
  double squares = 0;
  int degrees = 0;
  for (std::size_t e = 0; e < scenario.escalations.size(); ++e) {
    EscalationSummary one;
    one.escalation = e;
    std::vector<double> residuals;
    for (const EscalationFight& fight : fights) {
      if (fight.escalation != e) continue;
      ++one.n;
      residuals.push_back(residual(scenario, fight, fit.heights));
      for (int s = 0; s < 2; ++s) one.mass[s] += mass(fight.men[s]);
      one.taken += fight.crest_after > 0.5;
      one.predicted += chance_taken(scenario, fight, fit);
    }
    if (one.n == 0) continue;
    for (double& m : one.mass) m /= one.n;
    one.taken /= one.n;
    one.predicted /= one.n;
    one.residual = mean_of(residuals).mean;
    double spread = 0;
    for (const double r : residuals) spread += (r - one.residual) * (r - one.residual);
    if (one.n > 1) {
      one.residual_sd = std::sqrt(spread / (one.n - 1));
      squares += spread;
      degrees += one.n - 1;
    }
    fit.escalations.push_back(one);
  }
  if (degrees > 0) fit.exchange_noise = std::sqrt(squares / degrees);
}

}  // namespace

std::vector<EscalationFight> watch_fights(const Scenario& scenario, const StudyPlan& plan,
                                          Time epoch, const StudyControl& control) {
  std::vector<std::vector<EscalationFight>> by_run(static_cast<std::size_t>(plan.replications));
  play_numbers(plan.replications, plan.threads, control, [&] {
    return [&](int number) {
      std::vector<Standings> looks;
      const sim::Decide recorded = sim::recorded_decisions(scenario);
      sim::RunPlan run_plan = plan_of_run(plan, number);
      run_plan.campaign = {[&](const Standings& now) {
                             looks.push_back(now);
                             return recorded(now);
                           },
                           epoch};
      sim::Play play(scenario, run_plan);
      while (!play.is_over()) play.step();
      looks.push_back(sim::standings_of(scenario, play.state(), epoch));
      for (std::size_t e = 0; e < scenario.escalations.size(); ++e) {
        const EscalationFight fight = fight_of(scenario, e, looks);
        if (fight.men[0] > 0 && fight.men[1] > 0) {
          by_run[static_cast<std::size_t>(number)].push_back(fight);
        }
      }
    };
  });
  std::vector<EscalationFight> fights;
  for (const auto& run : by_run) fights.insert(fights.end(), run.begin(), run.end());
  return fights;
}

FittedSurrogate fit_surrogate(const Scenario& scenario, const Theatre& theatre,
                              const std::vector<EscalationFight>& fights) {
  const crisis::Band& heights = band_of_number(theatre, offsetof(crisis::Numbers, heights));
  const crisis::Band& noise = band_of_number(theatre, offsetof(crisis::Numbers, battle_noise));
  const auto step = [](const crisis::Band& band, int k) {
    return band.low + (band.high - band.low) * k / (kGrid - 1);
  };
  FittedSurrogate best;
  bool any = false;
  for (int h = 0; h < kGrid; ++h) {
    for (int b = 0; b < kGrid; ++b) {
      FittedSurrogate fit;
      fit.heights = step(heights, h);
      fit.battle_noise = step(noise, b);
      fit.at_edge = h == 0 || h == kGrid - 1 || b == 0 || b == kGrid - 1;
      fit_quality(scenario, fights, fit);
      fit.log_likelihood = log_likelihood(scenario, fights, fit);
      if (!any || fit.log_likelihood > best.log_likelihood) best = fit;
      any = true;
    }
  }
  summarise(scenario, fights, best);
  return best;
}

}  // namespace khasan::study
