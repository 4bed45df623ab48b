// Time in a crisis: clocks, dates, and what happens by itself. What actors decide: decisions.cc.
#include "crisis/course.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/hash.h"
#include "base/maths.h"
#include "crisis/logit.h"
#include "crisis/surrogate.h"

namespace khasan::crisis {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

// Keys of what is no actor and no rung.
constexpr uint64_t kResolveKey = stable_key("resolve"), kQualityKey = stable_key("quality"),
                   kQuantityKey = stable_key("quantity"), kPauseKey = stable_key("pause"),
                   kWarKey = stable_key("war"), kLookKey = stable_key("look");

}  // namespace

Course::Course(const Theatre& theatre, const Numbers& numbers, const Rng& rng,
               std::vector<Told>* told)
    : theatre_(theatre), numbers_(numbers), rng_(rng), told_(told) {
  for (auto& row : shocks_) row.fill(std::numeric_limits<double>::quiet_NaN());
  for (auto& row : outcome_.rung_day) std::fill(std::begin(row), std::end(row), kNoDay);
  now_.day = theatre.start_day;
  now_.strain = numbers.relation.strain;
  Truth& truth = outcome_.truth;
  truth.strength = numbers.quality_mean + numbers.quality_sd * balance(kQualityKey) +
                   numbers.quantity_sd * balance(kQuantityKey);
  for (int i = 0; i < kSides; ++i) {
    const SideNumbers& own = numbers.side[i];
    const uint64_t key = theatre.sides[at(i)].key;
    truth.resolved[at(i)] = draw(Purpose::kCrisisTruth, key, kResolveKey, 0) < own.resolved;
    now_.belief[at(i)] = {own.quantity,     own.quality,
                          own.var_quantity, 0,
                          own.var_quality,  numbers.side[1 - i].resolved};
    if (numbers.relation.hostility != 0) shift_view(i, numbers.relation.hostility);
    now_.level[at(i)] = theatre.sides[at(i)].start_level;
    now_.commitment[at(i)] = own.commitment;
    stance_[at(i)].zeal = own.zeal;
  }
  const double rates[kClocks] = {numbers.rate_sighting,     numbers.rate_friction,
                                 numbers.rate_pretext,      numbers.rate_talks,
                                 numbers.rate_guard,        numbers.rate_preempt,
                                 numbers.rate_field[0],     numbers.rate_field[1],
                                 numbers.rate_principal[0], numbers.rate_principal[1]};
  for (int c = 0; c < kClocks; ++c) {
    clocks_[at(c)].rate = rates[c];
    clocks_[at(c)].next = theatre.start_day;
    ring(clocks_[at(c)], c);
  }
  for (std::size_t i = 0; i < theatre.reports.size(); ++i) {
    report_order_[i] = static_cast<uint8_t>(i);
  }
  std::sort(report_order_.begin(),
            report_order_.begin() + static_cast<std::ptrdiff_t>(theatre.reports.size()),
            [&](uint8_t a, uint8_t b) {
              const double da = numbers.report[a].day, db = numbers.report[b].day;
              return da != db ? da < db : theatre.reports[a].key < theatre.reports[b].key;
            });
}

double Course::draw(Purpose purpose, uint64_t subject, uint64_t object, uint32_t n) const {
  return rng_.uniform(purpose, subject, object, Time{}, n);
}

// A standard normal, the one side's less the other's, so that no side is the first.
double Course::balance(uint64_t what) const {
  const auto own = [&](std::size_t side) {
    return normal_quantile(draw(Purpose::kCrisisTruth, theatre_.sides[side].key, what, 0));
  };
  return (own(0) - own(1)) * std::sqrt(0.5);
}

