// The grid with its crossings, the places and obstacles on it, and the ways between them.
#include <algorithm>
#include <set>

#include "scenario/compilation.h"
#include "scenario/rasterise.h"
#include "scenario/utm.h"

namespace khasan::scenario {

using terrain::GridShape;
using terrain::Point;

namespace {

std::string text_of(Point p) {
  return "[" + std::to_string(static_cast<long long>(p.x_m)) + ", " +
         std::to_string(static_cast<long long>(p.y_m)) + "]";
}

// Crossings make water passable; on dry ground they say nothing.
std::vector<terrain::Crossing> mark_crossings(Compilation& c) {
  const terrain::GroundLayers& layers = c.spec.layers;
  std::vector<terrain::Crossing> marked(layers.shape.cell_count(), terrain::Crossing::kNone);
  for (const CrossingSpec& crossing : c.spec.crossings) {
    const auto cells = cells_of_line(layers.shape, crossing.line);
    if (cells.empty()) c.fault(crossing.where, "a line off the map", "a line inside the window");
    for (CellId cell : cells) {
      const terrain::Cover cover = layers.cover[cell.index()];
      if (cover != terrain::Cover::kWater && cover != terrain::Cover::kRiver) continue;
      marked[cell.index()] = crossing.kind;
    }
  }
  return marked;
}

void check_window(Compilation& c, Point at, const Where& where) {
  if (c.scenario.ground.is_inside(at)) return;
  const terrain::Box box = c.scenario.ground.shape().bounds();
  c.fault(where, text_of(at),
          "a point inside the window " + text_of({box.west_m, box.south_m}) + " to " +
              text_of({box.east_m, box.north_m}));
}

void add_place(Compilation& c, const PlaceSpec& spec) {
  Place place = spec.place;
  const GridShape& shape = c.scenario.ground.shape();
  if (!place.polygon.empty()) {
    place.at = quantised(centre_of_polygon(place.polygon));
    place.cells = cells_of_polygon(shape, place.polygon);
  } else if (shape.contains(place.at)) {
    place.cells = {shape.cell_at(place.at)};
  }
  if (place.cells.empty()) check_window(c, place.at, spec.where);
  if (!c.places.emplace(place.id, PlaceId{c.scenario.places.size()}).second) {
    c.fault(spec.where, place.id, "an id that no other place has");
  }
  c.scenario.places.push_back(std::move(place));
}

void add_obstacle(Compilation& c, const ObstacleSpec& spec) {
  Obstacle obstacle;
  obstacle.id = spec.id;
  obstacle.line = spec.line;
  obstacle.cells = cells_of_line(c.scenario.ground.shape(), spec.line);
  c.resolve_side(spec.owner, obstacle.owner);
  if (obstacle.cells.empty()) {
    c.fault(spec.where, "a line off the map", "a line inside the window");
  }
  for (const Obstacle& other : c.scenario.obstacles) {
    if (other.id == spec.id) c.fault(spec.where, spec.id, "an id of its own");
  }
  c.scenario.obstacles.push_back(std::move(obstacle));
}

using PlaceAndClass = std::set<std::pair<PlaceId, terrain::MobilityClass>>;

// An order's places are approached by every class of mobility of its unit and those below.
void add_needed(const Scenario& s, UnitId unit, PlaceId place, PlaceAndClass& needed) {
  if (!place.exists()) return;
  for (ElementId element : s.unit(unit).all_elements) {
    needed.insert({place, s.element(element).mobility});
  }
}

PlaceAndClass routes_needed(const Scenario& s) {
  PlaceAndClass needed;
  for (const Order& order : s.orders) {
    if (order.task == Task::kAirStrike) continue;
    add_needed(s, order.unit, order.objective, needed);
    for (PlaceId via : order.via) add_needed(s, order.unit, via, needed);
  }
  for (std::size_t u = 0; u < s.units.size(); ++u) {
    add_needed(s, UnitId{u}, s.units[u].rally, needed);
  }
  return needed;
}

}  // namespace

void compile_ground(Compilation& c) {
  if (parse_utm(c.spec.projection).zone == 0) {
    c.fault(c.spec.projection_where, c.spec.projection,
            "a UTM zone on WGS 84, EPSG:32601 to 32660 or EPSG:32701 to 32760");
  }
  terrain::GroundLayers layers = c.spec.layers;
  const std::size_t n = layers.shape.cell_count();
  if (n == 0 || layers.elevation_dm.size() != n || layers.cover.size() != n) {
    c.fault({c.spec.file, 0, 0, "terrain"}, "", "one elevation and one cover a cell");
    return;
  }
  layers.crossing = mark_crossings(c);
  c.scenario.ground = terrain::Ground(layers, c.spec.cover);
  c.scenario.mobility = c.spec.mobility;
}

void compile_places(Compilation& c) {
  for (const PlaceSpec& place : c.spec.places) add_place(c, place);
  for (const ObstacleSpec& obstacle : c.spec.obstacles) add_obstacle(c, obstacle);
}

void compile_routes(Compilation& c) {
  Scenario& s = c.scenario;
  s.routes.resize(s.places.size());
  for (const auto& [place, mobility] : routes_needed(s)) {
    s.routes[place.index()][static_cast<std::size_t>(mobility)] = terrain::signposts(
        terrain::compute_flow_field(s.ground, s.mobility[mobility], s.place(place).cells));
  }
  for (const ElementDef& element : s.elements) {
    auto& regions = s.regions[static_cast<std::size_t>(element.mobility)];
    if (!regions) regions = terrain::compute_regions(s.ground, s.mobility[element.mobility]);
  }
}

}  // namespace khasan::scenario
