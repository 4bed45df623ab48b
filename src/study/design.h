// Designs of experiments: which points of its factors a study plays. Definitions and sources:
// docs/methods/designs.md.
#pragma once

#include <cstdint>
#include <vector>

#include "scenario/study_spec.h"

namespace khasan::study {

// A point of the unit cube: for each factor a number in (0, 1), its place in the factor's range.
using UnitPoint = std::vector<double>;

// Each of `dimensions` axes in `points` slices, each slice once, its place drawn (McKay, Beckman
// and Conover 1979). A function of the seed.
std::vector<UnitPoint> latin_hypercube(int points, int dimensions, uint64_t seed);
// The first points of the Sobol sequence with the directions of Joe and Kuo (2008), without the
// origin; at most kSobolDimensionsMax axes.
inline constexpr int kSobolDimensionsMax = 1000;
std::vector<UnitPoint> sobol_sequence(int points, int dimensions);

// The value of a factor at a place in its range; places of a choice are shared out evenly.
double value_at(const scenario::FactorSpec& factor, double place);
// What one factor is at: every alternative of a choice, or `levels` numbers evenly from low to
// high.
std::vector<double> levels_of(const scenario::FactorSpec& factor, int levels);

// One point of a study.
struct DesignPoint {
  scenario::FactorValues values;  // by factor
  // kSpread: the replication from which each stream comes; 0 otherwise.
  uint64_t mixed = 0;
};

// The points of a study in their order. Of kIndices and kSpread with n points and k factors (or
// streams): n points A, n points B, then for each factor the n points of A with that factor from B.
std::vector<DesignPoint> points_of(const scenario::StudySpec& study);

}  // namespace khasan::study
