// Reading a text file with everything refused that no text of ours can be: too large, binary, not
// UTF-8. Nothing is parsed here.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace khasan::load {

inline constexpr int64_t kTextBytesMax = 64 << 20;

// The content of the file without a byte-order mark. Errors name `name`, the path as the user knows
// it. Sizes are looked at before anything is read.
Result<std::string> read_text(const std::string& path, const std::string& name);

// The first fault of a text: a control character, or a byte sequence that is not UTF-8.
Result<bool> check_text(const std::string& text, const std::string& name);

}  // namespace khasan::load
