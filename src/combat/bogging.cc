#include "combat/bogging.h"

#include <algorithm>
#include <cmath>

#include "base/maths.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using state::HullPhase;

namespace {

// Length of the way that lies in marsh: the move is cut into pieces of a few metres
// (structural).
double marsh_m(const terrain::Ground& ground, terrain::Point from, terrain::Point to) {
  constexpr double kPieceM = 5;
  const double length_m = terrain::distance_m(from, to);
  const int pieces = std::max(1, static_cast<int>(length_m / kPieceM + 0.5));
  int wet = 0;
  for (int i = 0; i < pieces; ++i) {
    const double share = (i + 0.5) / pieces;
    const terrain::Point p{from.x_m + share * (to.x_m - from.x_m),
                           from.y_m + share * (to.y_m - from.y_m)};
    wet += ground.cover_at(p) == terrain::Cover::kMarsh;
  }
  return length_m * wet / pieces;
}

void drive(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
           const state::Move& move, state::Effects& effects) {
  const scenario::ElementDef& def = scenario.element(move.subject);
  const forces::Vehicle& vehicle = scenario.vehicle(def.vehicle);
  const terrain::Point from = state.at[move.subject.index()];
  const double length_m = terrain::distance_m(from, move.to);
  if (length_m <= 0) return;
  const auto draw = [&](Purpose purpose, uint32_t n = 0) {
    return rng.uniform(purpose, def.key, 0, state.now, n);
  };
  const double mud = bogging_per_m(state.params, vehicle, scenario.weather_at(state.now).wetness) *
                     marsh_m(scenario.ground, from, move.to);
  if (mud > 0 && draw(Purpose::kBogging) < chance_of(mud)) {
    effects.hulls.push_back({move.subject, {}, {}, HullPhase::kBogged});
    return;
  }
  const double wear = vehicle.stoppages_per_100km * length_m / 100'000;
  if (draw(Purpose::kStoppage) >= chance_of(wear)) return;
  const bool small = draw(Purpose::kStoppage, 1) < state.params[Param::armour_crew_fix_share];
  effects.hulls.push_back(
      {move.subject, {}, {}, small ? HullPhase::kStopped : HullPhase::kImmobile});
}

}  // namespace

double bogging_per_m(const scenario::ParamValues& params, const forces::Vehicle& vehicle,
                     double wetness) {
  // p for 100 m at the ordinary wetness, as a hazard, and its rise with the rain.
  const double hazard = -pinned_log(1 - params[Param::armour_bog_per_100m]) / 100;
  const double wetter = wetness - params[Param::armour_bog_wetness_ordinary];
  return hazard * vehicle.bogging_factor *
         pinned_exp(params[Param::armour_bog_wetness_exponent] * wetter);
}

void bog_down(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
              const state::Tick&, state::Effects& effects) {
  if (scenario.crews.empty()) return;
  for (const state::Move& move : effects.moves) {
    if (!state::is_under_armour(state, move.subject)) continue;
    drive(scenario, state, rng, move, effects);
  }
}

}  // namespace khasan::combat
