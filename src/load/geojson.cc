#include "load/geojson.h"

#include <cmath>

namespace khasan::load {

using terrain::Point;

namespace {

// Farther than this from the zone's meridian the projection is no map any more.
constexpr double kFromMeridian_deg = 10;

Point read_coordinates(const Value& value, scenario::UtmZone zone) {
  const bool shaped =
      value.is_list() && value.node()->items.size() >= 2 && value.node()->items.size() <= 3;
  if (!shaped) {
    value.fault(value.found(), "[longitude, latitude]");
    return {};
  }
  const std::size_t faults_before = value.reading().errors.size();
  const double longitude = value.item(0).number({-180, 180, "a longitude in degrees"});
  const double latitude = value.item(1).number({-84, 84, "a latitude from -84 to 84 degrees"});
  if (value.reading().errors.size() > faults_before) return {};
  const double meridian = zone.zone * 6.0 - 183.0;
  if (std::fabs(longitude - meridian) > kFromMeridian_deg) {
    value.fault(
        value.item(0).found(),
        "a longitude near the zone's " + std::to_string(static_cast<int>(meridian)) + " degrees",
        "longitude comes first; or the projection is the wrong one");
    return {};
  }
  return scenario::quantised(scenario::to_utm(zone, {latitude, longitude}));
}

std::vector<Point> read_line(const Value& value, scenario::UtmZone zone) {
  std::vector<Point> line;
  for (const Value& item : value.items()) line.push_back(read_coordinates(item, zone));
  return line;
}

std::vector<std::vector<Point>> read_polygon(const Value& value, scenario::UtmZone zone) {
  std::vector<std::vector<Point>> rings;
  for (const Value& item : value.items()) {
    rings.push_back(read_line(item, zone));
    auto& ring = rings.back();
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    if (ring.size() < 3) item.fault(std::to_string(ring.size()) + " corners", "at least 3 corners");
  }
  return rings;
}

// One part of a geometry of that simple type.
void add_part(const Feature& like, const std::string& type, const Value& coordinates,
              scenario::UtmZone zone, std::vector<Feature>& features) {
  Feature feature = like;
  feature.type = type;
  if (type == "Point") {
    feature.rings = {{read_coordinates(coordinates, zone)}};
  } else if (type == "LineString") {
    feature.rings = {read_line(coordinates, zone)};
  } else {
    feature.rings = read_polygon(coordinates, zone);
  }
  features.push_back(std::move(feature));
}

void read_feature(const Value& value, scenario::UtmZone zone, std::vector<Feature>& features) {
  Map map(value);
  const Value type = map.need("type");
  if (type.exists() && type.text() != "Feature") type.fault(type.found(), "Feature");
  const Feature like{map.need("properties"), map.need("geometry"), {}, {}};
  if (!like.geometry.exists()) return;
  Map geometry(like.geometry);
  const Value kind = geometry.need("type");
  const Value coordinates = geometry.need("coordinates");
  const int k = kind.word(
      {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"});
  if (k < 0 || !coordinates.exists()) return;
  const char* const simple[] = {"Point", "LineString", "Polygon"};
  if (k < 3) {
    add_part(like, simple[k], coordinates, zone, features);
    return;
  }
  for (const Value& part : coordinates.items()) add_part(like, simple[k - 3], part, zone, features);
}

}  // namespace

std::vector<Feature> read_features(const Value& root, scenario::UtmZone zone) {
  std::vector<Feature> features;
  if (zone.zone == 0) return features;  // the projection is a fault of its own
  Map map(root);
  const Value type = map.need("type");
  if (type.exists() && type.text() != "FeatureCollection") {
    type.fault(type.found(), "FeatureCollection");
  }
  for (const Value& value : map.need("features").items()) read_feature(value, zone, features);
  return features;
}

}  // namespace khasan::load