// Sets a clock to its next ring. Clocks ring whether or not anybody listens, so that twin histories
// ring on the same days; four rings come from one draw. A side's clock has the name of the side.
void Course::ring(Ringing& clock, int name) {
  if (!(clock.rate > 0)) {
    clock.next = kNoDay;
    return;
  }
  const uint32_t n = clock.rings++;
  if (n % 4 == 0) {
    const bool is_sides = name >= kField0;
    const int side = is_sides ? (name - kField0) % kSides : 0;
    const uint64_t owner = is_sides ? theatre_.sides[at(side)].key : 0;
    const auto words = rng_.words(Stream::kChance, Purpose::kCrisisClock,
                                  static_cast<uint64_t>(name - side), owner, Time{}, n / 4);
    clock.waits = pinned_log({Rng::unit_interval(words[0]), Rng::unit_interval(words[1]),
                              Rng::unit_interval(words[2]), Rng::unit_interval(words[3])});
  }
  clock.next -= clock.waits[n % 4] / clock.rate;
}

View Course::view(int actor) const {
  return {theatre_, numbers_, now_, actor,
          outcome_.truth.resolved[at(theatre_.actors[at(actor)].side)]};
}

void Course::tell(Deed deed, int actor, int side, int rung, double value, double hold,
                  double gain) {
  if (!told_) return;
  Told line;
  line.day = now_.day;
  line.deed = deed;
  line.actor = actor, line.side = side, line.rung = rung;
  line.value = value, line.hold = hold;
  line.chance = actor == kNobody ? 0 : logistic(numbers_.actor[actor].precision * gain);
  line.belief = now_.belief;
  line.crest = now_.crest;
  line.audience = now_.audience;
  line.strain = now_.strain;
  told_->push_back(line);
}

void Course::go_public(int actor, int rung) {
  const int side = theatre_.actors[at(actor)].side;
  now_.audience[at(side)] +=
      numbers_.stock * numbers_.actor[actor].audience * numbers_.rung[rung].publicity;
  now_.strain += numbers_.rung[rung].publicity;
  now_.climbed[at(side)] = std::max(now_.climbed[at(side)], rung);
  double& first = outcome_.rung_day[side][rung];
  first = std::min(first, now_.day);
}

void Course::shift_view(int side, double shift) {
  double& resolved = now_.belief[at(side)].resolved;
  resolved = shift_log_odds(resolved, shift);
}

void Course::hear(int index) {
  const Report& report = theatre_.reports[at(index)];
  const ReportNumbers& said = numbers_.report[index];
  if (!(draw(Purpose::kCrisisReport, report.key, 0, 0) < said.chance)) return;
  Belief& belief = now_.belief[at(report.receiver)];
  const double doubt = said.suspicion * said.suspicion;
  if (!std::isnan(said.quantity)) {
    learn_report(belief, Part::kQuantity, said.quantity + said.deception, said.var_quantity + doubt,
                 said.credibility);
  }
  if (!std::isnan(said.quality)) {
    learn_report(belief, Part::kQuality, said.quality + said.deception, said.var_quality + doubt,
                 said.credibility);
  }
  shift_view(report.receiver, said.resolve);
  shift_view(1 - report.receiver, said.alarm);
  stance_[at(1 - report.receiver)].zeal += said.zeal;
  stance_[at(report.receiver)].warned |= report.warns_of_occupation;
  tell(Deed::kReport, kNobody, report.receiver, kNobody);
  if (!told_) return;
  told_->back().report = index;
  told_->back().day = said.day;
}

// What is dated and due by now.
void Course::news() {
  while (next_report_ < theatre_.reports.size() &&
         numbers_.report[report_order_[next_report_]].day <= now_.day) {
    hear(report_order_[next_report_++]);
  }
  while (next_commitment_ < theatre_.commitments.size() &&
         theatre_.commitments[next_commitment_].day <= now_.day) {
    const CommitmentStep& step = theatre_.commitments[next_commitment_++];
    double& share = now_.commitment[at(step.side)];
    share = std::clamp(numbers_.side[step.side].commitment + step.change, 0.0, 1.0);
    tell(Deed::kCommitment, kNobody, step.side, kNobody);
    if (told_) told_->back().report = static_cast<int>(next_commitment_) - 1;
  }
  const int sooner = stance_[1].ready < stance_[0].ready ? 1 : 0;
  for (const int i : {sooner, 1 - sooner}) {
    const Stance& own = stance_[at(i)];
    if (own.ready > now_.day || now_.level[at(i)] >= theatre_.mobilise) continue;
    now_.level[at(i)] = theatre_.mobilise;
    tell(Deed::kReady, theatre_.sides[at(i)].field, i, theatre_.mobilise);
  }
}

