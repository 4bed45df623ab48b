// From what the files say to the compiled battle: names resolved, organisations filled with men,
// units set out on the ground, light and routes computed. All faults that can be found are found in
// one go, each with the place in the file that it comes from.
#pragma once

#include "base/result.h"
#include "scenario/scenario.h"
#include "scenario/spec.h"

namespace khasan::scenario {

// A pure function of the spec. The weapon tables, parameters and ground of the result are copies.
Result<Scenario> compile(const ScenarioSpec& spec);

}  // namespace khasan::scenario
