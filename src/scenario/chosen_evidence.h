// A battle under one evidence: its best values, all disputed figures drawn, or as one school of
// writers has it; and its ground drawn within its doubt (docs/methods/evidence.md).
#pragma once

#include <string>

#include "base/result.h"
#include "base/rng.h"
#include "scenario/evidence.h"
#include "scenario/scenario.h"
#include "scenario/spec.h"

namespace khasan::scenario {

struct Chosen {
  Scenario scenario;
  Drawing drawing = Drawing::kNone;
};

// "best", "drawn" or the id of a profile of the battle.
Result<Chosen> choose_evidence(const ScenarioSpec& spec, const std::string& name);

// Puts ground drawn by the terrain stream in place of the best; the spec compiles as it is.
Errors draw_ground(ScenarioSpec& spec, const Rng& rng);

}  // namespace khasan::scenario
