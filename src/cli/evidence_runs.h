// What `--evidence` and `--evidence-table` ask for: the battle as one school of writers has it, and
// the runs under each.
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "scenario/evidence.h"
#include "scenario/spec.h"
#include "study/evidence_table.h"

namespace khasan::cli {

struct Chosen {
  scenario::Scenario scenario;
  scenario::Drawing drawing = scenario::Drawing::kNone;
};

// "best", "drawn" or the id of a profile of the battle.
Result<Chosen> choose_evidence(const scenario::ScenarioSpec& spec, const std::string& name);

// Puts ground drawn by the terrain stream in place of the best; the spec compiles as it is.
Errors draw_ground(scenario::ScenarioSpec& spec, const Rng& rng);

// Plays every stream of the battle on the chance of `plan`; none when it was interrupted. `played`
// are the runs under `options.evidence`, which are not played again.
Result<std::optional<study::EvidenceTable>> play_evidence(const scenario::ScenarioSpec& spec,
                                                          const study::StudyPlan& plan,
                                                          const RunOptions& options,
                                                          const study::Replications& played,
                                                          const std::atomic<bool>& stop);

}  // namespace khasan::cli
