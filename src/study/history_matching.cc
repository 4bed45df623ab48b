#include "study/history_matching.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/draw.h"
#include "base/hash.h"
#include "sim/crisis_measures.h"
#include "study/crisis_odds.h"

namespace khasan::study {
namespace {

using crisis::Band;
using crisis::Numbers;
using crisis::Target;
using crisis::Theatre;

// A step moves about a third of the numbers, by a fifth of their ranges. Structural: it decides how
// soon sets are found, not which are accepted.
constexpr double kMoved = 0.35, kStep = 0.2, kKept = 0.1;
// Of one descent at most: parents of a wave, and one in so many of the sets wanted.
constexpr int kParentsOfLine = 3, kLines = 40;

std::vector<double> misses_of(const SetOdds& odds, std::span<const Target> targets) {
  std::vector<double> misses;
  for (const Target& target : targets) {
    const int m = sim::crisis_measure(target.measure);
    if (m < 0) continue;
    const double value = odds.value[static_cast<std::size_t>(m)];
    const double width = std::max(target.high - target.low, 1e-9);
    // A measure that applied to no run is as far off as can be told.
    misses.push_back(
        std::isnan(value) ? 1 : std::max({0.0, target.low - value, value - target.high}) / width);
  }
  return misses;
}

class Search {
 public:
  Search(const Theatre& theatre, std::span<const Target> targets, const MatchingPlan& plan)
      : theatre_(theatre), targets_(targets), plan_(plan) {
    odds_plan_.seed = plan.seed, odds_plan_.runs = plan.runs;
  }

  Matching run(const StudyControl& control) {
    for (int wave = 0; wave < plan_.waves && found() < plan_.wanted; ++wave) {
      if (control.stop && *control.stop) break;
      if (wave > 0 && tried_.empty()) break;  // nothing to meet, so nothing was kept
      play(wave, control);
    }
    return std::move(matching_);
  }

 private:
  int found() const { return static_cast<int>(matching_.sets.size()); }

  double uniform(uint64_t key, int wave, int candidate, uint64_t what) const {
    return Rng(plan_.seed, static_cast<uint64_t>(candidate))
        .uniform(Purpose::kDesign, key, what, Time{}, static_cast<uint32_t>(wave));
  }

  // A candidate of a wave: anywhere in the ranges, or a step from one of the best so far.
  Matched propose(int wave, int candidate) const {
    const bool anywhere = wave == 0;
    Matched proposed{theatre_.numbers, 0, candidate};
    if (!anywhere) {
      const double u = uniform(0, wave, candidate, kParentKey);
      proposed = tried_[static_cast<std::size_t>(u * static_cast<double>(tried_.size()))];
    }
    Numbers& numbers = proposed.numbers;
    for (const Band& band : theatre_.bands) {
      if (!(band.high > band.low)) continue;
      const double width = band.high - band.low;
      if (anywhere) {
        set_value(numbers, band, band.low + width * uniform(band.key, wave, candidate, kPlaceKey));
      } else if (uniform(band.key, wave, candidate, kMovedKey) < kMoved) {
        const double step =
            normal_from(uniform(band.key, wave, candidate, kPlaceKey), 0, kStep * width);
        const double moved = value_of(numbers, band) + step;
        set_value(numbers, band, std::clamp(moved, band.low, band.high));
      }
    }
    return proposed;
  }

  void play(int wave, const StudyControl& control) {
    const std::size_t n = static_cast<std::size_t>(plan_.candidates);
    std::vector<Matched> played(n);
    std::vector<std::vector<double>> misses(n);
    play_numbers(plan_.candidates, plan_.threads, control, [&] {
      return [&](int k) {
        const std::size_t i = static_cast<std::size_t>(k);
        played[i] = propose(wave, k);
        misses[i] = misses_of(odds_of_set(theatre_, played[i].numbers, odds_plan_), targets_);
        played[i].miss = std::accumulate(misses[i].begin(), misses[i].end(), 0.0);
      };
    });
    if (wave == 0) count_first(misses);
    for (std::size_t i = 0; i < n; ++i) {
      if (misses[i].empty()) continue;  // interrupted
      ++matching_.tried;
      if (played[i].miss == 0) keep(played[i]);
      tried_.push_back(played[i]);
    }
    choose_parents();
    if (tried_.empty()) return;
    matching_.closest = tried_.front();
    matching_.best_miss.push_back(tried_.front().miss);
  }

  // A set that meets everything, unless there are enough of its descent.
  void keep(const Matched& set) {
    const int most = std::max(1, plan_.wanted / kLines);
    if (found() < plan_.wanted && kept_of_line_[set.line]++ < most) matching_.sets.push_back(set);
  }

  void choose_parents() {
    std::stable_sort(tried_.begin(), tried_.end(),
                     [](const Matched& a, const Matched& b) { return a.miss < b.miss; });
    const std::size_t wanted =
        std::max<std::size_t>(1, static_cast<std::size_t>(kKept * plan_.candidates));
    std::map<int, int> of_line;
    std::vector<Matched> parents;
    for (const Matched& set : tried_) {
      if (parents.size() < wanted && of_line[set.line]++ < kParentsOfLine) parents.push_back(set);
    }
    tried_ = std::move(parents);
  }

  void count_first(const std::vector<std::vector<double>>& misses) {
    matching_.met_first.assign(targets_.size(), 0);
    for (const auto& candidate : misses) {
      for (std::size_t t = 0; t < candidate.size(); ++t) {
        matching_.met_first[t] += (candidate[t] == 0) / static_cast<double>(misses.size());
      }
    }
  }

  static constexpr uint64_t kPlaceKey = stable_key("place"), kMovedKey = stable_key("moved"),
                            kParentKey = stable_key("parent");
  const Theatre& theatre_;
  std::span<const Target> targets_;
  const MatchingPlan& plan_;
  OddsPlan odds_plan_;
  Matching matching_;
  std::vector<Matched> tried_;  // the parents of the next wave, the closest first
  std::map<int, int> kept_of_line_;
};

}  // namespace

double miss_of(const Theatre& theatre, const Numbers& numbers, std::span<const Target> targets,
               uint64_t seed, int runs) {
  OddsPlan plan;
  plan.seed = seed, plan.runs = runs;
  const std::vector<double> misses = misses_of(odds_of_set(theatre, numbers, plan), targets);
  return std::accumulate(misses.begin(), misses.end(), 0.0);
}

Matching match_history(const Theatre& theatre, std::span<const Target> targets,
                       const MatchingPlan& plan, const StudyControl& control) {
  return Search(theatre, targets, plan).run(control);
}

}  // namespace khasan::study
