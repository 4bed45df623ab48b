// A visitor for tests that writes whatever bytes it is told, over a plain socket: the other end of
// the server's own library. It may come from any address of the loopback net, so that one test has
// several visitors.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace khasan::serve {

class RawClient {
 public:
  explicit RawClient(uint16_t port, const char* from = "127.0.0.1") {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in source{}, server{};
    source.sin_family = server.sin_family = AF_INET;
    inet_pton(AF_INET, from, &source.sin_addr);
    inet_pton(AF_INET, "127.0.0.1", &server.sin_addr);
    server.sin_port = htons(port);
    ::bind(socket_, reinterpret_cast<sockaddr*>(&source), sizeof source);
    is_open_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&server), sizeof server) == 0;
  }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), is_open_(other.is_open_) {}
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }
  bool is_open() const { return is_open_; }

  // As much as the other end takes within the time; false: not all, or it has closed.
  bool send(const std::string& bytes, int wait_ms = 5000) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      if (!wait(POLLOUT, wait_ms)) return false;
      const ssize_t n =
          ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n <= 0) return false;
      sent += static_cast<std::size_t>(n);
    }
    return true;
  }

  // What comes until `end` is in it, the other end closes, or nothing more comes in time.
  std::string receive(const std::string& end = {}, int wait_ms = 5000) {
    std::string all;
    char piece[65536];
    while (end.empty() || all.find(end) == std::string::npos) {
      if (!wait(POLLIN, wait_ms)) break;
      const ssize_t n = ::recv(socket_, piece, sizeof piece, 0);
      is_closed_ = n <= 0;
      if (is_closed_) break;
      all.append(piece, static_cast<std::size_t>(n));
    }
    return all;
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }
  bool is_closed() const { return is_closed_; }

  // A frame as a page sends it, masked with noughts.
  static std::string frame(const std::string& text, uint8_t first = 0x81) {
    std::string bytes(1, static_cast<char>(first));
    if (text.size() < 126) {
      bytes += static_cast<char>(0x80 | text.size());
    } else {
      bytes += static_cast<char>(0x80 | 126);
      bytes += static_cast<char>(text.size() >> 8);
      bytes += static_cast<char>(text.size() & 0xff);
    }
    return bytes + std::string(4, '\0') + text;
  }

 private:
  // Until it is so; a signal, such as the clock of a fuzzer, is no reason to give up.
  bool wait(short what, int wait_ms) const {
    pollfd ready{socket_, what, 0};
    int n = -1;
    do n = ::poll(&ready, 1, wait_ms);
    while (n < 0 && errno == EINTR);
    return n > 0;
  }

  int socket_ = -1;
  bool is_open_ = false, is_closed_ = false;
};

}  // namespace khasan::serve
