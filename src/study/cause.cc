#include "study/cause.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace khasan::study {

namespace {

using forces::Echelon;
using forces::WeaponKind;
using scenario::ElementDef;
using scenario::Order;
using scenario::Param;
using scenario::Scenario;
using scenario::Task;
using state::State;

// So many formations of a side at most: what a reader can still keep apart.
constexpr std::size_t kFormationsMax = 12;

constexpr Param kDelays[] = {Param::command_delay_platoon_s,   Param::command_delay_company_s,
                             Param::command_delay_battalion_s, Param::command_delay_regiment_s,
                             Param::command_delay_division_s,  Param::command_delay_corps_s};

// The moments between which something may act.
struct Window {
  const Scenario& scenario;
  const State& state;
  Time until;

  // Whether men of the element are there, or come in time.
  bool has(ElementId e) const {
    const ElementDef& def = scenario.element(e);
    return state.roll[e.index()].men > 0 && state::arrival_of(scenario, state, e) < until &&
           state.morale[def.unit.index()] != state::Morale::kSurrendered;
  }
  std::vector<ElementId> those_in(UnitId unit) const {
    std::vector<ElementId> there;
    for (const ElementId e : scenario.unit(unit).all_elements) {
      if (has(e)) there.push_back(e);
    }
    return there;
  }
};

// --- arms -----------------------------------------------------------------------------------

std::optional<Arm> arm_of(WeaponKind kind) {
  switch (kind) {
    case WeaponKind::kLightMachineGun:
    case WeaponKind::kHeavyMachineGun:
      return Arm::kMachineGuns;
    case WeaponKind::kGrenadeDischarger:
      return Arm::kDischargers;
    case WeaponKind::kMortar:
      return Arm::kMortars;
    case WeaponKind::kInfantryGun:
    case WeaponKind::kFieldGun:
      return Arm::kGuns;
    case WeaponKind::kAntiTankGun:
      return Arm::kAntiTankGuns;
    default:
      return std::nullopt;
  }
}

// Adds an element's part in the arms of its side. Tanks and aircraft are arms as a whole;
// ammunition points only carry rounds.
void add_to_arms(const Window& window, ElementId e, std::array<Cause, kArmCount>& arms) {
  const ElementDef& def = window.scenario.element(e);
  const auto take = [&](Arm arm) -> Cause& {
    Cause& cause = arms[static_cast<std::size_t>(arm)];
    if (cause.elements.empty() || cause.elements.back() != e) cause.elements.push_back(e);
    return cause;
  };
  if (def.is_flight()) return void(take(Arm::kAircraft));
  if (def.vehicle.exists()) return void(take(Arm::kTanks));
  if (def.kind == forces::ElementKind::kAmmunitionPoint) return;
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    if (!def.weapons[slot].exists()) continue;
    const auto arm = arm_of(window.scenario.weapon(def.weapons[slot].weapon).kind);
    if (arm) take(*arm).weapons.push_back({e, slot});
  }
}

void add_arms(const Window& window, Side side, std::vector<Cause>& causes) {
  std::array<Cause, kArmCount> arms;
  for (std::size_t i = 0; i < window.scenario.elements.size(); ++i) {
    const bool is_own = window.scenario.elements[i].side == side;
    if (is_own && window.has(ElementId{i})) add_to_arms(window, ElementId{i}, arms);
  }
  for (std::size_t a = 0; a < kArmCount; ++a) {
    if (arms[a].elements.empty()) continue;
    arms[a].kind = CauseKind::kArm;
    arms[a].id = window.scenario.side(side).id + "." + kArmWords[a];
    arms[a].side = side;
    arms[a].arm = static_cast<Arm>(a);
    causes.push_back(std::move(arms[a]));
  }
}

// --- formations -----------------------------------------------------------------------------

// The largest units of at most that echelon that have men in the window.
std::vector<UnitId> units_up_to(const Window& window, Side side, Echelon echelon) {
  std::vector<UnitId> units;
  for (std::size_t u = 0; u < window.scenario.units.size(); ++u) {
    const scenario::UnitDef& unit = window.scenario.units[u];
    if (unit.side != side || unit.echelon > echelon) continue;
    const bool is_part =
        unit.parent.exists() && window.scenario.unit(unit.parent).echelon <= echelon;
    if (!is_part && !window.those_in(UnitId{u}).empty()) units.push_back(UnitId{u});
  }
  return units;
}

