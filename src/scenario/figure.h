// A figure with its evidence: best value, range and reliability, and who says so.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace khasan::scenario {

enum class Reliability : uint8_t { kHigh, kMedium, kLow };

struct Figure {
  double best = 0;
  double low = 0;  // low..high: about a 90 % credible interval; low <= best <= high
  double high = 0;
  Reliability reliability = Reliability::kMedium;
  std::vector<std::string> sources;  // ids of SOURCES.json; or the single word "assumed"
};

// A positive figure drawn from its evidence: lognormal with median `best` and
// sigma = ln(high/low)/3.29, kept inside [low, high] (models: section 0). u uniform in (0, 1).
double draw_figure(const Figure& figure, double u);
// A probability: logit-normal through the same three points.
double draw_probability(const Figure& figure, double u);

}  // namespace khasan::scenario
