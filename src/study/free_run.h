// Free runs: a crisis decides whether, when and with what a battle is fought,
// and goes on deciding while it lasts. Run k has the chance of replication k in
// both, so that free runs are coupled with each other and with historical ones
// (docs/methods/campaign.md).
#pragma once

#include <optional>
#include <vector>

#include "crisis/course.h"
#include "sim/aftermath.h"
#include "sim/crisis_campaign.h"
#include "study/replications.h"

namespace khasan::study {

struct FreePlan {
  const crisis::Theatre& theatre;
  Time epoch = hours(12);  // from one look of the actors at the fighting to the next
};

// One run of crisis and battle.
struct FreeRun {
  int number = 0;
  std::optional<Replication> battle;  // none: it did not come to blows
  sim::Standings last;               // of the battle, at its end
  crisis::Outcome outcome;
  sim::Aftermath after;
  std::vector<crisis::Told> told;
};

// Called when the crisis has come to its first strike (or to its end without
// one), with what has been told so far.
using BeforeBattle = std::function<void(const std::vector<crisis::Told>& told, bool fights)>;

// Numbers of the crisis are the best ones, or drawn where the plan draws
// parameters.
FreeRun play_free(const scenario::Scenario& scenario, const StudyPlan& plan, const FreePlan& free,
                  int number, sim::Watcher* watcher = nullptr, const BeforeBattle& before = {});

struct FreeRuns {
  std::vector<FreeRun> runs;  // finished ones, by number
  bool interrupted = false;
  // Those that came to blows.
  Replications battles() const;
};
// `told`: a run of the same plan that need not be played again; may be null.
FreeRuns play_free_runs(const scenario::Scenario& scenario, const StudyPlan& plan,
                        const FreePlan& free, const FreeRun* told,
                        const StudyControl& control = {});

}  // namespace khasan::study
