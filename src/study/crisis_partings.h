// Where two histories of a crisis with the same men and the same chance first part: the first line
// of their stories that differs, counted over many pairs.
#pragma once

#include <optional>
#include <vector>

#include "crisis/course.h"

namespace khasan::study {

struct CrisisParting {
  double day = 0;
  crisis::Deed deed = crisis::Deed::kReport;
  int actor = crisis::kNobody, side = 0, rung = crisis::kNobody;
  bool only_before = false;  // it was done as it was, and not after the change
};

// The first deed that one of the two has and the other has not on that day; news do not count.
std::optional<CrisisParting> first_parting(const std::vector<crisis::Told>& before,
                                           const std::vector<crisis::Told>& after);

struct PartingCount {
  CrisisParting parting;  // `day` is the mean
  int runs = 0;
};
// The most frequent first. `same`: pairs that never part.
struct Partings {
  std::vector<PartingCount> counts;
  int runs = 0, same = 0;
};
Partings count_partings(const crisis::Theatre& before, const crisis::Theatre& after, uint64_t seed,
                        int runs);

}  // namespace khasan::study
