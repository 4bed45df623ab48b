// The terrain stream: the ground as it may have been. Heights and outlines of reconstructed ground
// are drawn within the doubt that the battle states about them (docs/methods/designs.md).
#pragma once

#include "base/rng.h"
#include "scenario/scenario.h"
#include "scenario/spec.h"

namespace khasan::scenario {

// The rasters of the spec with outlines of land cover and lakes moved and heights raised or lowered
// where the ground is reconstructed; both vary smoothly over some hundred metres. Where `best`, the
// same battle compiled, has men or places, covers stay as they are. A function of the terrain
// stream of `rng` alone. Without stated doubt: the rasters as they are.
terrain::GroundLayers drawn_ground(const ScenarioSpec& spec, const Scenario& best, const Rng& rng);

}  // namespace khasan::scenario
