// Goal: every what-if that the first two fights ship makes another course of them. Method: the same
// run, on the same chance, as it was and changed.
#include <gtest/gtest.h>

#include <filesystem>

#include "load/battle.h"
#include "sim/run.h"

namespace khasan {
namespace {

uint64_t played(const std::vector<std::string>& what_ifs) {
  const std::string folder = std::string(KHASAN_SOURCE_DIR) + "/battles/lake-khasan-1938";
  const auto battle = load::load_battle(folder, {{}, what_ifs});
  EXPECT_TRUE(battle) << to_text(battle.errors()[0]);
  return battle ? sim::run(battle.value(), {}).hash : 0;
}

TEST(ShippedWhatIfs, change_the_course_of_the_first_two_fights) {
  const uint64_t as_it_was = played({});
  const std::string folder = std::string(KHASAN_SOURCE_DIR) + "/battles/lake-khasan-1938/whatifs";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    EXPECT_NE(played({file.path().stem().string()}), as_it_was) << file.path();
  }
}

}  // namespace
}  // namespace khasan
