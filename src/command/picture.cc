#include "command/picture.h"

#include <cmath>

#include "base/maths.h"
#include "state/apply.h"

namespace khasan::command {

using scenario::Scenario;
using state::Contact;
using state::Knowledge;
using state::State;
using terrain::Point;

namespace {

void take_if_nearer(Point from, Point at, Believed& best) {
  // Farther for certain, without the root; the hair is for its rounding.
  constexpr double kHair = 1e-9;
  const double dx = at.x_m - from.x_m, dy = at.y_m - from.y_m;
  if (dx * dx + dy * dy > best.distance_m * best.distance_m * (1 + kHair)) return;
  const double d = terrain::distance_m(from, at);
  if (d < best.distance_m) best = {true, at, d};
}

}  // namespace

Believed Contacts::nearest(Point from, Knowledge level) const {
  Believed best;
  for (int i = 0; i < count; ++i) {
    const Contact& contact = *all[static_cast<std::size_t>(i)];
    if (contact.level >= level) take_if_nearer(from, contact.at, best);
  }
  return best;
}

Contacts fresh_contacts(const State& state, UnitId unit, Time life) {
  Contacts fresh;
  for (const Contact& contact : state.contacts[unit.index()]) {
    if (!contact.enemy.exists() || contact.level == Knowledge::kNone) continue;
    if (state.now - contact.seen > life) continue;
    // Who fights an enemy sees that he has fallen or given up.
    if (state.roll[contact.enemy.index()].men <= 0) continue;
    fresh.all[static_cast<std::size_t>(fresh.count++)] = &contact;
  }
  return fresh;
}

Believed nearest_known(const Scenario& scenario, const State& state, Side side, UnitId unit,
                       Point from) {
  Believed best;
  const auto& tracks = state.tracks[index_of(side)];
  const Time life = from_seconds(state.params[scenario::Param::sense_track_life_s]);
  for (const state::Track& track : tracks) {
    if (track.level == Knowledge::kNone || state.now - track.seen > life) continue;
    take_if_nearer(from, track.at, best);
  }
  if (!unit.exists()) return best;
  for_each_below(scenario, unit, [&](UnitId below) {
    const Believed own = fresh_contacts(state, below, life).nearest(from, Knowledge::kHeard);
    if (own.exists) take_if_nearer(from, own.at, best);
  });
  return best;
}

std::optional<Point> centre_of(const Scenario& scenario, const State& state, UnitId unit) {
  Point sum;
  int count = 0;
  for (const ElementId e : scenario.unit(unit).all_elements) {
    if (!state::is_present(scenario, state, e)) continue;
    sum.x_m += state.at[e.index()].x_m;
    sum.y_m += state.at[e.index()].y_m;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return Point{sum.x_m / count, sum.y_m / count};
}

bool is_alive(const Scenario& scenario, const State& state, UnitId unit) {
  for (const ElementId e : scenario.unit(unit).all_elements) {
    if (state::is_alive(scenario, state, e)) return true;
  }
  return false;
}

bool is_within(const Scenario& scenario, UnitId unit, UnitId above) {
  for (UnitId u = unit; u.exists(); u = scenario.unit(u).parent) {
    if (u == above) return true;
  }
  return false;
}

double loss_share(const Scenario& scenario, const State& state, UnitId unit) {
  int men = 0, start = 0;
  for (const ElementId e : scenario.unit(unit).all_elements) {
    men += state.roll[e.index()].men;
    start += state.start[e.index()].men;
  }
  return start > 0 ? 1.0 - static_cast<double>(men) / start : 0.0;
}

bool is_broken(const Scenario& scenario, const State& state, UnitId unit) {
  int owners = 0, beaten = 0;
  for_each_below(scenario, unit, [&](UnitId below) {
    if (scenario.unit(below).elements.empty()) return;
    ++owners;
    beaten += is_beaten(state.morale[below.index()]);
  });
  return 2 * beaten > owners;
}

bool has_contact(const Scenario& scenario, const State& state, UnitId unit, Time life) {
  bool found = false;
  for_each_below(scenario, unit, [&](UnitId below) {
    const Contacts fresh = fresh_contacts(state, below, life);
    found = found || fresh.nearest({}, Knowledge::kDetected).exists;
  });
  return found;
}

double radius_of(const Scenario& scenario, PlaceId place) {
  const double cell_m = scenario.ground.shape().cell_m;
  const auto cells = static_cast<double>(scenario.place(place).cells.size());
  return std::sqrt(cells * cell_m * cell_m / kPi);
}

}  // namespace khasan::command
