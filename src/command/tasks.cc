#include "command/tasks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/maths.h"
#include "command/picture.h"
#include "state/apply.h"
#include "terrain/line_of_sight.h"

namespace khasan::command {

using forces::Echelon;
using forces::ElementKind;
using scenario::Order;
using scenario::Param;
using scenario::Scenario;
using scenario::Task;
using state::State;
using state::UnitTask;
using terrain::Point;

namespace {

constexpr std::size_t kTaskCount = 13;  // exact: of scenario::Task

// What a sub-unit is good for.
enum class Role : uint8_t { kFighter, kSupport, kTrain };

struct Child {
  UnitId unit{};
  Role role = Role::kFighter;
  Point centre{};
  double ahead_m = 0;  // along the axis
  double aside_m = 0;  // to the right of it
};

// A unit about to give its sub-units their parts of a task.
struct Deployment {
  const Scenario& scenario;
  const State& state;
  UnitId unit;
  const UnitTask& task;
  Point objective{};
  std::vector<Child> children;
  std::vector<SubTask> out;
};

Point along(Point from, double bearing_rad, double ahead_m, double right_m) {
  const double c = pinned_cos(bearing_rad), s = pinned_sin(bearing_rad);
  return {from.x_m + ahead_m * c + right_m * s, from.y_m + ahead_m * s - right_m * c};
}

double bearing(Point from, Point to) { return pinned_atan2(to.y_m - from.y_m, to.x_m - from.x_m); }

Role role_of(const Scenario& scenario, UnitId unit) {
  bool heavy = false;
  for (const ElementId e : scenario.unit(unit).all_elements) {
    const ElementKind kind = scenario.element(e).kind;
    const bool storms = kind == ElementKind::kRifleSquad || kind == ElementKind::kEngineers;
    if (storms || kind == ElementKind::kTank) return Role::kFighter;
    heavy = heavy || kind == ElementKind::kMachineGun || kind == ElementKind::kGun ||
            kind == ElementKind::kGrenadeDischarger;
  }
  return heavy ? Role::kSupport : Role::kTrain;
}

double spacing_of(const Scenario& scenario, const State& state, UnitId child) {
  switch (scenario.unit(child).echelon) {
    case Echelon::kTeam:
    case Echelon::kSection:
      return state.params[Param::command_frontage_section_m];
    case Echelon::kPlatoon:
      return state.params[Param::command_frontage_platoon_m];
    case Echelon::kCompany:
      return state.params[Param::command_frontage_company_m];
    default:
      return state.params[Param::command_frontage_battalion_m];
  }
}

// Between neighbours of a line of `count`: the order's, or the doctrine's, drawn together so that
// the line does not reach far beyond the objective on either side.
double spacing_in_line(const Deployment& d, std::size_t count) {
  const auto& orders = d.scenario.orders;
  const OrderId order = d.task.order;
  if (order.exists() && orders[order.index()].unit == d.unit &&
      orders[order.index()].spacing_m > 0) {
    return orders[order.index()].spacing_m;
  }
  const double doctrine_m = spacing_of(d.scenario, d.state, d.children.front().unit);
  if (!d.task.objective.exists()) return doctrine_m;
  const double width_m = 2 * radius_of(d.scenario, d.task.objective) + doctrine_m;
  return std::min(doctrine_m, width_m / static_cast<double>(count));
}

UnitTask part_of(const Deployment& d, Task task, Point goal) {
  UnitTask part = d.task;
  part.task = task;
  part.goal = goal;
  part.via_next = std::max<int8_t>(d.task.via_next, 0);
  part.begun = part.done = false;
  return part;
}

void give(Deployment& d, UnitId unit, Task task, Point goal) {
  d.out.push_back({unit, part_of(d, task, goal)});
}

void give_in_place(Deployment& d, const Child& child, Task task) {
  UnitTask part = part_of(d, task, child.centre);
  part.via_next = kInPlace;
  d.out.push_back({child.unit, part});
}

// Sub-units of a role, from the left.
std::vector<Child> of_role(const Deployment& d, Role role) {
  std::vector<Child> some;
  for (const Child& child : d.children) {
    if (child.role == role) some.push_back(child);
  }
  std::stable_sort(some.begin(), some.end(),
                   [](const Child& a, const Child& b) { return a.aside_m < b.aside_m; });
  return some;
}

// Takes the rearmost `count` out of `line` and returns them.
std::vector<Child> take_rearmost(std::vector<Child>& line, std::size_t count) {
  std::vector<Child> rear;
  for (; count > 0; --count) {
    const auto last =
        std::min_element(line.begin(), line.end(),
                         [](const Child& a, const Child& b) { return a.ahead_m < b.ahead_m; });
    rear.push_back(*last);
    line.erase(last);
  }
  return rear;
}

std::size_t reserve_count(const Deployment& d, std::size_t fighters) {
  const double share = d.state.params[Param::command_reserve_share];
  const auto count = static_cast<std::size_t>(share * static_cast<double>(fighters));
  return std::min(count, fighters - 1);
}

void give_in_line(Deployment& d, const std::vector<Child>& line, Task task, double ahead_m) {
  if (line.empty()) return;
  const double spacing_m = spacing_in_line(d, line.size());
  const double middle = (static_cast<double>(line.size()) - 1) / 2;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const double right_m = (static_cast<double>(i) - middle) * spacing_m;
    give(d, line[i].unit, task, along(d.objective, d.task.facing_rad, ahead_m, right_m));
  }
}

bool sees(const Deployment& d, Point from) {
  // From the height of a gun to a man's chest.
  return terrain::visible(d.scenario.ground, from, 1.0, d.objective, 1.0);
}

// A place from which the objective is in view at the support distance, behind or at the flank of
// the attack, nearest to where the unit is; straight behind if there is none.
Point fire_position(const Deployment& d, const Child& child) {
  const double range_m = d.state.params[Param::command_support_distance_m];
  Point best = along(d.objective, d.task.facing_rad, -range_m, 0);
  double best_m = 1e18;
  for (int i = -3; i <= 3; ++i) {
    // Every 25 degrees, up to 75 to either side: where to look (structural).
    const double turn = d.task.facing_rad + i * 25.0 * kPi / 180.0;
    const Point at = along(d.objective, turn, -range_m, 0);
    const terrain::Ground& ground = d.scenario.ground;
    if (!ground.is_inside(at) || ground.is_water(at) || !sees(d, at)) continue;
    const double walk_m = terrain::distance_m(at, child.centre);
    if (walk_m < best_m) best = at, best_m = walk_m;
  }
  return best;
}

// Supports that already see the objective from not too far stay there.
void give_support(Deployment& d, const Child& child) {
  const double range_m = d.state.params[Param::command_support_distance_m];
  const bool near = terrain::distance_m(child.centre, d.objective) <= 2 * range_m;
  if (near && sees(d, child.centre)) {
    give_in_place(d, child, Task::kSupportByFire);
  } else {
    give(d, child.unit, Task::kSupportByFire, fire_position(d, child));
  }
}

// Attack: fighters in line on the objective, a third of them in second line, heavy weapons behind.
void deploy_waves(Deployment& d) {
  std::vector<Child> line = of_role(d, Role::kFighter);
  if (line.empty()) return;
  const std::vector<Child> rear = take_rearmost(line, reserve_count(d, line.size()));
  give_in_line(d, line, d.task.task, 0);
  give_in_line(d, rear, Task::kReserve, -d.state.params[Param::command_reserve_distance_m]);
  for (const Child& child : of_role(d, Role::kSupport)) give_support(d, child);
}

void stay_in_place(Deployment& d) {
  for (const Child& child : d.children) {
    if (child.role != Role::kTrain) give_in_place(d, child, d.task.task);
  }
}

// How near to the middle of an objective one counts as being on it.
double on_place_m(const Scenario& scenario, const State& state, PlaceId place) {
  return radius_of(scenario, place) + 2 * state.params[Param::conduct_arrived_within_m];
}

// The whole is on the place: parts on it stay, stragglers come up.
void gather_in_place(Deployment& d) {
  if (!d.task.objective.exists()) return stay_in_place(d);
  const double near_m = on_place_m(d.scenario, d.state, d.task.objective);
  std::vector<Child> far;
  for (const Child& child : d.children) {
    if (child.role == Role::kTrain) continue;
    if (terrain::distance_m(child.centre, d.objective) <= near_m) {
      give_in_place(d, child, d.task.task);
    } else {
      far.push_back(child);
    }
  }
  give_in_line(d, far, d.task.task, 0);
}

// Hold a place: fighters in line across it facing the enemy, heavy weapons among them, a third in
// second line. Who stands there already keeps his place.
void deploy_around(Deployment& d) {
  if (d.task.via_next == kInPlace) return gather_in_place(d);
  std::vector<Child> line = of_role(d, Role::kFighter);
  if (!line.empty()) {
    const std::vector<Child> rear = take_rearmost(line, reserve_count(d, line.size()));
    give_in_line(d, rear, Task::kReserve, -d.state.params[Param::command_reserve_distance_m]);
  }
  give_in_line(d, line, d.task.task, 0);
  give_in_line(d, of_role(d, Role::kSupport), d.task.task, 0);
}

// One behind another, the nearest to the objective first.
void deploy_column(Deployment& d) {
  if (d.task.via_next == kInPlace) return stay_in_place(d);
  std::vector<Child> column = d.children;
  std::stable_sort(column.begin(), column.end(),
                   [](const Child& a, const Child& b) { return a.ahead_m > b.ahead_m; });
  double behind_m = 0;
  for (const Child& child : column) {
    give(d, child.unit, d.task.task, along(d.objective, d.task.facing_rad, -behind_m, 0));
    behind_m += spacing_of(d.scenario, d.state, child.unit) / 2;
  }
}

// The nearest sub-unit of fighters looks; the others stay.
void send_scouts(Deployment& d) {
  std::vector<Child> fighters = of_role(d, Role::kFighter);
  if (fighters.empty()) return;
  const auto nearest =
      std::max_element(fighters.begin(), fighters.end(),
                       [](const Child& a, const Child& b) { return a.ahead_m < b.ahead_m; });
  give(d, nearest->unit, d.task.task, d.objective);
}

void give_nothing(Deployment&) {}

using Deploy = void (*)(Deployment&);
// In the order of scenario::Task.
constexpr std::array<Deploy, kTaskCount> kDeployments{
    give_nothing,   // none
    deploy_column,  // move
    deploy_around,  // occupy
    deploy_around,  // defend
    deploy_waves,   // attack
    deploy_waves,   // assault
    stay_in_place,  // support by fire
    stay_in_place,  // bombard
    deploy_column,  // withdraw
    deploy_column,  // reserve
    deploy_around,  // dig
    send_scouts,    // reconnoitre
    give_nothing,   // air strike: see sub_tasks
};

// The direction of the front when holding `at`: towards the nearest known enemy, else as at first.
double front_of(const Scenario& scenario, const State& state, UnitId unit, Point at) {
  const Believed enemy = nearest_known(scenario, state, scenario.unit(unit).side, unit, at);
  // Nearer than an element's own width (assumed) the direction means nothing.
  if (enemy.exists && enemy.distance_m > 30) return bearing(at, enemy.at);
  return scenario.unit(unit).facing_rad;
}

// Whether a unit with that task and place need not walk.
bool stands_there(const Scenario& scenario, const State& state, const UnitTask& task,
                  Point centre) {
  switch (task.task) {
    case Task::kSupportByFire:
    case Task::kBombard:
      return true;
    case Task::kDefend:
    case Task::kOccupy:
    case Task::kReserve:
    case Task::kDig:
      break;
    default:
      return false;
  }
  if (!task.objective.exists()) return true;
  return terrain::distance_m(centre, scenario.place(task.objective).at) <=
         on_place_m(scenario, state, task.objective);
}

// The way the front looks: forward when going to take something, else at the enemy.
double facing_of(const Scenario& scenario, const State& state, const Order& order,
                 const UnitTask& task, Point centre) {
  const bool goes = is_attack(task.task) || task.task == Task::kMove ||
                    task.task == Task::kReconnoitre || task.task == Task::kWithdraw;
  if (!goes) return front_of(scenario, state, order.unit, task.goal);
  const Point from = order.via.empty() ? centre : scenario.place(order.via.back()).at;
  if (terrain::distance_m(from, task.goal) < 1) return scenario.unit(order.unit).facing_rad;
  return bearing(from, task.goal);
}

// Where the elements of a unit stand when the play begins.
Point first_place(const Scenario& scenario, UnitId unit) {
  Point sum;
  const auto& elements = scenario.unit(unit).all_elements;
  for (const ElementId e : elements) {
    sum = {sum.x_m + scenario.element(e).at.x_m, sum.y_m + scenario.element(e).at.y_m};
  }
  const double count = std::max<double>(1, static_cast<double>(elements.size()));
  return {sum.x_m / count, sum.y_m / count};
}

// Orders that send units of one parent to one place by one way at one hour.
bool go_together(const Scenario& scenario, const Order& a, const Order& b) {
  return scenario.unit(a.unit).parent == scenario.unit(b.unit).parent && a.task == b.task &&
         a.objective == b.objective && a.via == b.via && a.not_before == b.not_before;
}

// They share the front: how far to the right of the objective the lane of this one lies. Lanes are
// given in the order in which the units stand at the start.
double lane_m(const Scenario& scenario, const State& state, const Order& order,
              const UnitTask& task) {
  const double c = pinned_cos(task.facing_rad), s = pinned_sin(task.facing_rad);
  const auto aside_m = [&](UnitId unit) {
    const Point at = first_place(scenario, unit);
    return at.x_m * s - at.y_m * c;
  };
  int to_the_left = 0, count = 0;
  for (std::size_t i = 0; i < state.orders.size(); ++i) {
    const Order& other = scenario.orders[i];
    if (!go_together(scenario, order, other)) continue;
    ++count;
    const double mine = aside_m(order.unit), its = aside_m(other.unit);
    to_the_left += its < mine || (its == mine && other.unit < order.unit);
  }
  const double doctrine_m = spacing_of(scenario, state, order.unit);
  const double width_m = 2 * radius_of(scenario, task.objective) + doctrine_m;
  return (to_the_left - (count - 1) / 2.0) * std::min(doctrine_m, width_m / count);
}

}  // namespace

