// Goal: every address leads to what docs/methods/serve.md says, ids of the visitor never go further
// than the lists, and what cannot be done has the status that says so. No network.
#include "serve/routes.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "serve/protocol_json.h"
#include "unit/serve/fake_desk.h"

namespace khasan::serve {
namespace {

using testing::HasSubstr;

class Routes : public testing::Test {
 protected:
  Answer ask(const std::string& method, const std::string& path, const std::string& query = {},
             const std::string& body = {}) {
    return site_.answer({method, path, query, body, "127.0.0.9"});
  }
  Answer get(const std::string& path, const std::string& query = {}) {
    return ask("GET", path, query);
  }
  FakeDesk desk_;
  Site site_ = site_of(desk_, "<html>");
};

// Of the page's own program alone: by the hash that the page names, and none where it names none.
TEST(Page, no_script_runs_but_the_one_that_it_names) {
  FakeDesk desk;
  const auto policy_of = [&](const std::string& page) {
    return site_of(desk, page).answer({"GET", "/", "", "", "here"}).policy;
  };
  EXPECT_THAT(policy_of("<meta content=\"script-src 'sha256-abc'; worker-src blob:\">"),
              testing::EndsWith("script-src 'sha256-abc'"));
  EXPECT_THAT(policy_of("<html>"), testing::EndsWith("script-src 'none'"));
}

TEST_F(Routes, the_page_may_run_its_own_code_and_talk_to_this_server_alone) {
  const Answer page = get("/");
  EXPECT_EQ(*page.body, "<html>");
  EXPECT_THAT(page.policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page.policy, HasSubstr("connect-src 'self'"));
}

TEST_F(Routes, the_page_of_the_program_holds_the_data_block) {
  AppPage data;
  data.battle = "</script>";
  const std::string page = app_page(data);
  EXPECT_THAT(page, HasSubstr("\"format\":\"khasan-app-1\""));
  EXPECT_THAT(page, HasSubstr("\\u003c/script>"));
}

TEST_F(Routes, ids_that_are_in_no_list_are_not_found) {
  EXPECT_EQ(get("/api/battles/hill").status, 200);
  for (const char* path : {"/api/battles/hills", "/api/battles/", "/api/battles/../../etc/passwd",
                           "/api/battles/%2e%2e/ground", "/api/battles/HILL", "/api/battles/hill/",
                           "/api/battles//ground", "/api", "//", "/etc/passwd",
                           "/api/runs/run-1/../x", "/favicon.ico", "*", ""}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
  EXPECT_EQ(get("/api/battles/" + std::string(65, 'a')).status, 404);
  EXPECT_THAT(*get("/api/runs/none/play").body, HasSubstr("the id of a run that is there"));
}

TEST_F(Routes, large_documents_are_the_desks_own_and_kept) {
  const Answer ground = get("/api/battles/hill/ground");
  EXPECT_EQ(ground.body, desk_.large);
  EXPECT_TRUE(ground.kept);
  EXPECT_FALSE(get("/api/runs").kept);
}

TEST_F(Routes, an_after_action_report_is_a_page_that_runs_its_own_script_alone) {
  const Answer page = get("/api/runs/run-1/debrief");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.type, HasSubstr("text/html"));
  EXPECT_THAT(page.policy, testing::EndsWith("script-src 'sha256-x'"));
  EXPECT_EQ(get("/api/runs/run-2/debrief").status, 404);
}

TEST_F(Routes, a_query_is_read_or_told_what_is_wrong) {
  EXPECT_THAT(*get("/api/battles/hill/viewshed", "x=7&y=1&eye_m=2&range_m=9").body,
              HasSubstr("\"x\":7.0"));
  const Answer bad = get("/api/runs/run-1/moment", "t_ms=soon&element=1");
  EXPECT_EQ(bad.status, 400);
  EXPECT_THAT(*bad.body, HasSubstr("\"what\":\"t_ms\""));
}

TEST_F(Routes, what_is_asked_for_is_done_in_the_name_of_the_visitor) {
  const std::string run =
      "{\"battle\":\"hill\",\"seed\":1,\"replication\":0,\"what_ifs\":[],\"roe\":[],\"patch\":"
      "\"\"}";
  EXPECT_EQ(ask("POST", "/api/runs", {}, run).status, 202);
  EXPECT_EQ(desk_.submitted_by, "127.0.0.9");
  EXPECT_EQ(ask("POST", "/api/runs", {}, "{").status, 400);
  EXPECT_EQ(ask("DELETE", "/api/jobs/job-1").status, 200);
  EXPECT_EQ(ask("DELETE", "/api/jobs/job-2").status, 404);
}

TEST_F(Routes, a_game_is_begun_led_and_ended) {
  const std::string game = "/api/games/game-1";
  EXPECT_EQ(ask("POST", "/api/games", {}, to_json(GameRequest{})).status, 201);
  EXPECT_EQ(desk_.submitted_by, "127.0.0.9");
  EXPECT_EQ(ask("POST", "/api/games", {}, "{}").status, 400);
  EXPECT_EQ(get("/api/games").status, 200);
  EXPECT_EQ(get(game).status, 200);
  EXPECT_EQ(get(game + "/view").status, 200);
  EXPECT_EQ(get("/api/games/game-2/view").status, 404);
  OrderRequest order;
  order.unit = "jp/pl1";
  EXPECT_EQ(ask("POST", game + "/preview", {}, to_json(order)).status, 200);
  EXPECT_THAT(*ask("POST", game + "/orders", {}, to_json(order)).body, HasSubstr("jp/pl1"));
  EXPECT_THAT(*ask("POST", game + "/recall", {}, "{\"order\":3}").body, HasSubstr("\"order\":3"));
  const std::string until = "{\"until_ms\":5,\"contact\":true,\"report\":false,\"order\":false}";
  EXPECT_THAT(*ask("POST", game + "/advance", {}, until).body, HasSubstr("\"now_ms\":5"));
  EXPECT_EQ(ask("POST", game + "/advance", {}, "{\"until_ms\":5}").status, 400);
  EXPECT_EQ(ask("POST", game + "/end").status, 200);
  EXPECT_EQ(get(game + "/record").name, "game-1.record");
  EXPECT_EQ(get(game + "/end").allow, "POST");
  EXPECT_EQ(ask("DELETE", game).status, 200);
}

TEST_F(Routes, full_hands_are_too_many_requests) {
  EXPECT_EQ(
      ask("POST", "/api/comparisons", {},
          "{\"battle\":\"b\",\"what_ifs\":[],\"roe\":[],\"patch\":\"\",\"pairs\":1,\"seed\":1}")
          .status,
      429);
}

TEST_F(Routes, another_method_is_told_which_there_are) {
  EXPECT_EQ(ask("PUT", "/api/runs").allow, "GET, POST");
  EXPECT_EQ(ask("POST", "/").allow, "GET");
  EXPECT_EQ(ask("HEAD", "/api/jobs/x").status, 405);
}

TEST_F(Routes, messages_are_answered) {
  EXPECT_THAT(site_.hello(), HasSubstr("{\"kind\":\"hello\",\"version\":\"" KHASAN_VERSION));
  EXPECT_EQ(site_.reply("a", "{\"kind\":\"ping\"}"), "{\"kind\":\"pong\"}");
  EXPECT_THAT(site_.reply("a", "{\"kind\":\"stop\",\"job\":\"job-1\"}"),
              HasSubstr("\"kind\":\"job\""));
  EXPECT_THAT(site_.reply("a", "{\"kind\":\"stop\",\"job\":\"../x\"}"), HasSubstr("refused"));
  EXPECT_THAT(site_.reply("a", "\xff"), HasSubstr("refused"));
}

}  // namespace
}  // namespace khasan::serve
