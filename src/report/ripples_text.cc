#include "report/ripples_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "report/document_parts.h"
#include "report/names.h"

namespace khasan::report {

namespace {

using record::Facets;
using record::Ripple;
using record::Ripples;
using record::UnitParting;
using scenario::Scenario;

constexpr std::size_t kTold = 8;  // units named in a list; the rest is counted

std::string clock_text(const Scenario& scenario, Time at) {
  return format_clock(scenario.epoch_utc_ms + at.ms, scenario.side(Side::kFirst).offset_minutes,
                      true);
}

// "10 min", "3 h", "2 d".
std::string span_text(Time span) {
  const int64_t all = (span.ms + 30'000) / 60'000;
  if (all < 60) return fmt::format("{} min", all);
  if (all < 24 * 60) return fmt::format("{:.3g} h", static_cast<double>(all) / 60);
  return fmt::format("{:.3g} d", static_cast<double>(all) / 1440);
}

std::string head_text(const FollowedPair& pair) {
  const Ripples& r = pair.ripples;
  const UnitParting& first = r.units.front();
  const auto together = std::count_if(r.units.begin(), r.units.end(),
                                      [&](const UnitParting& u) { return u.at == first.at; });
  const std::string where = place_near(pair.first, first.where);
  std::string text = fmt::format("Pair {} parts at {}{}{}: {} differs in {}", pair.number,
                                 clock_text(pair.first, first.at), where.empty() ? "" : ", ", where,
                                 pair.first.element(first.element).path, text_of(first.facets));
  if (together > 1) text += fmt::format(", and {} other units at that moment", together - 1);
  return text + ".\n";
}

std::string moments_text(const FollowedPair& pair) {
  const Scenario& s = pair.first;
  std::string text =
      fmt::format("{:>9}  {:<16} {:>8} {:>8} {:>6} {:>9} {:>8} {:>8} {:>8}\n", "after", "until",
                  "units", s.side(Side::kFirst).id, s.side(Side::kSecond).id, "farthest", "area",
                  "men " + s.side(Side::kFirst).id, "men " + s.side(Side::kSecond).id);
  for (const Ripple& r : pair.ripples.moments) {
    text += fmt::format("{:>9}  {:<16} {:>8} {:>8} {:>6} {:>6.1f} km {:>4.1f} km2 {:>+8} {:>+8}\n",
                        span_text(r.at - *pair.ripples.parted), clock_text(s, r.at), r.units,
                        r.by_side[0], r.by_side[1], r.farthest_m / 1000, r.area_km2, r.men[0],
                        r.men[1]);
  }
  return text + fmt::format(
                    "of {} units with men and {} elements; {}, {}: elements that differ; men: of "
                    "the changed run less those as it was.\n",
                    std::count_if(s.units.begin(), s.units.end(),
                                  [](const auto& unit) { return !unit.elements.empty(); }),
                    s.elements.size(), s.side(Side::kFirst).id, s.side(Side::kSecond).id);
}

std::string link_text(const FollowedPair& pair, const UnitParting& unit) {
  if (!unit.from.exists()) return "at the beginning";
  const char* words[] = {"", "by fire with", "by sight of", "by an order of", "near"};
  return fmt::format("{} {}, {:.0f} m away", words[static_cast<std::size_t>(unit.link)],
                     pair.first.element(unit.from).path, unit.from_m);
}

std::string chain_text(const FollowedPair& pair) {
  std::string text = "Who parts after whom:\n";
  const auto& units = pair.ripples.units;
  for (std::size_t i = 0; i < std::min(units.size(), kTold); ++i) {
    text += fmt::format("  {}  {:<28} {} ({})\n", clock_text(pair.first, units[i].at),
                        pair.first.unit(units[i].unit).path, link_text(pair, units[i]),
                        text_of(units[i].facets));
  }
  if (units.size() > kTold) text += fmt::format("  and {} more units.\n", units.size() - kTold);
  return text;
}

std::string loose_text(const FollowedPair& pair) {
  std::vector<UnitParting> loose;
  for (const UnitParting& unit : pair.ripples.units) {
    if (unit.is_loose()) loose.push_back(unit);
  }
  if (loose.empty()) {
    return "Coupling is lost nowhere without a cause: every unit parts through fire, sight, an "
           "order, or somebody within 1 km.\n";
  }
  std::string text = fmt::format(
      "Coupling is lost without a visible cause in {} units, whose nearest differing neighbour is "
      "more than 1 km away:\n",
      loose.size());
  for (std::size_t i = 0; i < std::min(loose.size(), kTold); ++i) {
    text += fmt::format("  {}  {:<28} {} ({})\n", clock_text(pair.first, loose[i].at),
                        pair.first.unit(loose[i].unit).path, link_text(pair, loose[i]),
                        text_of(loose[i].facets));
  }
  if (loose.size() > kTold) text += fmt::format("  and {} more units.\n", loose.size() - kTold);
  return text;
}

std::string alone_text(const FollowedPair& pair) {
  const Ripples& r = pair.ripples;
  if (r.only_first.empty() && r.only_second.empty()) return "";
  return fmt::format("{} elements are in the battle as it was alone, {} in the changed one.\n",
                     r.only_first.size(), r.only_second.size());
}

Json facets_json(Facets facets) {
  Json words = Json::array();
  for (int i = 0; i < static_cast<int>(record::Facet::kCount); ++i) {
    const auto facet = static_cast<record::Facet>(i);
    if (facets.has(facet)) words.push_back(word_of(facet));
  }
  return words;
}

Json chain_json(const FollowedPair& pair) {
  Json chain = Json::array();
  for (const UnitParting& unit : pair.ripples.units) {
    const scenario::UnitDef& def = pair.first.unit(unit.unit);
    chain.push_back(
        {{"at_ms", unit.at.ms},
         {"unit", def.path},
         {"name", name_of(pair.first, unit.unit)},
         {"side", pair.first.side(def.side).id},
         {"facets", facets_json(unit.facets)},
         {"x", std::round(unit.where.x_m)},
         {"y", std::round(unit.where.y_m)},
         {"link", word_of(unit.link)},
         {"from", unit.from.exists() ? Json(pair.first.element(unit.from).path) : Json(nullptr)},
         {"from_m", std::round(unit.from_m)},
         {"loose", unit.is_loose()}});
  }
  return chain;
}

// Where elements differ: [x, y of the middle of a cell, elements of the first side, of the second].
Json cells_json(const Scenario& scenario, const Ripple& ripple) {
  std::map<std::pair<int64_t, int64_t>, std::array<int, kSideCount>> cells;
  for (const record::ElementApart& apart : ripple.elements) {
    const scenario::ElementDef& element = scenario.element(apart.element);
    if (element.is_flight()) continue;
    const auto column = static_cast<int64_t>(std::floor(apart.where.x_m / Ripple::kCell_m));
    const auto row = static_cast<int64_t>(std::floor(apart.where.y_m / Ripple::kCell_m));
    ++cells[{column, row}][index_of(element.side)];
  }
  Json all = Json::array();
  for (const auto& [cell, counts] : cells) {
    const auto middle = [](int64_t n) { return (static_cast<double>(n) + 0.5) * Ripple::kCell_m; };
    all.push_back({middle(cell.first), middle(cell.second), counts[0], counts[1]});
  }
  return all;
}

Json moments_json(const FollowedPair& pair) {
  Json moments = Json::array();
  for (const Ripple& ripple : pair.ripples.moments) {
    moments.push_back({{"at_ms", ripple.at.ms},
                       {"units", ripple.units},
                       {"elements", ripple.by_side},
                       {"men", ripple.men},
                       {"farthest_m", std::round(ripple.farthest_m)},
                       {"area_km2", ripple.area_km2},
                       {"cells", cells_json(pair.first, ripple)}});
  }
  return moments;
}

Json counts_json(const Ripples& ripples) {
  Json t = Json::array(), first = Json::array(), second = Json::array();
  for (const record::RippleCount& count : ripples.counts) {
    t.push_back(count.at.ms);
    first.push_back(count.by_side[0]);
    second.push_back(count.by_side[1]);
  }
  return {{"t", t}, {"elements", {first, second}}};
}

Json paths_json(const Scenario& scenario, const std::vector<ElementId>& elements) {
  Json paths = Json::array();
  for (const ElementId element : elements) paths.push_back(scenario.element(element).path);
  return paths;
}

// What of a unit differs at a moment.
struct UnitApart {
  int elements = 0, men = 0;
  double moved_m = 0;
};

}  // namespace

std::string ripples_text(const FollowedPair& pair) {
  if (!pair.ripples.parted) {
    return fmt::format("\nThe runs of pair {} never differ.\n{}", pair.number, alone_text(pair));
  }
  return '\n' + head_text(pair) + alone_text(pair) + moments_text(pair) + chain_text(pair) +
         loose_text(pair);
}

Json ripples_json(const FollowedPair& pair) {
  const Ripples& r = pair.ripples;
  return {{"pair", pair.number},
          {"parted_ms", r.parted ? Json(r.parted->ms) : Json(nullptr)},
          {"elements", pair.first.elements.size()},
          {"only_first", paths_json(pair.first, r.only_first)},
          {"only_second", paths_json(pair.second, r.only_second)},
          {"cell_m", Ripple::kCell_m},
          {"moments", moments_json(pair)},
          {"counts", counts_json(r)},
          {"units", chain_json(pair)}};
}

nlohmann::ordered_json pairs_json(const PairsResult& result, const FollowedPair* followed) {
  return {
      {"n", result.pairs},
      {"measures", measures_json(result)},
      {"horizons", horizons_json(result)},
      {"ripples", followed != nullptr ? ripples_json(*followed) : nlohmann::ordered_json(nullptr)}};
}

std::string ripples_csv(const FollowedPair& pair) {
  const Scenario& s = pair.first;
  const int offset = s.side(Side::kFirst).offset_minutes;
  std::string text = "time,unit,elements_differing,moved_apart_m,men_apart\n";
  for (const Ripple& ripple : pair.ripples.moments) {
    std::map<UnitId, UnitApart> units;
    for (const record::ElementApart& apart : ripple.elements) {
      UnitApart& unit = units[s.element(apart.element).unit];
      ++unit.elements;
      unit.men += apart.men;
      unit.moved_m = std::max(unit.moved_m, apart.moved_m);
    }
    const std::string at = format_iso(s.epoch_utc_ms + ripple.at.ms, offset);
    for (const auto& [id, unit] : units) {
      text += fmt::format("{},{},{},{:.1f},{}\n", at, s.unit(id).path, unit.elements, unit.moved_m,
                          unit.men);
    }
  }
  return text;
}

}  // namespace khasan::report
