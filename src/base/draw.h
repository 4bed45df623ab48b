// From uniform numbers to the distributions of the models, by inversion only: one number in, one
// value out, monotone in it, so that coupled runs stay coupled (models: section 12).
#pragma once

namespace khasan {

// Number of successes in n trials of probability p; u uniform in (0,1). n >= 0, 0 <= p <= 1.
int binomial_from(double u, int n, double p);
// Number of events of a Poisson law with that mean (>= 0; exact inversion below 50, normal
// approximation with continuity correction above).
int poisson_from(double u, double mean);
// Lognormal with median `median` > 0 and standard deviation `sigma_log` >= 0 of its logarithm.
double lognormal_from(double u, double median, double sigma_log);
// Normal with that mean and standard deviation >= 0.
double normal_from(double u, double mean, double sd);
// Exponential with that mean >= 0.
double exponential_from(double u, double mean);

}  // namespace khasan
