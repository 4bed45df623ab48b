#include "study/curves.h"

#include <algorithm>
#include <array>
#include <utility>

#include "state/apply.h"

namespace khasan::study {

namespace {

using scenario::Scenario;

constexpr int64_t kPointsMax = 600;

void add_sides(const Scenario& scenario, CurveKind kind, const std::string& id,
               const std::string& name, std::vector<CurveDef>& curves) {
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    curves.push_back({id + "_" + scenario.side(side).id, name, "men", kind, side, PlaceId{}});
  }
}

int men_lost(const state::State& state, std::size_t element) {
  return state.start[element].men - state.roll[element].men;
}

}  // namespace

std::vector<CurveDef> curves_of(const Scenario& scenario) {
  std::vector<CurveDef> curves;
  add_sides(scenario, CurveKind::kLost, "lost", "Men lost", curves);
  add_sides(scenario, CurveKind::kFit, "fit", "Men fit to fight", curves);
  for (const PlaceId p : sim::ledger_places(scenario)) {
    const scenario::Place& place = scenario.place(p);
    for (const Side side : {Side::kFirst, Side::kSecond}) {
      curves.push_back({"held_" + place.id + "_" + scenario.side(side).id,
                        "Share held of " + place.names.en, "share", CurveKind::kHeld, side, p});
    }
  }
  return curves;
}

std::vector<Time> curve_times(const Scenario& scenario) {
  const int64_t span_min = (scenario.end - scenario.start).ms / 60'000;
  int64_t step_min = 1;
  for (const int64_t step : {1, 2, 5, 10, 15, 30, 60, 120, 360, 1440}) {
    step_min = step;
    if (span_min / step <= kPointsMax) break;
  }
  std::vector<Time> times;
  for (Time t = scenario.start; t < scenario.end; t += minutes(step_min)) times.push_back(t);
  times.push_back(scenario.end);
  return times;
}

double value_of(const Scenario& scenario, const state::State& state, const CurveDef& curve) {
  if (curve.kind == CurveKind::kHeld) return state::control_share(state, curve.place, curve.side);
  double men = 0;
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    if (scenario.elements[i].side != curve.side) continue;
    men += curve.kind == CurveKind::kLost ? men_lost(state, i) : state.roll[i].men;
  }
  return men;
}

CurveRecorder::CurveRecorder(const Scenario& scenario, std::vector<Time> times)
    : curves_(curves_of(scenario)), times_(std::move(times)), values_(curves_.size()) {}

void CurveRecorder::see(const Scenario& scenario, const state::State& state,
                        const state::EventLog&) {
  for (; next_ < times_.size() && times_[next_] <= state.now; ++next_) {
    for (std::size_t c = 0; c < curves_.size(); ++c) {
      values_[c].push_back(static_cast<float>(value_of(scenario, state, curves_[c])));
    }
  }
}

}  // namespace khasan::study
