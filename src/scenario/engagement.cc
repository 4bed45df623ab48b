// The tables of rules of engagement (docs/methods/rules_of_engagement.md).
#include "scenario/engagement.h"

#include <algorithm>

#include "scenario/scenario.h"

namespace khasan::scenario {

using terrain::GridShape;
using terrain::Point;

namespace {

// Twice the area of the triangle: positive when `p` lies to the left of the way from a to b.
double turn(Point a, Point b, Point p) {
  return (b.x_m - a.x_m) * (p.y_m - a.y_m) - (b.y_m - a.y_m) * (p.x_m - a.x_m);
}

// A corner on the line of sight counts as lying to one side of it, so that a way over a corner
// crosses once.
bool crosses(Point p, Point q, Point a, Point b) {
  return (turn(p, q, a) > 0) != (turn(p, q, b) > 0) && (turn(a, b, p) > 0) != (turn(a, b, q) > 0);
}

// The point far beyond `end` on the way from `from`.
Point far_beyond(Point from, Point end) {
  constexpr double kFar_m = 1e6;
  const double length_m = terrain::distance_m(from, end);
  if (length_m <= 0) return end;
  return {end.x_m + (end.x_m - from.x_m) / length_m * kFar_m,
          end.y_m + (end.y_m - from.y_m) / length_m * kFar_m};
}

std::vector<Point> drawn_out(const std::vector<Point>& line) {
  std::vector<Point> longer{far_beyond(line[1], line[0])};
  longer.insert(longer.end(), line.begin(), line.end());
  longer.push_back(far_beyond(line[line.size() - 2], line.back()));
  return longer;
}

// For each forbidden cell the nearest cell, by steps, on which men may stand.
std::vector<CellId> ways_back(const terrain::Ground& ground, const std::vector<uint8_t>& beyond) {
  const GridShape& shape = ground.shape();
  std::vector<CellId> back(beyond.size());
  std::vector<CellId> queue;
  for (std::size_t i = 0; i < beyond.size(); ++i) {
    if (beyond[i] != 0 || ground.is_water(CellId{i})) continue;
    back[i] = CellId{i};
    queue.push_back(CellId{i});
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const CellId cell = queue[next];
    for (std::size_t n = 0; n < terrain::kNeighbourColumn.size(); ++n) {
      const int column = shape.column_of(cell) + terrain::kNeighbourColumn[n];
      const int row = shape.row_of(cell) + terrain::kNeighbourRow[n];
      if (!shape.contains(column, row)) continue;
      const CellId other = shape.cell(column, row);
      if (back[other.index()].exists()) continue;
      back[other.index()] = back[cell.index()];
      queue.push_back(other);
    }
  }
  return back;
}

bool binds(const Scenario& s, const Rule& rule, UnitId unit) {
  if (s.unit(unit).side != rule.side) return false;
  if (rule.units.empty()) return true;
  for (UnitId u = unit; u.exists(); u = s.unit(u).parent) {
    if (std::find(rule.units.begin(), rule.units.end(), u) != rule.units.end()) return true;
  }
  return false;
}

}  // namespace

bool keeps_from_beginning(RuleKind kind, Task task) {
  return kind == RuleKind::kNoAircraft && is_air_strike(task);
}

std::vector<uint8_t> cells_beyond(const GridShape& shape, const std::vector<Point>& line,
                                  Point inside) {
  std::vector<uint8_t> beyond(shape.cell_count(), 0);
  if (line.size() < 2) return beyond;
  const std::vector<Point> longer = drawn_out(line);
  for (std::size_t i = 0; i < beyond.size(); ++i) {
    const Point at = shape.centre_of(CellId{i});
    bool same = true;
    for (std::size_t p = 0; p + 1 < longer.size(); ++p) {
      if (crosses(at, inside, longer[p], longer[p + 1])) same = !same;
    }
    beyond[i] = same;
  }
  return beyond;
}

void Scenario::index_rules() {
  rules_of.clear();
  if (rules.empty()) return;
  rules_of.resize(units.size());
  for (std::size_t r = 0; r < rules.size(); ++r) {
    Rule& rule = rules[r];
    for (std::size_t u = 0; u < units.size(); ++u) {
      if (binds(*this, rule, UnitId{u})) rules_of[u].push_back(static_cast<uint32_t>(r));
    }
    if (rule.kind != RuleKind::kNoCrossing || !rule.place.exists()) continue;
    if (rule.line.empty()) {
      rule.beyond.assign(ground.shape().cell_count(), 0);
      for (const CellId cell : place(rule.place).cells) rule.beyond[cell.index()] = 1;
    } else {
      rule.beyond = cells_beyond(ground.shape(), rule.line, place(rule.place).at);
    }
    rule.way_back = ways_back(ground, rule.beyond);
  }
}

const Rule* Scenario::rule_on(RuleKind kind, UnitId unit, Time t,
                              const std::vector<Release>& releases) const {
  if (rules_of.empty() || !unit.exists()) return nullptr;
  for (const uint32_t r : rules_of[unit.index()]) {
    if (rules[r].kind == kind && holds(rules[r], t, releases)) return &rules[r];
  }
  return nullptr;
}

const Rule* Scenario::rule_barring(UnitId unit, CellId cell, Time t,
                                   const std::vector<Release>& releases) const {
  if (rules_of.empty() || !unit.exists()) return nullptr;
  for (const uint32_t r : rules_of[unit.index()]) {
    if (rules[r].forbids(cell) && holds(rules[r], t, releases)) return &rules[r];
  }
  return nullptr;
}

const Rule* Scenario::rule_against(Task task, UnitId unit, Time t,
                                   const std::vector<Release>& releases) const {
  if (rules_of.empty() || !unit.exists()) return nullptr;
  for (const uint32_t r : rules_of[unit.index()]) {
    if (keeps_from_beginning(rules[r].kind, task) && holds(rules[r], t, releases)) return &rules[r];
  }
  return nullptr;
}

}  // namespace khasan::scenario
