// Who may ask: decided from the head of a request alone, before anything else is done with it.
// Against pages of other sites in the visitor's own browser (Host, Origin) and, where others can
// reach the server, against everybody without the token (docs/methods/serve.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace khasan::serve {

// What the server is bound to.
struct Access {
  bool loopback = true;  // bound to this machine alone: only its own names are a Host
  uint16_t port = 0;
  std::string token;  // empty: none is asked for
};

// What decides, from the head of a request; empty: not there.
struct Head {
  std::string_view method, path, host, origin, authorization, cookie;
  bool upgrade = false;  // to a WebSocket
};

// A request that is turned away.
struct Denial {
  int status = 403;
  Error error;
};

std::optional<Denial> deny(const Access& access, const Head& head);

// Whether the text is the token; takes as long for every text of its length.
bool is_token(const Access& access, std::string_view text);
// The cookie that carries the token from then on.
std::string token_cookie(const Access& access);
// 32 hexadecimal digits from the machine's own source of chance.
std::string new_token();

}  // namespace khasan::serve
