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

// What can be done for a vehicle: mean hours of work, what it leads to, and how far away enemies
// must be. hours 0: nothing.
struct Work {
  double hours = 0;
  HullPhase to = HullPhase::kNone;
  double clear_m = 0;
};

// What its crew or the workshop of its battalion do for it where it stands.
Work repair(const scenario::ParamValues& params, HullPhase phase) {
  switch (phase) {
    case HullPhase::kStopped:
      return {params[Param::armour_crew_fix_h], HullPhase::kRunning};
    case HullPhase::kBogged:
      return {params[Param::armour_unbog_h], HullPhase::kRunning};
    case HullPhase::kImmobile:
    case HullPhase::kGunOut:
    case HullPhase::kInWorkshop:
      return {params[Param::armour_field_repair_h], HullPhase::kRunning,
              params[Param::armour_workshop_clear_m]};
    default:
      return {};
  }
}

// Whether it lies where it was hit and only others can take it away.
bool needs_tow(HullPhase phase) {
  return phase == HullPhase::kImmobile || phase == HullPhase::kKnockedOut;
}

// Where the tow ends: at the workshop, for what can be mended there, or behind the front. `u`
// uniform in (0, 1).
HullPhase towed_to(const scenario::ParamValues& params, HullPhase phase, double u) {
  const bool light = phase == HullPhase::kImmobile || u < params[Param::armour_wreck_field_share];
  return light ? HullPhase::kInWorkshop : HullPhase::kEvacuated;
}

// The workshop stands with the headquarters of the battalion, or of the next unit above that is
// not out of action itself; without any the vehicle is mended where it lies.
terrain::Point workshop_of(const scenario::Scenario& scenario, const state::State& state,
                           ElementId e) {
  for (UnitId unit = scenario.element(e).unit; unit.exists(); unit = scenario.unit(unit).parent) {
    const ElementId post = scenario.unit(unit).headquarters;
    if (scenario.unit(unit).echelon < forces::Echelon::kBattalion || !post.exists()) continue;
    if (!state::is_present(scenario, state, post) || state::is_stuck(state, post)) continue;
    return state.at[post.index()];
  }
  return state.at[e.index()];
}

// Nobody works on a vehicle that is shot at, nor with an enemy too near.
bool is_quiet(const scenario::Scenario& scenario, const state::State& state,
              const state::Tick& tick, ElementId e, double clear_m) {
  const Time quiet = from_seconds(state.params[Param::armour_quiet_s]);
  if (state.now - state.under_fire[e.index()] < quiet) return false;
  const auto anybody = [](ElementId, terrain::Point) { return true; };
  return clear_m <= 0 || !tick.near.any_within(state, enemy_of(scenario.element(e).side),
                                               state.at[e.index()], clear_m, anybody);
}

// One vehicle over the minute that has passed.
void recover(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
             const state::Tick& tick, ElementId e, bool night, state::Effects& effects) {
  const state::Hull& hull = state.hull[e.index()];
  const auto draw = [&](uint32_t question) {
    return rng.uniform(Purpose::kTankRecovery, scenario.element(e).key, 0, state.now, question);
  };
  const auto is_done = [&](const Work& work, uint32_t question) {
    return work.hours > 0 && draw(question) < chance_of(1 / (kMinutesPerHour * work.hours)) &&
           is_quiet(scenario, state, tick, e, work.clear_m);
  };
  const Work here = repair(state.params, hull.phase);
  // A tank that has lost its whole crew waits in the workshop for another.
  if (state.roll[e.index()].men > 0 && is_done(here, 0)) {
    effects.hulls.push_back({e, {}, {}, here.to, hull.phase});
    return;
  }
  if (!night || !needs_tow(hull.phase)) return;
  const Work tow{state.params[Param::armour_evacuation_h],
                 towed_to(state.params, hull.phase, draw(2)),
                 state.params[Param::armour_tow_clear_m]};
  if (!is_done(tow, 1)) return;
  effects.hulls.push_back({e, {}, {}, tow.to, hull.phase});
  effects.moves.push_back({e, workshop_of(scenario, state, e), state.heading_rad[e.index()]});
}

}  // namespace

void recover_tanks(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                   const state::Tick& tick, state::Effects& effects) {
  if (scenario.crews.empty()) return;
  const bool night = scenario.is_dark(state.now);
  for (const ElementId e : scenario.crews) {
    if (state.hull[e.index()].phase == HullPhase::kRunning) continue;
    if (state::arrival_of(scenario, state, e) > state.now) continue;
    recover(scenario, state, rng, tick, e, night, effects);
  }
}

}  // namespace khasan::combat
