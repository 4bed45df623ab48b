// evidence/*.yaml: what one school of writers says of figures of the battle.
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "load/battle_files.h"
#include "load/what_if.h"
#include "scenario/nearest_name.h"
#include "scenario/profile.h"

namespace khasan::load {

using scenario::FigureKind;
using scenario::NamedFigure;
using scenario::ProfileFigure;
using scenario::ProfileSpec;

namespace {

Limits limits_of(FigureKind kind) {
  switch (kind) {
    case FigureKind::kStrength:
      return kMen;
    case FigureKind::kStrengthFraction:
    case FigureKind::kCloud:
    case FigureKind::kRain:
    case FigureKind::kWetness:
      return kShare;
    case FigureKind::kDigging:
      return kHours;
    case FigureKind::kNightTraining:
      return kQualityFactor;
    case FigureKind::kVisibility:
      return kVisibilityMetres;
    case FigureKind::kOpenFireRange:
    case FigureKind::kSpacing:
      return kMetres;
    case FigureKind::kRoundsPerGun:
      return kRounds;
    case FigureKind::kNotBefore:
    case FigureKind::kCeaseFire:
      break;
  }
  return kAnyNumber;
}

class ProfileReader {
 public:
  explicit ProfileReader(BattleReading& battle)
      : battle_(battle), known_(scenario::figures_of(battle.spec)) {}

  void read(const Value& value, ProfileSpec& profile) {
    Map map(value);
    const Value at = map.need("at");
    ProfileFigure figure;
    figure.where = at.where();
    figure.name = scenario::canonical_name(battle_.spec, at.text("the name of a figure"));
    const NamedFigure* named = find(figure.name, at);
    check_once(figure.name, at, profile);
    const Value said = map.need("value");
    if (named != nullptr) read_value(said, *named, figure);
    read_evidence(map, figure.figure);
    if (map.has("value") && !map.has("sources") && figure.figure.figure.sources.empty()) {
      value.fault("a figure without sources", "who says so", "add sources: [ID]");
    }
    map.finish();
    if (named != nullptr) profile.figures.push_back(std::move(figure));
  }

 private:
  const NamedFigure* find(const std::string& name, const Value& at) const {
    const auto found = std::find_if(known_.begin(), known_.end(),
                                    [&](const NamedFigure& f) { return f.name == name; });
    if (found != known_.end()) return &*found;
    if (name.empty()) return nullptr;
    std::vector<std::string> names;
    for (const NamedFigure& figure : known_) names.push_back(figure.name);
    at.fault(name, "a figure that stands in the files of this battle",
             scenario::did_you_mean(name, names));
    return nullptr;
  }

  static void check_once(const std::string& name, const Value& at, const ProfileSpec& profile) {
    for (const ProfileFigure& other : profile.figures) {
      if (other.name == name) at.fault(name, "each figure once");
    }
  }

  void read_value(const Value& said, const NamedFigure& named, ProfileFigure& figure) const {
    const bool is_hour =
        named.kind == FigureKind::kNotBefore || named.kind == FigureKind::kCeaseFire;
    double after_s = 0;
    if (!is_hour) {
      figure.figure = said.figure(limits_of(named.kind));
    } else if (said.exists() && parse_number(said.node()->text, after_s)) {
      // An hour may be said as seconds after the one that the battle has.
      figure.moment = *scenario::moment_of(battle_.spec, named.name);
      figure.moment.utc_ms += 1000 * static_cast<int64_t>(std::floor(after_s + 0.5));
    } else {
      figure.moment = said.disputed_moment(figure.figure);
    }
  }

  BattleReading& battle_;
  std::vector<NamedFigure> known_;
};

void read_profile_head(Map& map, const std::string& path, ProfileSpec& profile) {
  read_format(map.need("format"), "khasan-evidence-1");
  const Value id = map.need("id");
  profile.id = id.id();
  profile.where = id.where();
  const std::string stem = std::filesystem::path(path).stem().string();
  if (!profile.id.empty() && profile.id != stem) {
    id.fault(profile.id, stem + ", the name of the file");
  }
  if (profile.id == "best" || profile.id == "drawn") {
    id.fault(profile.id, "another name", "best and drawn are streams of every battle");
  }
  profile.title = map.need("title").text();
  map.with("note", [&](const Value& v) { profile.note = v.text(); });
}

}  // namespace

void read_profile(BattleReading& battle, const std::string& path) {
  const auto document = Document::open(battle.reading, path);
  if (!document) return;
  Map map(document->root());
  ProfileSpec profile;
  read_profile_head(map, path, profile);
  ProfileReader reader(battle);
  for (const Value& value : map.need("figures").items()) reader.read(value, profile);
  map.finish();
  battle.spec.profiles.push_back(std::move(profile));
}

void read_figures(BattleReading& battle, const WhatIf& what_if) {
  if (what_if.figures().empty()) return;
  ProfileSpec profile;
  profile.id = "what-if";
  ProfileReader reader(battle);
  for (const Node& figure : what_if.figures()) {
    reader.read(Value(battle.reading, what_if.path(), &figure, "figure"), profile);
  }
  battle.spec = scenario::with_profile(battle.spec, profile);
}

}  // namespace khasan::load
