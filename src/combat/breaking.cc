#include "combat/breaking.h"

#include "base/draw.h"

namespace khasan::combat {

using scenario::Param;

bool is_attacking(const state::State& state, UnitId unit) {
  const state::UnitTask& task = state.task[unit.index()];
  return (task.task == scenario::Task::kAttack || task.task == scenario::Task::kAssault) &&
         !task.done;
}

void schedule_rally(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                    UnitId unit, int breaks, state::Effects& effects) {
  const auto& p = state.params;
  if (breaks > p.count(Param::morale_rally_count_max)) return;
  const double u = rng.uniform(Purpose::kRally, scenario.unit(unit).key, 0, state.now,
                               static_cast<uint32_t>(breaks));
  const double delay_s =
      lognormal_from(u, p[Param::morale_rally_median_s], p[Param::morale_rally_sigma_log]);
  state::Pending rally;
  rally.at = state.now + from_seconds(delay_s);
  rally.kind = state::PendingKind::kRally;
  rally.unit = unit;
  rally.side = scenario.unit(unit).side;
  rally.rounds = breaks;
  effects.pending.push_back(rally);
}

void break_steady_unit(const scenario::Scenario& scenario, const state::State& state,
                       const Rng& rng, UnitId unit, state::Morale to, state::Effects& effects) {
  effects.morale.push_back({unit, to, true});
  schedule_rally(scenario, state, rng, unit, state.breaks[unit.index()] + 1, effects);
}

}  // namespace khasan::combat
