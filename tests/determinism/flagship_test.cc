// Goal: the contract of docs/DETERMINISM.md holds for a whole battle as it is read from its files.
// Method: a copy of the flagship battle is told in another way, or played in another way, that must
// not matter; every event and everybody's fate must be the same.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>

#include "base/hash.h"
#include "load/battle.h"
#include "scenario/compile.h"
#include "sim/run.h"
#include "study/replications.h"
#include "support/fate.h"
#include "support/lab.h"

namespace khasan {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

const fs::path kTop = KHASAN_SOURCE_DIR;

// Land, as far as may be from both sides.
const std::string kFarCornerWest = "[625200, 4706800]", kFarCornerEast = "[638800, 4706800]";

scenario::Scenario load(const fs::path& folder) {
  const auto spec = load::read_battle(folder.string(), (kTop / "catalog").string());
  if (!spec) throw std::runtime_error(to_text(spec.errors().front()));
  auto scenario = scenario::compile(spec.value());
  if (!scenario) throw std::runtime_error(to_text(scenario.errors().front()));
  return scenario.take();
}

// The battle as it is.
const scenario::Scenario& flagship() {
  static const scenario::Scenario battle = load(kTop / "battles/lake-khasan-1938");
  return battle;
}

// A copy of the battle's folder to write in; its maps are those of the battle.
class Copy {
 public:
  Copy() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    const fs::path battle = kTop / "battles/lake-khasan-1938";
    for (const auto& entry : fs::directory_iterator(battle)) {
      const fs::path target = folder_ / entry.path().filename();
      if (entry.path().filename() == "terrain") {
        fs::create_directory_symlink(entry.path(), target);
      } else {
        fs::copy(entry.path(), target, fs::copy_options::recursive);
      }
    }
  }
  ~Copy() { fs::remove_all(folder_); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  // Writes the lines of a file anew.
  void change(const std::string& file, const std::function<void(Lines&)>& edit) const {
    Lines lines;
    std::ifstream in(folder_ / file);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    in.close();
    edit(lines);
    std::ofstream out(folder_ / file, std::ios::trunc);
    for (const std::string& line : lines) out << line << "\n";
  }
  scenario::Scenario compiled() const { return load(folder_); }

 private:
  fs::path folder_ = fs::temp_directory_path() / ("khasan_flagship_" + std::to_string(getpid()));
};

// Puts the entries of the list of a file ("  - …") in an order that their texts alone decide.
void shuffle_entries(Lines& lines) {
  const auto is_entry = [](const std::string& line) { return line.rfind("  - ", 0) == 0; };
  const auto first = std::find_if(lines.begin(), lines.end(), is_entry);
  std::vector<std::string> entries;
  for (auto line = first; line != lines.end(); ++line) {
    if (is_entry(*line)) entries.emplace_back();
    entries.back() += (entries.back().empty() ? "" : "\n") + *line;
  }
  std::sort(entries.begin(), entries.end(), [](const std::string& a, const std::string& b) {
    return mix(stable_key(a)) < mix(stable_key(b));
  });
  lines.erase(first, lines.end());
  lines.insert(lines.end(), entries.begin(), entries.end());
}

// Everything that happened, and the state at the end and at every whole hour, of run 0 of seed 1.
struct Story {
  Lines events, fates;
  uint64_t hash = 0;
};

class Hourly : public sim::Watcher {
 public:
  explicit Hourly(Lines& fates) : fates_(fates) {}
  void see(const scenario::Scenario& scenario, const state::State& state,
           const state::EventLog&) override {
    if (state.now < next_ && state.now < scenario.end) return;
    next_ = state.now + hours(1);
    const Lines now = support::fates(scenario, state);
    fates_.insert(fates_.end(), now.begin(), now.end());
  }

 private:
  Lines& fates_;
  Time next_{};
};

Story story_of(const scenario::Scenario& battle) {
  Story story;
  Hourly hourly(story.fates);
  const sim::Outcome outcome = sim::run(battle, {}, &hourly, sim::KeepLog::kYes);
  story.events = support::happenings(battle, outcome.log);
  story.hash = outcome.hash;
  return story;
}

const Story& story_of_flagship() {
  static const Story story = story_of(flagship());
  return story;
}

void expect_same(const Lines& a, const Lines& b) {
  ASSERT_EQ(a.size(), b.size());
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin());
  if (left != a.end()) FAIL() << *left << "\n" << *right;
}

