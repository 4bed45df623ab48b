// Goal: the server does what the routes say over a real socket, and no visitor, however hostile,
// takes anything from another. Method: raw bytes from several addresses of the loopback net against
// a server with a fake desk; after each attack a good visitor must still be served.
#include "serve/server.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <fstream>
#include <optional>
#include <thread>
#include <vector>

#include "serve/routes.h"
#include "unit/serve/fake_desk.h"
#include "unit/serve/raw_client.h"

namespace khasan::serve {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Served : public testing::Test {
 protected:
  void start(const ServerOptions& options = {}) {
    auto opened = Server::open(options, site_of(desk_, "<html>" + std::string(4096, ' ')));
    ASSERT_TRUE(opened) << to_text(opened.errors()[0]);
    server_ = opened.take();
    thread_ = std::thread([this] { server_->run(stop_); });
  }
  void stop() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
  }
  void TearDown() override { stop(); }

  std::string host() const { return "127.0.0.1:" + std::to_string(server_->port()); }
  std::string request(const std::string& line, const std::string& more = {},
                      const std::string& body = {}) const {
    return line + " HTTP/1.1\r\nHost: " + host() + "\r\n" + more + "\r\n" + body;
  }
  std::string own_origin() const { return "Origin: http://" + host() + "\r\n"; }
  RawClient visit(const char* from = "127.0.0.1") const { return RawClient(server_->port(), from); }
  // One request on a connection of its own, and all that comes back.
  std::string answer_to(const std::string& bytes, const char* from = "127.0.0.1") const {
    RawClient client = visit(from);
    client.send(bytes);
    return client.receive();
  }
  std::string get(const std::string& path, const std::string& more = {}) const {
    return answer_to(request("GET " + path, "Connection: close\r\n" + more));
  }
  void expect_others_are_served() const {
    EXPECT_THAT(answer_to(request("GET /api/battles", "Connection: close\r\n"), "127.0.0.77"),
                HasSubstr("\"id\":\"hill\""));
  }

