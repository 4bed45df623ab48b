#include "study/crisis_partings.h"

#include <algorithm>

namespace khasan::study {
namespace {

using crisis::Deed;
using crisis::Told;

// What somebody does, as against what is merely told or follows by itself.
bool is_deed(const Told& line) {
  return line.deed != Deed::kReport && line.deed != Deed::kCommitment &&
         line.deed != Deed::kPlanned && line.deed != Deed::kReady;
}

bool same(const Told& a, const Told& b) {
  return a.day == b.day && a.deed == b.deed && a.actor == b.actor && a.side == b.side &&
         a.rung == b.rung;
}

bool same_kind(const CrisisParting& a, const CrisisParting& b) {
  return a.deed == b.deed && a.actor == b.actor && a.side == b.side && a.rung == b.rung &&
         a.only_before == b.only_before;
}

}  // namespace

std::optional<CrisisParting> first_parting(const std::vector<Told>& before,
                                           const std::vector<Told>& after) {
  auto a = before.begin(), b = after.begin();
  while (true) {
    a = std::find_if(a, before.end(), is_deed);
    b = std::find_if(b, after.end(), is_deed);
    if (a == before.end() && b == after.end()) return std::nullopt;
    if (a != before.end() && b != after.end() && same(*a, *b)) {
      ++a, ++b;
      continue;
    }
    const bool first = b == after.end() || (a != before.end() && a->day <= b->day);
    const Told& line = first ? *a : *b;
    return CrisisParting{line.day, line.deed, line.actor, line.side, line.rung, first};
  }
}

Partings count_partings(const crisis::Theatre& before, const crisis::Theatre& after, uint64_t seed,
                        int runs) {
  Partings partings;
  partings.runs = runs;
  for (int k = 0; k < runs; ++k) {
    const Rng rng(seed, static_cast<uint64_t>(k));
    std::vector<Told> told[2];
    crisis::run_crisis(before, before.numbers, rng, &told[0]);
    crisis::run_crisis(after, after.numbers, rng, &told[1]);
    const auto parting = first_parting(told[0], told[1]);
    if (!parting) {
      ++partings.same;
      continue;
    }
    const auto known =
        std::find_if(partings.counts.begin(), partings.counts.end(),
                     [&](const PartingCount& c) { return same_kind(c.parting, *parting); });
    if (known == partings.counts.end()) {
      partings.counts.push_back({*parting, 1});
    } else {
      known->parting.day += parting->day;
      ++known->runs;
    }
  }
  for (PartingCount& count : partings.counts) count.parting.day /= count.runs;
  std::stable_sort(partings.counts.begin(), partings.counts.end(),
                   [](const PartingCount& a, const PartingCount& b) { return a.runs > b.runs; });
  return partings;
}

}  // namespace khasan::study
