#include "scenario/parameters.h"

#include <cmath>
#include <string>

#include "base/hash.h"

namespace khasan::scenario {

namespace {

constexpr std::array<ParamInfo, kParamCount> kInfo{{
#define KHASAN_PARAMETER(mechanism, name, unit) {#mechanism, #name, #unit},
#include "scenario/parameters.def"
#undef KHASAN_PARAMETER
}};

uint64_t key_of(const ParamInfo& info) {
  return stable_key(std::string(info.mechanism) + "." + std::string(info.name));
}

}  // namespace

const ParamInfo& info_of(Param param) { return kInfo[static_cast<std::size_t>(param)]; }

int ParamValues::count(Param param) const {
  return static_cast<int>(std::floor((*this)[param] + 0.5));
}

ParamValues best_values(const ParamTable& table) {
  ParamValues values;
  for (std::size_t i = 0; i < kParamCount; ++i) values.value[i] = table[i].best;
  return values;
}

ParamValues draw_values(const ParamTable& table, const Rng& rng) {
  ParamValues values;
  for (std::size_t i = 0; i < kParamCount; ++i) {
    const auto words =
        rng.words(Stream::kParameters, Purpose::kParameterValue, key_of(kInfo[i]), 0, Time{});
    const double u = Rng::unit_interval(words[0]);
    values.value[i] =
        kInfo[i].unit == "probability" ? draw_probability(table[i], u) : draw_figure(table[i], u);
  }
  return values;
}

uint64_t hash_of(const ParamTable& table) {
  Hasher hasher;
  for (std::size_t i = 0; i < kParamCount; ++i) {
    hasher.add(key_of(kInfo[i]));
    hasher.add(table[i].best);
    hasher.add(table[i].low);
    hasher.add(table[i].high);
  }
  return hasher.value();
}

}  // namespace khasan::scenario
