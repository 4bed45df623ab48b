#include "combat/supply.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "combat/pace.h"
#include "state/apply.h"

namespace khasan::combat {

using forces::ElementKind;
using scenario::Param;
using scenario::Scenario;
using state::State;
using terrain::distance_m;

namespace {

constexpr int64_t kMinuteMs = 60'000;

// A slot of an element that gives out rounds.
struct Source {
  ElementId element{};
  uint8_t slot = 0;
  int32_t rounds = 0;  // that it can spare
  bool exists() const { return element.exists(); }
};

// The weapon of a slot if it takes part: hand grenades are counted apart.
WeaponId weapon_of(const Scenario& scenario, ElementId element, std::size_t slot) {
  const scenario::WeaponSlot& weapon = scenario.element(element).weapons[slot];
  if (!weapon.exists()) return {};
  const bool thrown = scenario.weapon(weapon.weapon).kind == forces::WeaponKind::kHandGrenade;
  return thrown ? WeaponId{} : weapon.weapon;
}

// Rounds at the start that the working weapons can use.
int32_t full_load(const Scenario& scenario, const State& state, ElementId element,
                  std::size_t slot) {
  const scenario::WeaponSlot& weapon = scenario.element(element).weapons[slot];
  if (weapon.count == 0) return weapon.rounds;
  return weapon.rounds / weapon.count * state.weapons[element.index()][slot];
}

// Rounds that the slot can spare: what its own weapons do not need.
int32_t spare_rounds(const Scenario& scenario, const State& state, ElementId element,
                     std::size_t slot) {
  const WeaponId weapon = scenario.element(element).weapons[slot].weapon;
  const int32_t own =
      state.weapons[element.index()][slot] * scenario.weapon(weapon).first_line_rounds;
  return state.rounds[element.index()][slot] - own;
}

bool gives_out(const Scenario& scenario, const State& state, ElementId element) {
  const ElementKind kind = scenario.element(element).kind;
  return (kind == ElementKind::kAmmunitionPoint || kind == ElementKind::kHeadquarters) &&
         state::is_present(scenario, state, element);
}

// The best point of one unit for that weapon: the nearest that can spare any.
Source source_in(const Scenario& scenario, const State& state, UnitId unit, ElementId asker,
                 WeaponId weapon, double range_m) {
  Source best;
  double best_m = range_m;
  for (const ElementId element : scenario.unit(unit).elements) {
    if (element == asker || !gives_out(scenario, state, element)) continue;
    const double d = distance_m(state.at[element.index()], state.at[asker.index()]);
    if (d > best_m || (best.exists() && d == best_m)) continue;
    for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
      if (weapon_of(scenario, element, slot) != weapon) continue;
      const int32_t spare = spare_rounds(scenario, state, element, slot);
      if (spare <= 0) continue;
      best = {element, static_cast<uint8_t>(slot), spare};
      best_m = d;
    }
  }
  return best;
}

bool is_point(const Scenario& scenario, ElementId element) {
  return scenario.element(element).kind == ElementKind::kAmmunitionPoint;
}

// Up the chain of units; men carry only so far, points are supplied by carts over any distance.
Source source_for(const Scenario& scenario, const State& state, ElementId asker, WeaponId weapon) {
  const bool by_cart = is_point(scenario, asker);
  UnitId unit = scenario.element(asker).unit;
  if (by_cart) unit = scenario.unit(unit).parent;  // a point is not filled from its own unit
  const double range_m = by_cart ? 1e9 : state.params[Param::supply_carry_range_m];
  for (; unit.exists(); unit = scenario.unit(unit).parent) {
    const Source source = source_in(scenario, state, unit, asker, weapon, range_m);
    if (source.exists()) return source;
  }
  return {};
}

// Rounds of a slot below its full load.
int32_t missing_rounds(const Scenario& scenario, const State& state, ElementId element,
                       std::size_t slot) {
  return full_load(scenario, state, element, slot) - state.rounds[element.index()][slot];
}

// Whether a slot that takes part has run low.
bool is_low(const Scenario& scenario, const State& state, ElementId element, std::size_t slot) {
  if (!weapon_of(scenario, element, slot).exists()) return false;
  const double low =
      state.params[Param::supply_request_fraction] * full_load(scenario, state, element, slot);
  return state.rounds[element.index()][slot] < low;
}

bool is_any_low(const Scenario& scenario, const State& state, ElementId element) {
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    if (is_low(scenario, state, element, slot)) return true;
  }
  return false;
}

