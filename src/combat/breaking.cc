#include "combat/breaking.h"

#include "base/draw.h"

namespace khasan::combat {

using scenario::Param;

bool is_attacking(const state::State& state, UnitId unit) {
  const state::UnitTask& task = state.task[unit.index()];
  return (task.task == scenario::Task::kAttack || task.task == scenario::Task::kAssault) &&
         !task.done;
}

bool may_rally(const state::State& state, int breaks) {
  return breaks <= state.params.count(Param::morale_rally_count_max);
}

void schedule_recovery(const scenario::Scenario& scenario, const state::State& state,
                       const Rng& rng, UnitId unit, int breaks, Recovery recovery,
                       state::Effects& effects) {
  const auto& p = state.params;
  const double u = rng.uniform(Purpose::kRally, scenario.unit(unit).key, 0, state.now,
                               static_cast<uint32_t>(breaks));
  const double median_s = p[recovery == Recovery::kRally ? Param::morale_rally_median_s
                                                         : Param::morale_reform_median_s];
  state::Pending attempt;
  attempt.at =
      state.now + from_seconds(lognormal_from(u, median_s, p[Param::morale_rally_sigma_log]));
  attempt.kind = state::PendingKind::kRally;
  attempt.unit = unit;
  attempt.side = scenario.unit(unit).side;
  attempt.rounds = breaks;
  effects.pending.push_back(attempt);
}

void break_steady_unit(const scenario::Scenario& scenario, const state::State& state,
                       const Rng& rng, UnitId unit, state::Morale to, state::Effects& effects) {
  effects.morale.push_back({unit, to, true});
  const int breaks = state.breaks[unit.index()] + 1;
  schedule_recovery(scenario, state, rng, unit, breaks,
                    may_rally(state, breaks) ? Recovery::kRally : Recovery::kReform, effects);
}

}  // namespace khasan::combat
