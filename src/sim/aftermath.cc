#include "sim/aftermath.h"

#include <algorithm>
#include <cmath>

#include "lessons/next_incident.h"

namespace khasan::sim {
namespace {

// Nobody is quite sure of another's mind: log-odds stay finite. Structural: it bounds what only
// rounding, or a chance of 0 or 1 in a file, can reach.
constexpr double kDoubt = 1e-6;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

lessons::Lesson lesson_of(const crisis::Numbers& numbers, const crisis::Outcome& outcome,
                          int side) {
  const crisis::Belief& before = outcome.before[at(side)];
  const crisis::Engagements& fought = outcome.engagements[at(side)];
  lessons::Observation seen;
  seen.engagements = fought.count;
  if (fought.count > 0) {
    seen.residual = fought.residual / fought.count;
    seen.noise_variance = fought.variance;
  }
  return lessons::learn(
      {before.quantity, before.quality, before.var_quantity, before.var_quality, before.covariance},
      seen, habits_of(numbers, side), numbers.side[side].drag);
}

// The successor's side and odds (equation 11).
void look_ahead(const crisis::Theatre& theatre, const crisis::Numbers& numbers,
                const crisis::Outcome& outcome, Aftermath& after) {
  for (int i = 0; i < crisis::kSides; ++i) {
    const int successor = theatre.sides[at(i)].successor;
    if (successor == crisis::kNobody) continue;
    const crisis::ActorNumbers& who = numbers.actor[successor];
    const crisis::Belief& before = outcome.before[at(i)];
    lessons::IncidentOdds odds;
    odds.chance_reference = numbers.next.base_chance;
    odds.incidents_per_year = numbers.next.incidents;
    odds.boldness = who.precision * who.stake;
    odds.optimism = who.optimism;
    odds.strength_sd =
        std::sqrt(numbers.battle_noise * numbers.battle_noise + before.var_strength());
    odds.doctrine = numbers.side[i].quality;
    odds.grievance = numbers.next.grievance;
    odds.resolve_weight = numbers.next.resolve_weight;
    odds.resolve_reference = numbers.next.resolve_reference;
    const lessons::Aftermath carried{after.lesson[at(i)].expected_next(), after.lost[at(i)],
                                     std::clamp(outcome.after[at(i)].resolved, kDoubt, 1 - kDoubt)};
    after.escalation = lessons::chance_of_escalation(odds, carried);
    after.per_year = lessons::crises_per_year(odds, carried);
  }
}

}  // namespace

lessons::LearningHabits habits_of(const crisis::Numbers& numbers, int side) {
  const crisis::SideNumbers& own = numbers.side[side];
  lessons::LearningHabits habits;
  habits.alpha = own.attribution;
  habits.phi_n = own.memory_quantity;
  habits.phi_q = own.memory_quality;
  habits.doctrine = own.quality;
  habits.p_o = own.command_variance;
  habits.tolerance = own.dismissal;
  habits.drag_factor_next = own.reform;
  return habits;
}

Aftermath aftermath_of(const crisis::Theatre& theatre, const crisis::Numbers& numbers,
                       const crisis::Outcome& outcome) {
  Aftermath after;
  for (int i = 0; i < crisis::kSides; ++i) {
    after.lesson[at(i)] = lesson_of(numbers, outcome, i);
    after.expected[at(i)] = after.lesson[at(i)].expected_next();
    const bool fought = outcome.assault_day < crisis::kNoDay;
    after.lost[at(i)] = fought && outcome.crest[at(i)] < 0.5;
  }
  after.strain = outcome.strain - numbers.relation.strain;
  after.hostility = numbers.relation.weight * after.strain;
  look_ahead(theatre, numbers, outcome, after);
  return after;
}

crisis::Numbers carry_over(const crisis::Numbers& next, const Aftermath& after) {
  crisis::Numbers carried = next;
  for (int i = 0; i < crisis::kSides; ++i) {
    const lessons::Lesson& lesson = after.lesson[at(i)];
    if (lesson.engagements == 0) continue;
    carried.side[i].quantity = lesson.mu_n_next;
    carried.side[i].quality = lesson.mu_q_next;
    carried.side[i].drag = lesson.drag_next;
  }
  carried.relation.strain += after.strain;
  carried.relation.hostility = after.hostility;
  return carried;
}

}  // namespace khasan::sim
