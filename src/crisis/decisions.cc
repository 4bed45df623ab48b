// What the actors of a crisis decide. Every act is a logit choice between acting and holding with
// shocks that are drawn once a run; the capital's filter on its field command is one function.
#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "crisis/course.h"
#include "crisis/logit.h"

namespace khasan::crisis {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

// Columns of the shocks beside the rungs.
constexpr int kHold = kRungsMax, kDisobey = kRungsMax + 1;
constexpr uint64_t kHoldKey = stable_key("hold"), kDisobeyKey = stable_key("disobey"),
                   kVetoKey = stable_key("veto"), kPrepareKey = stable_key("prepare"),
                   kAlertKey = stable_key("alert");

}  // namespace

// The actor's mood for an act, the same whenever it is looked at in a run.
double Course::shock(int actor, int action) {
  double& cached = shocks_[at(actor)][at(action)];
  if (std::isnan(cached)) {
    const uint64_t act = action == kHold      ? kHoldKey
                         : action == kDisobey ? kDisobeyKey
                                              : theatre_.ladder[at(action)].key;
    cached = gumbel_from(draw(Purpose::kCrisisShock, theatre_.actors[at(actor)].key, act, 0));
  }
  return cached;
}

// Whether an actor takes an act that is worth so much more to it than holding (7).
bool Course::takes(int actor, int action, double gain) {
  return numbers_.actor[actor].precision * gain + shock(actor, action) > shock(actor, kHold);
}

void Course::guard_decides() {
  for (int i = 0; i < kSides; ++i) {
    const int guard = theatre_.sides[at(i)].guard;
    if (guard == kNobody) continue;
    const double gain = occupation_gain(view(guard), stance_[at(i)].zeal);
    if (!takes(guard, theatre_.occupy, gain)) continue;
    occupy(guard, Deed::kOccupied);
    if (told_) told_->back().chance = logistic(numbers_.actor[guard].precision * gain);
    return;
  }
}

// A field command that has been warned may be there first.
void Course::field_preempts() {
  for (int i = 0; i < kSides && outcome_.occupied_day == kNoDay; ++i) {
    const int field = theatre_.sides[at(i)].field;
    if (!theatre_.sides[at(i)].may_preempt || !stance_[at(i)].warned) continue;
    const double gain = occupation_gain(view(field), 0);
    if (!takes(field, theatre_.occupy, gain)) continue;
    occupy(field, Deed::kPreempted);
    if (told_) told_->back().chance = logistic(numbers_.actor[field].precision * gain);
  }
}

void Course::occupy(int actor, Deed deed) {
  const int side = theatre_.actors[at(actor)].side;
  outcome_.occupier = side;
  outcome_.occupied_day = now_.day;
  now_.crest[at(side)] = 1;
  now_.lost_since[at(1 - side)] = now_.day;
  now_.level[at(side)] = std::max(now_.level[at(side)], theatre_.occupy);
  go_public(actor, theatre_.occupy);
  shift_view(1 - side, numbers_.seen_occupying);
  tell(deed, actor, side, theatre_.occupy);
}

void Course::field_decides(int side) {
  if (outcome_.occupied_day == kNoDay) return;
  if (is_fighting()) return propose(side);
  if (side != outcome_.occupier) {
    send_letter(side);
    mobilise(side);
    return propose(side);
  }
  // The occupier's field command stands to when it believes that the other means it.
  Stance& own = stance_[at(side)];
  const uint32_t n = own.looks++;
  if (own.mobilised || !(draw(Purpose::kCrisisShock, theatre_.sides[at(side)].key, kAlertKey, n) <
                         now_.belief[at(side)].resolved)) {
    return;
  }
  go_public(theatre_.sides[at(side)].field, theatre_.mobilise);
  call_up(side);
  tell(Deed::kMobilised, theatre_.sides[at(side)].field, side, theatre_.mobilise);
}

void Course::send_letter(int side) {
  if (theatre_.letter == kNobody || stance_[at(side)].letter) return;
  const int actor = theatre_.sides[at(side)].field;
  const View field = view(actor);
  const double value = threat(field, theatre_.letter).value, hold = hold_value(field);
  if (!takes(actor, theatre_.letter, value - hold)) return;
  stance_[at(side)].letter = true;
  go_public(actor, theatre_.letter);
  tell(Deed::kLetter, actor, side, theatre_.letter, value, hold, value - hold);
}

