#include "study/horizons.h"

#include <algorithm>
#include <utility>

namespace khasan::study {

namespace {

using scenario::Scenario;

// A curve by its place in the lists of both battles.
struct SharedCurve {
  CurveDef def;
  std::size_t first = 0, second = 0;
};

std::vector<SharedCurve> shared_curves(const Scenario& first, const Scenario& second) {
  const std::vector<CurveDef> a = curves_of(first), b = curves_of(second);
  std::vector<SharedCurve> shared;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (a[i].id == b[j].id) shared.push_back({a[i], i, j});
    }
  }
  return shared;
}

std::optional<Time> earliest_parting(const PairedRuns& runs) {
  std::optional<Time> earliest;
  for (const PairHistory& history : runs.histories) {
    if (history.parted && (!earliest || *history.parted < *earliest)) earliest = history.parted;
  }
  return earliest;
}

// Of every pair; what a run ended with holds after its end.
std::vector<double> values_at(const PairedRuns& runs, std::size_t arm, std::size_t curve,
                              std::size_t moment) {
  std::vector<double> values;
  for (const PairHistory& history : runs.histories) {
    const std::vector<float>& all = history.curves[arm][curve];
    values.push_back(all[std::min(moment, all.size() - 1)]);
  }
  return values;
}

Horizon horizon_at(const PairedRuns& runs, const std::vector<SharedCurve>& curves,
                   std::size_t moment, Time at, std::string name) {
  Horizon horizon{std::move(name), at, 0, {}};
  for (const PairHistory& history : runs.histories) {
    horizon.parted += history.parted && *history.parted <= at;
  }
  for (const SharedCurve& curve : curves) {
    horizon.differences.push_back(paired_difference(values_at(runs, 0, curve.first, moment),
                                                    values_at(runs, 1, curve.second, moment)));
    horizon.differences.back().measure = horizon.differences.size() - 1;
  }
  return horizon;
}

}  // namespace

std::optional<Horizons> horizons_of(const Scenario& first, const Scenario& second,
                                    const PairedRuns& runs) {
  const std::optional<Time> from = earliest_parting(runs);
  if (!from) return std::nullopt;
  const std::vector<SharedCurve> curves = shared_curves(first, second);
  Horizons all;
  all.from = *from;
  for (const SharedCurve& curve : curves) all.curves.push_back(curve.def);
  const std::vector<Time> times = history_times(first);
  const std::pair<const char*, Time> spans[] = {
      {"1 h", hours(1)}, {"6 h", hours(6)}, {"1 d", hours(24)}};
  for (const auto& [name, span] : spans) {
    // The first moment taken that is not before it.
    const auto at = std::lower_bound(times.begin(), times.end(), *from + span);
    if (at == times.end() || at + 1 == times.end()) break;
    all.horizons.push_back(
        horizon_at(runs, curves, static_cast<std::size_t>(at - times.begin()), *at, name));
  }
  const std::size_t beyond_all = std::max(times.size(), history_times(second).size());
  all.horizons.push_back(horizon_at(runs, curves, beyond_all, times.back(), "end"));
  return all;
}

const Horizon* first_below(const Horizons& horizons, std::size_t curve, double factor) {
  const Horizon* found = nullptr;
  for (const Horizon& horizon : horizons.horizons) {
    const PairedDifference& pair = horizon.differences[curve];
    const bool is_same = pair.share_more + pair.share_less == 0;
    if (is_same || pair.n < kPairsMin || pair.variance_reduction >= factor)
      found = nullptr;
    else if (found == nullptr)
      found = &horizon;
  }
  return found;
}

}  // namespace khasan::study
