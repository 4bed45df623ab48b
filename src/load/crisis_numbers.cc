#include "load/crisis_numbers.h"

#include <cmath>

#include "base/hash.h"

namespace khasan::load {

void BandReader::note(const std::string& name, const double& number, double low, double high) {
  const auto offset =
      reinterpret_cast<const char*>(&number) - reinterpret_cast<const char*>(&theatre_.numbers);
  theatre_.bands.push_back(
      {name, low, number, high, static_cast<std::size_t>(offset), stable_key(name)});
}

void BandReader::read(const Value& value, const std::string& name, double& number, Limits limits) {
  const scenario::Figure figure = value.evidence(name, limits).figure;
  number = figure.best;
  note(name, number, figure.low, figure.high);
}

void BandReader::fix(const std::string& name, double& number, double value) {
  number = value;
  if (!std::isnan(value)) note(name, number, value, value);
}

void BandReader::read_by_side(const Value& value, const std::vector<std::string>& sides,
                              const std::string& name, double (&numbers)[crisis::kSides],
                              Limits limits, Sides needed) {
  Map map(value);
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const Value one = needed == Sides::kBoth ? map.need(sides[i]) : map.take(sides[i]);
    if (one.exists()) read(one, name + "." + sides[i], numbers[i], limits);
  }
  map.finish();
}

}  // namespace khasan::load
