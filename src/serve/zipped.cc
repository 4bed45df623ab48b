#include "serve/zipped.h"

#include <fmt/format.h>
#include <zlib.h>

#include <stdexcept>

#include "base/hash.h"

namespace khasan::serve {

namespace {

constexpr int kGzip = 15 + 16;  // the largest window, and the head of gzip (zlib.h)

// Large texts are zipped while somebody waits: level 1 takes a third of the time of 6.
constexpr std::size_t kLargeBytes = 4 << 20;

}  // namespace

std::string gzip_of(std::string_view text) {
  z_stream stream{};
  const int level = text.size() > kLargeBytes ? Z_BEST_SPEED : Z_DEFAULT_COMPRESSION;
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("no memory to zip with");
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
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
