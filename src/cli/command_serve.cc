// khasan serve: the battles as an application in a browser.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/fault.h"
#include "cli/commands.h"
#include "cli/interruption.h"
#include "load/data_folder.h"
#include "serve/access.h"
#include "serve/routes.h"
#include "serve/server.h"
#include "serve/workshop.h"

namespace khasan::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTokenMin = 16;

// The token that was given, wherever it stands; empty: none.
Result<std::string> token_of(const ServeOptions& options) {
  if (options.token_file.empty()) return options.token;
  std::ifstream file(options.token_file);
  std::string token, more;
  if (file >> token && !(file >> more)) return token;
  return fault("--token-file", options.token_file, "a file with a token and nothing else",
               "write one into it that only you can read");
}

// A token goes into addresses and cookies as it is.
Errors check_token(const std::string& token) {
  const bool fits =
      token.size() >= kTokenMin && token.find_first_not_of(
                                       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789-_") == std::string::npos;
  if (token.empty() || fits) return {};
  return {fault("--token", std::to_string(token.size()) + " signs",
                fmt::format("at least {} letters, digits, - and _", kTokenMin),
                "leave it out and one is made")};
}

// Battles are known by the names of their folders.
std::string id_of(const std::string& battle) {
  return fs::weakly_canonical(load::find_data_folder(battle)).filename().string();
}

Errors check_battle(const std::string& battle) {
  if (battle.empty() || fs::exists(load::find_data_folder(battle) + "/battle.yaml")) return {};
  return {fault("battle", battle, "the folder of a battle, with its battle.yaml",
                "khasan serve without one offers all that there are")};
}

// The battle that was named, and all that came with the program.
std::vector<std::string> battles_of(const std::string& battle) {
  std::vector<std::string> folders{load::find_data_folder("battles")};
  if (!battle.empty()) folders.insert(folders.begin(), load::find_data_folder(battle));
  return folders;
}

// The name under which this machine is reached, where it listens on all its addresses.
std::string host_of(const std::string& address) {
  if (address != "0.0.0.0" && address != "::") {
    return address.find(':') == std::string::npos ? address : "[" + address + "]";
  }
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "localhost";
}

// Through no shell; what it says is for nobody.
void open_browser(const std::string& url) {
  std::array<char, 9> name{"xdg-open"};
  std::string address = url;
  char* const arguments[] = {name.data(), address.data(), nullptr};
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  if (posix_spawnp(&child, name.data(), &quiet, nullptr, arguments, environ) != 0) {
    fmt::print(stderr, "No browser could be started: there is no xdg-open.\n");
  }
  posix_spawn_file_actions_destroy(&quiet);
}

}  // namespace

int command_serve(const ServeOptions& options) {
  const Result<std::string> token = token_of(options);
  Errors errors = token ? check_token(token.value()) : token.errors();
  if (errors.empty()) errors = check_battle(options.battle);
  if (!errors.empty()) return fail(errors);
  const bool is_open = !serve::is_loopback(options.listen);
  serve::ServerOptions served;
  served.address = options.listen;
  served.port = static_cast<uint16_t>(options.port);
  served.token = is_open && token.value().empty() ? serve::new_token() : token.value();

  auto workshop =
      serve::open_workshop({battles_of(options.battle), options.results, options.threads, {}});
  if (!workshop) return fail(workshop.errors());
  serve::Desk& desk = *workshop.value();
  serve::AppPage page;
  page.version = KHASAN_VERSION;
  page.token_needed = !served.token.empty();
  if (!options.battle.empty()) page.battle = id_of(options.battle);
  auto opened = serve::Server::open(served, serve::site_of(desk, serve::app_page(page)));
  if (!opened) return fail(opened.errors());
  serve::Server& server = *opened.value();

  const std::atomic<bool>& stop = catch_interruption();
  desk.on_change([&server](const serve::Change& change) { server.tell(change); });
  const std::string url = fmt::format("http://{}:{}/{}", host_of(options.listen), server.port(),
                                      served.token.empty() ? "" : "?token=" + served.token);
  fmt::print(
      "Khasan is served at {} : open it in a browser. Ctrl-C ends it; runs are kept in {}.\n", url,
      options.results);
  std::fflush(stdout);
  if (options.open) open_browser(url);
  server.run(stop);
  desk.on_change({});
  return kDone;
}

}  // namespace khasan::cli
