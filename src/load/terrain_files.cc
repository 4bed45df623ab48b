// The ground of a battle: rasters or level ground, crossings, places and shapes for the map.
#include <algorithm>
#include <cmath>

#include "load/battle_files.h"
#include "load/geojson.h"
#include "load/raster.h"
#include "scenario/utm.h"

namespace khasan::load {

using scenario::PlaceSpec;
using terrain::Cover;
using terrain::GridShape;

namespace {

// [west, south, east, north].
std::optional<terrain::Box> read_window(const Value& value) {
  if (!value.exists()) return std::nullopt;
  const auto items = value.items();
  if (items.size() != 4) {
    value.fault(value.found(), "[west, south, east, north] in metres");
    return std::nullopt;
  }
  double side[4];
  for (std::size_t i = 0; i < 4; ++i) side[i] = items[i].number({-1e7, 2e7, "metres"});
  if (side[0] < side[2] && side[1] < side[3])
    return terrain::Box{side[0], side[1], side[2], side[3]};
  value.fault("a window without size", "west < east and south < north");
  return std::nullopt;
}

void read_flat(BattleReading& battle, const Value& value) {
  Map map(value);
  const auto window = read_window(map.need("window"));
  const double cell_m = map.need("cell_m").number({1, 1000, "metres, 1 to 1000"});
  const double height_m = map.need("elevation_m").number({-500, 3276, "metres, -500 to 3276"});
  const int cover = map.need("cover").word(cover_words());
  map.finish();
  if (!window || cover < 0) return;
  const double columns = std::ceil((window->east_m - window->west_m) / cell_m - 1e-9);
  const double rows = std::ceil((window->north_m - window->south_m) / cell_m - 1e-9);
  if (columns * rows > static_cast<double>(kRasterCellsMax)) {
    value.fault("more than 40000000 cells", "a smaller window or larger cells");
    return;
  }
  terrain::GroundLayers& layers = battle.spec.layers;
  layers.shape = {static_cast<int>(columns), static_cast<int>(rows), cell_m, window->west_m,
                  window->north_m};
  layers.elevation_dm.assign(layers.shape.cell_count(),
                             static_cast<int16_t>(std::floor(height_m * 10 + 0.5)));
  layers.cover.assign(layers.shape.cell_count(), static_cast<Cover>(cover + 1));
}

std::string text_of(terrain::Point p) {
  return "[" + std::to_string(static_cast<long long>(p.x_m)) + ", " +
         std::to_string(static_cast<long long>(p.y_m)) + "]";
}

// Reports the first cell without a usable value, and how many there are.
template <class Usable>
bool all_usable(BattleReading& battle, const std::string& path, const Raster& raster,
                const std::string& expected, Usable&& usable) {
  std::size_t bad = 0, first = 0;
  for (std::size_t i = 0; i < raster.values.size(); ++i) {
    if (usable(raster.values[i])) continue;
    if (bad++ == 0) first = i;
  }
  if (bad == 0) return true;
  const double value = raster.values[first];
  const std::string found = std::isnan(value) ? "no data" : std::to_string(value);
  battle.reading.errors.push_back({path,
                                   0,
                                   0,
                                   {},
                                   found + " at " + text_of(raster.shape.centre_of(CellId{first})) +
                                       " (" + std::to_string(bad) + " such cells in the window)",
                                   expected,
                                   "fill the gaps or narrow the window"});
  return false;
}

std::optional<Raster> open_layer(BattleReading& battle, const Value& value, int epsg,
                                 const std::optional<terrain::Box>& window, std::string& path) {
  path = path_in(battle, value);
  if (path.empty() || epsg == 0) return std::nullopt;
  Result<Raster> raster = read_raster(path, epsg, window);
  if (raster) return raster.take();
  auto& errors = battle.reading.errors;
  errors.insert(errors.end(), raster.errors().begin(), raster.errors().end());
  return std::nullopt;
}

void take_elevation(BattleReading& battle, const std::string& path, const Raster& raster) {
  const bool sound = all_usable(battle, path, raster, "heights from -500 to 3276 m",
                                [](double h) { return h >= -500 && h <= 3276; });
  if (!sound) return;
  for (double h : raster.values) {
    battle.spec.layers.elevation_dm.push_back(static_cast<int16_t>(std::floor(h * 10 + 0.5)));
  }
}

void take_cover(BattleReading& battle, const std::string& path, const Raster& raster) {
  const bool sound = all_usable(battle, path, raster, "classes of cover 1 to 9", [](double c) {
    return c >= 1 && c < terrain::kCoverCount && c == std::floor(c);
  });
  if (!sound) return;
  for (double c : raster.values) {
    battle.spec.layers.cover.push_back(static_cast<Cover>(static_cast<int>(c)));
  }
}

void read_basis_class(BattleReading& battle, const Value& value) {
  Map map(value);
  scenario::GroundBasis::Class one;
  const Value number = map.need("class");
  one.number = number.integer({0, 255, "a class from 0 to 255"});
  one.name = map.need("name").text();
  one.reconstructed = map.need("reconstructed").boolean();
  map.with("doubt", [&](const Value& v) {
    Map doubt(v);
    one.shift_m = doubt.need("shift_m").number({0, 1000, "metres, 0 to 1000"});
    one.height_m = doubt.need("height_m").number({0, 100, "metres, 0 to 100"});
    doubt.need("sources").sources();
    doubt.finish();
  });
  map.finish();
  for (const auto& other : battle.spec.basis.legend) {
    if (other.number == one.number) number.fault(number.found(), "each class once");
  }
  battle.spec.basis.legend.push_back(std::move(one));
}

// What the ground rests on, cell by cell.
void read_basis(BattleReading& battle, Map& map, int epsg,
                const std::optional<terrain::Box>& window) {
  const Value legend = map.take("provenance_legend");
  for (const Value& v : legend.items()) read_basis_class(battle, v);
  const Value file = map.take("provenance");
  if (!file.exists()) return;
  std::string path;
  const auto raster = open_layer(battle, file, epsg, window, path);
  if (!raster) return;
  scenario::GroundBasis& basis = battle.spec.basis;
  const bool sound =
      all_usable(battle, path, *raster, "classes of provenance_legend", [&](double x) {
        return std::any_of(basis.legend.begin(), basis.legend.end(),
                           [x](const auto& one) { return one.number == x; });
      });
  if (!sound) return;
  if (!(raster->shape == battle.spec.layers.shape)) {
    file.fault("a grid other than that of the elevation", "the same cells in all rasters");
    return;
  }
  for (double x : raster->values) basis.cells.push_back(static_cast<uint8_t>(x));
}

void read_rasters(BattleReading& battle, Map& map, int epsg) {
  const auto window = read_window(map.take("window"));
  std::string elevation_path, cover_path;
  const auto elevation = open_layer(battle, map.need("elevation"), epsg, window, elevation_path);
  const auto cover = open_layer(battle, map.need("cover"), epsg, window, cover_path);
  if (elevation) take_elevation(battle, elevation_path, *elevation);
  if (cover) take_cover(battle, cover_path, *cover);
  if (!elevation || !cover) {
    map.take("provenance");
    map.take("provenance_legend");
    return;
  }
  battle.spec.layers.shape = elevation->shape;
  if (!(elevation->shape == cover->shape)) {
    battle.reading.errors.push_back({cover_path,
                                     0,
                                     0,
                                     {},
                                     "a grid other than that of " + elevation_path,
                                     "the same cells in both rasters",
                                     {}});
  }
  read_basis(battle, map, epsg, window);
}

void read_crossing(BattleReading& battle, const Value& value) {
  Map map(value);
  scenario::CrossingSpec crossing;
  crossing.where = value.where();
  const int kind = map.need("kind").word({"ford", "bridge"});
  crossing.kind = kind == 1 ? terrain::Crossing::kBridge : terrain::Crossing::kFord;
  crossing.line = map.need("line").points(2);
  map.with("sources", [](const Value& v) { v.sources(); });
  skip_evidence(map);
  map.finish();
  battle.spec.crossings.push_back(std::move(crossing));
}

// The properties that a place has inline and in GeoJSON alike.
void read_place_properties(Map& map, PlaceSpec& spec) {
  spec.place.id = map.need("id").id();
  spec.place.names.en = map.need("name").text();
  spec.place.kind = map.need("kind").text();
  map.with("names", [&](const Value& v) {
    Map names(v);
    names.with("ru", [&](const Value& n) { spec.place.names.ru = n.text(); });
    names.with("ja", [&](const Value& n) { spec.place.names.ja = n.text(); });
    names.finish();
  });
  map.with("height_m", [&](const Value& v) { spec.place.height_m = v.number(kAnyNumber); });
  map.with("sources", [](const Value& v) { v.sources(); });
  skip_evidence(map);
}

// Of a feature for the map: whatever names, height and confidence it has.
scenario::MapFeature to_map_feature(const std::string& kind, const Feature& feature) {
  scenario::MapFeature shape;
  shape.kind = kind;
  shape.geometry = feature.type;
  shape.rings = feature.rings;
  if (!feature.properties.is_map()) return shape;
  Map map(feature.properties);
  const auto text = [&](std::string_view key, std::string& out) {
    const Value value = map.take(key);
    if (value.exists() && value.node()->kind == Node::Kind::kScalar) out = value.node()->text;
  };
  text("name", shape.names.en);
  text("conf", shape.confidence);
  const Value names = map.take("names");
  if (names.is_map()) {
    if (const Node* ru = names.node()->find("ru")) shape.names.ru = ru->text;
    if (const Node* ja = names.node()->find("ja")) shape.names.ja = ja->text;
  }
  std::string height;
  text("elev_m", height);
  if (!parse_number(height, shape.height_m)) shape.height_m = 0;
  return shape;
}

}  // namespace

PlaceSpec read_place(const Value& value) {
  Map map(value);
  PlaceSpec spec;
  spec.where = value.where();
  read_place_properties(map, spec);
  if (map.has("polygon")) {
    spec.place.polygon = map.take("polygon").points(3);
    auto& ring = spec.place.polygon;
    if (ring.size() > 3 && ring.front() == ring.back()) ring.pop_back();
  } else {
    spec.place.at = map.need("at").point();
  }
  map.finish();
  return spec;
}

void read_places_geojson(BattleReading& battle, const std::string& path) {
  const auto document = Document::open(battle.reading, path);
  if (!document) return;
  const auto zone = scenario::parse_utm(battle.spec.projection);
  for (const Feature& feature : read_features(document->root(), zone)) {
    PlaceSpec spec;
    spec.where = feature.properties.where();
    Map map(feature.properties);
    read_place_properties(map, spec);
    map.finish();
    if (feature.type == "LineString" || feature.rings.empty()) {
      feature.geometry.fault(feature.type, "a Point or a Polygon");
      continue;
    }
    if (feature.type == "Polygon")
      spec.place.polygon = feature.rings.front();
    else
      spec.place.at = feature.rings.front().front();
    battle.spec.places.push_back(std::move(spec));
  }
}

void read_features_geojson(BattleReading& battle, const std::string& kind,
                           const std::string& path) {
  const auto document = Document::open(battle.reading, path);
  if (!document) return;
  const auto zone = scenario::parse_utm(battle.spec.projection);
  for (const Feature& feature : read_features(document->root(), zone)) {
    battle.spec.features.push_back(to_map_feature(kind, feature));
  }
}

void read_terrain(BattleReading& battle, const Value& value) {
  Map map(value);
  const Value projection = map.need("projection");
  battle.spec.projection = projection.text("a projection");
  battle.spec.projection_where = projection.where();
  const scenario::UtmZone zone = scenario::parse_utm(battle.spec.projection);
  if (projection.exists() && zone.zone == 0) {
    projection.fault(battle.spec.projection,
                     "a UTM zone on WGS 84, EPSG:32601 to 32660 or "
                     "EPSG:32701 to 32760");
  }
  if (map.has("flat")) {
    read_flat(battle, map.take("flat"));
  } else {
    read_rasters(battle, map, zone.zone == 0 ? 0 : zone.epsg());
  }
  map.with("places", [&](const Value& v) {
    const std::string path = path_in(battle, v);
    if (!path.empty()) read_places_geojson(battle, path);
  });
  map.with("features", [&](const Value& v) {
    Map features(v);
    for (const auto& [kind, file] : features.entries()) {
      const std::string path = path_in(battle, file);
      if (!path.empty()) read_features_geojson(battle, kind, path);
    }
  });
  for (const Value& v : map.take("crossings").items()) read_crossing(battle, v);
  map.finish();
}

}  // namespace khasan::load
