#include "serve/desk.h"

namespace khasan::serve {

namespace {

constexpr const char* kUnknownFix = "take an id from the list";
constexpr const char* kTooManyFix = "wait until something is done, or stop a job";

}  // namespace

Error unknown(const std::string& kind, const Text& id) {
  Error error;
  error.path = kind;
  error.found = id.substr(0, 64);
  error.expected = "the id of a " + kind + " that is there";
  error.fix = kUnknownFix;
  return error;
}

bool is_unknown(const Error& error) { return error.fix == kUnknownFix; }

Error too_many(const std::string& found, const std::string& expected) {
  Error error;
  error.path = "jobs";
  error.found = found;
  error.expected = expected;
  error.fix = kTooManyFix;
  return error;
}

bool is_too_many(const Error& error) { return error.fix == kTooManyFix; }

}  // namespace khasan::serve
