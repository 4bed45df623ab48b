// A point on the ground for each element (docs/battle_format.md, "Places of the parts").
#include <algorithm>
#include <cmath>

#include "base/maths.h"
#include "scenario/compilation.h"
#include "scenario/utm.h"

namespace khasan::scenario {

using terrain::Point;

namespace {

constexpr double kHeadquartersSpacing_m = 15;  // across, beside other headquarters elements
constexpr double kHeadquartersBehind_m = 20;   // behind the middle of a lowest unit
constexpr double kNudge_m = 300;               // farthest dry cell that a spread position may take

// The ground of a unit: a rectangle across and along the direction that it faces.
struct Area {
  Point centre{};
  double bearing_deg = 0;  // compass: 0 north, 90 east
  double frontage_m = 0, depth_m = 0;

  // A point so far to the right and forward of the centre.
  Point at(double right_m, double forward_m) const {
    const double a = std::fmod(bearing_deg, 360.0) * kPi / 180;
    const double s = pinned_sin(a), c = pinned_cos(a);
    return {centre.x_m + forward_m * s + right_m * c, centre.y_m + forward_m * c - right_m * s};
  }
  Area part(double right_m, double forward_m, double frontage, double depth) const {
    return {at(right_m, forward_m), bearing_deg, frontage, depth};
  }
};

// Shares of a row of n across the frontage, at `forward_m` from the centre.
void add_row(const Area& area, std::size_t n, double forward_m, double depth_m,
             std::vector<Area>& shares) {
  const double width = area.frontage_m / static_cast<double>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double right = -area.frontage_m / 2 + (static_cast<double>(i) + 0.5) * width;
    shares.push_back(area.part(right, forward_m, width, depth_m));
  }
}

void add_column(const Area& area, std::size_t n, std::vector<Area>& shares) {
  const double depth = area.depth_m / static_cast<double>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double forward = area.depth_m / 2 - (static_cast<double>(i) + 0.5) * depth;
    shares.push_back(area.part(0, forward, area.frontage_m, depth));
  }
}

// Perimeter of an ellipse with half axes a and b (Ramanujan 1914, first approximation).
double ellipse_perimeter(double a, double b) {
  return kPi * (3 * (a + b) - std::sqrt((3 * a + b) * (a + 3 * b)));
}

void add_ring(const Area& area, std::size_t n, std::vector<Area>& shares) {
  const double a = area.frontage_m / 2, b = area.depth_m / 2;
  const double side = ellipse_perimeter(a, b) / static_cast<double>(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double turn = 2 * kPi * static_cast<double>(i) / static_cast<double>(n);
    Area share = area.part(a * pinned_sin(turn), b * pinned_cos(turn), side, side);
    share.bearing_deg += turn * 180 / kPi;
    shares.push_back(share);
  }
}

std::vector<Area> shares_of(const Area& area, Formation formation, std::size_t n) {
  std::vector<Area> shares;
  if (n == 0) return shares;
  const std::size_t front = (2 * n + 2) / 3;
  switch (formation) {
    case Formation::kLine:
      add_row(area, n, 0, area.depth_m, shares);
      break;
    case Formation::kColumn:
      add_column(area, n, shares);
      break;
    case Formation::kRing:
      add_ring(area, n, shares);
      break;
    case Formation::kTwoUp:
      add_row(area, front, area.depth_m / 4, area.depth_m / 2, shares);
      if (n > front) add_row(area, n - front, -area.depth_m / 4, area.depth_m / 2, shares);
      break;
  }
  return shares;
}

bool has_elements(const Formed& unit) {
  if (!unit.elements.empty()) return true;
  return std::any_of(unit.children.begin(), unit.children.end(), has_elements);
}

// Arrival, digging: what a unit hands down to the parts that do not say otherwise.
struct Inherited {
  const Area* area = nullptr;
  Formation formation = Formation::kLine;
  double posture_work_h = 0;
  double base_km = 0;
  const FigureSpec* digging = nullptr;
  Time arrives{};
};

