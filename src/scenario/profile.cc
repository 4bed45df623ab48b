#include "scenario/profile.h"

#include <array>

#include "scenario/figures.h"

namespace khasan::scenario {

namespace {

constexpr std::array<std::string_view, 13> kWords{"strength",
                                                  "strength_fraction",
                                                  "posture_work_h",
                                                  "night_training",
                                                  "visibility_m",
                                                  "cloud",
                                                  "rain",
                                                  "wetness",
                                                  "not_before",
                                                  "open_fire_range_m",
                                                  "spacing_m",
                                                  "rounds_per_gun",
                                                  "at"};
constexpr std::string_view kWeatherPrefix = "weather ";

// What stands beside a figure as a bare number follows it.
void set_number(ScenarioSpec& spec, const ProfileFigure& said, FigureKind kind, std::size_t i) {
  const double best = said.figure.figure.best;
  switch (kind) {
    case FigureKind::kVisibility:
    case FigureKind::kCloud:
    case FigureKind::kRain:
    case FigureKind::kWetness:
      return set_weather(kind, best, spec.weather[i].weather);
    case FigureKind::kOpenFireRange:
    case FigureKind::kSpacing:
    case FigureKind::kRoundsPerGun:
      return set_order(kind, best, spec.orders[i].order);
    case FigureKind::kNotBefore:
      spec.orders[i].not_before = said.moment;
      return;
    case FigureKind::kCeaseFire:
      spec.cease_fire->at = said.moment;
      return;
    case FigureKind::kStrength:
    case FigureKind::kStrengthFraction:
    case FigureKind::kDigging:
    case FigureKind::kNightTraining:
      return;
  }
}

}  // namespace

std::string_view word_of(FigureKind kind) { return kWords[static_cast<std::size_t>(kind)]; }

std::string figure_name(const std::string& thing, FigureKind kind) {
  return thing + " " + std::string(word_of(kind));
}

std::string weather_name(const ScenarioSpec& spec, int64_t from_utc_ms) {
  const int offset = spec.sides.empty() ? 0 : spec.sides.front().side.offset_minutes;
  return std::string(kWeatherPrefix) + format_iso(from_utc_ms, offset);
}

std::vector<NamedFigure> figures_of(const ScenarioSpec& spec) {
  std::vector<NamedFigure> all;
  visit_figures(spec,
                [&](const std::string& name, FigureKind kind, const FigureSpec&, std::size_t) {
                  all.push_back({name, kind});
                });
  return all;
}

std::optional<Figure> figure_of(const ScenarioSpec& spec, const std::string& name) {
  std::optional<Figure> found;
  visit_figures(spec,
                [&](const std::string& known, FigureKind, const FigureSpec& figure, std::size_t) {
                  if (known == name) found = figure.figure;
                });
  return found;
}

std::optional<MomentSpec> moment_of(const ScenarioSpec& spec, const std::string& name) {
  std::optional<MomentSpec> found;
  visit_figures(spec,
                [&](const std::string& known, FigureKind kind, const FigureSpec&, std::size_t i) {
                  if (known != name) return;
                  if (kind == FigureKind::kNotBefore) found = spec.orders[i].not_before;
                  if (kind == FigureKind::kCeaseFire) found = spec.cease_fire->at;
                });
  return found;
}

std::string canonical_name(const ScenarioSpec& spec, const std::string& name) {
  const std::size_t last = name.rfind(' ');
  if (name.rfind(kWeatherPrefix, 0) != 0 || last < kWeatherPrefix.size()) return name;
  const std::string time = name.substr(kWeatherPrefix.size(), last - kWeatherPrefix.size());
  const Result<int64_t> ms = parse_iso_utc_ms(time);
  return ms ? weather_name(spec, ms.value()) + name.substr(last) : name;
}

ScenarioSpec with_profile(const ScenarioSpec& spec, const ProfileSpec& profile) {
  ScenarioSpec changed = spec;
  for (const ProfileFigure& said : profile.figures) {
    visit_figures(changed,
                  [&](const std::string& name, FigureKind kind, FigureSpec& figure, std::size_t i) {
                    if (name != said.name) return;
                    figure = said.figure;
                    figure.by_profile = true;
                    set_number(changed, said, kind, i);
                  });
    if (!said.figure.figure.sources.empty()) {
      changed.evidence.push_back({said.name + " (" + profile.id + ")", said.figure.figure});
    }
  }
  return changed;
}

}  // namespace khasan::scenario
