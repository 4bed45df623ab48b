#include "report/told_crisis.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace khasan::report {

using crisis::Theatre;

namespace {

constexpr int kRunsForTypical = 400;  // of which one is told

}  // namespace

ToldCrisis play_told(const Theatre& theatre, uint64_t seed, int run) {
  ToldCrisis told;
  told.run = run;
  const Rng rng(seed, static_cast<uint64_t>(run));
  told.outcome = crisis::run_crisis(theatre, theatre.numbers, rng, &told.lines);
  told.after = sim::aftermath_of(theatre, theatre.numbers, told.outcome);
  return told;
}

// Of the first runs at the best numbers those that end as most do; of these the one in the middle
// by length.
int typical_run(const Theatre& theatre, uint64_t seed) {
  std::map<crisis::End, std::vector<std::pair<double, int>>> by_end;
  for (int k = 0; k < kRunsForTypical; ++k) {
    const Rng rng(seed, static_cast<uint64_t>(k));
    const crisis::Outcome outcome = crisis::run_crisis(theatre, theatre.numbers, rng);
    by_end[outcome.end].push_back({outcome.end_day, k});
  }
  auto& most = std::max_element(by_end.begin(), by_end.end(), [](const auto& a, const auto& b) {
                 return a.second.size() < b.second.size();
               })->second;
  const auto middle = most.begin() + static_cast<std::ptrdiff_t>(most.size() / 2);
  std::nth_element(most.begin(), middle, most.end());
  return middle->second;
}

std::string typical_choice() {
  return fmt::format(
      "of the first {} runs, of those that end as most do, the one in the middle by length",
      kRunsForTypical);
}

}  // namespace khasan::report
