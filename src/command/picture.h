// What a unit and its side know: where its own men are, which enemies it believes in, who of its
// parts still fights. Queries only; docs/methods/command.md says what counts as known.
#pragma once

#include <array>
#include <optional>

#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::command {

// An enemy that somebody believes in. Not `exists` when nobody does.
struct Believed {
  bool exists = false;
  terrain::Point at{};
  double distance_m = 1e9;  // from the place asked about
};

// The fresh contacts of one unit, without those known to be out of the fight: as they stand in the
// state, for as long as nothing is applied to it.
struct Contacts {
  std::array<const state::Contact*, state::kContactsMax> all;  // the first `count`
  int count = 0;
  // The nearest one of at least `level` to `from`.
  Believed nearest(terrain::Point from, state::Knowledge level) const;
};
Contacts fresh_contacts(const state::State& state, UnitId unit, Time life);

// The nearest enemy to `from` in the reports of a side, and in the unit's own contacts if given.
Believed nearest_known(const scenario::Scenario& scenario, const state::State& state, Side side,
                       UnitId unit, terrain::Point from);

// Centre of the present elements of a unit and all below; empty if none is left.
std::optional<terrain::Point> centre_of(const scenario::Scenario& scenario,
                                        const state::State& state, UnitId unit);
// Whether any of its men, or of those below, is still on the field.
bool is_alive(const scenario::Scenario& scenario, const state::State& state, UnitId unit);
// Whether `unit` is `above` or stands below it.
bool is_within(const scenario::Scenario& scenario, UnitId unit, UnitId above);
// Share of its men, with all below, that it has lost since the start.
double loss_share(const scenario::Scenario& scenario, const state::State& state, UnitId unit);

// No longer in the fight: going back, running, surrendered or gone.
inline bool is_beaten(state::Morale morale) { return morale >= state::Morale::kWithdrawing; }
// Whether it is beaten; for a unit of units: whether most of those below that own elements are.
bool is_broken(const scenario::Scenario& scenario, const state::State& state, UnitId unit);
// Whether it, or any unit below it, has a fresh contact that was seen and not only heard.
bool has_contact(const scenario::Scenario& scenario, const state::State& state, UnitId unit,
                 Time life);

// Radius of a circle of the same area as the place.
double radius_of(const scenario::Scenario& scenario, PlaceId place);

// Calls visit(UnitId) for a unit and everything below it, parents first.
template <class Visit>
void for_each_below(const scenario::Scenario& scenario, UnitId unit, const Visit& visit) {
  visit(unit);
  for (const UnitId child : scenario.unit(unit).children) for_each_below(scenario, child, visit);
}

}  // namespace khasan::command
