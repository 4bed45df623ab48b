#include "support/fuzzed_battle.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/hash.h"
#include "state/apply.h"
#include "support/small_battle.h"

namespace khasan::support {

namespace {

using forces::ElementKind;
using scenario::Scenario;
using state::State;
using terrain::Point;

template <class T>
std::size_t any_index(Bytes& bytes, const std::vector<T>& list) {
  return static_cast<std::size_t>(bytes.below(static_cast<int>(list.size())));
}

// Anywhere on the map, or, more often, near its middle.
Point any_point(Bytes& bytes, const Scenario& s) {
  const double side_m = bytes.below(4) == 0 ? s.ground.shape().columns * s.ground.shape().cell_m
                                            : 100 + 4 * bytes.below(256);
  const double east = bytes.share() - 0.498;
  return {kCentre.x_m + side_m * east, kCentre.y_m + side_m * (bytes.share() - 0.498)};
}

PlaceId any_place(Bytes& bytes, const Scenario& s) { return PlaceId{any_index(bytes, s.places)}; }
UnitId any_unit(Bytes& bytes, const Scenario& s) { return UnitId{any_index(bytes, s.units)}; }

void add_any_element(Bytes& bytes, Scenario& s, UnitId unit, const std::string& name) {
  struct Kind {
    ElementKind kind;
    int men, weapon, count, rounds;
  };
  constexpr std::array kKinds{Kind{ElementKind::kRifleSquad, 10, 0, 10, 1200},
                              Kind{ElementKind::kMachineGun, 5, 1, 1, 900},
                              Kind{ElementKind::kMachineGun, 8, 2, 2, 4000},
                              Kind{ElementKind::kGrenadeDischarger, 4, 3, 2, 40},
                              Kind{ElementKind::kGun, 6, 4, 1, 100},
                              Kind{ElementKind::kGun, 5, 6, 1, 60},
                              Kind{ElementKind::kHeadquarters, 6, 0, 6, 360},
                              Kind{ElementKind::kObserver, 3, 0, 3, 90},
                              Kind{ElementKind::kAmmunitionPoint, 4, 0, 0, 4000},
                              Kind{ElementKind::kEngineers, 8, 8, 1, 12},
                              Kind{ElementKind::kTank, 3, 7, 1, 120}};
  const Kind& k = kKinds[static_cast<std::size_t>(bytes.below(static_cast<int>(kKinds.size())))];
  const Point at = any_point(bytes, s);
  const bool is_tank = k.kind == ElementKind::kTank;
  const ElementId e = is_tank ? add_tank(s, unit, name, at)
                              : add_element(s, unit, name, k.kind, k.men, WeaponId{k.weapon},
                                            k.count, k.rounds, at);
  scenario::ElementDef& element = s.elements[e.index()];
  const int oddity = bytes.below(16);
  if (oddity == 1) element.arrives = minutes(1 + bytes.below(30));
  if (oddity == 2) element.weapons[0].rounds = bytes.below(4);
  if (oddity == 3) element.posture_work_h = bytes.below(40);
  if (oddity == 4 && !is_tank) element.men = 1;
  if (oddity == 5 && k.kind == ElementKind::kRifleSquad) element.weapons[1] = {WeaponId{5}, 10, 20};
  if (oddity >= 6 && k.kind == ElementKind::kAmmunitionPoint) element.lorries = oddity - 5;
}

void add_any_platoon(Bytes& bytes, Scenario& s, Side side, UnitId company, int number) {
  const std::string path = s.unit(company).path + "/p" + std::to_string(number);
  const UnitId platoon = add_unit(s, side, path, company);
  if (bytes.below(6) == 1) {
    const AircraftId type{bytes.below(2)};
    const ElementId f = add_flight(s, platoon, "f", type, 1 + bytes.below(4), bytes.below(4));
    s.elements[f.index()].base_km = bytes.below(20);
    return;
  }
  for (int i = 1 + bytes.below(5); i > 0; --i) {
    add_any_element(bytes, s, platoon, "e" + std::to_string(9 - i));
  }
}

scenario::Condition any_condition(Bytes& bytes, const Scenario& s, Time now) {
  scenario::Condition c;
  c.kind = static_cast<scenario::ConditionKind>(bytes.below(9));
  c.negated = bytes.below(4) == 0;
  c.time = minutes(bytes.below(20));
  if (c.kind == scenario::ConditionKind::kTime) c.time += now;
  c.place = any_place(bytes, s);
  c.unit = any_unit(bytes, s);
  c.side = static_cast<Side>(bytes.below(2));
  c.fraction = bytes.share();
  c.range_m = 10.0 * bytes.below(256);
  if (!s.orders.empty()) return c.order = OrderId{any_index(bytes, s.orders)}, c;
  const bool names_order = c.kind == scenario::ConditionKind::kOrderDone ||
                           c.kind == scenario::ConditionKind::kAfterOrder;
  if (names_order) c.kind = scenario::ConditionKind::kAlways;
  return c;
}

bool flies(const Scenario& s, UnitId unit) {
  const auto& all = s.unit(unit).all_elements;
  return std::any_of(all.begin(), all.end(), [&](ElementId e) { return s.element(e).is_flight(); });
}

// Any task but those that compile() refuses: aircraft strike, and nobody else does.
scenario::Task any_task(Bytes& bytes, const Scenario& s, UnitId unit) {
  const auto task = static_cast<scenario::Task>(1 + bytes.below(11));
  return flies(s, unit) ? scenario::Task::kAirStrike : task;
}

void add_any_order(Bytes& bytes, Scenario& s, Time now) {
  scenario::Order order;
  order.id = "order" + std::to_string(s.orders.size());
  order.unit = any_unit(bytes, s);
  if (bytes.below(4) == 0) order.issuer = any_unit(bytes, s);
  order.task = any_task(bytes, s, order.unit);
  order.objective = any_place(bytes, s);
  for (int n = bytes.below(3); n > 0; --n) order.via.push_back(any_place(bytes, s));
  order.stance = static_cast<scenario::Stance>(bytes.below(4));
  order.fire = static_cast<scenario::FirePolicy>(bytes.below(3));
  if (bytes.below(2) == 0) order.open_fire_range_m = 4.0 * bytes.below(256);
  order.spacing_m = bytes.below(100);
  order.rounds_per_gun = bytes.below(60);
  order.altitude_m = 100.0 * bytes.below(38);
  order.delay_fuze = bytes.below(2) == 0;
  order.not_before = now + minutes(bytes.below(20));
  for (int n = bytes.below(3); n > 0; --n) order.when.push_back(any_condition(bytes, s, now));
  for (int n = bytes.below(3); n > 0; --n) order.until.push_back(any_condition(bytes, s, now));
  order.pre_planned = bytes.below(2) == 0;
  order.pursue = bytes.below(2) == 0;
  s.orders.push_back(order);
}

void add_any_rule(Bytes& bytes, Scenario& s) {
  scenario::Rule& rule = s.rules.emplace_back();
  rule.id = "rule" + std::to_string(s.rules.size());
  rule.kind = static_cast<scenario::RuleKind>(bytes.below(scenario::kRuleKindCount));
  rule.side = static_cast<Side>(bytes.below(2));
  if (bytes.below(2) == 0) rule.until = minutes(bytes.below(60));
  rule.place = any_place(bytes, s);
  if (rule.kind != scenario::RuleKind::kNoCrossing || bytes.below(2) == 0) return;
  const double x_m = any_point(bytes, s).x_m;
  rule.line = {{x_m, kCentre.y_m - 100}, {x_m, kCentre.y_m + 100}};
}

void set_any_sky(Bytes& bytes, Scenario& s, Time from) {
  scenario::Weather weather{from, "any", 15000, 0, 0, 0};
  weather.visibility_m = 20 + 60.0 * bytes.below(256);
  weather.rain = bytes.share();
  weather.cloud = bytes.share();
  weather.wetness = bytes.share();
  if (bytes.below(2) == 0) weather.cloud_base_m = 10.0 * bytes.below(256);
  std::erase_if(s.weather, [&](const scenario::Weather& w) { return w.from >= from; });
  s.weather.push_back(weather);
  constexpr std::array kLux{0.0005, 0.05, 0.9, 400.0, 50000.0};
  const double lux = kLux[static_cast<std::size_t>(bytes.below(5))];
  for (scenario::Light& light : s.light) light.lux_clear = lux;
}

// The ground with three places and the ways to them, the same for all battles.
const Scenario& bare_battle() {
  static const Scenario bare = [] {
    Scenario s = empty_battle();
    add_place(s, "hill", {kCentre.x_m + 40, kCentre.y_m}, 60);
    add_place(s, "ford", {kCentre.x_m - 300, kCentre.y_m + 100});
    add_place(s, "corner", {kCentre.x_m + 1990, kCentre.y_m + 1990}, 30);
    finish(s);
    return s;
  }();
  return bare;
}

}  // namespace

Scenario fuzzed_battle(Bytes& bytes) {
  Scenario s = bare_battle();
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    const std::string path = side == Side::kFirst ? "jp/co" : "su/co";
    const UnitId company = add_unit(s, side, path, {}, forces::Echelon::kCompany);
    if (bytes.below(4) != 0) add_any_element(bytes, s, company, "e");
    for (int n = bytes.below(4); n > 0; --n) add_any_platoon(bytes, s, side, company, 9 - n);
  }
  s.index_elements();
  if (bytes.below(2) == 0) {
    scenario::Obstacle& wire = s.obstacles.emplace_back();
    wire.owner = static_cast<Side>(bytes.below(2));
    for (double y = -62.5; y <= 62.5; y += 25) {
      wire.cells.push_back(s.ground.cell_at({kCentre.x_m - 12.5, kCentre.y_m + y}));
    }
  }
  for (int n = bytes.below(4); n > 0; --n) {
    const std::string id = "charge/" + std::to_string(n);
    s.fougasses.push_back({id, stable_key(id), static_cast<Side>(bytes.below(2)),
                           any_point(bytes, s), minutes(bytes.below(2) * 5)});
  }
  for (int n = bytes.below(3); n > 0; --n) add_any_rule(bytes, s);
  s.index_rules();
  if (bytes.below(2) == 0) set_any_sky(bytes, s, s.start);
  for (int n = bytes.below(5); n > 0; --n) add_any_order(bytes, s, s.start);
  return s;
}

