#include "cli/evidence_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/progress.h"
#include "scenario/compile.h"
#include "scenario/doubtful_ground.h"
#include "scenario/nearest_name.h"
#include "scenario/profile.h"

namespace khasan::cli {

namespace {

using scenario::Drawing;
using scenario::ProfileSpec;
using scenario::ScenarioSpec;

Error unknown_evidence(const ScenarioSpec& spec, const std::string& name) {
  std::vector<std::string> names{"best", "drawn"};
  for (const ProfileSpec& profile : spec.profiles) names.push_back(profile.id);
  std::string list;
  for (const std::string& known : names) list += (list.empty() ? "" : ", ") + known;
  Error error;
  error.found = "--evidence " + name;
  error.expected = "one of " + list;
  error.fix = scenario::did_you_mean(name, names);
  if (error.fix.empty()) error.fix = "a profile is a file evidence/NAME.yaml of the battle";
  return error;
}

study::EvidenceStream stream_of(const ScenarioSpec& spec, const std::string& id) {
  if (id == "best") return {id, "the best values of the battle file", "", {}};
  if (id == "drawn") return {id, "all disputed figures drawn over their ranges", "", {}};
  for (const ProfileSpec& profile : spec.profiles) {
    if (profile.id == id) return {id, profile.title, profile.note, {}};
  }
  return {id, "", "", {}};
}

study::Replications play_stream(const Chosen& chosen, const std::string& id, study::StudyPlan plan,
                                const RunOptions& options, const std::atomic<bool>& stop) {
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

Errors draw_ground(ScenarioSpec& spec, const Rng& rng) {
  const Result<scenario::Scenario> best = scenario::compile(spec);
  if (!best) return best.errors();
  spec.layers = scenario::drawn_ground(spec, best.value(), rng);
  return {};
}

Result<Chosen> choose_evidence(const ScenarioSpec& spec, const std::string& name) {
  const auto profile = std::find_if(spec.profiles.begin(), spec.profiles.end(),
                                    [&](const ProfileSpec& p) { return p.id == name; });
  const bool is_profile = profile != spec.profiles.end();
  if (!is_profile && name != "best" && name != "drawn") return unknown_evidence(spec, name);
  Result<scenario::Scenario> compiled =
      scenario::compile(is_profile ? scenario::with_profile(spec, *profile) : spec);
  if (!compiled) return compiled.errors();
  return Chosen{compiled.take(), is_profile        ? Drawing::kProfile
                                 : name == "drawn" ? Drawing::kAll
                                                   : Drawing::kNone};
}

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
    Result<Chosen> chosen = choose_evidence(spec, id);
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