// The source for the first slot that has run low; none if nothing is wanted or nothing to be had.
Source wanted_source(const Scenario& scenario, const State& state, ElementId element) {
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    if (!is_low(scenario, state, element, slot)) continue;
    const Source source = source_for(scenario, state, element, weapon_of(scenario, element, slot));
    if (source.exists()) return source;
  }
  return {};
}

// From the request to the rounds in the pouches. By hand: there and back on foot, and the handing
// out. By cart: the delay of the road.
Time arrival(const Scenario& scenario, const State& state, ElementId element, ElementId from) {
  double delay_s = state.params[Param::supply_resupply_delay_s];
  if (!is_point(scenario, element)) {
    const double mps = state.params[Param::movement_cross_country_day_kmh] / 3.6;
    const double d = distance_m(state.at[element.index()], state.at[from.index()]);
    delay_s = state.params[Param::supply_handover_s] + 2 * d / mps;
  }
  // The phase looks at deliveries on whole minutes only.
  const int64_t due_ms = (state.now + from_seconds(delay_s)).ms;
  return Time{(due_ms + kMinuteMs - 1) / kMinuteMs * kMinuteMs};
}

bool is_due_to_get(const Scenario& scenario, const State& state, ElementId element) {
  if (!state::is_present(scenario, state, element)) return false;
  const state::Morale morale = state.morale[scenario.element(element).unit.index()];
  if (morale != state::Morale::kSteady && morale != state::Morale::kToGround) return false;
  return state::suppressed_share(state, element) <= state.params[Param::suppression_pinned_share];
}

// Hands out what arrives, slot by slot. `given` keeps what this step took from each source, so that
// two deliveries are not promised the same rounds.
struct Given {
  ElementId from{};
  uint8_t slot = 0;
  int32_t rounds = 0;
};

int32_t already_given(const std::vector<Given>& given, const Source& source) {
  int32_t sum = 0;
  for (const Given& g : given) {
    if (g.from == source.element && g.slot == source.slot) sum += g.rounds;
  }
  return sum;
}

void deliver(const Scenario& scenario, const State& state, ElementId element,
             std::vector<Given>& given, state::Effects& effects) {
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    const WeaponId weapon = weapon_of(scenario, element, slot);
    if (!weapon.exists()) continue;
    const Source source = source_for(scenario, state, element, weapon);
    if (!source.exists()) continue;
    const int32_t rounds = std::min(missing_rounds(scenario, state, element, slot),
                                    source.rounds - already_given(given, source));
    if (rounds <= 0) continue;
    effects.ammunition.push_back(
        {element, static_cast<uint8_t>(slot), rounds, source.element, source.slot});
    given.push_back({source.element, source.slot, rounds});
  }
}

void deliver_arrivals(const Scenario& scenario, const State& state, const state::Tick& tick,
                      state::Effects& effects) {
  std::vector<Given> given;
  for (const state::Pending& pending : tick.popped) {
    if (pending.kind != state::PendingKind::kResupply) continue;
    if (!is_due_to_get(scenario, state, pending.element)) continue;
    deliver(scenario, state, pending.element, given, effects);
  }
}

// Elements whose rounds are on the way already.
std::vector<bool> waiting(const Scenario& scenario, const State& state, const state::Tick& tick) {
  std::vector<bool> waits(scenario.elements.size(), false);
  const auto mark = [&waits](const state::Pending& pending) {
    if (pending.kind == state::PendingKind::kResupply) waits[pending.element.index()] = true;
  };
  for (const state::Convoy& convoy : state.convoys) {
    if (!convoy.homeward) waits[convoy.to.index()] = true;
  }
  std::for_each(state.queue.begin(), state.queue.end(), mark);
  std::for_each(tick.popped.begin(), tick.popped.end(), mark);
  return waits;
}

// --- lorries ------------------------------------------------------------------------------------

