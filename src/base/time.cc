#include "base/time.h"

#include <array>
#include <cstdio>
#include <optional>

namespace khasan {

namespace {

constexpr int64_t kMsPerMinute = 60'000;
constexpr int64_t kMsPerDay = 86'400'000;
constexpr std::array<const char*, 12> kMonthName{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
};

struct CivilMoment {
  CivilDate date;
  int hour = 0, minute = 0, second = 0;
};

int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

// Days since 1970-01-01 in the Gregorian calendar. Years count from March, so that the leap day
// is the last of a year; 400 years have 146097 days (Richards 2013, Explanatory Supplement to the
// Astronomical Almanac, 15.11).
int64_t days_since_1970(CivilDate d) {
  const int64_t y = d.year - (d.month <= 2 ? 1 : 0);
  const int64_t era = floor_divide(y, 400);
  const int64_t year_of_era = y - era * 400;
  const int64_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

CivilDate date_of_day(int64_t days) {
  const int64_t shifted = days + 719'468;
  const int64_t era = floor_divide(shifted, 146'097);
  const int64_t doe = shifted - era * 146'097;
  const int64_t yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int64_t mp = (5 * doy + 2) / 153;
  CivilDate date;
  date.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  date.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  date.year = static_cast<int>(yoe + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

CivilMoment local_moment(int64_t utc_ms, int offset_minutes) {
  const int64_t ms = utc_ms + offset_minutes * kMsPerMinute;
  const int64_t day = floor_divide(ms, kMsPerDay);
  const int64_t second = (ms - day * kMsPerDay) / 1000;
  return {date_of_day(day), static_cast<int>(second / 3600), static_cast<int>(second / 60 % 60),
          static_cast<int>(second % 60)};
}

// Reads a text from left to right; a failed read makes all later ones fail.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }
  bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }
  void expect(char c) {
    ok_ = ok_ && next_is(c);
    if (ok_) rest_.remove_prefix(1);
  }
  // Exactly `digits` digits with a value in low..high.
  int number(std::size_t digits, int low, int high) {
    ok_ = ok_ && rest_.size() >= digits;
    int value = 0;
    for (std::size_t i = 0; ok_ && i < digits; ++i) {
      ok_ = rest_[i] >= '0' && rest_[i] <= '9';
      value = value * 10 + (rest_[i] - '0');
    }
    ok_ = ok_ && value >= low && value <= high;
    if (ok_) rest_.remove_prefix(digits);
    return ok_ ? value : low;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

CivilDate read_date(Reader& reader) {
  CivilDate date;
  date.year = reader.number(4, 1, 9999);
  reader.expect('-');
  date.month = reader.number(2, 1, 12);
  reader.expect('-');
  date.day = reader.number(2, 1, days_in_month(date.year, date.month));
  return date;
}

// "+09:00", "-05:30" or "Z", in minutes.
int read_offset(Reader& reader) {
  if (reader.next_is('Z')) {
    reader.expect('Z');
    return 0;
  }
  const int sign = reader.next_is('-') ? -1 : 1;
  reader.expect(sign < 0 ? '-' : '+');
  const int hour = reader.number(2, 0, 14);
  reader.expect(':');
  return sign * (hour * 60 + reader.number(2, 0, 59));
}

std::optional<int64_t> read_moment(Reader& reader) {
  const CivilDate date = read_date(reader);
  reader.expect('T');
  const int hour = reader.number(2, 0, 24);
  reader.expect(':');
  // 24:00 is the end of the day.
  const int last = hour == 24 ? 0 : 59;
  const int minute = reader.number(2, 0, last);
  int second = 0;
  if (reader.next_is(':')) {
    reader.expect(':');
    second = reader.number(2, 0, last);
  }
  const int offset = read_offset(reader);
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  return days_since_1970(date) * kMsPerDay +
         ((hour * 60 + minute - offset) * int64_t{60} + second) * 1000;
}

}  // namespace

Result<int64_t> parse_iso_utc_ms(std::string_view text) {
  Reader reader(text);
  if (const auto ms = read_moment(reader)) return *ms;
  Error error;
  error.found = std::string(text);
  error.expected = "a moment with its offset from UTC";
  error.fix = "write e.g. 1938-07-29T14:40:00+09:00";
  return error;
}

std::string format_iso(int64_t utc_ms, int offset_minutes) {
  const CivilMoment m = local_moment(utc_ms, offset_minutes);
  const int offset = offset_minutes < 0 ? -offset_minutes : offset_minutes;
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", m.date.year,
                m.date.month, m.date.day, m.hour, m.minute, m.second,
                offset_minutes < 0 ? '-' : '+', offset / 60, offset % 60);
  return text.data();
}

std::string format_clock(int64_t utc_ms, int offset_minutes, bool with_seconds) {
  const CivilMoment m = local_moment(utc_ms, offset_minutes);
  std::array<char, 64> text{};
  const char* month = kMonthName[static_cast<std::size_t>(m.date.month - 1)];
  if (with_seconds) {
    std::snprintf(text.data(), text.size(), "%d %s %02d:%02d:%02d", m.date.day, month, m.hour,
                  m.minute, m.second);
  } else {
    std::snprintf(text.data(), text.size(), "%d %s %02d:%02d", m.date.day, month, m.hour, m.minute);
  }
  return text.data();
}

}  // namespace khasan
