// Goal: a study is listed, played once, seen while it is played, stopped and gone on with without a
// run lost or counted twice, and any of its runs is played again to the same end.
// Method: a study of four points on the small battle; what was played in one go is compared with
// what was interrupted.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "serve/run_shelf.h"
#include "unit/serve/workshop_folder.h"

namespace khasan::serve {
namespace {

namespace fs = std::filesystem;
using ::testing::SizeIs;
using Json = nlohmann::json;

class StudyShelfTest : public WorkshopFolder {
 protected:
  void SetUp() override {
    WorkshopFolder::SetUp();
    replace("battle.yaml", "sources: SOURCES.json",
            "sources: SOURCES.json\nexpected: expected.yaml");
    write("expected.yaml",
          "format: khasan-expected-1\nmeasures:\n  - {id: T001, side: su, quantity: casualties, "
          "unit: men, measure: casualties}\n");
    write("studies/fog.yaml",
          "format: khasan-study-1\ntitle: Does fog matter?\nbattle: ..\nreplications: 3\n"
          "factors:\n  - {id: fog, what_if: fog}\n  - {id: strength, figure: jp/pl1 strength}\n"
          "design: {kind: one_at_a_time}\n");
    write("studies/broken.yaml", "format: khasan-study-1\n");
    open();
  }
  StudyCard card() { return desk_->studies().at(0); }
  StudyRequest study(std::optional<int> replications = {}) { return {card().id, replications}; }
  Json document(const Text& id) {
    const Result<Document> text = desk_->study_document(id);
    EXPECT_TRUE(text) << (text ? "" : to_text(text.errors()[0]));
    return text ? Json::parse(*text.value()) : Json{};
  }
  // Waits until some of its runs are there.
  void begun(const Text& job) {
    std::unique_lock lock(mutex_);
    while (desk_->job(job).value().done == 0) {
      changed_.wait_for(lock, std::chrono::milliseconds(20));
    }
  }
};

TEST_F(StudyShelfTest, what_a_battle_ships_is_listed_with_its_size) {
  ASSERT_THAT(desk_->studies(), SizeIs(1)) << "one that cannot be read hides no other";
  EXPECT_EQ(card().title, "Does fog matter?");
  EXPECT_EQ(card().battle, battle_);
  EXPECT_EQ(card().sentence, "Varies fog, strength.");
  EXPECT_EQ(card().design, "one_at_a_time");
  EXPECT_EQ(card().points, 4);
  EXPECT_EQ(card().runs, 12);
  EXPECT_EQ(card().state, StudyState::kReady);
  EXPECT_FALSE(desk_->study_document(card().id));
}

TEST_F(StudyShelfTest, it_is_played_once_and_outlives_the_program) {
  const Job job = ended(submit(study()).id);
  ASSERT_EQ(job.state, JobState::kDone) << (job.error ? job.error->found : "");
  EXPECT_EQ(job.all, 12);
  const Text id = *job.result;
  const Json played = document(id);
  EXPECT_EQ(played["format"], "khasan-study-report-1");
  EXPECT_EQ(played["runs"], 12);
  for (const char* file : {"results.sqlite", "runs.csv", "summary.csv", "study.html"}) {
    EXPECT_TRUE(fs::exists(results_ + "/studies/" + id + "/" + file)) << file;
  }
  open();
  ASSERT_THAT(desk_->studies(), SizeIs(1));
  EXPECT_EQ(card().state, StudyState::kDone);
  EXPECT_EQ(card().runs_done, 12);
  EXPECT_EQ(document(id), played);
  EXPECT_EQ(ended(submit(study()).id).state, JobState::kDone);
  EXPECT_EQ(document(id), played);
}

TEST_F(StudyShelfTest, another_number_of_runs_is_another_study) {
  const Job job = ended(submit(study(1)).id);
  ASSERT_EQ(job.state, JobState::kDone);
  ASSERT_THAT(desk_->studies(), SizeIs(2));
  EXPECT_EQ(card().state, StudyState::kReady);
  EXPECT_EQ(desk_->studies()[1].id, *job.result);
  EXPECT_EQ(desk_->studies()[1].replications, 1);
  EXPECT_EQ(document(*job.result)["runs"], 4);
}

TEST_F(StudyShelfTest, what_cannot_be_played_is_refused) {
  for (const int replications : {0, -1, 1'000'000}) {
    const Result<Job> job = desk_->submit(study(replications), "somebody");
    ASSERT_FALSE(job);
    EXPECT_EQ(job.errors()[0].path, "replications");
  }
  EXPECT_FALSE(desk_->submit(StudyRequest{"../fog", {}}, "somebody"));
  EXPECT_FALSE(desk_->submit(StudyRunRequest{card().id, 4, 0}, "somebody"));
  EXPECT_FALSE(desk_->submit(StudyRunRequest{card().id, 0, 3}, "somebody"));
  EXPECT_FALSE(desk_->submit(StudyRunRequest{card().id, -1, 0}, "somebody"));
  EXPECT_FALSE(desk_->submit(StudyRunRequest{"nowhere", 0, 0}, "somebody"));
}

TEST_F(StudyShelfTest, stops_and_ends_of_the_program_lose_and_double_no_run) {
  const Text job = submit(study(60)).id;
  begun(job);
  const Text id = *desk_->job(job).value().result;
  const Json partial = document(id);
  EXPECT_GT(partial["runs"], 0);
  ASSERT_TRUE(desk_->stop(job));
  EXPECT_EQ(ended(job).state, JobState::kStopped);
  const int kept = desk_->studies().at(1).runs_done;
  EXPECT_EQ(document(id)["runs"], kept);

  const Text again = submit(StudyRequest{id, {}}).id;
  begun(again);
  open();  // in the middle of it
  EXPECT_EQ(desk_->studies().at(1).state, StudyState::kStopped);
  EXPECT_GE(desk_->studies().at(1).runs_done, kept);
  EXPECT_EQ(document(id)["runs"], desk_->studies().at(1).runs_done);

  const Job last = ended(submit(StudyRequest{id, {}}).id);
  ASSERT_EQ(last.state, JobState::kDone) << (last.error ? last.error->found : "");
  const Json interrupted = document(id);
  EXPECT_EQ(interrupted["runs"], 240);
  desk_.reset();  // its files are closed before they go
  fs::remove_all(results_);
  open();
  ASSERT_EQ(ended(submit(study(60)).id).state, JobState::kDone);
  EXPECT_EQ(document(id), interrupted);
}

TEST_F(StudyShelfTest, a_document_that_was_not_written_is_made_from_the_results) {
  const Text id = *ended(submit(study()).id).result;
  const Json played = document(id);
  fs::remove(results_ + "/studies/" + id + "/document.json");
  std::string text = file_text(results_ + "/studies/" + id + "/card.json");
  text.replace(text.find("\"done\""), 6, "\"running\"");
  put("studies/" + id + "/card.json", text);
  open();
  EXPECT_EQ(card().state, StudyState::kStopped);
  EXPECT_EQ(card().runs_done, 12);
  EXPECT_EQ(document(id), played);
}

TEST_F(StudyShelfTest, a_run_of_it_is_played_again_to_the_same_end) {
  const Text id = *ended(submit(study()).id).result;
  const Json points = document(id)["points"];
  for (int point = 0; point < 4; ++point) {
    const Job job = ended(submit(StudyRunRequest{id, point, 2}).id);
    ASSERT_EQ(job.state, JobState::kDone) << (job.error ? job.error->found : "");
    const List<RunCard> runs = desk_->runs();
    const auto run = std::find_if(runs.begin(), runs.end(),
                                  [&](const RunCard& one) { return one.id == *job.result; });
    ASSERT_NE(run, runs.end());
    EXPECT_EQ(run->hash, points[static_cast<std::size_t>(point)]["hashes"][2]) << point;
    EXPECT_EQ(run->replication, 2u);
    EXPECT_EQ(run->changes.empty(), point == 0);
    EXPECT_TRUE(desk_->document(run->id));
    EXPECT_TRUE(desk_->moment(run->id, {start_ms() + 600'000, 0}));
  }
  EXPECT_THAT(desk_->runs(), SizeIs(4));
}

TEST_F(StudyShelfTest, parts_of_a_spread_are_played_again_too) {
  write("studies/a_spread.yaml",
        "format: khasan-study-1\ntitle: Spread\nbattle: ..\ndesign: {kind: spread, points: 2}\n");
  open();
  ASSERT_EQ(card().design, "spread");
  EXPECT_FALSE(desk_->submit(study(2), "somebody"));
  const Text id = *ended(submit(study()).id).result;
  const Json points = document(id)["points"];
  for (std::size_t point = 0; point < points.size(); ++point) {
    const Job job = ended(submit(StudyRunRequest{id, static_cast<int>(point), 0}).id);
    ASSERT_EQ(job.state, JobState::kDone) << (job.error ? job.error->found : "");
    for (const RunCard& run : desk_->runs()) {
      if (run.id != *job.result) continue;
      EXPECT_EQ(run.hash, points[point]["hashes"][0]) << point;
    }
  }
}

TEST_F(StudyShelfTest, results_of_a_battle_that_was_changed_are_shown_but_not_gone_on_with) {
  const Text id = *ended(submit(study()).id).result;
  replace("battle.yaml", "title: A small battle", "title: Another name");
  open();
  ASSERT_THAT(desk_->studies(), SizeIs(2));
  EXPECT_TRUE(card().current);
  EXPECT_EQ(card().state, StudyState::kReady);
  EXPECT_EQ(desk_->studies()[1].id, id);
  EXPECT_FALSE(desk_->studies()[1].current);
  EXPECT_EQ(document(id)["runs"], 12);
  EXPECT_FALSE(desk_->submit(StudyRequest{id, {}}, "somebody"));
  EXPECT_FALSE(desk_->submit(StudyRunRequest{id, 0, 0}, "somebody"));
}

TEST_F(StudyShelfTest, a_run_is_played_while_a_study_is) {
  const Text job = submit(study(500)).id;
  begun(job);
  run(request());
  EXPECT_EQ(desk_->job(job).value().state, JobState::kRunning);
  desk_->stop(job);
  EXPECT_EQ(ended(job).state, JobState::kStopped);
}

}  // namespace
}  // namespace khasan::serve
