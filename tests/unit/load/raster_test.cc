// Goal: what a raster file may be, and what is refused before a library reads it. Text grids are
// read through GDAL only.
#include "load/raster.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#ifdef KHASAN_GDAL

namespace khasan::load {
namespace {

class RasterFile : public ::testing::Test {
 protected:
  Result<Raster> read(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    return read_raster(path_.string(), 32652, std::nullopt);
  }
  ~RasterFile() override { std::filesystem::remove(path_); }

 private:
  std::filesystem::path path_ =
      std::filesystem::path(::testing::TempDir()) /
      (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + ".asc");
};

std::string header(int columns, int rows) {
  return "ncols " + std::to_string(columns) + "\nnrows " + std::to_string(rows) +
         "\nxllcorner 630000\nyllcorner 4700000\ncellsize 50\n";
}

// Before GDAL reads: it can look for the missing numbers of a text grid for minutes.
TEST_F(RasterFile, ATextGridThatIsCutShortIsRefusedByItsSize) {
  const auto raster = read(header(3, 50) + "1 2 3 4\n");
  ASSERT_FALSE(raster.ok());
  EXPECT_NE(raster.errors().front().found.find("bytes for 3 by 50 cells"), std::string::npos);
}

// Long enough by its size, with lines missing all the same: to look for each of them from the last
// one up took GDAL minutes.
TEST_F(RasterFile, ATextGridWithoutItsLastLinesIsDamaged) {
  const auto raster = read(header(3, 60) + "1 2 3\n4 5" + std::string(400, ' '));
  ASSERT_FALSE(raster.ok());
  EXPECT_EQ(raster.errors().front().found, "damaged or cut short");
}

TEST_F(RasterFile, AWholeTextGridIsRead) {
  const auto raster = read(header(3, 2) + "1 2 3\n4 5 6");
  ASSERT_TRUE(raster.ok());
  EXPECT_EQ(raster.value().values, (std::vector<double>{1, 2, 3, 4, 5, 6}));
}

}  // namespace
}  // namespace khasan::load

#endif  // KHASAN_GDAL
