#include "lessons/attribution.h"

namespace khasan::lessons {

Attribution attribute(double surprise, const PriorBelief& prior, const LearningHabits& habits,
                      const Observation& observation) {
  if (observation.engagements == 0) return {0, 0, 0, surprise};
  const double numbers = prior.p_nn + habits.alpha * prior.p_nq;
  const double quality = habits.alpha * (habits.alpha * prior.p_qq + prior.p_nq);
  const double command = habits.p_o;
  const double noise = observation.noise_variance / observation.engagements;
  const double per_variance = surprise / (numbers + quality + command + noise);
  return {per_variance * numbers, per_variance * quality, per_variance * command,
          per_variance * noise};
}

Lesson learn(const PriorBelief& prior, const Observation& observation, const LearningHabits& habits,
             double drag) {
  Lesson lesson;
  lesson.engagements = observation.engagements;
  lesson.expected = prior.mu_n + prior.mu_q;
  lesson.seen = observation.engagements > 0 ? observation.residual : lesson.expected;
  lesson.blame = attribute(lesson.surprise(), prior, habits, observation);
  lesson.commander_replaced = lesson.blame.command < -habits.tolerance;
  lesson.mu_n_next = habits.phi_n * (prior.mu_n + lesson.blame.numbers);
  lesson.mu_q_next =
      habits.phi_q * (prior.mu_q + lesson.blame.quality) + (1 - habits.phi_q) * habits.doctrine;
  lesson.drag_next = drag * (lesson.commander_replaced ? habits.drag_factor_next : 1);
  return lesson;
}

}  // namespace khasan::lessons
