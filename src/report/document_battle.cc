// The battle itself: ground, forces, and what happened in the run that the page plays.
#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <string>
#include <string_view>

#include "report/document_parts.h"
#include "report/names.h"

namespace khasan::report {

using forces::Echelon;
using forces::ElementKind;
using scenario::Scenario;

namespace {

// Echelon digits of APP-6D, table of amplifier 1.
std::string_view echelon_digits(Echelon echelon) {
  static constexpr std::array kDigits{"11", "13", "14", "15", "16", "17", "18", "21", "22"};
  return kDigits[static_cast<std::size_t>(echelon)];
}

// Entities of APP-6D, land units.
std::string_view unit_entity(const std::string& branch) {
  if (branch == "artillery") return "130300";
  if (branch == "mortar") return "130800";
  if (branch == "anti_tank") return "120400";
  if (branch == "armour") return "120500";
  if (branch == "engineers") return "140700";
  if (branch == "aviation") return "120800";
  return "121100";
}

// Entities of APP-6D, land equipment; empty: a unit symbol fits better.
std::string_view weapon_entity(const forces::Weapon& weapon) {
  using forces::WeaponKind;
  switch (weapon.kind) {
    case WeaponKind::kLightMachineGun:
      return "110201";
    case WeaponKind::kHeavyMachineGun:
      return "110203";
    case WeaponKind::kGrenadeDischarger:
      return "110301";
    case WeaponKind::kMortar:
      return "111401";
    case WeaponKind::kAntiTankGun:
      return "110601";
    case WeaponKind::kInfantryGun:
      return "110701";
    case WeaponKind::kFieldGun:
      return "110902";
    default:
      return "";
  }
}

char identity_of(Side side) { return side == Side::kFirst ? '3' : '6'; }

std::string unit_sidc(const scenario::UnitDef& unit) {
  return fmt::format("100{}1000{}{}0000", identity_of(unit.side), echelon_digits(unit.echelon),
                     unit_entity(unit.branch));
}

std::string element_sidc(const Scenario& scenario, const scenario::ElementDef& element) {
  const bool is_weapon = element.kind == ElementKind::kGun ||
                         element.kind == ElementKind::kMachineGun ||
                         element.kind == ElementKind::kGrenadeDischarger;
  if (is_weapon && element.weapons[0].exists()) {
    const std::string_view entity = weapon_entity(scenario.weapon(element.weapons[0].weapon));
    if (!entity.empty()) return fmt::format("100{}150000{}0000", identity_of(element.side), entity);
  }
  const char headquarters = element.kind == ElementKind::kHeadquarters ? '2' : '0';
  const std::string_view entity = element.kind == ElementKind::kEngineers ? "140700"
                                  : element.kind == ElementKind::kTank    ? "120500"
                                  : element.kind == ElementKind::kFlight  ? "120800"
                                                                          : "121100";
  return fmt::format("100{}100{}12{}0000", identity_of(element.side), headquarters, entity);
}

Json point_json(terrain::Point p) { return Json::array({std::round(p.x_m), std::round(p.y_m)}); }

Json line_json(const std::vector<terrain::Point>& line) {
  Json points = Json::array();
  for (const terrain::Point p : line) points.push_back(point_json(p));
  return points;
}

Json names_json(const scenario::Names& names) {
  Json all = {{"en", names.en}};
  if (!names.ru.empty()) all["ru"] = names.ru;
  if (!names.ja.empty()) all["ja"] = names.ja;
  return all;
}

Json feature_json(const scenario::MapFeature& feature) {
  Json json = {{"kind", feature.kind}, {"geometry", feature.geometry}};
  if (!feature.names.en.empty()) json["name"] = names_json(feature.names);
  if (feature.height_m > 0) json["height_m"] = feature.height_m;
  if (!feature.confidence.empty()) json["confidence"] = feature.confidence;
  Json rings = Json::array();
  for (const auto& ring : feature.rings) rings.push_back(line_json(ring));
  if (feature.geometry == "Polygon")
    json["coordinates"] = rings;
  else if (feature.geometry == "Point")
    json["coordinates"] = rings.at(0).at(0);
  else
    json["coordinates"] = rings.at(0);
  return json;
}

// Crests, hills and villages get their names on the map; positions and rally points do not.
bool is_drawn(const scenario::Place& place) {
  return place.kind == "crest" || place.kind == "hill" || place.kind == "village" ||
         place.kind == "ford";
}

Json place_json(const scenario::Place& place) {
  Json json = {{"kind", "place"}, {"name", names_json(place.names)}};
  if (place.height_m > 0) json["height_m"] = place.height_m;
  json["geometry"] = place.polygon.empty() ? "Point" : "Polygon";
  json["coordinates"] =
      place.polygon.empty() ? point_json(place.at) : Json::array({line_json(place.polygon)});
  return json;
}

Json layers_json(const Scenario& scenario) {
  Json layers = Json::array();
  for (const scenario::MapFeature& feature : scenario.features) {
    const bool is_whole = !feature.rings.empty() && !feature.rings.front().empty();
    if (is_whole) layers.push_back(feature_json(feature));
  }
  for (const scenario::Place& place : scenario.places) {
    if (is_drawn(place)) layers.push_back(place_json(place));
  }
  return layers;
}

Json fire_json(const Scenario& scenario, const Fire& fire) {
  Json json = {{"t", fire.at.ms},
               {"from_x", std::round(fire.from.x_m)},
               {"from_y", std::round(fire.from.y_m)},
               {"to_x", std::round(fire.to.x_m)},
               {"to_y", std::round(fire.to.y_m)},
               {"kind", fire.kind},
               {"rounds", fire.rounds}};
  if (fire.side >= 0) json["side"] = scenario.sides[static_cast<std::size_t>(fire.side)].id;
  if (fire.smoke_m > 0) json["smoke_m"] = std::round(fire.smoke_m * 10) / 10;
  return json;
}

// "name":[…] with one number of each point of a track.
template <class NumberOf>
void write_numbers(std::string& text, std::string_view name, const Track& track,
                   const NumberOf& number_of) {
  fmt::format_to(std::back_inserter(text), "\"{}\":[", name);
  for (const TrackPoint& point : track) {
    fmt::format_to(std::back_inserter(text), "{},", number_of(point));
  }
  if (!track.empty()) text.pop_back();
  text += ']';
}

void write_track(std::string& text, const Track& track) {
  const auto write = [&](std::string_view name, auto number_of) {
    write_numbers(text, name, track, number_of);
  };
  text += '{';
  write("t", [](const TrackPoint& p) { return int64_t{1000} * p.t_s; });
  text += ',';
  write("x", [](const TrackPoint& p) { return p.x_m; });
  text += ',';
  write("y", [](const TrackPoint& p) { return p.y_m; });
  text += ',';
  write("men", [](const TrackPoint& p) { return int{p.men}; });
  text += ',';
  write("posture", [](const TrackPoint& p) { return int{p.posture}; });
  text += ',';
  write("suppression", [](const TrackPoint& p) { return int{p.suppression}; });
  text += ',';
  write("morale", [](const TrackPoint& p) { return int{p.morale}; });
  text += '}';
}

}  // namespace

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json interval_json(const study::Interval& interval) {
  return Json::array({number_or_null(interval.low), number_or_null(interval.high)});
}

std::string hash_text(uint64_t hash) { return fmt::format("{:016x}", hash); }

std::string base64_of(const std::string& bytes) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t j) {
      return j < bytes.size() ? static_cast<uint32_t>(static_cast<unsigned char>(bytes[j])) : 0u;
    };
    const uint32_t word = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (int digit = 0; digit < 4; ++digit) {
      const bool is_padding = i + static_cast<std::size_t>(digit) > bytes.size();
      text += is_padding ? '=' : kDigits[word >> (18 - 6 * digit) & 63];
    }
  }
  return text;
}

