// What `--evidence-table` asks for: the runs under each evidence of the battle.
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "scenario/chosen_evidence.h"
#include "scenario/spec.h"
#include "study/evidence_table.h"

namespace khasan::cli {

// Plays every stream of the battle on the chance of `plan`; none when it was interrupted. `played`
// are the runs under `options.evidence`, which are not played again.
Result<std::optional<study::EvidenceTable>> play_evidence(const scenario::ScenarioSpec& spec,
                                                          const study::StudyPlan& plan,
                                                          const RunOptions& options,
                                                          const study::Replications& played,
                                                          const std::atomic<bool>& stop);

}  // namespace khasan::cli