// The formations of a side: the lowest level at which there are no more than a reader can keep
// apart.
std::vector<UnitId> formations_of(const Window& window, Side side) {
  std::vector<UnitId> units;
  for (int echelon = 0; echelon <= static_cast<int>(Echelon::kCorps); ++echelon) {
    units = units_up_to(window, side, static_cast<Echelon>(echelon));
    const bool has_all = echelon >= static_cast<int>(Echelon::kPlatoon);
    if (has_all && units.size() <= kFormationsMax) break;
  }
  return units;
}

void add_formations(const Window& window, Side side, const std::vector<UnitId>& formations,
                    std::vector<Cause>& causes) {
  for (const UnitId unit : formations) {
    Cause cause;
    cause.kind = CauseKind::kFormation;
    cause.id = window.scenario.unit(unit).path;
    cause.side = side;
    cause.unit = unit;
    cause.elements = window.those_in(unit);
    causes.push_back(std::move(cause));
  }
}

// --- decisions ------------------------------------------------------------------------------

bool is_decision(const Window& window, OrderId id) {
  const Order& order = window.scenario.orders[id.index()];
  const bool is_major =
      order.task != Task::kNone && order.task != Task::kReserve && order.task != Task::kDig;
  return is_major && window.state.orders[id.index()].phase < state::OrderPhase::kBegun &&
         order.not_before < window.until && !window.those_in(order.unit).empty();
}

// The formation that a unit belongs to; the unit itself where it is larger.
UnitId formation_of(const Scenario& scenario, UnitId unit, const std::vector<UnitId>& formations) {
  for (UnitId u = unit; u.exists(); u = scenario.unit(u).parent) {
    if (std::find(formations.begin(), formations.end(), u) != formations.end()) return u;
  }
  return unit;
}

// Orders that send parts of one formation to one place for the same are one decision.
void add_decisions(const Window& window, Side side, const std::vector<UnitId>& formations,
                   std::vector<Cause>& causes) {
  std::map<std::tuple<UnitId, Task, PlaceId>, std::size_t> known;
  for (std::size_t i = 0; i < window.state.orders.size(); ++i) {
    const Order& order = window.scenario.orders[i];
    if (window.scenario.unit(order.unit).side != side || !is_decision(window, OrderId{i})) continue;
    const UnitId formation = formation_of(window.scenario, order.unit, formations);
    const Task task = order.task == Task::kAssault ? Task::kAttack : order.task;
    const auto [at, is_new] = known.insert({{formation, task, order.objective}, causes.size()});
    if (is_new) {
      Cause& cause = causes.emplace_back();
      cause.kind = CauseKind::kDecision;
      cause.id = order.id;
      cause.side = side;
      cause.unit = formation;
    }
    Cause& cause = causes[at->second];
    cause.orders.push_back(OrderId{i});
    const std::vector<ElementId> men = window.those_in(order.unit);
    cause.elements.insert(cause.elements.end(), men.begin(), men.end());
  }
  for (Cause& cause : causes) {
    std::sort(cause.elements.begin(), cause.elements.end());
    cause.elements.erase(std::unique(cause.elements.begin(), cause.elements.end()),
                         cause.elements.end());
  }
}

// --- what is nobody's -----------------------------------------------------------------------

bool is_clear(const scenario::Weather& weather) {
  const scenario::Weather clear;
  return weather.visibility_m >= clear.visibility_m && weather.cloud <= 0 && weather.rain <= 0 &&
         weather.wetness <= 0;
}

bool has_weather(const Window& window) {
  if (!is_clear(window.scenario.weather_at(window.state.now))) return true;
  return std::any_of(window.scenario.weather.begin(), window.scenario.weather.end(),
                     [&](const scenario::Weather& weather) {
                       return weather.from > window.state.now && weather.from < window.until &&
                              !is_clear(weather);
                     });
}

bool has_delays(const Window& window) {
  return std::any_of(std::begin(kDelays), std::end(kDelays), [&](Param delay) {
    return window.state.params[delay] >
           window.scenario.parameters[static_cast<std::size_t>(delay)].low;
  });
}

