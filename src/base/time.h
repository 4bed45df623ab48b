// Time of a battle: 64-bit integer milliseconds from the battle's epoch. The clocks of both sides
// (UTC+9, UTC+10) are views of it. No floating point, so that sums cannot drift.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace khasan {

// A moment, or a span, in milliseconds.
struct Time {
  int64_t ms = 0;
  constexpr auto operator<=>(const Time&) const = default;
  constexpr Time operator+(Time other) const { return {ms + other.ms}; }
  constexpr Time operator-(Time other) const { return {ms - other.ms}; }
  constexpr Time& operator+=(Time other) {
    ms += other.ms;
    return *this;
  }
  // Length in seconds, for the hazards of the models.
  constexpr double seconds() const { return static_cast<double>(ms) / 1000.0; }
};

inline constexpr Time kNever{INT64_MAX / 4};
constexpr Time milliseconds(int64_t n) { return {n}; }
constexpr Time seconds(int64_t n) { return {n * 1000}; }
constexpr Time minutes(int64_t n) { return {n * 60'000}; }
constexpr Time hours(int64_t n) { return {n * 3'600'000}; }
// Rounded to the nearest millisecond; `s` in seconds, finite, |s| < 1e12.
constexpr Time from_seconds(double s) {
  return {static_cast<int64_t>(s * 1000.0 + (s < 0 ? -0.5 : 0.5))};
}

// Milliseconds since 1970-01-01T00:00Z of an ISO 8601 moment with an offset
// ("1938-07-29T14:40:00+09:00"; seconds may be left out). Error: what was found and the form
// expected.
Result<int64_t> parse_iso_utc_ms(std::string_view text);
// The moment as a local clock shows it: "1938-07-29T14:40:00+09:00".
std::string format_iso(int64_t utc_ms, int offset_minutes);
// "29 Jul 14:40" on the clock with that offset; with_seconds adds ":05".
std::string format_clock(int64_t utc_ms, int offset_minutes, bool with_seconds = false);

}  // namespace khasan