namespace {

// Men of one element drop out, no more than there are.
state::Loss any_loss(Bytes& bytes, const State& state, ElementId e) {
  state::Loss loss{e, {}, static_cast<state::Cause>(bytes.below(8)), {}, 0, 0, 0, 0, 0};
  int16_t left = state.roll[e.index()].men;
  for (int16_t* part :
       {&loss.killed, &loss.wounded, &loss.light, &loss.missing, &loss.surrendered}) {
    *part = static_cast<int16_t>(bytes.below(left + 1));
    left = static_cast<int16_t>(left - *part);
  }
  return loss;
}

// Something happens to one element on the ground.
void befall(Bytes& bytes, const Scenario& s, const State& state, ElementId e,
            state::Effects& effects) {
  const std::size_t other = any_index(bytes, s.elements);
  switch (bytes.below(7)) {
    case 0:
      effects.moves.push_back({e, any_point(bytes, s), 0});
      break;
    case 1:
      effects.moves.push_back({e, state.at[other], static_cast<float>(bytes.below(7) - 3)});
      break;
    case 2:
      effects.losses.push_back(any_loss(bytes, state, e));
      break;
    case 3:
      effects.doses.push_back(
          {e, static_cast<float>(8 * bytes.share()), static_cast<float>(bytes.below(60))});
      break;
    case 4:
      effects.postures.push_back(
          {e, static_cast<state::Posture>(bytes.below(6)), static_cast<float>(bytes.below(30))});
      break;
    case 5:
      if (state.hull[e.index()].phase == state::HullPhase::kNone) break;
      effects.hulls.push_back({e, {}, {}, static_cast<state::HullPhase>(4 + bytes.below(4))});
      break;
    default:
      if (s.elements[other].side == s.element(e).side || s.elements[other].is_flight()) break;
      effects.sightings.push_back({e, ElementId{other},
                                   static_cast<state::Knowledge>(1 + bytes.below(4)),
                                   any_point(bytes, s), static_cast<float>(bytes.below(256))});
  }
}

// Something happens to a unit: fear, or a task that reaches it.
void befall(Bytes& bytes, const Scenario& s, const State& state, UnitId unit,
            state::Effects& effects) {
  switch (bytes.below(3)) {
    case 0:
      effects.shocks.push_back({unit, static_cast<float>(2 * bytes.share())});
      break;
    case 1:
      effects.morale.push_back(
          {unit, static_cast<state::Morale>(bytes.below(5)), bytes.below(2) == 0});
      break;
    default:
      if (s.orders.empty()) break;
      state::Pending message;
      message.at = state.now + seconds(bytes.below(120));
      message.kind = state::PendingKind::kTaskArrives;
      message.unit = unit;
      message.side = s.unit(unit).side;
      message.order = message.task.order = OrderId{any_index(bytes, s.orders)};
      message.task.task = any_task(bytes, s, unit);
      message.task.objective = any_place(bytes, s);
      message.task.goal = any_point(bytes, s);
      message.task.rounds_left = bytes.below(60);
      effects.pending.push_back(message);
  }
}

// An element has nothing left to fire: what it had is counted as fired.
void empty_stocks(const Scenario& s, State& state, ElementId e) {
  state.grenades[e.index()] = state.cartridges[e.index()] = 0;
  if (s.element(e).is_flight()) return;
  for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
    state.fired[e.index()][slot] += std::exchange(state.rounds[e.index()][slot], 0);
  }
}

}  // namespace

void interfere(Bytes& bytes, Scenario& s, State& state) {
  state::Effects effects;
  const UnitId unit = any_unit(bytes, s);
  const int what = bytes.below(8);
  if (what == 0) set_any_sky(bytes, s, state.now);
  if (what == 1 && s.orders.size() < 16) {
    add_any_order(bytes, s, state.now);
    state.orders.emplace_back();
  }
  if (what == 2 || what == 3) befall(bytes, s, state, unit, effects);
  if (what > 3 && !s.elements.empty()) {
    const ElementId e{any_index(bytes, s.elements)};
    if (what == 4) empty_stocks(s, state, e);
    if (what > 4 && state::is_present(s, state, e)) befall(bytes, s, state, e, effects);
  }
  state::apply(s, effects, state, nullptr);
}

}  // namespace khasan::support
