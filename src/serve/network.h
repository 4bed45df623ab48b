// What the HTTP sessions and the live sockets of one server share. Only http_server.cc and
// live_socket.cc include it: Boost.Beast takes long to compile.
#pragma once

#include <utility>  // before Boost.Asio 1.74, which forgets it

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <memory>
#include <set>
#include <string>

#include "serve/access.h"
#include "serve/server.h"
#include "serve/zipped.h"

namespace khasan::serve {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;

class LiveSocket;

// Used by the network thread alone, but for `site`, `zipped` and posting to `io`. What sessions
// need when they end is declared before `io`, which holds them: it goes after them.
struct Network {
  ServerOptions options;
  Access access;
  Site site;
  Visitors visitors;
  ZippedShelf zipped;
  std::set<LiveSocket*> live;
  boost::asio::io_context io{1};
  Turns turns;  // after `io`: what waits there holds sockets of it
  boost::asio::thread_pool answers;

  Network(const ServerOptions& given, Site served)
      : options(given),
        site(std::move(served)),
        visitors(given.rates),
        zipped(given.zipped_bytes),
        turns(given.answers_each),
        answers(static_cast<std::size_t>(given.answers_at_once)) {}
};

inline double now_s() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

// The place that a socket takes among those of its visitor, for as long as it is there.
class Seat {
 public:
  Seat(Network& network, std::string visitor) : network_(network), visitor_(std::move(visitor)) {}
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;
  ~Seat() { network_.visitors.leave(visitor_, now_s()); }
  const std::string& visitor() const { return visitor_; }

 private:
  Network& network_;
  std::string visitor_;
};

// Makes a live socket of the connection on which `request` asked for one.
void open_live(Network& network, boost::beast::tcp_stream stream, HttpRequest request,
               std::unique_ptr<Seat> seat);
void tell_live(Network& network, const Change& change);
void close_live(Network& network);

}  // namespace khasan::serve
