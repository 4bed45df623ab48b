// The after-action report of a recorded run, as one HTML page (docs/methods/debrief.md).
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "base/result.h"

namespace khasan::serve {

struct DebriefPlan {
  std::string battle;  // folder; empty: as it was recorded
  int explain = 0;     // so many turning points, those with most at stake first
  int futures = 8;     // of each explanation
  int threads = 1;     // results do not depend on it
  const std::atomic<bool>* stop = nullptr;          // set: the rest is left unexplained
  std::function<void(int done, int all)> progress;  // turning points explained
};

struct Debriefing {
  std::string html;
  int turning_points = 0, orders = 0;
};

// Plays the record again. Errors: it cannot be read, is a fork, or its battle is another one now.
Result<Debriefing> debriefing_of(const std::string& file, const DebriefPlan& wanted);

}  // namespace khasan::serve
