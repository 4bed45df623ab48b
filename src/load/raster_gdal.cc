// Rasters through GDAL: the only file that includes it.
#ifdef KHASAN_GDAL

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <gdal_frmts.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "load/raster.h"

extern "C" void RegisterOGRGeoPackage();

namespace khasan::load {

namespace {

// Only the drivers that may be used are registered: quicker than all, and nothing else can open.
void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    GDALRegister_GTiff();
    GDALRegister_AAIGrid();
    GDALRegister_SRTMHGT();
    GDALRegister_PNG();
    RegisterOGRGeoPackage();
  });
}

// Errors of GDAL come back as ours, not on the terminal.
class QuietErrors {
 public:
  QuietErrors() { CPLPushErrorHandler(CPLQuietErrorHandler); }
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
  ~QuietErrors() { CPLPopErrorHandler(); }
};

bool is_same_projection(OGRSpatialReferenceH ours, int epsg) {
  OGRSpatialReferenceH wanted = OSRNewSpatialReference(nullptr);
  const bool same = OSRImportFromEPSG(wanted, epsg) == OGRERR_NONE && OSRIsSame(ours, wanted) != 0;
  OSRDestroySpatialReference(wanted);
  return same;
}

void read_projection(GDALDatasetH dataset, int epsg, RasterInfo& info) {
  OGRSpatialReferenceH reference = GDALGetSpatialRef(dataset);
  if (!reference) return;
  const char* name = OSRGetName(reference);
  info.projection = name ? name : "unnamed";
  const char* authority = OSRGetAuthorityName(reference, nullptr);
  const char* code = OSRGetAuthorityCode(reference, nullptr);
  if (authority && code && std::strcmp(authority, "EPSG") == 0) {
    info.epsg = std::atoi(code);
    info.projection = std::string("EPSG:") + code;
  } else if (is_same_projection(reference, epsg)) {
    info.epsg = epsg;
  } else {
    info.epsg = -1;
  }
}

class GdalSource : public RasterSource {
 public:
  GdalSource(GDALDatasetH dataset, int epsg) : dataset_(dataset) {
    info_.columns = GDALGetRasterXSize(dataset);
    info_.rows = GDALGetRasterYSize(dataset);
    std::array<double, 6> t{};
    info_.has_place = GDALGetGeoTransform(dataset, t.data()) == CE_None;
    info_.north_up = t[2] == 0 && t[4] == 0 && t[1] > 0 && t[5] < 0;
    info_.west_m = t[0];
    info_.north_m = t[3];
    info_.cell_x_m = t[1];
    info_.cell_y_m = -t[5];
    read_projection(dataset, epsg, info_);
    const char* driver = GDALGetDriverShortName(GDALGetDatasetDriver(dataset));
    info_.is_text = std::strcmp(driver, "AAIGrid") == 0;
    info_.needs_projection = !info_.is_text && std::strcmp(driver, "PNG") != 0;
    int has = 0;
    info_.nodata = GDALGetRasterNoDataValue(GDALGetRasterBand(dataset, 1), &has);
    info_.has_nodata = has != 0;
  }
  GdalSource(const GdalSource&) = delete;
  GdalSource& operator=(const GdalSource&) = delete;
  ~GdalSource() override { GDALClose(dataset_); }

  const RasterInfo& info() const override { return info_; }

  bool read(int column, int row, int columns, int rows, std::vector<double>& values) override {
    const QuietErrors quiet;
    values.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    if (!info_.is_text) return read_rows(column, row, columns, rows, values.data());
    // From the first line down, and no further than the first that is damaged: to find a line,
    // GDAL reads all before it, and those of a damaged file again and again.
    for (int r = 0; r < row + rows; ++r) {
      const std::size_t to = static_cast<std::size_t>(std::max(0, r - row));
      double* line = values.data() + to * static_cast<std::size_t>(columns);
      if (!read_rows(column, r, columns, 1, line)) return false;
    }
    return true;
  }

 private:
  bool read_rows(int column, int row, int columns, int rows, double* values) {
    return GDALRasterIO(GDALGetRasterBand(dataset_, 1), GF_Read, column, row, columns, rows, values,
                        columns, rows, GDT_Float64, 0, 0) == CE_None;
  }

  GDALDatasetH dataset_;
  RasterInfo info_;
};

}  // namespace

std::unique_ptr<RasterSource> open_raster(const std::string& path, int epsg, std::string& why) {
  register_drivers();
  const QuietErrors quiet;
  const char* const allowed[] = {"GTiff", "AAIGrid", "SRTMHGT", "GPKG", "PNG", nullptr};
  GDALDatasetH dataset =
      GDALOpenEx(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, allowed, nullptr, nullptr);
  if (!dataset) {
    why = "not a raster of a known format";
    return nullptr;
  }
  if (GDALGetRasterCount(dataset) < 1) {
    GDALClose(dataset);
    why = "a raster without bands";
    return nullptr;
  }
  return std::make_unique<GdalSource>(dataset, epsg);
}

}  // namespace khasan::load

#endif  // KHASAN_GDAL
