#include "serve/server.h"

#include <utility>  // before Boost.Asio 1.74, which forgets it

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <filesystem>
#include <fstream>
#include <optional>

#include "base/fault.h"
#include "serve/network.h"

namespace khasan::serve {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Failed = beast::error_code;

constexpr const char* kTokenHolder = "token";   // as a visitor; no address is called so
constexpr std::size_t kPieceBytes = 64 << 10;   // of an answer, for which write_s holds
constexpr std::size_t kZipFromBytes = 1 << 10;  // smaller bodies are sent as they are
constexpr std::size_t kDrainedBytes = 1 << 20;  // read from who is still sending after the answer

std::string_view view_of(beast::string_view text) { return {text.data(), text.size()}; }

// An answer as it goes over the line.
struct Parcel {
  Answer answer;
  Document body;
  bool zipped = false;
  std::string etag;
};

Parcel parcel_of(Network& network, const Ask& ask, bool zip) {
  Parcel parcel;
  try {
    parcel.answer = network.site.answer(ask);
    parcel.body = parcel.answer.body;
    if (zip && parcel.body->size() >= kZipFromBytes) {
      parcel.zipped = true;
      if (parcel.answer.kept) {
        const Zipped kept = network.zipped.of(parcel.body);
        parcel.body = kept.bytes;
        parcel.etag = kept.etag;
      } else {
        parcel.body = std::make_shared<const std::string>(gzip_of(*parcel.body));
      }
    }
  } catch (const std::exception& error) {
    parcel = {};
    parcel.answer = refuse(500, error.what(), "an answer", "ask again; if it stays, report it");
    parcel.body = parcel.answer.body;
  }
  return parcel;
}

// One connection: requests one after the other, until the visitor or a rule ends it.
class HttpSession : public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(Network& network, tcp::socket socket, std::unique_ptr<Seat> seat)
      : network_(network), seat_(std::move(seat)), stream_(std::move(socket)) {}

