#include "combat/indirect_fire.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>
#include <vector>

#include "base/draw.h"
#include "base/maths.h"
#include "combat/bursts.h"
#include "combat/exposure.h"
#include "combat/ration.h"
#include "state/apply.h"
#include "state/restraint.h"
#include "terrain/line_of_sight.h"

namespace khasan::combat {

using forces::WeaponKind;
using scenario::FirePolicy;
using scenario::Param;
using scenario::Scenario;
using scenario::Task;
using state::Contact;
using state::Effects;
using state::Knowledge;
using state::Mission;
using state::MissionPhase;
using state::State;
using state::Tick;
using terrain::Point;

namespace {

// A gun lays directly on what its own unit saw this recently.
constexpr Time kFresh = minutes(1);
// An enemy seen within this distance of the target means that somebody watches it (assumed).
constexpr double kWatch_m = 100;
// A target that moved less than this is the same target (assumed).
constexpr double kSameTarget_m = 50;
// Below this light (end of civil twilight, sun 6 degrees down, exact) bursts have night's range.
constexpr double kTwilight_lux = 3.4;
// The shell that friendly_safety_m is meant for, exact: 75 mm, kg; smaller ones may come nearer.
constexpr double kSafetyShell_kg = 6.0;
// A probable error is 0.6745 standard deviations of a normal law (exact).
constexpr double kSigmaOfProbableError = 1.483;
// Draws of a mission's error: where the map puts it, where adjustment leaves it, the cell aimed at.
enum MissionDraw : uint32_t { kMapX, kMapY, kAdjustedX, kAdjustedY, kCell, kMissionDraws };

// A gun that may fire, and what its crew has to work with.
struct Gun {
  ElementId id;
  std::size_t slot;
  const forces::Weapon* weapon;
  WeaponId weapon_id;
  Time dt;
};

struct Scene {
  const Scenario& scenario;
  const State& state;
  const Rng& rng;
  const Tick& tick;
  // For watched_by() and tracks_of().
  mutable bool looked = false;
  mutable std::array<std::vector<Point>, kSideCount> watched = {};
  mutable std::array<std::optional<std::vector<state::Track>>, kSideCount> tracks = {};
  mutable const scenario::Rule* held = nullptr;  // what kept the gun now served from a target
  double param(Param p) const { return state.params[p]; }
  const scenario::ElementDef& element(ElementId e) const { return scenario.element(e); }
  Point at(ElementId e) const { return state.at[e.index()]; }
};

// What a gun is to fire at.
struct Aim {
  Point at;
  enum class Way { kDirect, kCalled, kMap } way;
  double error_m = 0;  // of the belief, one standard deviation
};

// --- who may fire -------------------------------------------------------------------------------

bool is_light(const forces::Weapon& weapon) {
  return weapon.kind == WeaponKind::kGrenadeDischarger || weapon.kind == WeaponKind::kAntiTankGun;
}

std::optional<Gun> gun_of(const Scene& s, ElementId e, Time dt) {
  const auto& slots = s.element(e).weapons;
  for (std::size_t slot = 0; slot < slots.size(); ++slot) {
    if (!slots[slot].exists()) continue;
    const forces::Weapon& weapon = s.scenario.weapon(slots[slot].weapon);
    if (!weapon.fires_shells() || s.state.weapons[e.index()][slot] <= 0) continue;
    const bool waits = weapon.kind == WeaponKind::kAntiTankGun && !s.element(e).vehicle.exists();
    const double for_tanks = waits ? s.param(Param::armour_rounds_kept_share) : 0;
    if (s.state.rounds[e.index()][slot] <= for_tanks * slots[slot].rounds) continue;
    return Gun{e, slot, &weapon, slots[slot].weapon, dt};
  }
  return std::nullopt;
}

bool can_serve(const Scene& s, ElementId e) {
  if (!state::is_present(s.scenario, s.state, e) || is_moving(s.state, e)) return false;
  return s.state.morale[s.element(e).unit.index()] < state::Morale::kWithdrawing;
}

const state::UnitTask* bombardment_of(const Scene& s, ElementId e) {
  const state::UnitTask& task = s.state.task[s.element(e).unit.index()];
  return task.task == Task::kBombard && !task.done && task.objective.exists() ? &task : nullptr;
}

bool may_fire_at(const Scene& s, const Gun& gun, Point target) {
  const double range_m = terrain::distance_m(s.at(gun.id), target);
  if (range_m < gun.weapon->range_m_min || range_m > gun.weapon->range_m_max) return false;
  const scenario::Rule* rule = state::rule_barring(s.scenario, s.state, gun.id, target);
  if (rule != nullptr) s.held = rule;
  return rule == nullptr;
}

// Own men too near to the target for this shell.
bool endangers_friends(const Scene& s, const Gun& gun, Point target) {
  const double scale = pinned_pow(std::min(1.0, gun.weapon->shell_kg / kSafetyShell_kg),
                                  s.param(Param::suppression_shell_radius_exponent));
  return s.tick.near.any_within(s.state, s.element(gun.id).side, target,
                                scale * s.param(Param::indirect_fire_friendly_safety_m),
                                [](ElementId, Point) { return true; });
}

// --- observation --------------------------------------------------------------------------------

// Where units of a side see enemies right now: looked up once a step, when somebody first asks.
const std::vector<Point>& watched_by(const Scene& s, Side side) {
  if (!s.looked) {
    s.looked = true;
    for (std::size_t u = 0; u < s.state.contacts.size(); ++u) {
      for (const Contact& contact : s.state.contacts[u]) {
        if (!contact.enemy.exists() || contact.level < Knowledge::kDetected) continue;
        if (s.state.now - contact.seen > kFresh) continue;
        s.watched[index_of(s.scenario.units[u].side)].push_back(contact.at);
      }
    }
  }
  return s.watched[index_of(side)];
}

// How far the fall of shot can be judged: Koschmieder's contrast exp(-3.91 R/V) above the eye's
// threshold by day (models: section 1), the night's range of sight in the dark.
double range_of_observation_m(const Scene& s) {
  const double visibility_m = s.scenario.weather_at(s.state.now).visibility_m;
  const double by_day_m =
      visibility_m * -pinned_log(s.param(Param::sense_contrast_threshold)) / 3.91;
  if (s.scenario.lux_at(s.state.now) >= kTwilight_lux) return by_day_m;
  return std::min(by_day_m, s.param(Param::sense_night_range_full_moon_m));
}

bool sees(const Scene& s, ElementId observer, Point target) {
  if (!state::is_present(s.scenario, s.state, observer)) return false;
  if (terrain::distance_m(s.at(observer), target) > range_of_observation_m(s)) return false;
  // Smoke and earth of a burst stand a few metres high: half of that shows.
  constexpr double kBurstHeight_m = 2;
  return terrain::visible(s.scenario.ground, s.at(observer),
                          s.param(Param::sense_height_standing_m), target, kBurstHeight_m);
}

// Somebody who can talk to the gun watches the target: any own unit in sight of an enemy there,
// the crew itself, or an observer or headquarters of the gun's unit and of the two above it.
bool is_observed(const Scene& s, const Gun& gun, Point target) {
  for (const Point& p : watched_by(s, s.element(gun.id).side)) {
    const double dx = p.x_m - target.x_m, dy = p.y_m - target.y_m;
    if (dx * dx + dy * dy <= kWatch_m * kWatch_m) return true;
  }
  if (sees(s, gun.id, target)) return true;
  UnitId unit = s.element(gun.id).unit;
  for (int level = 0; level < 3 && unit.exists(); ++level) {
    for (const ElementId e : s.scenario.unit(unit).elements) {
      const forces::ElementKind kind = s.element(e).kind;
      if (kind != forces::ElementKind::kObserver && kind != forces::ElementKind::kHeadquarters) {
        continue;
      }
      if (sees(s, e, target)) return true;
    }
    unit = s.scenario.unit(unit).parent;
  }
  return false;
}

// --- choice of target ---------------------------------------------------------------------------

// Smaller is better: near enemies first, those at the ordered place before all others.
double preference(const Scene& s, const Gun& gun, Point target) {
  const PlaceId wanted = s.state.intent[gun.id.index()].fire_at;
  double cost = terrain::distance_m(s.at(gun.id), target);
  constexpr double kOffPlace = 1e6;
  if (wanted.exists() && terrain::distance_m(s.scenario.place(wanted).at, target) > 2 * kWatch_m) {
    cost += kOffPlace;
  }
  return cost;
}

bool policy_allows(const Scene& s, const Gun& gun, Point target) {
  const state::Intent& intent = s.state.intent[gun.id.index()];
  if (intent.fire == FirePolicy::kHold) return false;
  if (intent.fire == FirePolicy::kReturn &&
      s.state.now - s.state.under_fire[gun.id.index()] > kFresh) {
    return false;
  }
  return terrain::distance_m(s.at(gun.id), target) <= static_cast<double>(intent.open_fire_range_m);
}

// A gun with rounds for plates keeps them for the tanks that it has before it: those it fires by
// itself, in the phase of the tanks (docs/methods/armour.md).
bool has_tanks_before_it(const Scene& s, const Gun& gun) {
  if (s.scenario.crews.empty() || !gun.weapon->pierces_armour()) return false;
  for (const Contact& contact : s.state.contacts[s.element(gun.id).unit.index()]) {
    if (!contact.enemy.exists() || !state::is_under_armour(s.state, contact.enemy)) continue;
    if (contact.level < Knowledge::kDetected || s.state.now - contact.seen > kFresh) continue;
    const double r_m = terrain::distance_m(s.at(gun.id), s.at(contact.enemy));
    if (r_m <= s.param(Param::armour_open_fire_range_m)) return true;
  }
  return false;
}

std::optional<Aim> direct_target(const Scene& s, const Gun& gun) {
  std::optional<Aim> best;
  double best_cost = 1e18;
  for (const Contact& contact : s.state.contacts[s.element(gun.id).unit.index()]) {
    if (!contact.enemy.exists() || contact.level < Knowledge::kDetected) continue;
    if (s.state.now - contact.seen > kFresh || !may_fire_at(s, gun, contact.at)) continue;
    const double cost = preference(s, gun, contact.at);
    if (cost >= best_cost || !policy_allows(s, gun, contact.at)) continue;
    if (endangers_friends(s, gun, contact.at)) continue;
    best_cost = cost;
    best = Aim{contact.at, Aim::Way::kDirect, static_cast<double>(contact.error_m)};
  }
  return best;
}

// What a side's headquarters know by sight and have not forgotten: looked up once a step.
const std::vector<state::Track>& tracks_of(const Scene& s, Side side) {
  auto& fresh = s.tracks[index_of(side)];
  if (fresh) return *fresh;
  const Time life = from_seconds(s.param(Param::sense_track_life_s));
  const auto& known = s.state.tracks[index_of(side)];
  std::copy_if(known.begin(), known.end(), std::back_inserter(fresh.emplace()), [&](const auto& t) {
    return t.level >= Knowledge::kDetected && s.state.now - t.seen <= life &&
           t.known <= s.state.now;
  });
  return *fresh;
}

// A target that the side's headquarters knows of and that somebody watches still.
std::optional<Aim> called_target(const Scene& s, const Gun& gun) {
  if (is_light(*gun.weapon) || !has_ration(s.scenario, s.state, gun.id, gun.slot)) return {};
  std::optional<Aim> best;
  double best_cost = 1e18;
  for (const state::Track& track : tracks_of(s, s.element(gun.id).side)) {
    if (!may_fire_at(s, gun, track.at)) continue;
    const double cost = preference(s, gun, track.at);
    if (cost >= best_cost || !policy_allows(s, gun, track.at)) continue;
    if (endangers_friends(s, gun, track.at) || !is_observed(s, gun, track.at)) continue;
    best_cost = cost;
    best = Aim{track.at, Aim::Way::kCalled, static_cast<double>(track.error_m)};
  }
  return best;
}

// The place to be bombarded; of an area, the cell that this gun takes in this mission.
std::optional<Aim> ordered_target(const Scene& s, const Gun& gun, const state::UnitTask& task) {
  const scenario::Place& place = s.scenario.place(task.objective);
  Point at = place.at;
  if (place.cells.size() > 1) {
    const double u = s.rng.uniform(Purpose::kMissionError, s.element(gun.id).key, 0, task.since,
                                   kMissionDraws + kCell);
    const auto n = static_cast<double>(place.cells.size());
    at = s.scenario.ground.centre_of(place.cells[static_cast<std::size_t>(std::floor(u * n))]);
  }
  if (!may_fire_at(s, gun, at) || endangers_friends(s, gun, at)) return std::nullopt;
  return Aim{at, Aim::Way::kMap, 0};
}

// --- missions -----------------------------------------------------------------------------------

double mission_normal(const Scene& s, const Gun& gun, const Mission& mission, uint32_t which) {
  const double u = s.rng.uniform(Purpose::kMissionError, s.element(gun.id).key, 0, mission.begun,
                                 mission.number * 2 * kMissionDraws + which);
  return normal_from(u, 0, 1);
}

Point scaled_error(const Scene& s, const Gun& gun, const Mission& mission, uint32_t x, double sd) {
  return {sd * mission_normal(s, gun, mission, x), sd * mission_normal(s, gun, mission, x + 1)};
}

// The gun of the same unit that ranges for all: the lowest in id order that serves such a weapon.
ElementId ranging_gun(const Scene& s, const Gun& gun) {
  for (const ElementId e : s.scenario.unit(s.element(gun.id).unit).elements) {
    if (e == gun.id) break;
    const auto other = can_serve(s, e) ? gun_of(s, e, gun.dt) : std::nullopt;
    if (other && other->weapon_id == gun.weapon_id) return e;
  }
  return gun.id;
}

// Rounds that the mission may spend: of the order, or of a call; direct fire goes on.
int allowance(const Scene& s, const Gun& gun, const Aim& aim) {
  const state::UnitTask* task = bombardment_of(s, gun.id);
  constexpr int kNoLimit = 1'000'000;
  if (aim.way == Aim::Way::kMap) {
    return task && task->rounds_left > 0 ? task->rounds_left : kNoLimit;
  }
  if (aim.way == Aim::Way::kDirect) return kNoLimit;
  return s.state.params.count(Param::indirect_fire_called_mission_rounds);
}

void begin_effect(const Scene& s, Mission& mission) {
  mission.phase = MissionPhase::kEffect;
  mission.ranging_left = 0;
  mission.begun = s.state.now;
}

// One draw of error a mission, smaller where somebody corrects it (models: section 5).
void set_error(const Scene& s, const Gun& gun, const Aim& aim, Mission& mission) {
  if (aim.way == Aim::Way::kDirect) {
    const double own = s.param(Param::indirect_fire_direct_laid_error_fraction) *
                       terrain::distance_m(s.at(gun.id), aim.at);
    const double sd = std::sqrt(own * own + aim.error_m * aim.error_m);
    mission.error = scaled_error(s, gun, mission, kAdjustedX, sd);
  } else if (mission.observed) {
    mission.error =
        scaled_error(s, gun, mission, kAdjustedX, s.param(Param::indirect_fire_adjusted_error_m));
  } else {
    mission.error =
        scaled_error(s, gun, mission, kMapX, s.param(Param::indirect_fire_map_fire_error_m));
  }
}

Mission new_mission(const Scene& s, const Gun& gun, const Aim& aim) {
  const Mission& old = s.state.mission[gun.id.index()];
  Mission mission;
  mission.phase = MissionPhase::kEffect;
  mission.target = aim.at;
  mission.number = old.number + 1;
  mission.begun = s.state.now;
  mission.observed = aim.way != Aim::Way::kMap || is_observed(s, gun, aim.at);
  mission.rounds_left = allowance(s, gun, aim);
  set_error(s, gun, aim, mission);
  Time ready = s.state.now;
  if (aim.way == Aim::Way::kCalled) {
    ready += from_seconds(s.param(Param::indirect_fire_call_time_s));
  }
  if (aim.way != Aim::Way::kDirect && mission.observed) {
    mission.phase = MissionPhase::kRanging;
    mission.ranging_left = std::max(1, s.state.params.count(Param::indirect_fire_ranging_rounds));
  }
  mission.next_round = ready;
  return mission;
}

bool is_same_target(const Mission& mission, Point target) {
  return mission.phase != MissionPhase::kNone &&
         terrain::distance_m(mission.target, target) <= kSameTarget_m;
}

// A gun of a battery takes over what the ranging gun of its unit has found.
bool follow_ranging_gun(const Scene& s, const Gun& gun, Mission& mission) {
  const ElementId first = ranging_gun(s, gun);
  if (first == gun.id || mission.phase != MissionPhase::kRanging) return true;
  // In its first step a mission waits to see what the ranging gun has begun.
  if (mission.begun == s.state.now) return false;
  const Mission& other = s.state.mission[first.index()];
  if (!is_same_target(other, mission.target)) return true;
  if (other.phase == MissionPhase::kRanging) return false;
  mission.error = other.error;
  begin_effect(s, mission);
  mission.next_round = s.state.now;
  return true;
}

// --- rounds -------------------------------------------------------------------------------------

// Seconds between the rounds of the element: full rate for the first minutes, then what barrels
// and men can keep up; suppressed crews are slower.
double interval_s(const Scene& s, const Gun& gun, const Mission& mission, Time at) {
  if (mission.phase == MissionPhase::kRanging) {
    return s.param(Param::indirect_fire_adjustment_time_s);
  }
  double rate_per_min = gun.weapon->rounds_per_min * s.state.weapons[gun.id.index()][gun.slot];
  if ((at - mission.begun).seconds() > s.param(Param::indirect_fire_burst_duration_s)) {
    rate_per_min *= s.param(Param::indirect_fire_sustained_rate_factor);
  }
  const double suppressed = state::suppressed_share(s.state, gun.id);
  rate_per_min *= suppressed > s.param(Param::suppression_pinned_share)
                      ? s.param(Param::suppression_pinned_fire)
                      : 1 - s.param(Param::suppression_fire_loss) * suppressed;
  return 60.0 / std::max(1e-3, rate_per_min);
}

// The error of a ranging round: half of what is still wrong goes with each correction (the fork of
// Dyer 1898), from the map's error to the adjusted one.
Point error_now(const Scene& s, const Gun& gun, const Mission& mission) {
  if (mission.phase != MissionPhase::kRanging) return mission.error;
  const double all = s.state.params.count(Param::indirect_fire_ranging_rounds);
  const double left = pinned_pow(0.5, std::max(0.0, all - mission.ranging_left));
  const Point map =
      scaled_error(s, gun, mission, kMapX, s.param(Param::indirect_fire_map_fire_error_m));
  return {mission.error.x_m + left * map.x_m, mission.error.y_m + left * map.y_m};
}

// Volleys land on a lattice as long as men need to drop prone: all rounds of one find them as they
// were before, all later ones find them lying. It is whole in finest steps (structural).
Time landing_time(const Scene& s, Time fired, double flight_s) {
  const double drop_s = s.param(Param::indirect_fire_go_prone_s);
  const int64_t lattice_ms = std::max<int64_t>(1, static_cast<int64_t>(drop_s / 2 + 0.5)) * 2000;
  const Time exact = fired + from_seconds(flight_s);
  return {(exact.ms / lattice_ms + 1) * lattice_ms};
}

state::Pending volley_of(const Scene& s, const Gun& gun, const Mission& mission, Time fired) {
  const Point from = s.at(gun.id);
  const Point error = error_now(s, gun, mission);
  const double range_m = terrain::distance_m(from, mission.target);
  const double speed_mps = std::max(1.0, gun.weapon->muzzle_speed_mps);
  state::Pending volley;
  volley.at = landing_time(s, fired, range_m / speed_mps);
  volley.kind = state::PendingKind::kShellsLand;
  volley.element = gun.id;
  volley.unit = s.element(gun.id).unit;
  volley.side = s.element(gun.id).side;
  volley.weapon = gun.weapon_id;
  volley.aim = {mission.target.x_m + error.x_m, mission.target.y_m + error.y_m};
  volley.spread_range_m =
      static_cast<float>(kSigmaOfProbableError * gun.weapon->range_error_fraction * range_m);
  volley.spread_deflection_m = static_cast<float>(
      kSigmaOfProbableError * gun.weapon->deflection_error_mil * range_m / 1000.0);
  volley.bearing_rad = static_cast<float>(
      pinned_atan2(mission.target.y_m - from.y_m, mission.target.x_m - from.x_m));
  volley.rounds = 1;
  return volley;
}

void schedule(const state::Pending& volley, std::size_t first, Effects& effects) {
  for (std::size_t i = first; i < effects.pending.size(); ++i) {
    state::Pending& other = effects.pending[i];
    if (other.at == volley.at && other.aim == volley.aim) {
      other.rounds += volley.rounds;
      return;
    }
  }
  effects.pending.push_back(volley);
}

void count_round(const Scene& s, Mission& mission, Time fired) {
  if (mission.phase == MissionPhase::kEffect) {
    --mission.rounds_left;
  } else if (--mission.ranging_left == 0) {
    begin_effect(s, mission);
    mission.begun = fired;
  }
}

// Fires the rounds that fall into the next step, as long as the present one was: a gun whose turn
// comes once a minute still fires at even intervals. Rounds leave the stock now.
void fire_rounds(const Scene& s, const Gun& gun, Mission& mission, Effects& effects) {
  const Time until = s.state.now + gun.dt;
  const std::size_t first = effects.pending.size();
  int left = s.state.rounds[gun.id.index()][gun.slot], fired = 0;
  mission.next_round = std::max(mission.next_round, s.state.now);
  while (mission.next_round < until && left > 0 && mission.rounds_left > 0) {
    schedule(volley_of(s, gun, mission, mission.next_round), first, effects);
    count_round(s, mission, mission.next_round);
    mission.next_round += from_seconds(interval_s(s, gun, mission, mission.next_round));
    --left;
    ++fired;
  }
  if (fired == 0) return;
  effects.shots.push_back(
      {gun.id, ElementId{}, static_cast<uint8_t>(gun.slot), fired, mission.target});
}

void log_mission(const Scene& s, const Gun& gun, const Mission& mission, Effects& effects) {
  state::Event event{s.state.now, state::EventKind::k_mission_begun, s.element(gun.id).side};
  event.subject = gun.id;
  event.unit = s.element(gun.id).unit;
  event.weapon = gun.weapon_id;
  event.a = mission.observed;
  event.where = mission.target;
  effects.events.push_back(event);
}

std::optional<Aim> choose(const Scene& s, const Gun& gun) {
  if (has_tanks_before_it(s, gun)) return std::nullopt;
  if (const state::UnitTask* task = bombardment_of(s, gun.id)) return ordered_target(s, gun, *task);
  if (auto direct = direct_target(s, gun)) return direct;
  return called_target(s, gun);
}

// Silent guns answer fire, and then only at what they see.
bool is_answer(const Scene& s, const Gun& gun, const Aim& aim) {
  return aim.way == Aim::Way::kDirect && s.state.now - s.state.under_fire[gun.id.index()] <= kFresh;
}

// The target that the rules of engagement leave it.
std::optional<Aim> choose_within_rules(const Scene& s, const Gun& gun, Effects& effects) {
  s.held = nullptr;
  std::optional<Aim> aim = choose(s, gun);
  if (s.scenario.rules.empty()) return aim;
  auto what = state::HeldFrom::kShelling;
  if (aim && !is_light(*gun.weapon) && !is_answer(s, gun, *aim)) {
    const auto silent = scenario::RuleKind::kGunsSilent;
    s.held = state::rule_on(s.scenario, s.state, silent, gun.id);
    what = state::HeldFrom::kFire;
    if (s.held != nullptr) aim.reset();
  }
  if (!aim && s.held != nullptr) {
    state::hold_back(s.scenario, s.state, *s.held, gun.id, what, effects);
  }
  return aim;
}

// The order's rounds of this gun are spent.
bool has_finished(const Scene& s, const Gun& gun, const Aim& aim) {
  const Mission& mission = s.state.mission[gun.id.index()];
  const state::UnitTask* task = bombardment_of(s, gun.id);
  return aim.way == Aim::Way::kMap && task && mission.rounds_left == 0 && mission.number > 0 &&
         mission.begun >= task->since;
}

// Goes on with the mission in hand, adjusts it to what is seen now, or begins another.
Mission mission_for(const Scene& s, const Gun& gun, const Aim& aim, Effects& effects) {
  Mission mission = s.state.mission[gun.id.index()];
  const bool now_seen = aim.way == Aim::Way::kMap && !mission.observed &&
                        is_same_target(mission, aim.at) && is_observed(s, gun, aim.at);
  const bool spent = aim.way == Aim::Way::kCalled && mission.rounds_left == 0;
  if (is_same_target(mission, aim.at) && !now_seen && !spent) {
    // Direct fire follows its target; the error of the laying stays.
    if (aim.way == Aim::Way::kDirect) mission.target = aim.at;
    return mission;
  }
  const int left = mission.rounds_left;
  mission = new_mission(s, gun, aim);
  if (now_seen) mission.rounds_left = left;
  if (aim.way != Aim::Way::kDirect) log_mission(s, gun, mission, effects);
  return mission;
}

void end_mission(const Scene& s, ElementId e, Effects& effects) {
  Mission ended = s.state.mission[e.index()];
  if (ended.phase == MissionPhase::kNone) return;
  ended.phase = MissionPhase::kNone;
  effects.missions.push_back({e, ended});
}

void serve(const Scene& s, const Gun& gun, Effects& effects) {
  const std::optional<Aim> aim = choose_within_rules(s, gun, effects);
  if (!aim || has_finished(s, gun, *aim)) return end_mission(s, gun.id, effects);
  Mission mission = mission_for(s, gun, *aim, effects);
  if (follow_ranging_gun(s, gun, mission)) fire_rounds(s, gun, mission, effects);
  if (mission != s.state.mission[gun.id.index()]) effects.missions.push_back({gun.id, mission});
}

// The order's rounds that are still to fire, for the unit's own record.
void report_bombardments(const Scene& s, Effects& effects) {
  for (const UnitId unit : s.tick.due_units) {
    const state::UnitTask& task = s.state.task[unit.index()];
    if (task.task != Task::kBombard || task.done || task.rounds_left <= 0) continue;
    bool any = false, all_spent = true;
    for (const ElementId e : s.scenario.unit(unit).elements) {
      if (!state::is_present(s.scenario, s.state, e) || !gun_of(s, e, Time{})) continue;
      any = true;
      const Mission& m = s.state.mission[e.index()];
      all_spent = all_spent && m.number > 0 && m.begun >= task.since && m.rounds_left == 0;
    }
    if (!any || !all_spent) continue;
    state::UnitTask finished = task;
    finished.rounds_left = 0;
    finished.done = true;
    effects.tasks.push_back({unit, finished});
  }
}

}  // namespace

void fire_indirectly(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
                     Effects& effects) {
  land_shells(scenario, state, rng, tick, effects);
  const Scene s{scenario, state, rng, tick};
  bool any = false;
  for (std::size_t i = 0; i < tick.due.size(); ++i) {
    const auto gun = gun_of(s, tick.due[i], tick.dt[i]);
    if (!gun || !can_serve(s, gun->id)) {
      end_mission(s, tick.due[i], effects);
      continue;
    }
    any = true;
    serve(s, *gun, effects);
  }
  if (any) report_bombardments(s, effects);
}

}  // namespace khasan::combat