// Which cells rest on what; null where the battle says nothing.
Json basis_json(const scenario::GroundBasis& basis) {
  if (basis.cells.empty()) return nullptr;
  Json legend = Json::array();
  for (const scenario::GroundBasis::Class& one : basis.legend) {
    legend.push_back(
        {{"class", one.number}, {"name", one.name}, {"reconstructed", one.reconstructed}});
  }
  const std::string cells(basis.cells.begin(), basis.cells.end());
  return {{"legend", legend}, {"cells_base64", base64_of(cells)}};
}

Json map_json(const Scenario& scenario) {
  const terrain::GridShape& shape = scenario.ground.shape();
  std::string heights, cover;
  for (std::size_t c = 0; c < shape.cell_count(); ++c) {
    const auto dm = static_cast<uint16_t>(scenario.ground.height_dm(CellId{c}));
    heights += static_cast<char>(dm & 0xff);
    heights += static_cast<char>(dm >> 8);
    cover += static_cast<char>(scenario.ground.cover_of(CellId{c}));
  }
  Json map = {{"columns", shape.columns},
              {"rows", shape.rows},
              {"cell_m", shape.cell_m},
              {"west_m", shape.west_m},
              {"north_m", shape.north_m},
              {"crs", scenario.projection},
              {"elevation_dm_base64", base64_of(heights)},
              {"cover_base64", base64_of(cover)},
              {"layers", layers_json(scenario)},
              {"credits", scenario.credits}};
  const Json basis = basis_json(scenario.basis);
  if (!basis.is_null()) map["basis"] = basis;
  return map;
}

