// Beginnings of a what-if of one's own: one change each, made of the names, hours and figures of
// the battle at hand. Each has been read with it: what is offered can be played.
#pragma once

#include <string>

#include "scenario/spec.h"
#include "serve/protocol.h"

namespace khasan::serve {

// `folder`: of the battle that `spec` was read from. A kind for which nothing fits is left out.
List<ExampleCard> examples_of(const std::string& folder, const scenario::ScenarioSpec& spec);

}  // namespace khasan::serve
