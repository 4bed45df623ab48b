// A figure of the battle on which its sources disagree, as a run may draw it: its name, its range,
// and what in the scenario it sets (docs/methods/evidence.md).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenario/figure.h"

namespace khasan::scenario {

// What a figure says. The order is that of words_of_figures().
enum class FigureKind : uint8_t {
  kStrength,          // men of a unit or element, or their share of the table
  kStrengthFraction,  // (the same draw as kStrength once compiled)
  kDigging,           // hours of digging already done
  kNightTraining,
  kVisibility,
  kCloud,
  kRain,
  kWetness,
  kNotBefore,  // seconds about the best hour
  kOpenFireRange,
  kSpacing,
  kRoundsPerGun,
  kCeaseFire,  // seconds about the best hour; a profile may say it, no run draws it
};

struct Disputed {
  std::string name;     // "su/59border/makhalin strength"
  std::string dispute;  // the name, or that of a dispute which several figures share
  uint64_t key = 0;     // stable key of the dispute: it keys the draw
  FigureKind kind = FigureKind::kStrength;
  Figure figure;
  bool by_profile = false;        // the range is that of the profile that is played
  std::vector<uint32_t> targets;  // indices of elements, units, weathers or orders, by kind
};

}  // namespace khasan::scenario
