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
constexpr double kCloseM = 150, kNearM = 500, kFarM = 2500;
// A look takes in so many of the nearest enemies who show or give themselves away.
constexpr std::size_t kCandidatesMax = 24;
// A contact still in sight is written down again every ten seconds, unless somebody else of the
// unit has just done so; no new draw (structural).
constexpr Time kRefreshPeriod = seconds(10), kRefreshAfter = seconds(8);
// A contact this old must be found anew (assumed).
constexpr Time kLost = seconds(90);
constexpr Time kHeardFor = seconds(30);  // a shot is news so long (assumed)
constexpr Time kAlertFor = minutes(10);  // fire or a contact keeps men alert (assumed)
constexpr std::size_t kSoundsMax = 3;    // sounds placed in one look

// What all looks of a step share: the sky, and whose contacts are laid out. What is worked out
// about enemies is kept in the tick.
struct Watch {
  const Scenario& scenario;
  const State& state;
  const Rng& rng;
  const state::Tick& tick;
  uint64_t relief;
  double visibility_m;
  double natural_lux;
  SeeingRange seeing_range;
  double natural_range_m;             // seeing range in that light
  UnitId unit;                        // whose contacts these are
  std::vector<const Contact*> known;  // one after the other
  bool listed = false;                // who could be noticed from afar
};

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
  Time dt;  // since it was last stepped
};

struct Candidate {
  ElementId enemy;
  double r_m;
};

bool is_nearer(const Candidate& a, const Candidate& b) {
  return a.r_m != b.r_m ? a.r_m < b.r_m : a.enemy < b.enemy;
}

void keep_nearest(std::vector<Candidate>& candidates, std::size_t count) {
  if (candidates.size() <= count) return;
  const auto end = candidates.begin() + static_cast<std::ptrdiff_t>(count);
  std::nth_element(candidates.begin(), end, candidates.end(), is_nearer);
  candidates.erase(end, candidates.end());
}

bool fired_just_now(const State& state, ElementId e) {
  return state.now - state.last_fired[e.index()] <= kHeardFor;
}

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

// Seeing range for an enemy at that point, with the light of the flares that reach it.
double lit_range_m(const Watch& watch, Point at) {
  if (watch.state.flares.empty() || watch.natural_lux >= kDaylight_lux) {
    return watch.natural_range_m;
  }
  const double lux = light_lux(watch.scenario, watch.state, at);
  return lux <= watch.natural_lux ? watch.natural_range_m : watch.seeing_range.at_m(lux);
}

// The threshold of the enemy at his present cell: one for all who look at him.
double threshold_of(const Watch& watch, ElementId enemy) {
  const CellId cell = watch.scenario.ground.nearest_cell(watch.state.at[enemy.index()]);
  state::Threshold& last = watch.tick.thresholds[enemy.index()];
  if (last.cell == cell) return last.x;
  const double u = watch.rng.uniform(Purpose::kVisibilityThreshold,
                                     watch.scenario.element(enemy).key, cell.value, Time{0});
  last = {cell, threshold_x(watch.state.params, u)};
  return last.x;
}

// How far his steps are heard where all is quiet.
double steps_heard_m(const State& state, ElementId enemy) {
  if (!is_moving(state, enemy)) return 0;
  const bool silent = state.intent[enemy.index()].stance == scenario::Stance::kSilent;
  return state.params[Param::sense_sound_range_moving_m] *
         (silent ? state.params[Param::sense_range_factor_silent] : 1.0);
}

const state::Noise& noise_of(const Watch& watch, ElementId enemy) {
  state::Noise& noise = watch.tick.noises[enemy.index()];
  if (noise.looks == watch.tick.looks) return noise;
  noise.looks = watch.tick.looks;
  const State& state = watch.state;
  noise.fire_m = fired_just_now(state, enemy) ? state.params[Param::sense_sound_range_fire_m] : 0;
  noise.steps_m = steps_heard_m(state, enemy);
  return noise;
}

const state::Appearance& appearance_of(const Watch& watch, ElementId enemy) {
  state::Appearance& seen = watch.tick.appearances[enemy.index()];
  if (seen.looks == watch.tick.looks) return seen;
  seen.looks = watch.tick.looks;
  const State& state = watch.state;
  const auto& params = state.params;
  const state::Guise guise = guise_of(state, enemy);
  const double lit_m = lit_range_m(watch, guise.at);
  if (seen.lit_m == lit_m && seen.guise == guise) return seen;
  seen.guise = guise;
  seen.lit_m = lit_m;
  seen.clear_m = lit_m * cue_factor(watch.scenario, state, enemy, guise);
  seen.x_seen = threshold_of(watch, enemy);
  const double x_least = std::max(seen.x_seen, params[Param::sense_fixed_threshold_x_min]);
  seen.farthest_m = seen.clear_m * params[Param::sense_range_factor_skyline] / x_least;
  return seen;
}

