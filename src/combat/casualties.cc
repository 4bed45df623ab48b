#include "combat/casualties.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "base/draw.h"
#include "combat/exposure.h"

namespace khasan::combat {

using scenario::Param;
using state::Cause;
using state::Hit;
using state::Loss;
using state::State;

namespace {

// Share of the men hit who die (models: section 10). Of a man in a hole bullets find the head.
double killed_share(const State& state, const Hit& hit) {
  const auto& params = state.params;
  switch (hit.cause) {
    case Cause::kFragment:
    case Cause::kGrenade:
    case Cause::kFlame:
    case Cause::kBomb:
      return params[Param::casualties_killed_share_fragment];
    case Cause::kCloseCombat:
      return params[Param::casualties_killed_share_close_combat];
    case Cause::kCrash:
      return params[Param::air_crew_killed_share];
    case Cause::kInTank:
      return params[Param::armour_crew_killed_share];
    case Cause::kBullet:
      if (is_dug_in(state.posture[hit.subject.index()])) {
        return params[Param::casualties_killed_share_bullet_dug_in];
      }
      [[fallthrough]];
    default:
      return params[Param::casualties_killed_share_bullet];
  }
}

Purpose severity_of(Cause cause) {
  switch (cause) {
    case Cause::kFragment:
      return Purpose::kBurstSeverity;
    case Cause::kGrenade:
      return Purpose::kGrenadeSeverity;
    case Cause::kCloseCombat:
      return Purpose::kMeleeSeverity;
    case Cause::kInTank:
      return Purpose::kCrewSeverity;
    case Cause::kFlame:
      return Purpose::kFlameSeverity;
    case Cause::kBomb:
      return Purpose::kBombSeverity;
    case Cause::kCrash:
      return Purpose::kAircrewSeverity;
    case Cause::kFlight:
      return Purpose::kFlightLoss;
    default:
      return Purpose::kDirectSeverity;
  }
}

// One decision about the victims of one hit: the n-th of its name in this step.
struct SeverityDraw {
  const Rng& rng;
  const Hit& hit;
  uint64_t subject, by;
  Time now;
  uint32_t ordinal;
  double operator()(uint32_t question) const {
    // Four questions a hit, and the weapon, keep the names of all draws apart: more weapons than
    // any battle has (structural).
    const uint32_t weapon = hit.weapon.exists() ? hit.weapon.value + 1 : 0;
    return rng.uniform(severity_of(hit.cause), subject, by, now,
                       (ordinal * 1024 + weapon) * 4 + question);
  }
};

Loss loss_of(const State& state, const Hit& hit, const SeverityDraw& draw) {
  const auto& params = state.params;
  Loss loss{hit.subject, hit.by, hit.cause, hit.weapon, 0, 0, 0, 0, 0};
  if (hit.cause == Cause::kSurrender) {
    loss.surrendered = hit.men;
    return loss;
  }
  // A multinomial as a chain of binomials: each category out of those left by the one before.
  int left = hit.men;
  if (hit.cause == Cause::kFlight) {
    loss.missing = static_cast<int16_t>(
        binomial_from(draw(0), left, params[Param::casualties_flight_missing_share]));
    left -= loss.missing;
  }
  loss.killed = static_cast<int16_t>(binomial_from(draw(1), left, killed_share(state, hit)));
  left -= loss.killed;
  if (hit.cause == Cause::kCrash) {
    loss.missing = static_cast<int16_t>(left);  // down on the enemy's side
    return loss;
  }
  loss.light =
      static_cast<int16_t>(binomial_from(draw(2), left, params[Param::casualties_light_share]));
  loss.wounded = static_cast<int16_t>(left - loss.light);
  return loss;
}

auto name_of(const Hit& hit) { return std::tuple(hit.subject, hit.by, hit.cause, hit.weapon); }

}  // namespace

void split_casualties(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                      const state::Tick&, state::Effects& effects) {
  // By victim, so that equal names stand together and can be numbered; stable: as proposed.
  std::vector<Hit> hits = effects.hits;
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return name_of(a) < name_of(b); });
  uint32_t ordinal = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const Hit& hit = hits[i];
    ordinal = i > 0 && name_of(hits[i - 1]) == name_of(hit) ? ordinal + 1 : 0;
    if (hit.men <= 0) continue;
    const uint64_t by = hit.by.exists() ? scenario.element(hit.by).key : 0;
    const SeverityDraw draw{rng, hit, scenario.element(hit.subject).key, by, state.now, ordinal};
    effects.losses.push_back(loss_of(state, hit, draw));
  }
}

}  // namespace khasan::combat
