// Goal: nobody changes what happens at Lake Khasan without seeing it. Method: the flagship battle
// is played once (best parameters, seed 1, run 0); the story, the losses and the hash of the state
// after each of its two fights must be those of the files beside this one, which a historian can
// read. `make golden` writes them anew. The same files hold for every compiler and every build of
// tools/test_matrix: that is the proof of docs/DETERMINISM.md.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "load/battle.h"
#include "report/names.h"
#include "report/story.h"
#include "state/state.h"
#include "study/origin.h"
#include "support/text_diff.h"

namespace khasan {
namespace {

using scenario::Scenario;
using state::State;

// Between the two fights, when both sides rest.
constexpr const char* kBetween = "1938-07-30T00:00:00+09:00";

// Killed, wounded, lightly wounded, missing, surrendered.
using Losses = std::array<int, 5>;

Losses losses_of(const state::Roll& roll) {
  return {roll.killed, roll.wounded, roll.light, roll.missing, roll.surrendered};
}

// Keeps the state at the start, at the first step after kBetween, and at the end.
class Camera : public sim::Watcher {
 public:
  explicit Camera(Time between) : between_(between) {}
  void see(const Scenario&, const State& state, const state::EventLog&) override {
    if (!begun_) first = state;
    if (begun_ && state.now >= between_ && !passed_) {
      middle = state;
      passed_ = true;
    }
    begun_ = true;
    last = state;
  }
  State first, middle, last;

 private:
  Time between_;
  bool begun_ = false, passed_ = false;
};

// What one body of troops lost in a fight.
struct Row {
  int men = 0;  // at its beginning
  Losses lost{};
};

// By side, then by company in the order of the files; only those that lost somebody.
std::map<std::pair<Side, UnitId>, Row> rows_of(const Scenario& scenario, const State& before,
                                               const State& after) {
  std::map<std::pair<Side, UnitId>, Row> rows;
  for (std::size_t e = 0; e < scenario.elements.size(); ++e) {
    const scenario::ElementDef& element = scenario.elements[e];
    Row& row = rows[{element.side, report::company_of(scenario, element.unit)}];
    row.men += before.roll[e].men;
    const Losses was = losses_of(before.roll[e]), is = losses_of(after.roll[e]);
    for (std::size_t i = 0; i < is.size(); ++i) row.lost[i] += is[i] - was[i];
  }
  std::erase_if(rows, [](const auto& entry) { return entry.second.lost == Losses{}; });
  return rows;
}

std::string row_text(const std::string& name, const Row& row) {
  return fmt::format("  {:<52}{:>6}{:>8}{:>9}{:>7}{:>9}{:>13}\n", name, row.men, row.lost[0],
                     row.lost[1], row.lost[2], row.lost[3], row.lost[4]);
}

std::string losses_text(const Scenario& scenario, const State& before, const State& after) {
  std::string text = fmt::format("{:<54}{:>6}{:>8}{:>9}{:>7}{:>9}{:>13}\n", "Losses", "men",
                                 "killed", "wounded", "light", "missing", "surrendered");
  const auto rows = rows_of(scenario, before, after);
  for (const Side side : {Side::kFirst, Side::kSecond}) {
    Row all;
    for (std::size_t e = 0; e < scenario.elements.size(); ++e) {
      if (scenario.elements[e].side == side) all.men += before.roll[e].men;
    }
    for (const auto& [key, row] : rows) {
      if (key.first != side) continue;
      text += row_text(report::name_of(scenario, key.second), row);
      for (std::size_t i = 0; i < row.lost.size(); ++i) all.lost[i] += row.lost[i];
    }
    text += row_text("all of " + scenario.side(side).name, all);
  }
  return text;
}

// What is told of a fight: its title, and how important a line of the story must be.
struct Chapter {
  std::string title;
  int importance = 1;  // from 1 on the terminal tells it, from 2 on it is a mark
};

std::string fight_text(const Scenario& scenario, const Chapter& chapter,
                       const std::vector<report::StoryLine>& story, const State& before,
                       const State& after) {
  std::string text = chapter.title + "\nBest parameters, seed 1, run 0; clock of " +
                     scenario.side(Side::kFirst).name + ".\n\n";
  for (const report::StoryLine& line : story) {
    const bool is_later = line.at >= after.now && after.now < scenario.end;
    if (line.importance < chapter.importance || line.at < before.now || is_later) continue;
    text += report::to_text(scenario, line) + "\n";
  }
  text += "\n" + losses_text(scenario, before, after);
  return text + fmt::format("\nHash of the state {:016x}\n", state::hash(after));
}

// Compares with tests/golden/NAME.txt, or writes it where KHASAN_WRITE_GOLDEN is set.
void expect_golden(const std::string& name, const std::string& found) {
  const std::string path = std::string(KHASAN_SOURCE_DIR) + "/tests/golden/" + name + ".txt";
  if (std::getenv("KHASAN_WRITE_GOLDEN") != nullptr) {
    std::ofstream file(path, std::ios::binary);
    file << found;
    ASSERT_TRUE(file.flush().good()) << path << " cannot be written";
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file.good()) << path << " is not there; `make golden` writes it";
  const std::string wanted((std::istreambuf_iterator<char>(file)), {});
  EXPECT_TRUE(found == wanted) << path << " differs (- file, + this run):\n"
                               << support::diff_of_lines(wanted, found)
                               << "Meant so? `make golden`, then say why in the commit.";
}

// The battle played once for both tests.
class Flagship : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto loaded = load::load_battle(std::string(KHASAN_SOURCE_DIR) + "/battles/lake-khasan-1938");
    if (!loaded) return;
    scenario_ = new Scenario(loaded.take());
    camera_ = new Camera({parse_iso_utc_ms(kBetween).value() - scenario_->epoch_utc_ms});
    outcome_ = new sim::Outcome(sim::run(*scenario_, {}, camera_, sim::KeepLog::kYes));
    story_ = new std::vector<report::StoryLine>(report::story_of(*scenario_, outcome_->log));
  }
  static void TearDownTestSuite() {
    delete story_, delete outcome_, delete camera_, delete scenario_;
  }
  void SetUp() override { ASSERT_NE(story_, nullptr) << "the battle does not load"; }

