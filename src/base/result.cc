#include "base/result.h"

namespace khasan {

namespace {

// "FILE:12:5", as compilers write it, so that editors can jump there.
std::string place_of(const Error& error) {
  std::string place = error.file;
  if (error.line > 0) {
    place += (place.empty() ? "line " : ":") + std::to_string(error.line);
    if (error.column > 0) place += ':' + std::to_string(error.column);
  }
  return place;
}

void append(std::string& text, const char* separator, const std::string& part) {
  if (part.empty()) return;
  if (!text.empty()) text += separator;
  text += part;
}

}  // namespace

std::string to_text(const Error& error) {
  std::string text = place_of(error);
  append(text, ": ", error.path);
  std::string fault;
  if (!error.found.empty()) fault = "found '" + error.found + "'";
  if (!error.expected.empty()) append(fault, ", ", "expected " + error.expected);
  append(text, ": ", fault);
  append(text, fault.empty() ? ": " : "; ", error.fix);
  return text;
}

}  // namespace khasan
