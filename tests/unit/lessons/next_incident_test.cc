// Goal: the odds of the next crisis equal the reference when nothing was learnt, move the right way
// with each lesson, and turn into probabilities by Poisson's law.
// Method: equation (11) worked out by hand at one point, its limits, and pairs that differ in one
// thing.
#include "lessons/next_incident.h"

#include <gtest/gtest.h>

#include <cmath>

#include "lessons/attribution.h"

namespace khasan::lessons {
namespace {

// Border incidents of the 1930s: three of 474 grew, 158 a year.
IncidentOdds border() {
  return {.chance_reference = 3.0 / 474,
          .incidents_per_year = 158,
          .boldness = 6.8 * 1.15,
          .optimism = 0.3,
          .strength_sd = std::sqrt(0.25 + 0.32),
          .doctrine = 0.35,
          .grievance = 0.1,
          .resolve_weight = 0.1,
          .resolve_reference = 0.73};
}

Aftermath unmoved() { return {.expected = 0.35, .lost = false, .resolve = 0.73}; }

TEST(NextIncident, rate_is_the_reference_when_nothing_is_carried_over) {
  // phi = alpha = grievance = resolve weight = 0, whatever was seen: nu = N eps0.
  IncidentOdds odds = border();
  odds.grievance = odds.resolve_weight = 0;
  const LearningHabits empty{.alpha = 0, .phi_n = 0, .phi_q = 0, .doctrine = 0.35};
  for (const double seen : {-1.5, 0.0, 0.65}) {
    const Lesson lesson = learn({-0.2, 0.6, 0.2, 0.12}, {seen, 0.41, 3}, empty, 0);
    const Aftermath after{lesson.expected_next(), true, 0.9};
    EXPECT_NEAR(crises_per_year(odds, after), 158 * 3.0 / 474, 1e-12);
  }
}

TEST(NextIncident, chance_is_as_worked_out) {
  // Success 0.80537 at 0.35 and 0.88596 at 0.61, by tables of the normal law; three shifts of
  // log-odds.
  const double log_odds = std::log((3.0 / 474) / (471.0 / 474)) + 6.8 * 1.15 * (0.88596 - 0.80537) +
                          0.1 - 0.1 * (std::log(0.8 / 0.2) - std::log(0.73 / 0.27));
  EXPECT_NEAR(chance_of_escalation(border(), {0.61, true, 0.8}), 1 / (1 + std::exp(-log_odds)),
              1e-6);
}

TEST(NextIncident, boldness_and_grievance_raise_and_resolve_lowers_it) {
  const double rate = crises_per_year(border(), unmoved());
  EXPECT_NEAR(rate, 1, 1e-12);
  Aftermath bolder = unmoved(), beaten = unmoved(), warned = unmoved();
  bolder.expected += 0.1;
  beaten.lost = true;
  warned.resolve = 0.9;
  EXPECT_GT(crises_per_year(border(), bolder), rate);
  EXPECT_GT(crises_per_year(border(), beaten), rate);
  EXPECT_LT(crises_per_year(border(), warned), rate);
}

TEST(NextIncident, waiting_follows_poissons_law) {
  EXPECT_EQ(chance_of_next_within(0, 1.55), 0);
  EXPECT_EQ(chance_of_next_within(1, 0), 0);
  EXPECT_NEAR(chance_of_next_within(290.0 / 365, 1.55), 0.708, 5e-4);
  // No crisis in two years is none in the first and none in the second.
  const double none = 1 - chance_of_next_within(1, 1.55);
  EXPECT_NEAR(1 - chance_of_next_within(2, 1.55), none * none, 1e-14);
}

}  // namespace
}  // namespace khasan::lessons
