#include "sim/step.h"

#include "sim/schedule.h"

namespace khasan::sim {

void step(const scenario::Scenario& scenario, state::State& state, const Rng& rng,
          const StepOptions& options, Workspace& workspace, state::EventLog* log) {
  // Time goes on to the next moment at which something is due.
  state::Tick& tick = workspace.tick;
  tick.before = state.now;
  state::advance(state, next_moment(state, options), tick.popped);
  if (workspace.somebody_moved || somebody_arrives(scenario, state, tick.before)) {
    tick.near.rebuild(scenario, state);
    workspace.somebody_moved = false;
  }
  fill_tick(scenario, state, tick);

  // The phases propose in the order of the table; effects are settled where the table says so.
  const auto table = phases();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bool off = (options.without >> i & 1) != 0;
    const bool due = table[i].period == Period::kStep || tick.minute;
    if (!off && due) table[i].run(scenario, state, rng, tick, workspace.effects);
    if (workspace.watcher != nullptr) workspace.watcher->proposed(i, workspace.effects);
    if (table[i].then == Then::kApply && !workspace.effects.empty()) {
      const state::Effects& e = workspace.effects;
      workspace.somebody_moved |= !(e.moves.empty() && e.losses.empty() && e.morale.empty());
      state::apply(scenario, workspace.effects, state, log);
    }
  }
  schedule_again(scenario, state, options.times, tick);
}

}  // namespace khasan::sim
