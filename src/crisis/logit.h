// The logit rule of choice and what it is made of (McKelvey and Palfrey 1995, 1998).
#pragma once

#include "base/odds.h"

namespace khasan::crisis {

// A probability whose log-odds move by `shift`; 0 and 1 stay.
inline double shift_log_odds(double p, double shift) {
  return p <= 0 || p >= 1 || shift == 0 ? p : logistic(log_odds(p) + shift);
}
// A standard Gumbel shock from u uniform in (0, 1): differences of two are logistic, so that the
// largest of (precision x utility + shock) is a logit choice.
inline double gumbel_from(double u) { return -pinned_log(-pinned_log(u)); }
// The logistic difference of two Gumbel shocks, for choices between two that are made anew.
inline double logistic_from(double u) { return log_odds(u); }

}  // namespace khasan::crisis
