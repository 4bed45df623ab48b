// Goal: whatever one types or feeds it, the program answers with the right exit code: 0 done, 2 for
// bad input with one located message, never a crash, and nothing half-written. Method: the real
// program as a process of its own. What each message says is tested in tests/unit/load; here stands
// one case of each kind of bad input.
#include "unit/cli/program.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace khasan {
namespace {

namespace fs = std::filesystem;
using support::content_of;
using support::Ended;
using support::TinyTiff;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Program : public support::ProgramFolder {
 protected:
  // A shell tells a crash as 128 and the signal: that is not 2.
  Ended run_spoilt() const {
    return khasan("run .. --replications 1 --report report.html --threads 1");
  }
  // What a run with bad input must do, whatever is bad about it.
  void expect_refused(const std::string& where, const std::string& what) const {
    const Ended ended = run_spoilt();
    EXPECT_EQ(ended.exit, 2) << ended.err;
    EXPECT_THAT(ended.err, AllOf(ContainsRegex(where), HasSubstr(what)));
    EXPECT_THAT(ended.out, IsEmpty()) << "no story may begin";
    EXPECT_TRUE(fs::is_empty(path("run"))) << "no report may be left";
  }
  void use_rasters(const TinyTiff& elevation) {
    write("e.tif", elevation.bytes());
    write("c.tif", TinyTiff{}.bytes());
    replace("battle.yaml",
            "flat: {window: [630000, 4700000, 634000, 4704000], cell_m: 25, elevation_m: 50, "
            "cover: open}",
            "elevation: e.tif\n  cover: c.tif");
  }
};

// The same battle as below, before it is spoilt.
TEST_F(Program, a_sound_battle_is_played_and_reported) {
  const Ended ended = khasan("run .. --replications 2 --report report.html --json");
  EXPECT_EQ(ended.exit, 0) << ended.err;
  EXPECT_THAT(ended.out, testing::StartsWith("{"));
  EXPECT_THAT(content_of(path("run/report.html")), HasSubstr("</html>"));
}

// One run of many, alone: it has the chance that it had among them.
TEST_F(Program, a_run_begins_with_the_chance_that_it_is_told) {
  using Json = nlohmann::json;
  const std::string run = "run '" KHASAN_SOURCE_DIR "/templates/new-battle' --json --replications ";
  const Json all = Json::parse(khasan(run + "3").out);
  const Json last = Json::parse(khasan(run + "1 --first 2").out);
  ASSERT_FALSE(all["measures"].empty());
  for (std::size_t m = 0; m < all["measures"].size(); ++m) {
    EXPECT_EQ(last["measures"][m]["samples"][0], all["measures"][m]["samples"][2]);
  }
}

// Words that a shell would take apart stay whole in the command that a report gives.
TEST_F(Program, a_report_names_its_command_so_that_a_shell_takes_it) {
  const Ended ended = khasan("run .. --replications 1 --quiet --report 'a report.html'");
  ASSERT_EQ(ended.exit, 0) << ended.err;
  EXPECT_THAT(content_of(path("run/a report.html")),
              HasSubstr("khasan run .. --replications 1 --quiet --report 'a report.html'"));
}

TEST_F(Program, a_new_battle_is_in_order_and_none_is_overwritten) {
  fs::create_directories(path("run"));
  fs::create_directory_symlink(KHASAN_SOURCE_DIR "/templates", path("run/templates"));
  EXPECT_EQ(khasan("new my-battle").exit, 0);
  const Ended checked = khasan("check my-battle");
  EXPECT_EQ(checked.exit, 0) << checked.out << checked.err;
  const Ended again = khasan("new my-battle");
  EXPECT_EQ(again.exit, 2);
  EXPECT_THAT(again.err, HasSubstr("exists already"));
  EXPECT_EQ(khasan("new 'My Battle'").exit, 2);
  EXPECT_FALSE(fs::exists(path("run/My Battle")));
}

TEST_F(Program, help_and_version_are_no_errors) {
  EXPECT_THAT(khasan("--help").out, AllOf(HasSubstr("run"), HasSubstr("check")));
  EXPECT_EQ(khasan("--help").exit, 0);
  EXPECT_EQ(khasan("run --help").exit, 0);
  const Ended version = khasan("--version");
  EXPECT_EQ(version.exit, 0);
  EXPECT_EQ(version.out, "khasan " KHASAN_VERSION "\n");
  EXPECT_EQ(khasan("version").out, version.out);
  EXPECT_EQ(khasan("phases --json").exit, 0);
}

TEST_F(Program, what_it_does_not_know_it_refuses) {
  for (const char* arguments :
       {"", "dance", "run", "run x --no-such-option", "run x --seed -1", "run x --replications 0",
        "run x --replications many", "run x --threads 0", "phases here", "check"}) {
    const Ended ended = khasan(arguments);
    EXPECT_EQ(ended.exit, 2) << arguments;
    EXPECT_THAT(ended.err, Not(IsEmpty())) << arguments;
    EXPECT_THAT(ended.out, IsEmpty()) << arguments;
  }
}

TEST_F(Program, an_unknown_mechanism_is_told_with_the_known_ones) {
  const Ended ended = khasan("run .. --without magic");
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("--without magic"), HasSubstr("direct_fire")));
}

