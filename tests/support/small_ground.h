// Ground for the tests of terrain: made of a function of column and row, with cover that is open
// unless said otherwise, and a table of cover and mobility with round numbers.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/hash.h"
#include "terrain/ground.h"
#include "terrain/mobility.h"

namespace khasan::testing {

inline terrain::CoverTable simple_cover() {
  terrain::CoverTable table;
  for (auto& c : table.by_class) c.micro_relief_length_m = 1000;
  table[terrain::Cover::kWoods].vegetation_height_m = 8;
  table[terrain::Cover::kMarsh].soil = terrain::Soil::kWet;
  return table;
}

// Open ground with heights in metres by (column, row).
inline terrain::GroundLayers layers_of(int columns, int rows, double cell_m,
                                       const std::function<double(int, int)>& height_m) {
  terrain::GroundLayers layers;
  layers.shape = {columns, rows, cell_m, 0.0, rows * cell_m};
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      layers.elevation_dm.push_back(
          static_cast<int16_t>(std::floor(height_m(column, row) * 10.0 + 0.5)));
    }
  }
  layers.cover.assign(layers.shape.cell_count(), terrain::Cover::kOpen);
  return layers;
}

// Heights without pattern, 0 <= h < relief_m.
inline terrain::GroundLayers rough_layers(int columns, int rows, double cell_m, double relief_m,
                                          uint64_t seed) {
  return layers_of(columns, rows, cell_m, [=](int column, int row) {
    const uint64_t h = mix(mix(seed) + static_cast<uint64_t>(row * 4096 + column));
    return relief_m * static_cast<double>(h >> 11) * 0x1.0p-53;
  });
}

inline terrain::MobilityRow simple_foot() {
  terrain::MobilityRow row;
  row.slope = terrain::kToblerWalking;
  row.slope_max = 1.0;
  row.night_factor = 0.5;
  row.ford_factor = 0.25;
  row.cover_factor.fill(1.0);
  row.cover_factor[static_cast<std::size_t>(terrain::Cover::kWoods)] = 0.5;
  row.cover_factor[static_cast<std::size_t>(terrain::Cover::kWater)] = 0.0;
  row.cover_factor[static_cast<std::size_t>(terrain::Cover::kRiver)] = 0.0;
  return row;
}

}  // namespace khasan::testing
