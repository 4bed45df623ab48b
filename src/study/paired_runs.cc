#include "study/paired_runs.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace khasan::study {

namespace {

// Both runs of one pair.
struct Pair {
  Replication first, second;
};

// What one thread plays pairs with: figures are drawn into its own scenarios.
class PairPlayer {
 public:
  PairPlayer(const std::array<Arm, 2>& arms, int first)
      : plans_{arms[0].plan, arms[1].plan},
        drawers_{scenario::EvidenceDrawer(arms[0].scenario, arms[0].plan.evidence),
                 scenario::EvidenceDrawer(arms[1].scenario, arms[1].plan.evidence)} {
    for (StudyPlan& plan : plans_) plan.first = first;
  }
  Pair play(int number) { return {play_run(0, number), play_run(1, number)}; }

 private:
  Replication play_run(std::size_t arm, int number) {
    const StudyPlan& plan = plans_[arm];
    return study::play(drawers_[arm].scenario_of(rng_of_run(plan, number)), plan, number);
  }

  std::array<StudyPlan, 2> plans_;
  std::array<scenario::EvidenceDrawer, 2> drawers_;
};

// Adds the next pairs; says whether all of them could be played.
bool play_batch(const std::array<Arm, 2>& arms, int count, const StudyControl& control,
                PairedRuns& runs) {
  const int before = runs.count();
  std::vector<std::optional<Pair>> played(static_cast<std::size_t>(count));
  StudyControl of_batch = control;
  of_batch.progress = [&](int done) {
    if (control.progress) control.progress(before + done);
  };
  play_numbers(count, arms[0].plan.threads, of_batch, [&] {
    const auto player = std::make_shared<PairPlayer>(arms, before);
    return [&played, player](int n) { played[static_cast<std::size_t>(n)] = player->play(n); };
  });
  bool is_whole = true;
  for (std::optional<Pair>& pair : played) {
    is_whole &= pair.has_value();
    if (!pair) continue;
    runs.first.runs.push_back(std::move(pair->first));
    runs.second.runs.push_back(std::move(pair->second));
  }
  return is_whole;
}

}  // namespace

PairedRuns play_pairs(const std::array<Arm, 2>& arms, int pairs,
                      const std::optional<Precision>& precision, const StudyControl& control) {
  PairedRuns runs;
  StoppingRule rule(precision ? precision->width / 2 : 0);
  bool is_enough = false;
  while (runs.count() < pairs && !is_enough && !runs.interrupted) {
    const int batch = std::min(precision ? StoppingRule::kLookEvery : pairs, pairs - runs.count());
    runs.interrupted = !play_batch(arms, batch, control, runs);
    is_enough =
        precision && rule.is_enough(paired_difference(runs.first.samples_of(precision->measure),
                                                      runs.second.samples_of(precision->measure)));
  }
  return runs;
}

}  // namespace khasan::study