void Course::mobilise(int side) {
  if (stance_[at(side)].mobilised) return;
  const int actor = theatre_.sides[at(side)].field;
  const View field = view(actor);
  const double value = threat(field, theatre_.mobilise).value, hold = hold_value(field);
  if (!takes(actor, theatre_.mobilise, value - hold)) return;
  go_public(actor, theatre_.mobilise);
  call_up(side);
  shift_view(1 - side, numbers_.seen_mobilising);
  tell(Deed::kMobilised, actor, side, theatre_.mobilise, value, hold, value - hold);
}

// Forces begin to assemble, if they have not yet.
void Course::call_up(int side) {
  Stance& own = stance_[at(side)];
  if (own.mobilised) return;
  own.mobilised = true;
  own.ready = now_.day + numbers_.side[side].mobilise_d;
  outcome_.mobilised |= side != outcome_.occupier;
}

void Course::principal_decides(int side) {
  if (outcome_.occupied_day == kNoDay) return;
  if (!is_fighting()) {
    if (side != outcome_.occupier) demand(side);
    return;
  }
  // In battle a capital that has lost the prize may order what its field command does not.
  const Side& own = theatre_.sides[at(side)];
  if (!own.orders || now_.crest[at(side)] > 0.5) return;
  const int rung = best_strike(own.principal);
  if (rung == kNobody) return;
  const View principal = view(own.principal);
  const double value = strike_worth(principal, rung), hold = hold_value(principal);
  tell(Deed::kOrdered, own.principal, side, rung, value, hold, value - hold);
  prepare(own.principal, rung);
}

// The demand of one capital to the other, once blood has been shed; it is answered at once.
void Course::demand(int side) {
  Stance& own = stance_[at(side)];
  if (theatre_.demand == kNobody || own.demanded) return;
  if (theatre_.shot != kNobody && outcome_.shot_day == kNoDay) return;
  const int actor = theatre_.sides[at(side)].principal;
  const int answering = theatre_.sides[at(1 - side)].principal;
  const View sender = view(actor);
  const Threat made = threat(sender, theatre_.demand);
  const double hold = hold_value(sender);
  if (!takes(actor, theatre_.demand, made.value - hold)) return;
  own.demanded = true;
  outcome_.demand_day = now_.day;
  tell(Deed::kDemand, actor, side, theatre_.demand, made.value, hold, made.value - hold);
  const double gain = refusal_gain(view(answering), theatre_.demand);
  const bool refused = takes(answering, theatre_.demand, gain) && !theatre_.concedes;
  double& resolved = now_.belief[at(side)].resolved;
  resolved = after_answer(resolved, refused, made.refused_resolved, made.refused_other);
  go_public(actor, theatre_.demand);
  tell(refused ? Deed::kRefused : Deed::kConceded, answering, 1 - side, theatre_.demand, gain, 0,
       refused ? gain : -gain);
  own.rejected = refused;
  if (refused) return;
  outcome_.conceded = true;
  now_.crest = {0, 0};
  finish(End::kConceded);
}

bool Course::may_strike(int side, int rung) const {
  const Rung& step = theatre_.ladder[at(rung)];
  const Stance& own = stance_[at(side)];
  if (!step.possible[side] || (step.mobilised[side] && own.ready > now_.day)) return false;
  if (!is_fighting()) return rung <= theatre_.sides[at(side)].threatened;
  const int level = now_.level[at(side)];
  const bool holds = now_.crest[at(side)] > 0.5;
  if (rung < level || (rung == level && holds)) return false;
  if (holds && !theatre_.sides[at(side)].reinforces) return false;
  if (!theatre_.sides[at(side)].climbs) return true;
  // One rung at a time: those below have been used.
  return next_strike(theatre_, side, std::max(now_.climbed[at(side)], theatre_.mobilise)) >= rung ||
         outcome_.rung_day[side][rung] < kNoDay;
}

// A fresh local incident makes the first strikes easier to justify.
double Course::strike_worth(const View& who, int rung) const {
  const bool local = !is_fighting() && now_.day < pretext_until_ &&
                     theatre_.actors[at(who.actor)].role == Role::kField;
  return strike_value(who, rung) + (local ? numbers_.pretext : 0);
}

