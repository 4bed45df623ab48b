#include "load/text_file.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace khasan::load {

namespace {

// Length of the UTF-8 sequence that starts at `i`; 0 when it is not valid (RFC 3629: no overlong
// forms, no surrogates, nothing above U+10FFFF).
std::size_t sequence_length(const std::string& text, std::size_t i) {
  const auto byte = [&](std::size_t k) {
    return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u;
  };
  const unsigned a = byte(i), b = byte(i + 1);
  const auto continues = [&](std::size_t k) { return (byte(k) & 0xc0u) == 0x80u; };
  if (a < 0x80) return 1;
  if (a < 0xc2) return 0;
  if (a < 0xe0) return continues(i + 1) ? 2 : 0;
  if (a < 0xf0) {
    const bool overlong = a == 0xe0 && b < 0xa0, surrogate = a == 0xed && b >= 0xa0;
    return !overlong && !surrogate && continues(i + 1) && continues(i + 2) ? 3 : 0;
  }
  const bool overlong = a == 0xf0 && b<0x90, too_large = a> 0xf4 || (a == 0xf4 && b >= 0x90);
  if (overlong || too_large) return 0;
  return continues(i + 1) && continues(i + 2) && continues(i + 3) ? 4 : 0;
}

std::string hex(unsigned char byte) {
  static const char digits[] = "0123456789abcdef";
  return std::string("byte 0x") + digits[byte >> 4] + digits[byte & 15];
}

Error unreadable(const std::string& name, const std::string& why) {
  return {name, 0, 0, {}, why, "a readable text file", {}};
}

}  // namespace

Result<bool> check_text(const std::string& text, const std::string& name) {
  int line = 1, column = 1;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool control =
        (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7f;
    const std::size_t length = sequence_length(text, i);
    if (control || length == 0) {
      return Error{name,
                   line,
                   column,
                   {},
                   hex(byte),
                   "a text file in UTF-8",
                   control ? "this looks like a binary file" : "save the file as UTF-8"};
    }
    i += length;
    ++column;
    if (byte == '\n') {
      ++line;
      column = 1;
    }
  }
  return true;
}

Result<std::string> read_text(const std::string& path, const std::string& name) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    return Error{name, 0, 0, {}, "no such file", "a file there", "create it or mend its name"};
  }
  if (!std::filesystem::is_regular_file(status)) {
    return unreadable(name, "not a regular file");
  }
  const auto size = std::filesystem::file_size(path, error);
  if (error) return unreadable(name, error.message());
  if (size > static_cast<std::uintmax_t>(kTextBytesMax)) {
    return Error{name, 0, 0, {}, std::to_string(size) + " bytes", "at most 64 MB", {}};
  }
  std::ifstream in(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(size))) {
    return unreadable(name, "the file cannot be read");
  }
  if (text.compare(0, 3, "\xef\xbb\xbf") == 0) text.erase(0, 3);
  const Result<bool> checked = check_text(text, name);
  if (!checked) return checked.errors();
  return text;
}

}  // namespace khasan::load
