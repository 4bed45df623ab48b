// A run on its way: played step by step, saved at any of them, and continued from there as if it
// had never stopped.
#pragma once

#include <cstdint>
#include <vector>

#include "base/rng.h"
#include "scenario/scenario.h"
#include "sim/campaign.h"
#include "sim/step.h"
#include "sim/tally.h"
#include "state/event.h"
#include "state/state.h"

namespace khasan::sim {

// What a player says, at the first step from `at` on. The order stands in the scenario
// (scenario/player_order.h).
struct TimedWord {
  Time at{};
  OrderId order{};
  bool recalled = false;  // else: given
  bool operator==(const TimedWord&) const = default;
};

struct RunPlan {
  uint64_t seed = 1;
  uint64_t replication = 0;
  state::StartOptions start;
  StepOptions step;
  Campaign campaign;               // of a free battle
  std::vector<TimedWord> words{};  // of a player, in the order in which he says them
};

// All that a run needs to go on.
struct SavedPlay {
  state::State state;
  std::vector<uint64_t> counts;  // of the measures and the ledger
  uint64_t steps = 0, element_steps = 0;
  bool operator==(const SavedPlay&) const = default;
};

class Play {
 public:
  // At the start of the battle. Keeps a reference to the scenario.
  Play(const scenario::Scenario& scenario, const RunPlan& plan);
  // Where it was saved; the scenario has the same elements, units, orders and places. What was
  // counted goes on only where is_continued() says so.
  Play(const scenario::Scenario& scenario, const RunPlan& plan, SavedPlay saved);

  // Plays one step, after what the campaign decides now; not after the end.
  void step();
  // A player gives an order that was added to the scenario, or recalls one, with the next step.
  void say(OrderId order, bool recalled) { words_.push_back({state_.now, order, recalled}); }
  bool is_over() const { return state_.now >= options_.until; }
  // Whether the measures of the scenario took up the counts of the saved run: not if they are
  // others.
  bool is_continued() const { return continued_; }

  const scenario::Scenario& scenario() const { return scenario_; }
  const state::State& state() const { return state_; }
  // Of the last step.
  const state::EventLog& events() const { return events_; }
  uint64_t steps() const { return steps_; }
  uint64_t element_steps() const { return element_steps_; }
  SavedPlay save();
  // Tells the watcher of every phase of the steps to come; null: nobody.
  void watch_phases(PhaseWatcher* watcher) { workspace_.watcher = watcher; }

  // As they would be if the battle ended now; to be asked once.
  std::vector<double> measures() const { return tally_.measures(state_); }
  LedgerValues ledger() { return tally_.ledger(state_); }

 private:
  void take_decisions();
  void hear_player();

  const scenario::Scenario& scenario_;
  Rng rng_;
  StepOptions options_;  // `until`: the end of the fighting as far as it is known
  Campaign campaign_;
  std::vector<TimedWord> words_;
  state::State state_;
  Workspace workspace_;
  Tally tally_;
  state::EventLog events_;
  uint64_t steps_ = 0, element_steps_ = 0;
  bool continued_ = true;
};

}  // namespace khasan::sim
