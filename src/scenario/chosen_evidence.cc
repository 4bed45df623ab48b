#include "scenario/chosen_evidence.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "scenario/compile.h"
#include "scenario/doubtful_ground.h"
#include "scenario/nearest_name.h"
#include "scenario/profile.h"

namespace khasan::scenario {

namespace {

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

}  // namespace

Errors draw_ground(ScenarioSpec& spec, const Rng& rng) {
  const Result<Scenario> best = compile(spec);
  if (!best) return best.errors();
  spec.layers = drawn_ground(spec, best.value(), rng);
  return {};
}

Result<Chosen> choose_evidence(const ScenarioSpec& spec, const std::string& name) {
  const auto profile = std::find_if(spec.profiles.begin(), spec.profiles.end(),
                                    [&](const ProfileSpec& p) { return p.id == name; });
  const bool is_profile = profile != spec.profiles.end();
  if (!is_profile && name != "best" && name != "drawn") return unknown_evidence(spec, name);
  Result<Scenario> compiled = compile(is_profile ? with_profile(spec, *profile) : spec);
  if (!compiled) return compiled.errors();
  return Chosen{compiled.take(), is_profile        ? Drawing::kProfile
                                 : name == "drawn" ? Drawing::kAll
                                                   : Drawing::kNone};
}

}  // namespace khasan::scenario