TEST_F(Program, a_change_of_a_rule_of_engagement_is_played_and_shown) {
  replace("battle.yaml", "weather:",
          "rules_of_engagement: [{id: no_entry, side: jp, kind: no_crossing, place: hill}]\n"
          "cease_fire: {at: 1938-07-29T15:00:00+09:00}\nweather:");
  const Ended as_it_was = khasan("run .. --replications 1");
  EXPECT_EQ(as_it_was.exit, 0) << as_it_was.err;
  EXPECT_THAT(as_it_was.out, HasSubstr("Cease-fire: both sides stop"));
  EXPECT_THAT(as_it_was.out, Not(HasSubstr("engagement changed")));
  const Ended changed = khasan("run .. --replications 1 --roe no_entry=off --roe cease_fire=off");
  EXPECT_EQ(changed.exit, 0) << changed.err;
  EXPECT_THAT(changed.out, HasSubstr("Rules of engagement changed: no_entry=off, cease_fire=off."));
  EXPECT_THAT(changed.out, Not(HasSubstr("Cease-fire: both sides stop")));
  const Ended json =
      khasan("run .. --replications 1 --json --roe no_entry=until:1938-07-29T14:20:00+09:00");
  EXPECT_EQ(json.exit, 0) << json.err;
  EXPECT_THAT(json.out, AllOf(HasSubstr("\"changes\""), HasSubstr("no_entry=until:"),
                              HasSubstr("\"until_ms\": 1200000")));
}

TEST_F(Program, an_unknown_rule_of_engagement_is_told_with_the_known_ones) {
  replace("battle.yaml", "weather:",
          "rules_of_engagement: [{id: no_entry, side: jp, kind: no_crossing, place: hill}]\n"
          "weather:");
  const Ended ended = khasan("run .. --roe no_entri=off");
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.out, IsEmpty());
  EXPECT_THAT(ended.err, AllOf(HasSubstr("--roe no_entri=off"), HasSubstr("one of no_entry"),
                               HasSubstr("did you mean 'no_entry'?")));
  EXPECT_EQ(khasan("run .. --roe no_entry=perhaps").exit, 2);
  EXPECT_EQ(khasan("run .. --roe cease_fire=off").exit, 2) << "this battle has none";
}

TEST_F(Program, missing_folder) {
  const Ended ended = khasan("check nowhere");
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.err, HasSubstr("no such folder"));
}

TEST_F(Program, missing_file) {
  fs::remove(path("plan.yaml"));
  expect_refused("plan\\.yaml:", "no such file");
}

// One text put in the place of another; where it is told, and what.
struct SpoiltCase {
  const char *name, *file, *from, *to, *where, *what;
};
void PrintTo(const SpoiltCase& c, std::ostream* out) { *out << c.name; }
class SpoiltInput : public Program, public testing::WithParamInterface<SpoiltCase> {};

TEST_P(SpoiltInput, is_refused) {
  const SpoiltCase& c = GetParam();
  replace(c.file, c.from, c.to);
  expect_refused(c.where, c.what);
}

