#include "crisis/belief.h"

namespace khasan::crisis {

void learn_strength(Belief& belief, double seen, double variance) {
  const double surprise = seen - belief.strength();
  // P h: how far either part moves with the sum.
  const double with_quantity = belief.var_quantity + belief.covariance;
  const double with_quality = belief.var_quality + belief.covariance;
  const double total = with_quantity + with_quality + variance;
  const double gain_quantity = with_quantity / total, gain_quality = with_quality / total;
  belief.quantity += gain_quantity * surprise;
  belief.quality += gain_quality * surprise;
  belief.var_quantity -= gain_quantity * with_quantity;
  belief.covariance -= gain_quantity * with_quality;
  belief.var_quality -= gain_quality * with_quality;
}

Moments after_report(Moments prior, double value, double variance, double credibility) {
  const double gain = prior.variance / (prior.variance + variance);
  const double surprise = value - prior.mean;
  const double w = credibility;
  return {prior.mean + w * gain * surprise, w * (1 - gain) * prior.variance +
                                                (1 - w) * prior.variance +
                                                w * (1 - w) * gain * gain * surprise * surprise};
}

void learn_report(Belief& belief, Part part, double value, double variance, double credibility) {
  const bool first = part == Part::kQuantity;
  const Moments said{first ? belief.quantity : belief.quality,
                     first ? belief.var_quantity : belief.var_quality};
  Moments other{first ? belief.quality : belief.quantity,
                first ? belief.var_quality : belief.var_quantity};
  const Moments after = after_report(said, value, variance, credibility);
  // The other part given this one stays as it was (regression of one Gaussian on the other).
  const double slope = said.variance > 0 ? belief.covariance / said.variance : 0;
  other.mean += slope * (after.mean - said.mean);
  other.variance += slope * slope * (after.variance - said.variance);
  belief.covariance = slope * after.variance;
  belief.quantity = first ? after.mean : other.mean;
  belief.quality = first ? other.mean : after.mean;
  belief.var_quantity = first ? after.variance : other.variance;
  belief.var_quality = first ? other.variance : after.variance;
}

double after_answer(double prior, bool resisted, double resolved_resists, double other_resists) {
  const double if_resolved = resisted ? resolved_resists : 1 - resolved_resists;
  const double if_other = resisted ? other_resists : 1 - other_resists;
  const double total = prior * if_resolved + (1 - prior) * if_other;
  return total > 0 ? prior * if_resolved / total : prior;
}

}  // namespace khasan::crisis
