#include "scenario/figure.h"

#include "base/draw.h"
#include "base/maths.h"
#include "base/odds.h"

namespace khasan::scenario {

namespace {

// low..high holds the middle 90 % of a normal law: 2 x 1.645 standard deviations.
constexpr double kDeviationsInRange = 3.29;

double clamp_to(const Figure& figure, double x) {
  return x < figure.low ? figure.low : x > figure.high ? figure.high : x;
}

// A range that touches zero or below has no logarithm: normal about `best` instead.
double draw_normal(const Figure& figure, double u) {
  return clamp_to(figure,
                  normal_from(u, figure.best, (figure.high - figure.low) / kDeviationsInRange));
}

}  // namespace

double draw_figure(const Figure& figure, double u) {
  if (!(figure.high > figure.low)) return figure.best;
  if (figure.low <= 0) return draw_normal(figure, u);
  const double sigma = pinned_log(figure.high / figure.low) / kDeviationsInRange;
  return clamp_to(figure, lognormal_from(u, figure.best, sigma));
}

double draw_probability(const Figure& figure, double u) {
  if (!(figure.high > figure.low)) return figure.best;
  if (figure.low <= 0 || figure.high >= 1) return draw_normal(figure, u);
  const double sigma = (log_odds(figure.high) - log_odds(figure.low)) / kDeviationsInRange;
  const double x = normal_from(u, log_odds(figure.best), sigma);
  return clamp_to(figure, logistic(x));
}

}  // namespace khasan::scenario
