#include "combat/fougasses.h"

#include <algorithm>
#include <cmath>

#include "base/draw.h"
#include "base/maths.h"
#include "combat/bursts.h"
#include "combat/exposure.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Fougasse;
using scenario::Param;
using scenario::Scenario;
using state::State;

namespace {

// Beyond this many scales of the kernel less than one man in ten thousand is hit.
constexpr double kReach = 3;

// Whether a unit of the owner knows of an enemy near the charge right now.
bool sees_enemy_at(const State& state, UnitId unit, const Fougasse& fougasse) {
  const double within_m = state.params[Param::fougasses_fire_within_m];
  const auto& contacts = state.contacts[unit.index()];
  return std::any_of(contacts.begin(), contacts.end(), [&](const state::Contact& contact) {
    return contact.level >= state::Knowledge::kDetected && contact.seen + minutes(1) >= state.now &&
           terrain::distance_m(contact.at, fougasse.at) <= within_m;
  });
}

// Whether a man at the end of the lead pulls it: steady, head up, the enemy before his eyes.
bool is_pulled(const Scenario& scenario, const State& state, const state::Tick& tick,
               const Fougasse& fougasse) {
  const double watch_m = state.params[Param::fougasses_watch_m];
  return tick.near.any_within(
      state, fougasse.owner, fougasse.at, watch_m, [&](ElementId e, terrain::Point) {
        const UnitId unit = scenario.element(e).unit;
        return state.morale[unit.index()] <= state::Morale::kToGround &&
               state::suppressed_share(state, e) <= state.params[Param::suppression_pinned_share] &&
               sees_enemy_at(state, unit, fougasse);
      });
}

bool goes_off(const Scenario& scenario, const State& state, const state::Tick& tick,
              const Fougasse& fougasse) {
  const Side enemy = enemy_of(fougasse.owner);
  const auto anybody = [](ElementId, terrain::Point) { return true; };
  const double within_m = state.params[Param::fougasses_fire_within_m];
  if (!tick.near.any_within(state, enemy, fougasse.at, within_m, anybody)) return false;
  const double touch_m = state.params[Param::fougasses_touch_m];
  return tick.near.any_within(state, enemy, fougasse.at, touch_m, anybody) ||
         is_pulled(scenario, state, tick, fougasse);
}

// Stones hit like splinters: Carleton's kernel with the posture of the men, friend and foe alike.
void throw_stones(const Scenario& scenario, const State& state, const Rng& rng,
                  const state::Tick& tick, const Fougasse& fougasse, state::Effects& effects) {
  const auto& p = state.params;
  const double scatter_m = p[Param::indirect_fire_element_scatter_m];
  const double area_m2 = p[Param::fougasses_lethal_area_m2];
  const double reach_m = kReach * std::sqrt(area_m2 / kPi + 2 * scatter_m * scatter_m);
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    tick.near.for_each_within(state, side, fougasse.at, reach_m, [&](ElementId e, double d) {
      if (state::is_under_armour(state, e)) return;
      const double g = shell_posture_factor(state, e);
      const double u =
          rng.uniform(Purpose::kFougasseHit, scenario.element(e).key, fougasse.key, state.now);
      const int men =
          binomial_from(u, state.roll[e.index()].men, burst_share(d, area_m2 * g, scatter_m));
      if (men > 0) {
        effects.hits.push_back(
            {e, ElementId{}, state::Cause::kFragment, WeaponId{}, static_cast<int16_t>(men)});
      }
      effects.doses.push_back({e, static_cast<float>(p[Param::fougasses_dose]), 0});
    });
  }
}

}  // namespace

void fire_fougasses(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                    const state::Tick& tick, state::Effects& effects) {
  for (std::size_t f = 0; f < scenario.fougasses.size(); ++f) {
    const Fougasse& fougasse = scenario.fougasses[f];
    if (state.fougasse_used[f] != 0 || fougasse.from > state.now) continue;
    if (!goes_off(scenario, state, tick, fougasse)) continue;
    const double u = rng.uniform(Purpose::kFougasseWorks, fougasse.key, 0, state.now);
    const bool works = u < state.params[Param::fougasses_works];
    effects.fougasses.push_back({static_cast<uint32_t>(f), works});
    if (!works) continue;
    throw_stones(scenario, state, rng, tick, fougasse, effects);
    state::Event event;
    event.at = state.now;
    event.kind = state::EventKind::k_fougasse;
    event.side = fougasse.owner;
    event.where = fougasse.at;
    event.a = 1;
    effects.events.push_back(event);
  }
}

}  // namespace khasan::combat
