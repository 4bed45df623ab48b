// Goal: what the page asks for is played once, kept, found again after a restart, and stopped when
// asked. Method: a small sound battle in a folder of its own, a workshop over it, and the jobs
// waited for by what the workshop tells, never by time.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "serve/protocol_json.h"
#include "unit/serve/workshop_folder.h"

namespace khasan::serve {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using Json = nlohmann::json;

using WorkshopTest = WorkshopFolder;

TEST_F(WorkshopTest, a_battle_has_its_what_ifs_and_its_ground) {
  const Result<Battle> battle = desk_->battle(battle_);
  ASSERT_TRUE(battle);
  ASSERT_THAT(battle.value().what_ifs, SizeIs(1));
  EXPECT_EQ(battle.value().what_ifs[0].title, "There is fog.");
  const Result<Document> ground = desk_->ground(battle_);
  ASSERT_TRUE(ground);
  const Json json = Json::parse(*ground.value());
  EXPECT_EQ(json["format"], "khasan-report-1");
  EXPECT_TRUE(json.contains("map"));
  EXPECT_FALSE(json.contains("play"));
  EXPECT_FALSE(desk_->battle("elsewhere"));
}

TEST_F(WorkshopTest, a_battle_that_was_mended_is_read_anew) {
  ASSERT_TRUE(desk_->ground(battle_));
  replace("battle.yaml", "title: A small battle", "title: Another name");
  open();
  EXPECT_EQ(desk_->battle(battle_).value().card.title, "Another name");
}

TEST_F(WorkshopTest, a_battle_without_a_crisis_has_no_page_of_one) {
  EXPECT_FALSE(desk_->crisis(battle_));
}

TEST_F(WorkshopTest, a_crisis_is_played_and_kept) {
  const fs::path from = fs::path(KHASAN_SOURCE_DIR) / "battles/lake-khasan-1938";
  fs::copy(from / "crisis.yaml", path("crisis.yaml"));
  fs::copy(from / "crisis", path("crisis"), fs::copy_options::recursive);
  Json sources = Json::parse(std::ifstream(from / "SOURCES.json"));
  sources.push_back({{"id", "book"}, {"type", "book"}, {"title", "A book"}});
  write("SOURCES.json", sources.dump());
  open();
  const Result<Document> crisis = desk_->crisis(battle_);
  ASSERT_TRUE(crisis) << to_text(crisis.errors()[0]);
  EXPECT_EQ(Json::parse(*crisis.value())["format"], "khasan-crisis-report-1");
}

TEST_F(WorkshopTest, a_crisis_may_lie_in_another_folder) {
  const std::string from = std::string(KHASAN_SOURCE_DIR) + "/battles/lake-khasan-1938";
  replace("battle.yaml", "title: A small battle",
          "title: A small battle\ncampaign: {crisis: " +
              fs::path(from).lexically_relative(path("")).string() +
              ", crest: [hill], escalations: [{id: attack, side: jp, rung: 8, "
              "from: 1938-07-29T14:00:00+09:00}]}");
  open();
  EXPECT_TRUE(desk_->battles().at(0).crisis);
  EXPECT_TRUE(desk_->battle(battle_).value().card.crisis);
  const Result<Document> crisis = desk_->crisis(battle_);
  ASSERT_TRUE(crisis) << to_text(crisis.errors()[0]);
  EXPECT_EQ(Json::parse(*crisis.value())["format"], "khasan-crisis-report-1");
}

TEST_F(WorkshopTest, the_examples_of_a_battle_can_be_played) {
  const Battle battle = desk_->battle(battle_).value();
  EXPECT_THAT(battle.examples, SizeIs(4));
  for (const ExampleCard& example : battle.examples) {
    RunRequest patched = request();
    patched.patch = example.patch;
    run(patched);
  }
}

// What the page offers to be dragged can be moved by the change that it writes.
TEST_F(WorkshopTest, a_unit_and_an_order_of_the_deployment_can_be_moved_by_a_patch) {
  const Result<Document> document = desk_->deployment(battle_);
  ASSERT_TRUE(document) << to_text(document.errors()[0]);
  const Deployment deployment = request_from<Deployment>(*document.value()).value();
  ASSERT_FALSE(deployment.starts.empty());
  ASSERT_FALSE(deployment.orders.empty());
  const StartCard& start = deployment.starts.front();
  const PlannedOrder& order = deployment.orders.front();
  const auto other = std::find_if(deployment.places.begin(), deployment.places.end(),
                                  [&](const GamePlace& place) { return place.id != order.place; });
  ASSERT_NE(other, deployment.places.end());
  RunRequest moved = request();
  moved.patch = fmt::format(
      "format: khasan-what-if-1\ntitle: Moved.\nchanges:\n"
      "  - {{file: {}, at: [units, \"{}\", at], set: [{:.0f}, {:.0f}]}}\n"
      "  - {{file: {}, at: [orders, \"{}\", objective], set: {}}}\n",
      start.file, start.unit, start.x + 50, start.y + 50, order.file, order.id, other->id);
  run(moved);
}

TEST_F(WorkshopTest, the_same_request_is_the_same_run) {
  const Text id = run(request());
  EXPECT_EQ(run(request()), id);
  RunRequest other = request();
  other.replication = 1;
  EXPECT_NE(run(other), id);
  EXPECT_THAT(desk_->runs(), SizeIs(2));
}

TEST_F(WorkshopTest, a_run_has_its_documents_and_outlives_the_program) {
  const Text id = run(request());
  const Json document = Json::parse(*desk_->document(id).value());
  EXPECT_TRUE(document.contains("pictures"));
  EXPECT_FALSE(document.contains("map"));
  EXPECT_FALSE(document.contains("play"));
  EXPECT_FALSE(Json::parse(*desk_->play(id).value())["elements"].empty());
  const RunCard before = desk_->runs().at(0);
  EXPECT_EQ(before.state, RunState::kDone);
  open();
  ASSERT_THAT(desk_->runs(), SizeIs(1));
  EXPECT_EQ(desk_->runs()[0].hash, before.hash);
  EXPECT_EQ(desk_->runs()[0].made_at, before.made_at);
  EXPECT_EQ(run(request()), id);
}

TEST_F(WorkshopTest, a_damaged_record_hides_no_other) {
  run(request());
  put("runs/broken.rec", "no record at all");
  put("runs/half.rec.unfinished", "half a record");
  open();
  EXPECT_THAT(desk_->runs(), SizeIs(1));
  EXPECT_FALSE(desk_->record("broken"));
  EXPECT_FALSE(fs::exists(results_ + "/runs/half.rec.unfinished"));
}

TEST_F(WorkshopTest, a_record_without_its_card_is_read_from_its_header) {
  const Text id = run(request());
  fs::remove(results_ + "/runs/" + id + ".card.json");
  open();
  ASSERT_THAT(desk_->runs(), SizeIs(1));
  EXPECT_EQ(desk_->runs()[0].battle, battle_);
  EXPECT_FALSE(desk_->runs()[0].made_at.empty());
}

TEST_F(WorkshopTest, a_patch_is_checked_and_told_by_its_line) {
  RunRequest patched = request();
  patched.patch =
      "format: khasan-what-if-1\ntitle: Rain.\nchanges:\n"
      "  - {file: battle.yaml, at: [weather, 0, rain], set: torrents}\n";
  const Result<Job> job = desk_->submit(patched, "somebody");
  ASSERT_FALSE(job);
  EXPECT_EQ(job.errors()[0].line, 4);
  EXPECT_THAT(job.errors()[0].found, HasSubstr("torrents"));
  patched.patch =
      "format: khasan-what-if-1\ntitle: Rain.\nchanges:\n"
      "  - {file: battle.yaml, at: [weather, 0, rain], set: 0.5}\n";
  const Text id = run(patched);
  ASSERT_THAT(desk_->runs(), SizeIs(1));
  EXPECT_EQ(desk_->runs()[0].changes, List<Text>{"Rain."});
}

TEST_F(WorkshopTest, a_patch_opens_no_file_outside_the_battle) {
  RunRequest patched = request();
  const std::string head = "format: khasan-what-if-1\ntitle: Out.\nchanges:\n";
  for (const char* change :
       {"  - {file: battle.yaml, at: [sources], set: ../../../../etc/passwd}\n",
        "  - {file: battle.yaml, at: [sources], set: /etc/passwd}\n",
        "  - {file: ../../etc/passwd, at: [x], set: 1}\n"}) {
    patched.patch = head + change;
    EXPECT_FALSE(desk_->submit(patched, "somebody")) << change;
  }
}

TEST_F(WorkshopTest, a_what_if_is_an_id_of_the_list_and_no_path) {
  RunRequest asked = request();
  asked.what_ifs = {"whatifs/fog.yaml"};
  EXPECT_FALSE(desk_->submit(asked, "somebody"));
  asked.what_ifs = {"fog"};
  run(asked);
  EXPECT_EQ(desk_->runs().at(0).changes, List<Text>{"There is fog."});
}

TEST_F(WorkshopTest, a_moment_is_what_the_run_had_then) {
  const Text id = run(request());
  const Result<Moment> moment = desk_->moment(id, {start_ms() + 600'000, 0});
  ASSERT_TRUE(moment) << to_text(moment.errors()[0]);
  EXPECT_LE(moment.value().t_ms, start_ms() + 600'000);
  EXPECT_GT(moment.value().men.start, 0);
  EXPECT_FALSE(moment.value().weapons.empty());
  EXPECT_FALSE(desk_->moment(id, {start_ms(), 99}));
  EXPECT_FALSE(desk_->moment("nowhere", {start_ms(), 0}));
}

TEST_F(WorkshopTest, a_fork_without_changes_ends_as_its_run_does) {
  const Text id = run(request());
  RunRequest fork = request();
  fork.fork_of = id;
  fork.fork_at_ms = start_ms() + 3'000'000;
  const Text forked = run(fork);
  EXPECT_NE(forked, id);
  List<RunCard> cards = desk_->runs();
  ASSERT_THAT(cards, SizeIs(2));
  EXPECT_EQ(cards[0].hash, cards[1].hash);
  // What was before the fork is shown as well.
  EXPECT_TRUE(desk_->debrief(id).value().find("\"format\":\"khasan-debrief-1\"") !=
              std::string::npos);
  EXPECT_FALSE(desk_->debrief(forked)) << "what came before lies in another record";
  EXPECT_EQ(*desk_->play(forked).value(), *desk_->play(id).value());
  fork.what_ifs = {"fog"};
  EXPECT_NE(run(fork), forked);
  fork.fork_at_ms = start_ms() - 1;
  EXPECT_FALSE(desk_->submit(fork, "somebody"));
}

TEST_F(WorkshopTest, a_fork_of_a_fork_plays_and_shows_all_of_its_past) {
  const Text first = run(request());
  RunRequest fork = request();
  fork.fork_of = first;
  fork.fork_at_ms = start_ms() + 1'800'000;
  const Text second = run(fork);
  fork.fork_of = second;
  fork.fork_at_ms = start_ms() + 3'600'000;
  const Text third = run(fork);
  EXPECT_EQ(*desk_->play(third).value(), *desk_->play(first).value());
  EXPECT_FALSE(desk_->play(third).value()->empty());
  const List<RunCard> cards = desk_->runs();
  ASSERT_THAT(cards, SizeIs(3));
  for (const RunCard& card : cards) EXPECT_EQ(card.hash, cards[0].hash) << card.id;
  // A moment of its past is one of the run that had it.
  for (const int64_t after_ms : {600'000, 2'400'000, 4'800'000}) {
    const MomentQuery query{start_ms() + after_ms, 0};
    Result<Moment> was = desk_->moment(first, query), is = desk_->moment(third, query);
    ASSERT_TRUE(is) << to_text(is.errors()[0]);
    was.value().run = third;
    EXPECT_EQ(to_json(is.value()), to_json(was.value()));
  }
  // Once more, with something that is otherwise.
  fork.fork_of = third;
  fork.fork_at_ms = start_ms() + 5'400'000;
  fork.what_ifs = {"fog"};
  const Text fourth = run(fork);
  const List<RunCard> all = desk_->runs();
  const auto card =
      std::find_if(all.begin(), all.end(), [&](const RunCard& c) { return c.id == fourth; });
  ASSERT_NE(card, all.end());
  EXPECT_EQ(card->forked_from, third);
  EXPECT_EQ(card->changes, List<Text>{"There is fog."});
}

TEST_F(WorkshopTest, a_record_put_there_by_hand_gets_its_documents) {
  const Text id = run(request());
  RunRequest fork = request();
  fork.fork_of = id;
  fork.fork_at_ms = start_ms() + 1'800'000;
  const Text forked = run(fork);
  for (const Text& one : {id, forked}) {
    const std::string document = *desk_->document(one).value(), play = *desk_->play(one).value();
    for (const char* part : {".document.json", ".play.json"}) {
      fs::remove(results_ + "/runs/" + one + part);
    }
    EXPECT_EQ(*desk_->play(one).value(), play);
    EXPECT_EQ(*desk_->document(one).value(), document);
  }
  fs::copy(results_ + "/runs/" + id + ".rec", results_ + "/runs/by-hand.rec");
  open();
  ASSERT_TRUE(desk_->document("by-hand"));
  EXPECT_EQ(*desk_->play("by-hand").value(), *desk_->play(id).value());
  const List<RunCard> all = desk_->runs();
  for (const RunCard& card : all) EXPECT_EQ(card.hash, all[0].hash) << card.id;
}

TEST_F(WorkshopTest, old_moments_are_as_they_were_at_first) {
  const Text id = run(request());
  std::vector<std::string> first;
  const auto look = [&](int64_t minute) {
    return to_json(desk_->moment(id, {start_ms() + minute * 60'000, 0}).value());
  };
  for (int64_t minute = 0; minute < 90; minute += 7) first.push_back(look(minute));
  for (std::size_t i = first.size(); i-- > 0;) {
    EXPECT_EQ(look(static_cast<int64_t>(i) * 7), first[i]);
  }
}

TEST_F(WorkshopTest, a_comparison_grows_and_has_its_twins) {
  ComparisonRequest asked;
  asked.battle = battle_;
  asked.what_ifs = {"fog"};
  asked.pairs = 3;
  const Job job = ended(submit(asked).id);
  ASSERT_EQ(job.state, JobState::kDone) << (job.error ? job.error->found : "");
  const Result<Comparison> comparison = desk_->comparison(*job.result);
  ASSERT_TRUE(comparison);
  EXPECT_EQ(comparison.value().pairs, 3);
  ASSERT_TRUE(comparison.value().twins);
  EXPECT_TRUE(desk_->document(comparison.value().twins->changed));
  EXPECT_EQ(Json::parse(*desk_->pairs(*job.result).value())["n"], 3);
  open();
  ASSERT_TRUE(desk_->comparison(*job.result));
  EXPECT_EQ(desk_->comparison(*job.result).value().state, JobState::kDone);
  asked.pairs = 100'000;
  EXPECT_FALSE(desk_->submit(asked, "somebody"));
}

TEST_F(WorkshopTest, a_question_is_answered_and_kept) {
  const Text id = run(request());
  QuestionRequest why;
  why.run = id;
  why.question = "lost.su at 1938-07-29T16:00+09:00";
  why.futures = 2;
  const Job job = ended(submit(why).id);
  ASSERT_EQ(job.state, JobState::kDone) << (job.error ? job.error->found : "");
  open();
  const Result<ExplanationCard> card = desk_->explanation(*job.result);
  ASSERT_TRUE(card);
  EXPECT_FALSE(card.value().paragraph.empty());
  if (card.value().chain) {
    const PartingCard& chain = *card.value().chain;
    EXPECT_GE(chain.parts_at_ms, start_ms());
    EXPECT_THAT(chain.text, HasSubstr(chain.name));
  }
  why.question = "nonsense";
  EXPECT_FALSE(desk_->submit(why, "somebody"));
  EXPECT_FALSE(desk_->suggestions(id).value().empty());
}

TEST_F(WorkshopTest, a_job_that_was_stopped_leaves_nothing) {
  ComparisonRequest asked;
  asked.battle = battle_;
  asked.what_ifs = {"fog"};
  asked.pairs = 200;
  const Job long_one = submit(asked);
  const Job queued = submit(request());
  EXPECT_EQ(desk_->stop(queued.id).value().state, JobState::kStopped);
  ASSERT_TRUE(desk_->stop(long_one.id));
  EXPECT_EQ(ended(long_one.id).state, JobState::kStopped);
  EXPECT_FALSE(desk_->stop("nobody"));
  for (const auto& entry : fs::directory_iterator(results_ + "/runs")) {
    EXPECT_NE(entry.path().extension(), ".unfinished");
  }
}

TEST_F(WorkshopTest, a_visitor_has_only_so_many_jobs_at_once) {
  RunRequest asked = request();
  int taken = 0;
  for (int i = 0; i < 20; ++i) {
    asked.replication = static_cast<uint64_t>(i);
    taken += desk_->submit(asked, "greedy").ok();
  }
  EXPECT_GE(taken, desk_->limits().jobs);
  // Whoever else asks still gets in.
  asked.replication = 99;
  EXPECT_TRUE(desk_->submit(asked, "modest"));
}

TEST_F(WorkshopTest, only_so_many_old_jobs_are_kept) {
  for (int i = 1000; i < 1210; ++i) {
    const std::string id = "j" + std::to_string(i) + "-1";
    put("jobs/" + id + ".json", R"({"id":")" + id + R"(","kind":"run","title":"x",)" +
                                    R"("state":"done","done":1,"all":1})");
  }
  open();
  EXPECT_THAT(desk_->jobs(), SizeIs(200));
  EXPECT_FALSE(desk_->job("j1009-1"));
  EXPECT_TRUE(desk_->job("j1209-1"));
  EXPECT_FALSE(fs::exists(results_ + "/jobs/j1009-1.json"));
  EXPECT_TRUE(fs::exists(results_ + "/jobs/j1010-1.json"));
}

TEST_F(WorkshopTest, what_was_under_way_at_the_end_is_shown_as_stopped) {
  ComparisonRequest asked;
  asked.battle = battle_;
  asked.what_ifs = {"fog"};
  asked.pairs = 200;
  const Job job = submit(asked);
  put("jobs/j1-1.json",
      R"({"id":"j1-1","kind":"run","title":"x","state":"running","done":1,"all":2})");
  open();
  ASSERT_TRUE(desk_->job("j1-1"));
  EXPECT_EQ(desk_->job("j1-1").value().state, JobState::kStopped);
  EXPECT_EQ(desk_->job(job.id).value().state, JobState::kStopped);
}

}  // namespace
}  // namespace khasan::serve
