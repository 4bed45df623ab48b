// The document of a lesson: the page's contract (web/src/protocol/lesson.ts,
// docs/lesson_format.md). Method: a lesson of one question on a duel of two squads; what is packed
// is unpacked here, and every field is looked up in the types of the page.
#include "report/lesson_document.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "report/document.h"
#include "report/html.h"
#include "report/page_template.h"
#include "study/replications.h"
#include "support/small_battle.h"
#include "unit/report/page_types.h"

namespace khasan::report {
namespace {

using Json = nlohmann::ordered_json;
constexpr double kNever = std::numeric_limits<double>::quiet_NaN();

std::string from_base64(const std::string& text) {
  const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  uint32_t word = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    word = word << 6 | static_cast<uint32_t>(digits.find(c));
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(word >> bits & 255);
  }
  return bytes;
}

Json unpacked(const Json& packed) {
  std::string bytes = from_base64(packed.get<std::string>()), text(10'000'000, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return Json::parse(text);
}

scenario::Scenario duel() {
  scenario::Scenario battle = support::empty_battle();
  battle.title = "A duel";
  const UnitId first = support::add_unit(battle, Side::kFirst, "jp/p1");
  support::add_squad(battle, first, "squad", 10, support::kCentre);
  const UnitId second = support::add_unit(battle, Side::kSecond, "su/p1");
  support::add_squad(battle, second, "squad", 10,
                     {support::kCentre.x_m + 100, support::kCentre.y_m});
  scenario::Measure losses;
  losses.id = "M1", losses.quantity = "casualties", losses.unit = "men";
  battle.measures.push_back(losses);
  battle.sources.push_back({"book", "A book", ""});
  battle.sources.push_back({"other", "Nobody names it", ""});
  battle.end = battle.start + minutes(10);
  support::finish(battle);
  return battle;
}

std::string told_run(const scenario::Scenario& battle) {
  TrackRecorder tracks(battle);
  FireRecorder fires;
  PlayedRun run;
  sim::Watchers watchers({&tracks, &fires});
  study::play(battle, {}, 0, &watchers);
  run.tracks = &tracks, run.fires = &fires;
  return run_document(battle, run, "0");
}

scenario::LessonSpec lesson() {
  scenario::LessonSpec spec;
  spec.title = "A lesson </script>";
  spec.introduction = {{"It was summer.", {"book"}}};
  spec.terms = {{"run", "played once"}};
  spec.plan = {{45, "Ask", "Ask them."}};
  scenario::LessonQuestion question;
  question.what_if = "fog", question.title = "Fog", question.measure = "M1";
  question.question = "More or fewer?", question.more = "More", question.discuss = {"Why?"};
  spec.questions = {question};
  return spec;
}

// The document where the second run of every pair has so many casualties more.
Json document_with(const std::vector<double>& more) {
  const scenario::Scenario battle = duel();
  const scenario::LessonSpec spec = lesson();
  LessonInput in;
  in.lesson = &spec, in.scenario = &battle, in.pairs = static_cast<int>(more.size());
  in.as_it_was = told_run(battle);
  in.changed = {in.as_it_was};
  in.titles = {"There is fog."};
  LessonAnswer answer;
  std::vector<double> first(more.size(), 5), second;
  for (const double m : more) second.push_back(5 + m);
  for (const double m : more) answer.pairs.push_back({5, 5 + m});
  answer.difference = study::paired_difference(first, second);
  in.answers = {answer};
  return Json::parse(lesson_document(in));
}

const std::vector<double> kClear{1, 2, 3, 2, 1, 2, 3, 2, 1, 2};

TEST(LessonDocument, has_the_fields_that_the_page_knows) {
  const Json d = document_with(kClear);
  const auto expect = [](const Json& object, const char* interface) {
    support::expect_fields(object, "lesson.ts", interface);
  };
  expect(d, "Lesson");
  expect(d["introduction"][0], "Told");
  expect(d["terms"][0], "Term");
  expect(d["plan"][0], "PlanPart");
  expect(d["questions"][0], "Question");
  expect(d["sources"][0], "LessonSource");
  expect(unpacked(d["questions"][0]["answer_packed"]), "Answer");
  support::expect_fields(unpacked(d["ground_packed"]), "report.ts", "MapData");
  support::expect_fields(unpacked(d["as_it_was_packed"]), "report.ts", "Report");
}

TEST(LessonDocument, names_the_sources_that_the_lesson_cites_and_no_others) {
  const Json d = document_with(kClear);
  ASSERT_EQ(d["sources"].size(), 1u);
  EXPECT_EQ(d["sources"][0]["id"], "book");
}

TEST(LessonDocument, answers_only_what_the_interval_bears) {
  const auto choice = [](const std::vector<double>& more) {
    return unpacked(document_with(more)["questions"][0]["answer_packed"])["choice"];
  };
  EXPECT_EQ(choice(kClear), "more");
  EXPECT_EQ(choice({-1, -2, -3, -2, -1, -2, -3, -2, -1, -2}), "less");
  EXPECT_EQ(choice({-9, 9, -8, 8, -7, 7, -6, 6, 1, 1}), "same");
  EXPECT_EQ(choice({0, 0, 0, 0, 0, 0, 0, 0, 0, 0}), "same");
}

TEST(LessonDocument, a_pair_in_which_it_did_not_happen_is_null_at_its_place) {
  std::vector<double> more = kClear;
  more[3] = kNever;
  const Json answer = unpacked(document_with(more)["questions"][0]["answer_packed"]);
  EXPECT_EQ(answer["n"], 9);
  EXPECT_EQ(answer["only_first"], 1);
  EXPECT_EQ(answer["pairs"].size(), 10u);
  EXPECT_EQ(answer["pairs"][3], (Json{5.0, nullptr}));
}

TEST(LessonDocument, shows_no_answer_to_who_reads_its_text) {
  const std::string text = document_with(kClear).dump();
  for (const char* hidden : {"\"choice\"", "\"ci95\"", "\"difference\"", "\"play\""}) {
    EXPECT_EQ(text.find(hidden), std::string::npos) << hidden;
  }
}

TEST(LessonDocument, its_runs_hold_what_the_map_shows_and_no_more) {
  const Json run = unpacked(document_with(kClear)["as_it_was_packed"]);
  EXPECT_EQ(run["format"], "khasan-report-1");
  EXPECT_EQ(run["play"]["elements"].size(), 2u);
  for (const char* part : {"map", "pictures", "tasks", "evidence", "ledger", "phases"}) {
    EXPECT_FALSE(run.contains(part)) << part;
  }
}

TEST(LessonDocument, makes_a_page_that_is_small_enough) {
  const std::string html = html_of(page_template(), document_with(kClear).dump());
  EXPECT_TRUE(check_lesson_size(html.size()).empty()) << html.size();
  EXPECT_EQ(html.find("A lesson </script>"), std::string::npos);
}

TEST(LessonSize, of_more_than_twenty_megabytes_is_an_error_that_says_so) {
  EXPECT_TRUE(check_lesson_size(20'000'000).empty());
  const Errors errors = check_lesson_size(23'400'000);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].found, "a page of 23.4 MB");
  EXPECT_EQ(errors[0].expected, "20 MB at most");
}

}  // namespace
}  // namespace khasan::report
