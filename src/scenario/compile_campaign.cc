// Escalations with their orders, arrivals and rules found, and what a crisis is told of
// (docs/methods/campaign.md).
#include <algorithm>

#include "scenario/compilation.h"
#include "scenario/nearest_name.h"

namespace khasan::scenario {

namespace {

// An escalation while its things are looked for.
struct Search {
  Compilation& c;
  const EscalationSpec& spec;
  EscalationId id;

  Scenario& s() const { return c.scenario; }
  const Escalation& found() const { return c.scenario.escalations[id.index()]; }
  // What a what-if or the command line has changed may have moved away from its escalation.
  bool is_as_written() const { return c.spec.what_ifs.empty() && c.spec.rule_changes.empty(); }
  std::string text_of(Time t) const { return format_iso(c.scenario.epoch_utc_ms + t.ms, 0); }
};

// Whether the text is the pattern, in which one '*' stands for any letters.
bool matches(std::string_view pattern, std::string_view text) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == text;
  const std::string_view head = pattern.substr(0, star), tail = pattern.substr(star + 1);
  return text.size() >= head.size() + tail.size() && text.substr(0, head.size()) == head &&
         text.substr(text.size() - tail.size()) == tail;
}

// A thing belongs to one escalation at most.
void give(const Search& search, EscalationId& owner, const Where& where, const std::string& what) {
  if (owner.exists() && owner != search.id) {
    search.c.fault(where, what + ", which belongs to " + search.s().escalations[owner.index()].id,
                   "things of no other escalation");
  }
  owner = search.id;
}

void take_order(const Search& search, std::size_t o, const Where& where) {
  Order& order = search.s().orders[o];
  const bool early = search.c.spec.orders[o].not_before && order.not_before < search.found().from;
  if (early && search.is_as_written()) {
    search.c.fault(where, order.id + " at " + search.text_of(order.not_before),
                   "an order not before 'from', " + search.text_of(search.found().from));
  }
  give(search, order.escalation, where, order.id);
}

void take_named_orders(const Search& search) {
  for (const NameSpec& pattern : search.spec.orders) {
    bool any = false;
    for (std::size_t o = 0; o < search.s().orders.size(); ++o) {
      if (!matches(pattern.id, search.s().orders[o].id)) continue;
      any = true;
      take_order(search, o, pattern.where);
    }
    if (!any && search.is_as_written()) {
      report_unknown(search.c, pattern, "an order", names_of(search.c.orders));
    }
  }
}

void take_named_units(const Search& search) {
  for (const NameSpec& name : search.spec.units) {
    const UnitId unit = search.c.resolve(search.c.units, name, "a unit");
    if (!unit.exists()) continue;
    if (search.s().unit(unit).side != search.found().side) {
      search.c.fault(name.where, name.id, "a unit of the side of this escalation");
    }
    for (const ElementId e : search.s().unit(unit).all_elements) {
      ElementDef& element = search.s().elements[e.index()];
      if (element.arrives <= search.s().start || element.arrives < search.found().from) {
        search.c.fault(name.where, name.id, "a unit that arrives at 'from' or after it",
                       "say when it 'arrives', or give an earlier 'from'");
      }
      give(search, element.escalation, name.where, element.path);
    }
  }
}

void take_rules(const Search& search) {
  for (const NameSpec& name : search.spec.lifts) {
    std::vector<std::string> ids;
    for (const RuleSpec& rule : search.c.spec.rules) ids.push_back(rule.rule.id);
    const bool known = std::find(ids.begin(), ids.end(), name.id) != ids.end();
    if (!known && search.is_as_written()) {
      report_unknown(search.c, name, "a rule of engagement", ids);
    }
    for (Rule& rule : search.s().rules) {
      if (rule.id != name.id) continue;  // none: it was left out on the command line
      if (rule.until < search.found().from && search.is_as_written()) {
        search.c.fault(
            name.where, name.id + " until " + search.text_of(rule.until),
            "a rule that does not end before 'from', " + search.text_of(search.found().from));
      }
      give(search, rule.lifted_by, name.where, name.id);
    }
  }
}

// What of its side was named nowhere and is dated from `from` to `to`.
void take_span(const Search& search) {
  if (!search.spec.to) return;
  const Time to = search.c.time_of(*search.spec.to);
  const auto is_in = [&](Time t) { return t >= search.found().from && t < to; };
  for (std::size_t o = 0; o < search.s().orders.size(); ++o) {
    Order& order = search.s().orders[o];
    const bool own = search.s().unit(order.unit).side == search.found().side;
    const bool dated = search.c.spec.orders[o].not_before && is_in(order.not_before);
    if (own && dated && !order.escalation.exists()) order.escalation = search.id;
  }
  for (ElementDef& e : search.s().elements) {
    const bool comes = e.arrives > search.s().start && is_in(e.arrives);
    if (e.side == search.found().side && comes && !e.escalation.exists()) e.escalation = search.id;
  }
  for (Obstacle& belt : search.s().obstacles) {
    const bool built = belt.from > search.s().start && is_in(belt.from);
    if (belt.owner == search.found().side && built) belt.escalation = search.id;
  }
}

void check_times(const Search& search) {
  const Scenario& s = search.s();
  const Time from = search.found().from;
  if (from < s.start || from >= s.end) {
    search.c.fault(search.spec.from.where, search.text_of(from),
                   "a time from the start to the end of the battle");
  }
  if (!search.spec.to) return;
  const Time to = search.c.time_of(*search.spec.to);
  if (to <= from) {
    search.c.fault(search.spec.to->where, search.text_of(to),
                   "a time after 'from', " + search.text_of(from));
  }
  const auto& all = search.c.spec.campaign->escalations;
  for (std::size_t i = 0; i < search.id.index(); ++i) {
    const bool own = s.escalations[i].side == search.found().side;
    if (!own || !all[i].to || s.escalations[i].from >= to) continue;
    if (search.c.time_of(*all[i].to) <= from) continue;
    search.c.fault(search.spec.where, search.found().id + " and " + s.escalations[i].id,
                   "spans of one side that do not overlap");
  }
}

void add_escalation(Compilation& c, const EscalationSpec& spec) {
  Escalation escalation = spec.escalation;
  escalation.from = c.time_of(spec.from);
  c.resolve_side(spec.side, escalation.side);
  for (const Escalation& other : c.scenario.escalations) {
    if (other.id == escalation.id) {
      c.fault(spec.where, escalation.id, "an id that no other escalation has");
    }
  }
  c.scenario.escalations.push_back(std::move(escalation));
  const Search search{c, spec, EscalationId{c.scenario.escalations.size() - 1}};
  check_times(search);
  take_named_orders(search);
  take_named_units(search);
  take_rules(search);
}

void add_claim(Compilation& c, const ClaimSpec& spec) {
  Side side{};
  const PlaceId place = c.resolve(c.places, spec.place, "a place");
  if (!c.resolve_side(spec.side, side) || !place.exists()) return;
  c.scenario.claimed[index_of(side)] =
      cells_beyond(c.scenario.ground.shape(), spec.line, c.scenario.place(place).at);
}

void add_crest(Compilation& c, const NameSpec& name) {
  const PlaceId place = c.resolve(c.places, name, "a place");
  if (!place.exists()) return;
  if (c.scenario.place(place).polygon.empty()) {
    c.fault(name.where, name.id, "a place with a polygon");
  }
  c.scenario.crest.push_back(place);
}

void add_occupation(Compilation& c, const OccupationSpec& spec) {
  Occupation occupation;
  occupation.since = c.time_of(spec.since);
  if (occupation.since >= c.scenario.start) {
    c.fault(spec.since.where, format_iso(spec.since.utc_ms, 0), "a time before the battle begins");
  }
  for (const NameSpec& name : spec.units) {
    const UnitId unit = c.resolve(c.units, name, "a unit");
    if (!unit.exists()) continue;
    const auto& elements = c.scenario.unit(unit).all_elements;
    occupation.elements.insert(occupation.elements.end(), elements.begin(), elements.end());
  }
  std::sort(occupation.elements.begin(), occupation.elements.end());
  const auto twice = std::unique(occupation.elements.begin(), occupation.elements.end());
  occupation.elements.erase(twice, occupation.elements.end());
  c.scenario.occupation = std::move(occupation);
}

}  // namespace

void compile_campaign(Compilation& c) {
  if (!c.spec.campaign || !c.errors.empty()) return;
  const CampaignSpec& spec = *c.spec.campaign;
  Scenario& s = c.scenario;
  for (const NameSpec& name : spec.crest) add_crest(c, name);
  for (const ClaimSpec& claim : spec.claims) add_claim(c, claim);
  for (const EscalationSpec& escalation : spec.escalations) add_escalation(c, escalation);
  if (spec.occupation) add_occupation(c, *spec.occupation);
  for (std::size_t i = 0; i < spec.escalations.size(); ++i) {
    take_span({c, spec.escalations[i], EscalationId{i}});
  }
  for (Order& order : s.orders) {
    for (Condition& when : order.when) when.escalation = order.escalation;
    for (Condition& until : order.until) until.escalation = order.escalation;
  }
}

}  // namespace khasan::scenario