Course::Stop Course::advance(double until) {
  news();
  while (!over_) {
    int first = 0;
    for (int c = 1; c < kClocks; ++c) {
      if (clocks_[at(c)].next < clocks_[at(first)].next) first = c;
    }
    double next = clocks_[at(first)].next;
    int due = kNobody;  // side whose prepared strike comes before any clock
    for (int i = 0; i < kSides; ++i) {
      if (stance_[at(i)].strike < next) next = stance_[at(i)].strike, due = i;
    }
    const double last = std::min(until, theatre_.end_day);
    if (next > last) {
      now_.day = last;
      news();
      if (last == theatre_.end_day && last <= until) {
        finish(is_fighting()                    ? End::kUnfinished
               : outcome_.occupied_day < kNoDay ? End::kFaded
                                                : End::kNoOccupation);
        break;
      }
      return Stop::kUntil;
    }
    now_.day = next;
    if (is_fighting()) now_.since_war = now_.day - outcome_.assault_day;
    news();
    if (due != kNobody) {
      if (strike_now(due)) return Stop::kStrike;
      continue;
    }
    if (is_silent(first)) {
      clocks_[at(first)].next = kNoDay;
      continue;
    }
    ring(clocks_[at(first)], first);
    on_clock(first);
  }
  return Stop::kOver;
}

// Whether nobody will listen to a clock any more in this run.
bool Course::is_silent(int clock) const {
  const bool occupied = outcome_.occupied_day < kNoDay;
  switch (clock) {
    case kSighting:
    case kGuard:
    case kPreempt:
      return occupied;
    case kFriction:
      return outcome_.shot_day < kNoDay || is_fighting();
    case kPretext:
      return is_fighting();
    default:
      return false;
  }
}

void Course::on_clock(int clock) {
  switch (clock) {
    case kSighting:
      return sighting();
    case kFriction:
      return friction();
    case kPretext:
      if (outcome_.occupied_day == kNoDay) return;
      pretext_until_ = now_.day + numbers_.pretext_d;
      return tell(Deed::kPretext, kNobody, 1 - outcome_.occupier, kNobody);
    case kTalks:
      return talks();
    case kGuard:
      return guard_decides();
    case kPreempt:
      return field_preempts();
    case kField0:
    case kField1:
      return field_decides(clock - kField0);
    default:
      return principal_decides(clock - kPrincipal0);
  }
}

// Mapping parties of the one side, seen by the guards of the other: they bring a look at the
// enemy's strength, and are a signal of attack. The field command weighs the one; it does not think
// of the other.
void Course::sighting() {
  if (theatre_.reconnoitre == kNobody) return;
  for (int i = 0; i < kSides; ++i) {
    if (theatre_.sides[at(i)].guard == kNobody) continue;
    const int side = 1 - i;
    const int field = theatre_.sides[at(side)].field;
    const double variance = numbers_.look_variance;
    double gain = 0;
    if (variance > 0) {
      gain = probing_gain(view(field), variance);
      if (!takes(field, theatre_.reconnoitre, gain)) continue;
      const double u = draw(Purpose::kCrisisReport, theatre_.sides[at(side)].key, kLookKey,
                            stance_[at(side)].looks++);
      const double truth = side == 0 ? outcome_.truth.strength : -outcome_.truth.strength;
      learn_strength(now_.belief[at(side)], truth + std::sqrt(variance) * normal_quantile(u),
                     variance);
    }
    go_public(field, theatre_.reconnoitre);
    shift_view(i, numbers_.seen_reconnoitring);
    tell(Deed::kSighting, field, side, theatre_.reconnoitre, gain, 0, gain);
  }
}

// Two parties on one slope: sooner or later somebody fires.
void Course::friction() {
  if (theatre_.shot == kNobody || outcome_.occupied_day == kNoDay) return;
  outcome_.shot_day = now_.day;
  for (int i = 0; i < kSides; ++i) go_public(theatre_.sides[at(i)].principal, theatre_.shot);
  tell(Deed::kShot, kNobody, outcome_.occupier, theatre_.shot);
}