UnitTask task_of(const Scenario& scenario, const State& state, OrderId id, PlaceId objective) {
  const Order& order = scenario.orders[id.index()];
  const Point centre = centre_of(scenario, state, order.unit).value_or(Point{});
  UnitTask task;
  task.order = id;
  task.task = order.task;
  task.objective = objective;
  task.stance = order.stance;
  task.fire = order.fire;
  task.open_fire_range_m = static_cast<float>(order.open_fire_range_m);
  task.rounds_left = order.rounds_per_gun;
  task.since = state.now;
  task.goal = objective.exists() ? scenario.place(objective).at : centre;
  if (stands_there(scenario, state, task, centre)) {
    task.goal = centre;
    task.via_next = kInPlace;
  }
  task.facing_rad = static_cast<float>(facing_of(scenario, state, order, task, centre));
  if (task.via_next != kInPlace && objective.exists()) {
    task.goal = along(task.goal, task.facing_rad, 0, lane_m(scenario, state, order, task));
  }
  return task;
}

UnitTask hold_here(const Scenario& scenario, const State& state, UnitId unit, OrderId order) {
  UnitTask task = state.task[unit.index()];
  const bool fires = task.task == Task::kBombard || task.task == Task::kSupportByFire;
  task.order = order;
  task.task = fires || task.task == Task::kReserve ? Task::kReserve : Task::kDefend;
  task.objective = PlaceId{};
  task.goal = centre_of(scenario, state, unit).value_or(task.goal);
  task.facing_rad = static_cast<float>(front_of(scenario, state, unit, task.goal));
  task.stance = scenario::Stance::kNormal;
  task.via_next = kInPlace;
  task.rounds_left = 0;
  task.begun = task.done = true;
  return task;
}