  void read() {
    parser_.emplace();
    parser_->header_limit(static_cast<uint32_t>(network_.options.head_bytes));
    parser_->body_limit(network_.options.body_bytes);
    stream_.expires_after(std::chrono::seconds(network_.options.read_s));
    http::async_read(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](Failed failed, std::size_t) { self->on_read(failed); });
  }

 private:
  void on_read(Failed failed) {
    if (failed == http::error::end_of_stream) return finish();
    if (failed) return refuse_bytes(failed);
    const HttpRequest& request = parser_->get();
    keep_ = request.keep_alive();
    is_head_ = request.method() == http::verb::head;
    if (!network_.visitors.may_ask(seat_->visitor(), now_s())) {
      keep_ = false;
      return send_plain(refuse(429, "too many requests", "fewer", "wait a few seconds"));
    }
    const std::string_view target = view_of(request.target());
    const std::size_t cut = std::min(target.find('?'), target.size());
    Ask ask{std::string(view_of(request.method_string())), std::string(target.substr(0, cut)),
            std::string(target.substr(std::min(cut + 1, target.size()))), request.body(),
            seat_->visitor()};
    pass(std::move(ask));
  }

  // Through the door: the rules of access, then the token that comes with an address.
  void pass(Ask ask) {
    const HttpRequest& request = parser_->get();
    const bool upgrade = beast::websocket::is_upgrade(request);
    const auto field = [&](http::field name) {
      // Of two that differ nobody knows which one counts.
      return request.count(name) > 1 ? std::string_view("twice") : view_of(request[name]);
    };
    const auto denied =
        deny(network_.access,
             {ask.method, ask.path, field(http::field::host), field(http::field::origin),
              field(http::field::authorization), field(http::field::cookie), upgrade});
    if (denied) {
      keep_ = false;
      return send_plain(refuse(denied->status, {denied->error}));
    }
    // Who has the token has one budget, from however many addresses.
    if (!network_.access.token.empty() && ask.path != "/") ask.visitor = kTokenHolder;
    constexpr std::string_view kToken = "token=";
    if (ask.path == "/" && ask.query.starts_with(kToken)) {
      return take_token(std::string_view(ask.query).substr(kToken.size()));
    }
    if (upgrade && ask.path == "/api/live") {
      return open_live(network_, std::move(stream_), parser_->release(), std::move(seat_));
    }
    answer(std::move(ask));
  }

  // The address with the token, as it is printed, becomes a cookie and the page.
  void take_token(std::string_view token) {
    if (!is_token(network_.access, token)) {
      return send_plain(refuse(401, "another token", "the one that khasan serve has printed",
                               "copy the whole address"));
    }
    Answer answer = text_answer("", 303);
    answer.cookie = token_cookie(network_.access);
    answer.location = "/";
    send_plain(std::move(answer));
  }

  void answer(Ask ask) {
    const HttpRequest& request = parser_->get();
    const bool zip =
        view_of(request[http::field::accept_encoding]).find("gzip") != std::string_view::npos;
    seen_etag_ = view_of(request[http::field::if_none_match]);
    network_.turns.take(seat_->visitor(), [self = shared_from_this(), ask = std::move(ask), zip] {
      self->make_answer(ask, zip);
    });
  }

  void make_answer(const Ask& ask, bool zip) {
    asio::post(network_.answers, [self = shared_from_this(), ask, zip]() mutable {
      Parcel parcel = parcel_of(self->network_, ask, zip);
      auto& io = self->network_.io;
      asio::post(io, [self = std::move(self), parcel = std::move(parcel)]() mutable {
        self->network_.turns.give_back(self->seat_->visitor());
        self->send(std::move(parcel));
      });
    });
  }

  void send_plain(Answer answer) {
    Parcel parcel;
    parcel.body = answer.body;
    parcel.answer = std::move(answer);
    send(std::move(parcel));
  }

  void send(Parcel parcel) {
    if (!parcel.etag.empty() && seen_etag_ == parcel.etag) {
      parcel.answer.status = 304;
      parcel.body = std::make_shared<const std::string>();
    }
    parcel_ = std::move(parcel);
    sent_ = 0;
    file_ = {};
    all_ = parcel_.body->size();
    if (!parcel_.answer.file.empty()) {
      file_.open(parcel_.answer.file, std::ios::binary);
      std::error_code gone;
      all_ = std::filesystem::file_size(parcel_.answer.file, gone);
      if (gone || !file_) {
        return send_plain(refuse(404, "a file that is gone", "a record", "play the run again"));
      }
    }
    write_head();
  }

  void write_head() {
    const Answer& answer = parcel_.answer;
    head_ = {};
    head_.version(11);
    head_.result(static_cast<unsigned>(answer.status));
    head_.keep_alive(keep_);
    if (answer.status != 304) head_.content_length(all_);
    head_.set(http::field::content_type, answer.type);
    head_.set(http::field::vary, "Accept-Encoding, Cookie");
    head_.set(http::field::cache_control, answer.kept ? "no-cache" : "no-store");
    head_.set("X-Content-Type-Options", "nosniff");
    head_.set("Cross-Origin-Resource-Policy", "same-origin");
    head_.set("Referrer-Policy", "no-referrer");
    head_.set("Content-Security-Policy",
              answer.policy.empty() ? "default-src 'none'; frame-ancestors 'none'" : answer.policy);
    if (parcel_.zipped) head_.set(http::field::content_encoding, "gzip");
    if (!parcel_.etag.empty()) head_.set(http::field::etag, parcel_.etag);
    if (!answer.allow.empty()) head_.set(http::field::allow, answer.allow);
    if (!answer.cookie.empty()) head_.set(http::field::set_cookie, answer.cookie);
    if (!answer.location.empty()) head_.set(http::field::location, answer.location);
    if (answer.status == 401) head_.set(http::field::www_authenticate, "Bearer");
    if (answer.status == 429) head_.set(http::field::retry_after, "5");
    if (!answer.name.empty()) {
      head_.set(http::field::content_disposition, "attachment; filename=\"" + answer.name + "\"");
    }
    stream_.expires_after(std::chrono::seconds(network_.options.write_s));
    http::async_write(stream_, head_, [self = shared_from_this()](Failed failed, std::size_t) {
      if (!failed) self->write_body();
    });
  }

  // Piece by piece, so that the time limit holds for each: a slow reader goes on, a dead one ends.
  void write_body() {
    if (sent_ == all_ || is_head_) return done();
    const std::size_t size = std::min(kPieceBytes, all_ - sent_);
    const char* piece = parcel_.body->data() + sent_;
    if (file_.is_open()) {
      piece_.resize(kPieceBytes);
      file_.read(piece_.data(), static_cast<std::streamsize>(size));
      if (!file_) return drop();  // it was cut short meanwhile
      piece = piece_.data();
    }
    sent_ += size;
    stream_.expires_after(std::chrono::seconds(network_.options.write_s));
    asio::async_write(stream_, asio::buffer(piece, size),
                      [self = shared_from_this()](Failed failed, std::size_t) {
                        if (!failed) self->write_body();
                      });
  }

  void done() {
    parcel_ = {};
    keep_ ? read() : finish();
  }

  // Bytes that are no request, or too many.
  void refuse_bytes(Failed failed) {
    keep_ = false;
    if (failed == http::error::body_limit) {
      return send_plain(refuse(413, "a body that is too large",
                               "at most " + std::to_string(network_.options.body_bytes) + " bytes",
                               "send less"));
    }
    if (failed == http::error::header_limit) {
      return send_plain(refuse(431, "a head that is too large",
                               "at most " + std::to_string(network_.options.head_bytes) + " bytes",
                               "send fewer or shorter headers"));
    }
    const bool is_malformed =
        failed.category() == make_error_code(http::error::bad_method).category();
    if (is_malformed && failed != http::error::partial_message) {
      return send_plain(refuse(400, failed.message(), "a request of HTTP/1.1", "send one"));
    }
    drop();  // gone, or too slow
  }

  // Says that no more comes, and reads on for a moment: closing at once would take the answer away
  // from who is still sending.
  void finish() {
    Failed ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(std::chrono::seconds(1));
    drain();
  }

  void drain() {
    piece_.resize(kPieceBytes);
    stream_.async_read_some(asio::buffer(piece_),
                            [self = shared_from_this()](Failed failed, std::size_t size) {
                              self->drained_ += size;
                              if (!failed && self->drained_ < kDrainedBytes) self->drain();
                            });
  }

  void drop() { stream_.close(); }

  Network& network_;
  std::unique_ptr<Seat> seat_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  bool keep_ = false, is_head_ = false;
  std::string seen_etag_;
  Parcel parcel_;
  http::response<http::empty_body> head_;
  std::ifstream file_;
  std::string piece_;
  std::size_t all_ = 0, sent_ = 0, drained_ = 0;
};

