#include "combat/engineering.h"

#include <algorithm>

#include "combat/pace.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using state::Morale;
using state::Posture;
using state::State;

namespace {

bool digs(const Scenario& scenario, const State& state, ElementId element) {
  const std::size_t e = element.index();
  const Morale morale = state.morale[scenario.element(element).unit.index()];
  if (scenario.element(element).vehicle.exists()) return false;
  if (!state.intent[e].dig || is_on_the_way(scenario, state, element)) return false;
  return morale == Morale::kSteady || morale == Morale::kToGround;
}

// Share of the men with a spade in hand. A man has two: who fires does not dig. Fire keeps men from
// deep work, but prone cover is dug under it, and its hours were taken so (models: section 8).
double hands(const State& state, ElementId element, Time dt) {
  const std::size_t e = element.index();
  const auto& params = state.params;
  const double free =
      state.last_fired[e] > state.now - dt ? 1 - params[Param::direct_fire_share_engaging] : 1;
  if (static_cast<double>(state.dig_h[e]) < params[Param::engineering_scrape_h]) return free;
  const double suppressed = state::suppressed_share(state, element);
  return suppressed > params[Param::suppression_pinned_share] ? 0 : free * (1 - suppressed);
}

}  // namespace

void dig(const scenario::Scenario& scenario, const state::State& state, const Rng&,
         const state::Tick& tick, state::Effects& effects) {
  const double finished_h =
      state.params[Param::engineering_trench_h] + state.params[Param::engineering_overhead_h];
  for (std::size_t i = 0; i < tick.due.size(); ++i) {
    const ElementId element = tick.due[i];
    const std::size_t e = element.index();
    if (state.dig_h[e] >= finished_h || !digs(scenario, state, element)) continue;
    // The work is counted in hours of ordinary soil: rock makes it slower, not the goal deeper.
    const bool rocky = scenario.ground.soil_at(state.at[e]) == terrain::Soil::kRocky;
    const double slowed = rocky ? state.params[Param::engineering_rocky_factor] : 1.0;
    const Time here = std::min(tick.dt[i], state.now - state::arrival_of(scenario, state, element));
    const double work_h = here.seconds() / 3600.0 * hands(state, element, tick.dt[i]) / slowed;
    if (work_h <= 0) continue;
    const auto dig_h = static_cast<float>(state.dig_h[e] + work_h);
    // Who digs lies down at the least.
    const Posture cover =
        std::max({state.posture[e], Posture::kProne, state::cover_after(state.params, dig_h)});
    effects.postures.push_back({element, cover, dig_h});
    if (cover == state.posture[e] || cover < Posture::kScrape) continue;
    state::Event event;
    event.at = state.now;
    event.kind = state::EventKind::k_dug_in;
    event.side = scenario.element(element).side;
    event.subject = element;
    event.unit = scenario.element(element).unit;
    event.where = state.at[e];
    event.a = static_cast<int32_t>(cover);
    effects.events.push_back(event);
  }
}

}  // namespace khasan::combat
