// Rules of engagement with their names resolved, and the cease-fire, which ends the battle.
#include <algorithm>
#include <set>

#include "scenario/compilation.h"

namespace khasan::scenario {

namespace {

// The name under which the cease-fire is changed on the command line.
constexpr std::string_view kCeaseFire = "cease_fire";

void resolve_units(Compilation& c, const RuleSpec& spec, Rule& rule, bool side_known) {
  for (const NameSpec& name : spec.units) {
    const UnitId unit = c.resolve(c.units, name, "a unit");
    if (!unit.exists()) continue;
    rule.units.push_back(unit);
    if (side_known && c.scenario.unit(unit).side != rule.side) {
      c.fault(name.where, name.id, "a unit of the side of this rule, " + spec.side.id);
    }
  }
}

// What has a line or a place must be a rule about ground, and such a rule must have one.
void check_ground(Compilation& c, const RuleSpec& spec, const Rule& rule) {
  const bool about_ground = rule.kind == RuleKind::kNoCrossing;
  if (!about_ground && (spec.place.given() || !rule.line.empty())) {
    c.fault(spec.where, "'line' or 'place' in a rule " + std::string(word_of(rule.kind)),
            "these keys in a rule no_crossing only");
  }
  if (!about_ground) return;
  if (!spec.place.given()) {
    c.fault(spec.where, "", "a 'place' for this kind",
            rule.line.empty() ? "name the forbidden area, or a place beyond a 'line'"
                              : "name a place on the forbidden side of the line");
    return;
  }
  if (!rule.place.exists() || !rule.line.empty()) return;
  const Place& place = c.scenario.place(rule.place);
  if (place.polygon.empty()) {
    c.fault(spec.place.where, place.id, "a place with a polygon where there is no 'line'",
            "give a 'line', or a place of kind area");
  }
}

void check_times(Compilation& c, const RuleSpec& spec, const Rule& rule) {
  if (rule.until > rule.from) return;
  const Where& where = spec.until ? spec.until->where : spec.where;
  c.fault(where, format_iso(c.scenario.epoch_utc_ms + rule.until.ms, 0),
          "an end of the rule after its beginning " +
              format_iso(c.scenario.epoch_utc_ms + rule.from.ms, 0));
}

void add_rule(Compilation& c, const RuleSpec& spec) {
  Rule rule = spec.rule;
  const bool side_known = c.resolve_side(spec.side, rule.side);
  rule.place = c.resolve_optional(c.places, spec.place, "a place");
  if (spec.from) rule.from = c.time_of(*spec.from);
  if (spec.until) rule.until = c.time_of(*spec.until);
  resolve_units(c, spec, rule, side_known);
  check_ground(c, spec, rule);
  check_times(c, spec, rule);
  if (!spec.off) c.scenario.rules.push_back(std::move(rule));
}

// A line that leaves nobody anywhere to stand, or forbids nothing, is a slip of the pen.
void check_extent(Compilation& c) {
  for (const Rule& rule : c.scenario.rules) {
    if (rule.kind != RuleKind::kNoCrossing) continue;
    const auto forbidden = std::count(rule.beyond.begin(), rule.beyond.end(), uint8_t{1});
    const auto all = static_cast<std::ptrdiff_t>(rule.beyond.size());
    if (forbidden > 0 && forbidden < all) continue;
    const auto spec = std::find_if(c.spec.rules.begin(), c.spec.rules.end(),
                                   [&](const RuleSpec& one) { return one.rule.id == rule.id; });
    c.fault(spec->where, forbidden == 0 ? "no forbidden ground" : "forbidden ground only",
            "a line or an area that parts the ground of the window");
  }
}

void add_cease_fire(Compilation& c, const CeaseFireSpec& spec) {
  CeaseFire cease;
  cease.at = c.time_of(spec.at);
  cease.agreed = spec.agreed ? c.time_of(*spec.agreed) : cease.at;
  cease.earliest = cease.at + seconds(static_cast<int64_t>(spec.range.figure.low));
  cease.latest = cease.at + seconds(static_cast<int64_t>(spec.range.figure.high));
  cease.sources = spec.sources;
  cease.note = spec.note;
  Scenario& s = c.scenario;
  const std::string found = format_iso(spec.at.utc_ms, 0);
  if (cease.at <= s.start) {
    c.fault(spec.at.where, found,
            "a time after the start of the battle " + format_iso(c.spec.start.utc_ms, 0));
  }
  if (cease.agreed > cease.at) {
    c.fault(spec.agreed->where, format_iso(spec.agreed->utc_ms, 0),
            "a time not after the cease-fire " + found);
  }
  if (spec.off || s.mode == Mode::kFree) return;  // free: a crisis decides
  s.cease_fire = std::move(cease);
  s.end = std::min(s.end, s.cease_fire->at);
}

}  // namespace

void compile_rules(Compilation& c) {
  std::set<std::string> ids;
  for (const RuleSpec& spec : c.spec.rules) {
    if (!ids.insert(spec.rule.id).second || spec.rule.id == kCeaseFire) {
      c.fault(spec.where, spec.rule.id, "an id that no other rule has, and not cease_fire");
    }
    add_rule(c, spec);
  }
  c.scenario.rule_changes = c.spec.rule_changes;
  c.scenario.what_ifs = c.spec.what_ifs;
  if (c.spec.cease_fire) add_cease_fire(c, *c.spec.cease_fire);
  if (!c.errors.empty()) return;
  c.scenario.index_rules();
  check_extent(c);
}

}  // namespace khasan::scenario