int free_lorries(const Scenario& scenario, const State& state, ElementId dump,
                 const state::Effects& effects) {
  int free = scenario.element(dump).lorries;
  for (const state::Convoy& convoy : state.convoys) {
    if (convoy.from == dump) free -= convoy.lorries;
  }
  for (const state::ConvoyLeaves& leaves : effects.convoys) {
    if (leaves.convoy.from == dump) free -= leaves.convoy.lorries;
  }
  return free;
}

// Weight of one round in its box.
double round_kg(const Scenario& scenario, const State& state, WeaponId weapon) {
  const double shell_kg = scenario.weapon(weapon).shell_kg;
  return shell_kg > 0 ? shell_kg * state.params[Param::supply_packed_factor]
                      : state.params[Param::supply_cartridge_kg];
}

// Rounds of that weapon that the dump can spare.
int32_t spare_of(const Scenario& scenario, const State& state, ElementId dump, WeaponId weapon) {
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    if (weapon_of(scenario, dump, slot) == weapon) {
      return std::max(0, spare_rounds(scenario, state, dump, slot));
    }
  }
  return 0;
}

// Loads what the point lacks, as far as stock and room on free lorries go.
void send_lorries(const Scenario& scenario, const State& state, ElementId point, ElementId dump,
                  state::Effects& effects) {
  const double share = state::road_share(state);
  if (share <= 0) return;
  const double load_kg = state.params[Param::supply_lorry_load_kg];
  const double room_kg = free_lorries(scenario, state, dump, effects) * load_kg;
  state::Convoy convoy{dump, point};
  double loaded_kg = 0;
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    const WeaponId weapon = weapon_of(scenario, point, slot);
    if (!weapon.exists()) continue;
    const double kg = round_kg(scenario, state, weapon);
    const int32_t wanted = std::min(missing_rounds(scenario, state, point, slot),
                                    spare_of(scenario, state, dump, weapon));
    convoy.rounds[slot] =
        std::max(0, std::min(wanted, static_cast<int32_t>((room_kg - loaded_kg) / kg)));
    loaded_kg += convoy.rounds[slot] * kg;
  }
  if (loaded_kg <= 0) return;
  convoy.lorries = static_cast<int16_t>(std::ceil(loaded_kg / load_kg - 1e-9));
  convoy.due = state.now + from_seconds(state.params[Param::supply_resupply_delay_s] / share);
  effects.convoys.push_back({point, convoy});
}

// Convoys that are at the end of their way; those that a cut road holds wait where they are.
void move_convoys(const Scenario& scenario, const State& state, state::Effects& effects) {
  const double share = state::road_share(state);
  if (share <= 0) return;
  const double back_s = state.params[Param::supply_resupply_delay_s] *
                        state.params[Param::supply_way_back_factor] / share;
  for (std::size_t c = 0; c < state.convoys.size(); ++c) {
    const state::Convoy& convoy = state.convoys[c];
    if (convoy.due > state.now) continue;
    effects.arrivals.push_back({convoy.to, static_cast<uint32_t>(c),
                                state::is_present(scenario, state, convoy.to),
                                state.now + from_seconds(back_s)});
  }
}

}  // namespace

void resupply(const scenario::Scenario& scenario, const state::State& state, const Rng&,
              const state::Tick& tick, state::Effects& effects) {
  if (!tick.minute) return;
  deliver_arrivals(scenario, state, tick, effects);
  move_convoys(scenario, state, effects);
  const std::vector<bool> waits = waiting(scenario, state, tick);
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    const ElementId element{i};
    // Cheap questions first: most elements want nothing.
    if (waits[i] || !is_any_low(scenario, state, element)) continue;
    if (!is_due_to_get(scenario, state, element)) continue;
    const Source source = wanted_source(scenario, state, element);
    if (!source.exists()) continue;
    if (is_point(scenario, element) && scenario.element(source.element).lorries > 0) {
      send_lorries(scenario, state, element, source.element, effects);
      continue;
    }
    state::Pending pending;
    pending.at = arrival(scenario, state, element, source.element);
    pending.kind = state::PendingKind::kResupply;
    pending.unit = scenario.element(element).unit;
    pending.element = element;
    pending.side = scenario.element(element).side;
    effects.pending.push_back(pending);
  }
}

}  // namespace khasan::combat
