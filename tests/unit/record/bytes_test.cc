// Numbers as bytes and back, and what happens where bytes are missing.
#include "record/bytes.h"

#include <gtest/gtest.h>

#include <bit>
#include <limits>
#include <vector>

#include "record/checksum.h"

namespace khasan::record {
namespace {

TEST(Bytes, are_little_endian) {
  ByteWriter writer;
  writer.fixed(uint32_t{0x01020304});
  writer.varint(300);
  writer.signed_varint(-2);
  writer.real(1.0f);
  writer.text("ab");
  EXPECT_EQ(writer.bytes(), std::string("\x04\x03\x02\x01"
                                        "\xac\x02"
                                        "\x03"
                                        "\0\0\x80\x3f"
                                        "\x02"
                                        "ab",
                                        14));
}

TEST(Bytes, come_back_to_the_bit) {
  const std::vector<int64_t> numbers = {0,
                                        1,
                                        -1,
                                        63,
                                        -64,
                                        64,
                                        1 << 20,
                                        std::numeric_limits<int64_t>::max(),
                                        std::numeric_limits<int64_t>::min()};
  const std::vector<double> reals = {0.0,
                                     -0.0,
                                     1e-310,
                                     0.1,
                                     std::numeric_limits<double>::infinity(),
                                     std::bit_cast<double>(0x7ff8000000001234ull)};
  ByteWriter writer;
  for (const int64_t x : numbers) {
    writer.signed_varint(x);
    writer.varint(static_cast<uint64_t>(x));
    writer.fixed(static_cast<uint64_t>(x));
  }
  for (const double x : reals) writer.real(x);
  for (const double x : reals) writer.real(static_cast<float>(x));
  ByteReader reader(writer.bytes());
  for (const int64_t x : numbers) {
    EXPECT_EQ(reader.signed_varint(), x);
    EXPECT_EQ(reader.varint(), static_cast<uint64_t>(x));
    EXPECT_EQ(reader.fixed<uint64_t>(), static_cast<uint64_t>(x));
  }
  for (const double x : reals) {
    EXPECT_EQ(std::bit_cast<uint64_t>(reader.real64()), std::bit_cast<uint64_t>(x));
  }
  for (const double x : reals) {
    EXPECT_EQ(std::bit_cast<uint32_t>(reader.real32()),
              std::bit_cast<uint32_t>(static_cast<float>(x)));
  }
  EXPECT_TRUE(reader.ok());
  EXPECT_EQ(reader.left(), 0u);
}

TEST(Bytes, beyond_the_end_are_zero_and_remembered) {
  ByteReader reader("\x01\x02");
  EXPECT_EQ(reader.fixed<uint32_t>(), 0u);
  EXPECT_FALSE(reader.ok());
  EXPECT_EQ(reader.left(), 0u);
  ByteReader text("\x05hi");
  EXPECT_EQ(text.text(), "");
  EXPECT_FALSE(text.ok());
}

TEST(Bytes, of_a_varint_that_never_ends_or_is_too_large_are_refused) {
  for (const std::string& bytes : {std::string(11, '\xff'), std::string(9, '\xff') + "\x02",
                                   std::string("\x80\x80"), std::string()}) {
    ByteReader reader(bytes);
    EXPECT_EQ(reader.varint(), 0u);
    EXPECT_FALSE(reader.ok());
  }
}

// The check value of the catalogue of parametrised CRC algorithms (CRC-32/ISO-HDLC).
TEST(Checksum, is_the_crc_32_of_the_standard) {
  EXPECT_EQ(checksum("123456789"), 0xcbf43926u);
  EXPECT_EQ(checksum(""), 0u);
}

}  // namespace
}  // namespace khasan::record
