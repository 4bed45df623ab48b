// The live channel: a WebSocket of a page. What cannot be sent at once waits in a short queue; who
// does not read is shut out, and finds all that he missed in the first message when he comes back.
#include "serve/network.h"

#include <algorithm>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>

namespace khasan::serve {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;

using Failed = beast::error_code;

class LiveSocket : public std::enable_shared_from_this<LiveSocket> {
 public:
  LiveSocket(Network& network, beast::tcp_stream stream, HttpRequest request,
             std::unique_ptr<Seat> seat)
      : network_(network),
        seat_(std::move(seat)),
        request_(std::move(request)),
        stream_(std::move(stream)),
        bucket_(network.options.rates.messages_per_s, network.options.rates.messages_burst) {
    network_.live.insert(this);
  }
  LiveSocket(const LiveSocket&) = delete;
  LiveSocket& operator=(const LiveSocket&) = delete;
  ~LiveSocket() { network_.live.erase(this); }

  void open() {
    beast::get_lowest_layer(stream_).expires_never();  // from here on the WebSocket has its own
    stream_.set_option(
        websocket::stream_base::timeout{std::chrono::seconds(10), std::chrono::seconds(60), true});
    stream_.read_message_max(network_.options.message_bytes);
    stream_.auto_fragment(false);
    stream_.text(true);
    stream_.control_callback([this](websocket::frame_type, beast::string_view) {
      if (!bucket_.take(now_s())) {
        asio::post(network_.io, [self = shared_from_this()] { self->drop(); });
      }
    });
    stream_.async_accept(request_, [self = shared_from_this()](Failed failed) {
      if (!failed) self->greet();
    });
  }

  void send(const Change& change) {
    const auto same = [&](const Change& waiting) {
      return !change.key.empty() && waiting.key == change.key;
    };
    const auto older = std::find_if(waiting_.begin(), waiting_.end(), same);
    waiting_bytes_ += change.message.size();
    if (older != waiting_.end()) {
      waiting_bytes_ -= older->message.size();
      *older = change;
    } else {
      waiting_.push_back(change);
    }
    if (waiting_bytes_ > network_.options.waiting_bytes) return drop();
    write();
  }

  void say_goodbye() {
    if (!stream_.is_open()) return drop();
    stream_.async_close(websocket::close_code::going_away, [self = shared_from_this()](Failed) {});
  }

 private:
  // Changes from now on wait until the first message, which may not know them, is made.
  void greet() {
    read();
    asio::post(network_.answers, [self = shared_from_this()]() mutable {
      std::string hello = self->network_.site.hello();
      auto& io = self->network_.io;
      asio::post(io, [self = std::move(self), hello = std::move(hello)]() mutable {
        self->is_greeted_ = true;
        self->waiting_bytes_ += hello.size();
        self->waiting_.push_front({{}, std::move(hello)});
        self->write();
      });
    });
  }

  void read() {
    buffer_.clear();
    stream_.async_read(buffer_, [self = shared_from_this()](Failed failed, std::size_t) {
      if (!failed) self->reply();
    });
  }

  // One message after the other: what comes meanwhile waits at the sender.
  void reply() {
    if (!bucket_.take(now_s()) || !stream_.got_text()) return drop();
    asio::post(network_.answers, [self = shared_from_this(),
                                  text = beast::buffers_to_string(buffer_.data())]() mutable {
      std::string answer = self->network_.site.reply(self->seat_->visitor(), text);
      auto& io = self->network_.io;
      asio::post(io, [self = std::move(self), answer = std::move(answer)]() mutable {
        self->send({{}, std::move(answer)});
        self->read();
      });
    });
  }

  void write() {
    if (is_writing_ || !is_greeted_ || waiting_.empty()) return;
    is_writing_ = true;
    current_ = std::move(waiting_.front().message);
    waiting_.pop_front();
    waiting_bytes_ -= current_.size();
    stream_.async_write(asio::buffer(current_),
                        [self = shared_from_this()](Failed failed, std::size_t) {
                          self->is_writing_ = false;
                          if (!failed) self->write();
                        });
  }

  void drop() { beast::get_lowest_layer(stream_).close(); }

  Network& network_;
  std::unique_ptr<Seat> seat_;
  HttpRequest request_;
  websocket::stream<beast::tcp_stream> stream_;
  beast::flat_buffer buffer_;
  Bucket bucket_;
  std::deque<Change> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::string current_;
  bool is_writing_ = false, is_greeted_ = false;
};

void open_live(Network& network, beast::tcp_stream stream, HttpRequest request,
               std::unique_ptr<Seat> seat) {
  std::make_shared<LiveSocket>(network, std::move(stream), std::move(request), std::move(seat))
      ->open();
}

void tell_live(Network& network, const Change& change) {
  for (LiveSocket* socket : network.live) socket->send(change);
}

void close_live(Network& network) {
  for (LiveSocket* socket : network.live) socket->say_goodbye();
}

}  // namespace khasan::serve
