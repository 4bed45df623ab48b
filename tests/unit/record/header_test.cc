// A header comes back from its JSON, whatever was typed.
#include "record/header.h"

#include <gtest/gtest.h>

namespace khasan::record {
namespace {

TEST(Header, comes_back) {
  Header header;
  header.version = "1";
  header.battle = "battles/x";
  header.command = "khasan run \"battles/x\"";
  header.seed = ~uint64_t{0};
  header.scenario_hash = 0xfedcba9876543210;
  header.without = {"morale"};
  header.end = hours(3);
  header.forked_at = minutes(7);
  const auto back = header_from(to_json(header));
  ASSERT_TRUE(back) << to_text(back.errors()[0]);
  EXPECT_EQ(back.value(), header);
}

TEST(Header, of_a_command_that_is_no_utf_8_is_written) {
  Header header;
  header.command = "khasan run caf\xe9";
  const auto back = header_from(to_json(header));
  ASSERT_TRUE(back);
  EXPECT_EQ(back.value().command, "khasan run caf\xef\xbf\xbd");  // the sign for what is no text
}

TEST(Header, without_one_of_its_entries_is_refused) {
  EXPECT_FALSE(header_from("{}"));
  EXPECT_FALSE(header_from("[1"));
  EXPECT_FALSE(header_from(""));
}

}  // namespace
}  // namespace khasan::record
