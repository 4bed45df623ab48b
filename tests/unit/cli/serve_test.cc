// Goal: khasan serve as a process: it says where it is, serves the page, keeps what it was told
// over a restart, ends cleanly, and names the way out when it cannot start. Method: the program is
// started with --port 0, visited over a plain socket, and ended by a signal.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "unit/cli/program.h"
#include "unit/serve/raw_client.h"

namespace khasan::support {
namespace {

using serve::RawClient;
using testing::HasSubstr;
using testing::StartsWith;

// The program while it serves.
class Serving {
 public:
  Serving(const std::string& folder, std::vector<std::string> arguments) {
    int line[2];
    if (pipe(line) != 0) std::abort();
    child_ = fork();
    if (child_ == 0) {
      dup2(line[1], STDOUT_FILENO);
      close(line[0]);
      if (chdir(folder.c_str()) != 0) _exit(9);
      std::vector<char*> list{const_cast<char*>("khasan"), const_cast<char*>("serve")};
      for (std::string& argument : arguments) list.push_back(argument.data());
      list.push_back(nullptr);
      execv(KHASAN_PROGRAM, list.data());
      _exit(9);
    }
    close(line[1]);
    char sign = 0;
    while (read(line[0], &sign, 1) == 1 && sign != '\n') said_ += sign;
    close(line[0]);
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;
  ~Serving() {
    if (child_ > 0) end(SIGKILL);
  }

  const std::string& said() const { return said_; }
  uint16_t port() const {
    const std::size_t at = said_.find(':', said_.find("http://") + 7);
    return at == std::string::npos ? uint16_t{0}
                                   : static_cast<uint16_t>(std::atoi(said_.c_str() + at + 1));
  }
  // The answer to one request.
  std::string get(const std::string& path) const {
    RawClient client(port());
    client.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) +
                "\r\nConnection: close\r\n\r\n");
    return client.receive({}, 60'000);
  }
  // Its exit code; -1: it died of the signal.
  int end(int signal) {
    kill(child_, signal);
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t child_ = 0;
  std::string said_;
};

class Serve : public ProgramFolder {
 protected:
  void SetUp() override {
    fs::create_directories(path("run"));
    setenv("KHASAN_CATALOG", KHASAN_SOURCE_DIR "/catalog", 1);
  }
  std::vector<std::string> arguments(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"--port", "0", "--results", path("run/results")});
    return more;
  }
};

TEST_F(Serve, says_where_it_is_serves_the_page_and_ends_cleanly) {
  for (const int signal : {SIGINT, SIGTERM}) {
    Serving serving(path("run"), arguments());
    EXPECT_THAT(serving.said(), StartsWith("Khasan is served at http://127.0.0.1:"));
    EXPECT_THAT(serving.get("/"), HasSubstr("\"format\":\"khasan-app-1\""));
    EXPECT_THAT(serving.get("/api/jobs"), HasSubstr("\r\n\r\n[]"));
    EXPECT_EQ(serving.end(signal), 0);
  }
}

TEST_F(Serve, the_battle_that_is_named_is_offered) {
  Serving serving(path("run"), arguments({KHASAN_SOURCE_DIR "/battles/lake-khasan-1938/"}));
  EXPECT_THAT(serving.get("/"), HasSubstr("\"battle\":\"lake-khasan-1938\""));
  EXPECT_THAT(serving.get("/api/battles"), HasSubstr("\"id\":\"lake-khasan-1938\""));
}

TEST_F(Serve, where_others_can_reach_it_a_token_is_made_and_printed) {
  Serving serving(path("run"), arguments({"--listen", "0.0.0.0"}));
  EXPECT_THAT(serving.said(), testing::ContainsRegex("/\\?token=[0-9a-f]+ "));
  EXPECT_THAT(serving.get("/api/jobs"), HasSubstr("401 Unauthorized"));
}

TEST_F(Serve, what_keeps_it_from_starting_is_named_with_the_way_out) {
  Serving first(path("run"), arguments());
  const std::string port = std::to_string(first.port());
  struct Case {
    std::string arguments, complaint;
  };
  for (const Case& one :
       {Case{"--port " + port, "--port 0 takes any"}, Case{"--port 65536", "not in range"},
        Case{"--listen here", "--listen: found 'here'"},
        Case{"--listen 0.0.0.0 --token short", "leave it out and one is made"},
        Case{"--results /dev/null", "/dev/null"}, Case{"battles/none", "the folder of a battle"}}) {
    const Ended ended = khasan("serve " + one.arguments);
    EXPECT_EQ(ended.exit, 2) << one.arguments;
    EXPECT_THAT(ended.err, HasSubstr(one.complaint));
  }
}

}  // namespace
}  // namespace khasan::support
