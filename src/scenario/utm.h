// Universal Transverse Mercator on WGS 84, both ways, with pinned mathematics: the projection of
// all battles. Good to a millimetre within the zone (series of Krueger 1912 to the fourth order, as
// in Karney 2011, J. Geodesy 85).
#pragma once

#include <string_view>

#include "scenario/ephemeris.h"
#include "terrain/grid.h"

namespace khasan::scenario {

struct UtmZone {
  int zone = 0;  // 1..60; 0: no zone
  bool south = false;
  int epsg() const { return (south ? 32700 : 32600) + zone; }
};

// The zone of "EPSG:32601".."EPSG:32660", "EPSG:32701".."EPSG:32760"; zone 0 for anything else.
UtmZone parse_utm(std::string_view projection);
// Easting and northing; meaningful within some 10 degrees of the zone's meridian.
terrain::Point to_utm(UtmZone zone, GeoPoint place);
GeoPoint from_utm(UtmZone zone, terrain::Point p);
// Rounded to a millimetre of the ground, as every coordinate is on import.
terrain::Point quantised(terrain::Point p);

}  // namespace khasan::scenario
