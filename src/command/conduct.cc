#include "command/conduct.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/maths.h"
#include "command/obedience.h"
#include "command/picture.h"
#include "command/tasks.h"
#include "state/apply.h"
#include "state/restraint.h"

namespace khasan::command {

using forces::ElementKind;
using scenario::FirePolicy;
using scenario::Order;
using scenario::Param;
using scenario::Scenario;
using scenario::Stance;
using scenario::Task;
using state::Effects;
using state::Intent;
using state::Knowledge;
using state::Morale;
using state::State;
using state::Tick;
using state::UnitTask;
using terrain::Point;

namespace {

constexpr std::size_t kTaskCount = 13;  // exact: of scenario::Task
constexpr int kRankMax = 8;             // elements abreast (assumed); more stand in a second rank
constexpr double kInPlaceM = 5.0;       // nearer to its place an element need not move (assumed)

// What the leader of a unit sees of it now.
struct Scene {
  const Scenario& scenario;
  const State& state;
  UnitId unit{};
  const scenario::UnitDef& def;
  const UnitTask& task;
  const Order* order = nullptr;
  Point centre{};
  Contacts contacts;
  Believed enemy;  // nearest to the centre that was seen
  bool under_fire = false;
  bool discovered = false;
  mutable ElementId lets_go{};          // who would pursue if no rule of engagement forbade it
  double front_cos = 1, front_sin = 0;  // of the direction of its front

