// What losses say about strength: under the square law half the logarithm of the fractional
// exchange ratio is the logarithm of the strength ratio. This reads counts of past engagements; who
// blames what for them is in attribution.h. Implements docs/methods/lessons.md.
//
// All strengths here are natural logarithms of ratios, own over enemy: 0 is even, ln 2 is twice as
// strong, and what one side sees is the enemy's with the sign changed.
#pragma once

#include <cstdint>
#include <span>

namespace khasan::lessons {

enum class Holder : uint8_t { kNobody, kOwn, kEnemy };

// One fight, as one side counts it.
struct Engagement {
  Holder holder = Holder::kNobody;  // who held prepared ground that the other attacked
  double own_men = 0;               // in contact, > 0
  double own_losses = 0;            // men killed, wounded and missing, >= 0
  double enemy_men = 0;             // > 0
  double enemy_losses = 0;          // >= 0
};

// The same fight, as the other side counts it.
Engagement seen_by_enemy(const Engagement& engagement);

// Log strength ratio that the losses show: y = 1/2 ln[(loss_j / men_j) / (loss_i / men_i)] for own
// side i (Lanchester 1916, square law). No losses count as half a man.
double shown_strength(const Engagement& engagement);

// Log strength ratio that planners give: numbers, and the worth of holding the ground. `gamma` is
// the log advantage of prepared heights, >= 0.
double planned_strength(const Engagement& engagement, double gamma);

// What an engagement shows beyond the plan, n + q with noise: shown less planned strength.
double residual(const Engagement& engagement, double gamma);

// What a side has seen in all its engagements.
struct Observation {
  double residual = 0;        // mean of the residuals, log
  double noise_variance = 0;  // R of one, of battle and of exchange, log squared; > 0 if any
  int engagements = 0;        // >= 0
};

Observation observe(std::span<const Engagement> engagements, double gamma, double noise_variance);

}  // namespace khasan::lessons
