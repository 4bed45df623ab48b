#include "combat/sense.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "base/draw.h"
#include "base/maths.h"
#include "combat/exposure.h"
#include "combat/visibility.h"
#include "combat/watch.h"
#include "state/apply.h"

namespace khasan::combat {

using scenario::Param;
using scenario::Scenario;
using state::Contact;
using state::Knowledge;
using state::Morale;
using state::State;
using terrain::Point;

namespace {

// Men look around near by every 30 s (10 s with an enemy close), into the distance every 4 minutes;
// the hazards are exact over these spans, so that they only say how finely the answer is dated.
constexpr Time kClosePeriod = seconds(10), kNearPeriod = seconds(30), kFarPeriod = seconds(240);
// Every element has its own beat, on a lattice on which others look too: then what is worked out
// about an enemy serves many (structural).
constexpr Time kNearBeat = seconds(10), kFarBeat = seconds(60);
constexpr double kCloseM = 150;
// A contact still in sight is written down again every ten seconds, unless somebody else of the
// unit has just done so; no new draw (structural).
constexpr Time kRefreshPeriod = seconds(10), kRefreshAfter = seconds(8);
// A contact this old must be found anew (assumed).
constexpr Time kLost = seconds(90);
constexpr Time kAlertFor = minutes(10);  // fire or a contact keeps men alert (assumed)
constexpr std::size_t kSoundsMax = 3;    // sounds placed in one look

// What one due element can do in this step.
struct Look {
  Watch& watch;
  const Scenario& scenario;
  const State& state;
  const Rng& rng;
  ElementId by;
  Side side;
  UnitId unit;
  Point at;
  Time dt;         // since it was last stepped
  uint32_t stand;  // number of where and how it stands, for lines of sight
};

// Time covered by the looks of that period which fall into (now - dt, now]; 0: none.
Time looked_for(const Look& look, Time period, Time beat) {
  const auto beats_a_period = static_cast<uint64_t>(period.ms / beat.ms);
  const int64_t offset =
      static_cast<int64_t>(look.scenario.element(look.by).key % beats_a_period) * beat.ms;
  const int64_t now = look.state.now.ms + offset + period.ms;  // keeps the quotients positive
  const int64_t beats = now / period.ms - (now - look.dt.ms) / period.ms;
  return {beats * period.ms};
}

void put_contacts_away(Watch& watch) {
  for (const Contact* c : watch.known) watch.tick.contacts[c->enemy.index()] = nullptr;
  watch.known.clear();
}

// Lays out the contacts of the unit by enemy. Elements of one unit follow each other.
void lay_out_contacts(Watch& watch, UnitId unit) {
  if (watch.unit == unit) return;
  put_contacts_away(watch);
  watch.unit = unit;
  for (const Contact& c : watch.state.contacts[unit.index()]) {
    if (!c.enemy.exists()) continue;
    watch.tick.contacts[c.enemy.index()] = &c;
    watch.known.push_back(&c);
  }
}

const Contact* contact_of(const Look& look, ElementId enemy) {
  return look.watch.tick.contacts[enemy.index()];
}

bool is_alert(const State& state, UnitId unit, ElementId e) {
  if (state.now - state.under_fire[e.index()] <= kAlertFor) return true;
  const auto& contacts = state.contacts[unit.index()];
  return std::any_of(contacts.begin(), contacts.end(), [&](const Contact& c) {
    return c.enemy.exists() && state.now - c.seen <= kAlertFor;
  });
}

// Factor on the rates of an element that has eyes for the enemy at all.
double attention_of(const State& state, UnitId unit, ElementId e) {
  const double suppressed = state::suppressed_share(state, e);
  double factor = 1 - (1 - state.params[Param::sense_observer_factor_suppressed]) * suppressed;
  const bool marches = state.intent[e.index()].stance == scenario::Stance::kMarch;
  if (marches && is_moving(state, e)) factor *= state.params[Param::sense_observer_factor_marching];
  if (is_alert(state, unit, e)) factor *= state.params[Param::sense_observer_factor_alert];
  if (state::is_under_armour(state, e)) factor *= state.params[Param::armour_observer_factor];
  return factor;
}

// x of the enemy for this look over x at his threshold: he can be seen where it is at least 1.
// 0: out of sight. Cheap tests first.
double sight_ratio(const Look& look, const Candidate& c) {
  const state::Appearance& seen = appearance_of(look.watch, c.enemy);
  if (c.r_m > seen.hazy_m) return 0;
  if (!line_is_open(look.scenario, look.state, look.watch.relief, {look.by, look.stand},
                    {c.enemy, seen.stand}, look.watch.tick.lines)) {
    return 0;
  }
  const auto& params = look.state.params;
  const double skyline = params[Param::sense_range_factor_skyline];
  const double x_min = params[Param::sense_fixed_threshold_x_min];
  // Nobody is nearer than arm's length.
  const double x_clear = seen.clear_m / std::max(1.0, c.r_m);
  const double x = x_clear * haze_factor(params, look.watch.visibility_m, c.r_m);
  double ratio = x / seen.x_seen;
  if (x * skyline < x_min || ratio * skyline < 1) return 0;
  if (is_on_skyline(look.scenario, look.state, look.by, c.enemy)) ratio *= skyline;
  return ratio >= 1 ? ratio : 0;
}

// Where the observer believes the enemy to be: the right direction, the range wrong by a share that
// stays with this pair.
Point believed_at(const Look& look, const Candidate& c, double error_m) {
  const Point at = look.state.at[c.enemy.index()];
  const double u = look.rng.uniform(Purpose::kRangeError, look.scenario.element(look.by).key,
                                    look.scenario.element(c.enemy).key, Time{0});
  const double off = normal_from(u, 0, error_m) / std::max(1.0, c.r_m);
  return {at.x_m + (at.x_m - look.at.x_m) * off, at.y_m + (at.y_m - look.at.y_m) * off};
}

void report(const Look& look, const Candidate& c, Knowledge level, double error_fraction,
            state::Effects& effects) {
  const double error_m = error_fraction * c.r_m;
  effects.sightings.push_back(
      {look.by, c.enemy, level, believed_at(look, c, error_m), static_cast<float>(error_m)});
}

// How well he is known by sight: recognised where there are cycles enough, located when that lasts.
Knowledge level_of(const Look& look, const Contact* known, double ratio) {
  const auto& params = look.state.params;
  const double recognise =
      params[Param::sense_n50_recognise_cycles] / params[Param::sense_n50_detect_cycles];
  if (ratio < recognise) return Knowledge::kDetected;
  return known != nullptr && known->level >= Knowledge::kRecognised ? Knowledge::kLocated
                                                                    : Knowledge::kRecognised;
}

// One of a unit's looks at a contact.
struct Glance {
  const Look* look;
  double r_m;
};

bool is_nearer(const Glance& a, const Glance& b) {
  const Scenario& scenario = a.look->scenario;
  return a.r_m != b.r_m ? a.r_m < b.r_m
                        : scenario.element(a.look->by).key < scenario.element(b.look->by).key;
}

// The contact is written down again without a draw, by the nearest who still sees him. Mostly one
// of the first does, so that sorting all of them would be in vain.
void refresh(const Contact& c, std::span<Glance> glances, state::Effects& effects) {
  for (auto next = glances.begin(); next != glances.end(); ++next) {
    std::iter_swap(next, std::min_element(next, glances.end(), is_nearer));
    const Look& look = *next->look;
    const Candidate candidate{c.enemy, next->r_m};
    const double ratio = sight_ratio(look, candidate);
    if (ratio <= 0) continue;
    report(look, candidate, level_of(look, &c, ratio),
           look.state.params[Param::sense_location_error_fraction], effects);
    return;
  }
}

// Contacts of a unit that one of these may still see.
void refresh_contacts(const Watch& watch, std::span<const Look*> looks,
                      std::vector<Glance>& glances, state::Effects& effects) {
  for (const Contact& c : watch.state.contacts[looks.front()->unit.index()]) {
    if (!c.enemy.exists() || c.level < Knowledge::kDetected) continue;
    const Time age = watch.state.now - c.seen;
    if (age < kRefreshAfter || age > kLost) continue;
    if (!state::is_present(watch.scenario, watch.state, c.enemy)) continue;
    const Point at = watch.state.at[c.enemy.index()];
    glances.clear();
    for (const Look* look : looks) glances.push_back({look, terrain::distance_m(look->at, at)});
    refresh(c, glances, effects);
  }
}

bool is_known(const Look& look, ElementId enemy, Knowledge level, Time age_max) {
  const Contact* c = contact_of(look, enemy);
  return c != nullptr && c->level >= level && look.state.now - c->seen <= age_max;
}

// New sightings. The rate rises towards the observer with the inverse cube of the range (Koopman
// 1946), from 1/tau where the enemy comes into sight at all.
void search(const Look& look, std::span<const Candidate> candidates, Time span,
            state::Effects& effects) {
  const double tau_s = look.state.params[Param::sense_search_tau_s];
  std::optional<double> attention;
  for (const Candidate& c : candidates) {
    if (is_known(look, c.enemy, Knowledge::kDetected, kLost)) continue;
    const double ratio = sight_ratio(look, c);
    if (ratio <= 0) continue;
    if (!attention) attention = attention_of(look.state, look.unit, look.by);
    const double rate_per_s = *attention / tau_s * ratio * ratio * ratio;
    const double u = look.rng.uniform(Purpose::kDetection, look.scenario.element(look.by).key,
                                      look.scenario.element(c.enemy).key, look.state.now);
    if (u >= chance_of(rate_per_s * span.seconds())) continue;
    report(look, c, level_of(look, contact_of(look, c.enemy), ratio),
           look.state.params[Param::sense_location_error_fraction], effects);
  }
}

// Sounds of enemies not known by sight, the nearest of them: a direction and a guess of the range.
// Listening needs no turning of the head, so what can be heard is heard within the look.
void listen(const Look& look, std::span<Candidate> candidates, state::Effects& effects) {
  // Steps are lost in the din of a fight.
  const bool in_din = look.state.now - look.state.under_fire[look.by.index()] <= kHeardFor;
  const auto is_heard = [&](const Candidate& c) {
    const state::Noise& noise = noise_of(look.watch, c.enemy);
    const double heard_m = noise.fire_m > 0 || in_din ? noise.fire_m : noise.steps_m;
    return c.r_m <= heard_m && !is_known(look, c.enemy, Knowledge::kDetected, kLost);
  };
  const auto end = std::partition(candidates.begin(), candidates.end(), is_heard);
  for (const Candidate& c : keep_nearest({candidates.begin(), end}, kSoundsMax)) {
    report(look, c, Knowledge::kHeard, look.state.params[Param::sense_sound_error_fraction],
           effects);
  }
}

// Machine guns and headquarters that stay in the dark and have heard or seen somebody near.
void light_flare(const Look& look, state::Effects& effects) {
  const auto kind = look.scenario.element(look.by).kind;
  const auto& params = look.state.params;
  using forces::ElementKind;
  if (kind != ElementKind::kMachineGun && kind != ElementKind::kHeadquarters) return;
  if (look.state.cartridges[look.by.index()] <= 0) return;
  const state::Intent& intent = look.state.intent[look.by.index()];
  if (intent.move || intent.stance == scenario::Stance::kSilent) return;
  // The nearest dark place where somebody is believed to be.
  const Contact* nearest = nullptr;
  double nearest_m = params[Param::sense_flare_reach_m];
  for (const Contact& c : look.state.contacts[look.unit.index()]) {
    if (!c.enemy.exists() || look.state.now - c.seen > kHeardFor) continue;
    const double r_m = terrain::distance_m(c.at, look.at);
    if (r_m > nearest_m || light_lux(look.scenario, look.state, c.at) >= kFullMoon_lux) continue;
    nearest = &c;
    nearest_m = r_m;
  }
  if (nearest == nullptr) return;
  const double u =
      look.rng.uniform(Purpose::kFlare, look.scenario.element(look.by).key, 0, look.state.now);
  if (u >= chance_of(params[Param::sense_flare_rate_per_min] * look.dt.seconds() / 60)) return;
  const Time burn = from_seconds(params[Param::sense_flare_burn_s]);
  effects.flares.push_back({nearest->at, look.state.now + burn, look.by});
}

// Of what is seen at one moment the best counts first, whatever the numbers of the elements.
void best_first(const Scenario& scenario, std::vector<state::Sighting>& sightings) {
  const auto key = [&](ElementId e) { return scenario.element(e).key; };
  std::sort(sightings.begin(), sightings.end(),
            [&](const state::Sighting& a, const state::Sighting& b) {
              if (a.error_m != b.error_m) return a.error_m < b.error_m;
              return a.by != b.by ? key(a.by) < key(b.by) : key(a.enemy) < key(b.enemy);
            });
}

// What the element makes of the enemies gathered, over the time of the look.
void take_in(const Look& look, std::span<Candidate> candidates, Time span,
             state::Effects& effects) {
  lay_out_contacts(look.watch, look.unit);
  search(look, candidates, span, effects);
  // Over the engine nobody hears anything.
  if (!state::is_under_armour(look.state, look.by)) listen(look, candidates, effects);
}

void look_around(const Look& look, std::vector<Candidate>& room, state::Effects& effects) {
  const Side enemy = enemy_of(look.side);
  const double nearest_m = look.watch.tick.enemy_m[look.by.index()];
  const Time near_period = nearest_m <= kCloseM ? kClosePeriod : kNearPeriod;
  const Time near = looked_for(look, near_period, kNearBeat);
  if (nearest_m <= kNearM && near.ms > 0) {
    take_in(look, gather_near(look.watch, enemy, look.at, room), near, effects);
  }
  const Time far = looked_for(look, kFarPeriod, kFarBeat);
  if (far.ms > 0) {
    take_in(look, gather_far(look.watch, enemy, look.at, room), far, effects);
  }
  if (look.watch.natural_lux < kFullMoon_lux) light_flare(look, effects);
}

// The looks of each unit at whose beat contacts are written down again, unit by unit.
void refresh_units(const Watch& watch, const std::vector<Look>& looks, state::Effects& effects) {
  std::vector<const Look*> beat;
  std::vector<Glance> glances;
  for (const Look& look : looks) {
    if (looked_for(look, kRefreshPeriod, kRefreshPeriod).ms > 0) beat.push_back(&look);
  }
  const auto by_unit = [](const Look* a, const Look* b) { return a->unit < b->unit; };
  std::stable_sort(beat.begin(), beat.end(), by_unit);
  for (auto first = beat.begin(); first != beat.end();) {
    const auto end = std::upper_bound(first, beat.end(), *first, by_unit);
    refresh_contacts(watch, {first, end}, glances, effects);
    first = end;
  }
}

}  // namespace

double share_seen(const scenario::ParamValues& params, double x) {
  if (x < params[Param::sense_fixed_threshold_x_min]) return 0;
  const double exponent =
      params[Param::sense_ttpf_exponent_a] + params[Param::sense_ttpf_exponent_b] * x;
  const double odds = pinned_pow(x, exponent);
  return odds > 1e12 ? 1 : odds / (1 + odds);
}

double threshold_x(const scenario::ParamValues& params, double u) {
  // Solve (a + b x) ln x = ln(u / (1 - u)) for x = e^y: Newton's steps; the left side rises in y
  // wherever x is large enough to matter, and the start lies near the root. Steps and
  // bound are structural.
  const double a = params[Param::sense_ttpf_exponent_a], b = params[Param::sense_ttpf_exponent_b];
  const double x_min = params[Param::sense_fixed_threshold_x_min];
  const double logit = pinned_log(u / (1 - u));
  const double y_min = pinned_log(x_min);
  if (logit <= (a + b * x_min) * y_min) return x_min;
  double y = logit / (a + b);
  for (int i = 0; i < 6; ++i) {  // structural
    y = std::clamp(y, y_min, 4.0);
    const double x = pinned_exp(y);
    const double step = ((a + b * x) * y - logit) / (a + b * x * (1 + y));
    y -= step;
    if (std::fabs(step) < 1e-6) break;
  }
  return std::max(x_min, pinned_exp(y));
}

void sense(const Scenario& scenario, const State& state, const Rng& rng, const state::Tick& tick,
           state::Effects& effects) {
  const auto sees = [&](ElementId e) {
    return tick.enemy_m[e.index()] <= kFarM &&
           state.morale[scenario.element(e).unit.index()] < Morale::kRouted;
  };
  if (std::none_of(tick.due.begin(), tick.due.end(), sees)) return;
  Watch watch = watch_of(scenario, state, rng, tick);
  std::vector<Look> looks;
  for (std::size_t i = 0; i < tick.due.size(); ++i) {
    const ElementId by = tick.due[i];
    if (!sees(by)) continue;
    const scenario::ElementDef& def = scenario.element(by);
    looks.push_back({watch, scenario, state, rng, by, def.side, def.unit, state.at[by.index()],
                     tick.dt[i], tick.lines.stand_of(state, by)});
  }
  refresh_units(watch, looks, effects);
  std::vector<Candidate> room;
  for (const Look& look : looks) look_around(look, room, effects);
  put_contacts_away(watch);
  best_first(scenario, effects.sightings);
}

}  // namespace khasan::combat
