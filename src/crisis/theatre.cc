#include "crisis/theatre.h"

#include <cmath>
#include <cstring>

namespace khasan::crisis {

double value_of(const Numbers& numbers, const Band& band) {
  double value = 0;
  std::memcpy(&value, reinterpret_cast<const char*>(&numbers) + band.offset, sizeof value);
  return value;
}

void set_value(Numbers& numbers, const Band& band, double value) {
  std::memcpy(reinterpret_cast<char*>(&numbers) + band.offset, &value, sizeof value);
}

double triangular_from(double u, double low, double best, double high) {
  if (!(high > low)) return best;
  const double below = (best - low) / (high - low);
  if (u < below) return low + std::sqrt(u * (high - low) * (best - low));
  return high - std::sqrt((1 - u) * (high - low) * (high - best));
}

Numbers draw_numbers(const Theatre& theatre, const Rng& rng) {
  Numbers drawn = theatre.numbers;
  for (const Band& band : theatre.bands) {
    if (!(band.high > band.low)) continue;
    const double u = Rng::unit_interval(
        rng.words(Stream::kParameters, Purpose::kParameterValue, band.key, 0, Time{})[0]);
    set_value(drawn, band, triangular_from(u, band.low, band.best, band.high));
  }
  return drawn;
}

}  // namespace khasan::crisis