UnitTask go_in(const Scenario& scenario, const State& state, UnitId unit, const UnitTask& whole) {
  UnitTask task = whole;
  const bool lost = is_lost(state, whole.objective, scenario.unit(unit).side);
  if (!is_attack(whole.task)) task.task = lost ? Task::kAttack : Task::kDefend;
  task.goal = scenario.place(whole.objective).at;
  task.via_next = static_cast<int8_t>(scenario.orders[whole.order.index()].via.size());
  task.stance = scenario::Stance::kNormal;
  if (!is_attack(task.task)) return task;  // who joins the line faces as it does
  const Point from = centre_of(scenario, state, unit).value_or(task.goal);
  task.facing_rad = static_cast<float>(bearing(from, task.goal));
  return task;
}

std::vector<SubTask> sub_tasks(const Scenario& scenario, const State& state, UnitId unit,
                               const UnitTask& task) {
  Deployment d{scenario, state, unit, task, task.goal, {}, {}};
  if (task.task == Task::kAirStrike) {
    for (const UnitId child : scenario.unit(unit).children) {
      const bool free = !has_own_order(scenario, state, child, task.order);
      if (free && is_alive(scenario, state, child)) give(d, child, task.task, task.goal);
    }
    return std::move(d.out);
  }
  // The objective of the parts is the unit's own place in the whole; for who is there, the place.
  if (task.via_next == kInPlace && task.objective.exists()) {
    d.objective = scenario.place(task.objective).at;
  }
  const double c = pinned_cos(task.facing_rad), s = pinned_sin(task.facing_rad);
  for (const UnitId child : scenario.unit(unit).children) {
    const auto centre = centre_of(scenario, state, child);
    if (!centre || has_own_order(scenario, state, child, task.order)) continue;
    const double dx = centre->x_m - d.objective.x_m, dy = centre->y_m - d.objective.y_m;
    d.children.push_back(
        {child, role_of(scenario, child), *centre, dx * c + dy * s, dx * s - dy * c});
  }
  if (!d.children.empty()) kDeployments[static_cast<std::size_t>(task.task)](d);
  return std::move(d.out);
}

bool has_own_order(const Scenario& scenario, const State& state, UnitId unit, OrderId except) {
  // A player's order takes over who has an earlier one.
  const std::size_t first =
      except.exists() && scenario.orders[except.index()].by_player ? except.index() : 0;
  for (std::size_t i = first; i < state.orders.size(); ++i) {
    if (scenario.orders[i].unit != unit || OrderId{i} == except) continue;
    const bool at_work = state.orders[i].phase == state::OrderPhase::kBegun;
    if (at_work && scenario.orders[i].task != Task::kReserve) return true;
  }
  return false;
}

}  // namespace khasan::command