  static inline Scenario* scenario_ = nullptr;
  static inline Camera* camera_ = nullptr;
  static inline sim::Outcome* outcome_ = nullptr;
  static inline std::vector<report::StoryLine>* story_ = nullptr;
};

TEST_F(Flagship, the_outpost_on_29_july) {
  expect_golden("outpost_29_july",
                fight_text(*scenario_, {"The outpost near Bezymyannaya, 29 July 1938", 1}, *story_,
                           camera_->first, camera_->middle));
}

TEST_F(Flagship, the_night_of_30_to_31_july) {
  expect_golden("night_30_31_july",
                fight_text(*scenario_, {"Zaozernaya and Bezymyannaya, 30-31 July 1938", 2}, *story_,
                           camera_->middle, camera_->last));
}

TEST_F(Flagship, watching_and_keeping_the_log_change_nothing) {
  EXPECT_EQ(state::hash(camera_->last), outcome_->hash);
  EXPECT_EQ(sim::run(*scenario_, {}).hash, outcome_->hash);
}

TEST(TextDiff, shows_what_differs_with_its_line_and_nothing_else) {
  EXPECT_EQ(support::diff_of_lines("a\nb\nc\n", "a\nb\nc\n"), "");
  EXPECT_EQ(support::diff_of_lines("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\n6\n7\n", 1),
            "line 4:\n  4\n- 5\n+ five\n  6\n+ 7\n");
}

// A judged figure that the inputs say would prove nothing.
TEST(Provenance, no_judged_figure_of_the_flagship_is_given) {
  const auto battle =
      load::load_battle(std::string(KHASAN_SOURCE_DIR) + "/battles/lake-khasan-1938");
  ASSERT_TRUE(battle.ok());
  int judged = 0;
  for (const scenario::Target& target : battle.value().targets) {
    if (target.role != scenario::TargetRole::kJudged) continue;
    for (const scenario::Measure& measure : battle.value().measures) {
      if (measure.id != target.measure) continue;
      ++judged;
      const auto provenance = study::provenance_of(battle.value(), measure, &target);
      EXPECT_NE(provenance.origin, study::Origin::kGiven) << measure.id << ": " << provenance.why;
    }
  }
  EXPECT_GT(judged, 5);
}

}  // namespace
}  // namespace khasan
