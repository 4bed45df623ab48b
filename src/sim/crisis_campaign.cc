#include "sim/crisis_campaign.h"

#include <algorithm>
#include <cmath>

#include "lessons/exchange.h"

namespace khasan::sim {
namespace {

using crisis::Course;
using crisis::Deed;

constexpr double kDay_ms = 86'400'000;
// Days from the beginning of a strike until its actors call it won or lost: a night and a day
// (assumed).
constexpr double kJudged_d = 1;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

Side side_of(int side) { return side == 0 ? Side::kFirst : Side::kSecond; }

}  // namespace

CrisisCampaign::CrisisCampaign(const scenario::Scenario& scenario, const crisis::Theatre& theatre,
                               const crisis::Numbers& numbers, const Rng& rng, Time epoch)
    : scenario_(scenario),
      theatre_(theatre),
      numbers_(numbers),
      epoch_(epoch),
      course_(theatre, numbers, rng, &told_) {
  if (course_.advance() == Course::Stop::kStrike) open_.push_back({course_.strike(), 0});
}

double CrisisCampaign::day_at(Time battle) const {
  return course_.outcome().assault_day +
         static_cast<double>((battle - scenario_.start).ms) / kDay_ms;
}

Time CrisisCampaign::battle_at(double day) const {
  const double since = (day - course_.outcome().assault_day) * kDay_ms;
  return scenario_.start + milliseconds(static_cast<int64_t>(since));
}

// Leave to begin what prepares a strike, decided on that day. Staffs keep to
// the hour of the day for which their plan was made: a night assault waits for
// the night.
Permission CrisisCampaign::release(int side, int rung, double day) {
  Permission given{side_of(side), rung + 1, battle_at(day)};
  for (const scenario::Escalation& planned : scenario_.escalations) {
    if (planned.side != given.side || planned.rung != given.rung) continue;
    const int64_t day_ms = hours(24).ms;
    const int64_t late = ((given.at - planned.from).ms % day_ms + day_ms) % day_ms;
    if (late > 0) given.at += milliseconds(day_ms - late);
    break;
  }
  begins_[at(side)] = day_at(given.at);
  return given;
}

// How far the side has dug in since it occupied the prize, against the record, and what its field
// command believes of its strength beyond a count of men.
scenario::Footing CrisisCampaign::footing_of(int side) const {
  scenario::Footing footing;
  const crisis::Belief& belief = course_.situation().belief[at(side)];
  const int field = theatre_.sides[at(side)].field;
  footing.log_ratio = belief.strength() + numbers_.actor[field].optimism;
  if (!scenario_.occupation) return footing;
  const crisis::Outcome& outcome = course_.outcome();
  const double recorded = static_cast<double>((scenario_.start - scenario_.occupation->since).ms);
  const double held = (outcome.assault_day - outcome.occupied_day) * kDay_ms;
  footing.works = outcome.occupier == side ? held / recorded : 0;
  return footing;
}

// What the losses since the last look show of the attacker beyond the planners'
// tables; the men in contact are the strength.
double CrisisCampaign::shown_by_losses(int attacker, bool enemy_holds,
                                       const Standings& standings) const {
  const auto lost = [&](int side) {
    return standings.sides[at(side)].men_lost - lost_before_[at(side)];
  };
  const int enemy = 1 - attacker;
  lessons::Engagement fight;
  fight.holder = enemy_holds ? lessons::Holder::kEnemy : lessons::Holder::kNobody;
  fight.own_men = std::max(1, standings.sides[at(attacker)].men_in_contact);
  fight.own_losses = std::min<double>(lost(attacker), fight.own_men);
  fight.enemy_men = std::max(1, standings.sides[at(enemy)].men_in_contact);
  fight.enemy_losses = std::min<double>(lost(enemy), fight.enemy_men);
  return lessons::residual(fight, numbers_.heights);
}

// Who holds what now, and what came of the strikes since the last look. A
// strike is judged at the first look that is an epoch or more after it.
void CrisisCampaign::see(const Standings& standings) {
  const double crest[2] = {standings.sides[0].crest, standings.sides[1].crest};
  const double held = crest[0] + crest[1];
  const double first = held > 0 ? crest[0] / held : course_.situation().crest[0];
  const double now = day_at(standings.now);
  const auto judged = [&](const Open& open) { return open.until <= now; };
  const double noise = numbers_.exchange_noise * numbers_.exchange_noise;
  bool any = false;
  for (const Open& open : open_) {
    if (!judged(open)) continue;
    const crisis::Strike& strike = open.strike;
    const int side = strike.side;
    const bool enemy_held = course_.situation().crest[at(1 - side)] > 0.5;
    course_.settle(strike, {side == 0 ? first : 1 - first,
                            shown_by_losses(side, enemy_held, standings), noise});
    any = true;
  }
  if (!any) course_.share_prize(0, first);
  std::erase_if(open_, judged);
  if (!any) return;
  for (int i = 0; i < crisis::kSides; ++i) lost_before_[at(i)] = standings.sides[at(i)].men_lost;
}

Decisions CrisisCampaign::look(const Standings& standings) {
  Decisions decisions;
  std::size_t told = told_.size();
  if (standings.now == scenario_.start) {
    crisis::Strike& first = open_.front().strike;
    decisions.permissions.push_back(release(first.side, first.rung, first.day));
    open_.front().until = begins_[at(first.side)] + kJudged_d;
  } else {
    see(standings);
  }
  // Until the next look.
  const double until = day_at(standings.now + epoch_);
  Course::Stop stop = Course::Stop::kStrike;
  while (stop == Course::Stop::kStrike) {
    stop = course_.advance(until);
    if (stop == Course::Stop::kStrike) open_.push_back({course_.strike(), 0});
  }
  for (; told < told_.size(); ++told) {
    const crisis::Told& line = told_[told];
    if (line.deed != Deed::kPlanned) continue;
    decisions.permissions.push_back(release(line.side, line.rung, line.day));
  }
  for (Open& open : open_) {
    if (open.until > 0) continue;
    open.until = std::max(open.strike.day, begins_[at(open.strike.side)]) + kJudged_d;
  }
  for (int side = 0; side < crisis::kSides; ++side) {
    const scenario::Footing footing = footing_of(side);
    if (footing == footing_[at(side)]) continue;
    decisions.footing[at(side)] = footing_[at(side)] = footing;
  }
  if (stop == Course::Stop::kOver) {
    decisions.cease_fire = battle_at(course_.outcome().end_day);
  }
  return decisions;
}

void CrisisCampaign::end() {
  if (!course_.is_over()) course_.leave();
}

}  // namespace khasan::sim
