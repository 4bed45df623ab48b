// What a run is counted by while it goes: it is told the events of each step and keeps sums, so
// that no run needs its log in the end.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "sim/ledger.h"
#include "sim/measure.h"

namespace khasan::sim {

class Tally {
 public:
  // Keeps a reference to the scenario.
  explicit Tally(const scenario::Scenario& scenario);
  // Takes the events of one step, in order, and the state that they led to.
  void count(const state::State& state, const state::EventLog& events);
  // One number a measure of the scenario, in their order; NaN: did not happen.
  std::vector<double> measures(const state::State& last) const;
  // The ledger, closed with the final state.
  LedgerValues ledger(const state::State& last);
  // Saves what was counted, or takes it back.
  void keep(Archive& archive);

 private:
  static constexpr std::size_t kKinds = static_cast<std::size_t>(state::EventKind::kCount);
  std::vector<std::unique_ptr<MeasureCount>> measures_;
  Ledger ledger_;
  std::array<std::vector<MeasureCount*>, kKinds> hearers_;  // by kind of event
};

}  // namespace khasan::sim
