// Goal: pages of other sites and strangers are turned away, the own page is not. Method: a table of
// heads of requests with what becomes of them.
#include "serve/access.h"

#include <gtest/gtest.h>

namespace khasan::serve {
namespace {

constexpr const char* kHost = "127.0.0.1:8338";
constexpr const char* kOrigin = "http://127.0.0.1:8338";

int status_of(const Access& access, const Head& head) {
  const std::optional<Denial> denial = deny(access, head);
  EXPECT_TRUE(!denial || !denial->error.fix.empty());
  return denial ? denial->status : 0;
}

TEST(Access, only_own_names_are_a_host_of_this_machine) {
  const Access here{true, 8338, ""};
  for (const char* host : {"127.0.0.1:8338", "LocalHost:8338", "[::1]:8338"}) {
    EXPECT_EQ(status_of(here, {"GET", "/", host, "", "", "", false}), 0) << host;
  }
  for (const char* host : {"", "evil.example:8338", "127.0.0.1", "127.0.0.1:80", "localhost:83380",
                           "127.0.0.1:8338.evil.example", "twice"}) {
    EXPECT_EQ(status_of(here, {"GET", "/", host, "", "", "", false}), 403) << host;
  }
}

TEST(Access, what_acts_needs_the_origin_of_the_server) {
  const Access here{true, 8338, ""};
  const auto status = [&](const char* method, const char* origin, bool upgrade) {
    return status_of(here, {method, "/api/runs", kHost, origin, "", "", upgrade});
  };
  EXPECT_EQ(status("POST", kOrigin, false), 0);
  EXPECT_EQ(status("GET", kOrigin, true), 0);
  EXPECT_EQ(status("GET", "", false), 0);
  EXPECT_EQ(status("POST", "", false), 403);
  EXPECT_EQ(status("DELETE", "", false), 403);
  EXPECT_EQ(status("GET", "", true), 403);
  for (const char* origin : {"null", "http://evil.example", "http://localhost:8338", "twice",
                             "http://127.0.0.1:8339", "http://127.0.0.1:8338.evil.example"}) {
    EXPECT_EQ(status("POST", origin, false), 403) << origin;
    EXPECT_EQ(status("GET", origin, false), 403) << origin;
    EXPECT_EQ(status("GET", origin, true), 403) << origin;
  }
}

TEST(Access, where_others_can_reach_it_the_token_decides) {
  const std::string token = new_token();
  const Access open{false, 8338, token};
  const auto status = [&](const char* path, const std::string& bearer, const std::string& cookie) {
    return status_of(open, {"GET", path, "battle.example:8338", "", bearer, cookie, false});
  };
  EXPECT_EQ(status("/", "", ""), 0) << "the page itself is no secret";
  EXPECT_EQ(status("/api/runs", "", ""), 401);
  EXPECT_EQ(status("/api/runs", "Bearer " + token, ""), 0);
  EXPECT_EQ(status("/api/runs", "Bearer " + token + "0", ""), 401);
  EXPECT_EQ(status("/api/runs", "Bearer ", ""), 401);
  EXPECT_EQ(status("/api/runs", "", "a=b; khasan_token_8338=" + token), 0);
  EXPECT_EQ(status("/api/runs", "", "khasan_token_8339=" + token), 401);
  EXPECT_EQ(status("/api/runs", "Bearer wrong", "khasan_token_8338=" + token), 401);
}

TEST(Access, tokens_are_long_and_new_each_time) {
  EXPECT_EQ(new_token().size(), 32u);
  EXPECT_NE(new_token(), new_token());
  EXPECT_FALSE(is_token({true, 1, ""}, "")) << "no token is nobody's token";
}

}  // namespace
}  // namespace khasan::serve
