#include "combat/morale.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/maths.h"
#include "combat/breaking.h"
#include "combat/exposure.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using scenario::Task;
using state::Contact;
using state::Effects;
using state::Knowledge;
using state::Morale;
using state::State;
using state::Tick;

namespace {

// A unit smaller than this has no loss fraction of its own worth the name: one man of a crew of
// four is a quarter. It takes the losses of the unit above it (assumed).
constexpr int kSmallUnitMen = 8;
// Nobody breaks in peace: a test needs fire or an enemy at hand within this time.
constexpr Time kPressure = minutes(2);
// Who was not under fire for so long is out of the fight.
constexpr Time kRest = hours(1);
// What counts as fire from the flank or rear: a shooter further than this from the front's line
// (assumed).
constexpr double kFlank_rad = kPi / 2;
constexpr double kFlankRange_m = 400;
// Own shells within this distance of a known enemy are seen as support (assumed).
constexpr double kSupportRange_m = 150;
// Own tanks within this distance are seen as support too (assumed).
constexpr double kTanksNearM = 300;
// A day and a night without sleep.
constexpr double kExhausted_h = 24;

// A unit under test, with what the modifiers ask about it.
struct Subject {
  UnitId id;
  int men_start = 0, men = 0;
  double dug_in = 0;     // share of its men
  double awake_h = 0;    // mean
  double enemy_m = 1e9;  // nearest
  Time under_fire{-kNever.ms};
};

Subject look_at(const Scenario& scenario, const State& state, const Tick& tick, UnitId unit) {
  Subject s{unit};
  for (const ElementId e : scenario.unit(unit).elements) {
    const std::size_t i = e.index();
    s.men_start += state.start[i].men;
    if (!state::is_present(scenario, state, e)) continue;
    const int men = state.roll[i].men;
    s.men += men;
    s.dug_in += is_dug_in(state.posture[i]) ? men : 0;
    s.awake_h += men * static_cast<double>(state.awake_h[i]);
    s.enemy_m = std::min(s.enemy_m, static_cast<double>(tick.enemy_m[i]));
    s.under_fire = std::max(s.under_fire, state.under_fire[i]);
  }
  if (s.men > 0) {
    s.dug_in /= s.men;
    s.awake_h /= s.men;
  }
  return s;
}

// Share of the men of a unit that is suppressed, 0..1; at least one man must be left.
double suppressed_share(const Scenario& scenario, const State& state, const Subject& s) {
  double men = 0;
  for (const ElementId e : scenario.unit(s.id).elements) {
    if (!state::is_present(scenario, state, e)) continue;
    men += state.roll[e.index()].men * state::suppressed_share(state, e);
  }
  return men / s.men;
}

// Men lost of those at the start, 0..1. Men not yet on the map count as present.
double loss_of(const State& state, const std::vector<ElementId>& elements) {
  int start = 0, men = 0;
  for (const ElementId e : elements) {
    start += state.start[e.index()].men;
    men += state.roll[e.index()].men;
  }
  return start > 0 ? 1.0 - static_cast<double>(men) / start : 0;
}

double loss_fraction(const Scenario& scenario, const State& state, const Subject& s) {
  const scenario::UnitDef& unit = scenario.unit(s.id);
  if (s.men_start >= kSmallUnitMen || !unit.parent.exists()) return loss_of(state, unit.elements);
  return loss_of(state, scenario.unit(unit.parent).all_elements);
}

// The unit's own commander or, for a unit that has none, the one above: no longer there.
bool leader_lost(const Scenario& scenario, const State& state, UnitId unit) {
  ElementId leader = scenario.unit(unit).headquarters;
  const UnitId parent = scenario.unit(unit).parent;
  if (!leader.exists() && parent.exists()) leader = scenario.unit(parent).headquarters;
  if (!leader.exists()) return false;
  return state.start[leader.index()].men > 0 && state.roll[leader.index()].men == 0;
}

// Direction of the unit's front: of its task, or of its first element.
double front_of(const Scenario& scenario, const State& state, UnitId unit) {
  const state::UnitTask& task = state.task[unit.index()];
  if (task.task != Task::kNone) return static_cast<double>(task.facing_rad);
  return static_cast<double>(state.heading_rad[scenario.unit(unit).elements.front().index()]);
}

bool is_fired_on_from_flank(const Scenario& scenario, const State& state, UnitId unit) {
  const terrain::Point own = state.at[scenario.unit(unit).elements.front().index()];
  const double front = front_of(scenario, state, unit);
  for (const Contact& contact : state.contacts[unit.index()]) {
    if (!contact.enemy.exists() || contact.level < Knowledge::kDetected) continue;
    if (state.now - state.last_fired[contact.enemy.index()] > kPressure) continue;
    if (state.now - contact.seen > kPressure) continue;
    if (terrain::distance_m(contact.at, own) > kFlankRange_m) continue;
    const double bearing = pinned_atan2(contact.at.y_m - own.y_m, contact.at.x_m - own.x_m);
    double off = std::fabs(bearing - front);
    if (off > kPi) off = 2 * kPi - off;
    if (off > kFlank_rad) return true;
  }
  return false;
}

bool neighbour_is_broken(const Scenario& scenario, const State& state, UnitId unit) {
  const UnitId parent = scenario.unit(unit).parent;
  if (!parent.exists()) return false;
  for (const UnitId sibling : scenario.unit(parent).children) {
    const Morale morale = state.morale[sibling.index()];
    if (sibling != unit && (morale == Morale::kWithdrawing || morale == Morale::kRouted)) {
      return true;
    }
  }
  return false;
}

// Targets of missions for effect, by side: looked up once a step, when somebody first asks.
class ShelledPlaces {
 public:
  ShelledPlaces(const Scenario& scenario, const State& state)
      : scenario_(scenario), state_(state) {}