class BeastServer : public Server {
 public:
  BeastServer(const ServerOptions& options, Site site)
      : network_(options, std::move(site)), acceptor_(network_.io), pause_(network_.io) {}

  Errors bind() {
    const ServerOptions& options = network_.options;
    Failed failed;
    const auto address = asio::ip::make_address(options.address, failed);
    if (failed) {
      return {fault("--listen", options.address, "an address of this machine, such as 0.0.0.0",
                    "write an address of numbers, no name")};
    }
    const tcp::endpoint endpoint(address, options.port);
    acceptor_.open(endpoint.protocol(), failed);
    if (!failed) acceptor_.set_option(asio::socket_base::reuse_address(true), failed);
    if (!failed) acceptor_.bind(endpoint, failed);
    if (failed == asio::error::address_in_use) return {port_in_use()};
    if (!failed) acceptor_.listen(asio::socket_base::max_listen_connections, failed);
    if (failed == asio::error::address_in_use) return {port_in_use()};
    if (failed) {
      return {
          fault("--listen",
                options.address + " port " + std::to_string(options.port) + ": " + failed.message(),
                "an address and a port that this program may listen on",
                "take an address of this machine and a port above 1023")};
    }
    network_.access = {address.is_loopback(), port(), options.token};
    accept();
    return {};
  }

  uint16_t port() const override { return acceptor_.local_endpoint().port(); }

  void run(const std::atomic<bool>& stop) override {
    while (!stop.load()) network_.io.run_for(std::chrono::milliseconds(100));
    acceptor_.close();
    close_live(network_);
    network_.io.run_for(std::chrono::milliseconds(200));
    network_.answers.stop();
    network_.answers.join();
  }

  void tell(const Change& change) override {
    asio::post(network_.io, [this, change] { tell_live(network_, change); });
  }

 private:
  Error port_in_use() const {
    return fault("--port", std::to_string(network_.options.port) + ", which another program has",
                 "a port that is free", "is khasan serve running already? else --port 0 takes any");
  }

  void accept() {
    acceptor_.async_accept([this](Failed failed, tcp::socket socket) {
      if (!acceptor_.is_open()) return;
      if (!failed) admit(std::move(socket));
      if (failed != asio::error::no_descriptors) return accept();
      // No socket is left to the process: others must end first.
      pause_.expires_after(std::chrono::milliseconds(100));
      pause_.async_wait([this](Failed) { accept(); });
    });
  }

  void admit(tcp::socket socket) {
    Failed failed;
    const tcp::endpoint from = socket.remote_endpoint(failed);
    if (failed) return;  // gone already
    const std::string visitor = from.address().to_string();
    if (!network_.visitors.enter(visitor, now_s())) return;
    auto seat = std::make_unique<Seat>(network_, visitor);
    socket.set_option(tcp::no_delay(true), failed);
    std::make_shared<HttpSession>(network_, std::move(socket), std::move(seat))->read();
  }

  Network network_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::open(const ServerOptions& options, Site site) {
  auto server = std::make_unique<BeastServer>(options, std::move(site));
  const Errors errors = server->bind();
  if (!errors.empty()) return errors;
  return std::unique_ptr<Server>(std::move(server));
}

bool is_loopback(const std::string& address) {
  Failed failed;
  const auto read = asio::ip::make_address(address, failed);
  return !failed && read.is_loopback();
}

}  // namespace khasan::serve
