// The battles at the points of a study: each is compiled by the first who needs it, shared by all
// threads, and given back when nobody plays it.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"
#include "scenario/evidence.h"
#include "scenario/scenario.h"
#include "sim/step.h"

namespace khasan::study {

// The battle at one point, and how it is played.
struct PointBattle {
  scenario::Scenario scenario;
  scenario::Drawing drawing = scenario::Drawing::kNone;
  sim::StepOptions step;
};

class PointCache {
 public:
  // Compiles the battle at a point; called from several threads at once, for each point once.
  using Compile = std::function<Result<PointBattle>(int point)>;
  PointCache(int points, Compile compile);
  using Shared = std::shared_ptr<const PointBattle>;
  // Valid as long as it is held; errors: the battle at that point cannot be read.
  Result<Shared> get(int point);

 private:
  struct Slot {
    std::mutex compiling;
    std::weak_ptr<const PointBattle> battle;
  };
  Compile compile_;
  std::vector<Slot> slots_;
  std::mutex last_guard_;
  std::vector<Shared> last_;  // the last ones asked for, kept between jobs
};

}  // namespace khasan::study
