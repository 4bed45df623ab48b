// Goal: moments are read and written without loss, and faults are named.
#include "base/time.h"

#include <gtest/gtest.h>

namespace khasan {
namespace {

// From another calendar (Python's datetime): 31 July 1938 is 11477 days before 1 January 1970.
constexpr int64_t kMidnight31July_ms = -11'477LL * 86'400'000;

TEST(Time, iso_moments_are_read_with_their_offset) {
  EXPECT_EQ(parse_iso_utc_ms("1970-01-01T00:00:00Z").value(), 0);
  EXPECT_EQ(parse_iso_utc_ms("1970-01-02T00:00Z").value(), 86'400'000);
  EXPECT_EQ(parse_iso_utc_ms("1938-07-31T00:00:00+00:00").value(), kMidnight31July_ms);
  EXPECT_EQ(parse_iso_utc_ms("1938-07-31T09:00:00+09:00").value(), kMidnight31July_ms);
  EXPECT_EQ(parse_iso_utc_ms("1938-07-31T10:00+10:00").value(), kMidnight31July_ms);
  EXPECT_EQ(parse_iso_utc_ms("1938-07-30T20:30:00-03:30").value(), kMidnight31July_ms);
}

TEST(Time, both_clocks_are_views_of_one_moment) {
  EXPECT_EQ(format_iso(kMidnight31July_ms, 540), "1938-07-31T09:00:00+09:00");
  EXPECT_EQ(format_iso(kMidnight31July_ms, 600), "1938-07-31T10:00:00+10:00");
  EXPECT_EQ(format_iso(kMidnight31July_ms, -210), "1938-07-30T20:30:00-03:30");
  EXPECT_EQ(format_clock(kMidnight31July_ms + 5'000, 540), "31 Jul 09:00");
  EXPECT_EQ(format_clock(kMidnight31July_ms + 5'000, 540, true), "31 Jul 09:00:05");
}

TEST(Time, every_day_survives_writing_and_reading) {
  for (int64_t day = -40'000; day < 40'000; day += 7) {
    const int64_t ms = day * 86'400'000 + 12'345'000;
    ASSERT_EQ(parse_iso_utc_ms(format_iso(ms, 540)).value(), ms);
  }
}

TEST(Time, leap_days_follow_the_gregorian_rule) {
  EXPECT_TRUE(parse_iso_utc_ms("1936-02-29T00:00Z").ok());
  EXPECT_TRUE(parse_iso_utc_ms("2000-02-29T00:00Z").ok());
  EXPECT_FALSE(parse_iso_utc_ms("1938-02-29T00:00Z").ok());
  EXPECT_FALSE(parse_iso_utc_ms("1900-02-29T00:00Z").ok());
}

TEST(Time, twenty_four_hours_end_the_day) {
  EXPECT_EQ(parse_iso_utc_ms("1938-08-06T24:00+10:00").value(),
            parse_iso_utc_ms("1938-08-07T00:00+10:00").value());
}

TEST(Time, faulty_moments_say_what_was_found_and_how_to_write_it) {
  for (const char* text :
       {"", "yesterday", "1938-07-29", "1938-07-29T14:40:00", "1938-13-01T00:00Z",
        "1938-07-29T24:01Z", "1938-07-29T24:00:01Z", "1938-07-29T14:40:00+09:00 ",
        "1938-07-29 14:40Z", "1938-07-29T14:60Z", "1938-07-32T00:00Z", "1938-07-29T14:40+9:00"}) {
    const auto result = parse_iso_utc_ms(text);
    ASSERT_FALSE(result.ok()) << text;
    ASSERT_EQ(result.errors().size(), 1u);
    EXPECT_EQ(result.errors()[0].found, text);
    EXPECT_EQ(result.errors()[0].expected, "a moment with its offset from UTC");
    EXPECT_EQ(result.errors()[0].fix, "write e.g. 1938-07-29T14:40:00+09:00");
  }
}

TEST(Time, spans_add_up_in_whole_milliseconds) {
  EXPECT_EQ(hours(1), minutes(60));
  EXPECT_EQ(minutes(1) + seconds(2) - milliseconds(500), milliseconds(61'500));
  EXPECT_EQ(from_seconds(0.0015), milliseconds(2));
  EXPECT_EQ(from_seconds(-0.0015), milliseconds(-2));
  EXPECT_DOUBLE_EQ(milliseconds(1500).seconds(), 1.5);
  EXPECT_GT(kNever + hours(1'000'000), kNever);  // no overflow near the end of time
}

}  // namespace
}  // namespace khasan
