// One fault of what somebody asked for in words: an option, a member of a request, an address. A
// fault of a file says its line as well: it is an Error made where the file is read.
#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace khasan {

// `path`: what it is about, such as "--port"; empty where `found` says it.
inline Error fault(std::string path, std::string found, std::string expected,
                   std::string fix = {}) {
  return {{}, 0, 0, std::move(path), std::move(found), std::move(expected), std::move(fix)};
}

}  // namespace khasan
