#include "cli/evidence_runs.h"

#include <fmt/format.h>

#include <cstdio>

#include "cli/progress.h"
#include "scenario/profile.h"

namespace khasan::cli {

namespace {

using scenario::ProfileSpec;
using scenario::ScenarioSpec;

study::EvidenceStream stream_of(const ScenarioSpec& spec, const std::string& id) {
  if (id == "best") return {id, "the best values of the battle file", "", {}};
  if (id == "drawn") return {id, "all disputed figures drawn over their ranges", "", {}};
  for (const ProfileSpec& profile : spec.profiles) {
    if (profile.id == id) return {id, profile.title, profile.note, {}};
  }
  return {id, "", "", {}};
}

study::Replications play_stream(const scenario::Chosen& chosen, const std::string& id,
                                study::StudyPlan plan, const RunOptions& options,
                                const std::atomic<bool>& stop) {
  if (!options.quiet) fmt::print(stderr, "Evidence {}:\n", id);
  Progress progress(plan.replications, options.quiet);
  study::StudyControl control;
  control.stop = &stop;
  control.progress = [&progress](int done) { progress.show(done); };
  plan.evidence = chosen.drawing;
  plan.curves = false;
  return study::run_replications(chosen.scenario, plan, control);
}

}  // namespace

Result<std::optional<study::EvidenceTable>> play_evidence(const ScenarioSpec& spec,
                                                          const study::StudyPlan& plan,
                                                          const RunOptions& options,
                                                          const study::Replications& played,
                                                          const std::atomic<bool>& stop) {
  std::vector<std::string> ids{"best", "drawn"};
  for (const ProfileSpec& profile : spec.profiles) ids.push_back(profile.id);
  std::vector<study::EvidenceStream> streams;
  std::optional<scenario::Scenario> best;
  for (const std::string& id : ids) {
    Result<scenario::Chosen> chosen = scenario::choose_evidence(spec, id);
    if (!chosen) return chosen.errors();
    study::EvidenceStream stream = stream_of(spec, id);
    stream.replications =
        id == options.evidence ? played : play_stream(chosen.value(), id, plan, options, stop);
    if (stream.replications.interrupted) return std::optional<study::EvidenceTable>{};
    streams.push_back(std::move(stream));
    if (!best) best = std::move(chosen.value().scenario);
  }
  return std::optional(study::evidence_table(*best, std::move(streams), plan.seed));
}

}  // namespace khasan::cli
