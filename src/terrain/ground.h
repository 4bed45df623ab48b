// The ground of a battle: elevation, cover, soil, vegetation and crossings on one grid, built once
// and never changed. Heights are kept as 16-bit decimetres so that the grid of a battle stays in
// the processor's cache. What the classes of cover mean comes from outside (CoverTable), with its
// citations in the parameter files. Reads no file: src/load fills GroundLayers.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "terrain/grid.h"

namespace khasan::terrain {

// Classes of land cover; the numbers are those of the land-cover raster and its legend.
enum class Cover : uint8_t {
  kNoData = 0,
  kOpen = 1,        // tilled or meadow
  kGrassScrub = 2,  // grass and low scrub
  kWoods = 3,
  kMarsh = 4,
  kWater = 5,  // sea, lakes, lagoons
  kRiver = 6,  // rivers and creeks
  kRoad = 7,   // earth road or track
  kSettlement = 8,
  kRock = 9,  // steep rocky ground
};
inline constexpr int kCoverCount = 10;

// How the ground digs, bears wheels and takes shells.
enum class Soil : uint8_t { kFirm = 0, kSoft = 1, kRocky = 2, kWet = 3 };
inline constexpr int kSoilCount = 4;

// A place where water can be crossed.
enum class Crossing : uint8_t { kNone = 0, kFord = 1, kBridge = 2 };

// What one class of cover means.
struct CoverClass {
  double vegetation_height_m = 0;    // of an opaque screen, 0..25.5
  double micro_relief_length_m = 0;  // decay of unmasked lines below grid resolution, > 0
  double concealment = 0;            // 0..1: share of a man in it hidden by leaves, grass, walls
  double wetness = 0;                // 0..1 in ordinary weather
  Soil soil = Soil::kFirm;
};

// Meanings of all classes. Values and sources stand in the parameter files.
struct CoverTable {
  std::array<CoverClass, kCoverCount> by_class{};
  double rocky_slope = 10;  // steeper ground (rise over run) is rocky whatever grows on it
  const CoverClass& operator[](Cover c) const { return by_class[static_cast<std::size_t>(c)]; }
  CoverClass& operator[](Cover c) { return by_class[static_cast<std::size_t>(c)]; }
};

// What the rasters say, cell by cell.
struct GroundLayers {
  GridShape shape;
  std::vector<int16_t> elevation_dm;  // decimetres above sea level; the water level on water
  std::vector<Cover> cover;
  std::vector<Crossing> crossing;  // empty: no crossings
};

// The cells of `layers` that `window` touches.
GroundLayers crop(const GroundLayers& layers, const Box& window);

// Rise per metre towards the east and the north.
struct Gradient {
  double east = 0;
  double north = 0;
};

class Ground {
 public:
  Ground() = default;
  // The vectors of `layers` must have shape.cell_count() entries.
  Ground(const GroundLayers& layers, const CoverTable& table);

  const GridShape& shape() const { return shape_; }
  const CoverTable& cover_table() const { return table_; }
  bool is_inside(Point p) const { return shape_.contains(p); }
  CellId cell_at(Point p) const { return shape_.cell_at(p); }
  Point centre_of(CellId cell) const { return shape_.centre_of(cell); }

  // Height of the bare ground in metres: bilinear between cell centres, level beyond the outermost
  // ones. A point outside takes the height of the nearest edge.
  double height_m(Point p) const;
  double height_of(CellId cell) const { return elevation_dm_[padded_index(cell)] * 0.1; }
  int height_dm(CellId cell) const { return elevation_dm_[padded_index(cell)]; }
  // Steepest slope (rise over run, >= 0) and its direction, over the eight neighbours.
  Gradient gradient_of(CellId cell) const;
  double slope_of(CellId cell) const;
  double slope_at(Point p) const { return slope_of(nearest_cell(p)); }

  Cover cover_of(CellId cell) const { return cover_[cell.index()]; }
  Cover cover_at(Point p) const { return cover_of(nearest_cell(p)); }
  const CoverClass& cover_class_of(CellId cell) const { return table_[cover_of(cell)]; }
  Soil soil_of(CellId cell) const { return soil_[cell.index()]; }
  Soil soil_at(Point p) const { return soil_of(nearest_cell(p)); }
  Crossing crossing_of(CellId cell) const { return crossing_[cell.index()]; }
  double vegetation_m(CellId cell) const { return vegetation_dm_[cell.index()] * 0.1; }
  double wetness_of(CellId cell) const { return table_[cover_of(cell)].wetness; }
  double wetness_at(Point p) const { return wetness_of(nearest_cell(p)); }
  // Water or river, whether or not it can be crossed there.
  bool is_water(CellId cell) const;
  bool is_water(Point p) const { return is_water(nearest_cell(p)); }

  // The cell a point lies in, or the nearest one for a point outside.
  CellId nearest_cell(Point p) const;
  // Of everything that a run depends on.
  uint64_t hash() const;

  // For rays: heights in decimetres on a grid with a rim one cell wide that repeats the edge, so
  // that interpolation needs no test of bounds. The centre of column c, row r has the index
  // (r + 1) * padded_columns() + c + 1.
  int padded_columns() const { return shape_.columns + 2; }
  const int16_t* padded_elevation_dm() const { return elevation_dm_.data(); }
  const int16_t* padded_surface_dm() const { return surface_dm_.data(); }  // with vegetation
  std::size_t padded_index(CellId cell) const {
    // (row + 1) (columns + 2) + column + 1 with a single, 32-bit division.
    const uint32_t columns = static_cast<uint32_t>(shape_.columns);
    return std::size_t{cell.value} + 2 * (cell.value / columns) + columns + 3;
  }

 private:
  void classify(const GroundLayers& layers);
  void fill_rim(std::vector<int16_t>& padded) const;

  GridShape shape_;
  CoverTable table_;
  std::vector<int16_t> elevation_dm_;  // padded
  std::vector<int16_t> surface_dm_;    // padded; elevation plus vegetation
  std::vector<Cover> cover_;
  std::vector<Soil> soil_;
  std::vector<Crossing> crossing_;
  std::vector<uint8_t> vegetation_dm_;
};

}  // namespace khasan::terrain
