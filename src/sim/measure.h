// Measures of a run, counted while it goes: each is told the events that bear on it, in order, and
// keeps only what its number needs. What the kinds mean: scenario::MeasureKind.
#pragma once

#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "scenario/scenario.h"
#include "sim/archive.h"
#include "state/event.h"
#include "state/state.h"

namespace khasan::sim {

inline constexpr double kNeverHappened = std::numeric_limits<double>::quiet_NaN();

// One measure on its way through a run.
class MeasureCount {
 public:
  explicit MeasureCount(std::vector<state::EventKind> hears) : hears_(std::move(hears)) {}
  virtual ~MeasureCount() = default;
  // Takes the next event; it is of a kind that the measure hears.
  virtual void count(const state::Event& event) = 0;
  // The number in the end, from what was counted and the final state; NaN if it did not happen.
  virtual double value(const state::State& last) const = 0;
  // Saves what was counted, or takes it back.
  virtual void keep(Archive& archive) = 0;
  // The kinds of events that bear on it.
  const std::vector<state::EventKind>& hears() const { return hears_; }

 private:
  std::vector<state::EventKind> hears_;
};

// The count of one measure, before the first event. Keeps references to both arguments.
std::unique_ptr<MeasureCount> count_of(const scenario::Scenario& scenario,
                                       const scenario::Measure& what);

}  // namespace khasan::sim
