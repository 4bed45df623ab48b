#include <algorithm>

#include "scenario/player_order.h"
#include "state/apply.h"
#include "state/state.h"

namespace khasan::state {

namespace {

using scenario::ElementDef;
using scenario::Scenario;

constexpr double kHoldRadiusM = 50;  // men within it hold a cell (design: control of a crest)

scenario::ParamValues params_of(const Scenario& scenario, const Rng& rng, bool drawn) {
  return drawn ? scenario::draw_values(scenario.parameters, rng)
               : scenario::best_values(scenario.parameters);
}

// Aircraft wait at their base; the queue wakes them.
void start_flights(const Scenario& scenario, State& state) {
  state.flight.resize(scenario.elements.size());
  state.struck.resize(scenario.elements.size());
  for (const ElementId e : scenario.flights) {
    state.flight[e.index()].phase = FlightPhase::kReady;
    state.flight[e.index()].aircraft = static_cast<int16_t>(scenario.element(e).aircraft_count);
    state.flight[e.index()].task_since = kLongAgo;
    state.flight[e.index()].aim = state.at[e.index()];
    state.wake[e.index()] = kNever;
    for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
      state.weapons[e.index()][slot] =
          static_cast<int16_t>(scenario.element(e).weapons[slot].count);
    }
  }
}

void start_elements(const Scenario& scenario, State& state) {
  for (const ElementDef& element : scenario.elements) {
    Roll roll;
    roll.men = static_cast<int16_t>(element.men);
    state.at.push_back(element.at);
    state.roll.push_back(roll);
    std::array<int32_t, scenario::kWeaponSlots> rounds{};
    int grenades = 0;
    for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
      const scenario::WeaponSlot& weapon = element.weapons[slot];
      if (!weapon.exists()) continue;
      const bool thrown = scenario.weapon(weapon.weapon).kind == forces::WeaponKind::kHandGrenade;
      if (thrown)
        grenades += weapon.rounds;
      else
        rounds[slot] = weapon.rounds;
    }
    state.rounds.push_back(rounds);
    state.grenades.push_back(static_cast<int16_t>(grenades));
    state.dig_h.push_back(static_cast<float>(element.posture_work_h));
    state.posture.push_back(cover_after(state.params, element.posture_work_h));
    state.heading_rad.push_back(0);
  }
  const std::size_t n = scenario.elements.size();
  state.hole_at.resize(n);
  state.hole_h.assign(n, 0);
  state.start = state.roll;
  state.lying.resize(n);
  state.bearers.resize(n);
  state.weapons.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    state.weapons[i] = working_weapons(scenario, ElementId{i}, state.roll[i].men);
  }
  state.fired.resize(n);
  const int cartridges = state.params.count(scenario::Param::sense_flare_cartridges);
  state.cartridges.assign(n, static_cast<int16_t>(cartridges));
  state.suppression.assign(n, 0);
  state.shelled_s.assign(n, 0);
  state.rapid_since.assign(n, kLongAgo);
  state.suppressed_at.assign(n, state.now);
  state.intent.resize(n);
  for (std::size_t i = 0; i < n; ++i) state.intent[i].goal = state.at[i];
  state.last_fired.assign(n, kLongAgo);
  state.last_moved.assign(n, kLongAgo);
  state.under_fire.assign(n, kLongAgo);
  state.shocked_until.assign(n, kLongAgo);
  state.halted_until.assign(n, kLongAgo);
  state.pressed.assign(n, kLongAgo);
  state.mission.resize(n);
  state.hull.resize(n);
  for (const ElementId e : scenario.crews) {
    state.hull[e.index()] = {HullPhase::kRunning, state.now, 0};
  }
  state.awake_h.assign(n, 0);
  state.updated.assign(n, state.now);
  state.wake.assign(n, state.now);
  for (std::size_t i = 0; i < n; ++i) {
    state.wake[i] = std::max(state.now, arrival_of(scenario, state, ElementId{i}));
  }
  start_flights(scenario, state);
  state.wake_block.assign((n + kWakeBlock - 1) / kWakeBlock, state.now);
}

void start_units(const Scenario& scenario, State& state) {
  const std::size_t n = scenario.units.size();
  state.morale.assign(n, Morale::kSteady);
  state.shock.assign(n, 0);
  state.shocked_at.assign(n, state.now);
  state.breaks.assign(n, 0);
  state.task.resize(n);
  state.headquarters_free.assign(n, state.now);
  state.contacts.resize(n);
  if (!scenario.flights.empty()) state.reported.resize(n);
}

// Every cell of a place belongs to the side that alone has men near it.
void start_places(const Scenario& scenario, State& state) {
  const std::size_t count = scenario::planned_place_count(scenario);
  for (std::size_t p = 0; p < count; ++p) {
    const scenario::Place& place = scenario.places[p];
    std::vector<int8_t> owner, contested;
    for (const CellId cell : place.cells) {
      std::array<bool, kSideCount> here{};
      for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
        const ElementId e{i};
        if (!is_present(scenario, state, e) || is_under_armour(state, e)) continue;
        const double d = terrain::distance_m(state.at[i], scenario.ground.centre_of(cell));
        if (d <= kHoldRadiusM) here[index_of(scenario.elements[i].side)] = true;
      }
      owner.push_back(here[0] == here[1] ? int8_t{-1} : here[0] ? int8_t{0} : int8_t{1});
      contested.push_back(here[0] && here[1]);
    }
    state.owner.push_back(owner);
    state.contested.push_back(contested);
  }
}

}  // namespace

Posture cover_after(const scenario::ParamValues& params, double work_h) {
  using scenario::Param;
  const double trench_h = params[Param::engineering_trench_h];
  if (work_h >= trench_h + params[Param::engineering_overhead_h]) return Posture::kOverhead;
  if (work_h >= trench_h) return Posture::kTrench;
  if (work_h >= params[Param::engineering_foxhole_h]) return Posture::kFoxhole;
  if (work_h >= params[Param::engineering_scrape_h]) return Posture::kScrape;
  return Posture::kStanding;
}

State start(const Scenario& scenario, const Rng& rng, const StartOptions& options) {
  State state;
  state.now = scenario.start;
  state.params = params_of(scenario, rng, options.draw_parameters);
  start_elements(scenario, state);
  start_units(scenario, state);
  for (auto& tracks : state.tracks) tracks.resize(scenario.elements.size());
  state.orders.resize(scenario::planned_order_count(scenario));
  for (const scenario::Obstacle& wire : scenario.obstacles) {
    state.wire_open_s.emplace_back(wire.cells.size(), 0.0f);
  }
  state.fougasse_used.resize(scenario.fougasses.size());
  start_places(scenario, state);
  return state;
}

void take_parameters(const Scenario& scenario, const Rng& rng, const StartOptions& options,
                     State& state) {
  state.params = params_of(scenario, rng, options.draw_parameters);
}

}  // namespace khasan::state