Json units_json(const Scenario& scenario) {
  Json units = Json::array();
  for (std::size_t u = 0; u < scenario.units.size(); ++u) {
    const scenario::UnitDef& unit = scenario.units[u];
    units.push_back(
        {{"index", u},
         {"path", unit.path},
         {"name", name_of(scenario, UnitId{u})},
         {"short_name", unit.short_name},
         {"side", scenario.side(unit.side).id},
         {"echelon", word_of(unit.echelon)},
         {"parent", unit.parent.exists() ? static_cast<int64_t>(unit.parent.value) : -1},
         {"sidc", unit_sidc(unit)},
         {"branch", unit.branch}});
  }
  return units;
}

Json elements_json(const Scenario& scenario) {
  Json elements = Json::array();
  for (std::size_t e = 0; e < scenario.elements.size(); ++e) {
    const scenario::ElementDef& element = scenario.elements[e];
    elements.push_back({{"index", e},
                        {"name", element.name},
                        {"side", scenario.side(element.side).id},
                        {"kind", word_of(element.kind)},
                        {"unit", element.unit.value},
                        {"sidc", element_sidc(scenario, element)},
                        {"men_start", element.men}});
  }
  return elements;
}

void write_play(const TrackRecorder& tracks, std::string& text) {
  fmt::format_to(std::back_inserter(text), "{{\"step_ms\":{},\"frames\":{},\"elements\":[",
                 tracks.step().ms, tracks.frames());
  for (const Track& track : tracks.tracks()) {
    write_track(text, track);
    text += ',';
  }
  if (!tracks.tracks().empty()) text.pop_back();
  text += "]}";
}

Json events_json(const Scenario& scenario, const std::vector<StoryLine>& story) {
  Json events = Json::array();
  for (const StoryLine& line : story) {
    Json event = {{"t", line.at.ms},
                  {"kind", line.kind},
                  {"text", line.text},
                  {"importance", line.importance}};
    if (line.side >= 0) event["side"] = scenario.sides[static_cast<std::size_t>(line.side)].id;
    if (line.unit.exists()) event["unit"] = line.unit.value;
    if (line.has_where)
      event["x"] = std::round(line.where.x_m), event["y"] = std::round(line.where.y_m);
    events.push_back(std::move(event));
  }
  return events;
}

Json fires_json(const Scenario& scenario, const std::vector<Fire>& fires) {
  Json json = Json::array();
  for (const Fire& fire : fires) json.push_back(fire_json(scenario, fire));
  return json;
}

Json weather_json(const Scenario& scenario) {
  Json weather = Json::array();
  // Light changes with every entry of the ephemeris; half an hour is enough for the eye.
  for (Time t = scenario.start; t <= scenario.end; t += minutes(30)) {
    const scenario::Weather& now = scenario.weather_at(t);
    weather.push_back({{"t", t.ms},
                       {"text", now.text},
                       {"visibility_m", now.visibility_m},
                       {"illumination_lux", number_or_null(scenario.lux_at(t))},
                       {"rain", now.rain > 0}});
  }
  return weather;
}

}  // namespace khasan::report
