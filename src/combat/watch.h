// What all looks of one step share: the sky, how every enemy looks and sounds, and who is near or
// far enough to be noticed. Implements docs/methods/sense.md.
#pragma once

#include <span>
#include <vector>

#include "base/rng.h"
#include "combat/visibility.h"
#include "scenario/scenario.h"
#include "state/state.h"
#include "state/tick.h"

namespace khasan::combat {

// Men look into the distance from kNearM to kFarM, and more often at what is nearer (structural).
inline constexpr double kNearM = 500, kFarM = 2500;
inline constexpr Time kHeardFor = seconds(30);  // a shot is news so long (assumed)

// What is worked out about enemies is kept in the tick.
struct Watch {
  const scenario::Scenario& scenario;
  const state::State& state;
  const Rng& rng;
  const state::Tick& tick;
  uint64_t relief;
  double visibility_m;
  double natural_lux;
  SeeingRange seeing_range;
  double natural_range_m;                    // seeing range in that light
  UnitId unit;                               // whose contacts are laid out
  std::vector<const state::Contact*> known;  // one after the other
  bool listed = false;                       // who could be noticed from afar
};
Watch watch_of(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
               const state::Tick& tick);

// Worked out once a step for each enemy.
void work_out(const Watch& watch, ElementId enemy, state::Noise& noise);
void work_out(const Watch& watch, ElementId enemy, state::Appearance& seen);

inline const state::Noise& noise_of(const Watch& watch, ElementId enemy) {
  state::Noise& noise = watch.tick.noises[enemy.index()];
  if (noise.looks != watch.tick.looks) work_out(watch, enemy, noise);
  return noise;
}

inline const state::Appearance& appearance_of(const Watch& watch, ElementId enemy) {
  state::Appearance& seen = watch.tick.appearances[enemy.index()];
  if (seen.looks != watch.tick.looks) work_out(watch, enemy, seen);
  return seen;
}

struct Candidate {
  ElementId enemy;
  double r_m;
};
// So many of them, the nearest, in any order.
std::span<Candidate> keep_nearest(std::span<Candidate> candidates, std::size_t count);

// The nearest enemies within kNearM of that point who could be seen or heard. They lie in `room`.
std::span<Candidate> gather_near(const Watch& watch, Side enemy, terrain::Point at,
                                 std::vector<Candidate>& room);
// The same from kNearM to kFarM.
std::span<Candidate> gather_far(Watch& watch, Side enemy, terrain::Point at,
                                std::vector<Candidate>& room);

}  // namespace khasan::combat
