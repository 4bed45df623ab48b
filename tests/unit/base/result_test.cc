// Goal: errors read as one line that an editor can jump to, with whatever is known.
#include "base/result.h"

#include <gtest/gtest.h>

#include <compare>
#include <string>
#include <type_traits>

#include "base/ids.h"

namespace khasan {
namespace {

TEST(Result, an_error_names_place_fault_and_fix) {
  const Error error{"forces.yaml",  12, 5, "forces[2].strength", "many", "a number of men",
                    "write e.g. 11"};
  EXPECT_EQ(to_text(error),
            "forces.yaml:12:5: forces[2].strength: found 'many', expected a number of men; "
            "write e.g. 11");
}

TEST(Result, an_error_leaves_out_what_is_not_known) {
  Error error;
  error.file = "battle.yaml";
  error.fix = "give a start";
  EXPECT_EQ(to_text(error), "battle.yaml: give a start");
  error.line = 3;
  error.expected = "a moment";
  EXPECT_EQ(to_text(error), "battle.yaml:3: expected a moment; give a start");
  error.file.clear();
  EXPECT_EQ(to_text(error), "line 3: expected a moment; give a start");
  EXPECT_EQ(to_text(Error{}), "");
}

TEST(Result, holds_a_value_or_errors) {
  const Result<std::string> good(std::string("five"));
  EXPECT_TRUE(good.ok());
  EXPECT_EQ(good.value(), "five");
  EXPECT_TRUE(good.errors().empty());
  const Result<std::string> bad(Errors{Error{}, Error{}});
  EXPECT_FALSE(bad.ok());
  EXPECT_EQ(bad.errors().size(), 2u);
  EXPECT_EQ(Result<std::string>(std::string("x")).take(), "x");
}

TEST(Result, errors_outlive_a_result_that_nobody_keeps) {
  const auto refused = [] { return Result<std::string>(Errors{Error{}, Error{}}); };
  static_assert(std::is_same_v<decltype(refused().errors()), Errors>, "a reference would dangle");
  std::size_t seen = 0;
  for (const Error& error : refused().errors()) seen += error == Error{};
  EXPECT_EQ(seen, 2u);
  EXPECT_TRUE(Result<std::string>(std::string("x")).errors().empty());
}

TEST(Ids, the_default_stands_for_none_and_order_is_that_of_the_index) {
  EXPECT_FALSE(ElementId{}.exists());
  EXPECT_TRUE(ElementId{0}.exists());
  EXPECT_LT(ElementId{1}, ElementId{2});
  EXPECT_EQ(enemy_of(Side::kFirst), Side::kSecond);
  EXPECT_EQ(enemy_of(enemy_of(Side::kFirst)), Side::kFirst);
}

}  // namespace
}  // namespace khasan
