// Ticks and events come back to the bit; bytes that are no batch are refused, whatever they are.
#include "record/tick_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <limits>

#include "record/bytes.h"
#include "support/varied_batch.h"

namespace khasan::record {
namespace {

using khasan::testing::varied_batch;
using state::Event;
using state::EventKind;
using ::testing::HasSubstr;

// Batches are equal to the bit: NaN and -0.0 too, which == does not see.
void expect_equal(const TickBatch& a, const TickBatch& b) {
  EXPECT_EQ(a.ticks, b.ticks);
  ASSERT_EQ(a.events.size(), b.events.size());
  for (std::size_t i = 0; i < a.events.size(); ++i) {
    Event x = a.events[i], y = b.events[i];
    EXPECT_EQ(std::bit_cast<uint64_t>(x.where.x_m), std::bit_cast<uint64_t>(y.where.x_m));
    EXPECT_EQ(std::bit_cast<uint64_t>(x.where.y_m), std::bit_cast<uint64_t>(y.where.y_m));
    x.where = y.where = {};
    EXPECT_EQ(x, y) << i;
  }
}

void expect_round_trip(const TickBatch& batch) {
  const auto back = decode(encode(batch));
  ASSERT_TRUE(back);
  expect_equal(batch, back.value());
}

TEST(TickCodec, gives_back_every_field) { expect_round_trip(varied_batch(5000)); }

TEST(TickCodec, gives_back_ticks_without_events_and_nothing_at_all) {
  expect_round_trip({});
  expect_round_trip({{{seconds(2), 7, 0}, {seconds(4), 7, 0}, {seconds(4), 8, 0}}, {}});
}

TEST(TickCodec, gives_back_the_extremes) {
  constexpr auto kLeast = std::numeric_limits<int32_t>::min();
  constexpr auto kMost = std::numeric_limits<int32_t>::max();
  Event least, most, odd;
  least.kind = EventKind::k_order_begun;
  least.at = {std::numeric_limits<int64_t>::min()};
  least.subject = ElementId{0};
  least.a = least.b = least.c = least.d = kLeast;
  least.where = {-0.0, std::numeric_limits<double>::denorm_min()};
  most.kind = static_cast<EventKind>(static_cast<int>(EventKind::kCount) - 1);
  most.at = {std::numeric_limits<int64_t>::max()};
  most.side = Side::kSecond;
  most.cause = state::kLastCause;
  most.a = most.b = most.c = most.d = kMost;
  most.where = {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::max()};
  odd = least;
  odd.a = kMost;
  odd.object = ElementId{0xfffffffeu};
  odd.where = {std::bit_cast<double>(0x7ff8000000001234ull), 0.1};
  expect_round_trip({{{{std::numeric_limits<int64_t>::max()}, ~0ull, 2},
                      {{std::numeric_limits<int64_t>::min()}, 0, 2}},
                     {least, most, odd, least}});
}

TEST(TickCodec, needs_few_bytes_for_what_repeats) {
  TickBatch batch = varied_batch(1), many;
  batch.events[0].at = batch.ticks[0].now;
  for (int i = 0; i < 1000; ++i) {
    many.ticks.push_back(batch.ticks[0]);
    many.events.push_back(batch.events[0]);
  }
  // Three columns of ticks and sixteen of events, each a zero of one byte but for the first.
  EXPECT_LT(encode(many).size(), 1000 * (3 + 16) + 100u);
}

TEST(TickCodec, refuses_kinds_that_it_does_not_know) {
  TickBatch batch = varied_batch(1);
  batch.events[0].at = batch.ticks[0].now;
  std::string bytes = encode(batch);
  const auto kind = static_cast<char>(batch.events[0].kind);
  // It stands behind the counts, the ticks and the time of the event.
  const std::size_t at = encode({{{batch.ticks[0].now, batch.ticks[0].digest, 0}}, {}}).size() + 1;
  ASSERT_EQ(bytes[at], kind);
  bytes[at] = 120;
  const auto back = decode(bytes);
  ASSERT_FALSE(back);
  const std::string count = std::to_string(static_cast<int>(EventKind::kCount));
  EXPECT_EQ(to_text(back.errors()[0]), "found 'an event of kind 120', expected a kind below " +
                                           count +
                                           "; read it with the version of Khasan that recorded it");
}

TEST(TickCodec, refuses_sides_and_causes_that_there_are_not) {
  TickBatch batch = varied_batch(3);
  batch.events[1].side = static_cast<Side>(2);
  EXPECT_FALSE(decode(encode(batch)));
  batch = varied_batch(3);
  batch.events[1].cause = static_cast<state::Cause>(static_cast<int>(state::kLastCause) + 1);
  EXPECT_FALSE(decode(encode(batch)));
}

TEST(TickCodec, refuses_bytes_cut_anywhere_and_bytes_too_many) {
  const std::string bytes = encode(varied_batch(40));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(decode(std::string_view(bytes).substr(0, length))) << length;
  }
  const auto longer = decode(bytes + "x");
  ASSERT_FALSE(longer);
  EXPECT_THAT(to_text(longer.errors()[0]), HasSubstr("found '1 bytes too many'"));
}

TEST(TickCodec, refuses_counts_that_the_bytes_cannot_hold) {
  for (const uint64_t ticks : {uint64_t{1} << 20, uint64_t{1} << 40, ~uint64_t{0}}) {
    ByteWriter writer;
    writer.varint(ticks);
    writer.varint(ticks);
    writer.raw(std::string(1000, '\0'));
    EXPECT_FALSE(decode(writer.bytes()));
  }
}

// A tick that claims more events than there are, so that their sum wraps around to the right one.
TEST(TickCodec, refuses_ticks_whose_events_do_not_add_up) {
  ByteWriter writer;
  writer.varint(2);
  writer.varint(0);
  writer.raw(std::string(2, '\0'));
  writer.varint(1);
  writer.varint(~uint64_t{0});
  writer.raw(std::string(2, '\0'));
  const auto back = decode(writer.bytes());
  ASSERT_FALSE(back);
  EXPECT_THAT(to_text(back.errors()[0]), HasSubstr("ticks that do not fit their events"));
}

TEST(TickCodec, refuses_a_digest_that_is_neither_new_nor_old) {
  std::string bytes = encode({{{Time{}, 0, 0}}, {}});
  ASSERT_EQ(bytes, std::string(1, 1) + std::string(4, 0));
  ASSERT_TRUE(decode(bytes));
  bytes[4] = 2;
  EXPECT_FALSE(decode(bytes));
}

TEST(TickCodec, refuses_a_difference_of_more_than_32_bits) {
  const auto batch_with_subject = [](int64_t difference) {
    ByteWriter writer;
    writer.raw(std::string("\1\1\0\1\0\0\0", 7));  // counts, one tick at 0, time, kind
    writer.signed_varint(difference);
    writer.raw(std::string(13, '\0'));
    return decode(writer.bytes());
  };
  EXPECT_TRUE(batch_with_subject(std::numeric_limits<int32_t>::min()));
  EXPECT_FALSE(batch_with_subject(int64_t{1} << 31));
}

TEST(TickCodec, a_changed_byte_is_refused_or_gives_a_batch_like_any_other) {
  const std::string bytes = encode(varied_batch(30));
  int read = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int flip : {1, 0x80, 0xff}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      const auto back = decode(changed);
      read += back.ok();
      if (back) expect_round_trip(back.value());
    }
  }
  EXPECT_GT(read, 0);
}

}  // namespace
}  // namespace khasan::record
