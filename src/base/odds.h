// Probabilities and their log-odds, with pinned mathematics.
#pragma once

#include "base/maths.h"

namespace khasan {

// Logarithm of the odds of p: ln(p / (1 - p)), for 0 <= p <= 1; infinite at the ends.
inline double log_odds(double p) { return pinned_log(p / (1 - p)); }

// Its inverse, the logistic function 1 / (1 + e^-x): 0..1, for any x.
inline double logistic(double x) { return 1 / (1 + pinned_exp(-x)); }

}  // namespace khasan
