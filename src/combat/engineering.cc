#include "combat/engineering.h"

#include <algorithm>
#include <vector>

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

// A hole that nobody is in, and who would get into it.
struct EmptyHole {
  ElementId left_by, taker;
  double away_m = 0;
};

// The nearest empty hole within reach of men who have just come to a halt.
void look_for_hole(const Scenario& scenario, const State& state, ElementId element,
                   std::vector<EmptyHole>& holes) {
  const std::size_t e = element.index();
  if (state.dig_h[e] > 0 || state.posture[e] >= Posture::kScrape) return;
  EmptyHole nearest{{}, element, state.params[Param::engineering_hole_reach_m]};
  for (std::size_t i = 0; i < state.hole_h.size(); ++i) {
    if (state.hole_h[i] <= 0) continue;
    const ElementId left_by{i};
    const double away_m = terrain::distance_m(state.hole_at[i], state.at[e]);
    if (away_m > nearest.away_m) continue;
    const bool farther = away_m == nearest.away_m && nearest.left_by.exists() &&
                         scenario.element(left_by).key > scenario.element(nearest.left_by).key;
    if (farther) continue;
    nearest.left_by = left_by;
    nearest.away_m = away_m;
  }
  if (nearest.left_by.exists()) holes.push_back(nearest);
}

// Of several who want one hole the nearest gets it. Where there are more men than it was dug for,
// each has so much less of it.
void take_holes(const Scenario& scenario, const State& state, std::vector<EmptyHole>& holes,
                state::Effects& effects) {
  std::sort(holes.begin(), holes.end(), [&](const EmptyHole& a, const EmptyHole& b) {
    if (a.left_by != b.left_by) return a.left_by < b.left_by;
    if (a.away_m != b.away_m) return a.away_m < b.away_m;
    return scenario.element(a.taker).key < scenario.element(b.taker).key;
  });
  for (std::size_t i = 0; i < holes.size(); ++i) {
    if (i > 0 && holes[i].left_by == holes[i - 1].left_by) continue;
    const std::size_t hole = holes[i].left_by.index(), e = holes[i].taker.index();
    const double room =
        static_cast<double>(state.start[hole].men) / std::max<int>(1, state.roll[e].men);
    const auto dig_h =
        static_cast<float>(static_cast<double>(state.hole_h[hole]) * std::min(1.0, room));
    const Posture cover =
        std::max({state.posture[e], Posture::kProne, state::cover_after(state.params, dig_h)});
    effects.postures.push_back({holes[i].taker, cover, dig_h, holes[i].left_by});
  }
}

}  // namespace

void dig(const scenario::Scenario& scenario, const state::State& state, const Rng&,
         const state::Tick& tick, state::Effects& effects) {
  const double finished_h =
      state.params[Param::engineering_trench_h] + state.params[Param::engineering_overhead_h];
  std::vector<EmptyHole> holes;
  for (std::size_t i = 0; i < tick.due.size(); ++i) {
    const ElementId element = tick.due[i];
    const std::size_t e = element.index();
    if (state.dig_h[e] >= finished_h || !digs(scenario, state, element)) continue;
    look_for_hole(scenario, state, element, holes);
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
  take_holes(scenario, state, holes, effects);
}

}  // namespace khasan::combat
