#include "serve/access.h"

#include <algorithm>
#include <cctype>
#include <random>

#include "base/fault.h"

namespace khasan::serve {

namespace {

constexpr std::string_view kBearer = "Bearer ";

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// A name that leads here. A page of another site that has its own name resolved to this machine
// (DNS rebinding) comes with that name.
bool is_own_host(const Access& access, const std::string& host) {
  if (!access.loopback) return !host.empty();
  const std::string port = ":" + std::to_string(access.port);
  for (const char* name : {"127.0.0.1", "localhost", "[::1]"}) {
    if (host == name + port || (access.port == 80 && host == name)) return true;
  }
  return false;
}

// Cookies know no ports: each server has its own name for it.
std::string cookie_name(const Access& access) {
  return "khasan_token_" + std::to_string(access.port);
}

std::string_view cookie_of(std::string_view cookies, const std::string& name) {
  while (!cookies.empty()) {
    const std::size_t cut = std::min(cookies.find(';'), cookies.size());
    std::string_view one = cookies.substr(0, cut);
    cookies.remove_prefix(std::min(cut + 1, cookies.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(name) && one.substr(name.size()).starts_with('=')) {
      return one.substr(name.size() + 1);
    }
  }
  return {};
}

bool has_token(const Access& access, const Head& head) {
  if (head.authorization.starts_with(kBearer)) {
    return is_token(access, head.authorization.substr(kBearer.size()));
  }
  return is_token(access, cookie_of(head.cookie, cookie_name(access)));
}

}  // namespace

std::optional<Denial> deny(const Access& access, const Head& head) {
  const std::string host = lower(head.host), origin = lower(head.origin);
  if (!is_own_host(access, host)) {
    return Denial{403, fault("", "Host " + host.substr(0, 80), "a name of this server",
                             "open the address that khasan serve has printed")};
  }
  const bool acts = head.upgrade || head.method != "GET";
  const bool own = origin == "http://" + host || origin == "https://" + host;
  if (!own && (acts || !origin.empty())) {
    return Denial{403, fault("", origin.empty() ? "no Origin" : "Origin " + origin.substr(0, 80),
                             "Origin http://" + host.substr(0, 80),
                             "ask from the page of this server, or send that header")};
  }
  // The page itself holds nothing that is secret; it asks for the token.
  if (access.token.empty() || (head.path == "/" && !acts) || has_token(access, head)) return {};
  return Denial{401,
                fault("", "no token, or a wrong one", "the token that khasan serve has printed",
                      "open the printed address, or send Authorization: Bearer TOKEN")};
}

bool is_token(const Access& access, std::string_view text) {
  if (access.token.empty() || text.size() != access.token.size()) return false;
  unsigned char differs = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    differs |= static_cast<unsigned char>(text[i] ^ access.token[i]);
  }
  return differs == 0;
}

std::string token_cookie(const Access& access) {
  return cookie_name(access) + "=" + access.token + "; Path=/; HttpOnly; SameSite=Strict";
}

std::string new_token() {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::random_device source;
  std::string token;
  while (token.size() < 32) token += kDigits[source() % kDigits.size()];
  return token;
}

}  // namespace khasan::serve
