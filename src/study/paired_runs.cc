#include "study/paired_runs.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "record/apart.h"
#include "study/curves.h"

namespace khasan::study {

namespace {

using scenario::Scenario;

// Both runs of one pair.
struct Pair {
  Replication first, second;
  PairHistory history;
};

// One run of a pair, and who watches it.
class WatchedRun {
 public:
  WatchedRun(const Scenario& scenario, const StudyPlan& plan, int number)
      : play(begin_run(scenario, plan, number)), history_(scenario, history_times(scenario)) {
    if (plan.curves) curves_.emplace(scenario);
  }
  void see() {
    history_.see(play.scenario(), play.state(), play.events());
    if (curves_) curves_->see(play.scenario(), play.state(), play.events());
  }
  Replication take(int number) {
    Replication run = finish_run(play, number);
    if (curves_) run.curves = curves_->take();
    return run;
  }
  std::vector<std::vector<float>> take_history() { return history_.take(); }

  sim::Play play;

 private:
  CurveRecorder history_;
  std::optional<CurveRecorder> curves_;
};

// Plays both side by side until they differ, and on to their ends.
Pair play_both(WatchedRun& first, WatchedRun& second, int number) {
  Pair pair;
  const record::Matching matching =
      record::match_elements(first.play.scenario(), second.play.scenario());
  record::SideBySide both(first.play, second.play);
  do {
    first.see(), second.see();
    if (!pair.history.parted && both.is_level() && are_apart(first.play, second.play, matching)) {
      pair.history.parted = first.play.state().now;
    }
  } while (both.step());
  pair.first = first.take(number);
  pair.second = second.take(number);
  pair.history.curves = {first.take_history(), second.take_history()};
  return pair;
}

// What one thread plays pairs with: figures are drawn into its own scenarios.
class PairPlayer {
 public:
  PairPlayer(const std::array<Branch, 2>& branches, int first)
      : plans_{branches[0].plan, branches[1].plan},
        drawers_{scenario::EvidenceDrawer(branches[0].scenario, branches[0].plan.evidence),
                 scenario::EvidenceDrawer(branches[1].scenario, branches[1].plan.evidence)} {
    for (StudyPlan& plan : plans_) plan.first = static_cast<uint64_t>(first);
  }
  Pair play(int number) {
    WatchedRun first = begin(0, number), second = begin(1, number);
    return play_both(first, second, static_cast<int>(plans_[0].first) + number);
  }

 private:
  WatchedRun begin(std::size_t branch, int number) {
    const StudyPlan& plan = plans_[branch];
    return {drawers_[branch].scenario_of(rng_of_run(plan, number)), plan, number};
  }

  std::array<StudyPlan, 2> plans_;
  std::array<scenario::EvidenceDrawer, 2> drawers_;
};

// Adds the next pairs; says whether all of them could be played.
bool play_batch(const std::array<Branch, 2>& branches, int count, const StudyControl& control,
                PairedRuns& runs) {
  const int before = runs.count();
  std::vector<std::optional<Pair>> played(static_cast<std::size_t>(count));
  StudyControl of_batch = control;
  of_batch.progress = [&](int done) {
    if (control.progress) control.progress(before + done);
  };
  play_numbers(count, branches[0].plan.threads, of_batch, [&] {
    const auto player = std::make_shared<PairPlayer>(branches, before);
    return [&played, player](int n) { played[static_cast<std::size_t>(n)] = player->play(n); };
  });
  bool is_whole = true;
  for (std::optional<Pair>& pair : played) {
    is_whole &= pair.has_value();
    if (!pair) continue;
    runs.first.runs.push_back(std::move(pair->first));
    runs.second.runs.push_back(std::move(pair->second));
    runs.histories.push_back(std::move(pair->history));
  }
  return is_whole;
}

}  // namespace

Errors check_measures(const Scenario& first, const Scenario& second) {
  const bool same =
      std::equal(first.measures.begin(), first.measures.end(), second.measures.begin(),
                 second.measures.end(), [](const auto& a, const auto& b) { return a.id == b.id; });
  if (same) return {};
  Error error;
  error.found = "a what-if with other measures than the battle";
  error.expected = "the same measures, so that they can be compared";
  return {error};
}

std::vector<Time> history_times(const Scenario& scenario) {
  std::vector<Time> times;
  for (Time t = scenario.start; t < scenario.end; t += kHistoryStep) times.push_back(t);
  times.push_back(scenario.end);
  return times;
}

PairedRuns play_pairs(const std::array<Branch, 2>& branches, int pairs,
                      const std::optional<Precision>& precision, const StudyControl& control,
                      const PairsWatcher& watcher) {
  // So many at once are seen together.
  const int at_once = precision ? StoppingRule::kLookEvery
                      : watcher ? branches[0].plan.threads
                                : pairs;
  PairedRuns runs;
  StoppingRule rule(precision ? precision->width / 2 : 0);
  bool is_enough = false;
  while (runs.count() < pairs && !is_enough && !runs.interrupted) {
    const int batch = std::min(at_once, pairs - runs.count());
    runs.interrupted = !play_batch(branches, batch, control, runs);
    if (watcher) watcher(runs);
    is_enough =
        precision && rule.is_enough(paired_difference(runs.first.samples_of(precision->measure),
                                                      runs.second.samples_of(precision->measure)));
  }
  return runs;
}

record::Ripples follow_pair(const std::array<Branch, 2>& branches, int pair) {
  scenario::EvidenceDrawer first(branches[0].scenario, branches[0].plan.evidence);
  scenario::EvidenceDrawer second(branches[1].scenario, branches[1].plan.evidence);
  const auto begin = [pair](scenario::EvidenceDrawer& drawer, const StudyPlan& plan) {
    return begin_run(drawer.scenario_of(rng_of_run(plan, pair)), plan, pair);
  };
  sim::Play a = begin(first, branches[0].plan), b = begin(second, branches[1].plan);
  return record::follow_ripples(a, b);
}

}  // namespace khasan::study