  std::string upgrade(const std::string& origin) const {
    return request("GET /api/live",
                   "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                       origin);
  }
  RawClient live(const char* from = "127.0.0.1") const {
    RawClient client = visit(from);
    client.send(upgrade(own_origin()));
    EXPECT_THAT(client.receive("\"jobs\":[]}"), HasSubstr("\"kind\":\"hello\""));
    return client;
  }

  FakeDesk desk_;
  std::unique_ptr<Server> server_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

// --- HTTP ---------------------------------------------------------------------------------------

TEST_F(Served, the_page_comes_zipped_with_rules_for_the_browser) {
  start();
  const std::string page = get("/", "Accept-Encoding: br, gzip\r\n");
  EXPECT_THAT(page, StartsWith("HTTP/1.1 200 OK"));
  EXPECT_THAT(page, HasSubstr("Content-Encoding: gzip"));
  EXPECT_THAT(page, HasSubstr("X-Content-Type-Options: nosniff"));
  EXPECT_THAT(page, HasSubstr("Content-Security-Policy: default-src 'none'"));
  EXPECT_LT(page.size(), 1500u);
  EXPECT_THAT(get("/"), HasSubstr("<html>"));
}

TEST_F(Served, what_a_browser_has_already_is_not_sent_again) {
  start();
  const std::string first = get("/api/battles/hill/ground", "Accept-Encoding: gzip\r\n");
  const std::size_t at = first.find("ETag: ");
  ASSERT_NE(at, std::string::npos);
  const std::string etag = first.substr(at + 6, 18);
  const std::string again =
      get("/api/battles/hill/ground", "Accept-Encoding: gzip\r\nIf-None-Match: " + etag + "\r\n");
  EXPECT_THAT(again, StartsWith("HTTP/1.1 304"));
  EXPECT_THAT(again, testing::EndsWith("\r\n\r\n"));
}

TEST_F(Served, requests_sent_together_are_answered_in_turn) {
  start();
  const std::string both = answer_to(request("GET /api/runs") + request("GET /api/jobs/job-1") +
                                     request("GET /none", "Connection: close\r\n"));
  EXPECT_LT(both.find("[]"), both.find("\"queued\""));
  EXPECT_LT(both.find("\"queued\""), both.find("404 Not Found"));
}

TEST_F(Served, a_head_has_no_body) {
  start();
  EXPECT_THAT(answer_to(request("HEAD /api/runs", "Connection: close\r\n" + own_origin())),
              testing::EndsWith("\r\n\r\n"));
}

TEST_F(Served, a_record_is_a_download) {
  start();
  desk_.record_path = testing::TempDir() + "khasan_served.record";
  std::ofstream(desk_.record_path) << std::string(200'000, 'r');
  const std::string answer = get("/api/runs/run-1/record");
  EXPECT_THAT(answer, HasSubstr("filename=\"run-1.record\""));
  EXPECT_GT(answer.size(), 200'000u);
  std::remove(desk_.record_path.c_str());
  EXPECT_THAT(get("/api/runs/run-1/record"), StartsWith("HTTP/1.1 404"));
}

TEST_F(Served, an_exception_is_one_visitors_bad_luck) {
  start();
  const std::string body = "{\"study\":\"a\"}";
  const std::string answer = answer_to(request(
      "POST /api/studies", own_origin() + "Connection: close\r\nContent-Length: 13\r\n", body));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 500"));
  EXPECT_THAT(answer, HasSubstr("the disc is full"));
  expect_others_are_served();
}

TEST_F(Served, other_sites_and_other_names_are_turned_away) {
  start();
  EXPECT_THAT(answer_to("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(get("/api/runs", "Origin: http://evil.example\r\n"), StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(get("/", "Host: 127.0.0.1\r\n"), StartsWith("HTTP/1.1 403")) << "two hosts";
  for (const char* origin : {"", "Origin: http://evil.example\r\n", "Origin: null\r\n"}) {
    EXPECT_THAT(answer_to(upgrade(std::string(origin) + "X: y\r\n")).substr(0, 12), "HTTP/1.1 403")
        << origin;
  }
}

TEST_F(Served, the_address_with_the_token_becomes_a_cookie) {
  ServerOptions options;
  options.token = "0123456789abcdef0123456789abcdef";
  start(options);
  EXPECT_THAT(get("/"), HasSubstr("<html>"));
  EXPECT_THAT(get("/api/runs"), StartsWith("HTTP/1.1 401"));
  EXPECT_THAT(get("/?token=wrong"), StartsWith("HTTP/1.1 401"));
  const std::string moved = get("/?token=" + options.token);
  EXPECT_THAT(moved, StartsWith("HTTP/1.1 303"));
  EXPECT_THAT(moved, HasSubstr("HttpOnly; SameSite=Strict"));
  const std::size_t at = moved.find("Set-Cookie: ") + 12;
  const std::string cookie = moved.substr(at, moved.find(';', at) - at);
  EXPECT_THAT(get("/api/runs", "Cookie: " + cookie + "\r\n"), HasSubstr("[]"));
  EXPECT_THAT(get("/api/runs", "Authorization: Bearer " + options.token + "\r\n"), HasSubstr("[]"));
}

// --- hostile HTTP -------------------------------------------------------------------------------

TEST_F(Served, bytes_that_are_no_request_are_told_so) {
  start();
  for (const std::string& bytes :
       {std::string("\x16\x03\x01\x02\x00\x01\x00", 7) + "\r\n\r\n", std::string("GET\r\n\r\n"),
        std::string("GET / HTTP/9.9\r\n\r\n"), std::string("GET / HTTP/1.1\r\nno colon\r\n\r\n"),
        request("POST /api/runs", "Content-Length: -1\r\n"),
        request("POST /api/runs", "Content-Length: 5\r\nContent-Length: 6\r\n"),
        request("POST /api/runs", "Transfer-Encoding: chunked\r\n", "zz\r\n")}) {
    EXPECT_THAT(answer_to(bytes), StartsWith("HTTP/1.1 400")) << bytes;
  }
  expect_others_are_served();
}

TEST_F(Served, heads_and_bodies_have_their_limits) {
  start();
  EXPECT_THAT(answer_to(request("GET /" + std::string(20'000, 'a'))), StartsWith("HTTP/1.1 431"));
  EXPECT_THAT(answer_to(request("POST /api/runs", "Content-Length: 99999999\r\n")),
              StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(answer_to(request("POST /api/runs", "Transfer-Encoding: chunked\r\n",
                                "30000\r\n" + std::string(0x30000, 'x'))),
              StartsWith("HTTP/1.1 413"));
  expect_others_are_served();
}

TEST_F(Served, who_sends_drop_by_drop_is_not_waited_for) {
  ServerOptions options;
  options.read_s = 1;
  start(options);
  RawClient client = visit();
  client.send("GET / HT");
  client.receive();
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Served, one_visitor_has_so_many_sockets_and_requests) {
  ServerOptions options;
  options.rates.sockets_each = 3;
  options.rates.requests_per_s = 0.001;
  options.rates.requests_burst = 4;
  start(options);
  std::vector<RawClient> held;
  for (int i = 0; i < 3; ++i) held.push_back(visit());
  for (RawClient& client : held) {
    client.send(request("GET /api/runs"));
    EXPECT_THAT(client.receive("[]"), HasSubstr("200 OK"));
  }
  RawClient fourth = visit();
  EXPECT_EQ(fourth.receive(), "");
  EXPECT_TRUE(fourth.is_closed());
  held[0].send(request("GET /api/runs"));
  EXPECT_THAT(held[0].receive("[]"), HasSubstr("200 OK"));
  held[0].send(request("GET /api/runs"));
  EXPECT_THAT(held[0].receive(), HasSubstr("429 Too Many Requests"));
  expect_others_are_served();
}

TEST_F(Served, fifty_who_do_not_read_keep_nobody_waiting) {
  ServerOptions options;
  options.write_s = 1;
  start(options);
  std::vector<RawClient> slow;
  for (int i = 0; i < 50; ++i) {
    slow.push_back(visit());
    ASSERT_TRUE(slow.back().send(request("GET /api/battles/hill/ground")));
  }
  expect_others_are_served();
  // They are shut out: the rest never comes, and the socket ends.
  std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  EXPECT_LT(slow[0].receive().size(), desk_.large->size());
  EXPECT_TRUE(slow[0].is_closed());
}

TEST_F(Served, answers_that_take_long_keep_nobody_else_waiting) {
  start();
  std::vector<RawClient> patient;
  {
    const std::lock_guard busy(desk_.gate);
    for (int i = 0; i < 20; ++i) {
      patient.push_back(visit());
      patient.back().send(
          request("GET /api/battles/hill/line?x1=0&y1=0&x2=0&y2=0&eye_m=0&target_m=0"));
    }
    expect_others_are_served();
  }
  for (RawClient& client : patient) {
    EXPECT_THAT(client.receive("}"), HasSubstr("\"visible\":false"));
  }
}

// --- the live channel ---------------------------------------------------------------------------

TEST_F(Served, a_live_socket_hears_changes_and_is_answered) {
  start();
  RawClient page = live();
  page.send(RawClient::frame("{\"kind\":\"ping\"}"));
  EXPECT_THAT(page.receive("pong\"}"), HasSubstr("{\"kind\":\"pong\"}"));
  server_->tell({"job:1", "changed"});
  EXPECT_THAT(page.receive("changed"), HasSubstr("changed"));
  page.send(RawClient::frame("nonsense"));
  EXPECT_THAT(page.receive("refused"), HasSubstr("refused"));
}

TEST_F(Served, frames_that_are_wrong_end_their_own_socket_alone) {
  start();
  RawClient good = live("127.0.0.5");
  for (const std::string& bytes :
       {std::string("\x81\x02hi"), RawClient::frame("x", 0xf1), RawClient::frame("x", 0x83),
        RawClient::frame("\xff\xfe"), RawClient::frame("x", 0x80),
        RawClient::frame(std::string(5000, 'x')), RawClient::frame("x", 0x82),
        RawClient::frame(std::string(126, 'p'), 0x89),
        std::string("\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 14)}) {
    RawClient bad = live();
    bad.send(bytes);
    bad.receive();
    EXPECT_TRUE(bad.is_closed());
  }
  server_->tell({"", "still here"});
  EXPECT_THAT(good.receive("still here"), HasSubstr("still here"));
}

TEST_F(Served, a_flood_of_frames_is_cut_off) {
  ServerOptions options;
  options.rates.messages_per_s = 0.001;
  options.rates.messages_burst = 50;
  start(options);
  for (const std::string& one :
       {RawClient::frame("", 0x89), RawClient::frame("{\"kind\":\"ping\"}"),
        RawClient::frame("", 0x8a)}) {
    RawClient flooder = live();
    std::string flood;
    for (int i = 0; i < 10'000; ++i) flood += one;
    flooder.send(flood);
    flooder.receive();
    EXPECT_TRUE(flooder.is_closed());
  }
  expect_others_are_served();
}

TEST_F(Served, who_does_not_read_misses_no_last_word_until_he_is_shut_out) {
  ServerOptions options;
  options.waiting_bytes = 1 << 20;
  start(options);
  RawClient slow = live(), good = live("127.0.0.5");
  const std::string piece(100'000, 'm');
  // Of changes with one key the last alone waits, so that they fill nothing.
  for (int i = 0; i < 200; ++i) server_->tell({"job:1", piece + std::to_string(i) + ";"});
  EXPECT_THAT(good.receive("m199;"), HasSubstr("m199;"));
  std::string heard = slow.receive("m199;");
  EXPECT_THAT(heard, HasSubstr("m199;"));
  // Others do, and end it.
  for (int i = 0; i < 200; ++i) {
    server_->tell({"", piece + ";"});
    good.receive(";");
  }
  slow.receive();
  EXPECT_TRUE(slow.is_closed());
  expect_others_are_served();
}

// --- beginning and end --------------------------------------------------------------------------

TEST_F(Served, a_port_that_is_taken_is_named_with_the_way_out) {
  start();
  ServerOptions options;
  options.port = server_->port();
  const auto second = Server::open(options, {});
  ASSERT_FALSE(second);
  EXPECT_THAT(to_text(second.errors()[0]),
              HasSubstr("--port: found '" + std::to_string(options.port)));
  EXPECT_THAT(to_text(second.errors()[0]), HasSubstr("--port 0 takes any"));
}

TEST_F(Served, an_address_that_is_none_is_told) {
  ServerOptions options;
  options.address = "here";
  EXPECT_THAT(to_text(Server::open(options, {}).errors()[0]), HasSubstr("--listen: found 'here'"));
  options.address = "203.0.113.7";
  EXPECT_THAT(to_text(Server::open(options, {}).errors()[0]),
              HasSubstr("an address of this machine"));
}

TEST_F(Served, stopping_says_goodbye_and_frees_the_port) {
  start();
  RawClient page = live(), idle = visit();
  const uint16_t port = server_->port();
  stop();
  const std::string goodbye = "\x88\x02\x03\xe9";  // going away
  EXPECT_THAT(page.receive(goodbye), HasSubstr(goodbye));
  server_.reset();
  EXPECT_EQ(idle.receive(), "");
  EXPECT_TRUE(idle.is_closed());
  ServerOptions options;
  options.port = port;
  EXPECT_TRUE(Server::open(options, {}));
}

TEST(Loopback, is_this_machine_alone) {
  EXPECT_TRUE(is_loopback("127.0.0.1") && is_loopback("::1") && is_loopback("127.8.8.8"));
  EXPECT_FALSE(is_loopback("0.0.0.0") || is_loopback("192.168.1.2") || is_loopback("localhost"));
}

}  // namespace
}  // namespace khasan::serve
