// Numbers as bytes and back, the same on every machine: little-endian, floats by their bits,
// varints of seven bits a byte (LEB128), signed varints in zigzag. Knows nothing of what the
// numbers mean; docs/record_format.md does.
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace khasan::record {

// Signed numbers near zero as small unsigned ones: 0, -1, 1, -2 are 0, 1, 2, 3.
constexpr uint64_t zigzag(int64_t x) {
  return (static_cast<uint64_t>(x) << 1) ^ static_cast<uint64_t>(x >> 63);
}
constexpr int64_t unzigzag(uint64_t x) { return static_cast<int64_t>((x >> 1) ^ (0 - (x & 1))); }

// Appends to a growing text of bytes.
class ByteWriter {
 public:
  // An unsigned number in as many bytes as its type has.
  template <std::unsigned_integral T>
  void fixed(T x) {
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      bytes_ += static_cast<char>(static_cast<uint64_t>(x) >> (8 * i) & 0xff);
    }
  }
  void real(float x) { fixed(std::bit_cast<uint32_t>(x)); }
  void real(double x) { fixed(std::bit_cast<uint64_t>(x)); }
  void varint(uint64_t x) {
    for (; x >= 0x80; x >>= 7) bytes_ += static_cast<char>((x & 0x7f) | 0x80);
    bytes_ += static_cast<char>(x);
  }
  void signed_varint(int64_t x) { varint(zigzag(x)); }
  void raw(std::string_view bytes) { bytes_ += bytes; }
  // Its length, then its bytes.
  void text(std::string_view bytes) {
    varint(bytes.size());
    raw(bytes);
  }
  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Takes from the front of bytes that belong to somebody else. What is asked for beyond the end, and
// a varint of more than 64 bits, is zero or empty, and ok() is false from then on.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  template <std::unsigned_integral T>
  T fixed() {
    const std::string_view bytes = raw(sizeof(T));
    uint64_t x = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      x |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[i])) << (8 * i);
    }
    return static_cast<T>(x);
  }
  float real32() { return std::bit_cast<float>(fixed<uint32_t>()); }
  double real64() { return std::bit_cast<double>(fixed<uint64_t>()); }
  uint64_t varint() {
    uint64_t x = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const auto byte = fixed<uint8_t>();
      if (shift == 63 && byte > 1) break;
      x |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return x;
    }
    return fail();
  }
  int64_t signed_varint() { return unzigzag(varint()); }
  std::string_view raw(uint64_t count) {
    if (count > rest_.size()) {
      fail();
      return {};
    }
    const std::string_view bytes = rest_.substr(0, static_cast<std::size_t>(count));
    rest_.remove_prefix(bytes.size());
    return bytes;
  }
  std::string_view text() { return raw(varint()); }

  // False once something was asked for that was not there.
  bool ok() const { return ok_; }
  // Bytes not taken yet; a count read from the bytes can never honestly exceed it.
  std::size_t left() const { return rest_.size(); }

 private:
  uint64_t fail() {
    ok_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace khasan::record
