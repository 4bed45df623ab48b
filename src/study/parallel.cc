#include "study/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace khasan::study {

void in_parallel(int count, int threads, const std::function<void(int)>& work) {
  std::atomic<int> next{0};
  const auto take_turns = [&] {
    for (int i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i);
  };
  std::vector<std::jthread> more;
  for (int t = 1; t < std::min(threads, count); ++t) more.emplace_back(take_turns);
  take_turns();
}

}  // namespace khasan::study
