// Goal: what one visitor uses up is not taken from another, and nothing is kept of who has left.
#include "serve/visitors.h"

#include <gtest/gtest.h>

namespace khasan::serve {
namespace {

TEST(Bucket, is_empty_after_a_burst_and_fills_with_time) {
  Bucket bucket(10, 3);
  EXPECT_TRUE(bucket.take(0) && bucket.take(0) && bucket.take(0));
  EXPECT_FALSE(bucket.take(0));
  EXPECT_FALSE(bucket.take(0.05));
  EXPECT_TRUE(bucket.take(0.2));
  EXPECT_TRUE(bucket.is_full(10));
}

TEST(Visitors, the_sockets_of_one_are_not_those_of_another) {
  Visitors visitors({3, 2, 1, 1, 1, 1});
  EXPECT_TRUE(visitors.enter("a", 0) && visitors.enter("a", 0));
  EXPECT_FALSE(visitors.enter("a", 0));
  EXPECT_TRUE(visitors.enter("b", 0));
  EXPECT_FALSE(visitors.enter("c", 0)) << "three are all there are";
  visitors.leave("a", 0);
  EXPECT_TRUE(visitors.enter("c", 0));
}

TEST(Visitors, coming_back_gives_no_new_budget) {
  Visitors visitors({9, 9, 1, 2, 1, 1});
  visitors.enter("a", 0);
  EXPECT_TRUE(visitors.may_ask("a", 0) && visitors.may_ask("a", 0));
  visitors.leave("a", 0);
  visitors.enter("a", 0);
  EXPECT_FALSE(visitors.may_ask("a", 0));
  visitors.leave("a", 60);
  EXPECT_EQ(visitors.known(), 0u) << "who is back at a full budget is forgotten";
}

TEST(Visitors, those_long_gone_are_forgotten) {
  Visitors visitors({100'000, 9, 1, 2, 1, 1});
  for (int i = 0; i < 5000; ++i) {
    const std::string visitor = std::to_string(i);
    visitors.enter(visitor, i);
    visitors.may_ask(visitor, i);
    visitors.leave(visitor, i);
  }
  EXPECT_LE(visitors.known(), 4097u);
  EXPECT_EQ(visitors.sockets(), 0);
}

TEST(Turns, those_of_one_visitor_wait_for_each_other_and_for_nobody_else) {
  Turns turns(2);
  std::string begun;
  const auto take = [&](const char* visitor, char sign) {
    turns.take(visitor, [&begun, sign] { begun += sign; });
  };
  take("a", '1'), take("a", '2'), take("a", '3'), take("a", '4'), take("b", '5');
  EXPECT_EQ(begun, "125");
  turns.give_back("a");
  EXPECT_EQ(begun, "1253");
  turns.give_back("b");
  turns.give_back("a");
  EXPECT_EQ(begun, "12534");
  turns.give_back("a");
  turns.give_back("a");
  take("a", '6');
  EXPECT_EQ(begun, "125346");
}

}  // namespace
}  // namespace khasan::serve
