#include "serve/visitors.h"

#include <algorithm>
#include <utility>

namespace khasan::serve {

namespace {

constexpr std::size_t kRememberedMax = 4096;  // visitors, before the idle ones are forgotten

}  // namespace

bool Bucket::take(double now_s) {
  level_ = std::min(burst_, level_ + (now_s - at_s_) * per_s_);
  at_s_ = now_s;
  if (level_ < 1) return false;
  level_ -= 1;
  return true;
}

bool Bucket::is_full(double now_s) const { return level_ + (now_s - at_s_) * per_s_ >= burst_; }

bool Visitors::enter(const std::string& visitor, double now_s) {
  if (sockets_ >= rates_.sockets_all) return false;
  if (known_.size() >= kRememberedMax) forget_the_idle(now_s);
  const Bucket full(rates_.requests_per_s, rates_.requests_burst);
  Visitor& one = known_.try_emplace(visitor, Visitor{0, full}).first->second;
  if (one.sockets >= rates_.sockets_each) return false;
  ++one.sockets;
  ++sockets_;
  return true;
}

void Visitors::leave(const std::string& visitor, double now_s) {
  const auto one = known_.find(visitor);
  --one->second.sockets;
  --sockets_;
  if (one->second.sockets == 0 && one->second.bucket.is_full(now_s)) known_.erase(one);
}

bool Visitors::may_ask(const std::string& visitor, double now_s) {
  return known_.at(visitor).bucket.take(now_s);
}

void Visitors::forget_the_idle(double now_s) {
  std::erase_if(known_, [now_s](const auto& one) {
    return one.second.sockets == 0 && one.second.bucket.is_full(now_s);
  });
}

void Turns::take(const std::string& visitor, std::function<void()> begin) {
  Visitor& one = visitors_[visitor];
  if (one.busy >= each_) {
    one.waiting.push_back(std::move(begin));
    return;
  }
  ++one.busy;
  begin();
}

void Turns::give_back(const std::string& visitor) {
  const auto one = visitors_.find(visitor);
  if (!one->second.waiting.empty()) {
    const std::function<void()> begin = std::move(one->second.waiting.front());
    one->second.waiting.pop_front();
    return begin();
  }
  if (--one->second.busy == 0) visitors_.erase(one);
}

}  // namespace khasan::serve
