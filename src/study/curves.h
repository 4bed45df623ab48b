// Numbers of a run over time, taken every few minutes while it is played: men lost and men fit of
// both sides, and who holds the crests and the places that are measured.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "sim/run.h"

namespace khasan::study {

enum class CurveKind : uint8_t { kLost, kFit, kHeld };

struct CurveDef {
  std::string id, name, unit;  // curves of one name share a chart
  CurveKind kind = CurveKind::kLost;
  Side side = Side::kFirst;
  PlaceId place{};  // kHeld
};

// The curves of a battle: losses and strength of both sides, control of each crest and each place
// that is measured.
std::vector<CurveDef> curves_of(const scenario::Scenario& scenario);
// The moments at which they are taken: whole minutes apart, from the start to the end, at most some
// hundred.
std::vector<Time> curve_times(const scenario::Scenario& scenario);
// The value of one curve now.
double value_of(const scenario::Scenario& scenario, const state::State& state,
                const CurveDef& curve);

// Takes the curves of the run that it watches: `values[curve][time]`.
class CurveRecorder : public sim::Watcher {
 public:
  explicit CurveRecorder(const scenario::Scenario& scenario)
      : CurveRecorder(scenario, curve_times(scenario)) {}
  CurveRecorder(const scenario::Scenario& scenario, std::vector<Time> times);
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog& events) override;
  std::vector<std::vector<float>> take() { return std::move(values_); }

 private:
  std::vector<CurveDef> curves_;
  std::vector<Time> times_;
  std::size_t next_ = 0;
  std::vector<std::vector<float>> values_;
};

}  // namespace khasan::study