// Carries out the strike that the side has prepared; true if it has to be fought.
bool Course::strike_now(int side) {
  Stance& own = stance_[at(side)];
  const int rung = own.prepared;
  own.strike = kNoDay, own.prepared = kNobody;
  const std::size_t i = at(side);
  if (!is_fighting()) {
    outcome_.assault_day = now_.day;
    outcome_.assailant = side;
    outcome_.sanctioned = own.sanctioned;
    outcome_.before = now_.belief;
    call_up(1 - outcome_.occupier);
  }
  if (rung > now_.climbed[i]) shift_view(1 - side, numbers_.attacked);
  const int actor = theatre_.sides[i].field;
  go_public(actor, rung);
  strike_ = {side, rung, now_.day, own.strikes++};
  now_.level[i] = rung;
  const SideNumbers& figures = numbers_.side[side];
  const double u = draw(Purpose::kCrisisDelay, theatre_.sides[i].key, kPauseKey, strike_.n);
  own.pause_until = now_.day + figures.pause_d[0] + u * (figures.pause_d[1] - figures.pause_d[0]);
  const bool holds = now_.crest[i] > 0.5;
  tell(holds ? Deed::kReinforced : Deed::kStruck, actor, side, rung);
  if (draw(Purpose::kCrisisBattle, theatre_.sides[i].key, kWarKey, strike_.n) <
      numbers_.rung[rung].spiral) {
    tell(Deed::kGeneralWar, kNobody, side, theatre_.war);
    finish(End::kGeneralWar);
    return false;
  }
  return !holds;
}

void Course::settle(const Strike& strike, const Fought& fought) {
  share_prize(strike.side, fought.crest);
  learn_from_fight(strike.side, fought.residual, fought.variance);
  tell(fought.crest > 0.5 ? Deed::kTaken : Deed::kRepelled, theatre_.sides[at(strike.side)].field,
       strike.side, strike.rung);
}

// The side that passes half of the prize has taken it; the other has lost it if it held it.
void Course::share_prize(int side, double crest) {
  const std::array<double, kSides> before = now_.crest;
  now_.crest[at(side)] = crest;
  now_.crest[at(1 - side)] = 1 - crest;
  for (int i = 0; i < kSides; ++i) {
    if (now_.crest[at(i)] <= 0.5 || before[at(i)] > 0.5) continue;
    now_.lost_since[at(1 - i)] = now_.day;
    now_.lost_in_battle[at(1 - i)] = before[at(1 - i)] > 0.5;
    now_.lost_in_battle[at(i)] = false;
  }
}

void Course::learn_from_fight(int side, double residual, double variance) {
  const double noise = variance + numbers_.battle_noise * numbers_.battle_noise;
  for (int i = 0; i < kSides; ++i) {
    const double seen = i == side ? residual : -residual;
    learn_strength(now_.belief[at(i)], seen, noise);
    Engagements& own = outcome_.engagements[at(i)];
    ++own.count;
    own.residual += seen;
    own.variance = noise;
  }
}

void Course::finish(End end) {
  over_ = true;
  outcome_.end = end;
  outcome_.end_day = now_.day;
  outcome_.crest = now_.crest;
  outcome_.lost = now_.lost_in_battle;
  outcome_.after = now_.belief;
  const bool settled = end == End::kConceded || end == End::kCeaseFire;
  outcome_.strain = now_.strain * (settled ? numbers_.relation.eased : 1);
  if (!is_fighting()) outcome_.before = now_.belief;
  if (end == End::kFaded) tell(Deed::kFaded, kNobody, outcome_.occupier, kNobody);
}

Outcome run_crisis(const Theatre& theatre, const Numbers& numbers, const Rng& rng,
                   std::vector<Told>* told) {
  Course course(theatre, numbers, rng, told);
  while (course.advance() == Course::Stop::kStrike) {
    course.settle(course.strike(), fight(theatre, numbers, course.truth(), course.situation(),
                                         course.strike(), rng));
  }
  return course.outcome();
}

}  // namespace khasan::crisis