class Surveyor {
 public:
  explicit Surveyor(Compilation& c) : c_(c) {}

  void lay_out(Formed& unit, Inherited from_above) {
    if (!has_elements(unit)) return;
    if (const auto* work = unit.said(&UnitSpec::posture_work_h)) {
      from_above.posture_work_h = work->figure.best;
      from_above.digging = work;
    }
    if (const auto* base = unit.said(&UnitSpec::base_km)) from_above.base_km = base->figure.best;
    if (const auto* arrives = unit.said(&UnitSpec::arrives)) {
      from_above.arrives = c_.time_of(*arrives);
    }
    Area area = from_above.area ? *from_above.area : Area{};
    if (!find_area(unit, from_above, area)) return;
    const auto* formation = unit.said(&UnitSpec::formation);
    from_above.formation = formation ? *formation : Formation::kLine;
    if (unit.children.empty()) {
      place_lowest(unit, area, from_above);
    } else {
      place_staff(unit, area, from_above);
      place_children(unit, area, from_above);
    }
  }

 private:
  // Its ground; false when it has elements of its own that stand nowhere.
  bool find_area(const Formed& unit, const Inherited& from_above, Area& area) {
    if (const auto* bearing = unit.said(&UnitSpec::facing_deg)) area.bearing_deg = *bearing;
    const auto* frontage = unit.said(&UnitSpec::frontage_m);
    const auto* depth = unit.said(&UnitSpec::depth_m);
    const auto* at = unit.said(&UnitSpec::at);
    if (at != nullptr) {
      area.frontage_m = area.depth_m = 0;
      if (!c_.resolve_position(*at, area.centre)) return false;
      check_given(area.centre, at->where);
    }
    if (frontage) area.frontage_m = *frontage;
    if (depth) area.depth_m = *depth;
    if (at != nullptr || from_above.area != nullptr) return true;
    if (only_flies(unit)) {
      // Its base is off the map; on it stands nobody.
      const terrain::Box box = c_.scenario.ground.shape().bounds();
      area.centre = {(box.west_m + box.east_m) / 2, (box.south_m + box.north_m) / 2};
      return true;
    }
    const bool all_apart = std::all_of(unit.elements.begin(), unit.elements.end(),
                                       [](const Recruit& e) { return e.placed; });
    if (!all_apart) {
      c_.fault(unit.where, unit.path + " without a place", "'at' for it or a unit above it");
    }
    return all_apart;
  }

  static bool only_flies(const Formed& unit) {
    return !unit.elements.empty() &&
           std::all_of(unit.elements.begin(), unit.elements.end(), [](const Recruit& e) {
             return e.spec->element.kind == forces::ElementKind::kFlight;
           });
  }

  void check_given(Point p, const Where& where) {
    const terrain::Ground& ground = c_.scenario.ground;
    const std::string found = text_of(p);
    if (!ground.is_inside(p)) {
      c_.fault(where, found, "a point inside the window of the battle");
    } else if (is_wet(ground.cell_at(p))) {
      c_.fault(where, found + " in water", "a point on dry land");
    }
  }

  static std::string text_of(Point p) {
    return "[" + std::to_string(static_cast<long long>(p.x_m)) + ", " +
           std::to_string(static_cast<long long>(p.y_m)) + "]";
  }

  bool is_wet(CellId cell) const {
    const terrain::Ground& ground = c_.scenario.ground;
    return ground.is_water(cell) && ground.crossing_of(cell) == terrain::Crossing::kNone;
  }

  // Elements of a unit that has sub-units: in the middle of its rear third, side by side.
  void place_staff(Formed& unit, const Area& area, const Inherited& from_above) {
    const auto n = static_cast<double>(unit.elements.size());
    for (std::size_t i = 0; i < unit.elements.size(); ++i) {
      const double right = (static_cast<double>(i) - (n - 1) / 2) * kHeadquartersSpacing_m;
      settle(unit, unit.elements[i], area.part(right, -area.depth_m / 3, 0, 0), from_above);
    }
  }

