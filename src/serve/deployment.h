// Where the units of a battle begin and what they are to do, as its files say it: what a what-if
// can move, and in which file it does.
#pragma once

#include <string>

#include "scenario/scenario.h"
#include "scenario/spec.h"
#include "serve/protocol.h"

namespace khasan::serve {

// `folder`: of the battle that `spec` was read from; `scenario`: what it was compiled to.
// Units without a place of their own, and orders without an objective, are left out.
Deployment deployment_of(const std::string& folder, const scenario::ScenarioSpec& spec,
                         const scenario::Scenario& scenario);

// Where an order may point; places of rally are none of those.
List<GamePlace> named_places_of(const scenario::Scenario& scenario);

}  // namespace khasan::serve
