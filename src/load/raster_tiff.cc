// GeoTIFF through libtiff alone, for builds without GDAL: one band, strips or tiles, UTM on WGS 84
// (GeoTIFF 1.1, OGC 19-008: tags 33550, 33922, 34735; nodata in GDAL's tag 42113).
#ifndef KHASAN_GDAL

#include <tiffio.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "load/raster.h"

namespace khasan::load {

namespace {

constexpr uint32_t kPixelScaleTag = 33550, kTiepointTag = 33922, kGeoKeysTag = 34735;
constexpr uint32_t kNodataTag = 42113;
constexpr uint16_t kProjectedKey = 3072, kModelTypeKey = 1024;
constexpr int64_t kBlockBytesMax = 256 << 20;

// The four georeference tags, so that the library hands them out with a 32-bit count.
void declare_tags(TIFF* tiff) {
  static const TIFFFieldInfo fields[] = {
      {kPixelScaleTag, TIFF_VARIABLE2, TIFF_VARIABLE2, TIFF_DOUBLE, FIELD_CUSTOM, 1, 1,
       const_cast<char*>("ModelPixelScale")},
      {kTiepointTag, TIFF_VARIABLE2, TIFF_VARIABLE2, TIFF_DOUBLE, FIELD_CUSTOM, 1, 1,
       const_cast<char*>("ModelTiepoint")},
      {kGeoKeysTag, TIFF_VARIABLE2, TIFF_VARIABLE2, TIFF_SHORT, FIELD_CUSTOM, 1, 1,
       const_cast<char*>("GeoKeyDirectory")},
      {kNodataTag, TIFF_VARIABLE2, TIFF_VARIABLE2, TIFF_ASCII, FIELD_CUSTOM, 1, 1,
       const_cast<char*>("NoData")}};
  TIFFMergeFieldInfo(tiff, fields, 4);
}

struct Layout {
  uint16_t bits = 0, format = SAMPLEFORMAT_UINT, samples = 1;
  uint32_t block_columns = 0, block_rows = 0;
  bool tiled = false;
};

template <class T>
double sample(const unsigned char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return static_cast<double>(value);
}

using SampleReader = double (*)(const unsigned char*);

SampleReader reader_of(const Layout& layout) {
  const bool is_signed = layout.format == SAMPLEFORMAT_INT;
  if (layout.format == SAMPLEFORMAT_IEEEFP) {
    return layout.bits == 32 ? sample<float> : layout.bits == 64 ? sample<double> : nullptr;
  }
  switch (layout.bits) {
    case 8:
      return is_signed ? sample<int8_t> : sample<uint8_t>;
    case 16:
      return is_signed ? sample<int16_t> : sample<uint16_t>;
    case 32:
      return is_signed ? sample<int32_t> : sample<uint32_t>;
    default:
      return nullptr;
  }
}

class TiffSource : public RasterSource {
 public:
  explicit TiffSource(TIFF* tiff) : tiff_(tiff) {
    uint32_t columns = 0, rows = 0;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &columns);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &rows);
    info_.columns = columns;
    info_.rows = rows;
    read_layout();
    read_place();
    read_projection();
    read_nodata();
  }
  TiffSource(const TiffSource&) = delete;
  TiffSource& operator=(const TiffSource&) = delete;
  ~TiffSource() override { TIFFClose(tiff_); }

  const RasterInfo& info() const override { return info_; }

  bool is_readable() const {
    const auto bytes = layout_.tiled ? TIFFTileSize64(tiff_) : TIFFStripSize64(tiff_);
    return layout_.samples == 1 && reader_of(layout_) && info_.columns > 0 && info_.rows > 0 &&
           info_.columns < INT32_MAX && info_.rows < INT32_MAX && layout_.block_columns > 0 &&
           layout_.block_rows > 0 && bytes > 0 && static_cast<int64_t>(bytes) <= kBlockBytesMax;
  }

  bool read(int column, int row, int columns, int rows, std::vector<double>& values) override {
    values.assign(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0);
    const Window window{column, row, columns, rows};
    const int64_t bw = layout_.block_columns, bh = layout_.block_rows;
    for (int64_t y = row / bh * bh; y < int64_t{row} + rows; y += bh) {
      for (int64_t x = column / bw * bw; x < int64_t{column} + columns; x += bw) {
        if (!read_block(x, y, window, values)) return false;
      }
    }
    return true;
  }

 private:
  struct Window {
    int64_t column, row, columns, rows;
  };

  bool read_block(int64_t x, int64_t y, const Window& window, std::vector<double>& values) {
    const auto size =
        static_cast<std::size_t>(layout_.tiled ? TIFFTileSize64(tiff_) : TIFFStripSize64(tiff_));
    block_.assign(size, 0);
    const auto ux = static_cast<uint32_t>(x), uy = static_cast<uint32_t>(y);
    const tmsize_t got = layout_.tiled
                             ? TIFFReadEncodedTile(tiff_, TIFFComputeTile(tiff_, ux, uy, 0, 0),
                                                   block_.data(), static_cast<tmsize_t>(size))
                             : TIFFReadEncodedStrip(tiff_, TIFFComputeStrip(tiff_, uy, 0),
                                                    block_.data(), static_cast<tmsize_t>(size));
    if (got < 0) return false;
    copy_block(x, y, window, values);
    return true;
  }

