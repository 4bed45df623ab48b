#include "combat/air.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/draw.h"
#include "base/maths.h"
#include "combat/bomb_line.h"
#include "combat/bursts.h"
#include "combat/strafing.h"
#include "state/apply.h"
#include "state/restraint.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using scenario::Task;
using state::Effects;
using state::Event;
using state::EventKind;
using state::Flight;
using state::FlightPhase;
using state::Pending;
using state::PendingKind;
using state::State;
using state::Tick;
using terrain::Point;

namespace {

constexpr double kGravity = 9.81;  // m/s2, exact enough anywhere
// Who flies on below low clouds keeps this much under them, and over the ground (assumed).
constexpr double kBelowCloud_m = 50;
// Bombs land on the lattice of the finest step (structural).
constexpr int64_t kLattice_ms = 2000;
// Of the mean circular error of a normal law in two dimensions: sqrt(pi / 2), exact.
constexpr double kErrorOverSigma = 1.25;
// Rifles that do as much against aircraft as one machine gun (models: section 2, validation).
constexpr double kRiflesOfMachineGun = 9;

struct Scene {
  const Scenario& scenario;
  const State& state;
  const Rng& rng;
  const Tick& tick;
  Effects& effects;
  double param(Param p) const { return state.params[p]; }
  double uniform(Purpose purpose, ElementId e, uint32_t n = 0) const {
    return rng.uniform(purpose, scenario.element(e).key, 0, state.now, n);
  }
  const state::UnitTask& task(ElementId e) const {
    return state.task[scenario.element(e).unit.index()];
  }
};

const scenario::Order* order_of(const Scene& s, OrderId id) {
  return id.exists() ? &s.scenario.orders[id.index()] : nullptr;
}

bool is_to_strike(const state::UnitTask& task) {
  return task.task == Task::kAirStrike && task.begun && !task.done && task.objective.exists();
}

void tell(const Scene& s, ElementId e, EventKind kind, const Flight& flight, int a, int b = 0,
          WeaponId weapon = {}) {
  Event event;
  event.at = s.state.now;
  event.kind = kind;
  event.side = s.scenario.element(e).side;
  event.subject = e;
  event.unit = s.scenario.element(e).unit;
  event.place = flight.objective;
  event.order = flight.order;
  event.weapon = weapon;
  event.where = flight.aim;
  event.a = a;
  event.b = b;
  s.effects.events.push_back(event);
}

void call_again(const Scene& s, ElementId e, Time at) {
  Pending pending;
  pending.at = at;
  pending.kind = PendingKind::kFlight;
  pending.unit = s.scenario.element(e).unit;
  pending.element = e;
  pending.side = s.scenario.element(e).side;
  s.effects.pending.push_back(pending);
}

Time transit(const Scene& s, ElementId e) {
  const double own_km = s.scenario.element(e).base_km;
  const double km = own_km > 0 ? own_km : s.param(Param::air_base_km);
  return from_seconds(km / s.scenario.aircraft_of(e).speed_kmh * 3600);
}

// --- take-off -------------------------------------------------------------------------------

// What the aircraft of a flight carry of a weapon slot: bombs first, then guns, as in their type.
int32_t load_of(const Scene& s, ElementId e, std::size_t slot, int aircraft) {
  const forces::Aircraft& type = s.scenario.aircraft_of(e);
  const scenario::WeaponSlot& weapon = s.scenario.element(e).weapons[slot];
  if (!weapon.exists()) return 0;
  int each = 1;
  if (slot >= type.bombs.size() && slot - type.bombs.size() < type.guns.size()) {
    const int own = type.guns[slot - type.bombs.size()].rounds_each;
    each = own >= 0 ? own : s.scenario.weapon(weapon.weapon).first_line_rounds;
  }
  const int full = weapon.count / std::max(1, s.scenario.element(e).aircraft_count);
  return std::min(s.state.rounds[e.index()][slot], full * each * aircraft);
}

bool is_armed(const Scene& s, ElementId e) {
  const auto& rounds = s.state.rounds[e.index()];
  return std::any_of(rounds.begin(), rounds.end(), [](int32_t n) { return n > 0; });
}

bool can_fly(const Scene& s, ElementId e) {
  return s.state.flight[e.index()].aircraft > 0 && state::is_alive(s.scenario, s.state, e) &&
         is_armed(s, e);
}

bool is_empty(const Flight& flight) {
  return std::all_of(flight.aboard.begin(), flight.aboard.end(), [](int32_t n) { return n <= 0; });
}

// Flights of a squadron come over the target one after the other.
int turn_of(const Scene& s, ElementId e) {
  const auto& elements = s.scenario.unit(s.scenario.element(e).unit).elements;
  return static_cast<int>(std::find(elements.begin(), elements.end(), e) - elements.begin());
}

double ordered_altitude_m(const Scene& s, OrderId id) {
  const scenario::Order* order = order_of(s, id);
  return order ? order->altitude_m : scenario::Order{}.altitude_m;
}

bool has_bombs(const Scene& s, ElementId e, const Flight& flight) {
  const auto bombs = static_cast<std::ptrdiff_t>(s.scenario.aircraft_of(e).bombs.size());
  return std::any_of(flight.aboard.begin(), flight.aboard.begin() + bombs,
                     [](int32_t n) { return n > 0; });
}

// What it takes along: without a safe place for its bombs it leaves them.
void load(const Scene& s, ElementId e, Flight& flight) {
  const std::size_t bombs = s.scenario.aircraft_of(e).bombs.size();
  const double safety_m =
      bomb_safety_m(s.state.params, s.scenario.aircraft_of(e), ordered_altitude_m(s, flight.order));
  const std::optional<Point> aim =
      plan_aim(s.scenario, s.state, e, flight.objective, safety_m, s.uniform(Purpose::kAirAim, e));
  flight.aim = aim.value_or(s.scenario.place(flight.objective).at);
  const scenario::Rule* rule = state::rule_barring(s.scenario, s.state, e, flight.aim);
  if (rule != nullptr) {
    state::hold_back(s.scenario, s.state, *rule, e, state::HeldFrom::kShelling, s.effects);
  }
  for (std::size_t slot = aim ? 0 : bombs; slot < scenario::kWeaponSlots; ++slot) {
    flight.aboard[slot] = load_of(s, e, slot, flight.aircraft);
  }
}

void consider_take_off(const Scene& s, ElementId e) {
  const state::UnitTask& task = s.task(e);
  Flight flight = s.state.flight[e.index()];
  if (flight.phase != FlightPhase::kReady || !is_to_strike(task)) return;
  if (flight.task_since == task.since || !can_fly(s, e)) return;
  flight.phase = FlightPhase::kOutbound;
  flight.order = task.order;
  flight.objective = task.objective;
  flight.task_since = task.since;
  flight.turned_back = flight.low = flight.own_blast = flight.sees_panels = false;
  load(s, e, flight);
  if (is_empty(flight)) return;
  ++flight.number;
  s.effects.flights.push_back({e, flight});
  tell(s, e, EventKind::k_flight_took_off, flight, flight.aircraft);
  const Time wait = from_seconds(s.param(Param::air_interval_s) * turn_of(s, e));
  call_again(s, e, s.state.now + wait + transit(s, e));
}

// --- over the target ------------------------------------------------------------------------

bool finds_target(const Scene& s, ElementId e, const scenario::Weather& weather) {
  if (weather.cloud_base_m <= 2 * kBelowCloud_m) return false;
  const bool bad = weather.cloud_base_m < s.param(Param::air_low_cloud_m) ||
                   weather.visibility_m < s.param(Param::air_fog_m);
  return !bad || s.uniform(Purpose::kAirAbort, e) >= s.param(Param::air_abort_chance);
}

double altitude_over_target_m(const Scene& s, const Flight& flight,
                              const scenario::Weather& weather) {
  return std::min(ordered_altitude_m(s, flight.order), weather.cloud_base_m - kBelowCloud_m);
}

// Where the salvo of a formation falls that aims there: its own error.
Point with_error(const Scene& s, ElementId e, Point at, double altitude_m) {
  const double sd_m = salvo_error_m(s.state.params, altitude_m);
  return {at.x_m + normal_from(s.uniform(Purpose::kAirError, e, 0), 0, sd_m),
          at.y_m + normal_from(s.uniform(Purpose::kAirError, e, 1), 0, sd_m)};
}

// All bombs of a kind in one salvo.
void release(const Scene& s, ElementId e, Flight& flight, std::size_t slot, double altitude_m,
             bool delay) {
  const scenario::ElementDef& def = s.scenario.element(e);
  const WeaponId weapon = def.weapons[slot].weapon;
  const int bombs = std::exchange(flight.aboard[slot], 0);
  if (bombs == 0) return;
  Pending salvo;
  const double fall_s = std::sqrt(2 * altitude_m / kGravity);
  const Time exact = s.state.now + from_seconds(fall_s);
  salvo.at = {(exact.ms / kLattice_ms + 1) * kLattice_ms};
  salvo.kind = PendingKind::kShellsLand;
  salvo.element = e;
  salvo.unit = def.unit;
  salvo.side = def.side;
  salvo.weapon = weapon;
  salvo.aim = flight.aim;
  salvo.spread_range_m = static_cast<float>(s.scenario.aircraft_of(e).stick_m);
  salvo.spread_deflection_m = static_cast<float>(s.param(Param::air_across_m));
  salvo.bearing_rad = static_cast<float>(def.facing_rad);
  salvo.rounds = bombs;
  salvo.area_factor = delay ? static_cast<float>(s.param(Param::air_delay_fuze_factor)) : 1.0f;
  s.effects.pending.push_back(salvo);
  s.effects.shots.push_back({e, ElementId{}, static_cast<uint8_t>(slot), bombs, flight.aim});
  const double kg = bombs * s.scenario.weapon(weapon).shell_kg;
  tell(s, e, EventKind::k_bombs_released, flight, bombs, static_cast<int>(kg + 0.5), weapon);
}

// Who is bound to keep before a line lets nothing fall beyond it, and who sees the signals of own
// men near keeps his bombs.
bool may_release(const Scene& s, ElementId e, const Flight& flight) {
  if (state::rule_barring(s.scenario, s.state, e, flight.aim) != nullptr) return false;
  // A crew reckons with its stick, not with an error of its own.
  const double safety_m = bomb_safety_m(s.state.params, s.scenario.aircraft_of(e), 0);
  return !flight.sees_panels ||
         !has_own_men_near(s.scenario, s.state, s.tick, e, flight.aim, safety_m);
}

void drop(const Scene& s, ElementId e, Flight& flight, double altitude_m) {
  const scenario::Order* order = order_of(s, flight.order);
  const bool delay = order && order->delay_fuze;
  flight.own_blast = flight.low && !delay;
  flight.aim = with_error(s, e, flight.aim, altitude_m);
  for (std::size_t slot = 0; slot < s.scenario.aircraft_of(e).bombs.size(); ++slot) {
    release(s, e, flight, slot, altitude_m, delay);
  }
}

// Machine guns, and rifles as parts of one, that the enemy has near the target.
double small_arms_near(const Scene& s, ElementId e, Point at) {
  int guns = 0, rifles = 0;
  const Side enemy = enemy_of(s.scenario.element(e).side);
  s.tick.near.for_each_within(
      s.state, enemy, at, s.param(Param::air_small_arms_reach_m), [&](ElementId id, double) {
        for (std::size_t slot = 0; slot < scenario::kWeaponSlots; ++slot) {
          const WeaponId weapon = s.scenario.element(id).weapons[slot].weapon;
          if (!weapon.exists() || !s.scenario.weapon(weapon).is_small_arm()) continue;
          const bool is_gun = s.scenario.weapon(weapon).is_machine_gun();
          (is_gun ? guns : rifles) += s.state.weapons[id.index()][slot];
        }
      });
  return guns + rifles / kRiflesOfMachineGun;
}

// The way home begins: who is missing shows now.
void leave(const Scene& s, ElementId e, Flight& flight) {
  const double many = std::max(1.0, s.param(Param::air_small_arms_many));
  const double fire = std::min(1.0, small_arms_near(s, e, flight.aim) / many) *
                      s.param(flight.low ? Param::air_loss_low : Param::air_loss_level);
  const double own_bomb = flight.own_blast ? s.param(Param::air_own_bomb_loss) : 0;
  const double survives = (1 - fire) * (1 - own_bomb) * (1 - s.param(Param::air_accident));
  const int lost =
      binomial_from(s.uniform(Purpose::kAircraftLoss, e), flight.aircraft, 1 - survives);
  if (lost > 0) {
    const int men = lost * s.scenario.aircraft_of(e).crew;
    s.effects.hits.push_back(
        {e, ElementId{}, state::Cause::kCrash, WeaponId{}, static_cast<int16_t>(men)});
    flight.aircraft = static_cast<int16_t>(flight.aircraft - lost);
  }
  flight.phase = FlightPhase::kReturning;
  if (flight.aircraft > 0) call_again(s, e, s.state.now + transit(s, e));
}

bool strafes(const Scene& s, ElementId e, const Flight& flight) {
  const forces::Aircraft& type = s.scenario.aircraft_of(e);
  for (std::size_t slot = type.bombs.size(); slot < scenario::kWeaponSlots; ++slot) {
    if (type.strafes && flight.aboard[slot] > 0) return true;
  }
  return false;
}

void turn_back(const Scene& s, ElementId e, Flight flight) {
  flight.phase = FlightPhase::kReturning;
  flight.turned_back = true;
  tell(s, e, EventKind::k_flight_turned_back, flight, flight.aircraft);
  call_again(s, e, s.state.now + transit(s, e));
  s.effects.flights.push_back({e, flight});
}

void strike(const Scene& s, ElementId e, Flight flight) {
  const scenario::Weather& weather = s.scenario.weather_at(s.state.now);
  if (!finds_target(s, e, weather)) return turn_back(s, e, flight);
  const double altitude_m = altitude_over_target_m(s, flight, weather);
  flight.low = altitude_m < s.param(Param::air_low_altitude_m);
  flight.sees_panels = s.uniform(Purpose::kAirPanels, e) < s.param(Param::air_panels_seen);
  if (has_bombs(s, e, flight)) {
    if (may_release(s, e, flight)) {
      drop(s, e, flight, altitude_m);
    } else {
      tell(s, e, EventKind::k_bombs_kept, flight, flight.aircraft);
      flight.turned_back = !strafes(s, e, flight);
    }
  }
  if (strafes(s, e, flight)) {
    flight.phase = FlightPhase::kOverTarget;
    flight.passes_left = static_cast<int16_t>(s.state.params.count(Param::air_strafing_passes));
    call_again(s, e, s.state.now + from_seconds(s.param(Param::air_strafing_interval_s)));
  } else {
    leave(s, e, flight);
  }
  s.effects.flights.push_back({e, flight});
}

void dive(const Scene& s, ElementId e, Flight flight) {
  if (flight.passes_left > 0) {
    const scenario::Place& place = s.scenario.place(flight.objective);
    const double cell_m = s.scenario.ground.shape().cell_m;
    const double place_m =
        std::sqrt(static_cast<double>(place.cells.size()) * cell_m * cell_m / kPi);
    const int rounds =
        strafe(s.scenario, s.state, s.rng, s.tick, e, flight, place.at, place_m, s.effects);
    if (rounds > 0) tell(s, e, EventKind::k_strafed, flight, flight.aircraft, rounds);
    flight.low = flight.low || rounds > 0;
    --flight.passes_left;
  }
  if (flight.passes_left > 0) {
    call_again(s, e, s.state.now + from_seconds(s.param(Param::air_strafing_interval_s)));
  } else {
    leave(s, e, flight);
  }
  s.effects.flights.push_back({e, flight});
}

// --- at home --------------------------------------------------------------------------------

// What was really done times the factor, up or down to whole ones by chance.
int claim_of(const Scene& s, ElementId e, int real, uint32_t n) {
  const double claim = real * s.param(Param::air_overclaim_factor);
  return static_cast<int>(std::floor(claim + s.uniform(Purpose::kAirClaim, e, n)));
}

// Crews who come home report.
void report_claims(const Scene& s, ElementId e, const Flight& flight) {
  const state::Struck& struck = s.state.struck[e.index()];
  if (struck.men == 0 && struck.weapons == 0) return;
  tell(s, e, EventKind::k_air_claim, flight, claim_of(s, e, struck.men, 0), struck.men);
  Event& event = s.effects.events.back();
  event.c = claim_of(s, e, struck.weapons, 1);
  event.d = struck.weapons;
}

void land_at_base(const Scene& s, ElementId e, Flight flight) {
  flight.phase = FlightPhase::kTurningRound;
  flight.aboard.fill(0);
  report_claims(s, e, flight);
  tell(s, e, EventKind::k_flight_landed, flight, flight.aircraft);
  call_again(s, e, s.state.now + from_seconds(60 * s.param(Param::air_turn_round_min)));
  s.effects.flights.push_back({e, flight});
}

void make_ready(const Scene& s, ElementId e, Flight flight) {
  flight.phase = FlightPhase::kReady;
  s.effects.flights.push_back({e, flight});
}

void go_on(const Scene& s, ElementId e) {
  const Flight& flight = s.state.flight[e.index()];
  switch (flight.phase) {
    case FlightPhase::kOutbound:
      return strike(s, e, flight);
    case FlightPhase::kOverTarget:
      return dive(s, e, flight);
    case FlightPhase::kReturning:
      return land_at_base(s, e, flight);
    case FlightPhase::kTurningRound:
      return make_ready(s, e, flight);
    default:
      return;
  }
}

// Whether a flight has nothing more to do for its unit's task.
bool has_struck(const Scene& s, ElementId e, const state::UnitTask& task) {
  const Flight& flight = s.state.flight[e.index()];
  const bool away =
      flight.phase == FlightPhase::kOutbound || flight.phase == FlightPhase::kOverTarget;
  return !away && (flight.task_since == task.since || !can_fly(s, e));
}

ElementId first_flight(const Scene& s, UnitId unit) {
  for (const ElementId e : s.scenario.unit(unit).elements) {
    if (s.scenario.element(e).aircraft.exists()) return e;
  }
  return {};
}

// The task is done when the last flight is on its way home; when all came back with their bombs
// the order has failed, and may be given again.
void consider_done(const Scene& s, UnitId unit) {
  state::UnitTask task = s.state.task[unit.index()];
  if (!is_to_strike(task)) return;
  bool all_turned_back = true;
  for (const ElementId e : s.scenario.unit(unit).elements) {
    if (!s.scenario.element(e).aircraft.exists()) continue;
    if (!has_struck(s, e, task)) return;
    const Flight& flight = s.state.flight[e.index()];
    all_turned_back = all_turned_back && flight.task_since == task.since && flight.turned_back;
  }
  task.done = true;
  s.effects.tasks.push_back({unit, task});
  const scenario::Order* order = order_of(s, task.order);
  if (all_turned_back && order && order->unit == unit &&
      s.state.orders[task.order.index()].phase == state::OrderPhase::kBegun) {
    s.effects.orders.push_back({task.order, state::OrderPhase::kFailed, s.state.now});
  }
}

}  // namespace

double salvo_error_m(const scenario::ParamValues& params, double altitude_m) {
  return params[Param::air_error_mil] / 1000 * altitude_m * params[Param::air_combat_error_factor] /
         kErrorOverSigma;
}

void fly(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
         Effects& effects) {
  if (scenario.flights.empty()) return;
  land_bombs(scenario, state, rng, tick, effects);
  const Scene s{scenario, state, rng, tick, effects};
  for (const Pending& due : tick.popped) {
    if (due.kind == PendingKind::kFlight) go_on(s, due.element);
  }
  if (!tick.minute) return;
  report_places(scenario, state, effects);
  for (const ElementId e : scenario.flights) {
    consider_take_off(s, e);
    // Once for each unit, with the first of its flights.
    if (e == first_flight(s, scenario.element(e).unit)) consider_done(s, scenario.element(e).unit);
  }
}

}  // namespace khasan::combat
