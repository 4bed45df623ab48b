#include "scenario/doubtful_ground.h"

#include <algorithm>
#include <cmath>

#include "base/draw.h"

namespace khasan::scenario {

using terrain::Cover;
using terrain::GridShape;
using terrain::Point;

namespace {

constexpr double kLattice_m = 500;  // errors of a reconstruction hang together so far (assumed)
constexpr double kKept_m = 150;     // about men and places, whose ground is told of (assumed)
constexpr double kDeviationsMax = 2.5;

// A smooth field: a normal number at each node of a lattice, in between by smoothed steps. Its
// standard deviation is 1 at the nodes.
class SmoothField {
 public:
  SmoothField(const Rng& rng, uint64_t number) : rng_(rng), number_(number) {}
  double at(Point p) const {
    const double x = p.x_m / kLattice_m, y = p.y_m / kLattice_m;
    const auto column = static_cast<int64_t>(std::floor(x));
    const auto row = static_cast<int64_t>(std::floor(y));
    const double u = smooth(x - static_cast<double>(column));
    const double v = smooth(y - static_cast<double>(row));
    const double south = (1 - u) * node(column, row) + u * node(column + 1, row);
    const double north = (1 - u) * node(column, row + 1) + u * node(column + 1, row + 1);
    return (1 - v) * south + v * north;
  }

 private:
  static double smooth(double t) { return t * t * (3 - 2 * t); }
  double node(int64_t column, int64_t row) const {
    const auto words = rng_.words(Stream::kTerrain, Purpose::kGroundDoubt, number_,
                                  static_cast<uint64_t>(column), Time{row});
    const double z = normal_from(Rng::unit_interval(words[0]), 0, 1);
    return std::clamp(z, -kDeviationsMax, kDeviationsMax);
  }
  const Rng& rng_;
  uint64_t number_;
};

// Cells whose cover is known: about the men of both sides at the start, and about named places.
std::vector<uint8_t> kept_cells(const Scenario& best) {
  const GridShape& shape = best.ground.shape();
  std::vector<uint8_t> kept(shape.cell_count(), 0);
  const auto keep = [&](Point p) {
    const auto reach = static_cast<int>(kKept_m / shape.cell_m);
    for (int dy = -reach; dy <= reach; ++dy) {
      for (int dx = -reach; dx <= reach; ++dx) {
        const Point near{p.x_m + dx * shape.cell_m, p.y_m + dy * shape.cell_m};
        if (shape.contains(near)) kept[shape.cell_at(near).index()] = 1;
      }
    }
  };
  for (const ElementDef& element : best.elements) keep(element.at);
  for (const Place& place : best.places) {
    keep(place.at);
    for (const CellId cell : place.cells) kept[cell.index()] = 1;
  }
  return kept;
}

// Roads, houses and rivers are mapped, or made by men: they stay.
bool may_move(Cover cover) {
  return cover != Cover::kRoad && cover != Cover::kSettlement && cover != Cover::kRiver &&
         cover != Cover::kNoData;
}

}  // namespace

terrain::GroundLayers drawn_ground(const ScenarioSpec& spec, const Scenario& best, const Rng& rng) {
  terrain::GroundLayers drawn = spec.layers;
  const GroundBasis& basis = spec.basis;
  if (basis.cells.empty()) return drawn;
  std::array<const GroundBasis::Class*, 256> classes{};
  for (const GroundBasis::Class& one : basis.legend) {
    classes[static_cast<std::size_t>(one.number)] = &one;
  }
  const GridShape& shape = spec.layers.shape;
  const std::vector<uint8_t> kept = kept_cells(best);
  const SmoothField east(rng, 0), north(rng, 1), height(rng, 2);
  for (std::size_t i = 0; i < drawn.cover.size(); ++i) {
    const GroundBasis::Class& here = *classes[basis.cells[i]];
    const Point centre = shape.centre_of(CellId{i});
    if (here.shift_m > 0 && kept[i] == 0 && may_move(drawn.cover[i])) {
      const Point from{centre.x_m - here.shift_m * east.at(centre),
                       centre.y_m - here.shift_m * north.at(centre)};
      const std::size_t source = shape.contains(from) ? shape.cell_at(from).index() : i;
      const Cover moved = spec.layers.cover[source];
      const bool is_shore = (moved == Cover::kWater) != (drawn.cover[i] == Cover::kWater);
      if (may_move(moved)) {
        drawn.cover[i] = moved;
        // A shore brings its height along: water is level.
        if (is_shore) drawn.elevation_dm[i] = spec.layers.elevation_dm[source];
      }
    }
    if (here.height_m > 0 && drawn.cover[i] != Cover::kWater && drawn.cover[i] != Cover::kRiver) {
      const double raised_dm = drawn.elevation_dm[i] + 10 * here.height_m * height.at(centre);
      drawn.elevation_dm[i] = static_cast<int16_t>(std::floor(raised_dm + 0.5));
    }
  }
  return drawn;
}

}  // namespace khasan::scenario
