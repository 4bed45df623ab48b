#include "combat/recovery.h"

#include <algorithm>

#include "base/maths.h"
#include "combat/visibility.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using state::HullPhase;

namespace {

constexpr double kMinutesPerHour = 60;

// What can be done for a vehicle in that phase: mean hours of work, what it leads to, who must be
// away. hours 0: nothing.
struct Work {
  double hours = 0;
  HullPhase to = HullPhase::kNone;
  bool by_workshop = false;
};

Work work_on(const scenario::ParamValues& params, HullPhase phase, bool night) {
  switch (phase) {
    case HullPhase::kStopped:
      return {params[Param::armour_crew_fix_h], HullPhase::kRunning};
    case HullPhase::kBogged:
      return {params[Param::armour_unbog_h], HullPhase::kRunning};
    case HullPhase::kImmobile:
    case HullPhase::kGunOut:
      return {params[Param::armour_field_repair_h], HullPhase::kRunning, true};
    case HullPhase::kKnockedOut:
      if (night) return {params[Param::armour_evacuation_h], HullPhase::kEvacuated, true};
      return {};
    default:
      return {};
  }
}

// Crews work where nobody shoots at them, workshops where no enemy is near.
bool is_quiet(const scenario::Scenario& scenario, const state::State& state,
              const state::Tick& tick, ElementId e, bool by_workshop) {
  const Time quiet = from_seconds(state.params[Param::armour_quiet_s]);
  if (state.now - state.under_fire[e.index()] < quiet) return false;
  if (!by_workshop) return true;
  const auto anybody = [](ElementId, terrain::Point) { return true; };
  return !tick.near.any_within(state, enemy_of(scenario.element(e).side), state.at[e.index()],
                               state.params[Param::armour_workshop_clear_m], anybody);
}

}  // namespace

void recover_tanks(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                   const state::Tick& tick, state::Effects& effects) {
  if (scenario.crews.empty()) return;
  const bool night = scenario.lux_at(state.now) < kDaylight_lux;
  for (const ElementId e : scenario.crews) {
    const HullPhase phase = state.hull[e.index()].phase;
    const Work work = work_on(state.params, phase, night);
    if (work.hours <= 0 || scenario.element(e).arrives > state.now) continue;
    const double u = rng.uniform(Purpose::kTankRecovery, scenario.element(e).key, 0, state.now);
    if (u >= chance_of(1 / (kMinutesPerHour * work.hours))) continue;
    if (!is_quiet(scenario, state, tick, e, work.by_workshop)) continue;
    effects.hulls.push_back({e, {}, {}, work.to, phase});
  }
}

}  // namespace khasan::combat
