#include "base/hash.h"

#include <algorithm>

#include "state/state.h"

namespace khasan::state {

namespace {

// One overload for each kind of field; every field of State goes through one of them.
void add(Hasher& h, double x) { h.add(x); }
void add(Hasher& h, bool x) { h.add(static_cast<uint64_t>(x)); }
void add(Hasher& h, float x) { h.add(static_cast<double>(x)); }
void add(Hasher& h, Time t) { h.add(static_cast<uint64_t>(t.ms)); }
void add(Hasher& h, terrain::Point p) { h.add(p.x_m), h.add(p.y_m); }
template <class T>
requires(std::is_integral_v<T> || std::is_enum_v<T>) void add(Hasher& h, T x) {
  h.add(static_cast<uint64_t>(x));
}
template <class Tag>
void add(Hasher& h, Id<Tag> id) {
  h.add(static_cast<uint64_t>(id.value));
}

// Declared before the templates that call them.
void add(Hasher&, const Roll&);
void add(Hasher&, const Intent&);
void add(Hasher&, const Contact&);
void add(Hasher&, const Track&);
void add(Hasher&, const UnitTask&);
void add(Hasher&, const OrderState&);
void add(Hasher&, const Pending&);
void add(Hasher&, const Mission&);
void add(Hasher&, const Flare&);
void add(Hasher&, const Smoke&);
void add(Hasher&, const Lying&);
void add(Hasher&, const Bearers&);
void add(Hasher&, const Convoy&);
void add(Hasher&, const Hull&);
void add(Hasher&, const Flight&);
template <class T, std::size_t N>
void add(Hasher&, const std::array<T, N>&);
template <class T>
void add(Hasher&, const std::vector<T>&);
void add(Hasher&, const std::deque<Pending>&);

template <class... Fields>
void add_each(Hasher& h, const Fields&... fields) {
  (add(h, fields), ...);
}

void add(Hasher& h, const Roll& r) {
  add_each(h, r.men, r.killed, r.wounded, r.light, r.missing, r.surrendered);
}
void add(Hasher& h, const Intent& i) {
  add_each(h, i.goal, i.route, i.stance, i.fire, i.open_fire_range_m, i.move, i.dig, i.close,
           i.fire_at);
}
void add(Hasher& h, const Contact& c) { add_each(h, c.enemy, c.level, c.at, c.error_m, c.seen); }
void add(Hasher& h, const Track& t) { add_each(h, t.level, t.at, t.error_m, t.seen, t.known); }
void add(Hasher& h, const UnitTask& t) {
  add_each(h, t.order, t.task, t.objective, t.goal, t.facing_rad, t.stance, t.fire,
           t.open_fire_range_m, t.via_next, t.begun, t.done, t.since, t.rounds_left);
}
void add(Hasher& h, const OrderState& o) {
  add_each(h, o.phase, o.begun, o.ended, o.review, o.reviews, o.choice);
}
void add(Hasher& h, const Pending& p) {
  add_each(h, p.at, p.kind, p.sequence, p.unit, p.element, p.order, p.task, p.contact, p.side,
           p.weapon, p.aim, p.spread_range_m, p.spread_deflection_m, p.bearing_rad, p.rounds);
  if (p.area_factor != 1) add(h, p.area_factor);
}
void add(Hasher& h, const Mission& m) {
  add_each(h, m.phase, m.target, m.error, m.observed, m.rounds_left, m.ranging_left, m.next_round,
           m.begun, m.number);
}
void add(Hasher& h, const Smoke& s) { add_each(h, s.at, s.radius_m, s.until); }
void add(Hasher& h, const Lying& l) { add_each(h, l.men, l.at); }
void add(Hasher& h, const Bearers& b) { add_each(h, b.men, b.carried, b.of, b.back); }
void add(Hasher& h, const Convoy& c) {
  add_each(h, c.from, c.to, c.lorries, c.homeward, c.rounds, c.due);
}
void add(Hasher& h, const Hull& v) { add_each(h, v.phase, v.since, v.hits); }
void add(Hasher& h, const Flight& f) {
  add_each(h, f.phase, f.aircraft, f.lost, f.passes_left, f.number, f.order, f.objective,
           f.task_since, f.turned_back, f.low, f.own_blast, f.sees_panels, f.aim, f.aboard,
           f.lost_rounds);
}
void add(Hasher& h, const Flare& f) { add_each(h, f.at, f.until, f.by); }

template <class T, std::size_t N>
void add(Hasher& h, const std::array<T, N>& values) {
  for (const T& v : values) add(h, v);
}
template <class T>
void add(Hasher& h, const std::vector<T>& values) {
  h.add(static_cast<uint64_t>(values.size()));
  for (const T& v : values) add(h, v);
}
void add(Hasher& h, const std::deque<Pending>& queue) {
  h.add(static_cast<uint64_t>(queue.size()));
  for (const Pending& pending : queue) add(h, pending);
}

// Battles without aircraft know nothing of the parameters of the air.
void add_parameters(Hasher& h, const State& s) {
  const bool flies = std::any_of(s.flight.begin(), s.flight.end(),
                                 [](const Flight& f) { return f.phase != FlightPhase::kNone; });
  for (std::size_t p = 0; p < s.params.value.size(); ++p) {
    const bool of_air = scenario::info_of(static_cast<scenario::Param>(p)).mechanism == "air";
    if (flies || !of_air) add(h, s.params.value[p]);
  }
}

}  // namespace

uint64_t hash(const State& s) {
  Hasher h;
  add_each(h, s.now, s.sequence);
  add_parameters(h, s);
  add_each(h, s.at, s.heading_rad, s.roll, s.start, s.lying, s.bearers, s.weapons, s.rounds,
           s.fired, s.grenades, s.cartridges, s.posture, s.dig_h, s.suppression, s.suppressed_at,
           s.shelled_s, s.rapid_since, s.intent);
  add_each(h, s.last_fired, s.last_moved, s.under_fire, s.shocked_until, s.halted_until, s.mission,
           s.awake_h, s.updated, s.wake);
  add_each(h, s.morale, s.shock, s.shocked_at, s.breaks, s.task, s.headquarters_free, s.contacts);
  add_each(h, s.tracks, s.orders, s.queue, s.flares, s.smoke, s.wire_open_s, s.owner, s.contested);
  for (std::size_t i = 0; i < s.hull.size(); ++i) {
    if (s.hull[i].phase != HullPhase::kNone) add_each(h, i, s.hull[i]);
  }
  for (std::size_t i = 0; i < s.flight.size(); ++i) {
    if (s.flight[i].phase == FlightPhase::kNone) continue;
    add_each(h, i, s.flight[i], s.struck[i].men, s.struck[i].weapons);
  }
  for (std::size_t i = 0; i < s.pressed.size(); ++i) {
    if (s.pressed[i] != kLongAgo) add_each(h, i, s.pressed[i]);
  }
  for (const Reported& r : s.reported) add_each(h, r.at, r.known);
  if (!s.fougasse_used.empty()) add(h, s.fougasse_used);
  if (!s.convoys.empty()) add(h, s.convoys);
  if (s.road_rain_h > 0) add(h, s.road_rain_h);
  for (const Restrained& r : s.restrained) add_each(h, r.rule, r.order, r.unit, r.what);
  return h.value();
}

}  // namespace khasan::state