void add_conditions(const Window& window, std::vector<Cause>& causes) {
  const auto add = [&](CauseKind kind, const std::string& id) -> Cause& {
    Cause& cause = causes.emplace_back();
    cause.kind = kind;
    cause.id = id;
    return cause;
  };
  if (has_weather(window)) add(CauseKind::kWeather, "weather");
  if (has_delays(window)) add(CauseKind::kDelays, "delays");
  for (std::size_t r = 0; r < window.scenario.rules.size(); ++r) {
    const scenario::Rule& rule = window.scenario.rules[r];
    if (rule.from >= window.until || rule.until <= window.state.now) continue;
    Cause& cause = add(CauseKind::kRule, rule.id);
    cause.side = rule.side;
    cause.rule = r;
  }
}

// --- removal --------------------------------------------------------------------------------

void clear_sky(Scenario& scenario, Time from) {
  std::vector<scenario::Weather> weather;
  for (const scenario::Weather& entry : scenario.weather) {
    if (entry.from < from) weather.push_back(entry);
  }
  scenario::Weather clear;
  clear.from = from;
  clear.text = "clear and dry";
  weather.push_back(clear);
  scenario.weather = std::move(weather);
}

void take_out_weapons(Scenario& scenario, const std::vector<state::SlotOf>& weapons) {
  for (const state::SlotOf& one : weapons) {
    scenario.elements[one.element.index()].weapons[one.slot] = {};
  }
  scenario.index_elements();
}

void put_off(Scenario& scenario, const std::vector<OrderId>& orders) {
  for (const OrderId order : orders) scenario.orders[order.index()].not_before = kNever;
}

void shorten_delays(Scenario& scenario) {
  for (const Param delay : kDelays) {
    scenario::Figure& figure = scenario.parameters[static_cast<std::size_t>(delay)];
    figure.best = figure.high = figure.low;
  }
}

}  // namespace

std::vector<Cause> causes_of(const Scenario& scenario, const State& state, Time until) {
  const Window window{scenario, state, until};
  std::vector<Cause> causes;
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    const std::vector<UnitId> formations = formations_of(window, side);
    add_formations(window, side, formations, causes);
    add_arms(window, side, causes);
    add_decisions(window, side, formations, causes);
  }
  add_conditions(window, causes);
  return causes;
}

bool overlap(const Cause& a, const Cause& b) {
  return std::find_first_of(a.elements.begin(), a.elements.end(), b.elements.begin(),
                            b.elements.end()) != a.elements.end();
}

Fork::Fork(const Scenario& scenario, const sim::SavedPlay& from, const sim::RunPlan& plan,
           const std::vector<const Cause*>& without)
    : scenario_(scenario), plan_(plan), from_(from) {
  for (const Cause* cause : without) remove(*cause);
}

sim::Play Fork::play(uint64_t replication, Time until) const {
  sim::RunPlan plan = plan_;
  plan.replication = replication;
  plan.step.until = until;
  return {scenario(), plan, from_};
}

Scenario& Fork::changed() {
  if (!changed_) changed_ = std::make_unique<Scenario>(scenario_);
  return *changed_;
}

void Fork::remove(const Cause& cause) {
  state::State& state = from_.state;
  switch (cause.kind) {
    case CauseKind::kArm:
      if (cause.weapons.empty()) return state::withhold_men(scenario(), cause.elements, state);
      take_out_weapons(changed(), cause.weapons);
      return state::withhold_weapons(cause.weapons, state);
    case CauseKind::kFormation:
      return state::withhold_men(scenario(), cause.elements, state);
    case CauseKind::kWeather:
      return clear_sky(changed(), state.now);
    case CauseKind::kRule:
      changed().rules[cause.rule].until = state.now;
      return;
    case CauseKind::kDecision:
      put_off(changed(), cause.orders);
      return state::withhold_orders(cause.orders, state);
    case CauseKind::kDelays:
      shorten_delays(changed());
      return state::take_parameters(scenario(), {plan_.seed, plan_.replication}, plan_.start,
                                    state);
  }
}

}  // namespace khasan::study
