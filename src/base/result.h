// A value, or errors that say where they are and how to mend them. Input errors are collected, not
// thrown, so that one run reports all of them.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace khasan {

// One fault of an input: where it is, what stood there, what should, and what to do about it.
struct Error {
  std::string file;      // path as the user gave it; empty when no file is meant
  int line = 0;          // 1-based; 0 when unknown
  int column = 0;        // 1-based; 0 when unknown
  std::string path;      // place in the document: "forces[2].strength.best"
  std::string found;     // what stood there
  std::string expected;  // what should stand there
  std::string fix;       // what to do: "did you mean 'strength'?"
  bool operator==(const Error&) const = default;
};

// "FILE:12:5: forces[2].strength: found 'many', expected a number of men; write e.g. 11"
std::string to_text(const Error& error);

using Errors = std::vector<Error>;

// A value or the errors that prevented it. `errors()` is empty when there is a value.
template <class T>
class Result {
 public:
  Result(T value) : content_(std::move(value)) {}              // NOLINT: implicit by intent
  Result(Error error) : content_(Errors{std::move(error)}) {}  // NOLINT
  Result(Errors errors) : content_(std::move(errors)) {}       // NOLINT
  bool ok() const { return std::holds_alternative<T>(content_); }
  explicit operator bool() const { return ok(); }
  const T& value() const { return std::get<T>(content_); }
  T& value() { return std::get<T>(content_); }
  T take() { return std::move(std::get<T>(content_)); }
  const Errors& errors() const& {
    static const Errors none;
    return ok() ? none : std::get<Errors>(content_);
  }
  // Of a result that nobody keeps: its errors by value, so that they outlive it.
  Errors errors() && { return ok() ? Errors{} : std::move(std::get<Errors>(content_)); }

 private:
  std::variant<T, Errors> content_;
};

}  // namespace khasan
