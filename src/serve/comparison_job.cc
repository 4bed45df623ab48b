#include "serve/comparison_job.h"

#include <fmt/format.h>

#include <cmath>

#include "base/fault.h"
#include "base/hash.h"
#include "report/document_parts.h"
#include "report/pairs_text.h"
#include "report/ripples_text.h"
#include "serve/protocol_json.h"
#include "study/horizons.h"

namespace khasan::serve {

using report::Json;
using scenario::Scenario;

namespace {

using Branches = std::array<study::Branch, 2>;

std::optional<double> number(double value) {
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

List<MeasureDifference> measures_of(const Scenario& scenario,
                                    const std::vector<study::PairedDifference>& differences) {
  List<MeasureDifference> all;
  for (const study::PairedDifference& d : differences) {
    const scenario::Measure& measure = scenario.measures[d.measure];
    MeasureDifference one;
    one.id = measure.id, one.name = measure.quantity, one.unit = measure.unit;
    one.n = d.n;
    if (d.n > 0) {
      one.as_it_was = number(d.mean_first), one.changed = number(d.mean_second);
      one.difference = number(d.difference);
      one.low = number(d.ci95.low), one.high = number(d.ci95.high);
    }
    one.share_more = d.share_more, one.share_less = d.share_less;
    all.push_back(std::move(one));
  }
  return all;
}

std::string pairs_text_of(const Branches& branches, const study::PairedRuns& runs,
                          const report::FollowedPair* followed) {
  const Scenario &first = branches[0].scenario, &second = branches[1].scenario;
  const report::PairsResult result{first,
                                   second,
                                   runs.count(),
                                   study::paired_differences(first, runs.first, runs.second),
                                   study::horizons_of(first, second, runs),
                                   &runs};
  return report::pairs_json(result, followed).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Result<ComparisonOrder> check_comparison(const ComparisonRequest& request,
                                         const BattleShelf& battles, const RunShelf& runs) {
  const int most = Limits{}.pairs;
  if (request.pairs < 1 || request.pairs > most) {
    return fault("pairs", std::to_string(request.pairs), "1 to " + std::to_string(most));
  }
  if (request.what_ifs.empty() && request.roe.empty() && request.patch.empty()) {
    return fault("what_ifs", "nothing that is otherwise", "a what-if, a rule or a patch");
  }
  RunRequest run;
  run.battle = request.battle, run.seed = request.seed;
  Result<RunOrder> first = check_run(run, battles, runs);
  if (!first) return first.errors();
  run.what_ifs = request.what_ifs, run.roe = request.roe, run.patch = request.patch;
  Result<RunOrder> second = check_run(run, battles, runs);
  if (!second) return second.errors();
  ComparisonOrder order{request, {}, {}, first.take(), second.take()};
  Hasher hasher;
  hasher.add(std::string_view(to_json(request)));
  hasher.add(std::string_view(order.changed.id));
  order.id = fmt::format("c{:016x}", hasher.value());
  order.title = "What if: " + (request.what_ifs.empty() ? "changes" : request.what_ifs.front());
  for (const WhatIfCard& card : order.changed.battle->what_ifs()) {
    if (!request.what_ifs.empty() && card.id == request.what_ifs.front()) order.title = card.title;
  }
  return order;
}

Errors play_comparison(const ComparisonOrder& order, RunShelf& runs, int threads, JobContext& job,
                       const ComparisonGrew& grew) {
  const Result<SharedScenario> first = order.as_it_was.compile();
  if (!first) return first.errors();
  const Result<SharedScenario> second = order.changed.compile();
  if (!second) return second.errors();
  const Errors faults = study::check_measures(*first.value(), *second.value());
  if (!faults.empty()) return faults;
  // The twins come first: the map has something to show while the pairs are played.
  JobContext quiet([](int64_t, int64_t) {}, job);
  const Result<RunCard> was = play_run(order.as_it_was, first.value(), runs, quiet);
  if (!was) return was.errors();
  const Result<RunCard> is = play_run(order.changed, second.value(), runs, quiet);
  if (!is) return is.errors();
  study::StudyPlan plan;
  plan.seed = order.request.seed;
  plan.threads = threads;
  const Branches branches{study::Branch{*first.value(), plan},
                          study::Branch{*second.value(), plan}};
  Comparison comparison;
  comparison.id = order.id, comparison.battle = order.request.battle;
  comparison.title = order.title, comparison.request = order.request;
  comparison.state = JobState::kRunning;
  comparison.twins = Twins{order.as_it_was.id, order.changed.id};
  grew(comparison, {});
  study::StudyControl control;
  control.stop = &job.stop();
  control.progress = [&](int done) { job.progress(done, order.request.pairs); };
  const auto watch = [&](const study::PairedRuns& so_far) {
    comparison.pairs = so_far.count();
    if (comparison.pairs == 0) return;
    comparison.measures =
        measures_of(branches[0].scenario,
                    study::paired_differences(branches[0].scenario, so_far.first, so_far.second));
    grew(comparison, pairs_text_of(branches, so_far, nullptr));
  };
  const study::PairedRuns all =
      study::play_pairs(branches, order.request.pairs, std::nullopt, control, watch);
  if (all.interrupted) {
    return {stopped("comparison")};
  }
  const report::FollowedPair followed{branches[0].scenario, branches[1].scenario, 0,
                                      study::follow_pair(branches, 0)};
  comparison.state = JobState::kDone;
  grew(comparison, pairs_text_of(branches, all, &followed));
  return {};
}

}  // namespace khasan::serve
