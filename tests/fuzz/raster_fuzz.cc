// Any bytes as a raster file: a grid of the size it says, or an error.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "load/raster.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  if (size > 65536) return 0;
  static const std::string path =
      (std::filesystem::temp_directory_path() / ("khasan_raster_fuzz_" + std::to_string(getpid())))
          .string();
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  // A small window, so that a file that claims a huge grid costs no time.
  const auto raster = khasan::load::read_raster(
      path, 32652, khasan::terrain::Box{630000, 4700000, 630800, 4700800});
  if (raster.ok() && raster.value().values.size() != raster.value().shape.cell_count())
    std::abort();
  if (!raster.ok() && raster.errors().empty()) std::abort();
  return 0;
}
