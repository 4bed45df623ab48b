// What if a rule of engagement had not been given, or lifted earlier? Changes the rules of a spec
// as the command line says: "frontier=off", "frontier=until:TIME", "cease_fire=from:TIME".
#pragma once

#include <string>
#include <vector>

#include "scenario/spec.h"

namespace khasan::scenario {

// Carries out the changes in order, and notes them in spec.rule_changes. Empty when all is well.
Errors change_rules(ScenarioSpec& spec, const std::vector<std::string>& changes);

}  // namespace khasan::scenario
