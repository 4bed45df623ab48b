// The stages of the battle; what is measured and what is recorded, with names resolved.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "scenario/compilation.h"

namespace khasan::scenario {

namespace {

bool needs_place(MeasureKind kind) {
  return kind == MeasureKind::kTimeOfControl || kind == MeasureKind::kMinutesToOverrun ||
         kind == MeasureKind::kControlShare || kind == MeasureKind::kSalient;
}

// A salient is measured against a line, in the end; no other measure knows a line.
void check_line(Compilation& c, const MeasureSpec& spec) {
  const bool salient = spec.measure.kind == MeasureKind::kSalient;
  if (salient == spec.measure.line.empty()) {
    c.fault(spec.where, salient ? "" : "a line",
            salient ? "a 'line' for this measure" : "a 'line' in measures of salient_m only");
  }
  if (salient && (spec.from || spec.to)) {
    c.fault(spec.where, "a window", "no 'from' or 'to' for this measure",
            "it is taken at the end of the battle");
  }
}

Measure compile_measure(Compilation& c, const MeasureSpec& spec) {
  Measure measure = spec.measure;
  if (spec.side.given()) c.resolve_side(spec.side, measure.side);
  for (const NameSpec& unit : spec.units) {
    measure.units.push_back(c.resolve(c.units, unit, "a unit"));
  }
  measure.place = c.resolve_optional(c.places, spec.place, "a place");
  if (needs_place(measure.kind) && !spec.place.given()) {
    c.fault(spec.where, "", "a 'place' for this measure");
  }
  check_line(c, spec);
  if (measure.place.exists() && !measure.line.empty()) {
    measure.own_ground =
        cells_beyond(c.scenario.ground.shape(), measure.line, c.scenario.place(measure.place).at);
  }
  measure.from = spec.from ? c.time_of(*spec.from) : c.scenario.start;
  measure.to = spec.to ? c.time_of(*spec.to) : c.scenario.end;
  if (measure.to < measure.from) {
    c.fault(spec.where, "a window that ends before it begins", "'from' before 'to'");
  }
  measure.offset_minutes =
      spec.clock_minutes.value_or(c.scenario.side(Side::kFirst).offset_minutes);
  return measure;
}

// A side's points add up to 100: then a share of them is a share of what it fights for.
void check_points(Compilation& c) {
  double points[2]{};
  for (const VictoryCondition& condition : c.scenario.victory) {
    points[index_of(condition.side)] += condition.points;
  }
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    const double found = points[index_of(side)];
    if (std::abs(found - 100) < 1e-6) continue;
    c.fault(c.spec.victory.front().where,
            fmt::format("{} points of {}", found, c.scenario.side(side).id),
            "100 points for each side");
  }
}

}  // namespace

void compile_stages(Compilation& c) {
  Time end = c.scenario.start;  // of the stage before
  for (const StageSpec& spec : c.spec.stages) {
    const Stage stage{spec.name, c.time_of(spec.from), c.time_of(spec.to)};
    if (stage.to <= stage.from) {
      c.fault(spec.to.where, format_iso(spec.to.utc_ms, 0),
              "an end of the stage after its beginning " + format_iso(spec.from.utc_ms, 0));
    }
    if (stage.from < end) {
      c.fault(spec.from.where, format_iso(spec.from.utc_ms, 0),
              "a stage that begins not before " + format_iso(c.scenario.epoch_utc_ms + end.ms, 0),
              "stages follow each other from the start of the battle and do not overlap");
    }
    end = std::max(end, stage.to);
    c.scenario.stages.push_back(stage);
  }
}

void compile_measures(Compilation& c) {
  std::set<std::string> ids;
  for (const MeasureSpec& spec : c.spec.measures) {
    if (!ids.insert(spec.measure.id).second) {
      c.fault(spec.where, spec.measure.id, "an id that no other measure has");
    }
    c.scenario.measures.push_back(compile_measure(c, spec));
    if (spec.target) c.scenario.targets.push_back(*spec.target);
  }
}

void compile_victory(Compilation& c) {
  for (const VictorySpec& spec : c.spec.victory) {
    VictoryCondition condition = spec.condition;
    c.resolve_side(spec.side, condition.side);
    condition.measure = compile_measure(c, spec.measure);
    c.scenario.victory.push_back(std::move(condition));
  }
  if (!c.scenario.victory.empty() && c.errors.empty()) check_points(c);
}

}  // namespace khasan::scenario
