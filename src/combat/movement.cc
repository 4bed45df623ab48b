#include "combat/movement.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/maths.h"
#include "combat/breaking.h"
#include "combat/pace.h"
#include "combat/way.h"
#include "state/apply.h"
#include "state/restraint.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using state::Morale;
using state::Posture;
using state::State;
using terrain::distance_m;
using terrain::Point;

namespace {

// No step crosses so many cells; a bound for faults, not for the model (structural).
constexpr int kLegsMax = 2000;
// At a corner where four cells meet the line may brush a cell that it does not mean to enter.
constexpr double kCornerM = 0.5;
// A gap in the wire as near as this is used rather than cutting another one (assumed).
constexpr double kGapReachM = 75;
// Men who were shot at within this time stay down when they stop (assumed).
constexpr Time kStayDown = minutes(10);

// A cell of a belt of wire.
struct WireCell {
  uint32_t obstacle = 0, cell = 0;
  bool operator==(const WireCell&) const = default;
};

// One element on its way during one step.
struct March {
  Walk walk;
  Way way;
  Point at{};
  double left_s = 0;
  std::vector<WireCell> cut{};  // opened by itself in this step
  bool used_gap = false;        // went through a gap in this step
};

// --- wire ---------------------------------------------------------------------------------------

// The enemy's belt that stands in that cell by now, if any.
bool find_wire(const Scenario& scenario, const State& state, Side side, CellId cell,
               WireCell& found) {
  for (std::size_t o = 0; o < scenario.obstacles.size(); ++o) {
    const scenario::Obstacle& belt = scenario.obstacles[o];
    if (belt.owner == side) continue;
    if (scenario.hour(belt.escalation, belt.from, state.releases) > state.now) continue;
    const auto at = std::find(belt.cells.begin(), belt.cells.end(), cell);
    if (at == belt.cells.end()) continue;
    found = {static_cast<uint32_t>(o), static_cast<uint32_t>(at - belt.cells.begin())};
    return true;
  }
  return false;
}

double work_left_s(const State& state, WireCell wire) {
  return state.params[Param::engineering_wire_crossing_s] -
         state.wire_open_s[wire.obstacle][wire.cell];
}

bool is_cut(const March& march, WireCell wire) {
  return work_left_s(march.walk.state, wire) <= 0 ||
         std::find(march.cut.begin(), march.cut.end(), wire) != march.cut.end();
}

// Whether wire bars the way into `into`. Men who stand in the same belt are through it already.
bool is_wired(const March& march, CellId into, WireCell& wire) {
  const Scenario& scenario = march.walk.scenario;
  const Side side = scenario.element(march.walk.element).side;
  if (state::is_under_armour(march.walk.state, march.walk.element)) return false;  // rolls over it
  if (!find_wire(scenario, march.walk.state, side, into, wire)) return false;
  const auto& belt = scenario.obstacles[wire.obstacle].cells;
  const CellId here = scenario.ground.nearest_cell(march.at);
  return std::find(belt.begin(), belt.end(), here) == belt.end() && !is_cut(march, wire);
}

// The nearest gap in the belt, if one is near.
CellId find_gap(const March& march, WireCell wire) {
  double nearest_m = kGapReachM;
  CellId gap{};
  const auto& belt = march.walk.scenario.obstacles[wire.obstacle].cells;
  for (uint32_t c = 0; c < belt.size(); ++c) {
    const double d = distance_m(march.at, march.walk.scenario.ground.centre_of(belt[c]));
    if (d >= nearest_m || !is_cut(march, {wire.obstacle, c})) continue;
    nearest_m = d;
    gap = belt[c];
  }
  return gap;
}

// From where to enter the gap: the nearest cell beside it that is free of the belt, then the gap.
bool find_way_to_gap(const March& march, WireCell wire, Point& aim) {
  const CellId gap = find_gap(march, wire);
  if (!gap.exists()) return false;
  const terrain::Ground& ground = march.walk.scenario.ground;
  const auto& belt = march.walk.scenario.obstacles[wire.obstacle].cells;
  const CellId here = ground.nearest_cell(march.at);
  double nearest_m = 1e18;
  for (std::size_t n = 0; n < terrain::kNeighbourColumn.size(); ++n) {
    const int column = ground.shape().column_of(gap) + terrain::kNeighbourColumn[n];
    const int row = ground.shape().row_of(gap) + terrain::kNeighbourRow[n];
    // Not over corners: there the line would brush the wire.
    if (terrain::kNeighbourColumn[n] != 0 && terrain::kNeighbourRow[n] != 0) continue;
    if (!ground.shape().contains(column, row)) continue;
    const CellId beside = ground.shape().cell(column, row);
    if (std::find(belt.begin(), belt.end(), beside) != belt.end()) continue;
    const double d = distance_m(march.at, ground.centre_of(beside));
    if (d >= nearest_m) continue;
    nearest_m = d;
    aim = beside == here ? ground.centre_of(gap) : ground.centre_of(beside);
  }
  return nearest_m < 1e18;
}

// Cutters and parties told off beforehand: engineers, and units on an order known in advance.
bool is_prepared(const Walk& walk) {
  const scenario::ElementDef& element = walk.scenario.element(walk.element);
  const OrderId order = walk.state.task[element.unit.index()].order;
  return element.kind == forces::ElementKind::kEngineers ||
         (order.exists() && walk.scenario.orders[order.index()].pre_planned);
}

// Cuts for as long as it takes or as time is left.
void cut_wire(March& march, WireCell wire, state::Effects& effects) {
  const Walk& walk = march.walk;
  const double hands = 1.0 - state::suppressed_share(walk.state, walk.element);
  const double rate =
      hands /
      (is_prepared(walk) ? walk.state.params[Param::engineering_wire_prepared_factor] : 1.0);
  const double needed_s = work_left_s(walk.state, wire);
  const bool done = rate * march.left_s >= needed_s;
  const double work_s = done ? needed_s : rate * march.left_s;
  march.left_s = done ? march.left_s - needed_s / rate : 0;
  // Rounding to float must not leave a belt open by a hair less than it needs.
  const float given = static_cast<float>(done ? work_s * (1 + 1e-6) + 1e-3 : work_s);
  effects.wire.push_back({wire.obstacle, wire.cell, given, walk.element, done});
  if (done) march.cut.push_back(wire);
}

// --- walking ------------------------------------------------------------------------------------

// The walk towards `aim` as far as the first border, round a corner if need be; length 0: barred.
Reach passable_reach(const March& march, Point& aim) {
  const terrain::Ground& ground = march.walk.scenario.ground;
  const terrain::MobilityRow& row = march.walk.row();
  const CellId here = ground.nearest_cell(march.at);
  Reach reach = reach_of(ground.shape(), march.at, aim);
  if (!reach.leaves || can_step(ground, row, here, reach.into)) return reach;
  // The line only brushes a corner.
  const Point beyond = along(march.at, aim, reach.length_m + kCornerM);
  const CellId corner = ground.cell_at(beyond);
  if (can_step(ground, row, here, corner)) {
    return {beyond, distance_m(march.at, beyond), corner, corner != here};
  }
  // From the middle of the cell all neighbours that can be entered are in reach.
  aim = ground.centre_of(here);
  return {aim, distance_m(march.at, aim), CellId{}, false};
}

// Walks the reach as far as the time lasts. False: no further.
bool walk_reach(March& march, const Reach& reach, Point aim) {
  const double pace = pace_mps(march.walk, march.at, aim);
  if (reach.length_m <= 0 || pace <= 0) return false;
  const double length_m = std::min(reach.length_m, pace * march.left_s);
  march.at = length_m >= reach.length_m ? reach.end : along(march.at, aim, length_m);
  march.left_s -= length_m / pace;
  return march.left_s > 1e-9;
}

// Whether the aim can be reached or approached without cutting wire; `wire`: what bars it.
bool is_clear(const March& march, const Reach& reach, WireCell& wire) {
  return !(reach.leaves && is_wired(march, reach.into, wire));
}

// The rule of engagement that keeps the element out of the cell. Who stands beyond already may walk
// there, for he has to come back.
const scenario::Rule* rule_before(const March& march, CellId into) {
  const Scenario& scenario = march.walk.scenario;
  if (scenario.rules.empty() || !into.exists()) return nullptr;
  const scenario::Rule* rule = state::rule_barring(scenario, march.walk.state, march.walk.element,
                                                   scenario.ground.centre_of(into));
  if (rule == nullptr || rule->forbids(scenario.ground.nearest_cell(march.at))) return nullptr;
  return rule;
}

// One stretch to the next border, by a gap or by work where wire bars it. False: no further.
bool go_on(March& march, Point aim, state::Effects& effects) {
  Reach reach = passable_reach(march, aim);
  if (const scenario::Rule* rule = reach.leaves ? rule_before(march, reach.into) : nullptr) {
    state::hold_back(march.walk.scenario, march.walk.state, *rule, march.walk.element,
                     state::HeldFrom::kGoing, effects);
    return false;
  }
  WireCell wire;
  if (is_clear(march, reach, wire)) return walk_reach(march, reach, aim);
  Point gap;
  // Who stands before wire again after a gap was led back by his way: that gap is no help.
  while (!march.used_gap && march.left_s > 1e-9 && find_way_to_gap(march, wire, gap)) {
    const bool enters = march.walk.scenario.ground.nearest_cell(gap) == find_gap(march, wire);
    Point to_gap = gap;
    reach = passable_reach(march, to_gap);
    WireCell other;
    if (!is_clear(march, reach, other)) break;
    if (!walk_reach(march, reach, to_gap)) break;
    march.used_gap = enters;
    if (enters) return true;
  }
  if (march.left_s > 1e-9) cut_wire(march, wire, effects);
  return march.left_s > 1e-9;
}

void march_on(March& march, state::Effects& effects) {
  const Point goal = march.walk.intent().goal;
  for (int leg = 0; leg < kLegsMax; ++leg) {
    if (distance_m(march.at, goal) <= 1e-6) return;
    const Point aim = march.way.next(march.at);
    if (aim == march.at || !go_on(march, aim, effects)) return;
  }
}

// --- what holds men up ---------------------------------------------------------------------------

enum class Hold { kNone, kDown, kFailsTest };

// Leaders try to get a line on that fire has halted: a hazard, tried once in each interval. A test
// holds, passed or failed, to the end of its interval, whose phase is the element's own.
struct LeaderTest {
  Time begins{}, ends{};
};
LeaderTest leader_test(const Scenario& scenario, const State& state, ElementId element) {
  const int64_t length_ms =
      std::max<int64_t>(1000, from_seconds(state.params[Param::movement_leader_test_lasts_s]).ms);
  const int64_t phase_ms =
      static_cast<int64_t>(scenario.element(element).key % static_cast<uint64_t>(length_ms));
  const int64_t index = (state.now.ms + phase_ms) / length_ms;
  const Time begins{index * length_ms - phase_ms};
  return {begins, begins + Time{length_ms}};
}

Hold hold_of(const Scenario& scenario, const State& state, const Rng& rng, ElementId element) {
  const scenario::ElementDef& def = scenario.element(element);
  const Morale morale = state.morale[def.unit.index()];
  if (morale == Morale::kRouted) return Hold::kNone;
  if (state.halted_until[element.index()] > state.now) return Hold::kDown;
  // Broken men upon whom the enemy has come run through any fire.
  const bool broken = morale == Morale::kWithdrawing;
  if (broken && state.now - state.pressed[element.index()] <= kOneFight) return Hold::kNone;
  const double suppressed = state::suppressed_share(state, element);
  if (suppressed <= state.params[Param::suppression_halted_share]) return Hold::kNone;
  if (suppressed > state.params[Param::suppression_pinned_share]) return Hold::kDown;
  // Men on their way back need no leader to crawl out of the fire that stops an attack.
  if (morale == Morale::kWithdrawing) return Hold::kNone;
  const LeaderTest test = leader_test(scenario, state, element);
  const double tries = state.params[Param::suppression_leader_test_per_min] *
                       (test.ends - test.begins).seconds() / 60.0;
  const double u = rng.uniform(Purpose::kLeaderTest, def.key, 0, test.begins);
  return u < chance_of(tries) ? Hold::kNone : Hold::kFailsTest;
}

// --- posture and front --------------------------------------------------------------------------

bool has_contact(const Scenario& scenario, const State& state, ElementId element) {
  const auto& contacts = state.contacts[scenario.element(element).unit.index()];
  return std::any_of(contacts.begin(), contacts.end(), [](const state::Contact& c) {
    return c.level >= state::Knowledge::kDetected;
  });
}

// Men who stop under fire or before the enemy lie down; a better cover is kept.
void lie_down(const Scenario& scenario, const State& state, ElementId element, bool held,
              state::Effects& effects) {
  const std::size_t e = element.index();
  if (state.posture[e] != Posture::kStanding || state::is_under_armour(state, element)) return;
  const Morale morale = state.morale[scenario.element(element).unit.index()];
  const bool shot_at = state.under_fire[e] + kStayDown > state.now;
  if (!held && !shot_at && morale != Morale::kToGround && !has_contact(scenario, state, element)) {
    return;
  }
  effects.postures.push_back({element, Posture::kProne, state.dig_h[e]});
}

// Men at rest turn to the front that their task gives them.
void face_front(const Scenario& scenario, const State& state, ElementId element,
                state::Effects& effects) {
  const std::size_t e = element.index();
  const state::UnitTask& task = state.task[scenario.element(element).unit.index()];
  if (task.task == scenario::Task::kNone) return;
  const auto facing = static_cast<float>(task.facing_rad);
  if (state.heading_rad[e] == facing) return;
  effects.moves.push_back({element, state.at[e], facing});
}

void record_march(const State& state, const March& march, state::Effects& effects) {
  const std::size_t e = march.walk.element.index();
  const Point from = state.at[e];
  const double heading = pinned_atan2(march.at.y_m - from.y_m, march.at.x_m - from.x_m);
  effects.moves.push_back({march.walk.element, march.at, static_cast<float>(heading)});
  if (state.posture[e] != Posture::kStanding || state.dig_h[e] > 0) {
    effects.postures.push_back({march.walk.element, Posture::kStanding, 0});
  }
}

// Time that the element may have marched in this step: not before it arrived on the map, nor
// before its unit got the task. (Elements with nothing to do are stepped rarely; an order wakes
// them.)
Time marching_time(const Scenario& scenario, const State& state, ElementId element, Time dt) {
  const scenario::ElementDef& def = scenario.element(element);
  const state::UnitTask& task = state.task[def.unit.index()];
  Time since = state.now - dt;
  since = std::max(since, state::arrival_of(scenario, state, element));
  if (task.task != scenario::Task::kNone) since = std::max(since, task.since);
  return std::max(Time{}, state.now - since);
}

// One element over the last dt.
void move_one(const Scenario& scenario, const State& state, const Rng& rng, const state::Tick& tick,
              ElementId element, Time dt, state::Effects& effects) {
  if (!is_on_the_way(scenario, state, element) || state::is_stuck(state, element)) {
    lie_down(scenario, state, element, false, effects);
    face_front(scenario, state, element, effects);
    return;
  }
  const Hold hold = hold_of(scenario, state, rng, element);
  if (hold == Hold::kFailsTest) {
    effects.halts.push_back({element, leader_test(scenario, state, element).ends});
  }
  if (hold != Hold::kNone) {
    lie_down(scenario, state, element, true, effects);
    return;
  }
  March march{walk_of(scenario, state, element, static_cast<double>(tick.enemy_m[element.index()])),
              Way(scenario, state, element, tick.detours), state.at[element.index()],
              marching_time(scenario, state, element, dt).seconds()};
  march_on(march, effects);
  if (march.at == state.at[element.index()])
    lie_down(scenario, state, element, false, effects);
  else
    record_march(state, march, effects);
}

}  // namespace

void move(const scenario::Scenario& scenario, const state::State& state, const Rng& rng,
          const state::Tick& tick, state::Effects& effects) {
  for (std::size_t i = 0; i < tick.due.size(); ++i) {
    move_one(scenario, state, rng, tick, tick.due[i], tick.dt[i], effects);
  }
}

}  // namespace khasan::combat
