#include "serve/desk.h"

#include "base/fault.h"

namespace khasan::serve {

namespace {

constexpr const char* kUnknownFix = "take an id from the list";
constexpr const char* kTooManyFix = "wait until something is done, or end something of yours";

}  // namespace

Error unknown(const std::string& kind, const Text& id) {
  return fault(kind, id.substr(0, 64), "the id of a " + kind + " that is there", kUnknownFix);
}

bool is_unknown(const Error& error) { return error.fix == kUnknownFix; }

Error too_many(const std::string& found, const std::string& expected, const std::string& what) {
  return fault(what, found, expected, kTooManyFix);
}

bool is_too_many(const Error& error) { return error.fix == kTooManyFix; }

}  // namespace khasan::serve
