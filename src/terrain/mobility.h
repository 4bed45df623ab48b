// How fast men, horses and vehicles move over the ground: Tobler's law for the slope, a factor for
// each class of cover, and a factor for the night (docs/methods/mobility.md). All values come from
// parameter files. Fire, load, fatigue and weather are no business of this file.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/ids.h"
#include "terrain/ground.h"

namespace khasan::terrain {

enum class MobilityClass : uint8_t { kFoot, kLoadedFoot, kHorseArtillery, kWheeled, kTracked };
inline constexpr int kMobilityClassCount = 5;

// "foot", "loaded_foot", "horse_artillery", "wheeled", "tracked".
std::string_view name_of(MobilityClass mobility);
// The class of that name; false if there is none.
bool parse_mobility(std::string_view name, MobilityClass& mobility);

// Speed against slope (Tobler 1993, NCGIA Technical Report 93-1): v = v_max exp(-a |S - S0|).
struct SlopeLaw {
  double speed_max_mps = 0;  // v_max: on a path, at the best slope
  double steepness = 0;      // a: loss with slope
  double best_slope = 0;     // S0: slope of the greatest speed; downhill is negative
};

// The law with Tobler's own numbers: 6 km/h, 3.5, -0.05. Runs use the parameter files'.
inline constexpr SlopeLaw kToblerWalking{6.0 / 3.6, 3.5, -0.05};

// Metres per second on a path of slope S = rise over run, uphill positive.
double tobler_speed_mps(double slope, const SlopeLaw& law = kToblerWalking);

// One class of mobility. A factor of 0 means impassable.
struct MobilityRow {
  SlopeLaw slope;
  double slope_max = 0;                            // steeper than this, up or down, is impassable
  double night_factor = 1;                         // 0..1
  double ford_factor = 0;                          // 0..1, instead of the cover's on a ford
  std::array<double, kCoverCount> cover_factor{};  // by Cover; tracks of the road 1
  // Factor of a cell: that of its cover; on a crossing, of the ford or of the road.
  double factor(Cover cover, Crossing crossing) const;
};

struct MobilityTable {
  std::array<MobilityRow, kMobilityClassCount> by_class{};
  const MobilityRow& operator[](MobilityClass m) const {
    return by_class[static_cast<std::size_t>(m)];
  }
  MobilityRow& operator[](MobilityClass m) { return by_class[static_cast<std::size_t>(m)]; }
};

// Whether the class can stand in the cell at all.
bool is_passable(const Ground& ground, const MobilityRow& row, CellId cell);
// Whether it can go from one cell to another one near it: both passable, the slope not too steep.
bool is_passable(const Ground& ground, const MobilityRow& row, CellId from, CellId to);

// Metres per second from one cell to another one near it, in a straight line: time in either half
// by the factor of its cell, slope between the centres. 0 where impassable.
double speed_mps(const Ground& ground, const MobilityRow& row, CellId from, CellId to);

// Metres per second at `from` when heading for `to`, with the slope over the next cell length
// (or to `to` if that is nearer) and the cover of the cell that `from` lies in. Daylight: multiply
// by row.night_factor at night. 0 where impassable.
double speed_mps(const Ground& ground, const MobilityRow& row, Point from, Point to);

}  // namespace khasan::terrain