  void copy_block(int64_t x, int64_t y, const Window& w, std::vector<double>& values) const {
    const SampleReader read_sample = reader_of(layout_);
    const int64_t bytes = layout_.bits / 8, bw = layout_.block_columns;
    const int64_t x0 = std::max(x, w.column), x1 = std::min(x + bw, w.column + w.columns);
    const int64_t y0 = std::max(y, w.row);
    const int64_t y1 = std::min(y + int64_t{layout_.block_rows}, w.row + w.rows);
    for (int64_t row = y0; row < y1; ++row) {
      for (int64_t column = x0; column < x1; ++column) {
        const int64_t at = ((row - y) * bw + column - x) * bytes;
        if (at + bytes > static_cast<int64_t>(block_.size())) continue;
        values[static_cast<std::size_t>((row - w.row) * w.columns + column - w.column)] =
            read_sample(block_.data() + at);
      }
    }
  }

  void read_layout() {
    TIFFGetFieldDefaulted(tiff_, TIFFTAG_BITSPERSAMPLE, &layout_.bits);
    TIFFGetFieldDefaulted(tiff_, TIFFTAG_SAMPLEFORMAT, &layout_.format);
    TIFFGetFieldDefaulted(tiff_, TIFFTAG_SAMPLESPERPIXEL, &layout_.samples);
    layout_.tiled = TIFFIsTiled(tiff_) != 0;
    if (layout_.tiled) {
      TIFFGetField(tiff_, TIFFTAG_TILEWIDTH, &layout_.block_columns);
      TIFFGetField(tiff_, TIFFTAG_TILELENGTH, &layout_.block_rows);
      return;
    }
    TIFFGetFieldDefaulted(tiff_, TIFFTAG_ROWSPERSTRIP, &layout_.block_rows);
    layout_.block_rows = std::min(layout_.block_rows, static_cast<uint32_t>(info_.rows));
    layout_.block_columns = static_cast<uint32_t>(info_.columns);
  }

  void read_place() {
    uint32_t n_scale = 0, n_tie = 0;  // the library writes 32 bits here
    double *scale = nullptr, *tie = nullptr;
    if (TIFFGetField(tiff_, kPixelScaleTag, &n_scale, &scale) != 1 || n_scale < 2) return;
    if (TIFFGetField(tiff_, kTiepointTag, &n_tie, &tie) != 1 || n_tie < 6) return;
    info_.has_place = true;
    info_.cell_x_m = scale[0];
    info_.cell_y_m = scale[1];
    info_.west_m = tie[3] - tie[0] * scale[0];
    info_.north_m = tie[4] + tie[1] * scale[1];
  }

  void read_projection() {
    uint32_t count = 0;
    uint16_t* keys = nullptr;
    if (TIFFGetField(tiff_, kGeoKeysTag, &count, &keys) != 1) return;
    for (uint32_t i = 4; i + 3 < count; i += 4) {
      if (keys[i] == kModelTypeKey && keys[i + 3] != 1) info_.epsg = -1;
    }
    for (uint32_t i = 4; i + 3 < count; i += 4) {
      if (keys[i] != kProjectedKey || keys[i + 1] != 0) continue;
      info_.epsg = keys[i + 3];
      info_.projection = "EPSG:" + std::to_string(info_.epsg);
    }
  }

  void read_nodata() {
    uint32_t count = 0;
    char* text = nullptr;
    if (TIFFGetField(tiff_, kNodataTag, &count, &text) != 1 || count == 0) return;
    const std::string nodata(text, strnlen(text, count));
    char* end = nullptr;
    info_.nodata = std::strtod(nodata.c_str(), &end);
    info_.has_nodata = end != nodata.c_str();
  }

  TIFF* tiff_;
  RasterInfo info_;
  Layout layout_;
  std::vector<unsigned char> block_;
};

}  // namespace

std::unique_ptr<RasterSource> open_raster(const std::string& path, int, std::string& why) {
  TIFFSetErrorHandler(nullptr);
  TIFFSetWarningHandler(nullptr);
  static const TIFFExtendProc parent = TIFFSetTagExtender(declare_tags);
  static_cast<void>(parent);
  TIFF* tiff = TIFFOpen(path.c_str(), "r");
  if (!tiff) {
    why = "not a TIFF file";
    return nullptr;
  }
  auto source = std::make_unique<TiffSource>(tiff);
  if (source->is_readable()) return source;
  why = "a TIFF with several bands or an unusual number format";
  return nullptr;
}

}  // namespace khasan::load

#endif  // KHASAN_GDAL
