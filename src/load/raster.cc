#include "load/raster.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <system_error>

namespace khasan::load {

namespace {

Error fault(const std::string& path, std::string found, std::string expected,
            std::string fix = {}) {
  return {path, 0, 0, {}, std::move(found), std::move(expected), std::move(fix)};
}

// Before any library looks at the file.
std::optional<Error> check_file(const std::string& path) {
  std::error_code error;
  if (path.compare(0, 4, "/vsi") == 0) return fault(path, "a /vsi path", "a plain file");
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    return fault(path, "no such file", "a raster there", "create it or mend its name");
  }
  if (!std::filesystem::is_regular_file(status)) {
    return fault(path, "not a regular file", "a raster file");
  }
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > static_cast<std::uintmax_t>(kRasterBytesMax)) {
    return fault(path, std::to_string(size) + " bytes", "at most 512 MB", "cut the raster down");
  }
  return std::nullopt;
}

std::optional<Error> check_info(const std::string& path, const RasterInfo& info, int epsg) {
  const std::string wanted = "EPSG:" + std::to_string(epsg);
  if (!info.has_place) return fault(path, "no georeference", "a georeferenced raster");
  if (!info.north_up) return fault(path, "a rotated raster", "rows from north to south");
  if (info.epsg != epsg && (info.needs_projection || info.epsg != 0)) {
    return fault(path, "projection " + (info.projection.empty() ? "none" : info.projection), wanted,
                 "reproject it, e.g. gdalwarp -t_srs " + wanted);
  }
  const bool sized = std::isfinite(info.cell_x_m) && info.cell_x_m >= 0.1 &&
                     info.cell_x_m <= 10'000 && std::isfinite(info.west_m) &&
                     std::isfinite(info.north_m) && std::fabs(info.west_m) < 1e8 &&
                     std::fabs(info.north_m) < 1e8;
  if (!sized || std::fabs(info.cell_x_m - info.cell_y_m) > 1e-6 * info.cell_x_m) {
    return fault(
        path, "cells of " + std::to_string(info.cell_x_m) + " by " + std::to_string(info.cell_y_m),
        "square cells of 0.1 to 10000 m");
  }
  return std::nullopt;
}

// A text grid that is cut short: GDAL looks for its missing numbers for minutes.
std::optional<Error> check_text(const std::string& path, const RasterInfo& info) {
  if (!info.is_text) return std::nullopt;
  std::error_code error;
  const auto bytes = static_cast<int64_t>(std::filesystem::file_size(path, error));
  if (!error && info.columns <= (bytes + 1) / 2 / std::max<int64_t>(info.rows, 1)) {
    return std::nullopt;
  }
  return fault(path,
               std::to_string(bytes) + " bytes for " + std::to_string(info.columns) + " by " +
                   std::to_string(info.rows) + " cells",
               "a complete raster");
}

struct CellRange {
  int64_t first = 0, count = 0;
};

// Cells from..to metres along an axis touch, of `n`.
CellRange touched(double from_m, double to_m, double cell_m, int64_t n) {
  const auto last_cell = static_cast<double>(n);
  const double first = std::clamp(std::floor(from_m / cell_m + 1e-9), 0.0, last_cell);
  const double end = std::clamp(std::ceil(to_m / cell_m - 1e-9), 0.0, last_cell);
  return {static_cast<int64_t>(first), static_cast<int64_t>(std::max(0.0, end - first))};
}

double to_millimetre(double x) { return std::floor(x * 1000 + 0.5) / 1000; }

}  // namespace

Result<Raster> read_raster(const std::string& path, int epsg,
                           const std::optional<terrain::Box>& window) {
  if (auto error = check_file(path)) return *error;
  std::string why;
  const auto source = open_raster(path, epsg, why);
  if (!source) return fault(path, why, "a GeoTIFF", "see docs/battle_format.md for the formats");
  const RasterInfo& info = source->info();
  if (auto error = check_info(path, info, epsg)) return *error;
  if (auto error = check_text(path, info)) return *error;
  CellRange columns{0, info.columns}, rows{0, info.rows};
  if (window) {
    columns = touched(window->west_m - info.west_m, window->east_m - info.west_m, info.cell_x_m,
                      info.columns);
    rows = touched(info.north_m - window->north_m, info.north_m - window->south_m, info.cell_x_m,
                   info.rows);
  }
  if (columns.count <= 0 || rows.count <= 0) {
    return fault(path, "no cell inside the window", "a raster that covers the window");
  }
  if (columns.count > kRasterCellsMax / rows.count) {
    return fault(path, "more than 40000000 cells", "a smaller window");
  }
  Raster raster;
  raster.shape = {static_cast<int>(columns.count), static_cast<int>(rows.count),
                  to_millimetre(info.cell_x_m),
                  to_millimetre(info.west_m + static_cast<double>(columns.first) * info.cell_x_m),
                  to_millimetre(info.north_m - static_cast<double>(rows.first) * info.cell_x_m)};
  if (!source->read(static_cast<int>(columns.first), static_cast<int>(rows.first),
                    raster.shape.columns, raster.shape.rows, raster.values)) {
    return fault(path, "damaged or cut short", "a complete raster");
  }
  for (double& value : raster.values) {
    // Files of 32-bit numbers hold the nodata value rounded to them.
    const bool none = info.has_nodata &&
                      (value == info.nodata || value == double{static_cast<float>(info.nodata)});
    if (none || !std::isfinite(value)) value = std::numeric_limits<double>::quiet_NaN();
  }
  return raster;
}

}  // namespace khasan::load
