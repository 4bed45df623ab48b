// Profiles of evidence: what one school of writers says of the disputed figures of a battle, as
// values that replace those of the battle file. A figure is named by what it belongs to and its
// key: "su/59border/makhalin strength", "weather 1938-07-29T14:00:00+09:00 visibility_m",
// "order kanda_attack not_before" (docs/methods/evidence.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scenario/spec.h"

namespace khasan::scenario {

// The last word of a figure's name: its key in the files.
std::string_view word_of(FigureKind kind);

struct NamedFigure {
  std::string name;
  FigureKind kind = FigureKind::kStrength;
};
// All figures of a battle that can be named, in file order.
std::vector<NamedFigure> figures_of(const ScenarioSpec& spec);

// The figure of that name; none: there is none.
std::optional<Figure> figure_of(const ScenarioSpec& spec, const std::string& name);

// The hour that a figure of that name is about; none: it is no hour.
std::optional<MomentSpec> moment_of(const ScenarioSpec& spec, const std::string& name);

// A name as somebody wrote it, as figures_of() writes it: times in names on the first side's clock.
std::string canonical_name(const ScenarioSpec& spec, const std::string& name);

// The spec with the profile's figures in place of its own.
ScenarioSpec with_profile(const ScenarioSpec& spec, const ProfileSpec& profile);

}  // namespace khasan::scenario
