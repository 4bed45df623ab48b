// Bodies as gzip, and those that come again kept: zipped once, with an ETag. Thread-safe.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "serve/desk.h"

namespace khasan::serve {

std::string gzip_of(std::string_view text);

struct Zipped {
  Document bytes;    // gzip
  std::string etag;  // of the text, in its quotes
};

class ZippedShelf {
 public:
  explicit ZippedShelf(std::size_t bytes_max) : bytes_max_(bytes_max) {}
  Zipped of(const Document& text);

 private:
  struct Entry {
    std::weak_ptr<const std::string> text;
    Zipped zipped;
  };
  std::mutex mutex_;
  std::deque<Entry> entries_;  // the latest first
  std::size_t bytes_ = 0, bytes_max_;
};

}  // namespace khasan::serve
