// Work side by side: every number once, whatever the number of threads.
#include "study/parallel.h"

#include <gtest/gtest.h>

#include <vector>

namespace khasan::study {
namespace {

TEST(Parallel, every_number_is_worked_on_once) {
  for (const int threads : {1, 2, 7}) {
    std::vector<int> done(100);
    in_parallel(100, threads, [&](int i) { done[static_cast<std::size_t>(i)] += i + 1; });
    for (int i = 0; i < 100; ++i) EXPECT_EQ(done[static_cast<std::size_t>(i)], i + 1);
  }
}

TEST(Parallel, no_work_is_none) {
  in_parallel(0, 4, [](int) { ADD_FAILURE(); });
}

}  // namespace
}  // namespace khasan::study
