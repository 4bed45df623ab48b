// HTTP and WebSocket on one thread; requests are answered by a few others, so that a slow answer
// keeps nobody else waiting. The library behind it (Boost.Beast) stays in http_server.cc and
// live_socket.cc.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "serve/answer.h"
#include "serve/visitors.h"

namespace khasan::serve {

struct ServerOptions {
  std::string address = "127.0.0.1";  // to listen on
  uint16_t port = 0;                  // 0: any that is free
  std::string token;                  // that visitors need; not empty for an address of others
  Rates rates;
  int answers_at_once = 8, answers_each = 4;  // in the making: in all, of one visitor
  std::size_t head_bytes = 16 << 10, body_bytes = 128 << 10;  // of a request
  std::size_t message_bytes = 4 << 10;                        // from a live socket
  std::size_t waiting_bytes = 1 << 20;                        // to a live socket, before it is shut
  std::size_t zipped_bytes = 256 << 20;                       // kept
  int read_s = 30;   // for a whole request, and between two of them
  int write_s = 20;  // for the next 64 KiB of an answer
};

class Server {
 public:
  // Error: the address or the port cannot be had.
  static Result<std::unique_ptr<Server>> open(const ServerOptions& options, Site site);
  virtual ~Server() = default;
  virtual uint16_t port() const = 0;
  // Serves until `stop`, which it looks at ten times a second; closes all sockets.
  virtual void run(const std::atomic<bool>& stop) = 0;
  // To all live sockets; from any thread.
  virtual void tell(const Change& change) = 0;
};

// Whether nobody but this machine can reach an address.
bool is_loopback(const std::string& address);

}  // namespace khasan::serve
