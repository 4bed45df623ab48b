// Pairs of runs for one change, as they come: the battle as it was and as it is changed on the same
// chance (docs/methods/coupled_pairs.md), and the two runs of the first pair as twins for the map.
#pragma once

#include <functional>
#include <memory>

#include "serve/run_job.h"
#include "study/paired_runs.h"

namespace khasan::serve {

struct ComparisonOrder {
  ComparisonRequest request;
  Text id, title;
  RunOrder as_it_was, changed;  // of the first pair
};

Result<ComparisonOrder> check_comparison(const ComparisonRequest& request,
                                         const BattleShelf& battles, const RunShelf& runs);
// What it has come to so far, and the object `pairs` of khasan-report-1.
using ComparisonGrew = std::function<void(const Comparison&, const std::string& pairs)>;
// Errors: stopped, or a file cannot be written.
Errors play_comparison(const ComparisonOrder& order, RunShelf& runs, int threads, JobContext& job,
                       const ComparisonGrew& grew);

}  // namespace khasan::serve
