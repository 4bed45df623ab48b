#include "serve/examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "load/battle.h"

namespace khasan::serve {

using scenario::ScenarioSpec;

namespace {

// So many units are tried for fewer men.
constexpr std::size_t kUnitsTried = 3;
constexpr int64_t kHour_ms = 3'600'000;

std::string what_if(const std::string& title, const std::string& change) {
  return fmt::format("format: khasan-what-if-1\ntitle: {}\nchanges:\n  - {{{}}}\n", title, change);
}

std::string assumed(double best) {
  return fmt::format(
      "{{best: {:.0f}, low: {:.0f}, high: {:.0f}, sources: [assumed], "
      "reliability: low}}",
      best, 0.95 * best, 1.05 * best);
}

// A file of the battle as a what-if names it.
std::string named(const std::string& folder, const std::string& file) {
  return std::filesystem::path(file).lexically_relative(folder).string();
}

// The hour that is seen least far, clear.
std::string clear_weather(const std::string& folder, const ScenarioSpec& spec) {
  const auto worst = std::min_element(
      spec.weather.begin(), spec.weather.end(),
      [](const auto& a, const auto& b) { return a.weather.visibility_m < b.weather.visibility_m; });
  if (worst == spec.weather.end()) return {};
  const int offset = spec.sides.front().side.offset_minutes;
  return what_if(
      fmt::format("It is clear on {}.", format_clock(worst->from.utc_ms, offset)),
      fmt::format("file: {}, at: [weather, {}, visibility_m], set: {}", named(folder, spec.file),
                  worst - spec.weather.begin(), assumed(20'000)));
}

// The orders of the side whose plan comes first, an hour later; not those of the last hour, which
// would come after the end.
std::string later_orders(const std::string& folder, const ScenarioSpec& spec) {
  if (spec.orders.empty()) return {};
  const scenario::OrderSpec& first = spec.orders.front();
  const std::string side_id = first.unit.id.substr(0, first.unit.id.find('/'));
  for (const scenario::SideSpec& side : spec.sides) {
    if (side.side.id != side_id) continue;
    const int offset = side.side.offset_minutes;
    return what_if(
        fmt::format("The {} orders come an hour later.", side.side.adjective),
        fmt::format("file: {}, at: [orders], shift_h: 1, between: [{}, {}]",
                    named(folder, first.where.file), format_iso(spec.start.utc_ms, offset),
                    format_iso(spec.end.utc_ms - kHour_ms, offset)));
  }
  return {};
}

// The units with most men, of those whose strength is given.
std::vector<const scenario::UnitSpec*> strongest(const ScenarioSpec& spec) {
  std::vector<const scenario::UnitSpec*> units;
  for (const scenario::UnitSpec& unit : spec.units) {
    if (unit.strength) units.push_back(&unit);
  }
  std::stable_sort(units.begin(), units.end(), [](const auto* a, const auto* b) {
    return a->strength->figure.best > b->strength->figure.best;
  });
  units.resize(std::min(units.size(), kUnitsTried));
  return units;
}

std::string half_of(const std::string& folder, const scenario::UnitSpec& unit) {
  return what_if(
      fmt::format("{} has half its men.", unit.name.empty() ? unit.path : unit.name),
      fmt::format("file: {}, at: [units, {}, strength], set: {}", named(folder, unit.where.file),
                  unit.path, assumed(unit.strength->figure.best / 2)));
}

std::string quick_messages() {
  return what_if(
      "Messages take a minute.",
      "file: catalog/parameters/command.yaml, at: [parameters, telephone_s], set: " + assumed(60));
}

}  // namespace

List<ExampleCard> examples_of(const std::string& folder, const ScenarioSpec& spec) {
  List<ExampleCard> examples;
  const auto offer = [&](const char* kind, const std::string& patch) {
    if (patch.empty() || !load::load_spec(folder, {{}, {patch}})) return false;
    examples.push_back({kind, patch});
    return true;
  };
  offer("weather", clear_weather(folder, spec));
  offer("time", later_orders(folder, spec));
  const std::vector<const scenario::UnitSpec*> units = strongest(spec);
  std::any_of(units.begin(), units.end(), [&](const scenario::UnitSpec* unit) {
    return offer("force", half_of(folder, *unit));
  });
  offer("parameter", quick_messages());
  return examples;
}

}  // namespace khasan::serve
