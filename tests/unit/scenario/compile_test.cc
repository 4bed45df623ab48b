// From spec to scenario: men, weapons, places and names. Method: a spec made in code, so that
// nothing here rests on the reader of files.
#include "scenario/compile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "base/hash.h"
#include "scenario/nearest_name.h"
#include "scenario/rasterise.h"

namespace khasan::scenario {

namespace {

using terrain::Point;

WeaponSpec weapon(const char* id, forces::WeaponKind kind, int crew) {
  WeaponSpec spec;
  spec.weapon.id = spec.weapon.name = id;
  spec.weapon.kind = kind;
  spec.weapon.crew = crew;
  spec.weapon.first_line_rounds = 100;
  return spec;
}

ElementSpec element(const char* id, forces::ElementKind kind, int men,
                    std::vector<forces::WeaponCount> weapons) {
  ElementSpec spec;
  spec.element.id = spec.element.name = id;
  spec.element.kind = kind;
  spec.element.men = men;
  spec.element.weapons = std::move(weapons);
  return spec;
}

UnitSpec unit(const char* path, const char* organisation, double east_m, double north_m) {
  UnitSpec spec;
  spec.path = path;
  spec.name = path;
  spec.organisation.id = organisation;
  spec.at = PositionSpec{"", east_m, north_m, {}};
  return spec;
}

FigureSpec figure(double best) { return {{best, best, best, {}, {}}, {}, {}, {}}; }

// Two sides of one company each on 4 x 4 km of level ground; the company has a headquarters of 5
// and 3 platoons of 3 squads of 10 with a light machine gun.
class Compile : public ::testing::Test {
 protected:
  Compile() {
    spec_.id = "test";
    spec_.file = "battle.yaml";
    spec_.epoch.utc_ms = spec_.start.utc_ms = 0;
    spec_.end.utc_ms = 3'600'000;
    spec_.sides = {{{"jp", "", "", "", 540, true}, {}}, {{"su", "", "", "", 600, false}, {}}};
    spec_.projection = "EPSG:32652";
    spec_.layers.shape = {160, 160, 25, 500'000, 4'704'000};
    spec_.layers.elevation_dm.assign(160 * 160, 100);
    spec_.layers.cover.assign(160 * 160, terrain::Cover::kOpen);
    for (auto& row : spec_.mobility.by_class) {
      row.slope = terrain::kToblerWalking;
      row.slope_max = 1;
      row.cover_factor.fill(0.5);
    }
    spec_.weather = {{{Time{}, "clear", 15000, 0, 0, 0}, {}}};
    spec_.parameters.fill({1, 1, 1, {}, {}});
    spec_.weapons = {weapon("rifle", forces::WeaponKind::kRifle, 1),
                     weapon("lmg", forces::WeaponKind::kLightMachineGun, 2),
                     weapon("hmg", forces::WeaponKind::kHeavyMachineGun, 4),
                     weapon("grenade", forces::WeaponKind::kHandGrenade, 1)};
    OrganisationSpec company, platoon;
    company.id = "company";
    company.elements = {element("hq", forces::ElementKind::kHeadquarters, 5, {{"rifle", 5, -1}})};
    for (const char* id : {"pl1", "pl2", "pl3"}) company.units.push_back({id, id, {"platoon", {}}});
    platoon.id = "platoon";
    for (const char* id : {"sq1", "sq2", "sq3"}) {
      platoon.elements.push_back(element(id, forces::ElementKind::kRifleSquad, 10,
                                         {{"rifle", 8, -1}, {"lmg", 1, 500}, {"grenade", 20, -1}}));
    }
    spec_.organisations = {company, platoon};
    spec_.units = {unit("jp/co", "company", 501'000, 4'702'000),
                   unit("su/co", "company", 503'000, 4'702'000)};
  }

  Scenario compiled() {
    auto result = compile(spec_);
    EXPECT_TRUE(result.ok()) << to_text(result.errors().front());
    return result.ok() ? result.take() : Scenario{};
  }
  std::string first_error() {
    const auto result = compile(spec_);
    return result.ok() ? "" : to_text(result.errors().front());
  }
  static const ElementDef& find(const Scenario& s, const std::string& path) {
    return *std::find_if(s.elements.begin(), s.elements.end(),
                         [&](const ElementDef& e) { return e.path == path; });
  }
  static int men_of(const Scenario& s, const std::string& prefix) {
    int men = 0;
    for (const ElementDef& e : s.elements) {
      if (e.path.compare(0, prefix.size() + 1, prefix + "/") == 0) men += e.men;
    }
    return men;
  }

  ScenarioSpec spec_;
};

TEST_F(Compile, organisations_become_elements) {
  const Scenario s = compiled();
  EXPECT_EQ(s.elements.size(), 20u);
  EXPECT_EQ(s.units.size(), 8u);
  EXPECT_EQ(men_of(s, "jp/co"), 95);
  EXPECT_EQ(s.unit(UnitId{0}).all_elements.size(), 10u);
  EXPECT_EQ(s.unit(UnitId{1}).path, "jp/co/pl1");
  EXPECT_EQ(s.unit(UnitId{1}).parent, UnitId{0});
  EXPECT_EQ(s.element(s.unit(UnitId{0}).headquarters).path, "jp/co/hq");
  EXPECT_EQ(find(s, "jp/co/pl1/sq1").weapons[1].rounds, 500);
  EXPECT_EQ(find(s, "jp/co/pl1/sq1").weapons[2].rounds, 20);
}

TEST_F(Compile, strength_is_shared_to_the_last_man_and_evenly) {
  for (int men = 1; men <= 95; ++men) {
    spec_.units[0].strength = figure(men);
    const Scenario s = compiled();
    EXPECT_EQ(men_of(s, "jp/co"), men);
    const int p1 = men_of(s, "jp/co/pl1"), p3 = men_of(s, "jp/co/pl3");
    EXPECT_LE(std::abs(p1 - p3), 1) << men;
  }
}

TEST_F(Compile, fraction_of_the_table) {
  spec_.units[0].strength_fraction = figure(0.82);
  EXPECT_EQ(men_of(compiled(), "jp/co"), 78);  // 77.9
}

TEST_F(Compile, men_given_for_a_part_come_first) {
  UnitSpec part;
  part.path = "pl2";
  part.strength = figure(9);
  spec_.units[0].strength = figure(60);
  spec_.units[0].parts = {part};
  const Scenario s = compiled();
  EXPECT_EQ(men_of(s, "jp/co/pl2"), 9);
  EXPECT_EQ(men_of(s, "jp/co"), 60);
  spec_.units[0].parts[0].path = "pl2/sq3";
  EXPECT_EQ(find(compiled(), "jp/co/pl2/sq3").men, 9);
  spec_.units[0].strength = figure(5);
  EXPECT_EQ(first_error(),
            "found '5 men', expected at least the 9 men of the parts with their own "
            "strength");
}

TEST_F(Compile, absent_parts_are_not_there) {
  spec_.units[0].absent = {{"pl3", {}}, {"pl1/sq2", {}}};
  const Scenario s = compiled();
  EXPECT_EQ(men_of(s, "jp/co"), 55);
  spec_.units[0].absent = {{"pl4", {}}};
  EXPECT_EQ(first_error(), "found 'pl4', expected a part of jp/co; did you mean 'pl1'?");
}

TEST_F(Compile, weapons_follow_the_men) {
  for (int men = 1; men <= 10; ++men) {
    UnitSpec part;
    part.path = "pl1/sq1";
    part.strength = figure(men);
    spec_.units[0].parts = {part};
    const ElementDef e = find(compiled(), "jp/co/pl1/sq1");
    EXPECT_LE(e.weapons[0].weapon == WeaponId{0} ? e.weapons[0].count : 0, men);
    int machine_guns = 0;
    for (const WeaponSlot& slot : e.weapons) {
      EXPECT_EQ(slot.exists(), slot.count > 0);
      machine_guns += slot.weapon == WeaponId{1} ? slot.count : 0;
    }
    EXPECT_EQ(machine_guns, 1) << "one man is half of its crew of two";
    if (men == 10) {
      EXPECT_EQ(e.weapons[0].count, 8) << "a full squad has what the table says";
    }
  }
}

TEST_F(Compile, crew_served_weapon_goes_when_half_its_crew_is_gone) {
  spec_.organisations[1].elements[0].element.weapons = {{"hmg", 1, 500}, {"rifle", 4, -1}};
  UnitSpec part;
  part.path = "pl1/sq1";
  part.strength = figure(2);
  spec_.units[0].parts = {part};
  EXPECT_EQ(find(compiled(), "jp/co/pl1/sq1").weapons[0].weapon, WeaponId{2});
  spec_.units[0].parts[0].strength = figure(1);
  EXPECT_EQ(find(compiled(), "jp/co/pl1/sq1").weapons[0].weapon, WeaponId{0});
}

TEST_F(Compile, a_line_faces_its_way) {
  spec_.units[0].frontage_m = 300;
  spec_.units[0].depth_m = 90;
  spec_.units[0].facing_deg = 90;  // east: the left as seen from behind is the north
  const Scenario s = compiled();
  EXPECT_EQ(find(s, "jp/co/hq").at, (Point{500'970, 4'702'000})) << "rear third";
  EXPECT_NEAR(find(s, "jp/co/pl1/sq2").at.y_m, 4'702'100, 0.5);
  EXPECT_NEAR(find(s, "jp/co/pl3/sq2").at.y_m, 4'701'900, 0.5);
  EXPECT_NEAR(find(s, "jp/co/pl1/sq1").at.y_m - find(s, "jp/co/pl1/sq2").at.y_m, 33.3, 0.1);
  EXPECT_NEAR(find(s, "jp/co/pl1/sq1").facing_rad, 0, 1e-9) << "atan2(north, east)";
}

TEST_F(Compile, two_up_column_and_ring) {
  spec_.units[0].frontage_m = 300;
  spec_.units[0].depth_m = 200;
  spec_.units[0].facing_deg = 0;
  spec_.units[0].formation = Formation::kTwoUp;
  EXPECT_NEAR(find(compiled(), "jp/co/pl3/sq2").at.y_m, 4'701'950, 0.5);
  spec_.units[0].formation = Formation::kColumn;
  EXPECT_NEAR(find(compiled(), "jp/co/pl1/sq2").at.y_m, 4'702'066.7, 0.5);
  spec_.units[0].formation = Formation::kRing;
  const Scenario s = compiled();
  EXPECT_NEAR(find(s, "jp/co/pl1/sq2").at.y_m, 4'702'100, 0.5);
  EXPECT_GT(find(s, "jp/co/pl2/sq2").at.x_m, 501'000) << "clockwise";
}

TEST_F(Compile, spread_positions_leave_the_water) {
  spec_.units[0].frontage_m = 300;
  const auto& shape = spec_.layers.shape;
  for (std::size_t i = 0; i < shape.cell_count(); ++i) {
    const Point p = shape.centre_of(CellId{i});
    if (p.x_m > 501'050 && p.x_m < 501'200) spec_.layers.cover[i] = terrain::Cover::kWater;
  }
  const Scenario s = compiled();
  for (const ElementDef& e : s.elements) EXPECT_FALSE(s.ground.is_water(e.at)) << e.path;
}

TEST_F(Compile, a_unit_without_a_place_is_an_error) {
  spec_.units[1].at.reset();
  EXPECT_EQ(first_error(),
            "found 'su/co without a place', expected 'at' for it or a unit above it");
}

TEST_F(Compile, a_missing_parent_is_an_error) {
  spec_.units[0].path = "jp/1rgt/co";
  EXPECT_EQ(first_error(),
            "found 'jp/1rgt/co', expected a unit 'jp/1rgt' that it can belong to; "
            "list the parent in the forces");
}

TEST_F(Compile, units_of_a_family_in_any_order) {
  UnitSpec regiment;
  regiment.path = regiment.name = "jp/rgt";
  regiment.echelon = forces::Echelon::kRegiment;
  regiment.branch = "infantry";
  spec_.units[0].path = "jp/rgt/co";
  spec_.units.push_back(regiment);
  const Scenario s = compiled();
  EXPECT_EQ(s.unit(UnitId{0}).path, "jp/rgt");
  EXPECT_EQ(s.unit(UnitId{0}).all_elements.size(), 10u);
}

TEST_F(Compile, order_of_the_entries_changes_nothing) {
  const uint64_t before = compiled().hash;
  std::swap(spec_.units[0], spec_.units[1]);
  EXPECT_EQ(compiled().hash, before);
  spec_.units[0].facing_deg = 10;
  EXPECT_NE(compiled().hash, before);
}

TEST_F(Compile, tables_that_multiply_without_end_are_refused) {
  // Twenty levels of three: 3^20 elements from a file of one page.
  for (int level = 0; level < 20; ++level) {
    OrganisationSpec table;
    table.id = "l" + std::to_string(level);
    const std::string below = level == 0 ? "platoon" : "l" + std::to_string(level - 1);
    for (const char* id : {"a", "b", "c"}) table.units.push_back({id, id, {below, {}}});
    spec_.organisations.push_back(table);
  }
  spec_.units[0].organisation.id = "l19";
  EXPECT_EQ(first_error(), "found 'l19', expected at most 200000 elements and units in all");
}

TEST_F(Compile, light_and_weather_cover_the_battle) {
  const Scenario s = compiled();
  EXPECT_EQ(s.light.size(), 13u);
  EXPECT_EQ(&s.light_at(Time{-5}), &s.light.front());
  EXPECT_EQ(&s.light_at(hours(100)), &s.light.back());
  EXPECT_EQ(&s.light_at(minutes(12)), &s.light[2]);
  EXPECT_EQ(s.weather_at(minutes(1)).text, "clear");
  spec_.weather.clear();
  EXPECT_NE(first_error(), "");
}

TEST(NearestName, slips_of_the_pen) {
  EXPECT_EQ(nearest_name("strenght", {"strength", "string"}), "strength");
  EXPECT_EQ(nearest_name("completely_else", {"strength"}), "");
  EXPECT_EQ(did_you_mean("x", {}), "");
}

TEST(Rasterise, cells_of_a_square_and_of_a_line) {
  const terrain::GridShape shape{10, 10, 10, 0, 100};
  EXPECT_EQ(cells_of_polygon(shape, {{0, 100}, {20, 100}, {20, 80}, {0, 80}}).size(), 4u);
  EXPECT_EQ(cells_of_polygon(shape, {{51, 51}, {52, 51}, {52, 52}}).size(), 1u);
  EXPECT_TRUE(cells_of_polygon(shape, {{-50, 0}, {-40, 0}, {-40, 10}}).empty());
  EXPECT_EQ(cells_of_line(shape, {{5, 95}, {95, 95}}).size(), 10u);
  const auto centre = centre_of_polygon({{0, 0}, {4, 0}, {4, 2}, {0, 2}});
  EXPECT_NEAR(centre.x_m, 2, 1e-12);
  EXPECT_NEAR(centre.y_m, 1, 1e-12);
}

}  // namespace
}  // namespace khasan::scenario