  void place_lowest(Formed& unit, const Area& area, const Inherited& from_above) {
    const auto is_staff = [&](const Recruit& e) {
      return unit.elements.size() > 1 && e.spec->element.kind == forces::ElementKind::kHeadquarters;
    };
    const auto staff = std::count_if(unit.elements.begin(), unit.elements.end(), is_staff);
    const auto shares = shares_of(area, from_above.formation,
                                  unit.elements.size() - static_cast<std::size_t>(staff));
    std::size_t next = 0;
    for (Recruit& e : unit.elements) {
      const Area share = is_staff(e) ? area.part(0, -kHeadquartersBehind_m, 0, 0) : shares[next++];
      settle(unit, e, share, from_above);
    }
  }

  void place_children(Formed& unit, const Area& area, const Inherited& from_above) {
    const bool has_area = from_above.area != nullptr || unit.said(&UnitSpec::at) != nullptr;
    const auto shares_ground = [&](const Formed& child) {
      return has_area && has_elements(child) && !child.said(&UnitSpec::at);
    };
    const auto n = std::count_if(unit.children.begin(), unit.children.end(), shares_ground);
    const auto shares = shares_of(area, from_above.formation, static_cast<std::size_t>(n));
    std::size_t next = 0;
    for (Formed& child : unit.children) {
      Inherited below = from_above;
      below.area = has_area ? &area : nullptr;
      if (shares_ground(child)) below.area = &shares[next++];
      lay_out(child, below);
    }
  }

  void settle(const Formed& unit, Recruit& e, const Area& share, const Inherited& from_above) {
    e.arrives = from_above.arrives;
    e.base_km = from_above.base_km;
    if (e.posture_work_h == 0) {
      e.posture_work_h = from_above.posture_work_h;
      e.digging = from_above.digging;
    }
    if (e.placed) {
      check_given(e.at, unit.where);
      return;
    }
    e.bearing_deg = share.bearing_deg;
    e.at = quantised(share.centre);
    const CellId cell = c_.scenario.ground.cell_at(e.at);
    if (!cell.exists()) {
      c_.fault(unit.where, e.path + " at " + text_of(e.at),
               "a place inside the window of the battle", "move the unit or narrow its frontage");
    } else if (is_wet(cell) && e.spec->element.kind != forces::ElementKind::kFlight) {
      nudge(unit, e, cell);
    }
    e.placed = true;
  }

  // To the centre of the nearest dry cell; ties go to the lower cell.
  void nudge(const Formed& unit, Recruit& e, CellId from) {
    const terrain::GridShape& shape = c_.scenario.ground.shape();
    const int reach = static_cast<int>(kNudge_m / shape.cell_m) + 1;
    const int row = shape.row_of(from), column = shape.column_of(from);
    double nearest_m = kNudge_m;
    CellId best{};
    for (int r = row - reach; r <= row + reach; ++r) {
      for (int k = column - reach; k <= column + reach; ++k) {
        if (!shape.contains(k, r) || is_wet(shape.cell(k, r))) continue;
        const double d = terrain::distance_m(e.at, shape.centre_of(shape.cell(k, r)));
        if (d >= nearest_m) continue;
        nearest_m = d;
        best = shape.cell(k, r);
      }
    }
    if (best.exists()) {
      e.at = quantised(shape.centre_of(best));
      return;
    }
    c_.fault(unit.where, e.path + " at " + text_of(e.at) + " in water",
             "dry land within 300 m of where its unit's ground puts it", "move the unit");
  }

  Compilation& c_;
};

}  // namespace

void lay_out_forces(Compilation& c) {
  Surveyor surveyor(c);
  for (Formed& unit : c.forces) {
    Inherited nothing;
    nothing.arrives = c.scenario.start;
    surveyor.lay_out(unit, nothing);
  }
}

}  // namespace khasan::scenario
