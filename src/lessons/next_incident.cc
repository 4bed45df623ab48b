#include "lessons/next_incident.h"

#include "base/maths.h"
#include "base/odds.h"

namespace khasan::lessons {

double chance_of_escalation(const IncidentOdds& odds, const Aftermath& after) {
  const auto success = [&odds](double strength) {
    return normal_cdf((strength + odds.optimism) / odds.strength_sd);
  };
  const double temptation = odds.boldness * (success(after.expected) - success(odds.doctrine));
  const double deterred =
      odds.resolve_weight * (log_odds(after.resolve) - log_odds(odds.resolve_reference));
  return logistic(log_odds(odds.chance_reference) + temptation + (after.lost ? odds.grievance : 0) -
                  deterred);
}

double crises_per_year(const IncidentOdds& odds, const Aftermath& after) {
  return odds.incidents_per_year * chance_of_escalation(odds, after);
}

double chance_of_next_within(double years, double per_year) { return chance_of(years * per_year); }

}  // namespace khasan::lessons
