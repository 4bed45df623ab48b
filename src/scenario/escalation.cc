// When things of a battle are, under a crisis that decides (docs/methods/campaign.md).
#include "scenario/escalation.h"

#include <algorithm>

#include "scenario/scenario.h"

namespace khasan::scenario {

namespace {

// The release of the escalation, or with none the end of the fighting; kNever: not decided.
Time released_at(const std::vector<Release>& releases, EscalationId escalation) {
  const auto found = std::find_if(releases.begin(), releases.end(), [&](const Release& release) {
    return release.escalation == escalation;
  });
  return found == releases.end() ? kNever : found->at;
}

}  // namespace

Time Scenario::shifted(EscalationId escalation, Time recorded,
                       const std::vector<Release>& releases) const {
  const Time at = released_at(releases, escalation);
  if (at == kNever) return kNever;
  return recorded + (at - escalations[escalation.index()].from);
}

Time Scenario::end_of_rule(const Rule& rule, const std::vector<Release>& releases) const {
  // A rule that was never lifted has no hour to shift: it ends with the release.
  if (mode == Mode::kFree && rule.lifted_by.exists() && rule.until == kNever) {
    return released_at(releases, rule.lifted_by);
  }
  return hour(rule.lifted_by, rule.until, releases);
}

Time Scenario::end_of_fighting(const std::vector<Release>& releases) const {
  return std::min(end, released_at(releases, EscalationId{}));
}

bool Scenario::holds(const Rule& rule, Time t, const std::vector<Release>& releases) const {
  return t >= rule.from && t < end_of_rule(rule, releases);
}

}  // namespace khasan::scenario
