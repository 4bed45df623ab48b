// catalog/parameters/*.yaml: figures of the mechanisms, of mobility and of cover.
#include <filesystem>
#include <system_error>

#include "load/battle_files.h"

namespace khasan::load {

using scenario::FigureSpec;
using scenario::kParamCount;
using scenario::Param;

namespace {

struct SeenParameters {
  std::array<bool, kParamCount> seen{};
};

void read_mechanism(BattleReading& battle, const Value& root, SeenParameters& seen) {
  Map map(root);
  const Value mechanism = map.need("mechanism");
  const std::string name = mechanism.text();
  Map figures(map.need("parameters"));
  for (std::size_t i = 0; i < kParamCount; ++i) {
    const auto& info = scenario::info_of(static_cast<Param>(i));
    if (info.mechanism != name) continue;
    seen.seen[i] = true;
    const Limits limits = info.unit == "probability" ? kShare : kAnyNumber;
    battle.spec.parameters[i] = figures.need(info.name).figure(limits).figure;
  }
  figures.finish();
  map.finish();
}

double best(Map& map, std::string_view key, Limits limits) {
  return map.need(key).figure(limits).figure.best;
}

void read_mobility_row(const Value& value, terrain::MobilityRow& row) {
  Map map(value);
  row.slope.speed_max_mps = best(map, "speed_max_kmh", {0.1, 200, "km/h"}) / 3.6;
  row.slope.steepness = best(map, "steepness", {0, 100, "a number, 0 or more"});
  row.slope.best_slope = best(map, "best_slope", {-1, 1, "a slope from -1 to 1"});
  row.slope_max = best(map, "slope_max", {0, 10, "a slope from 0 to 10"});
  row.night_factor = best(map, "night_factor", kShare);
  row.ford_factor = best(map, "ford_factor", kShare);
  Map cover(map.need("cover_factor"));
  const auto words = cover_words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    row.cover_factor[i + 1] = best(cover, words[i], kShare);
  }
  cover.finish();
  map.finish();
}

void read_mobility(BattleReading& battle, const Value& root) {
  Map map(root);
  Map classes(map.need("mobility"));
  for (int i = 0; i < terrain::kMobilityClassCount; ++i) {
    const auto mobility = static_cast<terrain::MobilityClass>(i);
    read_mobility_row(classes.need(terrain::name_of(mobility)), battle.spec.mobility[mobility]);
  }
  classes.finish();
  map.finish();
}

void read_cover_class(const Value& value, terrain::CoverClass& cover) {
  Map map(value);
  cover.vegetation_height_m = best(map, "vegetation_height_m", {0, 25.5, "metres, 0 to 25.5"});
  cover.micro_relief_length_m = best(map, "micro_relief_length_m", {1, 1e6, "metres, 1 or more"});
  cover.concealment = best(map, "concealment", kShare);
  cover.wetness = best(map, "wetness", kShare);
  map.need("soil").word({"firm", "soft", "rocky", "wet"}, cover.soil);
  map.finish();
}

void read_cover(BattleReading& battle, const Value& root) {
  Map map(root);
  battle.spec.cover.rocky_slope = best(map, "rocky_slope", {0, 100, "a slope, 0 or more"});
  Map classes(map.need("cover"));
  const auto words = cover_words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    read_cover_class(classes.need(words[i]), battle.spec.cover.by_class[i + 1]);
  }
  // Cells without data stop the reading of a raster; their class is never used.
  battle.spec.cover.by_class[0] = battle.spec.cover.by_class[1];
  classes.finish();
  map.finish();
}

void report_missing(BattleReading& battle, const std::string& folder, const SeenParameters& seen) {
  std::string_view last;
  for (std::size_t i = 0; i < kParamCount; ++i) {
    const auto& info = scenario::info_of(static_cast<Param>(i));
    if (seen.seen[i] || info.mechanism == last) continue;
    last = info.mechanism;
    battle.reading.errors.push_back({folder + "/" + std::string(last) + ".yaml",
                                     0,
                                     0,
                                     {},
                                     "no such file",
                                     "the parameters of " + std::string(last),
                                     {}});
  }
}

}  // namespace

std::vector<std::string> cover_words() {
  return {"open", "grass_scrub", "woods", "marsh", "water", "river", "road", "settlement", "rock"};
}

void read_parameter_folder(BattleReading& battle, const std::string& folder) {
  SeenParameters seen;
  bool mobility = false, cover = false;
  for (const std::string& file : yaml_files(folder)) {
    const auto document = Document::open(battle.reading, file);
    const std::string stem = std::filesystem::path(file).stem().string();
    mobility = mobility || stem == "mobility";
    cover = cover || stem == "cover";
    if (!document) continue;
    if (stem == "mobility") {
      read_mobility(battle, document->root());
    } else if (stem == "cover") {
      read_cover(battle, document->root());
    } else {
      read_mechanism(battle, document->root(), seen);
    }
  }
  report_missing(battle, folder, seen);
  const auto report = [&](bool there, const std::string& name) {
    if (there) return;
    battle.reading.errors.push_back(
        {folder + "/" + name, 0, 0, {}, "no such file", "the figures of " + name, {}});
  };
  report(mobility, "mobility.yaml");
  report(cover, "cover.yaml");
}

}  // namespace khasan::load
