// Goal: a study's file says what is varied, and every mistake in it is told with its place and the
// way out. Method: a small sound battle, a sound study of it, one thing spoilt at a time.
#include "load/study_file.h"

#include <gmock/gmock.h>

#include <cstdlib>

#include "unit/load/battle_folder.h"

namespace khasan::load {
namespace {

using scenario::DesignKind;
using scenario::FactorKind;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kStudy = R"(format: khasan-study-1
title: A study
battle: .
seed: 5
replications: 3
factors:
  - {id: men, unit: men, range: [20, 30], whole: true, file: forces.yaml, at: [units, jp/pl1, strength]}
  - {id: visibility, range: [200, 2000], places: [{file: battle.yaml, at: [weather, 0, visibility_m]}]}
  - {id: fog, what_if: fog}
  - id: hour
    choices:
      as_planned: {}
      later: {what_if: [later]}
      never: {without: movement}
measures: [T001]
design: {kind: latin_hypercube, points: 8}
)";

constexpr const char* kWhatIf =
    "format: khasan-what-if-1\ntitle: It is otherwise.\nchanges:\n  - {file: ";

class StudyFile : public support::BattleFolder {
 protected:
  StudyFile() {
    setenv("KHASAN_CATALOG", KHASAN_SOURCE_DIR "/catalog", 1);
    write("study.yaml", kStudy);
    write("points.csv", "men,fog,visibility,hour\n25,on,,later\n,0,300,2\n");
    write("whatifs/fog.yaml",
          std::string(kWhatIf) + "battle.yaml, at: [weather, 0, visibility_m], set: 60}\n");
    write("whatifs/later.yaml",
          std::string(kWhatIf) +
              "plan.yaml, at: [orders, attack, not_before], set: 1938-07-29T14:30:00+09:00}\n");
    replace("battle.yaml", "sources: SOURCES.json\n",
            "sources: SOURCES.json\nexpected: expected.yaml\n");
    write("expected.yaml",
          "format: khasan-expected-1\nmeasures:\n  - {id: T001, side: su, quantity: casualties, "
          "unit: men, measure: "
          "casualties}\n");
  }
  Result<scenario::StudySpec> read() const {
    return read_study(path("study.yaml"), [](const std::string& name) { return name; });
  }
  std::string error_after(const std::string& from, const std::string& to) {
    replace("study.yaml", from, to);
    const auto study = read();
    EXPECT_FALSE(study);
    return study ? "" : to_text(study.errors()[0]);
  }
};

TEST_F(StudyFile, is_read_whole) {
  const auto read_it = read();
  ASSERT_TRUE(read_it) << to_text(read_it.errors()[0]);
  const scenario::StudySpec& study = read_it.value();
  EXPECT_EQ(study.seed, 5u);
  EXPECT_EQ(study.design, DesignKind::kLatinHypercube);
  EXPECT_EQ(study.points, 8);
  ASSERT_EQ(study.factors.size(), 4u);
  EXPECT_TRUE(study.factors[0].is_whole);
  EXPECT_EQ(study.factors[0].figure.high, 30);
  EXPECT_EQ(study.factors[2].alternatives[1].what_ifs, std::vector<std::string>{"fog"});
  EXPECT_EQ(study.factors[3].alternatives[2].without, std::vector<std::string>{"movement"});
}

TEST_F(StudyFile, a_point_is_the_battle_with_the_values_of_its_factors) {
  const auto study = read();
  ASSERT_TRUE(study) << to_text(study.errors()[0]);
  const PointChanges point = changes_at(study.value(), {25.0, 700.5, std::nullopt, 1.0});
  const auto spec = load_spec(study.value().battle, point.changes);
  ASSERT_TRUE(spec) << to_text(spec.errors()[0]);
  EXPECT_EQ(spec.value().weather[0].weather.visibility_m, 700.5);
  EXPECT_EQ(spec.value().units[0].strength->figure.best, 25);
  EXPECT_EQ(spec.value().what_ifs,
            (std::vector<std::string>{"It is otherwise.", "men = 25, visibility = 700.5"}));
  const PointChanges never = changes_at(study.value(), {std::nullopt, std::nullopt, 1.0, 2.0});
  EXPECT_EQ(never.without, std::vector<std::string>{"movement"});
  EXPECT_EQ(never.changes.what_ifs, std::vector<std::string>{"fog"});
}

TEST_F(StudyFile, the_analysts_own_points_are_read_by_name) {
  replace("study.yaml", "{kind: latin_hypercube, points: 8}", "points.csv");
  const auto study = read();
  ASSERT_TRUE(study) << to_text(study.errors()[0]);
  ASSERT_EQ(study.value().own.size(), 2u);
  EXPECT_EQ(study.value().own[0], (scenario::FactorValues{25.0, std::nullopt, 1.0, 1.0}));
  EXPECT_EQ(study.value().own[1], (scenario::FactorValues{std::nullopt, 300.0, 0.0, 2.0}));
}

struct Mistake {
  const char *from, *to, *found, *fix;
};

class StudyMistakes : public StudyFile, public testing::WithParamInterface<Mistake> {};

TEST_P(StudyMistakes, are_told_with_their_place) {
  const Mistake& mistake = GetParam();
  EXPECT_THAT(error_after(mistake.from, mistake.to),
              AllOf(HasSubstr("study.yaml:"), HasSubstr(mistake.found), HasSubstr(mistake.fix)));
}

INSTANTIATE_TEST_SUITE_P(
    All, StudyMistakes,
    testing::Values(
        Mistake{"[20, 30]", "[30, 20]", "an empty range", "low < high"},
        Mistake{"[20, 30]", "[20]", "a list", "[low, high]"},
        Mistake{"replications: 3", "replications: 0", "0", "1 or more"},
        Mistake{"measures: [T001]", "measures: [T003]", "T003", "did you mean 'T001'"},
        Mistake{"what_if: fog}", "what_fi: fog}", "varies nothing", "one of range, parameter"},
        Mistake{"id: fog", "id: men", "men", "each factor once"},
        Mistake{"range: [200, 2000], places: [{file: battle.yaml, at: [weather, 0, visibility_m]}]",
                "parameter: morale.cohesion_soveit", "cohesion_soveit",
                "did you mean 'morale.cohesion_soviet'"},
        Mistake{"range: [200, 2000], places: [{file: battle.yaml, at: [weather, 0, visibility_m]}]",
                "figure: jp/pl1 strenght", "strenght", "did you mean 'jp/pl1 strength'"},
        Mistake{"range: [200, 2000], places: [{file: battle.yaml, at: [weather, 0, visibility_m]}]",
                "figure: su/pl1 posture_work_h", "sources agree", "range: [LOW, HIGH]"},
        Mistake{"units, jp/pl1", "units, jp/pl2", "no 'jp/pl2' there", "jp/pl1"},
        Mistake{"kind: latin_hypercube", "kind: latin_cube", "latin_cube", "latin_hypercube"},
        Mistake{"kind: latin_hypercube, points: 8", "kind: spread, points: 8",
                "factors of a design", "leave out factors"},
        Mistake{"kind: latin_hypercube, points: 8", "kind: spread, points: 20000", "20000",
                "1 to 16384"},
        Mistake{", points: 8", "", "", "points"}));

TEST_F(StudyFile, mistakes_in_a_table_of_points_are_told_with_line_and_column) {
  replace("study.yaml", "{kind: latin_hypercube, points: 8}", "points.csv");
  const auto error = [&](const std::string& text) {
    write("points.csv", text);
    const auto study = read();
    return study ? "" : to_text(study.errors()[0]);
  };
  EXPECT_THAT(error("men,fog,visibility,hour\n25,on,,later\n25,maybe,,\n"),
              AllOf(HasSubstr("points.csv:3:4"), HasSubstr("maybe"), HasSubstr("off, on")));
  EXPECT_THAT(error("men,fgo,visibility,hour\n1,1,1,1\n"), HasSubstr("did you mean 'fog'"));
  EXPECT_THAT(error("men,fog,visibility\n1,1,1\n"), HasSubstr("0 columns for factor hour"));
  EXPECT_THAT(error("men,fog,visibility,hour\n1,1\n"), HasSubstr("2 cells"));
  EXPECT_THAT(error("men,fog,visibility,hour\nmany,1,1,1\n"), HasSubstr("a number"));
  EXPECT_THAT(error("\n"), HasSubstr("no points"));
}

}  // namespace
}  // namespace khasan::load
