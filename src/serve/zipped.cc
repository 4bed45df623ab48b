#include "serve/zipped.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "report/gzip.h"

namespace khasan::serve {

namespace {

// Large texts are zipped while somebody waits: level 1 takes a third of the time of 6.
constexpr std::size_t kLargeBytes = 4 << 20;

}  // namespace

std::string gzip_of(std::string_view text) {
  constexpr int kQuick = 1, kUsual = 6;
  return report::gzip_of(text, text.size() > kLargeBytes ? kQuick : kUsual);
}

Zipped ZippedShelf::of(const Document& text) {
  const std::lock_guard lock(mutex_);
  for (const Entry& entry : entries_) {
    if (entry.text.lock() == text) return entry.zipped;
  }
  // While one is zipped others wait: two processors are better spent on battles.
  const Zipped zipped{std::make_shared<const std::string>(gzip_of(*text)),
                      fmt::format("\"{:016x}\"", stable_key(*text))};
  entries_.push_front({text, zipped});
  bytes_ += zipped.bytes->size();
  while (entries_.size() > 1 && bytes_ > bytes_max_) {
    bytes_ -= entries_.back().zipped.bytes->size();
    entries_.pop_back();
  }
  return zipped;
}

}  // namespace khasan::serve