  const std::vector<terrain::Point>& of(Side side) const {
    if (!known_) look_up();
    return places_[index_of(side)];
  }

 private:
  void look_up() const {
    known_ = true;
    for (const ElementId gun : scenario_.shell_firers) {
      const state::Mission& mission = state_.mission[gun.index()];
      if (mission.phase != state::MissionPhase::kEffect) continue;
      places_[index_of(scenario_.element(gun).side)].push_back(mission.target);
    }
  }

  const Scenario& scenario_;
  const State& state_;
  mutable bool known_ = false;
  mutable std::array<std::vector<terrain::Point>, kSideCount> places_;
};

bool is_supported(const Scenario& scenario, const State& state, const ShelledPlaces& shelled,
                  UnitId unit) {
  const auto& places = shelled.of(scenario.unit(unit).side);
  for (const Contact& contact : state.contacts[unit.index()]) {
    if (!contact.enemy.exists()) continue;
    for (const terrain::Point& p : places) {
      const double dx = p.x_m - contact.at.x_m, dy = p.y_m - contact.at.y_m;
      if (dx * dx + dy * dy <= kSupportRange_m * kSupportRange_m) return true;
    }
  }
  return false;
}

// Whether an own tank that fights is near.
bool has_tanks_near(const Scenario& scenario, const State& state, UnitId unit) {
  const terrain::Point own = state.at[scenario.unit(unit).elements.front().index()];
  for (const ElementId e : scenario.crews) {
    if (scenario.element(e).side != scenario.unit(unit).side || scenario.element(e).unit == unit) {
      continue;
    }
    if (!state::is_under_armour(state, e) || !state::is_present(scenario, state, e)) continue;
    if (terrain::distance_m(state.at[e.index()], own) <= kTanksNearM) return true;
  }
  return false;
}

// m of models section 3: what makes men hold longer (> 1) or less long (< 1).
double modifiers(const Scenario& scenario, const State& state, const ShelledPlaces& shelled,
                 const Subject& s, bool attacking) {
  const auto& p = state.params;
  const bool japanese = scenario.side(scenario.unit(s.id).side).japanese;
  double m = p[japanese ? Param::morale_cohesion_japanese : Param::morale_cohesion_soviet];
  if (leader_lost(scenario, state, s.id)) m *= p[Param::morale_modifier_leader_lost];
  if (is_fired_on_from_flank(scenario, state, s.id)) m *= p[Param::morale_modifier_flank_fire];
  if (suppressed_share(scenario, state, s) > p[Param::suppression_pinned_share]) {
    m *= p[Param::morale_modifier_pinned];
  }
  if (!attacking && s.dug_in > 0.5) m *= p[Param::morale_modifier_dug_in];
  if (is_supported(scenario, state, shelled, s.id) || has_tanks_near(scenario, state, s.id))
    m *= p[Param::morale_modifier_support];
  if (neighbour_is_broken(scenario, state, s.id)) {
    m *= p[Param::morale_modifier_neighbour_broken];
  }
  if (s.awake_h > kExhausted_h) m *= p[Param::morale_modifier_exhausted];
  return m;
}

// No m of that side is less. The hair is for the rounding.
double modifiers_at_least(const scenario::ParamValues& p, bool japanese) {
  constexpr double kHair = 1e-9;
  double m = p[japanese ? Param::morale_cohesion_japanese : Param::morale_cohesion_soviet];
  for (const Param factor :
       {Param::morale_modifier_leader_lost, Param::morale_modifier_flank_fire,
        Param::morale_modifier_pinned, Param::morale_modifier_dug_in,
        Param::morale_modifier_support, Param::morale_modifier_neighbour_broken,
        Param::morale_modifier_exhausted}) {
    m *= std::min(1.0, p[factor]);
  }
  return m * (1 - kHair);
}

// A standard normal number that stands for the courage of a unit, the n-th that it has.
double standard_courage(const Rng& rng, uint64_t key, uint32_t n) {
  return normal_quantile(rng.uniform(Purpose::kBreakThreshold, key, 0, Time{0}, n));
}

// The unit's stored courage for the break number n + 1: one lognormal number round 1, drawn anew
// only after a rally. Platoons of one company have part of it in common: leaders, news, and what
// they have been through.
double courage(const Scenario& scenario, const State& state, const Rng& rng, UnitId unit, int n) {
  const scenario::UnitDef& def = scenario.unit(unit);
  double z = standard_courage(rng, def.key, static_cast<uint32_t>(n));
  if (def.parent.exists() && def.echelon < forces::Echelon::kCompany) {
    const double shared = state.params[Param::morale_company_share];
    // Number 256 and above (structural): the company as the parent of platoons, not as a unit of
    // its own.
    const double above =
        standard_courage(rng, scenario.unit(def.parent).key, 256 + static_cast<uint32_t>(n));
    z = std::sqrt(shared) * above + std::sqrt(1 - shared) * z;
  }
  return pinned_exp(state.params[Param::morale_break_sigma_log] * z);
}

// Loss fraction at which a unit takes the next step down. The first step is at the median of its
// task; each further one lies higher by the ratio of the two medians (attack to defence).
double threshold(const State& state, Morale morale, bool attacking, double m_courage) {
  const double attack = state.params[Param::morale_break_fraction_attack];
  const double defence = state.params[Param::morale_break_fraction_defence];
  const double rung = defence / attack;
  switch (morale) {
    case Morale::kSteady:
      return m_courage * (attacking ? attack : defence);
    case Morale::kToGround:
      return m_courage * attack * rung;
    default:
      return m_courage * defence * rung;
  }
}

// The next step down.
Morale next_down(Morale now, bool attacking) {
  if (now == Morale::kSteady) return attacking ? Morale::kToGround : Morale::kWithdrawing;
  return now == Morale::kToGround ? Morale::kWithdrawing : Morale::kRouted;
}

bool in_touch(const State& state, const Subject& s) {
  return s.enemy_m <= state.params[Param::close_assault_assault_range_m];
}

// Whether an element was surprised within the step that it now makes; dt is 0 if it makes none.
bool is_newly_surprised(const State& state, ElementId e, Time dt) {
  const Time lasts = from_seconds(state.params[Param::direct_fire_surprise_duration_s]);
  const Time began = state.shocked_until[e.index()] - lasts;
  return began > state.now - dt && began <= state.now;
}

// Men who find the enemy upon them are shaken as if some of them had fallen already; once for the
// unit, not for each of its squads. Where he is in reach of an assault the nerve test of
// src/combat/close_assault stands for it instead.
void shock_of_surprise(const Scenario& scenario, const State& state, const Tick& tick,
                       const Subject& s, Effects& effects) {
  const double amount = state.params[Param::morale_shock_surprise];
  if (in_touch(state, s) || state::shock_now(state, s.id) > amount / 2) return;
  for (const ElementId e : scenario.unit(s.id).elements) {
    if (!is_newly_surprised(state, e, tick.span[e.index()])) continue;
    effects.shocks.push_back({s.id, static_cast<float>(amount)});
    return;
  }
}

bool is_pressed(const State& state, const Subject& s) {
  return state.now - s.under_fire <= kPressure || in_touch(state, s);
}

void test_unit(const Scenario& scenario, const State& state, const Rng& rng,
               const ShelledPlaces& shelled, const Subject& s, Effects& effects) {
  const Morale now = state.morale[s.id.index()];
  if (now >= Morale::kRouted || !is_pressed(state, s)) return;
  // Hand to hand nobody attacks or defends: there is no ground to go to and nothing to wait for.
  const bool attacking = is_attacking(state, s.id) && now == Morale::kSteady && !in_touch(state, s);
  const double burden = loss_fraction(scenario, state, s) + state::shock_now(state, s.id);
  if (burden <= 0) return;
  const int breaks = state.breaks[s.id.index()];
  // A broken unit still lives by the courage with which it broke.
  const int n = now == Morale::kSteady ? breaks : std::max(0, breaks - 1);
  const double heart = courage(scenario, state, rng, s.id, n);
  // Most units are so far from breaking that nothing else needs to be asked.
  const bool japanese = scenario.side(scenario.unit(s.id).side).japanese;
  const double m_least = modifiers_at_least(state.params, japanese);
  if (burden <= threshold(state, now, attacking, m_least * heart)) return;
  const double m = modifiers(scenario, state, shelled, s, attacking);
  if (burden <= threshold(state, now, attacking, m * heart)) return;
  const Morale next = next_down(now, attacking);
  if (now == Morale::kSteady) {
    break_steady_unit(scenario, state, rng, s.id, next, effects);
  } else {
    effects.morale.push_back({s.id, next, false});
  }
}

// Reformed attackers hold where they are until somebody gives them a new order.
void end_attack(const Scenario& scenario, const State& state, UnitId unit, Effects& effects) {
  state::UnitTask task = state.task[unit.index()];
  task.task = Task::kDefend;
  task.objective = PlaceId{};
  task.goal = state.at[scenario.unit(unit).elements.front().index()];
  task.via_next = state::kInPlace;
  task.begun = task.done = true;
  effects.tasks.push_back({unit, task});
}

// A broken unit recovers when its next courage bears the losses so far. It rallies to its task if
// it is not held down and the enemy is not at hand; else it reforms out of the fight, as men who
// can at least defend themselves.
void recover(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
             const ShelledPlaces& shelled, const state::Pending& pending, Effects& effects) {
  const UnitId unit = pending.unit;
  const Morale now = state.morale[unit.index()];
  const int breaks = state.breaks[unit.index()];
  const bool broken =
      now == Morale::kToGround || now == Morale::kWithdrawing || now == Morale::kRouted;
  if (!broken || pending.rounds != breaks) return;
  const Subject s = look_at(scenario, state, tick, unit);
  if (s.men == 0) return;
  const bool attacking = is_attacking(state, unit);
  const double burden = loss_fraction(scenario, state, s) + state::shock_now(state, unit);
  const double heart = courage(scenario, state, rng, unit, breaks);
  const auto bears = [&](bool to_attack) {
    const double m = modifiers(scenario, state, shelled, s, to_attack);
    return burden < threshold(state, Morale::kSteady, to_attack, m * heart);
  };
  const bool held_down =
      suppressed_share(scenario, state, s) >= state.params[Param::suppression_halted_share] ||
      (now != Morale::kToGround && in_touch(state, s));
  const bool rests = state.now - s.under_fire > kRest && !in_touch(state, s);
  const bool can_rally = may_rally(state, breaks) && bears(attacking);
  if (can_rally && !held_down) {
    effects.morale.push_back({unit, Morale::kSteady, false});
  } else if (!can_rally && rests && bears(false)) {
    effects.morale.push_back({unit, Morale::kSteady, false});
    if (attacking) end_attack(scenario, state, unit, effects);
  } else {
    schedule_recovery(scenario, state, rng, unit, breaks,
                      can_rally ? Recovery::kRally : Recovery::kReform, effects);
  }
}

}  // namespace

void test_morale(const Scenario& scenario, const State& state, const Rng& rng, const Tick& tick,
                 Effects& effects) {
  const ShelledPlaces shelled(scenario, state);
  for (const state::Pending& pending : tick.popped) {
    if (pending.kind == state::PendingKind::kRally) {
      recover(scenario, state, rng, tick, shelled, pending, effects);
    }
  }
  for (const UnitId unit : tick.due_units) {
    if (state.morale[unit.index()] >= Morale::kSurrendered) continue;
    const Subject s = look_at(scenario, state, tick, unit);
    if (s.men == 0) continue;
    test_unit(scenario, state, rng, shelled, s, effects);
    shock_of_surprise(scenario, state, tick, s, effects);
  }
}

}  // namespace khasan::combat
