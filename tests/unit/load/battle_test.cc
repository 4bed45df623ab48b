// What spoils a battle must come back as an error that names the file, the line and the fix, and
// nothing may crash or be guessed. Method: one thing is spoilt in a small sound battle; the exact
// message is compared.
#include "load/battle.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "base/hash.h"
#include "battle_folder.h"

namespace khasan {

using support::BattleFolder;
using support::TinyTiff;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class Battle : public BattleFolder {
 protected:
  // Rasters instead of level ground, 8 x 8 cells.
  void use_rasters(const TinyTiff& elevation, const TinyTiff& cover) {
    write("e.tif", elevation.bytes());
    write("c.tif", cover.bytes());
    replace("battle.yaml",
            "flat: {window: [630000, 4700000, 634000, 4704000], cell_m: 25, elevation_m: 50, "
            "cover: open}",
            "elevation: e.tif\n  cover: c.tif");
  }
};

TEST_F(Battle, sound_battle_loads) {
  const auto loaded = load();
  ASSERT_TRUE(loaded.ok()) << to_text(loaded.errors().front());
  const scenario::Scenario& s = loaded.value();
  EXPECT_EQ(s.elements.size(), 8u);
  EXPECT_EQ(s.units.size(), 2u);
  EXPECT_EQ(s.unit(UnitId{0}).path, "jp/pl1");
  EXPECT_EQ(s.orders[0].objective, PlaceId{1});
  EXPECT_EQ(s.orders[0].not_before, minutes(10));
  EXPECT_EQ(s.projection, "EPSG:32652");
  EXPECT_EQ(s.evidence.size(), 1u);
  EXPECT_TRUE(s.routes[1][0].has_value()) << "the objective needs a flow field on foot";
  EXPECT_FALSE(s.routes[0][0].has_value()) << "no order leads back to the start";
  EXPECT_EQ(s.light.size(), 25u);
}

TEST_F(Battle, the_order_of_orders_in_the_files_does_not_matter) {
  const auto plans_with = [&](const char* first, const char* second) {
    const std::string rest = ", unit: jp/pl1, task: attack, objective: hill, not_before: ";
    write("plan.yaml", std::string("side: jp\norders:\n  - {id: ") + first + rest +
                           "1938-07-29T14:10:00+09:00}\n  - {id: " + second + rest +
                           "1938-07-29T14:10:00+09:00}\n");
    return load().value().hash;
  };
  EXPECT_EQ(plans_with("one", "two"), plans_with("two", "one"));
}

TEST_F(Battle, the_same_files_give_the_same_hash_wherever_they_lie) {
  const uint64_t first = load().value().hash;
  replace("battle.yaml", "title: A small battle", "title: Renamed");
  EXPECT_EQ(load().value().hash, first) << "titles are no part of a run";
  replace("su.yaml", "posture_work_h: 2", "posture_work_h: 3");
  EXPECT_NE(load().value().hash, first);
}

TEST_F(Battle, missing_file) {
  std::filesystem::remove(path("plan.yaml"));
  EXPECT_THAT(messages(), ElementsAre("plan.yaml: found 'no such file', expected a file there; "
                                      "create it or mend its name"));
}

TEST_F(Battle, missing_battle_file) {
  std::filesystem::remove(path("battle.yaml"));
  EXPECT_THAT(messages(), ElementsAre(HasSubstr("battle.yaml: found 'no such file'")));
}

TEST_F(Battle, missing_folder) {
  const auto loaded = load::load_battle(path("nowhere"));
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(to_text(loaded.errors()[0]),
              HasSubstr("found 'no such folder', expected the folder of a battle"));
}

TEST_F(Battle, unknown_key_names_the_nearest) {
  replace("forces.yaml", "strength:", "strenght:");
  EXPECT_THAT(messages(), ElementsAre(testing::AllOf(
                              StartsWith("forces.yaml:6:5: units[0].strenght: found 'strenght'"),
                              HasSubstr("did you mean 'strength'?"))));
}

// One text put in the place of another, and what is said about it.
struct SpoiltCase {
  const char *name, *file, *from, *to, *message;
  bool alone = true;  // no other message follows from it
};
void PrintTo(const SpoiltCase& c, std::ostream* out) { *out << c.name; }
class SpoiltBattle : public Battle, public testing::WithParamInterface<SpoiltCase> {};

TEST_P(SpoiltBattle, is_told) {
  const SpoiltCase& c = GetParam();
  replace(c.file, c.from, c.to);
  const std::vector<std::string> told = messages();
  EXPECT_THAT(told, Contains(StartsWith(c.message)));
  EXPECT_TRUE(told.size() == 1 || !c.alone) << testing::PrintToString(told);
}

constexpr SpoiltCase kSpoiltCases[] = {
    {"unit_without_organisation", "forces.yaml", "    organisation: platoon\n", "",
     "forces.yaml:3:11: units[0].path: found 'jp/pl1 without organisation', expected "
     "'organisation', or 'echelon' and 'branch' for a unit of its own make"},
    {"unknown_organisation", "forces.yaml", "organisation: platoon", "organisation: platon",
     "forces.yaml:5:19: units[0].organisation: found 'platon', expected the id of an "
     "organisation; did you mean 'platoon'?",
     false},
    {"position_in_the_lake", "battle.yaml", "cover: open", "cover: water",
     "forces.yaml:7:9: units[0].at: found '[631000, 4702000] in water', expected a point on dry "
     "land",
     false},
    {"position_outside_the_window", "forces.yaml", "at: start", "at: [635000, 4702000]",
     "forces.yaml:7:9: units[0].at: found '[635000, 4702000]', expected a point inside the window "
     "of the battle",
     false},
    {"not_a_number", "battle.yaml", "cloud: 0", "cloud: .nan",
     "battle.yaml:20:80: weather[0].cloud: found '.nan', expected a share from 0 to 1"},
    {"negative_strength", "forces.yaml", "best: 20", "best: -20",
     "forces.yaml:6:22: units[0].strength.best: found '-20', expected a number of men, 0 or more"},
    {"range_without_the_best_value", "forces.yaml", "low: 18", "low: 21",
     "forces.yaml:6:15: units[0].strength: found 'a best value outside low to high', expected "
     "low <= best <= high"},
    {"task_on_an_unknown_place", "plan.yaml", "objective: hill", "objective: hil",
     "plan.yaml:6:16: orders[0].objective: found 'hil', expected a place of this battle; did you "
     "mean 'hill'?"},
    {"order_to_an_unknown_unit", "plan.yaml", "unit: jp/pl1", "unit: jp/pl2",
     "plan.yaml:4:11: orders[0].unit: found 'jp/pl2', expected a unit of this battle; did you "
     "mean 'jp/pl1'?"},
    {"empty_path", "forces.yaml", "path: jp/pl1",
     "path:", "forces.yaml:3:10: units[0].path: expected a path"},
    {"obstacle_after_the_end", "battle.yaml", "weather:\n",
     "obstacles:\n  - {id: wire, kind: wire, owner: su, line: [[632000, 4701000], [632000, "
     "4703000]], from: 1938-07-29T16:00:00+09:00, sources: [book]}\nweather:\n",
     "battle.yaml:20:91: obstacles[0].from: found '1938-07-29T07:00:00+00:00', expected a time "
     "before "
     "the end"},
    {"fougasse_off_the_map", "battle.yaml", "weather:\n",
     "obstacles:\n  - {id: mines, kind: fougasses, owner: su, line: [[632000, "
     "4709000]]}\nweather:\n",
     "battle.yaml:20:5: obstacles[0]: found 'a charge off the map', expected points inside the "
     "window"},
    {"lorries_of_a_headquarters", "organisations/platoon.yaml", "men: 3,", "men: 3, lorries: 2,",
     "organisations/platoon.yaml:7:75: organisations[0].elements[0].lorries: found 'headquarters', "
     "expected lorries of an "
     "ammunition_point"},
    {"unknown_source", "forces.yaml", "sources: [book]", "sources: [boak]",
     "forces.yaml:6:55: units[0].strength.sources[0]: found 'boak', expected the id of a source, "
     "or assumed; did you mean 'book'?"},
    {"end_before_the_start", "battle.yaml", "end: 1938-07-29T16", "end: 1938-07-29T13",
     "battle.yaml:6:6: end: found '1938-07-29T04:00:00+00:00', expected a time after the start "
     "1938-07-29T05:00:00+00:00",
     false},
    {"time_without_an_offset", "plan.yaml", "14:10:00+09:00", "14:10:00",
     "plan.yaml:7:17: orders[0].not_before: found '1938-07-29T14:10:00', expected a time with an "
     "offset, whole seconds; write e.g. 1938-07-31T02:15:00+09:00"},
};
INSTANTIATE_TEST_SUITE_P(By, SpoiltBattle, testing::ValuesIn(kSpoiltCases),
                         [](const auto& each) { return each.param.name; });

TEST_F(Battle, weapon_without_ammunition) {
  replace("weapons/small.yaml", "first_line_rounds: 120, ", "");
  EXPECT_THAT(messages(),
              ElementsAre("organisations/platoon.yaml:7:76: organisations[0].elements[0].weapons[0]"
                          ": found 'rifle without ammunition', expected rounds for the weapon; "
                          "give rounds_each here or first_line_rounds in the weapon's entry",
                          HasSubstr("organisations/platoon.yaml:8:90:")));
}

TEST_F(Battle, unknown_weapon) {
  replace("organisations/platoon.yaml", "weapon: lmg", "weapon: lmq");
  EXPECT_THAT(messages(), Contains(HasSubstr("organisations/platoon.yaml:8:")));
  EXPECT_THAT(messages(), Contains(HasSubstr("found 'lmq', expected the id of a weapon")));
}

TEST_F(Battle, a_salient_needs_a_line_and_no_window) {
  replace("battle.yaml", "sources: SOURCES.json", "sources: SOURCES.json\nexpected: expected.yaml");
  const auto expect = [&](const std::string& keys) {
    write(
        "expected.yaml",
        "format: khasan-expected-1\nmeasures:\n  - {id: T1, quantity: depth, unit: m, side: jp, " +
            keys + "}\n");
    return messages();
  };
  const std::string line = "place: start, line: [[632000, 4701000], [632000, 4703000]]";
  EXPECT_THAT(expect("measure: salient_m, " + line), ElementsAre());
  EXPECT_THAT(expect("measure: salient_m, place: start"),
              ElementsAre("expected.yaml:3:5: measures[0]: expected a 'line' for this measure"));
  EXPECT_THAT(expect("measure: killed, " + line),
              ElementsAre("expected.yaml:3:5: measures[0]: found 'a line', expected a 'line' in "
                          "measures of salient_m only"));
  EXPECT_THAT(expect("measure: salient_m, to: 1938-07-29T15:00:00+09:00, " + line),
              ElementsAre("expected.yaml:3:5: measures[0]: found 'a window', expected no 'from' or "
                          "'to' for this measure; it is taken at the end of the battle"));
}

TEST_F(Battle, raster_with_the_wrong_projection) {
  TinyTiff elevation, cover;
  elevation.epsg = 32651;
  use_rasters(elevation, cover);
  EXPECT_THAT(messages(), Contains("e.tif: found 'projection EPSG:32651', expected EPSG:32652; "
                                   "reproject it, e.g. gdalwarp -t_srs EPSG:32652"));
}

TEST_F(Battle, raster_without_projection) {
  TinyTiff elevation, cover;
  elevation.epsg = 0;
  use_rasters(elevation, cover);
  EXPECT_THAT(messages(),
              Contains(HasSubstr("e.tif: found 'projection none', expected EPSG:32652")));
}

TEST_F(Battle, raster_without_data) {
  TinyTiff elevation, cover;
  elevation.values = {1, -9999, -9999};
  use_rasters(elevation, cover);
  EXPECT_THAT(messages(),
              Contains("e.tif: found 'no data at [630037, 4700187] (2 such cells in the window)', "
                       "expected heights from -500 to 3276 m; fill the gaps or narrow the window"));
}

TEST_F(Battle, raster_with_not_a_number) {
  TinyTiff elevation, cover;
  elevation.values = {std::numeric_limits<float>::quiet_NaN()};
  use_rasters(elevation, cover);
  EXPECT_THAT(messages(), Contains(StartsWith("e.tif: found 'no data at [630012, 4700187]")));
}

TEST_F(Battle, raster_with_unknown_cover) {
  TinyTiff elevation, cover;
  cover.values = {17};
  use_rasters(elevation, cover);
  EXPECT_THAT(messages(), Contains(HasSubstr("c.tif: found '17.000000 at [630012, 4700187]")));
}

TEST_F(Battle, rasters_on_different_grids) {
  TinyTiff elevation, cover;
  cover.columns = 7;
  use_rasters(elevation, cover);
  EXPECT_THAT(messages(), Contains("c.tif: found 'a grid other than that of e.tif', expected the "
                                   "same cells in both rasters"));
}

TEST_F(Battle, raster_of_binary_junk) {
  use_rasters({}, {});
  write("e.tif", std::string("\x00\x01\x02 junk \xff\xfe", 12));
  EXPECT_THAT(messages(), Contains(StartsWith("e.tif: found 'not a ")));
}

TEST_F(Battle, raster_cut_short) {
  TinyTiff elevation, cover;
  use_rasters(elevation, cover);
  write("e.tif", elevation.bytes().substr(0, 200));
  EXPECT_THAT(messages(), Contains(StartsWith("e.tif: found ")));
}

TEST_F(Battle, sound_rasters_load) {
  TinyTiff elevation, cover;
  elevation.rows = cover.rows = elevation.columns = cover.columns = 160;
  elevation.north_m = cover.north_m = 4704000;
  elevation.values = {12.34f};
  use_rasters(elevation, cover);
  const auto loaded = load();
  ASSERT_TRUE(loaded.ok()) << to_text(loaded.errors().front());
  EXPECT_DOUBLE_EQ(loaded.value().ground.height_of(CellId{0}), 12.3);
}

TEST_F(Battle, organisation_that_contains_itself) {
  replace("organisations/platoon.yaml", "    sources: [book]\n",
          "    units: [{id: sub, name: sub, organisation: other}]\n"
          "    sources: [book]\n"
          "  - {id: other, name: other, echelon: section, branch: infantry, units: [{id: again, "
          "name: again, organisation: platoon}], sources: [book]}\n");
  const auto found = messages();
  ASSERT_FALSE(found.empty());
  EXPECT_THAT(found[0], StartsWith("organisations/platoon.yaml:9:48: organisations[0].units[0]."
                                   "organisation: found 'other > platoon > other'"));
  EXPECT_THAT(found[0], HasSubstr("expected organisations that do not contain themselves"));
}

TEST_F(Battle, truncated_yaml) {
  write("plan.yaml", "side: jp\norders:\n  - {id: attack, unit: [jp");
  EXPECT_THAT(messages(),
              ElementsAre("plan.yaml:4:1: found 'while parsing a flow sequence: did not "
                          "find expected ',' or ']'', expected well-formed YAML; it "
                          "began in line 3"));
}

TEST_F(Battle, file_of_a_gigabyte) {
  // A file with a hole: it has the size, but takes no room.
  std::filesystem::resize_file(path("plan.yaml"), std::uintmax_t{1} << 30);
  EXPECT_THAT(messages(),
              ElementsAre("plan.yaml: found '1073741824 bytes', expected at most 64 MB"));
}

TEST_F(Battle, raster_of_a_gigabyte) {
  use_rasters({}, {});
  std::filesystem::resize_file(path("e.tif"), std::uintmax_t{1} << 30);
  EXPECT_THAT(messages(), Contains("e.tif: found '1073741824 bytes', expected at most 512 MB; cut "
                                   "the raster down"));
}

TEST_F(Battle, binary_junk) {
  write("plan.yaml", std::string("side: jp\n\x7f"
                                 "ELF\0\0\1",
                                 16));
  EXPECT_THAT(messages(), ElementsAre("plan.yaml:2:1: found 'byte 0x7f', expected a text file in "
                                      "UTF-8; this looks like a binary file"));
}

TEST_F(Battle, text_that_is_not_utf8) {
  write("plan.yaml", "side: jp # Z\xfcrich\n");
  EXPECT_THAT(messages(), ElementsAre("plan.yaml:1:13: found 'byte 0xfc', expected a text file in "
                                      "UTF-8; save the file as UTF-8"));
}

TEST_F(Battle, all_errors_come_in_one_run) {
  replace("forces.yaml", "facing_deg: 90", "facing_deg: east");
  replace("plan.yaml", "task: attack", "task: charge");
  replace("battle.yaml", "rain: 0", "rain: 2");
  EXPECT_THAT(messages(), ElementsAre(StartsWith("battle.yaml:20:"), StartsWith("forces.yaml:8:17"),
                                      StartsWith("plan.yaml:5:11")));
}

TEST_F(Battle, file_outside_the_folder) {
  replace("battle.yaml", "plans: [plan.yaml]", "plans: [../plan.yaml, /etc/passwd]");
  EXPECT_THAT(messages(), ElementsAre(HasSubstr("plans[0]: found '../plan.yaml', expected a file "
                                                "inside the folder of the battle"),
                                      HasSubstr("plans[1]: found '/etc/passwd'")));
}

TEST_F(Battle, every_prefix_of_every_file_gives_an_answer) {
  // Files cut anywhere: an answer or errors, never a crash.
  for (const char* name : {"battle.yaml", "forces.yaml", "plan.yaml", "SOURCES.json"}) {
    std::ifstream in(path(name));
    const std::string whole((std::istreambuf_iterator<char>(in)), {});
    for (std::size_t n = 0; n < whole.size(); n += 37) {
      write(name, whole.substr(0, n));
      for (const std::string& text : messages()) EXPECT_FALSE(text.empty());
    }
    write(name, whole);
  }
}

TEST(Flagship, loads_and_is_in_order) {
  const auto loaded =
      load::load_battle(std::string(KHASAN_SOURCE_DIR) + "/battles/lake-khasan-1938");
  ASSERT_TRUE(loaded.ok()) << to_text(loaded.errors().front());
  const scenario::Scenario& s = loaded.value();
  for (std::size_t i = 1; i < s.elements.size(); ++i) {
    EXPECT_LT(s.elements[i - 1].path, s.elements[i].path);
  }
  for (const scenario::ElementDef& e : s.elements) {
    EXPECT_GT(e.men, 0) << e.path;
    EXPECT_EQ(e.key, stable_key(e.path));
    EXPECT_TRUE(s.ground.is_inside(e.at)) << e.path;
    EXPECT_FALSE(s.ground.is_water(e.at)) << e.path;
    EXPECT_EQ(e.at.x_m * 1000, std::round(e.at.x_m * 1000)) << e.path;
  }
  for (const scenario::Order& order : s.orders) {
    if (order.objective.exists()) {
      const auto& routes = s.routes[order.objective.index()];
      EXPECT_TRUE(
          routes[static_cast<std::size_t>(s.element(s.unit(order.unit).all_elements[0]).mobility)]
              .has_value())
          << order.id;
    }
  }
}

TEST(Templates, every_template_loads) {
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(KHASAN_SOURCE_DIR) + "/templates")) {
    const auto loaded = load::load_battle(entry.path().string());
    EXPECT_TRUE(loaded.ok()) << to_text(loaded.errors().front());
  }
}

}  // namespace khasan
