#include "record/difference.h"

#include <algorithm>
#include <utility>

namespace khasan::record {

namespace {

using scenario::Scenario;
using state::State;

std::string name_of(const Scenario& scenario, RowKind kind, std::size_t row) {
  if (kind == RowKind::kElement && row < scenario.elements.size())
    return scenario.elements[row].path;
  if (kind == RowKind::kUnit && row < scenario.units.size()) return scenario.units[row].path;
  if (kind == RowKind::kOrder && row < scenario.orders.size()) return scenario.orders[row].id;
  return kind == RowKind::kOther ? "" : "row " + std::to_string(row);
}

// The place to which a row of "owner" or "contested" belongs.
std::string place_of_row(const Scenario& scenario, const State& state, std::size_t row) {
  for (std::size_t p = 0; p < state.owner.size(); ++p) {
    if (row < state.owner[p].size()) return scenario.places[p].id;
    row -= state.owner[p].size();
  }
  return "";
}

// When an element is looked at again is bookkeeping, not its fate.
bool is_bookkeeping(const std::string& column) {
  return column == "sequence" || column == "digest" || column == "updated" || column == "wake" ||
         column == "wake_block";
}

// The first row of a column that differs; none where the columns are equal.
std::optional<std::size_t> first_row(const Column& a, const Column& b) {
  const std::size_t rows = std::min(a.values.size(), b.values.size());
  const auto differs = std::mismatch(a.values.begin(), a.values.begin() + rows, b.values.begin());
  const auto row = static_cast<std::size_t>(differs.first - a.values.begin());
  if (row == rows && a.values.size() == b.values.size()) return std::nullopt;
  return row;
}

std::string value_text(const Column& column, std::size_t row) {
  return row < column.values.size() ? number_text(column.type, column.values[row]) : "";
}

// Whom an effect is about: the first of its fields that names somebody.
std::string subject_of(const Scenario& scenario, const std::vector<Column>& columns,
                       const std::string& buffer, std::size_t row) {
  const auto id_in = [&](const char* field) -> std::optional<std::size_t> {
    for (const Column& column : columns) {
      if (column.name != buffer + field || row >= column.values.size()) continue;
      if (column.values[row] != Id<void>::kNoneValue) return column.values[row];
    }
    return std::nullopt;
  };
  for (const char* field : {".subject", ".by", ".element"}) {
    if (const auto id = id_in(field)) return name_of(scenario, RowKind::kElement, *id);
  }
  if (const auto id = id_in(".unit")) return name_of(scenario, RowKind::kUnit, *id);
  if (const auto id = id_in(".order")) return name_of(scenario, RowKind::kOrder, *id);
  return "";
}

// A value of an effect; ids of elements as their paths.
std::string effect_text(const Scenario& scenario, const Column& column, std::size_t row) {
  const std::string_view field = std::string_view(column.name).substr(column.name.rfind('.') + 1);
  const bool is_element = field == "subject" || field == "by" || field == "enemy" ||
                          field == "object" || field == "element";
  const bool exists = row < column.values.size() && column.values[row] != Id<void>::kNoneValue;
  if (is_element && exists) return name_of(scenario, RowKind::kElement, column.values[row]);
  return value_text(column, row);
}

std::optional<Differing> first_effect(const Scenario& scenario, const state::Effects& a,
                                      const state::Effects& b) {
  const std::vector<Column> left = columns_of(a), right = columns_of(b);
  for (std::size_t c = 0; c < left.size(); ++c) {
    const auto row = first_row(left[c], right[c]);
    if (!row) continue;
    const std::string buffer = left[c].name.substr(0, left[c].name.find('.'));
    // Where one run has more of them, the one that the other lacks says whom it is about.
    const bool in_left = *row < left[c].values.size();
    return Differing{subject_of(scenario, in_left ? left : right, buffer, *row), left[c].name,
                     effect_text(scenario, left[c], *row), effect_text(scenario, right[c], *row)};
  }
  return std::nullopt;
}

// Keeps what each phase of a step proposed.
class Phases : public sim::PhaseWatcher {
 public:
  struct Seen {
    std::size_t phase;
    state::Effects effects;
  };
  void proposed(std::size_t phase, const state::Effects& effects) override {
    seen_.push_back({phase, effects});
  }
  const std::vector<Seen>& seen() const { return seen_; }

