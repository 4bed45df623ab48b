// Any bytes over a real socket: as HTTP, and, where the first is odd, as frames of a live channel
// after a sound handshake. The server must end each such visit and answer the next one.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <thread>

#include "serve/routes.h"
#include "serve/server.h"
#include "unit/serve/fake_desk.h"
#include "unit/serve/raw_client.h"

namespace {

using namespace khasan::serve;

// Runs as long as the program.
class Target {
 public:
  Target() {
    desk_.large = std::make_shared<const std::string>(5000, 'x');
    ServerOptions options;
    options.rates = {1000, 1000, 1e9, 1e9, 100, 200};
    server_ = Server::open(options, site_of(desk_, "<html>")).take();
    host_ = "127.0.0.1:" + std::to_string(server_->port());
    std::thread([this] { server_->run(never_); }).detach();
  }
  uint16_t port() const { return server_->port(); }
  std::string request(const std::string& line, const std::string& more) const {
    return line + " HTTP/1.1\r\nHost: " + host_ + "\r\nOrigin: http://" + host_ + "\r\n" + more +
           "\r\n";
  }

 private:
  FakeDesk desk_;
  std::unique_ptr<Server> server_;
  std::string host_;
  std::atomic<bool> never_{false};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  if (size == 0 || size > 65536) return 0;
  static Target* target = new Target;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  {
    RawClient visitor(target->port());
    if (!visitor.is_open()) std::abort();
    if (data[0] % 2 == 1) {
      visitor.send(target->request("GET /api/live",
                                   "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                   "Sec-WebSocket-Version: 13\r\n"
                                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
      visitor.receive("\"jobs\":[]}");
    }
    visitor.send(bytes.substr(1));
    visitor.end_sending();
    visitor.receive();
    if (!visitor.is_closed()) std::abort();
  }
  RawClient next(target->port());
  next.send(target->request("GET /api/battles", "Connection: close\r\n"));
  if (next.receive().find("\"id\":\"hill\"") == std::string::npos) std::abort();
  return 0;
}
