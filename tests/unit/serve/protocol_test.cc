// Goal: what stands in protocol.h is what the page is written against, and what the page sends is
// read strictly. Method: the generated TypeScript is compared with the file in web/ (`make
// protocol` writes it anew); requests go out and back; tables of bad requests with their exact
// complaint.
#include "serve/protocol.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "serve/protocol_json.h"
#include "serve/typescript.h"

namespace khasan::serve {
namespace {

TEST(Typescript, the_files_of_the_page_say_what_the_headers_say) {
  const std::pair<const char*, std::string> kFiles[] = {
      {"server.ts", protocol_as_typescript()}, {"game.ts", game_protocol_as_typescript()}};
  for (const auto& [name, text] : kFiles) {
    const std::string path = std::string(KHASAN_SOURCE_DIR "/web/src/protocol/") + name;
    if (std::getenv("KHASAN_WRITE_PROTOCOL")) std::ofstream(path) << text;
    std::ostringstream there;
    there << std::ifstream(path).rdbuf();
    EXPECT_EQ(there.str(), text) << "run `make protocol`";
  }
}

TEST(Json, a_request_comes_back_as_it_went) {
  RunRequest request;
  request.battle = "lake-khasan-1938";
  request.seed = (uint64_t{1} << 53) - 1;
  request.what_ifs = {"a \"quoted\"\nname"};
  request.fork_at_ms = -5;
  const Result<RunRequest> back = request_from<RunRequest>(to_json(request));
  ASSERT_TRUE(back) << to_text(back.errors()[0]);
  EXPECT_EQ(to_json(back.value()), to_json(request));
  EXPECT_EQ(back.value().fork_at_ms, -5);
  EXPECT_FALSE(back.value().fork_of);
}

TEST(Json, what_does_not_exist_is_null_and_bytes_that_are_no_text_are_replaced) {
  Comparison comparison;
  comparison.measures.resize(1);
  comparison.title = "\xff";
  const std::string text = to_json(comparison);
  EXPECT_THAT(text, testing::HasSubstr("\"difference\":null"));
  EXPECT_THAT(text, testing::HasSubstr("\"twins\":null"));
  EXPECT_THAT(text, testing::HasSubstr("\"state\":\"queued\""));
  EXPECT_THAT(text, testing::HasSubstr("\"title\":\"\xEF\xBF\xBD\""));
}

TEST(Json, messages_begin_with_their_kind) {
  EXPECT_EQ(to_json(Pong{}), "{\"kind\":\"pong\"}");
  EXPECT_THAT(to_json(JobChanged{}), testing::StartsWith("{\"kind\":\"job\",\"job\":{\"id\":"));
}

struct BadRequest {
  const char* text;
  const char* complaint;
};

TEST(Json, a_bad_request_is_told_what_is_wrong_with_it) {
  const std::string deep = "{\"study\":" + std::string(100'000, '[');
  const BadRequest kCases[] = {
      {"", "found 'something that is no JSON, at byte 1'"},
      {"[]", "found 'a list', expected an object, a StudyRequest"},
      {"{}", "study: found 'nothing', expected the member study"},
      {"{\"study\":7}", "study: found '7', expected a text"},
      {"{\"study\":\"a\",\"study\":\"b\"}", "the member 'study' twice"},
      {"{\"study\":\"a\",\"studies\":1}", "studies: found 'a member of this name'"},
      {"{\"study\":\"\xff\"}", "found 'something that is no JSON"},
      {deep.c_str(), "found 'brackets too deep"},
  };
  for (const BadRequest& bad : kCases) {
    const Result<StudyRequest> read = request_from<StudyRequest>(bad.text);
    ASSERT_FALSE(read) << std::string(bad.text).substr(0, 80);
    EXPECT_THAT(to_text(read.errors()[0]), testing::HasSubstr(bad.complaint));
  }
}

TEST(Json, whole_numbers_stay_within_what_both_ends_hold) {
  const auto seed = [](const std::string& value) {
    return request_from<ComparisonRequest>(
        "{\"battle\":\"b\",\"what_ifs\":[],\"roe\":[],\"patch\":\"\",\"pairs\":1,\"seed\":" +
        value + "}");
  };
  EXPECT_TRUE(seed("0"));
  EXPECT_TRUE(seed("9007199254740991"));
  for (const char* value : {"9007199254740992", "-1", "1.5", "1e3", "1e999", "\"1\"", "null"}) {
    EXPECT_FALSE(seed(value)) << value;
  }
}

TEST(Json, all_faults_of_a_request_are_told_at_once) {
  const auto read = request_from<QuestionRequest>("{\"run\":1,\"question\":[],\"future\":2}");
  ASSERT_EQ(read.errors().size(), 4u);
  const Refusal refusal = refusal_of(read.errors());
  EXPECT_EQ(refusal.error.what, "run");
  ASSERT_EQ(refusal.others.size(), 3u);
  EXPECT_EQ(refusal.others[2].what, "future");
  EXPECT_THAT(refusal.others[2].fix, testing::HasSubstr("futures"));
}

TEST(Query, numbers_are_read_and_escapes_undone) {
  const auto read = query_from<ViewshedQuery>("x=1.5&y=-2e3&eye%5Fm=1.6&range_m=500");
  ASSERT_TRUE(read) << to_text(read.errors()[0]);
  EXPECT_EQ(read.value().y, -2000);
  EXPECT_EQ(read.value().eye_m, 1.6);
}

TEST(Query, what_is_no_number_is_told) {
  for (const char* text : {"", "x=&y=0&eye_m=1&range_m=1", "x=nan&y=0&eye_m=1&range_m=1",
                           "x=1&x=1&y=0&eye_m=1&range_m=1", "x=1&y=0&eye_m=1&range_m=1&z=%"}) {
    EXPECT_FALSE(query_from<ViewshedQuery>(text)) << text;
  }
}

TEST(Message, the_page_may_ping_and_stop) {
  EXPECT_TRUE(message_from("{\"kind\":\"ping\"}"));
  const Result<PageMessage> stop = message_from("{\"kind\":\"stop\",\"job\":\"run-1\"}");
  ASSERT_TRUE(stop);
  EXPECT_EQ(std::get<Stop>(stop.value()).job, "run-1");
  for (const char* text : {"", "1", "{}", "{\"kind\":\"hello\"}", "{\"kind\":\"stop\"}",
                           "{\"kind\":\"ping\",\"more\":1}"}) {
    EXPECT_FALSE(message_from(text)) << text;
  }
}

}  // namespace
}  // namespace khasan::serve