 private:
  std::vector<Seen> seen_;
};

// Where an element or a unit with that path stands.
std::optional<terrain::Point> place_of(const Scenario& scenario, const State& state,
                                       const std::string& path) {
  for (std::size_t i = 0; i < scenario.elements.size(); ++i) {
    const scenario::ElementDef& element = scenario.elements[i];
    if (element.path == path || scenario.unit(element.unit).path == path) return state.at[i];
  }
  return std::nullopt;
}

}  // namespace

std::optional<Parting> find_parting(RecordReader& a, RecordReader& b) {
  const auto start_of = [](const RecordReader& reader) {
    return reader.header().forked_at.value_or(reader.header().start);
  };
  // A fork begins later: what came before is the same, or is in neither.
  Time before = std::max(start_of(a), start_of(b));
  const auto next_step = [start = before](RecordReader& reader) {
    std::optional<Item> item = reader.next();
    while (item && (item->is_snapshot || item->tick.now <= start)) item = reader.next();
    return item;
  };
  for (;;) {
    const std::optional<Item> left = next_step(a), right = next_step(b);
    if (!left || !right) return std::nullopt;
    if (!(left->tick == right->tick) || left->events != right->events) {
      return Parting{before, std::min(left->tick.now, right->tick.now)};
    }
    before = left->tick.now;
  }
}

std::optional<Differing> first_number(const Scenario& scenario, const State& a, const State& b) {
  const std::vector<Column> left = columns_of(a), right = columns_of(b);
  for (std::size_t c = 0; c < left.size(); ++c) {
    if (is_bookkeeping(left[c].name)) continue;
    const auto row = first_row(left[c], right[c]);
    if (!row) continue;
    const RowKind kind = row_kind(left[c].name);
    return Differing{
        kind == RowKind::kPlace ? place_of_row(scenario, a, *row) : name_of(scenario, kind, *row),
        left[c].name, value_text(left[c], *row), value_text(right[c], *row)};
  }
  return std::nullopt;
}

std::optional<FirstDifference> first_difference(sim::Play& a, sim::Play& b) {
  const Scenario& scenario = a.scenario();
  FirstDifference first;
  first.number = first_number(scenario, a.state(), b.state());
  first.at = a.state().now;
  if (!first.number) {
    Phases left, right;
    a.watch_phases(&left), b.watch_phases(&right);
    a.step(), b.step();
    a.watch_phases(nullptr), b.watch_phases(nullptr);
    first.at = std::min(a.state().now, b.state().now);
    for (std::size_t i = 0; i < left.seen().size() && !first.effect; ++i) {
      first.effect = first_effect(scenario, left.seen()[i].effects, right.seen()[i].effects);
      if (first.effect) first.phase = sim::phases()[left.seen()[i].phase].name;
    }
    first.number = first_number(scenario, a.state(), b.state());
    if (!first.number && !first.effect) return std::nullopt;
  }
  const Differing& who = first.effect ? *first.effect : *first.number;
  first.where = place_of(scenario, a.state(), who.who);
  return first;
}

namespace {

// Who differs, by element and by unit.
struct Marks {
  std::vector<bool> element, unit;
};

Marks marks_of(const Scenario& scenario, const State& a, const State& b) {
  Marks all{std::vector<bool>(scenario.elements.size()), std::vector<bool>(scenario.units.size())};
  const std::vector<Column> left = columns_of(a), right = columns_of(b);
  for (std::size_t c = 0; c < left.size(); ++c) {
    const RowKind kind = row_kind(left[c].name);
    if (is_bookkeeping(left[c].name) || kind == RowKind::kOther) continue;
    std::vector<bool>* marks = kind == RowKind::kElement ? &all.element
                               : kind == RowKind::kUnit  ? &all.unit
                                                         : nullptr;
    const std::size_t rows = std::min(left[c].values.size(), right[c].values.size());
    for (std::size_t row = 0; marks != nullptr && row < std::min(rows, marks->size()); ++row) {
      if (left[c].values[row] != right[c].values[row]) (*marks)[row] = true;
    }
  }
  return all;
}

}  // namespace

bool others_differ(const Scenario& scenario, const State& a, const State& b,
                   const std::vector<ElementId>& left_out) {
  Marks marks = marks_of(scenario, a, b);
  std::vector<bool> is_left_out(scenario.elements.size());
  for (const ElementId e : left_out) is_left_out[e.index()] = true;
  for (std::size_t i = 0; i < is_left_out.size(); ++i) {
    if (marks.element[i] && !is_left_out[i]) return true;
  }
  for (std::size_t u = 0; u < marks.unit.size(); ++u) {
    const auto& men = scenario.units[u].all_elements;
    const bool is_made_of_them =
        std::all_of(men.begin(), men.end(), [&](ElementId e) { return is_left_out[e.index()]; });
    if (marks.unit[u] && !is_made_of_them) return true;
  }
  return false;
}

Spread spread_of(const Scenario& scenario, const State& a, const State& b,
                 const std::optional<terrain::Point>& origin) {
  Spread spread;
  spread.at = a.now;
  const auto [element, unit] = marks_of(scenario, a, b);
  for (std::size_t i = 0; i < element.size(); ++i) {
    spread.men[index_of(scenario.elements[i].side)] += b.roll[i].men - a.roll[i].men;
    if (!element[i]) continue;
    ++spread.elements;
    if (origin) spread.farthest_m = std::max(spread.farthest_m, distance_m(*origin, a.at[i]));
  }
  spread.units = static_cast<std::size_t>(std::count(unit.begin(), unit.end(), true));
  return spread;
}

}  // namespace khasan::record
