// One step: time goes on to the next moment at which something is due, the phases of the table
// propose, apply() settles. Pure: the same arguments give the same bits.
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "sim/phases.h"
#include "state/apply.h"
#include "state/effects.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::sim {

// How long an element waits until it is stepped again. Halving all of them must leave results
// inside Monte Carlo error (a validation test).
struct StepTimes {
  Time close = seconds(2);     // somebody moves, and enemies are within 100 m
  Time contact = seconds(10);  // fire, or a move with enemies in reach
  Time watch = seconds(30);    // an enemy near who moves or was noticed a moment ago
  Time far = seconds(60);      // an enemy near or in sight, all quiet; or something else to do
  Time quiet = minutes(4);     // enemies in reach of eyes, none noticed lately, nothing to do
  Time asleep = minutes(10);   // nothing to do and no enemy who could be there before
};

// Sees a step from inside: what each phase proposes.
class PhaseWatcher {
 public:
  virtual ~PhaseWatcher() = default;
  // After phase number `phase` of the table: all effects that wait to be applied.
  virtual void proposed(std::size_t phase, const state::Effects& effects) = 0;
};

// Buffers of a run, reused from step to step.
struct Workspace {
  state::Tick tick;
  state::Effects effects;
  bool somebody_moved = true;       // since tick.near was built
  std::vector<ElementId> changed;   // who may have moved, come or gone since then
  bool others_changed = true;       // or others may have
  PhaseWatcher* watcher = nullptr;  // null: nobody looks
};

struct StepOptions {
  PhaseMask without = 0;
  StepTimes times;
  Time until = kNever;  // no step goes beyond
};

// Advances `state` by one step; appends what happened to `log` where there is one.
void step(const scenario::Scenario& scenario, state::State& state, const Rng& rng,
          const StepOptions& options, Workspace& workspace, state::EventLog* log);

}  // namespace khasan::sim
