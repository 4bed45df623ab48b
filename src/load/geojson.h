// Shapes from GeoJSON (RFC 7946): features with their properties, in the battle's UTM zone, to the
// millimetre. Read through the same tree as YAML, so that errors have a line.
#pragma once

#include <string>
#include <vector>

#include "load/value.h"
#include "scenario/utm.h"
#include "terrain/grid.h"

namespace khasan::load {

struct Feature {
  Value properties;
  Value geometry;
  std::string type;                                // Point, LineString or Polygon
  std::vector<std::vector<terrain::Point>> rings;  // a point or line is one ring
};

// All features of the collection; a Multi… geometry gives one feature a part. Polygons lose their
// closing point. Faults go into the Reading of the document.
std::vector<Feature> read_features(const Value& root, scenario::UtmZone zone);

}  // namespace khasan::load