  double param(Param p) const { return state.params[p]; }
  Believed seen_near(Point at) const { return contacts.nearest(at, Knowledge::kDetected); }
};

// One element and where it belongs in its unit.
struct Member {
  ElementId id{};
  const scenario::ElementDef& def;
  Point at{};
  int ordinal = 0;     // among the fighting elements, from the left
  int count = 1;       // of the fighting elements
  bool fights = true;  // false: headquarters, observers, ammunition
};

bool is_rear(ElementKind kind) {
  return kind == ElementKind::kHeadquarters || kind == ElementKind::kAmmunitionPoint ||
         kind == ElementKind::kObserver;
}

bool is_heavy(ElementKind kind) {
  return kind == ElementKind::kMachineGun || kind == ElementKind::kGun ||
         kind == ElementKind::kGrenadeDischarger;
}

// Who goes for the enemy with the bayonet.
bool is_stormer(ElementKind kind) { return !is_heavy(kind) && kind != ElementKind::kTank; }

// So far ahead of `from` and to its right, seen towards the unit's front.
Point along_front(const Scene& s, Point from, double ahead_m, double right_m) {
  return {from.x_m + ahead_m * s.front_cos + right_m * s.front_sin,
          from.y_m + ahead_m * s.front_sin - right_m * s.front_cos};
}

// --- places in the formation ----------------------------------------------------------------

double spacing_of(const Scene& s) {
  const bool own = s.order && s.order->unit == s.unit && s.order->spacing_m > 0;
  return own ? s.order->spacing_m : s.param(Param::conduct_element_spacing_m);
}

// The place of a member when the middle of the unit's front stands at `middle`: in line across
// the front, headquarters and others one spacing behind the middle.
Point slot(const Scene& s, const Member& m, Point middle) {
  const double spacing_m = spacing_of(s);
  const int in_rank = std::min(m.count, kRankMax);
  const int rank = m.fights ? m.ordinal / kRankMax : 1;
  const double right_m = m.fights ? (m.ordinal % kRankMax - (in_rank - 1) / 2.0) * spacing_m : 0.0;
  const Point at = along_front(s, middle, -rank * spacing_m, right_m);
  const bool dry = s.scenario.ground.is_inside(at) && !s.scenario.ground.is_water(at);
  return dry ? at : middle;
}

bool is_at(const Member& m, Point place, double within_m) {
  return terrain::distance_m(m.at, place) <= within_m;
}

// --- pieces of intents ----------------------------------------------------------------------

// Fire as ordered; a silent party holds its fire until discovered, and nobody who is discovered
// lets himself be shot without answer.
void set_fire(const Scene& s, Intent& intent) {
  intent.fire = s.task.fire;
  intent.open_fire_range_m = s.task.open_fire_range_m;
  const bool silent = s.task.stance == Stance::kSilent;
  if (silent && !s.discovered) {
    intent.fire = FirePolicy::kHold;
    return;
  }
  if (intent.fire == FirePolicy::kHold && (s.under_fire || silent)) {
    intent.fire = FirePolicy::kReturn;
  }
  if (s.under_fire) intent.open_fire_range_m = state::kAnyRange_m;
}

Intent stay(const Scene& s, const Member& m) {
  Intent intent;
  intent.goal = m.at;
  set_fire(s, intent);
  return intent;
}

Intent go(const Scene& s, const Member& m, Point goal, PlaceId route) {
  Intent intent;
  intent.goal = goal;
  intent.route = route;
  // Silence ends with discovery; bounds begin with contact (`go_by_bounds`).
  const bool plain =
      s.task.stance == Stance::kBounds || (s.task.stance == Stance::kSilent && s.discovered);
  intent.stance = plain ? Stance::kNormal : s.task.stance;
  // Once there, small losses of place do not set it in motion again.
  intent.move = !is_at(m, goal, kInPlaceM);
  set_fire(s, intent);
  return intent;
}

// The place that the unit makes for now: the next on its way, else its own in the task.
struct Aim {
  Point at{};
  PlaceId route{};
  bool last = true;
};

// Units side by side on the objective go side by side, where there is room.
Point in_lane(const Scene& s, Point via) {
  if (!s.task.objective.exists()) return via;
  const Point objective = s.scenario.place(s.task.objective).at;
  const double right_m = (s.task.goal.x_m - objective.x_m) * s.front_sin -
                         (s.task.goal.y_m - objective.y_m) * s.front_cos;
  const Point at = along_front(s, via, 0, right_m);
  return s.scenario.ground.is_inside(at) && !s.scenario.ground.is_water(at) ? at : via;
}

Aim aim_of(const Scene& s) {
  if (s.order && s.task.via_next >= 0 &&
      static_cast<std::size_t>(s.task.via_next) < s.order->via.size()) {
    const PlaceId via = s.order->via[static_cast<std::size_t>(s.task.via_next)];
    return {in_lane(s, s.scenario.place(via).at), via, false};
  }
  return {s.task.goal, s.task.objective, true};
}

// Hold: in place, or at the unit's slots; dig where the task or fire asks for it.
Intent hold(const Scene& s, const Member& m, bool dig) {
  const Aim aim = aim_of(s);
  Intent intent =
      s.task.via_next == kInPlace ? stay(s, m) : go(s, m, slot(s, m, aim.at), aim.route);
  intent.dig = dig && !intent.move;
  return intent;
}

// --- manners of the tasks -------------------------------------------------------------------

Intent act_without_task(const Scene& s, const Member& m) {
  Intent intent = stay(s, m);
  intent.dig = s.under_fire;
  return intent;
}

Intent act_move(const Scene& s, const Member& m) { return hold(s, m, s.under_fire); }

// Who was driven from a place that the enemy has since taken holds where he rallied: to win it
// back takes an order.
bool has_lost_place(const Scene& s) {
  if (s.state.breaks[s.unit.index()] == 0) return false;
  if (!s.task.objective.exists()) return true;
  return is_lost(s.state, s.task.objective, s.def.side);
}

Intent act_defend(const Scene& s, const Member& m) {
  if (!has_lost_place(s)) return hold(s, m, true);
  Intent intent = stay(s, m);
  intent.dig = true;
  return intent;
}

Intent act_withdraw(const Scene& s, const Member& m) {
  Intent intent = hold(s, m, s.under_fire);
  if (intent.fire == FirePolicy::kFree) intent.fire = FirePolicy::kReturn;
  return intent;
}

Intent act_support(const Scene& s, const Member& m) {
  Intent intent = hold(s, m, false);
  intent.fire_at = s.task.objective;
  return intent;
}

// Fire and movement: one half of the elements moves while the other fires, by turns.
bool has_the_turn(const Scene& s, const Member& m) {
  const auto turn = static_cast<int64_t>(s.state.now.seconds() / s.param(Param::conduct_bound_s));
  return (turn + m.ordinal) % 2 == 0;
}

// An enemy that was seen and is believed on the objective or near the unit's own place there.
Believed defender_of_objective(const Scene& s) {
  const double clear_m = s.param(Param::conduct_clear_radius_m);
  const Believed near = s.seen_near(s.task.goal);
  if (near.distance_m <= clear_m || !s.task.objective.exists()) {
    return near.distance_m <= clear_m ? near : Believed{};
  }
  const double reach_m = radius_of(s.scenario, s.task.objective) + clear_m;
  const Believed there = s.seen_near(s.scenario.place(s.task.objective).at);
  return there.distance_m <= reach_m ? there : Believed{};
}

bool lies_on_objective(const Scene& s, Point at) {
  const double clear_m = s.param(Param::conduct_clear_radius_m);
  if (terrain::distance_m(at, s.task.goal) <= clear_m) return true;
  if (!s.task.objective.exists()) return false;
  return terrain::distance_m(at, s.scenario.place(s.task.objective).at) <=
         radius_of(s.scenario, s.task.objective) + clear_m;
}

bool forbids_pursuit(const Scene& s, ElementId e) {
  return state::rule_on(s.scenario, s.state, scenario::RuleKind::kNoPursuit, e) != nullptr;
}

// An enemy to go for with bayonet and grenade: one within a rush, and unless pursuit is allowed
// only on the objective; from its place there an element goes for those who still hold on.
Believed prey_of(const Scene& s, const Member& m) {
  if (!s.discovered) return {};
  const Believed near = s.seen_near(m.at);
  const bool may_pursue = s.order && s.order->pursue && !s.task.done;
  if (near.distance_m <= s.param(Param::close_assault_assault_range_m)) {
    if (lies_on_objective(s, near.at)) return near;
    const bool forbidden = may_pursue && forbids_pursuit(s, m.id);
    if (may_pursue && !forbidden) return near;
    if (forbidden) s.lets_go = m.id;
  }
  const bool there = aim_of(s).last && s.task.via_next != kInPlace &&
                     (lies_on_objective(s, m.at) ||
                      is_at(m, slot(s, m, s.task.goal), s.param(Param::conduct_arrived_within_m)));
  return there ? defender_of_objective(s) : Believed{};
}

// Crews keep firing at targets within their range and move up when there are none.
bool crew_has_target(const Scene& s, const Member& m) {
  if (!is_heavy(m.def.kind)) return false;
  const Believed target = s.seen_near(m.at);
  return target.exists && target.distance_m <= s.param(Param::conduct_weapons_halt_within_m);
}

Intent close_in(const Scene& s, const Member& m, const Believed& prey) {
  Intent intent = go(s, m, prey.at, PlaceId{});
  intent.close = true;
  intent.move = true;
  if (intent.fire != FirePolicy::kHold) intent.fire = FirePolicy::kFree;
  return intent;
}

// The last stretch to the objective is done in one go.
bool is_last_rush(const Scene& s, const Member& m, Point goal) {
  const bool silent = s.task.stance == Stance::kSilent && !s.discovered;
  return !silent && is_at(m, goal, s.param(Param::close_assault_assault_range_m));
}

// Deployed under fire, or with an enemy in reach of rifles.
void go_by_bounds(const Scene& s, const Member& m, Intent& intent) {
  const bool near = s.enemy.exists && s.enemy.distance_m <= s.param(Param::conduct_bounds_within_m);
  if (intent.close || !m.fights || (!s.under_fire && !near)) return;
  intent.stance = Stance::kBounds;
  intent.move = intent.move && has_the_turn(s, m);
}

// On the place already: hold it, throw back intruders.
Intent hold_taken(const Scene& s, const Member& m) {
  const Believed intruder = m.fights && is_stormer(m.def.kind) ? prey_of(s, m) : Believed{};
  return intruder.exists ? close_in(s, m, intruder) : hold(s, m, true);
}

Intent act_assault(const Scene& s, const Member& m) {
  if (s.task.done) return hold_taken(s, m);
  const bool storms = m.fights && is_stormer(m.def.kind);
  const Believed prey = storms ? prey_of(s, m) : Believed{};
  if (prey.exists) return close_in(s, m, prey);
  const Aim aim = aim_of(s);
  Intent intent = go(s, m, slot(s, m, aim.at), aim.route);
  intent.close = storms && aim.last && is_last_rush(s, m, intent.goal);
  if (s.task.stance == Stance::kBounds) go_by_bounds(s, m, intent);
  if (crew_has_target(s, m)) intent.move = false;
  return intent;
}

Intent act_attack(const Scene& s, const Member& m) {
  Intent intent = act_assault(s, m);
  if (!s.task.done && s.task.stance != Stance::kBounds) go_by_bounds(s, m, intent);
  return intent;
}

// Scouts go as near as they must, and home when they have seen something or enough.
Intent act_reconnoitre(const Scene& s, const Member& m) {
  if (s.task.done) return go(s, m, m.def.at, PlaceId{});
  const Aim aim = aim_of(s);
  Intent intent = go(s, m, slot(s, m, aim.at), aim.route);
  const bool near = aim.last && is_at(m, intent.goal, s.param(Param::conduct_look_from_m));
  if (near) intent.move = false;
  return intent;
}

// Where the first line of an attack is that a unit follows: the parts of the nearest unit above
// that attack. Empty when there is none.
std::optional<Point> first_line(const Scene& s) {
  for (UnitId above = s.def.parent; above.exists(); above = s.scenario.unit(above).parent) {
    const UnitTask& whole = s.state.task[above.index()];
    if (!is_attack(whole.task) || whole.order != s.task.order) continue;
    Point sum;
    int count = 0;
    for (const UnitId part : s.scenario.unit(above).children) {
      if (!is_attack(s.state.task[part.index()].task)) continue;
      const auto centre = centre_of(s.scenario, s.state, part);
      if (!centre) continue;
      sum = {sum.x_m + centre->x_m, sum.y_m + centre->y_m};
      ++count;
    }
    if (count > 0) return Point{sum.x_m / count, sum.y_m / count};
  }
  return std::nullopt;
}

// Stays behind `line` by `distance_m`; goes no farther than the goal and does not come back for a
// line that has stopped.
Intent follow(const Scene& s, const Member& m, Point line, double distance_m) {
  const Point behind = along_front(s, line, -distance_m, 0);
  Intent intent = go(s, m, slot(s, m, behind), s.task.objective);
  const double ahead_m =
      (intent.goal.x_m - m.at.x_m) * s.front_cos + (intent.goal.y_m - m.at.y_m) * s.front_sin;
  const bool small = is_at(m, intent.goal, s.param(Param::conduct_arrived_within_m));
  if (ahead_m <= 0 || small) {
    intent = stay(s, m);
    intent.dig = s.under_fire || is_holding(s.task.task);
  }
  return intent;
}

// A second line follows the first; a reserve by itself waits at its place and digs in there.
Intent act_reserve(const Scene& s, const Member& m) {
  const auto line = first_line(s);
  if (!line || s.task.via_next == kInPlace) return hold(s, m, true);
  const Aim aim = aim_of(s);
  if (!aim.last) return hold(s, m, s.under_fire);
  return follow(s, m, *line, s.param(Param::command_reserve_distance_m));
}

// Headquarters and others of a unit whose parts do the work.
Intent act_behind_parts(const Scene& s, const Member& m) {
  if (s.task.task == Task::kNone) return act_without_task(s, m);
  const bool stays = s.task.via_next == kInPlace || s.task.task == Task::kReconnoitre;
  const bool digs = s.under_fire || is_holding(s.task.task);
  if (stays || s.task.task == Task::kWithdraw) return hold(s, m, digs);
  Point sum;
  int count = 0;
  for (const UnitId part : s.def.children) {
    const auto centre = centre_of(s.scenario, s.state, part);
    if (!centre) continue;
    sum = {sum.x_m + centre->x_m, sum.y_m + centre->y_m};
    ++count;
  }
  if (count == 0) return hold(s, m, digs);
  const Point parts{sum.x_m / count, sum.y_m / count};
  return follow(s, m, parts, s.param(Param::conduct_follow_distance_m));
}

using Act = Intent (*)(const Scene&, const Member&);
// In the order of scenario::Task.
constexpr std::array<Act, kTaskCount> kActs{
    act_without_task, act_move,        act_defend,      act_defend,   act_attack,
    act_assault,      act_support,     act_support,     act_withdraw, act_reserve,
    act_defend,       act_reconnoitre, act_without_task};

// --- units that do not obey -----------------------------------------------------------------

// Stopped attackers lie where they are, scrape cover and fire back.
Intent act_to_ground(const Scene& s, const Member& m) {
  Intent intent = stay(s, m);
  intent.dig = true;
  intent.fire = FirePolicy::kReturn;
  intent.open_fire_range_m = state::kAnyRange_m;
  return intent;
}

// Back to the rally place (or where the unit came from) if that leads away from the enemy, else
// straight away; until no known enemy is near and nobody shoots any more.
Intent act_fleeing(const Scene& s, const Member& m) {
  Intent intent = stay(s, m);
  intent.fire = FirePolicy::kReturn;
  intent.stance = Stance::kNormal;
  const double safe_m = s.param(Param::conduct_withdraw_distance_m);
  const Believed threat = s.contacts.nearest(m.at, Knowledge::kHeard);
  const Intent& before = s.state.intent[m.id.index()];
  if (!threat.exists) {
    // Nobody in view: go on to where it was going.
    intent.goal = before.goal;
    intent.route = before.route;
    intent.move = before.move && !is_at(m, before.goal, kInPlaceM);
    return intent;
  }
  if (threat.distance_m >= safe_m && !s.under_fire) return intent;
  const PlaceId rally = s.def.rally;
  const Point home = rally.exists() ? s.scenario.place(rally).at : m.def.at;
  const double away_x = m.at.x_m - threat.at.x_m, away_y = m.at.y_m - threat.at.y_m;
  const double home_x = home.x_m - m.at.x_m, home_y = home.y_m - m.at.y_m;
  const bool leads_away = away_x * home_x + away_y * home_y > 0 &&
                          terrain::distance_m(home, threat.at) >= threat.distance_m + kInPlaceM;
  intent.move = true;
  if (leads_away && !is_at(m, home, s.param(Param::conduct_arrived_within_m))) {
    intent.goal = home;
    intent.route = rally;
    return intent;
  }
  // Keep an earlier way that still leads away, so that the goal does not run before the man.
  const double bx = before.goal.x_m - m.at.x_m, by = before.goal.y_m - m.at.y_m;
  if (before.move && !before.route.exists() && !before.close && away_x * bx + away_y * by > 0 &&
      terrain::distance_m(before.goal, threat.at) >= safe_m) {
    intent.goal = before.goal;
    return intent;
  }
  // On top of the enemy there is no direction: then against the unit's front.
  const double angle = threat.distance_m > 1 ? pinned_atan2(away_y, away_x)
                                             : static_cast<double>(s.task.facing_rad) + kPi;
  const double off_m = std::max(safe_m, threat.distance_m) + spacing_of(s);
  intent.goal = {threat.at.x_m + off_m * pinned_cos(angle),
                 threat.at.y_m + off_m * pinned_sin(angle)};
  return intent;
}

Intent intent_of(const Scene& s, const Member& m) {
  switch (s.state.morale[s.unit.index()]) {
    case Morale::kToGround:
      return act_to_ground(s, m);
    case Morale::kWithdrawing:
    case Morale::kRouted:
      return act_fleeing(s, m);
    default:
      break;
  }
  if (!s.def.children.empty()) return act_behind_parts(s, m);
  return kActs[static_cast<std::size_t>(s.task.task)](s, m);
}

// --- the unit -------------------------------------------------------------------------------

Scene scene_of(const Scenario& scenario, const State& state, UnitId unit) {
  const UnitTask& task = state.task[unit.index()];
  Scene s{scenario, state, unit, scenario.unit(unit), task, nullptr, {}, {}, {}, false, false, {}};
  s.front_cos = pinned_cos(task.facing_rad);
  s.front_sin = pinned_sin(task.facing_rad);
  if (task.order.exists()) s.order = &scenario.orders[task.order.index()];
  const Time fresh = from_seconds(s.param(Param::conduct_contact_fresh_s));
  const Time memory = from_seconds(s.param(Param::conduct_under_fire_memory_s));
  s.contacts = fresh_contacts(state, unit, fresh);
  int count = 0;
  for (const ElementId e : s.def.elements) {
    if (!state::is_present(scenario, state, e)) continue;
    s.centre = {s.centre.x_m + state.at[e.index()].x_m, s.centre.y_m + state.at[e.index()].y_m};
    s.under_fire = s.under_fire || state.now - state.under_fire[e.index()] <= memory;
    ++count;
  }
  if (count > 0) s.centre = {s.centre.x_m / count, s.centre.y_m / count};
  s.enemy = s.seen_near(s.centre);
  const bool silent = task.stance == Stance::kSilent;
  s.discovered = !silent || s.under_fire;
  for (const ElementId e : s.def.elements) {
    if (s.discovered || s.contacts.count == 0) break;
    s.discovered =
        s.seen_near(state.at[e.index()]).distance_m <= s.param(Param::conduct_discovered_within_m);
  }
  return s;
}

// Visits the elements of the unit that are present, each with its place in the formation.
template <class Visit>
void for_each_member(const Scene& s, const Visit& visit) {
  int fighters = 0;
  for (const ElementId e : s.def.elements) fighters += !is_rear(s.scenario.element(e).kind);
  int ordinal = 0;
  for (const ElementId e : s.def.elements) {
    const scenario::ElementDef& def = s.scenario.element(e);
    const bool fights = !is_rear(def.kind);
    const Member member{e, def, s.state.at[e.index()], ordinal, std::max(fighters, 1), fights};
    ordinal += fights;
    if (state::is_present(s.scenario, s.state, e)) visit(member);
  }
}

// Whether at least half of the fighting elements are at their slots around `middle`, or as near to
// it as makes no difference to going on.
bool has_arrived(const Scene& s, Point middle) {
  const double within_m = s.param(Param::conduct_arrived_within_m);
  int there = 0, present = 0;
  for_each_member(s, [&](const Member& m) {
    if (!m.fights) return;
    ++present;
    there += is_at(m, slot(s, m, middle), within_m) || is_at(m, middle, within_m);
  });
  return present > 0 && 2 * there >= present;
}

// Bombardments end with their rounds: that is counted where shells are fired.
bool is_done(const Scene& s, const Aim& aim) {
  switch (s.task.task) {
    case Task::kMove:
    case Task::kWithdraw:
    case Task::kOccupy:
      return s.task.via_next == kInPlace || has_arrived(s, aim.at);
    case Task::kAttack:
    case Task::kAssault:
      return has_arrived(s, aim.at) && !defender_of_objective(s).exists;
    case Task::kReconnoitre:
      return s.enemy.exists ||
             terrain::distance_m(s.centre, aim.at) <= s.param(Param::conduct_look_from_m);
    default:
      return false;
  }
}

// The next place on the way once the unit is at this one; done when nothing is left to do.
void advance_task(const Scene& s, Effects& effects) {
  if (s.task.done || s.task.task == Task::kNone || !s.def.children.empty()) return;
  if (s.state.morale[s.unit.index()] != Morale::kSteady) return;
  const Aim aim = aim_of(s);
  UnitTask next = s.task;
  if (!aim.last) {
    if (!has_arrived(s, aim.at)) return;
    ++next.via_next;
  } else {
    if (!is_done(s, aim)) return;
    next.done = true;
  }
  effects.tasks.push_back({s.unit, next});
}

void conduct(const Scenario& scenario, const State& state, const Tick& tick, UnitId unit,
             Effects& effects) {
  const Morale morale = state.morale[unit.index()];
  if (morale == Morale::kSurrendered || morale == Morale::kGone) return;
  const Scene s = scene_of(scenario, state, unit);
  advance_task(s, effects);
  for_each_member(s, [&](const Member& m) {
    if (tick.span[m.id.index()].ms == 0) return;
    const Intent intent = obey(scenario, state, m.id, intent_of(s, m), effects);
    if (intent == state.intent[m.id.index()]) return;
    effects.intents.push_back({m.id, intent});
  });
  if (s.lets_go.exists()) note_no_pursuit(scenario, state, s.lets_go, effects);
}

}  // namespace

void conduct_tasks(const Scenario& scenario, const State& state, const Rng&, const Tick& tick,
                   Effects& effects) {
  for (const UnitId unit : tick.due_units) conduct(scenario, state, tick, unit, effects);
}

}  // namespace khasan::command