TEST(Determinism, the_order_of_units_in_the_files_does_not_matter) {
  Copy copy;
  copy.change("forces/jp.yaml", shuffle_entries);
  copy.change("forces/su.yaml", shuffle_entries);
  const scenario::Scenario battle = copy.compiled();
  EXPECT_EQ(battle.hash, flagship().hash);
  EXPECT_EQ(sim::run(battle, {}).hash, story_of_flagship().hash);
}

TEST(Determinism, the_order_of_orders_in_the_files_does_not_matter) {
  Copy copy;
  copy.change("plans/jp.yaml", shuffle_entries);
  copy.change("plans/su.yaml", shuffle_entries);
  const scenario::Scenario battle = copy.compiled();
  EXPECT_EQ(battle.hash, flagship().hash);
  const Story story = story_of(battle);
  expect_same(story.events, story_of_flagship().events);
  expect_same(story.fates, story_of_flagship().fates);
}

// Strangers come first among the paths, so that every dense id is another one.
TEST(Determinism, strangers_far_away_change_nobodys_fate) {
  Copy copy;
  const auto add = [&](const std::string& side, const std::string& weapon, const std::string& at) {
    copy.change("forces/" + side + ".yaml", [&](Lines& lines) {
      lines.push_back("  - {path: " + side + "/00far, name: Strangers, echelon: platoon, branch: " +
                      "infantry, at: " + at + ", elements: [{id: sq, name: A squad, kind: " +
                      "rifle_squad, men: 12, weapons: [{weapon: " + weapon +
                      ", count: 12}]}], sources: [assumed]}");
    });
  };
  add("jp", "type38_rifle", kFarCornerWest);
  add("su", "mosin_9130", kFarCornerEast);
  const scenario::Scenario battle = copy.compiled();
  ASSERT_EQ(battle.elements.size(), flagship().elements.size() + 2);
  ASSERT_EQ(battle.elements.front().path, "jp/00far/sq");
  Story story = story_of(battle);
  for (const char* stranger : {"jp/00far", "su/00far"}) {
    for (Lines* lines : {&story.events, &story.fates}) support::forget(stranger, *lines);
  }
  expect_same(story.events, story_of_flagship().events);
  expect_same(story.fates, story_of_flagship().fates);
}

// Draws for everybody who is due, as others do too, and proposes nothing.
void draw_in_vain(const scenario::Scenario& scenario, const Rng& rng, const state::Tick& tick,
                  double& sum) {
  for (const ElementId e : tick.due) {
    for (const Purpose purpose : {Purpose::kTest, Purpose::kDetection, Purpose::kDirectHit}) {
      sum += rng.uniform(purpose, scenario.element(e).key, 0, tick.before);
    }
  }
}

TEST(Determinism, a_mechanism_that_only_draws_changes_nothing) {
  support::Lab lab(flagship(), 1);
  sim::StepOptions options;
  options.until = lab.scenario.end;
  double sum = 0;
  while (lab.state.now < lab.scenario.end) {
    lab.begin_step(options);
    for (const sim::Phase& phase : sim::phases()) {
      draw_in_vain(lab.scenario, lab.rng, lab.tick, sum);
      lab.propose(phase);
      lab.settle(phase);
    }
    lab.end_step();
  }
  EXPECT_GT(sum, 0);
  EXPECT_EQ(state::hash(lab.state), story_of_flagship().hash);
}

// The outpost fight, seven runs: 1, 2 and 7 threads.
TEST(Determinism, the_number_of_threads_does_not_matter) {
  study::StudyPlan plan;
  plan.replications = 7;
  plan.step.until = flagship().start + hours(3);
  const study::Replications alone = study::run_replications(flagship(), plan);
  for (const int threads : {2, 7}) {
    plan.threads = threads;
    const study::Replications together = study::run_replications(flagship(), plan);
    EXPECT_EQ(together.hash(), alone.hash());
    EXPECT_EQ(together.element_steps(), alone.element_steps());
  }
}

}  // namespace
}  // namespace khasan
