#include "combat/watch.h"

#include <algorithm>
#include <cmath>

#include "combat/exposure.h"
#include "combat/sense.h"

namespace khasan::combat {

using scenario::Param;
using state::State;
using terrain::Point;

namespace {

// A look takes in so many of the nearest enemies who show or give themselves away.
constexpr std::size_t kCandidatesMax = 24;
constexpr double kHair = 1e-9;  // swallows the rounding of a range

// Seeing range for an enemy at that point, with the light of the flares that reach it.
double lit_range_m(const Watch& watch, Point at) {
  if (watch.state.flares.empty() || watch.natural_lux >= kDaylight_lux) {
    return watch.natural_range_m;
  }
  const double lux = light_lux(watch.scenario, watch.state, at);
  return lux <= watch.natural_lux ? watch.natural_range_m : watch.seeing_range.at_m(lux);
}

// The threshold of the enemy at his present cell: one for all who look at him.
double threshold_of(const Watch& watch, ElementId enemy) {
  const CellId cell = watch.scenario.ground.nearest_cell(watch.state.at[enemy.index()]);
  state::Threshold& last = watch.tick.thresholds[enemy.index()];
  if (last.cell == cell) return last.x;
  const double u = watch.rng.uniform(Purpose::kVisibilityThreshold,
                                     watch.scenario.element(enemy).key, cell.value, Time{0});
  last = {cell, threshold_x(watch.state.params, u)};
  return last.x;
}

// How far his steps are heard where all is quiet.
double steps_heard_m(const State& state, ElementId enemy) {
  if (!is_moving(state, enemy)) return 0;
  const bool silent = state.intent[enemy.index()].stance == scenario::Stance::kSilent;
  return state.params[Param::sense_sound_range_moving_m] *
         (silent ? state.params[Param::sense_range_factor_silent] : 1.0);
}

// Nobody sees him from beyond in that haze, of which the tangent takes no more than there is:
// farthest / R (1 - lost (1 + slope R)) = 1. At arm's length haze is left to who looks.
double hazy_m(const Watch& watch, double farthest_m) {
  const auto& params = watch.state.params;
  const double lost = params[Param::sense_contrast_threshold] / params[Param::sense_contrast_man];
  const double slope_per_m = haze_slope_per_m(watch.visibility_m);
  const double r_m = farthest_m * (1 - lost) / (1 + farthest_m * lost * slope_per_m);
  return std::min(farthest_m, std::max(1.0, r_m * (1 + kHair)));
}

double reach2_of(const Watch& watch, ElementId enemy) {
  const state::Noise& noise = noise_of(watch, enemy);
  const double seen_m = appearance_of(watch, enemy).farthest_m;
  // A float says it precisely enough.
  const double reach_m =
      static_cast<double>(static_cast<float>(std::max({noise.fire_m, noise.steps_m, seen_m})));
  return reach_m * reach_m;
}

// How far an enemy could be noticed within that range, by eye or ear.
state::Noticed noticed_of(const Watch& watch, ElementId enemy, double range_m) {
  return {watch.tick.looks, enemy, watch.state.at[enemy.index()],
          std::min(reach2_of(watch, enemy), range_m * range_m)};
}

double distance2(Point at, const state::Noticed& enemy) {
  const double dx = enemy.at.x_m - at.x_m, dy = enemy.at.y_m - at.y_m;
  return dx * dx + dy * dy;
}

// The gathered of whom only the squares of the distances are known yet.
std::span<Candidate> nearest_of(std::span<Candidate> gathered) {
  for (Candidate& c : gathered) c.r_m = std::sqrt(c.r_m);
  return keep_nearest(gathered, kCandidatesMax);
}

void list_far_off(Watch& watch) {
  watch.listed = true;
  const state::Neighbourhood& near = watch.tick.near;
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    state::FarOff& far = watch.tick.far_off[index_of(side)];
    far.all.clear();
    far.first.clear();
    near.for_each_row(side, [&](std::span<const ElementId> row) {
      far.first.push_back(far.all.size());
      for (const ElementId e : row) {
        const state::Noticed noticed = noticed_of(watch, e, kFarM);
        if (noticed.reach2 > kNearM * kNearM) far.all.push_back(noticed);
      }
    });
    far.first.push_back(far.all.size());
  }
}

}  // namespace

