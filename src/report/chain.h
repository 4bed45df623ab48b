// How one cause led to an outcome: where the run with it and the run without it part, and what
// their stories then tell otherwise, both on the chance of the record.
#pragma once

#include <optional>
#include <vector>

#include "report/story.h"
#include "state/event.h"
#include "study/cause.h"

namespace khasan::report {

struct Chain {
  std::optional<state::Event> first;     // that only one of them has; none: they do not part
  bool first_is_recorded = true;         // it is of the run with the cause
  std::vector<StoryLine> with, without;  // the main lines that the other does not tell
};

// `from`, `plan`: the fork and its run; `until`: the moment of the outcome.
Chain chain_of(const scenario::Scenario& scenario, const sim::SavedPlay& from,
               const sim::RunPlan& plan, const study::Cause& cause, Time until);

}  // namespace khasan::report
