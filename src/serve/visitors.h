// How much each visitor may have of the server: sockets at once, and requests by a leaky bucket.
// A visitor is an address. Used by one thread; time comes from outside.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <string>

namespace khasan::serve {

struct Rates {
  int sockets_all = 512, sockets_each = 64;
  double requests_per_s = 200, requests_burst = 2000;  // of one visitor
  double messages_per_s = 20, messages_burst = 200;    // of one live socket; pings count
};

// A budget that fills up again with time.
class Bucket {
 public:
  Bucket(double per_s, double burst) : per_s_(per_s), burst_(burst), level_(burst) {}
  // Takes one; false: there is none left.
  bool take(double now_s);
  bool is_full(double now_s) const;

 private:
  double per_s_, burst_, level_, at_s_ = 0;
};

class Visitors {
 public:
  explicit Visitors(const Rates& rates) : rates_(rates) {}
  // A socket more; false: too many, it is not counted.
  bool enter(const std::string& visitor, double now_s);
  void leave(const std::string& visitor, double now_s);
  bool may_ask(const std::string& visitor, double now_s);
  int sockets() const { return sockets_; }
  std::size_t known() const { return known_.size(); }

 private:
  struct Visitor {
    int sockets = 0;
    Bucket bucket;
  };
  void forget_the_idle(double now_s);
  Rates rates_;
  int sockets_ = 0;
  std::map<std::string, Visitor> known_;
};

// How many answers a visitor may have in the making; what is more waits for its turn.
class Turns {
 public:
  explicit Turns(int each) : each_(each) {}
  // Calls `begin` now, or when one of the same visitor has been given back.
  void take(const std::string& visitor, std::function<void()> begin);
  void give_back(const std::string& visitor);

 private:
  struct Visitor {
    int busy = 0;
    std::deque<std::function<void()>> waiting;
  };
  int each_;
  std::map<std::string, Visitor> visitors_;  // with something under way
};

}  // namespace khasan::serve