Watch watch_of(const scenario::Scenario& scenario, const State& state, const Rng& rng,
               const state::Tick& tick) {
  const double lux = scenario.lux_at(state.now);
  const SeeingRange seeing_range(state.params);
  const std::size_t n = scenario.elements.size();
  tick.thresholds.resize(n);
  tick.appearances.resize(n);
  tick.noises.resize(n);
  tick.contacts.resize(n);
  ++tick.looks;
  return {scenario,
          state,
          rng,
          tick,
          relief_seed(rng),
          scenario.weather_at(state.now).visibility_m,
          lux,
          seeing_range,
          seeing_range.at_m(lux),
          {},
          {},
          false};
}

void work_out(const Watch& watch, ElementId enemy, state::Noise& noise) {
  noise.looks = watch.tick.looks;
  const State& state = watch.state;
  const bool fired = state.now - state.last_fired[enemy.index()] <= kHeardFor;
  noise.fire_m = fired ? state.params[Param::sense_sound_range_fire_m] : 0;
  noise.steps_m = steps_heard_m(state, enemy);
}

void work_out(const Watch& watch, ElementId enemy, state::Appearance& seen) {
  seen.looks = watch.tick.looks;
  const State& state = watch.state;
  const auto& params = state.params;
  seen.stand = watch.tick.lines.stand_of(state, enemy);
  const state::Guise guise = guise_of(state, enemy);
  const double lit_m = lit_range_m(watch, guise.at);
  if (seen.lit_m == lit_m && seen.visibility_m == watch.visibility_m && seen.guise == guise) return;
  seen.guise = guise;
  seen.lit_m = lit_m;
  seen.visibility_m = watch.visibility_m;
  seen.clear_m = lit_m * cue_factor(watch.scenario, state, enemy, guise);
  seen.x_seen = threshold_of(watch, enemy);
  const double x_least = std::max(seen.x_seen, params[Param::sense_fixed_threshold_x_min]);
  seen.farthest_m = seen.clear_m * params[Param::sense_range_factor_skyline] / x_least;
  seen.hazy_m = hazy_m(watch, seen.farthest_m);
}

std::span<Candidate> keep_nearest(std::span<Candidate> candidates, std::size_t count) {
  if (candidates.size() <= count) return candidates;
  const auto end = candidates.begin() + static_cast<std::ptrdiff_t>(count);
  std::nth_element(candidates.begin(), end, candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.r_m != b.r_m ? a.r_m < b.r_m : a.enemy < b.enemy;
                   });
  return candidates.first(count);
}

std::span<Candidate> gather_near(const Watch& watch, Side enemy, Point at,
                                 std::vector<Candidate>& room) {
  const state::Tick& tick = watch.tick;
  const auto& enemies = tick.near.all_of(enemy);
  auto& noticed = tick.near_by[index_of(enemy)];
  noticed.resize(enemies.size());
  if (room.size() <= enemies.size()) room.resize(enemies.size() + 1);
  std::size_t count = 0;
  const terrain::Box box = state::Neighbourhood::box_round(at, kNearM);
  tick.near.for_each_span(enemy, box, [&](uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; ++i) {
      state::Noticed& it = noticed[i];
      if (it.looks != tick.looks) it = noticed_of(watch, enemies[i], kNearM);
      // Whoever is out of reach is written over by the next one: that is quicker than a jump.
      const double r2 = distance2(at, it);
      room[count] = {it.enemy, r2};
      count += r2 <= it.reach2;
    }
  });
  return nearest_of(std::span(room).first(count));
}

std::span<Candidate> gather_far(Watch& watch, Side enemy, Point at, std::vector<Candidate>& room) {
  if (!watch.listed) list_far_off(watch);
  const state::FarOff& far = watch.tick.far_off[index_of(enemy)];
  const auto [begin, end] = watch.tick.near.rows_of(state::Neighbourhood::box_round(at, kFarM));
  if (room.size() <= far.all.size()) room.resize(far.all.size() + 1);
  std::size_t count = 0;
  for (std::size_t i = far.first[begin]; i < far.first[end]; ++i) {
    const state::Noticed& it = far.all[i];
    const double r2 = distance2(at, it);
    room[count] = {it.enemy, r2};
    count += (r2 >= kNearM * kNearM) & (r2 <= it.reach2);
  }
  return nearest_of(std::span(room).first(count));
}

}  // namespace khasan::combat
