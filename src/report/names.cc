#include "report/names.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace khasan::report {

using forces::Echelon;
using scenario::Scenario;
using scenario::UnitDef;

namespace {

constexpr double kAtM = 150, kNearM = 700;

// A unit that its battle names, not just the table of organisation: it has a short name of its own.
bool is_well_known(const UnitDef& unit) { return unit.short_name != unit.name; }

bool is_landmark(const std::string& kind) {
  return kind == "crest" || kind == "hill" || kind == "knoll" || kind == "village" ||
         kind == "ford";
}

}  // namespace

std::string_view word_of(Echelon echelon) {
  static constexpr std::array kNames{"team",     "section", "platoon",  "company", "battalion",
                                     "regiment", "brigade", "division", "corps"};
  return kNames[static_cast<std::size_t>(echelon)];
}

std::string_view word_of(forces::ElementKind kind) {
  static constexpr std::array kNames{
      "rifle squad", "machine gun",      "grenade discharger", "gun",  "headquarters",
      "observer",    "ammunition point", "engineers",          "tank", "flight"};
  return kNames[static_cast<std::size_t>(kind)];
}

UnitId company_of(const Scenario& scenario, UnitId unit) {
  for (UnitId u = unit; u.exists(); u = scenario.unit(u).parent) {
    if (scenario.unit(u).echelon == Echelon::kCompany) return u;
    if (scenario.unit(u).echelon > Echelon::kCompany) break;
  }
  // A platoon under no company: the highest unit below a battalion that it belongs to.
  UnitId top = unit;
  for (UnitId u = unit; u.exists() && scenario.unit(u).echelon < Echelon::kCompany;) {
    top = u;
    u = scenario.unit(u).parent;
  }
  return top;
}

std::string name_of(const Scenario& scenario, UnitId unit) {
  const UnitDef& def = scenario.unit(unit);
  if (is_well_known(def)) return def.name;
  for (UnitId u = def.parent; u.exists(); u = scenario.unit(u).parent) {
    if (is_well_known(scenario.unit(u))) return def.name + ", " + scenario.unit(u).short_name;
  }
  return def.name;
}

PlaceId landmark_near(const Scenario& scenario, terrain::Point at) {
  PlaceId nearest;
  double least_m = kNearM;
  for (std::size_t p = 0; p < scenario.places.size(); ++p) {
    const double away_m = terrain::distance_m(scenario.places[p].at, at);
    if (!is_landmark(scenario.places[p].kind) || away_m >= least_m) continue;
    nearest = PlaceId{p};
    least_m = away_m;
  }
  return nearest;
}

std::string place_near(const Scenario& scenario, terrain::Point at) {
  const PlaceId nearest = landmark_near(scenario, at);
  if (!nearest.exists()) return {};
  const scenario::Place& place = scenario.place(nearest);
  return (terrain::distance_m(place.at, at) <= kAtM ? "at " : "near ") + place.names.en;
}

std::string counted(int n, const std::string& one, const std::string& many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

std::string listed(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
    text += parts[i];
  }
  return text;
}

std::string value_text(double value, const std::string& unit) {
  if (!std::isfinite(value)) return "-";
  if (unit.rfind("hour", 0) == 0) {
    const int total_min = static_cast<int>(std::lround(value * 60));
    return fmt::format("{:02}:{:02}", total_min / 60, total_min % 60);
  }
  if (std::fabs(value) >= 10 || value == std::floor(value)) return fmt::format("{:.0f}", value);
  return fmt::format("{:.2g}", value);
}

}  // namespace khasan::report
