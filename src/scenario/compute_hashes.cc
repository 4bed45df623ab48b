// The hash of all that a run depends on: names, titles, sources and map shapes are left out, so
// that a corrected citation does not make a record stale.
#include "base/hash.h"
#include "scenario/compilation.h"

namespace khasan::scenario {

namespace {

void add(Hasher& h, terrain::Point p) {
  h.add(p.x_m);
  h.add(p.y_m);
}

template <class IdType>
void add_ids(Hasher& h, const std::vector<IdType>& ids) {
  h.add(static_cast<uint64_t>(ids.size()));
  for (IdType id : ids) h.add(uint64_t{id.value});
}

void add(Hasher& h, Time t) { h.add(static_cast<uint64_t>(t.ms)); }
template <class Enum>
void add_enum(Hasher& h, Enum e) {
  h.add(static_cast<uint64_t>(e));
}
void add_count(Hasher& h, int n) { h.add(static_cast<uint64_t>(static_cast<int64_t>(n))); }

void add(Hasher& h, const Figure& f) {
  h.add(f.best);
  h.add(f.low);
  h.add(f.high);
}

void add(Hasher& h, const forces::Weapon& w) {
  h.add(w.id);
  add_enum(h, w.kind);
  for (int n : {w.crew, w.burst_rounds, w.first_line_rounds}) add_count(h, n);
  for (double x :
       {w.range_m_max, w.range_m_min, w.rounds_per_min, w.dispersion_mil, w.shell_kg,
        w.lethal_area_m2, w.range_error_fraction, w.deflection_error_mil, w.muzzle_speed_mps,
        w.ap_shell_kg, w.ap_calibre_mm, w.ap_speed_mps, w.ap_drag_per_km, w.ap_de_marre_k}) {
    h.add(x);
  }
}

void add(Hasher& h, const forces::Vehicle& v) {
  h.add(v.id);
  for (double x :
       {v.armour_front_mm, v.armour_side_mm, v.armour_rear_mm, v.length_m, v.width_m, v.height_m,
        v.road_kmh, v.cross_country_kmh, v.marsh_kmh, v.stoppages_per_100km, v.bogging_factor}) {
    h.add(x);
  }
}

void add(Hasher& h, const std::vector<forces::WeaponCount>& counts) {
  h.add(static_cast<uint64_t>(counts.size()));
  for (const forces::WeaponCount& count : counts) {
    h.add(count.weapon);
    add_count(h, count.count);
    add_count(h, count.rounds_each);
    if (count.days > 0) add_count(h, count.days);
  }
}

void add(Hasher& h, const forces::Aircraft& a) {
  h.add(a.id);
  for (double x : {a.speed_kmh, a.ceiling_m, a.payload_kg, a.stick_m}) h.add(x);
  add_count(h, a.crew);
  h.add(uint64_t{a.strafes});
  add(h, a.bombs);
  add(h, a.guns);
}

void add(Hasher& h, const ElementDef& e) {
  h.add(e.key);
  add_enum(h, e.kind);
  add_enum(h, e.mobility);
  add_count(h, e.men);
  add_count(h, e.men_establishment);
  for (const WeaponSlot& slot : e.weapons) {
    h.add(uint64_t{slot.weapon.value});
    add_count(h, slot.count);
    add_count(h, slot.rounds);
  }
  add(h, e.at);
  h.add(e.posture_work_h);
  h.add(e.facing_rad);
  add(h, e.arrives);
  h.add(uint64_t{e.vehicle.value});
  h.add(uint64_t{e.aircraft.value});
  add_count(h, e.aircraft_count);
  h.add(e.base_km);
  if (e.lorries > 0) add_count(h, e.lorries);
}

void add(Hasher& h, const UnitDef& u) {
  h.add(u.key);
  add_enum(h, u.side);
  add_enum(h, u.echelon);
  h.add(u.branch);
  h.add(u.night_training);
  h.add(u.facing_rad);
  add(h, u.strength);
  for (uint64_t id : {u.parent.value, u.headquarters.value, u.rally.value}) h.add(id);
}

void add(Hasher& h, const Condition& c) {
  add_enum(h, c.kind);
  add(h, c.time);
  for (uint64_t id : {c.order.value, c.place.value, c.unit.value}) h.add(id);
  add_enum(h, c.side);
  h.add(c.fraction);
  h.add(c.range_m);
  h.add(uint64_t{c.negated});
}

void add(Hasher& h, const Order& o) {
  h.add(o.id);
  h.add(o.operation);
  add(h, o.issued);
  for (uint64_t id : {o.unit.value, o.issuer.value, o.objective.value}) h.add(id);
  add_ids(h, o.via);
  add_enum(h, o.task);
  add_enum(h, o.stance);
  add_enum(h, o.fire);
  h.add(o.open_fire_range_m);
  h.add(o.spacing_m);
  add_count(h, o.rounds_per_gun);
  h.add(o.altitude_m);
  h.add(uint64_t{o.delay_fuze});
  add(h, o.not_before);
  h.add(static_cast<uint64_t>(o.when.size()));
  for (const Condition& c : o.when) add(h, c);
  h.add(static_cast<uint64_t>(o.until.size()));
  for (const Condition& c : o.until) add(h, c);
  h.add(uint64_t{o.pre_planned});
  h.add(uint64_t{o.pursue});
}

void add(Hasher& h, const terrain::MobilityRow& row) {
  for (double x : {row.slope.speed_max_mps, row.slope.steepness, row.slope.best_slope,
                   row.slope_max, row.night_factor, row.ford_factor}) {
    h.add(x);
  }
  for (double x : row.cover_factor) h.add(x);
}

void add(Hasher& h, const Weather& w) {
  add(h, w.from);
  for (double x : {w.visibility_m, w.cloud, w.rain, w.wetness, w.cloud_base_m}) h.add(x);
}

void add(Hasher& h, const Light& l) {
  for (double x : {l.sun_elevation_deg, l.moon_elevation_deg, l.moon_phase, l.lux_clear}) h.add(x);
}

void add(Hasher& h, const Place& p) {
  h.add(p.id);
  add(h, p.at);
  add_ids(h, p.cells);
}

void add(Hasher& h, const Obstacle& o) {
  h.add(o.id);
  add_enum(h, o.owner);
  if (o.from != Time{}) add(h, o.from);
  add_ids(h, o.cells);
}

void add(Hasher& h, const Fougasse& f) {
  h.add(f.key);
  add_enum(h, f.owner);
  add(h, f.at);
  add(h, f.from);
}

void add(Hasher& h, const Rule& r) {
  h.add(r.id);
  add_enum(h, r.kind);
  add_enum(h, r.side);
  add(h, r.from);
  add(h, r.until);
  add_ids(h, r.units);
  h.add(static_cast<uint64_t>(r.beyond.size()));
  for (uint8_t mark : r.beyond) h.add(uint64_t{mark});
}

void add(Hasher& h, const Escalation& e) {
  h.add(e.id);
  add_enum(h, e.side);
  add_count(h, e.rung);
  add(h, e.from);
}

template <class T>
void add_each(Hasher& h, const std::vector<T>& all) {
  h.add(static_cast<uint64_t>(all.size()));
  for (const T& one : all) add(h, one);
}

// What belongs to which escalation counts in a free battle only.
void add_campaign(Hasher& h, const Scenario& s) {
  if (s.mode == Mode::kHistorical) return;
  add_each(h, s.escalations);
  for (const ElementDef& e : s.elements) h.add(uint64_t{e.escalation.value});
  for (const Order& order : s.orders) h.add(uint64_t{order.escalation.value});
  for (const Rule& rule : s.rules) h.add(uint64_t{rule.lifted_by.value});
  for (const Obstacle& belt : s.obstacles) h.add(uint64_t{belt.escalation.value});
  if (!s.occupation) return;
  add(h, s.occupation->since);
  for (const ElementId e : s.occupation->elements) h.add(uint64_t{e.value});
}

}  // namespace

void compute_hashes(Compilation& c) {
  Scenario& s = c.scenario;
  Hasher h;
  h.add(static_cast<uint64_t>(s.epoch_utc_ms));
  add(h, s.start);
  add(h, s.end);
  for (const SideDef& side : s.sides) {
    h.add(side.id);
    h.add(uint64_t{side.japanese});
  }
  h.add(s.ground.hash());
  for (const terrain::MobilityRow& row : s.mobility.by_class) add(h, row);
  add_each(h, s.places);
  add_each(h, s.obstacles);
  if (!s.fougasses.empty()) add_each(h, s.fougasses);
  add_each(h, s.weapons);
  add_each(h, s.vehicles);
  add_each(h, s.aircraft);
  add_each(h, s.elements);
  add_each(h, s.units);
  add_each(h, s.orders);
  add_each(h, s.weather);
  add_each(h, s.light);
  if (!s.rules.empty()) add_each(h, s.rules);
  if (s.cease_fire) add(h, s.cease_fire->at);
  add_campaign(h, s);
  s.parameter_hash = hash_of(s.parameters);
  h.add(s.parameter_hash);
  s.hash = h.value();
  Hasher orders;
  add_each(orders, s.orders);
  s.orders_hash = orders.value();
}

}  // namespace khasan::scenario