int Course::best_strike(int actor) {
  const int side = theatre_.actors[at(actor)].side;
  const Stance& own = stance_[at(side)];
  if (own.prepared != kNobody || now_.day < own.pause_until) return kNobody;
  const View who = view(actor);
  int best = kNobody;
  double highest = who.self().precision * hold_value(who) + shock(actor, kHold);
  for (int k = theatre_.first_strike; k < static_cast<int>(theatre_.ladder.size()); ++k) {
    if (!may_strike(side, k)) continue;
    const double worth = who.self().precision * strike_worth(who, k) + shock(actor, k);
    if (worth > highest) highest = worth, best = k;
  }
  return best;
}

// The field command submits its best strike; what needs no sanction, has it, or is done without it
// is carried out (section 7.3).
void Course::propose(int side) {
  const Side& own = theatre_.sides[at(side)];
  const int rung = best_strike(own.field);
  if (rung == kNobody) return;
  const View field = view(own.field);
  const double value = strike_worth(field, rung), hold = hold_value(field);
  const int needs_sanction = is_fighting() ? own.sanction_from_at_war : own.sanction_from;
  if (rung < needs_sanction || approves(side, rung)) return prepare(own.field, rung);
  if (rung > own.disobey_until) return;
  const double factor = is_fighting()               ? numbers_.war_disobedience
                        : now_.day < pretext_until_ ? numbers_.pretext_discipline
                                                    : 1;
  const double gain = value - hold - field.self().discipline * factor;
  if (!takes_against_orders(own.field, gain)) return;
  tell(Deed::kDisobeyed, own.field, side, rung, value, hold, gain);
  prepare(own.field, rung);
}

bool Course::takes_against_orders(int actor, double gain) {
  return numbers_.actor[actor].precision * gain + shock(actor, kDisobey) > shock(actor, kHold);
}

bool Course::approves(int side, int rung) {
  Stance& stance = stance_[at(side)];
  const Side& own = theatre_.sides[at(side)];
  if (stance.sanctioned && rung <= own.approval_until) return true;
  if (stance.denied) return false;
  const View principal = view(own.principal);
  const double value = strike_value(principal, rung), hold = hold_value(principal);
  const double gain =
      value - hold - (is_fighting() || stance.rejected ? 0 : numbers_.side[side].undemanded);
  const bool wants = takes(own.principal, rung, gain);
  if (!wants && own.voters.empty()) return false;
  if (is_stopped(side, gain)) {
    stance.denied = outcome_.denied = true;
    tell(Deed::kStopped, own.principal, side, rung, value, hold, gain);
    return false;
  }
  stance.sanctioned |= rung <= own.approval_until;
  tell(Deed::kSanctioned, own.principal, side, rung, value, hold, gain);
  return true;
}

// The court's one word on an approval; or, where there are voters, the vote.
bool Course::is_stopped(int side, double gain) {
  const Side& own = theatre_.sides[at(side)];
  double stop = numbers_.side[side].veto;
  if (!own.voters.empty()) {
    double pro = 0, all = 0;
    for (const Voter& voter : own.voters) {
      all += voter.weight;
      if (gain + voter.leaning > 0) pro += voter.weight;
    }
    stop = 1 - pro / all;
  }
  return draw(Purpose::kCrisisShock, own.key, kVetoKey, 0) < stop;
}

// Sets the hour of a strike: half to one and a half times its preparation.
void Course::prepare(int actor, int rung) {
  const int side = theatre_.actors[at(actor)].side;
  Stance& own = stance_[at(side)];
  const double u =
      draw(Purpose::kCrisisDelay, theatre_.sides[at(side)].key, kPrepareKey, own.plans++);
  own.prepared = rung;
  own.strike = now_.day + (0.5 + u) * numbers_.rung[rung].preparation_d[side];
  tell(Deed::kPlanned, actor, side, rung);
}

// A meeting of the capitals' men: both accept the lines as they are, or it was in vain. Each
// meeting is new, and so are its shocks.
void Course::talks() {
  if (!is_fighting()) return;
  const uint32_t n = meetings_++;
  bool all = true;
  for (int i = 0; i < kSides; ++i) {
    const int principal = theatre_.sides[at(i)].principal;
    const double u = draw(Purpose::kCrisisTalks, theatre_.actors[at(principal)].key, 0, n);
    all &=
        numbers_.actor[principal].precision * cease_fire_gain(view(principal)) + logistic_from(u) >
        0;
  }
  tell(all ? Deed::kCeaseFire : Deed::kTalksFailed, kNobody, 0, kNobody);
  if (all) finish(End::kCeaseFire);
}

}  // namespace khasan::crisis
