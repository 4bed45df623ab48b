#include "combat/medical.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/draw.h"
#include "base/maths.h"
#include "combat/pace.h"
#include "state/apply.h"

namespace khasan::combat {

using forces::ElementKind;
using scenario::Param;
using scenario::Scenario;
using state::State;

namespace {

// The phase runs every minute and treats all elements over one minute.
constexpr double kSpanS = 60;
constexpr double kCarryStepM = 500;  // exact: the way that `carry_s_per_500m` is for

// Nobody is sent forward to men who run or were taken.
bool takes_men_back(const Scenario& scenario, const State& state, ElementId element) {
  if (!state::is_present(scenario, state, element)) return false;
  const state::Morale morale = state.morale[scenario.element(element).unit.index()];
  return morale == state::Morale::kSteady || morale == state::Morale::kToGround;
}

// A constant hazard for each man: exponential times with the mean of the parameter.
void send_back_light(const Scenario& scenario, const State& state, const Rng& rng,
                     ElementId element, double p_return, state::Effects& effects) {
  const int light = state.roll[element.index()].light;
  if (light == 0 || !takes_men_back(scenario, state, element)) return;
  const double u = rng.uniform(Purpose::kReturn, scenario.element(element).key, 0, state.now);
  const int men = binomial_from(u, light, p_return);
  if (men > 0) effects.returns.push_back({element, static_cast<int16_t>(men)});
}

// Crews stay with what they serve.
bool has_hands_free(ElementKind kind) {
  return kind == ElementKind::kRifleSquad || kind == ElementKind::kEngineers ||
         kind == ElementKind::kHeadquarters || kind == ElementKind::kAmmunitionPoint;
}

// Pairs of bearers that the element can spare now: out of fire, in place, nobody away yet.
int pairs_to_spare(const Scenario& scenario, const State& state, ElementId element) {
  const std::size_t e = element.index();
  if (!has_hands_free(scenario.element(element).kind) || state.bearers[e].carried > 0) return 0;
  if (!takes_men_back(scenario, state, element)) return 0;
  if (is_on_the_way(scenario, state, element)) return 0;
  const Time quiet = from_seconds(state.params[Param::medical_quiet_s]);
  if (state.now - state.under_fire[e] < quiet) return 0;
  const double bearers = state.params[Param::medical_bearer_share] * state.roll[e].men;
  return static_cast<int>(std::lround(bearers / 2));
}

// How well an element is placed to send bearers: the nearest first, then by name.
std::tuple<double, uint64_t> rank_of(const Scenario& scenario, double distance_m, ElementId e) {
  return {distance_m, scenario.element(e).key};
}

// Who fetches the wounded of an element: its own men, else the nearest of its side who can and
// have nobody of their own to fetch.
ElementId fetcher_of(const Scenario& scenario, const State& state, const state::Tick& tick,
                     ElementId wounded) {
  const terrain::Point at = state.lying[wounded.index()].at;
  const double reach_m = state.params[Param::medical_reach_m];
  const bool is_near = terrain::distance_m(state.at[wounded.index()], at) <= reach_m;
  if (is_near && pairs_to_spare(scenario, state, wounded) > 0) return wounded;
  ElementId best{};
  double best_m = 0;
  tick.near.for_each_within(
      state, scenario.element(wounded).side, at, reach_m, [&](ElementId e, double d) {
        if (state.lying[e.index()].men > 0 || pairs_to_spare(scenario, state, e) == 0) return;
        if (best.exists() && rank_of(scenario, best_m, best) < rank_of(scenario, d, e)) return;
        best = e;
        best_m = d;
      });
  return best;
}

// The aid post stands with the headquarters of the battalion.
double way_to_aid_post_m(const Scenario& scenario, const State& state, ElementId wounded) {
  const double longest_m = state.params[Param::medical_aid_post_m];
  UnitId unit = scenario.element(wounded).unit;
  for (; unit.exists(); unit = scenario.unit(unit).parent) {
    const ElementId post = scenario.unit(unit).headquarters;
    if (scenario.unit(unit).echelon < forces::Echelon::kBattalion || !post.exists()) continue;
    if (!state::is_present(scenario, state, post)) continue;
    const terrain::Point from = state.lying[wounded.index()].at;
    return std::min(longest_m, terrain::distance_m(from, state.at[post.index()]));
  }
  return longest_m;
}

// The bearers who leave for the wounded of an element in this minute, if any can.
void send_bearers(const Scenario& scenario, const State& state, const state::Tick& tick,
                  ElementId wounded, state::Effects& effects) {
  const state::Lying& lying = state.lying[wounded.index()];
  const Side enemy = enemy_of(scenario.element(wounded).side);
  const double danger_m = state.params[Param::medical_enemy_within_m];
  const auto anybody = [](ElementId, terrain::Point) { return true; };
  if (tick.near.any_within(state, enemy, lying.at, danger_m, anybody)) return;
  const ElementId by = fetcher_of(scenario, state, tick, wounded);
  if (!by.exists()) return;
  const int pairs = std::min<int>(lying.men, pairs_to_spare(scenario, state, by));
  const double way_m = way_to_aid_post_m(scenario, state, wounded);
  const double carry_s = way_m / kCarryStepM * state.params[Param::medical_carry_s_per_500m];
  const state::BearersChange change{by,
                                    {static_cast<int16_t>(2 * pairs), static_cast<int16_t>(pairs),
                                     wounded, state.now + from_seconds(carry_s)}};
  // Asked by two, they go to the nearer.
  const auto asked = std::find_if(effects.bearers.begin(), effects.bearers.end(),
                                  [by](const auto& other) { return other.subject == by; });
  if (asked == effects.bearers.end()) {
    effects.bearers.push_back(change);
    return;
  }
  const auto rank = [&](ElementId of) {
    return rank_of(scenario, terrain::distance_m(state.at[by.index()], state.lying[of.index()].at),
                   of);
  };
  if (rank(wounded) < rank(asked->bearers.of)) *asked = change;
}

}  // namespace

void tend_wounded(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
                  const state::Tick& tick, state::Effects& effects) {
  if (!tick.minute) return;
  const double mean_s = state.params[Param::medical_return_mean_h] * 3600.0;
  const double p_return = chance_of(kSpanS / mean_s);
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    const ElementId element{i};
    send_back_light(scenario, state, rng, element, p_return, effects);
    const state::Bearers& away = state.bearers[i];
    if (away.carried > 0 && away.back <= state.now) effects.bearers.push_back({element, {}});
    if (state.lying[i].men > 0) send_bearers(scenario, state, tick, element, effects);
  }
}

}  // namespace khasan::combat
