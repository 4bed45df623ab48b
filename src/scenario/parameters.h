// Model parameters: listed once in parameters.def, valued in catalog/parameters/*.yaml with low,
// best, high and source. A run works on a plain array of values: the best ones, or a draw.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/rng.h"
#include "scenario/figure.h"

namespace khasan::scenario {

enum class Param : uint16_t {
#define KHASAN_PARAMETER(mechanism, name, unit) mechanism##_##name,
#include "scenario/parameters.def"
#undef KHASAN_PARAMETER
  kCount
};
inline constexpr std::size_t kParamCount = static_cast<std::size_t>(Param::kCount);

// Name as the files have it ("direct_fire.degradation_rifle") and unit ("probability" is special:
// such a parameter is drawn logit-normal).
struct ParamInfo {
  std::string_view mechanism, name, unit;
};
const ParamInfo& info_of(Param param);

// One number for each parameter, for one run.
struct ParamValues {
  std::array<double, kParamCount> value{};
  double operator[](Param param) const { return value[static_cast<std::size_t>(param)]; }
  // Of a parameter that counts things: the nearest whole number, since a draw lies between.
  int count(Param param) const;
  double& operator[](Param param) { return value[static_cast<std::size_t>(param)]; }
  bool operator==(const ParamValues&) const = default;
};

// Evidence for each parameter.
using ParamTable = std::array<Figure, kParamCount>;

ParamValues best_values(const ParamTable& table);
// Keyed by the parameter's name, so that adding one shifts no other.
ParamValues draw_values(const ParamTable& table, const Rng& rng);
uint64_t hash_of(const ParamTable& table);

}  // namespace khasan::scenario
