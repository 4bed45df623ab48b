// Rasters of a battle: one band of numbers on a north-up UTM grid, cut to a window. Through GDAL
// with an allow-list of drivers (GTiff and with it COG, AAIGrid, SRTMHGT, GPKG, PNG; no VRT, no
// /vsi paths), or, built without it, GeoTIFF through libtiff alone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "terrain/grid.h"

namespace khasan::load {

inline constexpr int64_t kRasterBytesMax = 512 << 20;
inline constexpr int64_t kRasterCellsMax = 40'000'000;

struct Raster {
  terrain::GridShape shape;
  std::vector<double> values;  // row-major from the north-west; NaN where the file has no data
};

// Reads the cells that `window` touches (all without one). `epsg`: the projection that the file
// must have. Errors name `path`.
Result<Raster> read_raster(const std::string& path, int epsg,
                           const std::optional<terrain::Box>& window);

// What a raster file says about itself.
struct RasterInfo {
  int64_t columns = 0, rows = 0;
  bool has_place = false;  // it says where it lies
  bool north_up = true;    // no rotation
  double west_m = 0, north_m = 0, cell_x_m = 0, cell_y_m = 0;
  int epsg = 0;                  // 0: none given, or none that has a number
  std::string projection;        // for people
  bool needs_projection = true;  // the format can carry one
  bool is_text = false;          // numbers as text: a cell takes a digit and a space at least
  bool has_nodata = false;
  double nodata = 0;
};

// An open raster file; one implementation for GDAL, one for libtiff.
class RasterSource {
 public:
  virtual ~RasterSource() = default;
  virtual const RasterInfo& info() const = 0;
  // Fills `values` with that window; false when the file is damaged.
  virtual bool read(int column, int row, int columns, int rows, std::vector<double>& values) = 0;
};
// Null, and the reason in `why`, when it is no raster that may be read.
std::unique_ptr<RasterSource> open_raster(const std::string& path, int epsg, std::string& why);

}  // namespace khasan::load