// x of the enemy for this look over x at his threshold: he can be seen where it is at least 1.
// 0: out of sight. Cheap tests first.
double sight_ratio(const Look& look, const Candidate& c) {
  const state::Appearance& seen = appearance_of(look.watch, c.enemy);
  if (c.r_m > seen.farthest_m) return 0;
  const auto& params = look.state.params;
  const double skyline = params[Param::sense_range_factor_skyline];
  const double x_min = params[Param::sense_fixed_threshold_x_min];
  // Nobody is nearer than arm's length.
  const double x_clear = seen.clear_m / std::max(1.0, c.r_m);
  const double x_most =
      x_clear * skyline * haze_factor_at_most(params, look.watch.visibility_m, c.r_m);
  if (x_most < x_min || x_most < seen.x_seen) return 0;
  if (!line_is_open(look.scenario, look.state, look.watch.relief, look.by, c.enemy,
                    &look.watch.tick.lines)) {
    return 0;
  }
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

// Contacts of a unit that one of these still sees: written down again without a draw, by the
// nearest who does.
void refresh_contacts(const Watch& watch, std::span<const Look*> looks, state::Effects& effects) {
  for (const Contact& c : watch.state.contacts[looks.front()->unit.index()]) {
    if (!c.enemy.exists() || c.level < Knowledge::kDetected) continue;
    const Time age = watch.state.now - c.seen;
    if (age < kRefreshAfter || age > kLost) continue;
    if (!state::is_present(watch.scenario, watch.state, c.enemy)) continue;
    const Point at = watch.state.at[c.enemy.index()];
    std::sort(looks.begin(), looks.end(), [&](const Look* a, const Look* b) {
      const double a_m = terrain::distance_m(a->at, at), b_m = terrain::distance_m(b->at, at);
      return a_m != b_m ? a_m < b_m
                        : watch.scenario.element(a->by).key < watch.scenario.element(b->by).key;
    });
    for (const Look* look : looks) {
      const Candidate candidate{c.enemy, terrain::distance_m(look->at, at)};
      const double ratio = sight_ratio(*look, candidate);
      if (ratio <= 0) continue;
      report(*look, candidate, level_of(*look, &c, ratio),
             watch.state.params[Param::sense_location_error_fraction], effects);
      break;
    }
  }
}

bool is_known(const Look& look, ElementId enemy, Knowledge level, Time age_max) {
  const Contact* c = contact_of(look, enemy);
  return c != nullptr && c->level >= level && look.state.now - c->seen <= age_max;
}

// New sightings. The rate rises towards the observer with the inverse cube of the range (Koopman
// 1946), from 1/tau where the enemy comes into sight at all.
void search(const Look& look, const std::vector<Candidate>& candidates, Time span,
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

// How far the enemy is heard now, m; 0: makes no noise. Steps are lost in the din of a fight.
double heard_m(const Look& look, ElementId enemy) {
  const state::Noise& noise = noise_of(look.watch, enemy);
  if (noise.fire_m > 0) return noise.fire_m;
  const bool in_din = look.state.now - look.state.under_fire[look.by.index()] <= kHeardFor;
  return in_din ? 0 : noise.steps_m;
}

// Sounds of enemies not known by sight, the nearest of them: a direction and a guess of the range.
// Listening needs no turning of the head, so what can be heard is heard within the look. Leaves
// only those in `candidates`.
void listen(const Look& look, std::vector<Candidate>& candidates, state::Effects& effects) {
  std::erase_if(candidates, [&](const Candidate& c) {
    return c.r_m > heard_m(look, c.enemy) || is_known(look, c.enemy, Knowledge::kDetected, kLost);
  });
  keep_nearest(candidates, kSoundsMax);
  for (const Candidate& c : candidates) {
    report(look, c, Knowledge::kHeard, look.state.params[Param::sense_sound_error_fraction],
           effects);
  }
}

// How far an enemy could be noticed at all, by eye or ear.
state::Noticed noticed_of(const Watch& watch, ElementId enemy) {
  const state::Noise& noise = noise_of(watch, enemy);
  const double seen_m = appearance_of(watch, enemy).farthest_m;
  // A float says it precisely enough.
  const double reach_m =
      static_cast<double>(static_cast<float>(std::max({noise.fire_m, noise.steps_m, seen_m})));
  return {watch.tick.looks, enemy, watch.state.at[enemy.index()], reach_m * reach_m};
}

double distance2(const Look& look, const state::Noticed& enemy) {
  const double dx = enemy.at.x_m - look.at.x_m, dy = enemy.at.y_m - look.at.y_m;
  return dx * dx + dy * dy;
}

// The nearest enemies within kNearM that could be seen or heard.
void gather_near(const Look& look, std::vector<Candidate>& out) {
  out.clear();
  const state::Tick& tick = look.watch.tick;
  const Side side = enemy_of(look.side);
  const auto& enemies = tick.near.all_of(side);
  auto& noticed = tick.near_by[index_of(side)];
  noticed.resize(enemies.size());
  const terrain::Box box = state::Neighbourhood::box_round(look.at, kNearM);
  tick.near.for_each_span(side, box, [&](uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; ++i) {
      state::Noticed& enemy = noticed[i];
      if (enemy.looks != tick.looks) enemy = noticed_of(look.watch, enemies[i]);
      const double r2 = distance2(look, enemy);
      if (r2 <= kNearM * kNearM && r2 <= enemy.reach2) out.push_back({enemy.enemy, std::sqrt(r2)});
    }
  });
  keep_nearest(out, kCandidatesMax);
}

void list_far_off(Watch& watch) {
  watch.listed = true;
  for (auto& side : watch.tick.far_off) side.clear();
  for (std::size_t i = 0; i < watch.scenario.elements.size(); ++i) {
    const ElementId e{i};
    if (!state::is_present(watch.scenario, watch.state, e)) continue;
    const state::Noticed noticed = noticed_of(watch, e);
    if (noticed.reach2 <= kNearM * kNearM) continue;
    watch.tick.far_off[index_of(watch.scenario.element(e).side)].push_back(noticed);
  }
}

// The nearest enemies from kNearM to kFarM that could be seen or heard.
void gather_far(const Look& look, std::vector<Candidate>& out) {
  out.clear();
  if (!look.watch.listed) list_far_off(look.watch);
  for (const state::Noticed& enemy : look.watch.tick.far_off[index_of(enemy_of(look.side))]) {
    const double r2 = distance2(look, enemy);
    if (r2 >= kNearM * kNearM && r2 <= kFarM * kFarM && r2 <= enemy.reach2) {
      out.push_back({enemy.enemy, std::sqrt(r2)});
    }
  }
  keep_nearest(out, kCandidatesMax);
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
void take_in(const Look& look, std::vector<Candidate>& candidates, Time span,
             state::Effects& effects) {
  lay_out_contacts(look.watch, look.unit);
  search(look, candidates, span, effects);
  // Over the engine nobody hears anything.
  if (!state::is_under_armour(look.state, look.by)) listen(look, candidates, effects);
}

void look_around(const Look& look, std::vector<Candidate>& candidates, state::Effects& effects) {
  const double nearest_m = look.watch.tick.enemy_m[look.by.index()];
  const Time near_period = nearest_m <= kCloseM ? kClosePeriod : kNearPeriod;
  const Time near = looked_for(look, near_period, kNearBeat);
  if (nearest_m <= kNearM && near.ms > 0) {
    gather_near(look, candidates);
    take_in(look, candidates, near, effects);
  }
  const Time far = looked_for(look, kFarPeriod, kFarBeat);
  if (far.ms > 0) {
    gather_far(look, candidates);
    take_in(look, candidates, far, effects);
  }
  if (look.watch.natural_lux < kFullMoon_lux) light_flare(look, effects);
}

// The looks of each unit at whose beat contacts are written down again, unit by unit.
void refresh_units(const Watch& watch, const std::vector<Look>& looks, state::Effects& effects) {
  std::vector<const Look*> beat;
  for (const Look& look : looks) {
    if (looked_for(look, kRefreshPeriod, kRefreshPeriod).ms > 0) beat.push_back(&look);
  }
  const auto by_unit = [](const Look* a, const Look* b) { return a->unit < b->unit; };
  std::stable_sort(beat.begin(), beat.end(), by_unit);
  for (auto first = beat.begin(); first != beat.end();) {
    const auto end = std::upper_bound(first, beat.end(), *first, by_unit);
    refresh_contacts(watch, {first, end}, effects);
    first = end;
  }
}

Watch watch_of(const Scenario& scenario, const State& state, const Rng& rng,
               const state::Tick& tick) {
  const double lux = scenario.lux_at(state.now);
  const SeeingRange seeing_range(state.params);
  const std::size_t n = scenario.elements.size();
  tick.thresholds.resize(n);
  tick.appearances.resize(n);
  tick.noises.resize(n);
  tick.contacts.resize(n);
  ++tick.looks;
  return {scenario,
          state,
          rng,
          tick,
          relief_seed(rng),
          scenario.weather_at(state.now).visibility_m,
          lux,
          seeing_range,
          seeing_range.at_m(lux),
          {},
          {},
          false};
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
    looks.push_back(
        {watch, scenario, state, rng, by, def.side, def.unit, state.at[by.index()], tick.dt[i]});
  }
  refresh_units(watch, looks, effects);
  std::vector<Candidate> candidates;
  for (const Look& look : looks) look_around(look, candidates, effects);
  put_contacts_away(watch);
  best_first(scenario, effects.sightings);
}

}  // namespace khasan::combat
