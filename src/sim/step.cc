#include "sim/step.h"

#include "sim/schedule.h"

namespace khasan::sim {

namespace {

// Who stands near whom now.
void bring_up_to_date(const scenario::Scenario& scenario, const state::State& state,
                      Workspace& workspace) {
  state::Tick& tick = workspace.tick;
  const bool arrives = somebody_arrives(scenario, state, tick.before);
  if (!arrives && !workspace.somebody_moved) return;
  if (arrives || workspace.others_changed) {
    tick.near.rebuild(scenario, state);
  } else {
    tick.near.update(scenario, state, workspace.changed);
  }
  workspace.changed.clear();
  workspace.somebody_moved = workspace.others_changed = false;
}

// Whom the effects will move, bring or take away.
void note_changes(const scenario::Scenario& scenario, Workspace& workspace) {
  const state::Effects& e = workspace.effects;
  auto& changed = workspace.changed;
  for (const auto& move : e.moves) changed.push_back(move.subject);
  for (const auto& loss : e.losses) changed.push_back(loss.subject);
  for (const auto& back : e.returns) changed.push_back(back.subject);
  for (const auto& change : e.morale) {
    const auto& elements = scenario.unit(change.unit).elements;
    changed.insert(changed.end(), elements.begin(), elements.end());
  }
  workspace.somebody_moved |= !(e.moves.empty() && e.losses.empty() && e.morale.empty());
}

}  // namespace

void step(const scenario::Scenario& scenario, state::State& state, const Rng& rng,
          const StepOptions& options, Workspace& workspace, state::EventLog* log) {
  // Time goes on to the next moment at which something is due.
  state::Tick& tick = workspace.tick;
  tick.before = state.now;
  state::advance(state, next_moment(state, options), tick.popped);
  bring_up_to_date(scenario, state, workspace);
  fill_tick(scenario, state, tick);

  // The phases propose in the order of the table; effects are settled where the table says so.
  const auto table = phases();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bool off = (options.without >> i & 1) != 0;
    const bool due = table[i].period == Period::kStep || tick.minute;
    if (!off && due) table[i].run(scenario, state, rng, tick, workspace.effects);
    if (workspace.watcher != nullptr) workspace.watcher->proposed(i, workspace.effects);
    if (table[i].then == Then::kApply && !workspace.effects.empty()) {
      note_changes(scenario, workspace);
      state::apply(scenario, workspace.effects, state, log);
    }
  }
  schedule_again(scenario, state, options.times, tick);
}

}  // namespace khasan::sim
