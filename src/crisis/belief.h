// What a side believes about the other: two errors about the balance of strength, and whether the
// other is resolved. Docs: docs/methods/crisis.md. Updates are Kalman and Bayes steps.
#pragma once

#include <array>
#include <cstdint>

namespace khasan::crisis {

// Belief of one side about ln(own strength over enemy strength) beyond the planners' tables: a
// quantity part n and a quality part q (Gaussian), and the probability that the enemy is resolved.
struct Belief {
  double quantity = 0, quality = 0;  // means
  double var_quantity = 0, covariance = 0, var_quality = 0;
  double resolved = 0;  // probability, 0 to 1
  // Mean and variance of n + q.
  double strength() const { return quantity + quality; }
  double var_strength() const { return var_quantity + 2 * covariance + var_quality; }
  bool operator==(const Belief&) const = default;
};

// Learns from one look at n + q with variance `variance` > 0 (Kalman step, equation 2).
void learn_strength(Belief& belief, double seen, double variance);

// Mean and variance of one quantity.
struct Moments {
  double mean = 0, variance = 0;
};
// A report of `value` with variance `variance` > 0 that is true with chance `credibility` and
// worthless otherwise: mixture of both, collapsed to two moments (equation 3).
Moments after_report(Moments prior, double value, double variance, double credibility);

// Which of the two errors a report speaks of.
enum class Part : uint8_t { kQuantity, kQuality };
// Hears such a report; the other part moves with the one as far as fighting has tied them together.
void learn_report(Belief& belief, Part part, double value, double variance, double credibility);

// The Admiralty code: the source A to F gives the variance of what it says, the information 1 to 6
// the chance that it is true. All twelve figures are assumed (crisis model, section 5.3); the two
// are not independent in practice (Baker 1968).
inline constexpr std::array<double, 6> kSourceVariance = {.03, .08, .15, .30, .60, .60};
inline constexpr std::array<double, 6> kCredibility = {.95, .80, .65, .35, .10, .50};

// Chance of a resolved enemy after he resisted (or conceded), when a resolved one resists with
// chance `resolved_resists` and another with `other_resists` (Bayes).
double after_answer(double prior, bool resisted, double resolved_resists, double other_resists);

}  // namespace khasan::crisis