constexpr SpoiltCase kSpoiltCases[] = {
    {"unknown_key", "forces.yaml",
     "strength:", "strenght:", "forces\\.yaml:6:5:", "did you mean 'strength'?"},
    {"unit_without_organisation", "forces.yaml", "    organisation: platoon\n", "",
     "forces\\.yaml:3:11:", "without organisation"},
    {"weapon_without_ammunition", "weapons/small.yaml", "first_line_rounds: 120, ", "",
     "platoon\\.yaml:7:76:", "without ammunition"},
    {"position_in_the_lake", "battle.yaml", "cover: open", "cover: water",
     "forces\\.yaml:7:9:", "in water"},
    {"not_a_number", "battle.yaml", "cloud: 0", "cloud: .nan", "battle\\.yaml:20:80:", "'.nan'"},
    {"negative_strength", "forces.yaml", "best: 20", "best: -20", "forces\\.yaml:6:22:", "'-20'"},
    {"cyclic_hierarchy", "organisations/platoon.yaml", "    sources: [book]\n",
     "    units: [{id: again, name: again, organisation: platoon}]\n    sources: [book]\n",
     "platoon\\.yaml:9:[0-9]+:", "do not contain themselves"},
    {"task_on_an_unknown_place", "plan.yaml", "objective: hill", "objective: hil",
     "plan\\.yaml:6:16:", "did you mean 'hill'?"},
};
INSTANTIATE_TEST_SUITE_P(By, SpoiltInput, testing::ValuesIn(kSpoiltCases),
                         [](const auto& each) { return each.param.name; });

TEST_F(Program, raster_with_the_wrong_projection) {
  TinyTiff elevation;
  elevation.epsg = 32651;
  use_rasters(elevation);
  expect_refused("e\\.tif:", "projection EPSG:32651");
}

TEST_F(Program, raster_without_data) {
  TinyTiff elevation;
  elevation.values = {1, -9999, std::numeric_limits<float>::quiet_NaN()};
  use_rasters(elevation);
  expect_refused("e\\.tif:", "no data at");
}

TEST_F(Program, truncated_yaml) {
  write("plan.yaml", "side: jp\norders:\n  - {id: attack, unit: [jp");
  expect_refused("plan\\.yaml:4:1:", "well-formed YAML");
}

TEST_F(Program, file_of_a_gigabyte) {
  // A file with a hole: it has the size, but takes no room.
  fs::resize_file(path("plan.yaml"), std::uintmax_t{1} << 30);
  expect_refused("plan\\.yaml:", "1073741824 bytes");
}

TEST_F(Program, binary_junk) {
  write("forces.yaml", std::string("\x7f"
                                   "ELF\0\0\1",
                                   7));
  expect_refused("forces\\.yaml:1:", "binary file");
}

TEST_F(Program, a_report_that_cannot_be_written_is_an_error_before_any_run) {
  struct Case {
    const char *report, *found;
  };
  ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
  for (const Case& c :
       {Case{"no/folder/r.html", "found 'no folder no/folder'"},
        Case{"../plan.yaml/r.html", "found 'no folder ../plan.yaml'"},
        Case{"../run", "found 'a folder'"}, Case{"../pipe", "found 'a device or pipe"},
        Case{"/proc/r.html", "expected a file that can be written"}}) {
    const Ended ended = khasan(std::string("run .. --replications 1 --report ") + c.report);
    EXPECT_EQ(ended.exit, 2) << c.report;
    EXPECT_THAT(ended.err, AllOf(testing::StartsWith(c.report), HasSubstr(c.found)));
    EXPECT_THAT(ended.out, IsEmpty()) << "no story may begin";
    EXPECT_TRUE(fs::is_empty(path("run"))) << "no folder, no half of a file";
  }
}

TEST_F(Program, the_report_of_before_stays_until_the_new_one_is_whole) {
  fs::create_directories(path("run"));
  write("run/report.html", "of before");
  replace("forces.yaml", "best: 20", "best: -20");
  EXPECT_EQ(run_spoilt().exit, 2);
  EXPECT_EQ(content_of(path("run/report.html")), "of before");
}

TEST_F(Program, evidence_that_the_battle_has_not_is_refused_with_the_nearest) {
  write("evidence/school.yaml",
        "format: khasan-evidence-1\nid: school\ntitle: A school\nfigures:\n"
        "  - {at: jp/pl1 strength, value: 25, sources: [book]}\n");
  const Ended unknown = khasan("run .. --quiet --replications 1 --evidence shcool");
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean 'school'?"));
  const Ended known = khasan("run .. --quiet --replications 2 --evidence school");
  EXPECT_EQ(known.exit, 0) << known.err;
}

TEST_F(Program, evidence_table_has_a_column_a_stream) {
  write("evidence/school.yaml",
        "format: khasan-evidence-1\nid: school\ntitle: A school\nfigures:\n"
        "  - {at: jp/pl1 strength, value: 25, sources: [book]}\n");
  const Ended ended = khasan("run .. --quiet --replications 2 --evidence-table");
  EXPECT_EQ(ended.exit, 0) << ended.err;
  EXPECT_THAT(ended.out, ContainsRegex("recorded +best +drawn +school"));
}

}  // namespace
}  // namespace khasan
